"""An oracle: every zone's changes of offset over twenty years, found without `fold` or tz rules.

It asks each zone only for its offset at UTC instants, and answers wall-clock questions from the
list of changes found so.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.domain import zones

START = datetime(2015, 1, 1, tzinfo=UTC)
END = datetime(2036, 1, 1, tzinfo=UTC)
# No zone changes its offset twice within a week: a shorter step finds the same and takes longer.
STEP = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Change:
    """At `at`, a zone's offset went from `before` to `after`."""

    at: datetime
    before: timedelta
    after: timedelta

    @property
    def size(self) -> timedelta:
        """How far the clocks jumped: a gap is positive, a fold negative."""
        return self.after - self.before

    @property
    def edges(self) -> tuple[datetime, datetime]:
        """The wall times, without a zone, from and until which minutes are left out or doubled."""
        one, other = self.at + self.before, self.at + self.after
        return min(one, other).replace(tzinfo=None), max(one, other).replace(tzinfo=None)


@cache
def changes(zone: str) -> tuple[Change, ...]:
    """Every change of a zone's offset, in order."""
    found = []
    at, before = START, _offset(zone, START)
    while at < END:
        after = _offset(zone, at + STEP)
        if after != before:
            found.append(Change(_moment(zone, at, at + STEP), before, after))
        at, before = at + STEP, after
    return tuple(found)


@cache
def behaviours() -> tuple[str, ...]:
    """One zone for each way in which clocks anywhere behave: links and twins are left out."""
    seen = {(_offset(zone, START), changes(zone)): zone for zone in sorted(zones.names())}
    return tuple(sorted(seen.values()))


def instant(zone: str, wall: datetime) -> datetime:
    """The first instant at which clocks show `wall`; if they never do, that much after the gap."""
    for first, last, before in _edges(zone):
        if first <= wall < last:
            return wall.replace(tzinfo=UTC) - before
    tried = [(wall.replace(tzinfo=UTC) - offset, offset) for offset in _offsets(zone)]
    showing = [at for at, offset in tried if _known(zone, at) == offset]
    assert len(showing) == 1, f"{zone} shows {wall} {len(showing)} times"
    return showing[0]


@cache
def _edges(zone: str) -> tuple[tuple[datetime, datetime, timedelta], ...]:
    return tuple((*change.edges, change.before) for change in changes(zone))


@cache
def _offsets(zone: str) -> frozenset[timedelta]:
    return frozenset({_offset(zone, START)} | {change.after for change in changes(zone)})


def _known(zone: str, at: datetime) -> timedelta:
    past = bisect_right(changes(zone), at, key=lambda change: change.at)
    return changes(zone)[past - 1].after if past else _offset(zone, START)


def _offset(zone: str, at: datetime) -> timedelta:
    offset = at.astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None
    return offset


def _moment(zone: str, low: datetime, high: datetime) -> datetime:
    """Close in, to the second, on the one change between two instants."""
    before = _offset(zone, low)
    while high - low > timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
    return high
