"""The vocabulary every platform speaks: cards, forms, actions and the limits they share."""
