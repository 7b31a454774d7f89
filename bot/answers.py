"""What goes out: the answer to an event, and the letters that follow later."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.ui.card import Card
from bot.ui.form import Form

Arg = str | int | bool | None


class Audience(StrEnum):
    """Who sees an answer."""

    ONLY_YOU = "only_you"
    EVERYONE_HERE = "everyone_here"


ONLY_YOU = Audience.ONLY_YOU
EVERYONE_HERE = Audience.EVERYONE_HERE


@dataclass(frozen=True, slots=True)
class Say:
    """Show a new card.

    `aside` is shown after it, to the one who is answered alone, whoever else sees the card.
    """

    card: Card
    audience: Audience = ONLY_YOU
    aside: Card | None = None


@dataclass(frozen=True, slots=True)
class Replace:
    """Show this card in place of the one that was pressed; to its presser, where it cannot be.

    `aside` is shown after it as a card of its own, to the presser alone.
    """

    card: Card
    aside: Card | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """Open a form, with an unfinished draft filled in unless it is to start fresh."""

    form: Form
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Correct:
    """Give the form back with what must be put right, by field; nothing typed is lost."""

    errors: Mapping[str, str]
    form: Form


@dataclass(frozen=True, slots=True)
class Nothing:
    """Say nothing."""


Answer = Say | Replace | Ask | Correct | Nothing


@dataclass(frozen=True, slots=True)
class Room:
    """A place letters can be sent to; `space` and `channel` as the platform names them."""

    platform: str
    space: str
    channel: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A reason to write to somebody later; its card is composed when it is delivered.

    `key` makes it unique for ever; `to` is a person's id or a room; `slot` names a standing post
    that is revised instead of added to; `late_after` is when it is no longer worth sending.
    """

    key: str
    to: int | Room
    kind: str
    args: Mapping[str, Arg] = field(default_factory=dict)
    not_before: datetime | None = None
    late_after: datetime | None = None
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Skip:
    """Why a letter is not delivered after all, in a word of ours: answered, away, left …"""

    reason: str


@dataclass(frozen=True, slots=True)
class Wait:
    """A letter that is true, but not yet: it is composed again at `until`."""

    until: datetime


Composed = Card | Skip | Wait


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a handler decided: one answer, and any letters."""

    answer: Answer
    letters: tuple[Letter, ...] = ()
