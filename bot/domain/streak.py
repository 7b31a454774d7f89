"""A streak: weeks checked in, one after the other; what was skipped or rested is passed over."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain import days
from bot.domain.checkin import CheckIn, CheckInState


@dataclass(frozen=True, slots=True)
class Rest:
    """A break somebody took, from one instant to another, which may still lie ahead."""

    person_id: int
    starts_at: datetime
    ends_at: datetime
    id: int = 0


def length(
    checkins: Sequence[CheckIn],
    rests: Sequence[Rest],
    now: datetime,
    zone: str,
    still_open: Collection[str] = (),
) -> int:
    """Count the weeks checked in up to now, in the person's zone, until the first silent one.

    A week skipped or touched by a break is passed over, and so is the present one. `still_open`
    names weeks (such as 2026-W49) that a circle may still hear about: they are not silent yet.
    """
    kept = {_week(each) for each in checkins if each.state is CheckInState.DONE}
    passed = {_week(each) for each in checkins if each.state is CheckInState.SKIPPED}
    passed.update(map(days.week_number, still_open))
    return count(kept, passed, _spans(rests, zone), days.week_number(days.week_of(now, zone)))


def count(
    kept: Collection[int], passed: Collection[int], spans: Sequence[range], present: int
) -> int:
    """Count kept weeks backwards from the newest; weeks are numbers that differ by one.

    `passed` and `spans` are weeks that neither count nor end the streak.
    """
    if not kept:
        return 0
    total = 0
    # A journey westwards can put a check-in into a week that has not begun where one is now.
    for week in range(max(present, *kept), min(kept) - 1, -1):
        if week in kept:
            total += 1
        elif week < present and week not in passed and not any(week in span for span in spans):
            break
    return total


def is_resting(rests: Iterable[Rest], since: datetime, until: datetime) -> bool:
    """Tell whether a break touches the time between two instants."""
    return any(rest.starts_at < until and rest.ends_at > since for rest in rests)


def begun(rests: Sequence[Rest], person_id: int, now: datetime, until: datetime) -> Rest:
    """Return the break in force, ended at `until` from now on, or a new one.

    A break moved to a time that has come is over; one that was never begun is empty.
    """
    until = max(now, until)
    current = next((rest for rest in rests if rest.starts_at <= now < rest.ends_at), None)
    if current is None:
        return Rest(person_id, now, until)
    return Rest(person_id, current.starts_at, until, current.id)


def _week(checkin: CheckIn) -> int:
    return days.week_number(checkin.iso_week)


def _spans(rests: Iterable[Rest], zone: str) -> list[range]:
    return [
        range(_number(rest.starts_at, zone), _number(rest.ends_at - datetime.resolution, zone) + 1)
        for rest in rests
        if rest.starts_at < rest.ends_at
    ]


def _number(instant: datetime, zone: str) -> int:
    return days.week_number(days.week_of(instant, zone))
