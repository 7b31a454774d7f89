"""What the core asks of the books kept beside the shelves: drafts, undo, turns, letters."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.answers import Letter, Room
from bot.events import Actor
from bot.ui.form import Value


class Drafts(Protocol):
    """What was typed into forms and not yet kept, one draft for each form."""

    async def keep(
        self, person_id: int, form: str, values: Mapping[str, Value], now: datetime
    ) -> int:
        """Keep what was typed, in place of an older draft of the same form; returns its id."""
        ...

    async def get(self, person_id: int, form: str) -> Mapping[str, Value]:
        """Return what was typed, empty where nothing was."""
        ...

    async def sent(self, person_id: int, key: int) -> tuple[str, Mapping[str, Value]] | None:
        """Return a person's draft by id: the form's packed action and what was typed."""
        ...

    async def begun(self, person_id: int) -> tuple[tuple[str, datetime], ...]:
        """Return a person's unfinished forms: each one's packed action and when it was kept."""
        ...

    async def drop(self, person_id: int, form: str) -> None:
        """Forget the draft."""
        ...


class Changes(Protocol):
    """What can be taken back."""

    async def mark(self, person_id: int, now: datetime) -> int:
        """Remember what this transaction changed since the last mark; returns the id to undo by."""
        ...

    async def undo(self, change_id: int, person_id: int, now: datetime) -> bool:
        """Put everything back as it was; False when it is not theirs, too old or changed since."""
        ...

    async def retell(self, person_id: int, told: Callable[[object], object]) -> None:
        """Tell anew what can be taken back; what this transaction changed by itself is left out.

        `told` returns the thing as it would stand now; for breaks, the instant of their end.
        """
        ...

    async def latest(self, person_id: int) -> int | None:
        """Return a person's newest change that can still be taken back."""
        ...


class Turns(Protocol):
    """Which wording comes next for whom."""

    async def next(self, person_id: int, name: str) -> int:
        """Count one more showing of a named set of wordings; the first is 0."""
        ...


class Practices(Protocol):
    """When each practice was last done."""

    async def done(self, person_id: int, practice: str, now: datetime) -> None:
        """Note that a practice was done."""
        ...

    async def last(self, person_id: int) -> dict[str, datetime]:
        """Return when each practice was last done."""
        ...


class Outbox(Protocol):
    """Letters waiting to be delivered."""

    async def enqueue(self, letters: Sequence[Letter], now: datetime) -> None:
        """Add letters; one whose key was ever used before is left out."""
        ...

    async def withdraw(self, key: str) -> None:
        """Drop a letter by key that waits, or is held."""
        ...

    async def to_come(self, person_id: int, kind: str, now: datetime) -> tuple[Letter, ...]:
        """Return a person's letters of a kind that nobody has tried to deliver, each with when."""
        ...

    async def put_off(self, key: str, until: datetime) -> None:
        """Let a letter that waits come at another instant."""
        ...

    async def set_aside(self, slots: Mapping[str, str]) -> None:
        """Let what stands in slots stand in others, and drop what still waits for the old ones."""
        ...

    async def unsent(self, person_id: int, kind: str, limit: int) -> tuple[tuple[Letter, str], ...]:
        """Return a person's newest letters of a kind that were given up, each with the reason."""
        ...

    async def undelivered(self, room: Room) -> tuple[Letter, ...]:
        """Return the letters that a room was closed to and that stand nowhere, one of each slot."""
        ...

    async def stands(self, slot: str) -> bool:
        """Tell whether a post stands in a slot."""
        ...


class Accounts(Protocol):
    """Whether letters reach people on their accounts, and what is held until they do."""

    async def hear(self, actor: Actor, now: datetime) -> None:
        """Note that somebody wrote to us directly, so that letters reach them there."""
        ...

    async def open(self, actor: Actor) -> None:
        """Write to an account directly again, as if nobody had ever found it closed."""
        ...

    async def settle_in(self, actor: Actor, channel: str, space: str) -> None:
        """Write to an account in a place of its own in a channel from now on."""
        ...

    async def open_home(self, actor: Actor, now: datetime) -> None:
        """Note that somebody has opened their page there, the first time."""
        ...

    async def greet(self, actor: Actor, now: datetime) -> None:
        """Note that an account was told where letters come."""
        ...

    async def tell(self, person_id: int, now: datetime) -> None:
        """Note that somebody was told that letters do not reach them."""
        ...

    async def held(self, person_id: int) -> int:
        """Count the letters that wait until they reach somebody."""
        ...

    async def release(self, person_id: int, now: datetime) -> int:
        """Let what is held be due, if somebody can be written to again; returns how much."""
        ...


class Data(Protocol):
    """Everything kept about one person, wherever it rests."""

    async def export(self, person_id: int) -> dict[str, object]:
        """Return all of it as plain JSON values, by table."""
        ...

    async def counts(self, person_id: int) -> dict[str, int]:
        """Count it, by table."""
        ...

    async def erase(self, person_id: int) -> None:
        """Forget all of it."""
        ...


class Tally(Protocol):
    """Counters that name nobody."""

    async def count(self, name: str) -> None:
        """Count one more."""
        ...
