"""Snoozing: when a nudge comes again that somebody put off."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain import recurrence
from bot.domain.nudge import Nudge, Why
from bot.domain.person import Person

HOUR = timedelta(hours=1)
EVENING = 19 * 60
MORNING = 9 * 60
FARTHEST = timedelta(days=366)


class Snooze(StrEnum):
    """How long a nudge is put off."""

    HOUR = "hour"
    TONIGHT = "tonight"
    TOMORROW = "tomorrow"
    DATE = "date"


def until(choice: Snooze, nudge: Nudge, person: Person, now: datetime) -> datetime:
    """Find when it comes again, never in quiet hours; a date is asked for and counts as tomorrow.

    Tonight is seven in the evening, or an hour from now when that is later.
    """
    today = recurrence.local(now, person.zone).date()
    match choice:
        case Snooze.HOUR:
            again = now + HOUR
        case Snooze.TONIGHT:
            again = max(recurrence.instant_of(today, EVENING, person.zone), now + HOUR)
        case _:
            return on_day(today + timedelta(days=1), None, nudge, person)
    return person.quiet.next_waking(again, person.zone)


def later(nudge: Nudge, person: Person, expected: datetime, now: datetime) -> tuple[Snooze, ...]:
    """List the choices that put a nudge off; none may bring it sooner than it is expected."""
    return tuple(
        choice
        for choice in Snooze
        if choice is Snooze.DATE or until(choice, nudge, person, now) > expected
    )


def why(choice: Snooze, until: datetime, now: datetime) -> Why:
    """Say what somebody chose: an hour by any clock, or a time on theirs."""
    return Why.HOUR if choice is Snooze.HOUR and until - now == HOUR else Why.SNOOZED


def on_day(day: date, minute: int | None, nudge: Nudge, person: Person) -> datetime:
    """Find when it comes on a day, never in quiet hours: at a minute, or else at its usual one."""
    usual = MORNING if nudge.minute is None else nudge.minute
    at = recurrence.instant_of(day, usual if minute is None else minute, person.zone)
    return person.quiet.next_waking(at, person.zone)


def is_within_reach(day: date, person: Person, now: datetime) -> bool:
    """Tell whether a day lies ahead, today included, and no more than a year away."""
    today = recurrence.local(now, person.zone).date()
    return today <= day <= today + FARTHEST
