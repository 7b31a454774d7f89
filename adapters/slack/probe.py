"""Asks Slack from time to time, in one workspace after the other, whether we are still wanted."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import supervision
from adapters.slack.tokens import Tokens
from adapters.standing import Watch
from bot.errors import DeliveryProblem

MOST_REFUSALS: Final = 3
"""After so many refusals in a row, or one of each workspace, it is not the workspaces' doing."""

BUSY: Final = "ratelimited"

_AWAY = (OSError, aiohttp.ClientError, SlackClientError, TimeoutError, DeliveryProblem)


class Probe:
    """Remembers what Slack said last."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.watch = Watch(now)
        self.watch.is_up("unasked")
        self._turn = 0
        self._refusals = 0

    async def ask(self, client: AsyncWebClient, tokens: Tokens, teams: Sequence[str]) -> bool:
        """Ask once, in the next of these workspaces; returns whether our token was refused there.

        Where no workspace has us, Slack is asked whether it is there at all.
        """
        self._turn += 1
        try:
            if teams:
                await _ask_in(teams[self._turn % len(teams)], client, tokens)
            else:
                await client.api_test()
        except SlackApiError as problem:
            return self._declined(problem, len(teams))
        except _AWAY as problem:
            self.watch.is_down(type(problem).__name__)
            return False
        self._refusals = 0
        self.watch.is_up("answering")
        return False

    def _declined(self, problem: SlackApiError, teams: int) -> bool:
        error = supervision.error(problem)
        if supervision.bot_token_refused(problem):
            self._refusals += 1
            if self._refusals >= min(max(teams, 1), MOST_REFUSALS):
                self.watch.is_down(error)
            return True
        if error == BUSY:
            self.watch.is_up("answering")
        else:
            self.watch.is_down(error)
        return False


async def _ask_in(team: str, client: AsyncWebClient, tokens: Tokens) -> None:
    """Ask whose our token is; a workspace without one took us out a moment ago."""
    token = await tokens.of(team)
    if token is not None:
        await client.auth_test(token=token.text)
