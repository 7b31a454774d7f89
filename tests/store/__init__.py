"""Tests of where everything rests, on real files."""
