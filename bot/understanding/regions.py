"""Regions: which words of a text speak of which meaning, so that each gets its own facts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.understanding.facts import FactFinder, Facts
from bot.understanding.intents import FEELINGS, NEWS, SMALL_TALK, Intent
from bot.understanding.paper import Paper, Stretch
from bot.understanding.phrases import Hit
from bot.understanding.sieve import Sifted

Spot = tuple[int, int]
"""A place in a text: the number of the sentence, and of the word in it."""

_WITHOUT_FACTS = FEELINGS | SMALL_TALK | {Intent.SUPPORT, Intent.HELPNOW}
_OUTCOMES = (Intent.REJECTED, Intent.GHOSTED, Intent.OFFER, Intent.LANDED)
_BEFORE_OUTCOMES = (Intent.APPLIED, Intent.INTERVIEW_DONE)
_JOINTS = frozenset({",", "and", "then", "so", "plus"})


def facts_by_intent(finder: FactFinder, paper: Paper, sifted: Sifted) -> dict[Intent, Facts]:
    """Find the facts of every meaning that has any, each in its own words."""
    told = (*sifted.meant, *sifted.governed)
    groups = _grouped(paper, [hit for hit in sifted.meant if hit.label not in _WITHOUT_FACTS])
    starts = [_start(paper, groups, place) for place in range(len(groups))]
    bounds = pairwise([*starts, (len(paper.sentences), 0)])
    facts: dict[Intent, Facts] = {}
    for group, (start, end) in zip(groups, bounds, strict=True):
        stretches = tuple(_stretches(paper, start, end, told))
        for hit in group:
            if hit.label not in facts:
                facts[hit.label] = finder.about(hit.label, paper, stretches)
    return _carried_over(facts)


def _spot(paper: Paper, hit: Hit[Intent]) -> Spot:
    return paper.sentences.index(hit.sentence), hit.start


def _grouped(paper: Paper, hits: Sequence[Hit[Intent]]) -> list[list[Hit[Intent]]]:
    """Put together what overlaps and what says the same again."""
    groups: list[list[Hit[Intent]]] = []
    for hit in sorted(hits, key=lambda hit: _spot(paper, hit)):
        if groups and _belongs(hit, groups[-1]):
            groups[-1].append(hit)
        else:
            groups.append([hit])
    return groups


def _belongs(hit: Hit[Intent], group: Sequence[Hit[Intent]]) -> bool:
    if any(hit.label is other.label for other in group):
        return True
    beside = [other for other in group if hit.sentence is other.sentence]
    if any(hit.overlaps(other) for other in beside):
        return True
    # A request within a request is what that is about: "remind me to ask for feedback".
    return bool(beside) and not any(each.label in NEWS for each in (hit, *group))


def _start(paper: Paper, groups: list[list[Hit[Intent]]], place: int) -> Spot:
    """Find where the words of a group begin: after a joint such as "and", or at its sentence."""
    if place == 0:
        return 0, 0
    first, before = groups[place][0], groups[place - 1]
    sentence, start = _spot(paper, first)
    ends = [hit.end for hit in before if hit.sentence is first.sentence]
    if not ends:
        return sentence, 0
    words = first.sentence.words
    joints = [at + 1 for at in range(max(ends), start) if words[at].form in _JOINTS]
    return sentence, joints[-1] if joints else start


def _stretches(
    paper: Paper, start: Spot, end: Spot, told: Sequence[Hit[Intent]]
) -> Iterator[Stretch]:
    for number, sentence in enumerate(paper.sentences):
        first = start[1] if number == start[0] else 0
        last = end[1] if number == end[0] else len(sentence.words)
        if start[0] <= number <= end[0] and first < last:
            within = tuple(hit for hit in told if hit.sentence is sentence)
            yield Stretch(sentence, first, last, within)


def _carried_over(facts: Mapping[Intent, Facts]) -> dict[Intent, Facts]:
    """Give an outcome the company and role of the application that was told beside it."""
    known = next((facts[intent] for intent in _BEFORE_OUTCOMES if intent in facts), Facts())
    return {
        intent: replace(found, company=known.company, role=found.role or known.role)
        if intent in _OUTCOMES and found.company is None
        else found
        for intent, found in facts.items()
    }
