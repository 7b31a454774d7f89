"""Measurements, by hand and on demand; not part of the tests."""
