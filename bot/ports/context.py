"""What a handler, a composer and a passing moment are given to work with."""

import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from bot.answers import Letter, Skip
from bot.domain.nudge import Nudge
from bot.domain.person import Person
from bot.domain.space import Space
from bot.errors import Refusal
from bot.events import Event, Submitted
from bot.ports.content import Content
from bot.ports.store import Tx
from bot.texts import Line, Texts
from bot.ui.card import Block
from bot.ui.form import Value
from bot.understanding.heard import Facts, Understanding


class Owned(Protocol):
    """Anything that belongs to a person."""

    @property
    def person_id(self) -> int:
        """Whose it is."""
        ...


O = TypeVar("O", bound=Owned)  # noqa: E741


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The transaction, the instant, chance and words: what everything is decided with."""

    tx: Tx
    now: datetime
    rng: random.Random
    texts: Texts
    content: Content
    understanding: Understanding

    def say(self, line: Line, /, *, turn: int = 0, **args: str | int) -> str:
        """Say a sentence from config."""
        return self.texts(line, turn=turn, **args)


@dataclass(frozen=True, slots=True)
class Context(Surroundings):
    """One event: who did what where, and what was understood of their words."""

    event: Event
    me: Person
    space: Space
    facts: Facts
    gone: Line
    text: str = ""
    picked: tuple[str, ...] = ()

    @property
    def values(self) -> Mapping[str, Value]:
        """What was typed into the form that was sent; empty otherwise."""
        doing = self.event.doing
        return doing.values if isinstance(doing, Submitted) else {}

    def own(self, thing: O | None) -> O:
        """Return my own thing; anything else is refused with the same words as a missing one."""
        if thing is None or thing.person_id != self.me.id:
            raise Refusal(self.say(self.gone))
        return thing


@dataclass(frozen=True, slots=True)
class Composing(Surroundings):
    """One letter about to be delivered, and who reads it (nobody alone, in a room)."""

    letter: Letter
    reader: Person | None


@dataclass(frozen=True, slots=True)
class NudgeBody:
    """What one nudge says; its controls (snooze, less often, stop) are added to it."""

    title: str
    blocks: tuple[Block, ...]


Reminder = Callable[[Nudge, Composing], Awaitable[NudgeBody | Skip]]
"""Says what a nudge of one kind is about, or why it is no longer true."""
