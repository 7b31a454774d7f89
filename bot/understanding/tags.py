"""Tags: which words of a message name a company or a role, as learnt from the examples."""

import zlib
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from bot.understanding.names import Page
from bot.understanding.words import Word

if TYPE_CHECKING:
    import numpy as np

SIZE = 1 << 15
"""How many features there are; what falls on the same number shares it."""

TAGGED = ("company", "role")
_NAME, _TIME, _EDGE = "xx", "0w", "|"
_REACH = 3
_SUFFIX = 3
_APART = 3
# What a capital is worth in a message whose writer uses them.
_CAPITAL = 0.3
_SURE, _GOES_ON = 0.6, -0.35


@dataclass(frozen=True, slots=True)
class Run:
    """Words `start` to `end` that are one name, and how surely."""

    sureness: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tagger:
    """What the study gave for names: one weight for each feature and kind of name."""

    known: frozenset[str]
    weights: "np.ndarray"
    base: "np.ndarray"

    def runs(self, page: Page, words: Sequence[Word], kind: str) -> list[Run]:
        """Find the words in a row that are a name of one kind."""
        column = TAGGED.index(kind)
        cased = kind == "company" and any(self._is_name(page, word) for word in words[1:])
        scores = [
            float(self.weights[row, column].sum() + self.base[column])
            + (_CAPITAL if self._is_name(page, word) else -_CAPITAL) * cased
            for row, word in zip(numbers(page, words, self.known), words, strict=True)
        ]
        found: list[Run] = []
        for is_name, group in groupby(enumerate(scores), key=lambda each: each[1] > _GOES_ON):
            places = [place for place, _ in group]
            if is_name and max(scores[place] for place in places) > 0:
                start, end = self._trimmed(page, words, scores, places[0], places[-1] + 1)
                if start < end:
                    found.append(Run(max(scores[start:end]), start, end))
        return found

    def _is_name(self, page: Page, word: Word) -> bool:
        """Tell whether a word has a capital that no everyday word has."""
        return page.is_capital(word) and word.form not in self.known

    def _trimmed(
        self, page: Page, words: Sequence[Word], scores: Sequence[float], start: int, end: int
    ) -> tuple[int, int]:
        """Leave out everyday words at the edges of a name, and take in a number before it."""
        named = [
            place
            for place in range(start, end)
            if page.is_capital(words[place]) or words[place].form[0].isdigit()
        ]
        if page.has_case and named:
            start, end = named[0], named[-1] + 1
            while end < len(words) and self._continues(page, words, end):
                end += 1
        unsure = [
            words[place].form in self.known and scores[place] < _SURE for place in range(len(words))
        ]
        if not named and not all(unsure[start:end]):
            while unsure[start]:
                start += 1
            while unsure[end - 1]:
                end -= 1
        numbered = start > 0 and words[start - 1].form.isdigit()
        if numbered and words[start - 1].end + 1 == words[start].start:
            start -= words[start - 1].start not in page.times
        return start, end

    def _continues(self, page: Page, words: Sequence[Word], place: int) -> bool:
        """Tell whether a word goes on with the name before it: "Calder" "Trust"."""
        word, before = words[place], words[place - 1]
        beside = word.start - before.end <= _APART and page.is_capital(word)
        return beside and word.start not in page.times and len(word.form) > 1


def numbers(page: Page, words: Sequence[Word], known: Container[str]) -> list[list[int]]:
    """Number the features of each word: itself, its shape, and what stands around it."""
    forms = [_form(page, word, known) for word in words]
    shapes = [_shape(page, word) for word in words]
    return [
        [zlib.crc32(each.encode()) % SIZE for each in _features(at, words[at], forms, shapes)]
        for at in range(len(words))
    ]


def _form(page: Page, word: Word, known: Container[str]) -> str:
    if word.start in page.times or word.form == _TIME:
        return _TIME
    return word.form if word.form in known or not word.form[0].isalnum() else _NAME


def _shape(page: Page, word: Word) -> str:
    if word.form[0].isdigit():
        return "0"
    if page.is_capital(word):
        return "A" if page.text[word.start : word.end].isupper() else "C"
    return "a" if page.has_case else "?"


def _features(at: int, word: Word, forms: Sequence[str], shapes: Sequence[str]) -> Iterator[str]:
    def form(place: int) -> str:
        return forms[place] if 0 <= place < len(forms) else _EDGE

    def shape(place: int) -> str:
        return shapes[place] if 0 <= place < len(shapes) else _EDGE

    for away in range(-_REACH, _REACH + 1):
        yield f"{away}{form(at + away)}"
        yield f"s{away}{shape(at + away)}"
    for first, last in ((-2, -1), (-1, 0), (0, 1), (1, 2), (-1, 1), (-3, -1), (2, 3)):
        yield f"{first}{last}{form(at + first)} {form(at + last)}"
    yield f"s{shape(at - 1)}{shape(at)}{shape(at + 1)}{form(at - 1)}"
    yield f"s{shape(at)}{form(at)}"
    yield f"s{shape(at)}{form(at + 1)}"
    yield f"s{shape(at)}{form(at - 1)} {form(at + 1)}"
    yield f"e{word.form[-_SUFFIX:]}"
    yield f"n{forms[at] == _NAME}{form(at - 1)}"
    yield f"n{forms[at] == _NAME}{form(at + 1)}"
