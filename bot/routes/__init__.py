"""The table of contents: who answers what, who writes which letter, what happens by itself."""
