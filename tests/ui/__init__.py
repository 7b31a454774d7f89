"""The vocabulary: actions, cards, forms, markup, limits."""
