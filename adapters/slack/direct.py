"""Which direct messages are those between somebody and us; a command is used in others, too."""

import asyncio
from collections import OrderedDict
from contextlib import suppress
from functools import partial

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import attempts, spot
from adapters.slack.attempts import Pause
from adapters.slack.spot import table, text

MOST = 20_000
"""How many are remembered; the ones met longest ago are asked for again."""


QUICK_SECONDS = 1.0
"""How long somebody who waits for an answer waits for us to find out."""


class Direct:
    """Everybody's direct messages with us, as far as we have seen or asked."""

    def __init__(self, pause: Pause) -> None:
        self._pause = pause
        self._known: OrderedDict[tuple[str, str], str] = OrderedDict()

    def note(self, team: str, user: str, channel: str) -> None:
        """Remember somebody's direct messages with us."""
        if not user or not spot.is_direct(channel):
            return
        self._known[team, user] = channel
        self._known.move_to_end((team, user))
        if len(self._known) > MOST:
            self._known.popitem(last=False)

    async def is_ours(self, client: AsyncWebClient, team: str, user: str, channel: str) -> bool:
        """Tell whether a channel is somebody's direct messages with us; what is unsure is not."""
        if not user or not spot.is_direct(channel):
            return False
        if (team, user) not in self._known:
            with suppress(TimeoutError):
                async with asyncio.timeout(QUICK_SECONDS):
                    self.note(team, user, await self._asked(client, user))
        return self._known.get((team, user)) == channel

    async def _asked(self, client: AsyncWebClient, user: str) -> str:
        call = partial(client.conversations_open, users=[user])
        tried = await attempts.make(call, self._pause, twice=True)
        return text(table(tried.told.get("channel")), "id")
