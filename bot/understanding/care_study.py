"""Study: learns the second opinion of care from examples and writes it beside them.

`python -m bot.understanding.care_study` after every change of `care-examples.toml`.
"""

import base64
import hashlib
import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot import content
from bot.domain.care import Care
from bot.understanding import care_opinion, examples
from bot.understanding import care_traits as traits
from bot.understanding.care import CarePatterns, CareReader
from bot.understanding.care_traits import Kinds
from bot.understanding.words import Sentence

if TYPE_CHECKING:
    import numpy as np

EXAMPLES = "care-examples.toml"
_EVERYDAY = "understanding-examples.toml"

_SEED = 7
_STRICTNESS = 1.0
_ROUNDS = 1_000
_MIXED = 2_500
_ACCOMPANIED = 0.35
_JOINTS = (", ", " and ", ". ", " so ")
_FILLED = {"{company}": "acme", "{role}": "analyst", "{when}": "tomorrow"}
_WAYS_OF_OTHERS = 3
_LEVELS = 127

Lesson = tuple[str, Care]


@dataclass(frozen=True, slots=True)
class CareExamples:
    """What people write, a message a line, by the care it calls for; and words that are alike."""

    explicit: str
    veiled: str
    none: str
    light: str
    alike: Mapping[str, str]

    def lessons(self) -> Iterator[Lesson]:
        """Give every line with its choices made in several ways, the same ones each time."""
        for care in Care:
            for line in filter(str.strip, str(getattr(self, care.value)).splitlines()):
                for way in examples.ways(line.strip()):
                    yield way, care


def read(folder: Path) -> CareExamples:
    """Read the examples of a language; raises ConfigError with all that is wrong in them."""
    return content.read(folder / EXAMPLES, CareExamples, said=False)


def fingerprint(told: CareExamples) -> str:
    """Shorten the examples to what tells them from any others."""
    parts = (told.explicit, told.veiled, told.none, told.light, json.dumps(dict(told.alike)))
    return hashlib.sha256("\n\n".join(parts).encode()).hexdigest()[:16]


def learn(folder: Path) -> dict[str, object]:
    """Learn from the examples of a language, and say what was learnt as plain values."""
    told = read(folder)
    reader = CareReader(content.read(folder / "care.toml", CarePatterns, said=False))
    kinds = Kinds.read(told.alike, told.light)
    lessons = list(_lessons(folder, told, reader))
    seen = [traits.numbers(_forms(reader.sentences(said)), kinds) for said, _ in lessons]
    explicit, first = _fitted(seen, [care is Care.EXPLICIT for _, care in lessons])
    heavy, second = _fitted(seen, [care is not Care.NONE for _, care in lessons])
    step = float(max(abs(explicit).max(), abs(heavy).max())) / _LEVELS
    return {
        "of": fingerprint(told),
        "alike": dict(told.alike),
        "light": told.light,
        "base": [round(first, 6), round(second, 6)],
        "step": step,
        "explicit": _packed(explicit, step),
        "heavy": _packed(heavy, step),
    }


def _lessons(folder: Path, told: CareExamples, reader: CareReader) -> Iterator[Lesson]:
    """Give all lessons, and more: accompanied by everyday talk, and everyday talk by itself."""
    chance = random.Random(_SEED)
    own = list(told.lessons())
    talk = [said for said, care in own if care is Care.NONE]
    talk += _everyday(folder, reader)
    yield from ((said, care) for said, care in own if care is not Care.NONE)
    yield from ((said, Care.NONE) for said in talk)
    for said, care in own:
        if care is not Care.NONE and chance.random() < _ACCOMPANIED:
            joint, beside = chance.choice(_JOINTS), chance.choice(talk)
            parts = [said, beside] if chance.random() < 0.5 else [beside, said]
            yield joint.join(parts), care
    for _ in range(_MIXED):
        yield chance.choice(_JOINTS).join((chance.choice(talk), chance.choice(talk))), Care.NONE


def _everyday(folder: Path, reader: CareReader) -> Iterator[str]:
    """Give what people write about their search, but for what the phrases already find."""
    for _, ways in examples.read(folder / _EVERYDAY).messages():
        for way in ways[:_WAYS_OF_OTHERS]:
            said = way
            for slot, word in _FILLED.items():
                said = said.replace(slot, word)
            if reader.assess(said) is Care.NONE:
                yield said


def _forms(read: Sequence[Sentence]) -> list[str]:
    forms: list[str] = []
    for sentence in read:
        forms += [*([traits.STOP] * bool(forms)), *(word.form for word in sentence.words)]
    return forms


def _fitted(seen: Sequence[Sequence[int]], right: Sequence[bool]) -> tuple["np.ndarray", float]:
    # Only the study needs these, and they take more memory than all the rest of the bot.
    import numpy as np  # noqa: PLC0415
    from scipy.sparse import csr_matrix  # noqa: PLC0415
    from sklearn.svm import LinearSVC  # noqa: PLC0415

    starts = np.cumsum([0, *map(len, seen)])
    values = np.concatenate([np.full(len(row), max(len(row), 1) ** -0.5) for row in seen])
    places = np.concatenate([np.array(row, dtype=np.int32) for row in seen])
    rows = csr_matrix((values, places, starts), shape=(len(seen), traits.SIZE))
    fit = LinearSVC(C=_STRICTNESS, max_iter=_ROUNDS, random_state=_SEED).fit(rows, np.array(right))
    return fit.coef_[0], float(fit.intercept_[0])


def _packed(weights: "np.ndarray", step: float) -> str:
    return base64.b64encode((weights / step).round().astype("int8").tobytes()).decode()


def main() -> None:
    """Learn anew for every language that has examples."""
    config = content.config_folder()
    for folder in (config / language for language in content.languages(config)):
        if (folder / EXAMPLES).is_file():
            file = folder / care_opinion.FILE
            file.write_text(json.dumps(learn(folder), indent=1) + "\n", encoding="utf-8")
            sys.stdout.write(f"{file.name} of {folder.name} is new.\n")


if __name__ == "__main__":
    main()
