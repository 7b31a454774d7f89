"""Scores: what the statistics make of a message, once they have learnt from the examples."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.understanding import features
from bot.understanding.intents import Intent
from bot.understanding.paper import Paper, Stretch
from bot.understanding.tags import Tagger
from bot.understanding.words import Word

if TYPE_CHECKING:
    import numpy as np

MEANINGS = tuple(Intent)
"""The columns of what was learnt, in order; `unknown` is learnt from what must not be heard."""

_MOST_WORDS = 400

Scores = Mapping[Intent, float]
"""How surely each meaning was heard: above nought rather yes, below rather not."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the study of the examples gave: one weight for each feature and meaning."""

    known: frozenset[str]
    weights: "np.ndarray"
    base: "np.ndarray"
    tagger: Tagger

    def whole(self, paper: Paper) -> Scores:
        """Score a message as one."""
        read: list[str] = []
        for sentence in paper.sentences:
            if len(read) > _MOST_WORDS:
                break
            read += [*([features.STOP] * bool(read)), *self._tokens(paper, sentence.words)]
        return self._scores(read)

    def parts(self, paper: Paper, stretches: Iterable[Stretch]) -> list[Scores]:
        """Score each of some stretches by itself."""
        return [self._scores(self._tokens(paper, part.words)) for part in stretches]

    def _tokens(self, paper: Paper, words: Sequence[Word]) -> list[str]:
        return features.tokens(words, self.known, paper.page.times)

    def _scores(self, tokens: Sequence[str]) -> Scores:
        found = features.numbers(tokens)
        if not found:
            return dict.fromkeys(MEANINGS, -1.0)
        sums = self.weights[found].sum(axis=0) / len(found) ** 0.5 + self.base
        return dict(zip(MEANINGS, sums.tolist(), strict=True))
