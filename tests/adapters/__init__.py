"""Tests of the edges: one contract for every platform, and what is each one's own."""
