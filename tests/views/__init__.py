"""How things look, from values alone."""
