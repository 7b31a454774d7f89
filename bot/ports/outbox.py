"""What the courier asks of storage: letters claimed for a while, and what became of them."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.answers import Letter
from bot.ports.platform import Address, Post
from bot.ports.store import Tx


@dataclass(frozen=True, slots=True)
class Claimed:
    """A letter in hand until its lease ends; `tries` counts this one, too.

    `behind` says when an earlier letter for the same slot is tried again: this one waits for it.
    """

    id: int
    letter: Letter
    tries: int
    behind: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived; `post` is what stands in its slot now, where it has one.

    `to` is where it was sent, if that was to a person: it can be written to, and a place of their
    own that was made for it is theirs from now on.
    """

    id: int
    slot: str
    post: Post
    to: Address | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """It will not be sent, and why, in a word of ours."""

    id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Parked:
    """It cannot be sent until somebody looks at it."""

    id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Again:
    """It is to be tried again, with so many tries on its account so far.

    `unreached` is the account that could not be reached this time and is left out from now on, or
    the place of its own that it had, and has no more.
    """

    id: int
    at: datetime
    tries: int
    unreached: Address | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """It waits without a date, until its reader can be reached again."""

    id: int


Result = Sent | Dropped | Parked | Again | Held


class Letters(Protocol):
    """The outbox from the courier's side; each call is a transaction of its own."""

    async def claim(self, now: datetime, limit: int, lease: timedelta) -> tuple[Claimed, ...]:
        """Take due letters in hand, the longest waiting first."""
        ...

    async def settle(self, results: Sequence[Result], now: datetime) -> None:
        """Write down what became of letters in hand."""
        ...

    async def standing(self, slots: Sequence[str]) -> dict[str, Post]:
        """Return the posts that stand in slots."""
        ...


class CourierStore(Protocol):
    """What the courier needs of the database."""

    @property
    def letters(self) -> Letters:
        """The outbox."""
        ...

    def begin(self) -> AbstractAsyncContextManager[Tx]:
        """Open a transaction."""
        ...

    async def next_due(self) -> datetime | None:
        """Return the earliest instant at which anything stored becomes due."""
        ...
