"""A plan: the next two weeks, made of commitments that say what, when and where."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain import recurrence
from bot.domain.nudge import NudgeKind
from bot.domain.person import Often, Person

DAYS = 14
LONGEST = 200
"""Characters of what somebody means to do, and of its if."""
LONGEST_PLACE = 80
MOST_STEPS = 10
MOST_SENTENCES = 3
FEWEST_WAYS = 2
"""Different ways in that make a plan ready."""

MORNING = 9 * 60
"""The minute meant by a day without a time."""
LOOK_BACK = 17 * 60
"""The minute of a plan's last day at which it is looked back on."""
SHIFTS = (1, 7)
"""The days by which a commitment can be put off with one tap."""


class Channel(StrEnum):
    """The ways in which people look for work; a plan uses two of them or more."""

    APPLYING = "applying"
    PEOPLE = "people"
    AGENCY = "agency"
    EVENT = "event"
    LEARNING = "learning"
    OTHER = "other"


class Source(StrEnum):
    """Where a commitment was made."""

    PLAN = "plan"
    CHECKIN = "checkin"
    GOAL = "goal"
    PATHS = "paths"


class Kept(StrEnum):
    """What became of a commitment; none of these is a mark."""

    OPEN = "open"
    DONE = "done"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    DROPPED = "dropped"


class Readiness(StrEnum):
    """How far a plan has come."""

    EMPTY = "empty"
    ONE_WAY = "one_way"
    READY = "ready"
    FINISHED = "finished"


class Misfit(StrEnum):
    """Why a day cannot be planned for."""

    PAST = "past"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Plan:
    """Two weeks; `rehearsed_at` is when its if-then sentences were said back."""

    person_id: int
    starts_on: date
    ends_on: date
    created_at: datetime
    id: int = 0
    rehearsed_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """One thing somebody means to do; `trigger` is the if, `what` the then."""

    person_id: int
    source: Source
    source_id: int
    what: str
    created_at: datetime
    id: int = 0
    trigger: str = ""
    place: str = ""
    channel: Channel = Channel.OTHER
    due_at: datetime | None = None
    kept: Kept = Kept.OPEN
    shown: bool = False


def begun(person_id: int, now: datetime, zone: str) -> Plan:
    """Begin a plan today, by the clocks of `zone`."""
    today = recurrence.local(now, zone).date()
    return Plan(person_id, today, today + timedelta(days=DAYS - 1), now)


def current(plans: Iterable[Plan]) -> Plan | None:
    """Find the plan that has not been ended, the newest first if there are several."""
    return max((plan for plan in plans if plan.ended_at is None), key=_id, default=None)


def is_over(plan: Plan, now: datetime, zone: str) -> bool:
    """Tell whether the plan's two weeks have passed."""
    return recurrence.local(now, zone).date() > plan.ends_on


def look_back_at(plan: Plan, zone: str) -> datetime:
    """Find when a plan is looked back on: in the late afternoon of its last day."""
    return recurrence.instant_of(plan.ends_on, LOOK_BACK, zone)


def is_settled(commitment: Commitment) -> bool:
    """Tell whether nothing remains to be done."""
    return commitment.kept in (Kept.DONE, Kept.DROPPED)


def is_sentence(commitment: Commitment) -> bool:
    """Tell whether it is an if-then sentence, and no step at a time of its own."""
    return bool(commitment.trigger)


