"""Finding what somebody meant by a name, or by its first letters."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


class Unmatched(Exception):
    """A name that fits nothing here, or more than one thing."""

    def __init__(self, wanted: str, offered: Iterable[str], several: bool = False) -> None:
        self.wanted = wanted
        self.offered = tuple(dict.fromkeys(offered))
        self.several = several
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        if self.several:
            return f"{self.wanted!r} could mean any of: {', '.join(self.offered)}"
        there = ", ".join(self.offered) or "nothing to choose from"
        return f"nothing here is called {self.wanted!r}; there is: {there}"


def folded(text: str) -> str:
    """Return the text without the case and spacing that people do not mean."""
    return " ".join(text.casefold().split())


def one(wanted: str, named: Iterable[tuple[T, tuple[str, ...]]], inside: bool = False) -> T | None:
    """Return the thing that has this name, or alone begins with it (or, `inside`, contains it).

    Raises Unmatched when several fit equally well.
    """
    key = folded(wanted)
    things = [(thing, names, [folded(name) for name in names]) for thing, names in named]
    fits: list[Callable[[str], bool]] = [
        lambda name: name == key,
        lambda name: name.startswith(key),
        lambda name: inside and key in name,
    ]
    for fit in fits if key else ():
        hits = [(thing, names) for thing, names, keys in things if any(map(fit, keys))]
        if hits and all(thing == hits[0][0] for thing, _ in hits):
            return hits[0][0]
        if hits:
            raise Unmatched(wanted, (" / ".join(filter(None, names)) for _, names in hits), True)
    return None


def nth(wanted: str, things: Sequence[T]) -> T | None:
    """Return the thing that has this number, counted from 1."""
    number = wanted.strip()
    # Digits without end would be work for nothing; no list here has a thousand.
    if not number.isdecimal() or len(number) > 3 or not 1 <= int(number) <= len(things):
        return None
    return things[int(number) - 1]
