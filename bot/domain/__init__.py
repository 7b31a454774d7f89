"""The rules: pure functions of values and `now`, one module per noun; nothing here acts."""
