"""The bot as an operator runs it: a process of its own, started, stopped and killed."""
