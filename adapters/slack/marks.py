"""What we know of letters that have been sent: which stand, which may, and how to find out.

Slack has no key that makes it show a message once. So each letter carries a mark of its own as
metadata, which says nothing to whoever reads it; after a break we look for it in the person's
direct messages, which the scope for hearing them lets us read. Channels we never read: there a
letter whose answer was lost is sent once more, and no more than once, after Slack has answered
something harmless.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any, Final

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.requests import Requests
from bot.ports.platform import Address

log = logging.getLogger(__name__)

EVENT: Final = "undaunted_letter"
SCOPE: Final = "im:history"

UNKNOWN: Final = "0"
"""Stands for the timestamp of a message that is there, as far as anybody can tell."""

YOUNG: Final = timedelta(minutes=2)
"""For how long after our first letter somebody before us may have sent the same."""

FRESH: Final = timedelta(minutes=10)
MOST_TRIES: Final = 2
MOST_MARKS: Final = 4096
LOOK_BACK: Final = 15
"""Messages looked at: as many as Slack shows to any app in one answer."""


@dataclass(slots=True)
class Marks:
    """Remembers the marks of some thousand letters, for as long as they matter."""

    requests: Requests
    now: Callable[[], datetime]
    _stand: OrderedDict[str, tuple[str, datetime]] = field(default_factory=OrderedDict)
    _tries: OrderedDict[str, int] = field(default_factory=OrderedDict)
    _first_at: datetime | None = None

    async def standing(self, team: str, channel: str, mark: str) -> str | None:
        """Return the timestamp of a letter that stands, None for one to be sent; raises TryLater.

        It is UNKNOWN where it was sent as often as it may be and nobody can look.
        """
        ts, at = self._stand.get(mark, ("", self.now()))
        if ts and self.now() - at < FRESH:
            return ts
        if not (self._is_young() or mark in self._tries):
            return None
        # Should there be no turn to look, this one is looked for when it comes again.
        _keep(self._tries, mark, self._tries.get(mark, 0))
        if _is_dm(channel) and await self.requests.may(team, SCOPE):
            return await self._found(team, channel, mark)
        return await self._sent_enough(team, channel, mark)

    async def _sent_enough(self, team: str, channel: str, mark: str) -> str | None:
        tries = self._tries.get(mark, 0)
        if tries >= MOST_TRIES:
            log.warning("a letter in %s was sent %d times and never answered", channel, tries)
            return self.stands(mark, UNKNOWN)
        if tries:
            await self.requests.ask(team, "auth.test", lambda client: client.auth_test())
        return None

    def doubt(self, mark: str) -> None:
        """Note that a letter may stand or not."""
        _keep(self._tries, mark, self._tries.get(mark, 0) + 1)

    def stands(self, mark: str, ts: str) -> str:
        """Note that a letter stands."""
        self._tries.pop(mark, None)
        _keep(self._stand, mark, (ts, self.now()))
        return ts

    async def _found(self, team: str, channel: str, mark: str) -> str | None:
        for message in await self._messages(team, channel):
            if mark_of(message) == mark:
                return self.stands(mark, str(message["ts"]))
        return None

    async def _messages(self, team: str, channel: str) -> list[dict[str, Any]]:
        async def look(client: AsyncWebClient) -> list[dict[str, Any]]:
            told = await client.conversations_history(
                channel=channel, limit=LOOK_BACK, include_all_metadata=True
            )
            return told.get("messages") or []

        return await self.requests.ask(team, "conversations.history", look)

    def _is_young(self) -> bool:
        self._first_at = self._first_at or self.now()
        return self.now() - self._first_at < YOUNG


def mark_for(to: Address, key: str) -> str:
    """Return what tells a letter from all others and says nothing about it."""
    return blake2b(f"{key}\n{to.user}\n{to.channel}".encode(), digest_size=12).hexdigest()


def metadata(mark: str) -> dict[str, Any]:
    """Return a mark as a message carries it; everybody in the workspace could read it."""
    return {"event_type": EVENT, "event_payload": {"mark": mark}}


def mark_of(message: dict[str, Any]) -> str:
    """Read a message's mark back; empty for messages without one."""
    told = message.get("metadata") or {}
    is_ours = told.get("event_type") == EVENT
    return str((told.get("event_payload") or {}).get("mark", "")) if is_ours else ""


def _is_dm(channel: str) -> bool:
    return channel.startswith("D")


def _keep(kept: OrderedDict[str, Any], mark: str, value: object) -> None:
    kept[mark] = value
    kept.move_to_end(mark)
    if len(kept) > MOST_MARKS:
        kept.popitem(last=False)
