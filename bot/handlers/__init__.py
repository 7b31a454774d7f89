"""What people do, and what follows: one file per noun."""
