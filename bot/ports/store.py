"""What the core asks of storage: shelves by noun, all within one transaction."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol, TypeVar

from bot.answers import Letter
from bot.domain.application import Application
from bot.domain.checkin import CheckIn
from bot.domain.circle import Circle, Member, Week
from bot.domain.feedback import FeedbackRequest
from bot.domain.goal import Goal
from bot.domain.nudge import Nudge, NudgeKind, Past
from bot.domain.person import Identity, Person
from bot.domain.plan import Commitment, Plan, Source
from bot.domain.reflection import Reflection
from bot.domain.rejection import No
from bot.domain.share import Share, Shared
from bot.domain.space import Space
from bot.domain.streak import Rest
from bot.events import Actor
from bot.ui.form import Value

T = TypeVar("T")


class Shelf(Protocol[T]):
    """One noun's objects; ids are theirs for ever."""

    async def get(self, key: int) -> T | None:
        """Return the object with this id, if there is one."""
        ...

    async def add(self, thing: T) -> T:
        """Keep a new object; returns it with its id."""
        ...

    async def put(self, thing: T) -> T:
        """Keep an object in place of what stood under its id."""
        ...

    async def remove(self, key: int) -> None:
        """Take an object away, if it is there."""
        ...

    async def of(self, person_id: int) -> tuple[T, ...]:
        """Return all of a person's objects, newest first."""
        ...


class People(Shelf[Person], Protocol):
    """Everybody."""

    async def meet(self, actor: Actor, zone: str, now: datetime) -> Person:
        """Return the person behind an account, making both at first sight."""
        ...

    async def known(self, platform: str, space: str, user: str) -> Person | None:
        """Return the person behind an account, if we have met."""
        ...

    async def identities(self, person_id: int) -> tuple[Identity, ...]:
        """Return a person's accounts, latest seen first."""
        ...

    async def left(self, platform: str, space: str, now: datetime, user: str | None = None) -> None:
        """Note that an account is gone from a community; without a user, every account of it."""
        ...

    async def gone(self, before: datetime, limit: int) -> tuple[int, ...]:
        """Return people who are in no community any more, the last left before an instant."""
        ...

    async def named(self, keys: Sequence[int]) -> dict[int, Person]:
        """Return several people by id."""
        ...


class Preferences(Protocol):
    """What people chose about being written to: how often, which kinds, the quiet hours."""

    async def keep(self, person: Person) -> Person:
        """Keep a person as given, so that their choices can be taken back."""
        ...


class Breaks(Protocol):
    """Until when people are away."""

    async def keep(self, person: Person) -> Person:
        """Keep a person as given, so that a break begun, moved or ended can be taken back."""
        ...


class Spaces(Shelf[Space], Protocol):
    """Communities."""

    async def meet(self, platform: str, external: str, zone: str, now: datetime) -> Space:
        """Return the space a platform names so, making it at first sight."""
        ...

    async def known(self, platform: str, external: str) -> Space | None:
        """Return the space a platform names so, if it was ever heard of."""
        ...


class Circles(Shelf[Circle], Protocol):
    """Circles, their seats and their weeks."""

    @property
    def members(self) -> "Members":
        """Who sits in them."""
        ...

    @property
    def weeks(self) -> "Weeks":
        """Their weeks."""
        ...

    async def within(self, space_id: int) -> tuple[Circle, ...]:
        """Return the open circles of a space, newest first."""
        ...

    async def due(self, now: datetime, limit: int) -> tuple[Circle, ...]:
        """Return circles whose beat is due, the longest waiting first."""
        ...


class Members(Shelf[Member], Protocol):
    """Seats."""

    async def seated(self, circle_id: int) -> tuple[Member, ...]:
        """Return a circle's seats of every kind but left, in the order of joining."""
        ...

    async def seat(self, circle_id: int, person_id: int) -> Member | None:
        """Return somebody's seat in a circle, left ones too."""
        ...


class Weeks(Shelf[Week], Protocol):
    """Weeks of circles."""

    async def latest(self, circle_id: int) -> Week | None:
        """Return a circle's newest week."""
        ...

    async def past(self, circle_id: int, limit: int) -> tuple[Week, ...]:
        """Return a circle's newest weeks, newest first."""
        ...

    async def numbered(self, circle_id: int, number: int) -> Week | None:
        """Return one week of a circle."""
        ...


class CheckIns(Shelf[CheckIn], Protocol):
    """Check-ins."""

    async def answer(self, person_id: int, week_id: int) -> CheckIn | None:
        """Return somebody's check-in that answers a circle's week."""
        ...

    async def alone(self, person_id: int, iso_week: str) -> CheckIn | None:
        """Return somebody's check-in of a calendar week that answers no circle."""
        ...

    async def for_week(self, week_id: int) -> tuple[CheckIn, ...]:
        """Return all check-ins that answer a circle's week."""
        ...


