"""A circle: three to eight people, a place, a weekly time, and a term."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain import recurrence
from bot.domain.recurrence import Weekly

FEWEST_SEATS, MOST_SEATS = 3, 8
TERMS = (6, 7, 8)
"""How many weeks a term can have."""


class CircleState(StrEnum):
    """Whether a circle meets."""

    OPEN = "open"
    ENDED = "ended"


class Seat(StrEnum):
    """How somebody belongs to a circle."""

    MEMBER = "member"
    WAITING = "waiting"
    PAUSED = "paused"
    LEFT = "left"


class Prompts(StrEnum):
    """Which private letters of a circle somebody wants."""

    BOTH = "both"
    OPENING = "opening"
    NONE = "none"


class Beat(StrEnum):
    """What a circle does next by itself."""

    OPEN = "open"
    REMIND = "remind"
    CLOSE = "close"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Circle:
    """One circle; `minute` is of the local day in `zone`, `channel` where its board stands.

    A term has `weeks` weeks, after the `weeks_before` of the terms before it. No week opens before
    the day `starts_on`.
    """

    space_id: int
    host_id: int | None
    name: str
    channel: str
    weekday: int
    minute: int
    zone: str
    starts_on: date
    created_at: datetime
    id: int = 0
    charter: str = ""
    seats: int = 6
    weeks: int = 8
    weeks_before: int = 0
    state: CircleState = CircleState.OPEN
    beat: Beat | None = None
    due_at: datetime | None = None

    @property
    def weekly(self) -> Weekly:
        """When its weeks open."""
        return Weekly(self.weekday, self.minute, self.zone)

    @property
    def last_week(self) -> int:
        """The number of the last week of its term."""
        return self.weeks_before + self.weeks


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a circle, or waiting for a seat there; silence is asked about at `asked_at`."""

    circle_id: int
    person_id: int
    seat: Seat
    joined_at: datetime
    id: int = 0
    silent_weeks: int = 0
    asked_at: datetime | None = None
    prompts: Prompts = Prompts.BOTH


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a circle, from its opening to the next; keys name the cards it carried."""

    circle_id: int
    number: int
    opened_at: datetime
    remind_at: datetime
    closes_at: datetime
    id: int = 0
    question: str = ""
    skill: str = ""
    motivation: str = ""
    reminded: bool = False
    closed: bool = False


def first_day(rhythm: Weekly, now: datetime, wanted: date | None = None) -> date:
    """Find the day of the first opening from now on, or from the day wanted if that is later."""
    since = recurrence.in_utc(now)
    if wanted is not None:
        since = max(since, recurrence.instant_of(wanted, 0, rhythm.zone))
    return recurrence.local(rhythm.on_or_after(since), rhythm.zone).date()
