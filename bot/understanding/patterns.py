"""What writers gave to understand people by: the shape of `understanding.toml`, checked whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.application import Stage
from bot.understanding.intents import Intent
from bot.understanding.phrases import Grammar, Label, Phrasebook, Slot
from bot.understanding.words import Spelling, written_in

FEARS = "fears"
_NAMED = (Slot.COMPANY, Slot.PROPER, Slot.ROLE)


@dataclass(frozen=True, slots=True)
class Wording:
    """How words are spelt, which cut a sentence, and which are no names."""

    same: Mapping[str, str]
    forgiven: tuple[str, ...]
    breaks: tuple[str, ...]
    fillers: tuple[str, ...]
    stops: str
    common: str


@dataclass(frozen=True, slots=True)
class GuardPhrases:
    """What turns news into no news: denied, imagined, of somebody else, or only asked."""

    negators: tuple[str, ...]
    light: tuple[str, ...]
    wishes: tuple[str, ...]
    unreal: tuple[str, ...]
    fears: tuple[str, ...]
    imagined: tuple[str, ...]
    old: tuple[str, ...]
    regrets: tuple[str, ...]
    others: tuple[str, ...]
    ourselves: tuple[str, ...]
    employers: tuple[str, ...]
    questions: tuple[str, ...]
    granting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamePhrases:
    """What announces the name of a company or a role; the surest first."""

    company: tuple[str, ...]
    role: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Every phrase by what it means; raises ValueError with all that is wrong among them."""

    words: Wording
    groups: Mapping[str, tuple[str, ...]]
    guards: GuardPhrases
    names: NamePhrases
    stages: Mapping[Stage, tuple[str, ...]]
    answers: Mapping[Stage, tuple[str, ...]]
    intents: Mapping[Intent, tuple[str, ...]]
    unless: Mapping[Intent, tuple[str, ...]]
    doubtful: Mapping[Intent, tuple[str, ...]]
    hints: Mapping[Intent, tuple[str, ...]]
    abuse: tuple[str, ...]

    def __post_init__(self) -> None:
        """Read every phrase once, so that a mistake is told at start and not to a person."""
        Books(self)


class Books:
    """The phrases, read and ready to search for."""

    def __init__(self, phrases: Phrases) -> None:
        """Read all phrases; raises ValueError naming every one that is wrong or missing."""
        self._wrong = [
            f"`{intent}` has no phrase."
            for intent in Intent
            if intent is not Intent.UNKNOWN and not phrases.intents.get(intent)
        ]
        self.spelling = spelling(phrases)
        self._grammar = Grammar(self.spelling, phrases.groups, phrases.words.fillers)
        guards, names = phrases.guards, phrases.names
        self.meanings = self._book(phrases.intents, tuple(Slot))
        self.exceptions = self._book(phrases.unless, shared=True)
        self.doubts = self._book(phrases.doubtful, shared=True)
        self.hints = self._book(phrases.hints, shared=True)
        self.abuse = self._book({"abuse": phrases.abuse})
        self.unreal = self._book({"unreal": guards.unreal, FEARS: guards.fears})
        self.others = self._book({"others": guards.others})
        self.old = self._book({"old": guards.old})
        self.regrets = self._book({"regrets": guards.regrets})
        self.imagined = self._book({"imagined": guards.imagined})
        self.companies = self._book({"company": names.company}, _NAMED)
        self.roles = self._book({"role": names.role}, _NAMED)
        self.stages = self._book(phrases.stages)
        self.answers = self._book(phrases.answers)
        if self._wrong:
            raise ValueError(" ".join(dict.fromkeys(self._wrong)))

    def _book(
        self,
        phrases: Mapping[Label, tuple[str, ...]],
        slots: tuple[Slot, ...] = (),
        *,
        shared: bool = False,
    ) -> Phrasebook[Label]:
        try:
            return Phrasebook(self._grammar, phrases, slots, shared=shared)
        except ValueError as problem:
            self._wrong.append(str(problem))
            return Phrasebook(self._grammar, {})


def spelling(phrases: Phrases) -> Spelling:
    """Give the spelling that phrases and messages are read in."""
    words = phrases.words
    every = (phrases.intents, phrases.unless, phrases.doubtful, phrases.hints, phrases.groups)
    known = written_in(phrase for table in every for many in table.values() for phrase in many)
    right = (*known, *words.common.split(), *words.stops.split())
    return Spelling(words.same, words.forgiven, words.breaks, right)
