"""Everything a person can do, as small frozen classes, one file per noun."""
