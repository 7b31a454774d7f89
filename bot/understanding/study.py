"""Study: learns what messages mean from the examples; run apart, for it needs memory and time.

`python -m bot.understanding.study` reads pickled phrases and examples and writes what was learnt.
"""

import pickle
import random
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from bot.understanding import features, naming, tags
from bot.understanding.examples import Examples, Message
from bot.understanding.intents import FEELINGS, NEWS, SMALL_TALK, Intent
from bot.understanding.paper import Paper
from bot.understanding.patterns import Phrases, spelling
from bot.understanding.scores import MEANINGS, Learnt
from bot.understanding.tags import Tagger
from bot.understanding.words import Sentence, Spelling, clean, sentences

if TYPE_CHECKING:
    import numpy as np

_SEED = 7
_ANY_DAY = date(2026, 11, 23)
_TAG_STRICTNESS = 0.1
_MIXED = 1_500
_JOINTS = (
    ["but"], [","], ["."], ["and"], [",", "and"], [".", "also"], ["then"], ["."], [",", "but"],
    ["though"],
)  # fmt: skip
# How strictly mistakes on the examples are avoided; and how long that may take.
_STRICTNESS = 1.0
_ROUNDS = 40
_FILLED = (
    ("{company}", features.NAME), ("{role}", features.NAME), ("{when}", features.TIME),
    ("{person}", features.NAME),
)  # fmt: skip

Lesson = tuple[list[str], frozenset[Intent]]
"""A message as the statistics see it, and all that it means."""


def learn(phrases: Phrases, examples: Examples) -> Learnt:
    """Learn from the examples, alone and mixed with each other; the same each time."""
    spelt = spelling(phrases)
    messages = list(examples.messages())
    read = [(intent, _read(way, spelt)) for intent, ways in messages for way in ways]
    everyday = (*phrases.words.common.split(), *phrases.words.stops.split())
    known = frozenset(everyday).union(
        word.form for _, said in read for sentence in said for word in sentence.words
    )
    single = [(intent, _tokens(said, known)) for intent, said in read]
    lessons: list[Lesson] = [(said, frozenset({intent})) for intent, said in single]
    return _fitted(known, [*lessons, *_mixed(single)], _tagger(messages, known, spelt))


def _read(way: str, spelt: Spelling) -> tuple[Sentence, ...]:
    for slot, sign in _FILLED:
        way = way.replace(slot, sign)
    return sentences(clean(way), spelt)


def _tokens(said: Sequence[Sentence], known: frozenset[str]) -> list[str]:
    read: list[str] = []
    for sentence in said:
        read += [*([features.STOP] * bool(read)), *features.tokens(sentence.words, known)]
    return read


def _mixed(single: Sequence[tuple[Intent, list[str]]]) -> Iterator[Lesson]:
    """Join two messages into one, as people do who have more to tell than one thing."""
    chance = random.Random(_SEED)
    said: defaultdict[Intent, list[list[str]]] = defaultdict(list)
    for intent, tokens in single:
        said[intent].append(tokens)
    for _ in range(_MIXED):
        one, other = _two(chance)
        joint = chance.choice(_JOINTS)
        tokens = [*chance.choice(said[one]), *joint, *chance.choice(said[other])]
        meant = frozenset({one, other})
        # A greeting before something else is no more than good manners.
        yield tokens, meant - SMALL_TALK - {Intent.UNKNOWN} or meant


def _two(chance: random.Random) -> tuple[Intent, Intent]:
    news, kind = sorted(NEWS), chance.random()
    if kind < 0.55:
        one, other = chance.sample(news, 2)
    elif kind < 0.75:
        one, other = chance.choice(news), chance.choice(sorted(FEELINGS))
    elif kind < 0.9:
        beside = (Intent.UNKNOWN, Intent.GREETING, Intent.THANKS, Intent.FEELING_LOW)
        one, other = chance.choice(MEANINGS), chance.choice(beside)
    else:
        one, other = chance.choice(MEANINGS), chance.choice(MEANINGS)
    return (one, other) if chance.random() < 0.5 else (other, one)


def _fitted(known: frozenset[str], lessons: Sequence[Lesson], tagger: Tagger) -> Learnt:
    rows = [features.numbers(tokens) for tokens, _ in lessons]
    truths = [[meaning in meant for _, meant in lessons] for meaning in MEANINGS]
    weights, base = _fit(rows, truths, features.SIZE, _STRICTNESS, shared=True)
    return Learnt(known, weights, base, tagger)


def _tagger(messages: Sequence[Message], known: frozenset[str], spelt: Spelling) -> Tagger:
    rows: list[list[int]] = []
    kinds: list[str | None] = []
    for each in naming.filled(messages):
        paper = Paper.lay(each.text, spelt, _ANY_DAY)
        for sentence in paper.sentences:
            rows += tags.numbers(paper.page, sentence.words, known)
            kinds += [each.kind(word.start) for word in sentence.words]
    truths = [[kind == tag for kind in kinds] for tag in tags.TAGGED]
    weights, base = _fit(rows, truths, tags.SIZE, _TAG_STRICTNESS, shared=False)
    return Tagger(known, weights, base)


def _fit(
    rows: Sequence[Sequence[int]],
    truths: Sequence[Sequence[bool]],
    size: int,
    strictness: float,
    *,
    shared: bool,
) -> "tuple[np.ndarray, np.ndarray]":
    """Fit one line for each list of truths; `shared` weighs long rows as much as short ones."""
    # Only the study needs these, and they take more memory than all the rest of the bot.
    import numpy as np  # noqa: PLC0415
    from scipy.sparse import csr_matrix  # noqa: PLC0415
    from sklearn.base import clone  # noqa: PLC0415
    from sklearn.svm import LinearSVC  # noqa: PLC0415

    lengths = np.array([max(len(row), 1) for row in rows])
    starts = np.cumsum([0, *map(len, rows)])
    values = np.repeat(lengths**-0.5 if shared else np.ones(len(rows)), np.diff(starts))
    places = np.fromiter((place for row in rows for place in row), dtype=np.int32)
    seen = csr_matrix((values, places, starts), shape=(len(rows), size))
    seen.sum_duplicates()
    line = LinearSVC(C=strictness, max_iter=_ROUNDS, random_state=_SEED)
    with warnings.catch_warnings():
        # So many rounds are enough, whether or not the last thousandth is reached.
        warnings.simplefilter("ignore")
        fits = [clone(line).fit(seen, np.array(truth)) for truth in truths]
    weights = np.stack([fit.coef_[0] for fit in fits], axis=1).astype(np.float32)
    return weights, np.array([fit.intercept_[0] for fit in fits], dtype=np.float32)


def main() -> None:
    """Learn from what standard input holds, and write what was learnt to standard output."""
    # Both ends are this program's own: the parent process writes, and reads.
    phrases, examples = pickle.load(sys.stdin.buffer)  # noqa: S301
    pickle.dump(learn(phrases, examples), sys.stdout.buffer)


if __name__ == "__main__":
    main()