class Shares(Shelf[Share], Protocol):
    """What people chose to show."""

    async def shown_in(self, week_id: int) -> tuple[Share, ...]:
        """Return what was shown of the check-ins of a circle's week, the earliest first."""
        ...

    async def about(self, person_id: int, what: Shared, subject: int) -> Share | None:
        """Return somebody's newest share of one thing, shown or only previewed."""
        ...


class Applications(Shelf[Application], Protocol):
    """Applications."""


class Commitments(Shelf[Commitment], Protocol):
    """Commitments."""

    async def made_in(self, source: Source, source_id: int) -> tuple[Commitment, ...]:
        """Return the commitments made in one plan or check-in, in the order they were made."""
        ...


class Nudges(Shelf[Nudge], Protocol):
    """Nudges."""

    async def due(self, now: datetime, limit: int) -> tuple[Nudge, ...]:
        """Return active nudges that are due, the longest waiting first."""
        ...

    async def due_keys(self, now: datetime, limit: int) -> tuple[int, ...]:
        """Return the ids of the same nudges, for when one of them cannot be read."""
        ...

    async def about(self, person_id: int, kind: NudgeKind, subject: int | None) -> Nudge | None:
        """Return the active nudge of a kind about one thing, if there is one."""
        ...

    async def active(self, person_id: int) -> tuple[Nudge, ...]:
        """Return a person's nudges that still come, the next first."""
        ...

    async def past(self, people: Collection[int]) -> dict[int, tuple[Past, ...]]:
        """Return when each kind was last sent to each of these people."""
        ...

    async def move(self, nudges: Sequence[Nudge]) -> None:
        """Write down what became of due nudges; nobody's doing, so nobody can undo it."""
        ...

    async def put_off(self, key: int, until: datetime) -> None:
        """Let a nudge wait that could not even be read."""
        ...


class Drafts(Protocol):
    """What was typed into forms and not yet kept, one draft for each form."""

    async def keep(self, person_id: int, form: str, values: Mapping[str, Value], now: datetime) -> None:
        """Keep what was typed, in place of an older draft of the same form."""
        ...

    async def get(self, person_id: int, form: str) -> Mapping[str, Value]:
        """Return what was typed, empty where nothing was."""
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
        """Drop a waiting letter by key."""
        ...

    async def unsent(self, person_id: int, kind: str, limit: int) -> tuple[tuple[Letter, str], ...]:
        """Return a person's newest letters of a kind that were given up, each with the reason."""
        ...

    async def stands(self, slot: str) -> bool:
        """Tell whether a post stands in a slot."""
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


class Tx(Protocol):
    """One transaction over everything."""

    @property
    def people(self) -> People: ...  # noqa: D102
    @property
    def preferences(self) -> Preferences: ...  # noqa: D102
    @property
    def breaks(self) -> Breaks: ...  # noqa: D102
    @property
    def spaces(self) -> Spaces: ...  # noqa: D102
    @property
    def circles(self) -> Circles: ...  # noqa: D102
    @property
    def checkins(self) -> CheckIns: ...  # noqa: D102
    @property
    def shares(self) -> Shares: ...  # noqa: D102
    @property
    def rests(self) -> Shelf[Rest]: ...  # noqa: D102
    @property
    def applications(self) -> Applications: ...  # noqa: D102
    @property
    def nos(self) -> Shelf[No]: ...  # noqa: D102
    @property
    def reflections(self) -> Shelf[Reflection]: ...  # noqa: D102
    @property
    def feedback(self) -> Shelf[FeedbackRequest]: ...  # noqa: D102
    @property
    def goals(self) -> Shelf[Goal]: ...  # noqa: D102
    @property
    def plans(self) -> Shelf[Plan]: ...  # noqa: D102
    @property
    def commitments(self) -> Commitments: ...  # noqa: D102
    @property
    def nudges(self) -> Nudges: ...  # noqa: D102
    @property
    def drafts(self) -> Drafts: ...  # noqa: D102
    @property
    def changes(self) -> Changes: ...  # noqa: D102
    @property
    def turns(self) -> Turns: ...  # noqa: D102
    @property
    def practices(self) -> Practices: ...  # noqa: D102
    @property
    def outbox(self) -> Outbox: ...  # noqa: D102
    @property
    def data(self) -> Data: ...  # noqa: D102
    @property
    def tally(self) -> Tally: ...  # noqa: D102

    async def first_sight(self, key: str, now: datetime) -> bool:
        """Note an event's key; False when it was answered before."""
        ...


class Store(Protocol):
    """The database, seen by the core."""

    def begin(self) -> AbstractAsyncContextManager[Tx]:
        """Open a transaction: committed when it ends well, rolled back when it does not."""
        ...

    async def next_due(self) -> datetime | None:
        """Return the earliest instant at which anything stored becomes due."""
        ...


