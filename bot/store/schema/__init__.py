"""The tables by theme; bot/store/tables.py lists them all."""
