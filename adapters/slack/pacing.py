"""How fast we may ask: a message a second in a channel, each method by its tier, noes counted."""

import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from adapters.pacing import EARLIEST, Bucket
from bot.errors import TryLater

log = logging.getLogger(__name__)

POST: Final = "chat.postMessage"

CHANNEL: Final = Bucket(timedelta(seconds=1), 1)
"""Messages in one channel."""

WORKSPACE: Final = Bucket(timedelta(seconds=0.25), 20)
"""Messages in one workspace: Slack speaks of several hundred a minute and names no number."""

TIER_2: Final = Bucket(timedelta(seconds=3), 5)
TIER_3: Final = Bucket(timedelta(seconds=1.2), 10)
TIER_4: Final = Bucket(timedelta(seconds=0.6), 20)
"""20, 50 and 100 calls a minute of each method in each workspace."""

BUCKETS: Final = {
    POST: WORKSPACE,
    "files.completeUploadExternal": TIER_4,
    "files.getUploadURLExternal": TIER_4,
    "upload": TIER_4,
    "users.info": TIER_4,
    "views.publish": TIER_4,
}
"""Methods of another tier than the third."""

PATIENCE: Final = timedelta(seconds=3)
"""How long a letter waits for its turn in hand; beyond, it comes again at its turn."""

MOST_LANES: Final = 4096
"""How many lanes are kept before those that are empty are dropped."""


@dataclass(slots=True)
class _Lane:
    bucket: Bucket
    promised: datetime = EARLIEST

    def is_empty(self, now: datetime) -> bool:
        return max(self.bucket.due, self.promised) <= now


@dataclass(slots=True)
class Pace:
    """Gives turns to ask something of a workspace."""

    now: Callable[[], datetime]
    pause: Callable[[float], Awaitable[None]]
    _lanes: dict[tuple[str, str, str], _Lane] = field(default_factory=dict)
    _waited_until: datetime = EARLIEST

    async def turn(self, team: str, method: str, channel: str = "") -> None:
        """Wait for a turn; raises TryLater, each time with a later instant, if that takes long."""
        now, lanes = self._present(), [self._lane(team, method, "")]
        if method == POST and channel:
            lanes.append(self._lane(team, method, channel))
        slowest = max(lanes, key=lambda lane: lane.bucket.wait(now))
        wait = slowest.bucket.wait(now)
        if wait > PATIENCE:
            # Each is given an instant of its own, so that they do not all come back at once.
            slowest.promised = max(slowest.promised + slowest.bucket.interval, now + wait)
            raise TryLater(f"{method} has no turn yet in {team}", slowest.promised)
        for lane in lanes:
            lane.bucket = lane.bucket.taken(now)
        if wait:
            await self.pause(wait.total_seconds())
            self._waited_until = max(self._waited_until, now + wait)

    def rest(self, team: str, method: str, until: datetime) -> None:
        """Have no turns of a method in a workspace until then: Slack said so."""
        lane = self._lane(team, method, "")
        lane.bucket = lane.bucket.rested(until)

    def _present(self) -> datetime:
        """Return the instant it must be by now, even where the clock stands still or went back."""
        return max(self.now(), self._waited_until)

    def _lane(self, team: str, method: str, channel: str) -> _Lane:
        key = (team, method, channel)
        if key not in self._lanes:
            self._tidy()
            self._lanes[key] = _Lane(CHANNEL if channel else BUCKETS.get(method, TIER_3))
        return self._lanes[key]

    def _tidy(self) -> None:
        if len(self._lanes) >= MOST_LANES:
            now = self.now()
            self._lanes = {key: it for key, it in self._lanes.items() if not it.is_empty(now)}


MOST_NOES: Final = 200
WINDOW: Final = timedelta(minutes=10)


@dataclass(slots=True)
class Budget:
    """How many noes we let a workspace give us before we are silent there."""

    most: int = MOST_NOES
    _spent: dict[str, deque[datetime]] = field(default_factory=dict)
    _shut: dict[str, datetime] = field(default_factory=dict)

    def spend(self, team: str, now: datetime) -> None:
        """Note a no."""
        spent = self._spent.setdefault(team, deque())
        while spent and spent[0] <= now - WINDOW:
            spent.popleft()
        spent.append(now)
        if len(spent) >= self.most:
            del self._spent[team]
            self._shut[team] = now + WINDOW
            log.error("workspace %s refused too much: silent until %s", team, now + WINDOW)

    def shut_until(self, team: str, now: datetime) -> datetime | None:
        """Return until when nothing may be asked there, None if we may."""
        until = self._shut.get(team)
        if until is not None and until <= now:
            del self._shut[team]
            return None
        return until
