"""Where everything rests: one SQLite file, one file of statements per noun."""
