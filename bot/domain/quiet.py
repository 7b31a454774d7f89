"""Quiet hours are the part of a person's day in which nothing speaks to them unasked."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.domain import recurrence, zones


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Keep quiet from `start` until `end`, minutes of the local day; none when they are equal.

    What counts is what the person's clock shows. So a night shortened by a gap is shorter, and an
    hour that comes twice is quiet twice.
    """

    start: int = 21 * 60
    end: int = 8 * 60

    def __post_init__(self) -> None:
        recurrence.check_minute(self.start)
        recurrence.check_minute(self.end)

    def is_quiet(self, instant: datetime, zone: str) -> bool:
        """Tell whether clocks in `zone` show a quiet minute at `instant`."""
        clock = recurrence.local(instant, zone)
        minute = clock.hour * 60 + clock.minute
        if self.start <= self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end

    def next_waking(self, instant: datetime, zone: str) -> datetime:
        """Find when one may speak: `instant` itself, or else the end of its quiet span, in UTC.

        An end that a gap leaves out moves forward by the gap, like every wall time.
        """
        if not self.is_quiet(instant, zone):
            return instant
        since = recurrence.in_utc(instant)
        ends = (end for end in self._ends(since, zone) if end > since)
        return min(end for end in ends if not self.is_quiet(end, zone))

    def _ends(self, instant: datetime, zone: str) -> list[datetime]:
        """List the ends near `instant`, each of them twice where its minute may come twice."""
        today = recurrence.local(instant, zone).date()
        # Three days, because an end that a gap moved may itself land in a quiet minute.
        walls = [recurrence.wall(today + timedelta(days=n), self.end) for n in range(3)]
        rules = zones.info(zone)
        return [
            wall.replace(tzinfo=rules, fold=fold).astimezone(UTC)
            for wall in walls
            for fold in (0, 1)
        ]
