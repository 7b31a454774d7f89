"""Today: what of a search is due, by the person's own calendar; nothing here is ever overdue."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.domain import plan, recurrence
from bot.domain.application import Application, Status
from bot.domain.plan import Commitment

STILL_SHOWN = timedelta(days=3)
"""How long something that was meant to be done is brought up by itself; after that it rests."""

NEAR = timedelta(days=1)
"""How far ahead an interview is brought up."""


def commitments(mine: Iterable[Commitment], now: datetime, zone: str) -> tuple[Commitment, ...]:
    """Find what was meant for today or just before and is not settled, the earliest first."""
    today = recurrence.local(now, zone).date()
    timed = [(each.due_at, each) for each in mine if each.due_at is not None]
    due = [
        (at, each.id, each)
        for at, each in timed
        if not plan.is_settled(each) and today - STILL_SHOWN <= _day(at, zone) <= today
    ]
    return tuple(each for _, _, each in sorted(due, key=lambda found: found[:2]))


def interviews(mine: Iterable[Application], now: datetime, zone: str) -> tuple[Application, ...]:
    """Find the interviews of today and tomorrow that are still to come, the earliest first."""
    last = recurrence.local(now, zone).date() + NEAR
    coming = [
        (each.interview_at, each.id, each)
        for each in mine
        if each.status is Status.INTERVIEW
        and each.interview_at is not None
        and each.interview_at > now
        and _day(each.interview_at, zone) <= last
    ]
    return tuple(each for _, _, each in sorted(coming, key=lambda found: found[:2]))


def is_before(at: datetime | None, now: datetime, zone: str) -> bool:
    """Tell whether something was meant for a day before today."""
    return at is not None and _day(at, zone) < recurrence.local(now, zone).date()


def _day(at: datetime, zone: str) -> date:
    return recurrence.local(at, zone).date()
