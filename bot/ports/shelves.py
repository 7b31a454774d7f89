"""What the core asks of each noun's shelf, beyond what all shelves can do."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from bot.answers import Room
from bot.domain.application import Application
from bot.domain.checkin import CheckIn
from bot.domain.circle import Circle, Member, Week
from bot.domain.closure import Closure
from bot.domain.nudge import Nudge, NudgeKind, Past
from bot.domain.person import Identity, Person
from bot.domain.plan import Commitment, Source
from bot.domain.report import Report
from bot.domain.share import Share, Shared
from bot.domain.space import Space
from bot.errors import Fault
from bot.events import Actor

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

    async def stranded(self, space: Space) -> None:
        """Note that accounts which reach across communities are gone with the last that had us.

        `space` has just been removed; whoever was met in another that has the bot stays.
        """
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


class Reports(Shelf[Report], Protocol):
    """What moderators are asked to look at."""

    async def naming(self, person_id: int) -> tuple[Report, ...]:
        """Return the reports that somebody sent, or looked at as a moderator."""
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

    async def on(self, platform: str) -> tuple[Space, ...]:
        """Return every space of a platform, those without the bot too."""
        ...

    async def noted(self, space_id: int, person_id: int, now: datetime) -> None:
        """Note that somebody is here, unless that was noted just now."""
        ...

    async def last_met(self, person_id: int, platform: str) -> Space | None:
        """Return where on a platform somebody was met last, of what still has the bot."""
        ...

    async def parted(self, person_id: int, platform: str, space_id: int | None = None) -> None:
        """Forget that somebody was here; without a space, on the whole platform."""
        ...

    async def keeper(self, space_id: int) -> int | None:
        """Return the person who last set a community up, as long as they are known."""
        ...

    async def entrust(self, space_id: int, person_id: int) -> None:
        """Let a person hear of what only an admin can mend, in place of whoever did before."""
        ...

    async def take_back(self, space: Space) -> Space:
        """Let a community go on that took the bot out and in again, with those who left by that."""
        ...


class Closures(Shelf[Closure], Protocol):
    """Rooms that cannot be posted in."""

    async def standing(self, room: Room) -> Closure | None:
        """Return the closure of a room, if it is closed."""
        ...

    async def within(self, platform: str, space: str) -> tuple[Closure, ...]:
        """Return the closures of a community, the oldest first."""
        ...

    async def note(
        self, room: Room, fault: Fault, missing: tuple[str, ...], now: datetime
    ) -> tuple[Closure, bool]:
        """Note that a room was tried and is closed; returns that, and whether it is news."""
        ...

    async def end(self, room: Room) -> bool:
        """Forget the closure of a room; False when it was open."""
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
