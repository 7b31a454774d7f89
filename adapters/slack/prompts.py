"""Suggested prompts: a few words to begin with, in workspaces that show them, and nowhere needed.

Slack shows them where an app has the agent view, which free workspaces lack. Whoever refuses them
is not asked again for a day.
"""

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import attempts
from adapters.slack.attempts import Pause
from adapters.slack.manifest import PROMPTS_SCOPE, prompts
from adapters.slack.requests import Declined, Mistake
from adapters.slack.words import Words
from bot.errors import DeliveryProblem

log = logging.getLogger(__name__)

REST: Final = timedelta(days=1)
"""For how long a workspace that refused them is left alone."""

MOST_REFUSALS: Final = 10_000

May = Callable[[str, str], Awaitable[bool]]
"""Tells whether our token for a workspace has a scope."""


async def may_not(team: str, scope: str) -> bool:
    """Say that there is no scope that would not be needed."""
    return False


class Prompts:
    """Offers them to whoever looks into our direct messages."""

    def __init__(self, words: Words, may: May, now: Callable[[], datetime], pause: Pause) -> None:
        self._prompts, self._may, self._now, self._pause = prompts(words), may, now, pause
        self._refused: OrderedDict[str, datetime] = OrderedDict()

    async def offer(self, client: AsyncWebClient, team: str, channel: str) -> None:
        """Offer them in somebody's direct messages, where that can be done."""
        if not channel or self._is_resting(team) or not await self._is_allowed(team):
            return
        # Named with a thread, Slack would take them in silence and show nothing.
        call = partial(
            client.assistant_threads_setSuggestedPrompts, channel_id=channel, prompts=self._prompts
        )
        tried = await attempts.make(call, self._pause, twice=True)
        if tried.wrong is not None:
            log.info("%s takes no suggested prompts: %s", team, tried.wrong.name)
            self._refused[team] = self._now()
            if len(self._refused) > MOST_REFUSALS:
                self._refused.popitem(last=False)

    def _is_resting(self, team: str) -> bool:
        refused = self._refused.get(team)
        if refused is not None and self._now() - refused >= REST:
            del self._refused[team]
            return False
        return refused is not None

    async def _is_allowed(self, team: str) -> bool:
        try:
            return await self._may(team, PROMPTS_SCOPE)
        except (DeliveryProblem, Declined, Mistake) as problem:
            log.info("whether %s lets us suggest is not known: %s", team, type(problem).__name__)
            return False
