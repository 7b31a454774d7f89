"""The rules, tested as values in and values out."""
