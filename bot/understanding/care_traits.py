"""Traits: what the second opinion of care sees in a stretch of words, as numbers."""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

SIZE = 1 << 15
"""How many traits there are; what falls on the same number shares it."""

STOP = "."
"""The sign for the end of a sentence, within a stretch of two."""

_EDGE = "|"
_LONGEST_GRAM = 3
_LONGEST_OF_KINDS = 5
_NEAR = 4
_PIECES = (4, 5)
_SHORTEST_IN_PIECES = 4


@dataclass(frozen=True, slots=True)
class Kinds:
    """Words taken for one another, by what they have in common, and words that change little."""

    of: Mapping[str, str]
    light: frozenset[str]

    @classmethod
    def read(cls, alike: Mapping[str, str], light: str) -> "Kinds":
        """Take lists of words by the name of what they have in common."""
        of = {word: f"<{kind}>" for kind, words in alike.items() for word in words.split()}
        return cls(of, frozenset(light.split()))


def numbers(forms: Sequence[str], kinds: Kinds) -> list[int]:
    """Number the traits of some words, each once."""
    return sorted({_number(each) for each in _traits(forms, kinds)})


@lru_cache(maxsize=65_536)
def _number(trait: str) -> int:
    return zlib.crc32(trait.encode()) % SIZE


def _traits(forms: Sequence[str], kinds: Kinds) -> Iterator[str]:
    yield from _grams((_EDGE, *forms, _EDGE), _LONGEST_GRAM)
    kept = tuple(kinds.of.get(form, form) for form in forms if form not in kinds.light)
    for gram in _grams((_EDGE, *kept, _EDGE), _LONGEST_OF_KINDS):
        yield f"~{gram}"
    for one, other in zip(kept, kept[2:], strict=False):
        yield f"~{one} _ {other}"
    named = [form for form in kept if form.startswith("<")]
    for place, one in enumerate(named):
        for other in named[place + 1 : place + _NEAR]:
            yield f"&{one} {other}"
    yield from _pieces(dict.fromkeys(forms))


def _grams(words: Sequence[str], longest: int) -> Iterator[str]:
    for length in range(1, longest + 1):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


def _pieces(forms: Iterable[str]) -> Iterator[str]:
    # A word that nobody foresaw may be one of these misspelt, which its pieces tell.
    for form in forms:
        if len(form) >= _SHORTEST_IN_PIECES:
            word = f"<{form}>"
            for length in _PIECES:
                for start in range(len(word) - length + 1):
                    yield f"#{word[start : start + length]}"
