"""The sieve: which of the phrases found in a text are meant, which must be asked about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.understanding.facts import FactFinder
from bot.understanding.guards import Guards, Verdict
from bot.understanding.intents import GOOD_NEWS, GOVERNING, NEWS, Intent
from bot.understanding.paper import Paper
from bot.understanding.patterns import Books
from bot.understanding.phrases import Hit, Slot
from bot.understanding.words import Sentence

_STRICTNESS = (Verdict.SURE, Verdict.ASKED, Verdict.NOT)
_GOOD_OR_BAD = GOOD_NEWS | {Intent.REJECTED}


@dataclass(frozen=True, slots=True)
class Sifted:
    """What was meant, what a request only speaks about, and what must be asked about.

    `torn` says that a no and an offer cannot be told apart.
    """

    meant: tuple[Hit[Intent], ...] = ()
    governed: tuple[Hit[Intent], ...] = ()
    asked: tuple[Intent, ...] = ()
    denied: frozenset[Intent] = frozenset()
    torn: bool = False


class Sieve:
    """Sifts phrases by their neighbours."""

    def __init__(self, books: Books, guards: Guards, finder: FactFinder) -> None:
        """Take the phrases, what judges them and what fills their slots."""
        self._finder = finder
        self._guards = guards
        self._meanings = books.meanings
        self._exceptions = books.exceptions
        self._doubts = books.doubts

    def sift(self, paper: Paper) -> Sifted:
        """Sift a whole text; what might be an offer or a no is never guessed."""
        parts = [self._sentence(paper, sentence) for sentence in paper.sentences]
        meant = tuple(hit for part in parts for hit in part.meant)
        governed = tuple(hit for part in parts for hit in part.governed)
        asked = tuple(intent for part in parts for intent in part.asked)
        denied = frozenset().union(*(part.denied for part in parts))
        return _without_guessing(Sifted(meant, governed, asked, denied))

    def _sentence(self, paper: Paper, sentence: Sentence) -> Sifted:
        found = sorted(self._meanings.hits(sentence), key=lambda hit: (hit.start, -hit.end))
        found = [hit for hit in found if self._stands(paper, hit)]
        doubts = [hit for hit in self._doubts.hits(sentence) if not _is_covered(hit, found)]
        spared = [
            hit
            for hit in self._exceptions.hits(sentence)
            if not _is_covered(hit, [one for one in found if one.label is hit.label])
        ]
        found = _without(found, [*spared, *doubts])
        found = [hit for hit in found if not any(_outweighs(other, hit) for other in found)]
        judged = _alike(found, self._guards.judge(sentence, found))
        sure = [hit for hit, verdict in judged if verdict is Verdict.SURE]
        meant = _settled([_dated(paper, hit) for hit in sure])
        asked = [hit.label for hit, verdict in judged if verdict is Verdict.ASKED]
        governed = [hit for hit in meant if _is_governed(hit, meant)]
        return Sifted(
            tuple(hit for hit in meant if hit not in governed),
            tuple(governed),
            (*asked, *(hit.label for hit in doubts)),
            frozenset(hit.label for hit, verdict in judged if verdict is Verdict.NOT),
        )

    def _stands(self, paper: Paper, hit: Hit[Intent]) -> bool:
        """Tell whether all that a phrase leaves open is there."""
        if Slot.WHEN in (hit.phrase.lead, hit.phrase.trail):
            words = hit.sentence.words
            return any(word.start in paper.page.times for word in words)
        return self._finder.fills(paper, hit)


def _is_covered(hit: Hit[Intent], found: Iterable[Hit[Intent]]) -> bool:
    """Tell whether a longer phrase says more exactly what is meant."""
    return any(one.covers(hit) for one in found)


def _alike(
    found: Sequence[Hit[Intent]], verdicts: Sequence[Verdict]
) -> list[tuple[Hit[Intent], Verdict]]:
    """Judge phrases with one meaning that share words alike: by the strictest verdict."""
    judged = list(zip(found, verdicts, strict=True))
    strictest = (
        max(
            (verdict for other, verdict in judged if _is_near(other, hit)),
            key=_STRICTNESS.index,
        )
        for hit in found
    )
    return list(zip(found, strictest, strict=True))


def _is_near(one: Hit[Intent], other: Hit[Intent]) -> bool:
    return one.label is other.label and one.overlaps(other)


def _outweighs(one: Hit[Intent], other: Hit[Intent]) -> bool:
    return one.label is not other.label and one.covers(other)


def _without(found: Iterable[Hit[Intent]], taken_back: Sequence[Hit[Intent]]) -> list[Hit[Intent]]:
    return [
        hit
        for hit in found
        if not any(other.label is hit.label and other.overlaps(hit) for other in taken_back)
    ]


def _dated(paper: Paper, hit: Hit[Intent]) -> Hit[Intent]:
    """Take an interview for one that was had, where the only day told has passed."""
    if hit.label is not Intent.INTERVIEW_COMING or not paper.is_past(hit.sentence):
        return hit
    return replace(hit, label=Intent.INTERVIEW_DONE)


def _settled(meant: list[Hit[Intent]]) -> list[Hit[Intent]]:
    """Let an interview that was had win over the coming one its words also sound like."""
    had = [hit for hit in meant if hit.label is Intent.INTERVIEW_DONE]
    return [
        hit
        for hit in meant
        if hit.label is not Intent.INTERVIEW_COMING or not any(hit.overlaps(one) for one in had)
    ]


def _is_governed(hit: Hit[Intent], among: Sequence[Hit[Intent]]) -> bool:
    """Tell whether news is only what a request before it, in the same breath, is about."""
    if hit.label not in NEWS:
        return False
    return any(
        other.label in GOVERNING
        and other.start < hit.start
        and not _pauses(hit.sentence, other.end, hit.start)
        for other in among
    )


def _without_guessing(sifted: Sifted) -> Sifted:
    """Ask instead, where words of an offer and of a no cannot be told apart."""
    sure = {hit.label for hit in sifted.meant} & _GOOD_OR_BAD
    asked = set(sifted.asked) & _GOOD_OR_BAD
    bad = Intent.REJECTED in sure | asked
    good = bool((sure | asked) & GOOD_NEWS)
    if not (bad and good and (asked or _tangled(sifted.meant))):
        return sifted
    meant = tuple(hit for hit in sifted.meant if hit.label not in _GOOD_OR_BAD)
    asked_too = (*sifted.asked, *sorted(sure))
    return Sifted(meant, sifted.governed, asked_too, sifted.denied, torn=True)


def _tangled(meant: Sequence[Hit[Intent]]) -> bool:
    """Tell whether a no and an offer are told in one breath."""
    noes = [hit for hit in meant if hit.label is Intent.REJECTED]
    joys = [hit for hit in meant if hit.label in GOOD_NEWS]
    return any(
        no.sentence is joy.sentence
        and not _pauses(no.sentence, min(no.end, joy.end), max(no.start, joy.start))
        for no in noes
        for joy in joys
    )


def _pauses(sentence: Sentence, start: int, end: int) -> bool:
    return any(word.is_pause or word.form == "and" for word in sentence.words[start:end])
