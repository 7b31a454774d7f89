"""The tests, arranged like the house they protect."""
