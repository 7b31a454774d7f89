"""Judgement: phrases and statistics heard together; what is meant, in what order, how surely."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bot.understanding.guards import Guards
from bot.understanding.intents import GOOD_NEWS, NEWS, Intent, rank
from bot.understanding.paper import Paper, Stretch
from bot.understanding.phrases import Hit, Phrase
from bot.understanding.scores import MEANINGS, Learnt, Scores
from bot.understanding.sieve import Sifted

_MOST_LIKELY = 3
_UNSURE = 0.2
_BY_ITSELF = Phrase("", "", (), 0)
_SHORTEST_PART = 2
_JOINTS = frozenset({",", "and", "then", "plus", "while", "yet", "also", "so", "whereas"})
_KNOWN = tuple(meaning for meaning in MEANINGS if meaning is not Intent.UNKNOWN)

_GOOD_OR_BAD = GOOD_NEWS | {Intent.REJECTED}


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each finding counts; chosen by what was right most often on messages kept apart."""

    phrase: float = 0.1
    phrase_word: float = 0.1
    most_phrase_words: int = 4
    denied: float = -0.8
    asked: float = 0.2
    governed: float = -0.8
    shaded: float = -0.8
    best: float = -0.6
    unknown: float = 0.1
    more_news: float = -0.2
    beside: float = 0.2
    gap: float = 1.5
    clean: float = 0.6
    torn: float = -0.45
    own: float = -0.2
    ahead: float = 0.3
    near: float = 0.3
    likely: float = -1.2


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Judged:
    """What was judged to be meant, best first, and where: `unknown` first when that is unsure."""

    intents: tuple[Intent, ...]
    confidence: float
    sifted: Sifted
    sure: bool


def by_phrases(paper: Paper, sifted: Sifted, hinted: Sequence[Intent]) -> Judged:
    """Judge by the phrases alone."""
    intents = _ordered(sifted)
    if intents and not sifted.torn:
        return Judged(intents, _covered(paper, sifted), sifted, sure=True)
    likely = dict.fromkeys((*sifted.asked, *intents, *hinted))
    unsure = (Intent.UNKNOWN, *islice(likely, _MOST_LIKELY))
    return Judged(unsure, _UNSURE, sifted, sure=bool(intents))


def _ordered(sifted: Sifted) -> tuple[Intent, ...]:
    """Put the intents in the order in which they are answered."""
    meant = sorted(sifted.meant, key=lambda hit: (rank(hit.label), _modesty(hit)))
    told = (hit.label for hit in (*meant, *sifted.governed))
    return tuple(dict.fromkeys((*told, *(() if sifted.torn else sifted.asked)))) if meant else ()


def _modesty(hit: Hit[Intent]) -> int:
    # News stands in the order told; of several requests, the one said in most words comes first.
    return 0 if hit.label in NEWS else -hit.phrase.weight


def _covered(paper: Paper, sifted: Sifted) -> float:
    """Say how much of a text was understood, from a half upwards."""
    words = sum(not word.is_pause for sentence in paper.sentences for word in sentence.words)
    told = {(id(hit.sentence), at) for hit in sifted.meant for at in range(hit.start, hit.end)}
    return round(0.5 + 0.5 * min(1.0, len(told) / max(words, 1)), 2)


def by_both(
    paper: Paper,
    sifted: Sifted,
    hinted: Sequence[Intent],
    learnt: Learnt,
    guards: Guards,
) -> Judged:
    """Judge by the phrases and by what was learnt."""
    heard = list(_heard(paper, learnt, guards))
    best = {meaning: max(part.scores[meaning] for part in heard) for meaning in MEANINGS}
    weighed = _weighed(best, sifted)
    order = sorted(_KNOWN, key=lambda meaning: -weighed[meaning])
    chosen = _chosen(order, weighed)
    chosen = [meaning for meaning in chosen if _is_own(meaning, chosen[0], heard, sifted)]
    if Intent.REJECTED in chosen and any(map(guards.regrets, paper.sentences)):
        chosen = [meaning for meaning in chosen if not _is_regretted(meaning, heard, guards)]
    confidence = round(1 / (1 + math.exp(-2 * weighed[order[0]] - 1)), 2)
    near_it = [*chosen, *(each for each in sorted(_GOOD_OR_BAD) if weighed[each] > WEIGHTS.torn)]
    if not chosen or sifted.torn or _is_torn(chosen, near_it, heard):
        near = (meaning for meaning in order if weighed[meaning] > WEIGHTS.likely)
        likely = dict.fromkeys((*sifted.asked, *near, *hinted))
        unsure = (Intent.UNKNOWN, *islice(likely, _MOST_LIKELY))
        return Judged(unsure, min(confidence, _UNSURE), sifted, sure=False)
    chosen.sort(key=lambda meaning: (rank(meaning), -weighed[meaning]))
    found = {hit.label for hit in sifted.meant}
    placed = [_place(meaning, heard) for meaning in chosen if meaning not in found]
    meant = tuple(hit for hit in sifted.meant if hit.label in chosen)
    return Judged(tuple(chosen), confidence, replace(sifted, meant=(*meant, *placed)), sure=True)


