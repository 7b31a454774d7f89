"""Growth: a look back on one month, with its lessons, its numbers and a tip for others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain import pipeline, recurrence
from bot.domain.application import Application
from bot.domain.checkin import CheckIn, CheckInState
from bot.domain.plan import Commitment, Kept
from bot.domain.reflection import Reflection

MONTH = timedelta(days=30)
"""What one look back looks at."""
FRESH = timedelta(days=14)
"""How long after a look back nobody needs to be asked for another."""
MINUTE = 10 * 60
"""The minute of the day at which the next look back is offered."""
MOST_LESSONS = 20
"""Lessons of one's own that can be picked from."""


class Count(StrEnum):
    """What is counted, in the order in which it is shown: what people control comes first."""

    APPLICATIONS = "applications"
    COMMITMENTS = "commitments"
    CHECKINS = "checkins"
    REFLECTIONS = "reflections"
    ANSWERS = "answers"
    INTERVIEWS = "interviews"


@dataclass(frozen=True, slots=True)
class Growth:
    """One look back; `numbers` are those of the 30 days before it, by name.

    `tip_offered_at` is when its person agreed that others may read the tip once a moderator has;
    None means that they have not.
    """

    person_id: int
    begun_at: datetime
    id: int = 0
    numbers: Mapping[str, int] = field(default_factory=dict)
    lessons: tuple[str, ...] = ()
    learnt: str = ""
    changed: str = ""
    tip: str = ""
    tip_offered_at: datetime | None = None
    done_at: datetime | None = None

    @property
    def first_words(self) -> str:
        """The words by which one knows a look back again."""
        return next(filter(None, (*self.lessons, self.learnt, self.changed, self.tip)), "")


@dataclass(frozen=True, slots=True)
class Month:
    """What somebody did lately, as far as it is counted."""

    applications: Sequence[Application]
    commitments: Sequence[Commitment]
    checkins: Sequence[CheckIn]
    reflections: Sequence[Reflection]


def newest(looks: Iterable[Growth]) -> Growth | None:
    """Find the latest look back."""
    return max(looks, key=lambda each: each.id, default=None)


def unfinished(looks: Iterable[Growth]) -> Growth | None:
    """Find the latest look back, if it was begun only."""
    latest = newest(looks)
    return None if latest is None or latest.done_at is not None else latest


def is_fresh(looks: Iterable[Growth], now: datetime) -> bool:
    """Tell whether somebody looked back so lately that asking for another would be odd."""
    return any(now - (each.done_at or each.begun_at) < FRESH for each in looks)


def look_day(now: datetime, zone: str) -> int:
    """Choose the day of the month for the next look: today's, as far as every month has it."""
    return min(recurrence.local(now, zone).day, recurrence.LAST_SAFE_DAY)


def numbers(month: Month, zone: str, now: datetime) -> dict[str, int]:
    """Count the 30 days up to now; what is none is left out, for nobody needs to read a zero."""
    since = now - MONTH

    def within(at: datetime | None) -> bool:
        return at is not None and since < at <= now

    begun = recurrence.local(since, zone).date() + timedelta(days=1)
    kept = [each for each in month.commitments if each.kept is Kept.DONE]
    done = [each for each in month.checkins if each.state is CheckInState.DONE]
    moved = [each for each in month.applications if within(each.moved_at)]
    counted = {
        Count.APPLICATIONS: pipeline.numbers(month.applications, (), begun, zone).sent,
        Count.COMMITMENTS: sum(within(each.due_at or each.created_at) for each in kept),
        Count.CHECKINS: sum(within(each.done_at) for each in done),
        Count.REFLECTIONS: sum(within(each.started_at) for each in month.reflections),
        Count.ANSWERS: pipeline.numbers(moved, ()).answered,
        Count.INTERVIEWS: sum(within(each.interview_at) for each in month.applications),
    }
    return {count.value: number for count, number in counted.items() if number}


def lessons(reflections: Iterable[Reflection], kept: Sequence[str] = ()) -> tuple[str, ...]:
    """List the lessons to pick from: those picked before, then own ones, the newest first."""
    newest_first = sorted(reflections, key=lambda each: (each.started_at, each.id), reverse=True)
    own = [" ".join(each.lesson.split()) for each in newest_first]
    return tuple(dict.fromkeys(filter(None, (*kept, *own))))[:MOST_LESSONS]
