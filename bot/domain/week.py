"""A circle's week: when it opens, reminds, closes, and when the term is over."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain import recurrence
from bot.domain.checkin import Cards, CheckIn, CheckInState
from bot.domain.circle import Beat, Circle, CircleState, Week, first_day

CATCH_UP = timedelta(hours=24)
"""How late an opening or a reminder still happens; later, the next one stands."""

ON_TIME = timedelta(minutes=30)
"""How late an opening may be without a word about it."""

OPEN_FOR = timedelta(hours=72)
RENEWAL = timedelta(days=14)
COUNTED = 3
"""How many must have answered before anything is counted aloud."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many have answered, of how many who may."""

    done: int
    of: int


def next_beat(circle: Circle, week: Week | None, now: datetime) -> tuple[Beat, datetime]:
    """Decide what an open circle does next, and when; `week` is its newest.

    What comes back is due when its instant is not after `now`. An opening or a reminder that is
    later than `CATCH_UP` is passed over; a week is always closed before another one opens.
    """
    if week is None:
        return Beat.OPEN, next_opening(circle, None, now)
    if not week.closed:
        if not week.reminded and now <= week.remind_at + CATCH_UP:
            return Beat.REMIND, week.remind_at
        return Beat.CLOSE, week.closes_at
    if is_last(circle, week):
        return Beat.TERM, week.closes_at + RENEWAL
    return Beat.OPEN, next_opening(circle, week, now)


def next_opening(circle: Circle, week: Week | None, now: datetime) -> datetime:
    """Find the next instant at which a week opens, up to a day ago."""
    starts = recurrence.instant_of(circle.starts_on, 0, circle.zone)
    earliest = max(starts, recurrence.in_utc(now) - CATCH_UP)
    if week is not None:
        earliest = max(earliest, week.closes_at)
    return circle.weekly.on_or_after(earliest)


def coming(circle: Circle, week: Week | None, now: datetime) -> datetime | None:
    """Find when the next week opens; None when the circle or its term is over."""
    if circle.state is CircleState.ENDED or is_last(circle, week):
        return None
    return next_opening(circle, week, now)


def is_last(circle: Circle, week: Week | None) -> bool:
    """Tell whether a week is the last of the term."""
    return week is not None and week.number >= circle.last_week


def timed(circle: Circle, week: Week | None, now: datetime) -> Circle:
    """Set what a circle does next."""
    beat, due_at = next_beat(circle, week, now)
    return replace(circle, beat=beat, due_at=due_at)


def ended(circle: Circle) -> Circle:
    """End a circle for good."""
    return replace(circle, state=CircleState.ENDED, beat=None, due_at=None)


def renewed(circle: Circle, week: Week | None, now: datetime) -> Circle:
    """Go on for another term, from the next opening that lies ahead."""
    before = circle.weeks_before if week is None else week.number
    return retimed(replace(circle, weeks_before=before), week, now)


def retimed(circle: Circle, week: Week | None, now: datetime) -> Circle:
    """Let changed times hold, from the next opening that lies ahead."""
    starts = first_day(circle.weekly, now)
    return timed(replace(circle, starts_on=starts), week, now)


def opened(circle: Circle, before: Week | None, cards: Cards, now: datetime) -> Week:
    """Open the next week; one that opens on time opens at the full minute."""
    scheduled = next_opening(circle, before, now)
    start = scheduled if now - scheduled < ON_TIME else now
    return Week(
        circle_id=circle.id,
        number=1 if before is None else before.number + 1,
        opened_at=start,
        remind_at=start + OPEN_FOR / 2,
        closes_at=start + OPEN_FOR,
        question=cards.question,
        skill=cards.skill,
        motivation=cards.motivation,
    )


def is_late(circle: Circle, week: Week) -> bool:
    """Tell whether a week opened so late that a word about it is due."""
    scheduled = circle.weekly.on_or_after(week.opened_at - CATCH_UP)
    return week.opened_at - scheduled >= ON_TIME


def count(active: Collection[int], checkins: Sequence[CheckIn]) -> Count:
    """Count answers among the people who take part; a skipped week is no missing answer."""
    done = {each.person_id for each in checkins if each.state is CheckInState.DONE}
    skipped = {each.person_id for each in checkins if each.state is CheckInState.SKIPPED}
    return Count(len(done), len(done | (set(active) - skipped)))
