"""Hearing: a text goes in; what it means, its facts and the care it calls for come out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType

from bot.domain import recurrence, zones
from bot.domain.application import Stage
from bot.domain.care import Care
from bot.understanding import judgement, language, regions
from bot.understanding.care import CarePatterns, CareReader
from bot.understanding.care_opinion import Opinion
from bot.understanding.examples import Examples
from bot.understanding.facts import FactFinder
from bot.understanding.facts import Facts as Facts
from bot.understanding.guards import Guards
from bot.understanding.intents import NEWS, Intent
from bot.understanding.names import Names
from bot.understanding.paper import Paper
from bot.understanding.patterns import Books, Phrases
from bot.understanding.scores import Learnt
from bot.understanding.sieve import Sieve, Sifted

_FALLBACK_ZONE = "UTC"
_STRANGE = 0.2
_ANY_DAY = date(2000, 1, 1)
_MONTH_FIRST = frozenset({
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix",
    "America/Los_Angeles", "America/Anchorage", "America/Detroit", "America/Boise",
    "Pacific/Honolulu", "Asia/Manila",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood, best first; `facts` belong to the first intent, others' are beside it.

    When `unknown` comes first, the intents after it are the likeliest choices to offer.
    `language` is the code of the language it seems to be written in; `abusive` says that the bot
    itself was insulted.
    """

    intents: tuple[Intent, ...]
    facts: Facts
    care: Care
    confidence: float
    per_intent: Mapping[Intent, Facts] = field(default_factory=dict)
    language: str = language.ENGLISH
    abusive: bool = False

    @property
    def intent(self) -> Intent:
        """The best intent."""
        return self.intents[0]


class Understanding:
    """Understands free text by curated phrases and, once it has learnt, by statistics beside them.

    Pure, and quick enough for every message.
    """

    def __init__(
        self,
        phrases: Phrases,
        care_patterns: CarePatterns,
        examples: Examples | None = None,
        opinion: Opinion | None = None,
    ) -> None:
        """Take what the writers gave; without examples there is nothing to learn."""
        books = Books(phrases)
        common = (*phrases.words.common.split(), *books.meanings.vocabulary)
        self._care = CareReader(care_patterns, opinion)
        self._spelling = books.spelling
        self._hints = books.hints
        self._abuse = books.abuse
        self._finder = FactFinder(Names(common, phrases.words.stops.split()), books)
        self._guards = Guards(phrases.guards, books)
        self._sieve = Sieve(books, self._guards, self._finder)
        self._learnt: Learnt | None = None
        self.lessons = None if examples is None else (phrases, examples)

    def take(self, learnt: Learnt) -> None:
        """Take what was learnt from the lessons; from now on it is heard beside the phrases."""
        self._learnt = learnt
        self._finder.tagger = learnt.tagger

    def hear(self, text: str, now: datetime, zone: str) -> Heard:
        """Understand what somebody wrote at `now`, whose days are those of `zone`."""
        care = self._care.assess(text)
        paper = self._lay(text, now, zone)
        judged = self._judge(paper, self._sieve.sift(paper))
        tongue, abusive = language.of(paper.page.text), self._is_abusive(paper)
        if _is_strange(judged, tongue, abusive):
            judged = replace(judged, intents=(Intent.UNKNOWN,), confidence=_STRANGE, sure=False)
        intents = judged.intents
        if not judged.sure and self._care.retracts(text):
            # "I was only joking" takes words of crisis back; a guess at news would hide that.
            intents = tuple(intent for intent in intents if intent not in NEWS)
        if care is Care.EXPLICIT:
            known = (intent for intent in intents if intent is not Intent.UNKNOWN)
            intents = (Intent.HELPNOW, *(known if judged.sure else ()))
        facts = regions.facts_by_intent(self._finder, paper, judged.sifted)
        told = next((intent for intent in intents if intent is not Intent.UNKNOWN), intents[0])
        best = facts.get(told) or self._finder.about(told, paper, paper.whole())
        return Heard(
            tuple(dict.fromkeys(intents)), best, care, judged.confidence,
            MappingProxyType(facts), tongue, abusive,
        )  # fmt: skip

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
        local = recurrence.local(now, here)
        return Paper.lay(
            text, self._spelling, local.date(),
            minute=local.hour * 60 + local.minute, month_first=_month_first(here),
        )  # fmt: skip

    def _judge(self, paper: Paper, sifted: Sifted) -> judgement.Judged:
        hits = (hit for sentence in paper.sentences for hit in self._hints.hits(sentence))
        hinted = tuple(hit.label for hit in hits if hit.label not in sifted.denied)
        if self._learnt is None:
            return judgement.by_phrases(paper, sifted, hinted)
        return judgement.by_both(paper, sifted, hinted, self._learnt, self._guards)

    def _is_abusive(self, paper: Paper) -> bool:
        return any(True for sentence in paper.sentences for _ in self._abuse.hits(sentence))


def _is_strange(judged: judgement.Judged, tongue: str, abusive: bool) -> bool:
    """Tell whether what was heard is another language or an insult rather than a meaning."""
    if tongue != language.ENGLISH:
        return not any(hit.phrase.weight for hit in judged.sifted.meant)
    return abusive and NEWS.isdisjoint(judged.intents) and Intent.NUDGE_STOP not in judged.intents


def _month_first(zone: str) -> bool | None:
    """Tell whether the month comes first in a date there; None where nobody can know."""
    if zone in _MONTH_FIRST or zone.startswith(("US/", "America/Indiana", "America/Kentucky")):
        return True
    # Canada writes both ways, and so does a clock that belongs to no place.
    return False if zone.startswith(("Europe/", "Africa/", "Australia/")) else None
