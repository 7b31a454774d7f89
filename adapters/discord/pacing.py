"""How fast we may go: direct messages are opened one by one, and too many noes end in silence."""

import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from adapters.pacing import EARLIEST, Bucket
from bot.errors import TryLater

log = logging.getLogger(__name__)

PACE: Final = timedelta(seconds=1)
SLOWEST: Final = timedelta(seconds=32)
BURST: Final = 5
REST: Final = 30
"""For how many turns nothing is opened once Discord found us too fast."""

EASE: Final = timedelta(minutes=10)
"""How long without complaint before the pace doubles again."""

PATIENCE: Final = timedelta(seconds=3)
"""How long a letter waits for its turn in hand; beyond, it comes again at its turn."""


@dataclass(slots=True)
class Openings:
    """Gives turns to open direct messages: about one a second, fewer once that was too fast."""

    now: Callable[[], datetime]
    pause: Callable[[float], Awaitable[None]]
    _bucket: Bucket = field(default_factory=lambda: Bucket(PACE, BURST))
    _eased_at: datetime = EARLIEST
    _promised: datetime = EARLIEST

    async def turn(self) -> None:
        """Wait for a turn; raises TryLater, each time with a later instant, if that takes long."""
        now = self.now()
        self._ease(now)
        wait = self._bucket.wait(now)
        if wait > PATIENCE:
            # Each is given an instant of its own, so that they do not all come back at once.
            self._promised = max(self._promised + self._bucket.interval, now + wait)
            raise TryLater("direct messages are opened slowly", self._promised)
        self._bucket = self._bucket.taken(now)
        if wait:
            await self.pause(wait.total_seconds())

    def slow_down(self) -> datetime:
        """Open nothing for a while and then half as fast; returns when the while is over."""
        now = self.now()
        self._ease(now)
        interval = min(self._bucket.interval * 2, SLOWEST)
        until = now + interval * REST
        self._bucket = replace(self._bucket, interval=interval).rested(until)
        self._eased_at = until
        return until

    def _ease(self, now: datetime) -> None:
        while self._bucket.interval > PACE and now - self._eased_at >= EASE:
            self._bucket = replace(self._bucket, interval=max(self._bucket.interval / 2, PACE))
            self._eased_at += EASE


MOST_NOES: Final = 1000
"""Discord shuts out a machine that collects ten times as many within the window."""

WINDOW: Final = timedelta(minutes=10)


@dataclass(slots=True)
class Budget:
    """How many invalid answers (401, 403, 429) we let ourselves be given before we are silent."""

    most: int = MOST_NOES
    _spent: deque[datetime] = field(default_factory=deque)
    _shut_until: datetime = EARLIEST

    def spend(self, now: datetime) -> None:
        """Note an invalid answer."""
        while self._spent and self._spent[0] <= now - WINDOW:
            self._spent.popleft()
        self._spent.append(now)
        if len(self._spent) >= self.most:
            self.shut(now + WINDOW)

    def shut(self, until: datetime) -> None:
        """Be silent until an instant."""
        if until > self._shut_until:
            self._shut_until = until
            log.error("Discord refused too much: nothing is delivered until %s", until)
        self._spent.clear()

    def shut_until(self, now: datetime) -> datetime | None:
        """Return until when nothing may be asked, None if we may."""
        return self._shut_until if self._shut_until > now else None
