"""What was last seen of a connection; what nobody has looked at for a while is not believed."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.ports.readiness import Standing

UNSEEN = "unseen"
"""How something stands that nobody has looked at for too long, as after a sleep of the machine."""


class Watch:
    """Remembers how something stands, and since when.

    Without `believed` it stays as it was last told to be; else for so long only.
    """

    def __init__(self, now: Callable[[], datetime], believed: timedelta | None = None) -> None:
        self._now, self._believed = now, believed
        self._seen_at = now()
        self._told = Standing(False, "starting", self._seen_at)

    def is_up(self, why: str = "connected") -> None:
        """Note that it was seen to be there."""
        self._note(True, why)

    def is_down(self, why: str) -> None:
        """Note in a word why it is not there."""
        self._note(False, why)

    def standing(self) -> Standing:
        """Return how it stands."""
        told, seen_at = self._told, self._seen_at
        # A clock that was set back tells as little as one that jumped ahead.
        if told.is_ready and self._believed and abs(self._now() - seen_at) > self._believed:
            return Standing(False, UNSEEN, seen_at)
        return told

    def _note(self, is_ready: bool, why: str) -> None:
        was = self.standing()
        self._seen_at = self._now()
        if (was.is_ready, was.why) != (is_ready, why):
            self._told = Standing(is_ready, why, self._seen_at)
