"""The second opinion of care: how much words are like those that call for a human.

Learnt beforehand and read from a file, so that it is there from the first message on.
"""

import base64
import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.understanding import care_traits as traits
from bot.understanding.care_traits import Kinds
from bot.understanding.words import Sentence

FILE = "care-learnt.json"

# Enough for what people write; of more, the beginning and the end are read.
_MOST_WORDS = 200
_UNHEARD = -9.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like something plainly said, and how like anything that calls for care: above 0, rather.

    `explicit` and `heavy` are each the highest of any sentence, or of two that follow each other.
    """

    explicit: float = _UNHEARD
    heavy: float = _UNHEARD


@dataclass(frozen=True, slots=True)
class Opinion:
    """What was learnt: a weight of each trait for either question, and where each begins.

    `of` is the fingerprint of the examples that it was learnt from.
    """

    of: str
    kinds: Kinds
    explicit: "array[float]"
    heavy: "array[float]"
    base: tuple[float, float]

    def of_all(self, read: Sequence[Sentence], doubts: Sequence[float]) -> Likeness:
        """Weigh every sentence, and every two that follow each other, less what is doubted."""
        told = list(self._weighed(*_shortened(read, doubts)))
        if not told:
            return Likeness()
        return Likeness(max(one.explicit for one in told), max(one.heavy for one in told))

    def _weighed(self, read: Sequence[Sentence], doubts: Sequence[float]) -> Iterator[Likeness]:
        before: tuple[str, ...] = ()
        doubted = 0.0
        for sentence, doubt in zip(read, doubts, strict=True):
            forms = tuple(word.form for word in sentence.words)
            yield self.of_one(forms, doubt)
            if before:
                yield self.of_one((*before, traits.STOP, *forms), max(doubt, doubted))
            before, doubted = forms, doubt

    def of_one(self, forms: Sequence[str], doubt: float = 0.0) -> Likeness:
        """Weigh one stretch of words."""
        found = traits.numbers(forms, self.kinds)
        size = max(len(found), 1) ** 0.5
        explicit = sum(self.explicit[number] for number in found) / size + self.base[0]
        heavy = sum(self.heavy[number] for number in found) / size + self.base[1]
        return Likeness(explicit - doubt, heavy - doubt)


def read(folder: Path) -> Opinion | None:
    """Read what was learnt for a language; None where nothing was."""
    file = folder / FILE
    if not file.is_file():
        return None
    told = json.loads(file.read_text(encoding="utf-8"))
    return Opinion(
        of=told["of"],
        kinds=Kinds.read(told["alike"], told["light"]),
        explicit=_unpacked(told["explicit"], told["step"]),
        heavy=_unpacked(told["heavy"], told["step"]),
        base=(told["base"][0], told["base"][1]),
    )


def _unpacked(packed: str, step: float) -> "array[float]":
    return array("f", (level * step for level in array("b", base64.b64decode(packed))))


def _shortened(
    read: Sequence[Sentence], doubts: Sequence[float]
) -> tuple[Sequence[Sentence], Sequence[float]]:
    """Leave out the middle of something very long."""
    if sum(len(sentence.words) for sentence in read) <= 2 * _MOST_WORDS:
        return read, doubts
    first, last = _enough(read), _enough(read[::-1])
    return (*read[:first], *read[-last:]), (*doubts[:first], *doubts[-last:])


def _enough(read: Sequence[Sentence]) -> int:
    """Count the sentences that hold enough words; a sentence holds no more than eighty."""
    count = 0
    for place, sentence in enumerate(read, 1):
        count += len(sentence.words)
        if count > _MOST_WORDS:
            return place
    return len(read)
