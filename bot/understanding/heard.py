"""Hearing: a text goes in; what it means, its facts and the care it calls for come out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from types import MappingProxyType

from bot.domain import recurrence, zones
from bot.domain.application import Stage
from bot.domain.care import Care
from bot.understanding import regions
from bot.understanding.care import CarePatterns, CareReader
from bot.understanding.facts import FactFinder
from bot.understanding.facts import Facts as Facts
from bot.understanding.guards import Guards
from bot.understanding.intents import NEWS, Intent, rank
from bot.understanding.names import Names
from bot.understanding.paper import Paper
from bot.understanding.patterns import Books, Phrases
from bot.understanding.phrases import Hit
from bot.understanding.sieve import Sieve, Sifted

_MOST_LIKELY = 3
_UNSURE = 0.2
_FALLBACK_ZONE = "UTC"
_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood, best first; `facts` belong to the first intent, others' are beside it.

    When `unknown` comes first, the intents after it are the likeliest choices to offer.
    """

    intents: tuple[Intent, ...]
    facts: Facts
    care: Care
    confidence: float
    per_intent: Mapping[Intent, Facts] = field(default_factory=dict)

    @property
    def intent(self) -> Intent:
        """The best intent."""
        return self.intents[0]


class Understanding:
    """Understands free text by curated phrases; pure, and quick enough for every message."""

    def __init__(self, phrases: Phrases, care_patterns: CarePatterns) -> None:
        """Take what the writers gave."""
        books = Books(phrases)
        common = (*phrases.words.common.split(), *books.meanings.vocabulary)
        self._care = CareReader(care_patterns)
        self._spelling = books.spelling
        self._hints = books.hints
        self._finder = FactFinder(Names(common, phrases.words.stops.split()), books)
        self._sieve = Sieve(books, Guards(phrases.guards, books), self._finder)

    def hear(self, text: str, now: datetime, zone: str) -> Heard:
        """Understand what somebody wrote at `now`, whose days are those of `zone`."""
        care = self._care.assess(text)
        paper = self._lay(text, now, zone)
        sifted = self._sieve.sift(paper)
        facts = regions.facts_by_intent(self._finder, paper, sifted)
        intents = _ordered(sifted)
        if care is Care.EXPLICIT:
            intents = tuple(dict.fromkeys((Intent.HELPNOW, *intents)))
        confidence = _confidence(paper, sifted)
        if not intents or (sifted.torn and care is not Care.EXPLICIT):
            intents, confidence = self._likely(paper, sifted, intents), _UNSURE
        told = next((intent for intent in intents if intent is not Intent.UNKNOWN), intents[0])
        best = facts.get(told) or self._finder.about(told, paper, paper.whole())
        return Heard(intents, best, care, confidence, MappingProxyType(facts))

    def facts_of(self, text: str, now: datetime, zone: str, *, ahead: bool = False) -> Facts:
        """Read the few words given with a command, such as "Acme, data analyst, final round".

        Days lie behind us, as those of news do, unless they are meant `ahead`.
        """
        return self._finder.bare(self._lay(text, now, zone), ahead=ahead)

    def stage_of(self, text: str) -> Stage | None:
        """Read how far an application got: "final round", "never heard back", "offer"."""
        return self._finder.stage(Paper.lay(text, self._spelling, _ANY_DAY))

    def retracts(self, text: str) -> bool:
        """Tell whether a text takes words of crisis back: "I was joking", "I'm safe"."""
        return self._care.retracts(text)

    def _lay(self, text: str, now: datetime, zone: str) -> Paper:
        here = zone if zones.is_zone(zone) else _FALLBACK_ZONE
        return Paper.lay(text, self._spelling, recurrence.local(now, here).date())

    def _likely(
        self, paper: Paper, sifted: Sifted, intents: tuple[Intent, ...]
    ) -> tuple[Intent, ...]:
        """Admit not knowing, and name what it may have been."""
        hits = (hit for sentence in paper.sentences for hit in self._hints.hits(sentence))
        hinted = (hit.label for hit in hits if hit.label not in sifted.denied)
        likely = dict.fromkeys((*sifted.asked, *intents, *hinted))
        return (Intent.UNKNOWN, *islice(likely, _MOST_LIKELY))


def _ordered(sifted: Sifted) -> tuple[Intent, ...]:
    """Put the intents in the order in which they are answered."""
    meant = sorted(sifted.meant, key=lambda hit: (rank(hit.label), _modesty(hit)))
    told = (hit.label for hit in (*meant, *sifted.governed))
    return tuple(dict.fromkeys((*told, *(() if sifted.torn else sifted.asked)))) if meant else ()


def _modesty(hit: Hit[Intent]) -> int:
    # News stands in the order told; of several requests, the one said in most words comes first.
    return 0 if hit.label in NEWS else -hit.phrase.weight


def _confidence(paper: Paper, sifted: Sifted) -> float:
    """Say how much of a text was understood, from a half upwards."""
    words = sum(not word.is_pause for sentence in paper.sentences for word in sentence.words)
    told = {(id(hit.sentence), at) for hit in sifted.meant for at in range(hit.start, hit.end)}
    return round(0.5 + 0.5 * min(1.0, len(told) / max(words, 1)), 2)
