"""Turns to do something, so many at once and then one at a time; whoever asks is told how long."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

EARLIEST: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Bucket:
    """So many turns at once and then one in each interval; `due` is when it will be full again."""

    interval: timedelta
    burst: int
    due: datetime = EARLIEST

    def wait(self, now: datetime) -> timedelta:
        """Return how long the next turn is away."""
        return max(self.due - now - self.interval * (self.burst - 1), timedelta(0))

    def taken(self, now: datetime) -> "Bucket":
        """Return the bucket after a turn that is taken as soon as it comes."""
        return replace(self, due=max(self.due, now) + self.interval)

    def rested(self, until: datetime) -> "Bucket":
        """Return a bucket that has no turn before an instant, and then only one."""
        return replace(self, due=max(self.due, until + self.interval * (self.burst - 1)))
