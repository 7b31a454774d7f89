"""Picking from one's own words: each has a brief name, always the same, that a form can carry."""

import hashlib
from collections.abc import Collection, Iterable

_LENGTH = 12


def key_of(words: str) -> str:
    """Name some words briefly."""
    return hashlib.sha256(words.encode()).hexdigest()[:_LENGTH]


def picked(offered: Iterable[str], keys: Collection[str]) -> tuple[str, ...]:
    """Return the words that were picked by name, in the order in which they were offered."""
    return tuple(each for each in offered if key_of(each) in keys)
