"""Recurrences are wall-clock times in a zone; each firing is computed from the calendar.

None is ever chained from the one before: a week added to a firing that a gap had moved would stay
moved for ever, and a week of UTC drifts by an hour twice a year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from bot.domain import zones

DAY_MINUTES = 24 * 60
LAST_SAFE_DAY = 28
# A gap moves a firing by a day (Pacific/Apia, 2011) at the most, so one still to come belongs to
# the date on the person's calendar, or to the date before it, or to a later one.
_BACK = timedelta(days=1)


def in_utc(instant: datetime) -> datetime:
    """Show an instant in UTC; raises ValueError for a time without a zone, which is none."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant} has no zone, so it is not an instant")
    return instant.astimezone(UTC)


def local(instant: datetime, zone: str) -> datetime:
    """Show an instant on the wall clock of a zone; raises ValueError as `in_utc` does."""
    return in_utc(instant).astimezone(zones.info(zone))


def instant_of(day: date, minute: int, zone: str) -> datetime:
    """Find the UTC instant at which clocks in `zone` show that minute of that day.

    A minute that a gap leaves out moves forward by the gap (02:30 becomes 03:30, and all of a day
    that a zone skipped becomes the next day); of a minute that comes twice the first counts.
    """
    check_minute(minute)
    # fold=0 means exactly this (PEP 495): the offset before a gap, and the first of two.
    return wall(day, minute).replace(tzinfo=zones.info(zone), fold=0).astimezone(UTC)


def wall(day: date, minute: int) -> datetime:
    """Write a minute of a day as a wall clock would, without a zone."""
    return datetime.combine(day, time(*divmod(minute, 60)))


def check_minute(minute: int) -> None:
    """Raise ValueError unless `minute` is one of the 1,440 minutes of a day."""
    if not 0 <= minute < DAY_MINUTES:
        raise ValueError(f"a minute of the day is from 0 to {DAY_MINUTES - 1}, not {minute}")


@dataclass(frozen=True, slots=True)
class Daily:
    """Fire once a day; a day that the zone skipped whole has no firing of its own."""

    minute: int
    zone: str

    def __post_init__(self) -> None:
        _check(self.minute, self.zone)

    def after(self, instant: datetime) -> datetime:
        """Find the first firing strictly after `instant`, in UTC."""
        return _first_after(instant, self.minute, self.zone, _every(1, _start(instant, self.zone)))

    def on_or_after(self, instant: datetime) -> datetime:
        """Find the first firing at `instant` or later, in UTC."""
        return self.after(in_utc(instant) - datetime.resolution)


@dataclass(frozen=True, slots=True)
class Weekly:
    """Fire once a week, always, on a weekday counted from Monday as 0."""

    weekday: int
    minute: int
    zone: str

    def __post_init__(self) -> None:
        _check(self.minute, self.zone)
        if not 0 <= self.weekday <= 6:
            raise ValueError(f"a weekday is from 0 (Monday) to 6 (Sunday), not {self.weekday}")

    def after(self, instant: datetime) -> datetime:
        """Find the first firing strictly after `instant`, in UTC."""
        start = _start(instant, self.zone)
        first = start + timedelta(days=(self.weekday - start.weekday()) % 7)
        return _first_after(instant, self.minute, self.zone, _every(7, first))

    def on_or_after(self, instant: datetime) -> datetime:
        """Find the first firing at `instant` or later, in UTC."""
        return self.after(in_utc(instant) - datetime.resolution)


@dataclass(frozen=True, slots=True)
class Monthly:
    """Fire once a month, on a day that every month has."""

    day_of_month: int
    minute: int
    zone: str

    def __post_init__(self) -> None:
        _check(self.minute, self.zone)
        if not 1 <= self.day_of_month <= LAST_SAFE_DAY:
            raise ValueError(
                f"a day of the month is from 1 to {LAST_SAFE_DAY}, not {self.day_of_month}"
            )

    def after(self, instant: datetime) -> datetime:
        """Find the first firing strictly after `instant`, in UTC."""
        first = _start(instant, self.zone).replace(day=self.day_of_month)
        return _first_after(instant, self.minute, self.zone, _every_month(first))

    def on_or_after(self, instant: datetime) -> datetime:
        """Find the first firing at `instant` or later, in UTC."""
        return self.after(in_utc(instant) - datetime.resolution)


Recurrence = Daily | Weekly | Monthly


def _check(minute: int, zone: str) -> None:
    check_minute(minute)
    zones.info(zone)


def _start(instant: datetime, zone: str) -> date:
    return local(instant, zone).date() - _BACK


def _every(step: int, first: date) -> Iterator[date]:
    return (first + timedelta(days=step * n) for n in count())


def _every_month(first: date) -> Iterator[date]:
    months = (divmod(first.month - 1 + n, 12) for n in count())
    return (first.replace(year=first.year + years, month=month + 1) for years, month in months)


def _first_after(instant: datetime, minute: int, zone: str, days: Iterator[date]) -> datetime:
    # Compared in UTC: aware datetimes of one zone compare by their wall clocks and ignore the fold.
    since = in_utc(instant)
    return next(at for day in days if (at := instant_of(day, minute, zone)) > since)