def _is_regretted(meaning: Intent, heard: Sequence["_Part"], guards: Guards) -> bool:
    """Tell whether an offer is told of in the words that break bad news: somebody else has it."""
    if meaning not in GOOD_NEWS:
        return False
    parts = [part for part in heard if part.stretch]
    best = max(parts, key=lambda part: part.scores[meaning]).stretch
    return best is not None and guards.regrets(best.sentence)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a message, or all of it, with its scores."""

    stretch: Stretch | None
    scores: Scores


def _heard(paper: Paper, learnt: Learnt, guards: Guards) -> Iterator[_Part]:
    """Score a message as a whole, its sentences, and what commas divide in these."""
    sentences = paper.whole()
    shades = [guards.is_shaded(part.sentence, part.start, part.end) for part in sentences]
    whole = learnt.whole(paper)
    yield _Part(None, _shaded(whole) if any(shades) and all(shades) else whole)
    for sentence, shade in zip(sentences, shades, strict=True):
        [scores] = learnt.parts(paper, [sentence])
        yield _Part(sentence, _shaded(scores) if shade else scores)
        parts = list(_parts(sentence))
        for part in parts if len(parts) > 1 else ():
            [scores] = learnt.parts(paper, [part])
            is_shaded = guards.is_shaded(part.sentence, part.start, part.end)
            yield _Part(part, _shaded(scores) if is_shaded else scores)


def _parts(sentence: Stretch) -> Iterator[Stretch]:
    """Cut a sentence at commas and at words such as "and"."""
    words, start = sentence.sentence.words, sentence.start
    for place in range(sentence.start, sentence.end + 1):
        if place == sentence.end or words[place].form in _JOINTS:
            if place - start >= _SHORTEST_PART:
                yield Stretch(sentence.sentence, start, place)
            start = place + 1


def _shaded(scores: Scores) -> Scores:
    return {
        meaning: score + WEIGHTS.shaded * (meaning in NEWS) for meaning, score in scores.items()
    }


def _weighed(best: Mapping[Intent, float], sifted: Sifted) -> dict[Intent, float]:
    weighed = dict(best)
    told = {hit.label for hit in sifted.meant}
    for label in sifted.denied - told:
        weighed[label] += WEIGHTS.denied
    for label in set(sifted.asked):
        weighed[label] += WEIGHTS.asked
    for label in {hit.label for hit in sifted.governed} - told:
        weighed[label] += WEIGHTS.governed
    for label in told:
        weighed[label] += max(_strength(hit) for hit in sifted.meant if hit.label is label)
    return weighed


def _strength(hit: Hit[Intent]) -> float:
    words = min(hit.phrase.weight, WEIGHTS.most_phrase_words)
    return WEIGHTS.phrase + WEIGHTS.phrase_word * words


def _chosen(order: Sequence[Intent], weighed: Mapping[Intent, float]) -> list[Intent]:
    top = weighed[order[0]]
    if top < WEIGHTS.best or weighed[Intent.UNKNOWN] > top + WEIGHTS.unknown:
        return []
    chosen = [order[0]]
    for meaning in order[1:]:
        least = WEIGHTS.more_news if meaning in NEWS else WEIGHTS.beside
        if weighed[meaning] > max(least, top - WEIGHTS.gap):
            chosen.append(meaning)
    return chosen


def _is_own(meaning: Intent, first: Intent, heard: Sequence[_Part], sifted: Sifted) -> bool:
    """Tell whether one more piece of news is told in words of its own."""
    if meaning is first or meaning not in NEWS:
        return True
    others = [hit for hit in sifted.meant if hit.label is first]
    if any(
        hit.label is meaning and not any(hit.overlaps(other) for other in others)
        for hit in sifted.meant
    ):
        return True
    return any(
        part.stretch is not None
        and part.scores[meaning] > WEIGHTS.own
        and part.scores[meaning] > part.scores[first] + WEIGHTS.ahead
        for part in heard
    )


def _is_torn(chosen: Sequence[Intent], near: Sequence[Intent], heard: Sequence[_Part]) -> bool:
    """Tell whether a no and an offer were heard, but not each in words of its own."""
    good = [meaning for meaning in near if meaning in GOOD_NEWS]
    if Intent.REJECTED not in near or not good or _GOOD_OR_BAD.isdisjoint(chosen):
        return False
    noes = [part for part in heard if _says(part, Intent.REJECTED, good[0])]
    joys = [part for part in heard if _says(part, good[0], Intent.REJECTED)]
    return not any(_is_apart(no, joy) for no in noes for joy in joys)


def _says(part: _Part, meaning: Intent, other: Intent) -> bool:
    """Tell whether a part says one thing and not the other."""
    score = part.scores[meaning]
    return score > -WEIGHTS.clean and score - part.scores[other] > WEIGHTS.clean


def _is_apart(one: _Part, other: _Part) -> bool:
    here, there = one.stretch, other.stretch
    if here is None or there is None:
        return False
    same = here.sentence is there.sentence
    return not same or here.end <= there.start or there.end <= here.start


def _place(meaning: Intent, heard: Sequence[_Part]) -> Hit[Intent]:
    """Find the smallest part that says this meaning nearly as clearly as any."""
    parts = [(part.scores[meaning], part.stretch) for part in heard if part.stretch]
    clearest = max(score for score, _ in parts)
    near = [stretch for score, stretch in parts if score >= clearest - WEIGHTS.near]
    stretch = min(near, key=lambda stretch: stretch.end - stretch.start)
    return Hit(meaning, 0, _BY_ITSELF, stretch.sentence, stretch.start, stretch.end)
