"""Words for later, as a script or a visitor writes them: `3 days`, `monday 09:00`; pure."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

FARTHEST = timedelta(days=3660)
"""Ten years: beyond, the words are a slip and not a plan."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = timedelta(days=1)
# Days and weeks are counted on the calendar, so that 09:00 stays 09:00; the rest by the clock.
_BY_CALENDAR = {"day": _DAY, "week": 7 * _DAY}
_BY_CLOCK = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "min": timedelta(minutes=1),
    "hour": timedelta(hours=1),
}
_WAIT = re.compile(r"(\d{1,6})\s*([a-z]+?)s?")
_UNTIL = re.compile(r"(?:([a-z]+|\d{4}-\d\d-\d\d)[ t]+)?(\d{1,2}):(\d\d)")


@dataclass(frozen=True, slots=True)
class Wait:
    """So much later: calendar days, and time by the clock."""

    calendar: timedelta = timedelta()
    clock: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Until:
    """The next such time of day; on a weekday (Monday is 0), on a date, or on any day."""

    at: time
    weekday: int | None = None
    day: date | None = None
    days_ahead: int | None = None


Moment = Wait | Until


class UnclearTime(ValueError):
    """Words that name no moment."""


class PassedTime(ValueError):
    """A moment that is no longer, or too far, ahead."""


def parse_wait(words: str) -> Wait:
    """Read `3 days`, `90 minutes`, `1 week`; raises UnclearTime."""
    found = _WAIT.fullmatch(words.strip().lower())
    if found is None:
        raise UnclearTime(words)
    number, unit = int(found[1]), found[2]
    if unit in _BY_CALENDAR:
        return Wait(calendar=number * _BY_CALENDAR[unit])
    if unit in _BY_CLOCK:
        return Wait(clock=number * _BY_CLOCK[unit])
    raise UnclearTime(words)


def parse_until(words: str) -> Until:
    """Read `monday 09:00`, `tomorrow 09:00`, `09:00`, `2026-12-01 09:00`; raises UnclearTime."""
    found = _UNTIL.fullmatch(" ".join(words.lower().split()))
    if found is None:
        raise UnclearTime(words)
    day, hour, minute = found.groups()
    try:
        at = time(int(hour), int(minute))
        match day:
            case None:
                return Until(at)
            case "today" | "tomorrow":
                return Until(at, days_ahead=("today", "tomorrow").index(day))
            case _ if day[0].isdigit():
                return Until(at, day=date.fromisoformat(day))
            case _:
                return Until(at, weekday=_weekday(day))
    except ValueError as error:
        raise UnclearTime(words) from error


def target(moment: Moment, now: datetime, zone: str) -> datetime:
    """Return the instant (UTC) meant from `now` in a zone; raises PassedTime.

    A wall time that a clock change skips moves on by the gap; of one told twice, the first counts.
    """
    local = now.astimezone(ZoneInfo(zone))
    try:
        found = (
            _later(moment, now, local) if isinstance(moment, Wait) else _next(moment, now, local)
        )
    except OverflowError as error:
        raise PassedTime(str(moment)) from error
    if found > now + FARTHEST:
        raise PassedTime(str(moment))
    return found


def spoken(instant: datetime, zone: str) -> str:
    """Say an instant in a zone: `Mon 30 Nov 2026, 09:00 (America/New_York)`."""
    local = instant.astimezone(ZoneInfo(zone))
    return f"{local:%a} {local.day} {local:%b} {local.year}, {local:%H:%M} ({zone})"


def _later(wait: Wait, now: datetime, local: datetime) -> datetime:
    if not wait.calendar:
        return now + wait.clock
    return max(now, _instant(local.replace(tzinfo=None) + wait.calendar, local))


def _next(until: Until, now: datetime, local: datetime) -> datetime:
    today = local.date()
    if until.day is not None:
        days = [until.day]
    elif until.days_ahead is not None:
        days = [today + until.days_ahead * _DAY]
    else:
        # Eight days always hold the next one, whichever weekday it is and whatever the hour.
        ahead = (today + number * _DAY for number in range(9))
        days = [day for day in ahead if until.weekday in (None, day.weekday())]
    instants = (_instant(datetime.combine(day, until.at), local) for day in days)
    found = next((instant for instant in instants if instant > now), None)
    if found is None:
        raise PassedTime(str(until))
    return found


def _instant(wall: datetime, local: datetime) -> datetime:
    # Without a fold, zoneinfo reads a skipped time with the offset before the gap.
    return wall.replace(tzinfo=local.tzinfo, fold=0).astimezone(UTC)


def _weekday(name: str) -> int:
    fits = [number for number, day in enumerate(_WEEKDAYS) if day.startswith(name)]
    if len(name) < 3 or len(fits) != 1:
        raise UnclearTime(name)
    return fits[0]