def steps(commitments: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """Return a plan's steps but for those let go, the earliest first, those without a day last."""
    found = [each for each in commitments if not is_sentence(each) and _stands(each)]
    return tuple(sorted(found, key=_order))


def sentences(commitments: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """Return a plan's if-then sentences but for those let go, in the order they were written."""
    return tuple(sorted((e for e in commitments if is_sentence(e) and _stands(e)), key=_id))


def unfinished(commitments: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """Return what a next plan could take along."""
    return tuple(each for each in commitments if not is_settled(each))


def carried(commitment: Commitment, plan: Plan, now: datetime) -> Commitment:
    """Take a commitment along into another plan; a time that has passed is left behind."""
    due = commitment.due_at if commitment.due_at is not None and commitment.due_at > now else None
    return replace(commitment, source_id=plan.id, kept=Kept.OPEN, due_at=due)


def readiness(commitments: Sequence[Commitment]) -> Readiness:
    """Decide how far a plan has come: it is ready with two different ways in."""
    made = steps(commitments)
    ways = used_ways(made)
    if made and all(map(is_settled, made)):
        return Readiness.FINISHED
    if len(ways) >= FEWEST_WAYS:
        return Readiness.READY
    return Readiness.ONE_WAY if ways else Readiness.EMPTY


def used_ways(commitments: Iterable[Commitment]) -> frozenset[Channel]:
    """Return the ways in that a plan's steps use."""
    return frozenset(step.channel for step in steps(commitments))


def due(day: date | None, minute: int | None, now: datetime, zone: str) -> datetime | Misfit | None:
    """Find the instant that was meant, up to two weeks ahead; None where nothing was said.

    A time without a day is the next such time. Today is always taken, even when its minute has
    passed: whoever says today means today.
    """
    today = recurrence.local(now, zone).date()
    if day is None:
        return None if minute is None else recurrence.Daily(minute, zone).after(now)
    if day < today:
        return Misfit.PAST
    if day > last_day(now, zone):
        return Misfit.FAR
    if minute is None:
        minute = MORNING if day > today else _later_today(now, zone)
    return recurrence.instant_of(day, minute, zone)


def last_day(now: datetime, zone: str) -> date:
    """Return the last day that can be planned for."""
    return recurrence.local(now, zone).date() + timedelta(days=DAYS - 1)


def shifted(due_at: datetime | None, days: int, now: datetime, zone: str) -> datetime:
    """Put a time off by whole days of the calendar, counted from today if it has passed."""
    today = recurrence.local(now, zone).date()
    day, minute = (today, MORNING) if due_at is None else wall(due_at, zone)
    return recurrence.instant_of(max(day, today) + timedelta(days=days), minute, zone)


def wants_reminders(person: Person) -> bool:
    """Tell whether somebody wants to be reminded of what they planned."""
    return person.often is not Often.NONE and NudgeKind.COMMITMENT not in person.muted


def reminded_at(commitment: Commitment, person: Person, now: datetime) -> datetime | None:
    """Foresee when the reminder of a commitment comes; None when none does.

    What falls into quiet hours comes at their end; what falls into a break stays away.
    """
    at = commitment.due_at
    if at is None or at <= now or is_settled(commitment) or not wants_reminders(person):
        return None
    if person.away_until is not None and at < person.away_until:
        return None
    return person.quiet.next_waking(at, person.zone)


def wall(at: datetime, zone: str) -> tuple[date, int]:
    """Return the day and the minute that clocks in `zone` show at an instant."""
    there = recurrence.local(at, zone)
    return there.date(), there.hour * 60 + there.minute


def same_minute(
    day: date | None, minute: int | None, before: datetime, now: datetime, zone: str
) -> int | None:
    """Let a day without a time keep the time of day it had before, if that is still to come."""
    if day is None or minute is not None:
        return minute
    _, its_own = wall(before, zone)
    return its_own if recurrence.instant_of(day, its_own, zone) > now else None


def bare_trigger(typed: str) -> str:
    """Take the `if` off an if, so that it is not said twice."""
    return _IF.sub("", typed).strip().rstrip(",;.").rstrip()


def bare_response(typed: str) -> str:
    """Take `then I will` off a then, so that it is not said twice."""
    return _THEN.sub("", typed).strip().rstrip(",;.").rstrip()


def is_said_back(said: str, sentence: Commitment) -> bool:
    """Tell loosely whether somebody said the gist of a sentence: half of what matters in it."""
    wanted = _gist(f"{sentence.trigger} {sentence.what}")
    if wanted and 2 * len(wanted & _gist(said)) >= len(wanted):
        return True
    # Scripts without blanks have no words to count.
    whole = f"{sentence.trigger} {sentence.what}".casefold()
    return difflib.SequenceMatcher(None, whole, said.casefold()).ratio() >= _ALIKE


_ALIKE = 0.6
_STEM = 5
_IF = re.compile(r"^\s*(?:if|when)\b[\s,:…]*", re.IGNORECASE)
_THEN = re.compile(
    r"^\s*(?:then\b[\s,:…]*)?(?:i(?:['’]ll|\s+will|['’]m\s+going\s+to|\s+am\s+going\s+to)\b\s*)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_TELLING = 4


def _gist(text: str) -> frozenset[str]:
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = _WORD.findall(plain)
    # Short words carry the grammar; where there are no others, they have to do.
    telling = [word for word in words if len(word) >= _TELLING] or words
    return frozenset(word[:_STEM] for word in telling)


def _later_today(now: datetime, zone: str) -> int:
    """Choose the minute for "today": this morning if it is still to come, else the next hour."""
    hour = recurrence.local(now, zone).hour
    return min(max(MORNING, (hour + 1) * 60), recurrence.DAY_MINUTES - 1)


def _stands(commitment: Commitment) -> bool:
    return commitment.kept is not Kept.DROPPED


def _order(commitment: Commitment) -> tuple[bool, float, int]:
    at = commitment.due_at
    return at is None, at.timestamp() if at else 0, commitment.id


def _id(thing: Plan | Commitment) -> int:
    return thing.id
