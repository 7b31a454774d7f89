"""Undaunted on Discord: what happens there as events, and answers in its own best manner."""
