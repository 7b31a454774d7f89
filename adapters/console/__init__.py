"""The whole bot in a terminal: for a first try, for dialogues in tests, for demonstrations."""
