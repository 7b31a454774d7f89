"""Staying up: which endings of a connection are final, and how long to rest after the others."""

import asyncio
import hashlib
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import NoReturn

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import Denied

log = logging.getLogger(__name__)

Pause = Callable[[float], Awaitable[None]]
"""Waits for so many seconds."""

FIRST_REST_SECONDS = 1.0
LONGEST_REST_SECONDS = 15.0
"""Short enough to be back within half a minute of whatever happened."""

LONGEST_WAIT_SECONDS = 120.0
"""For how long Slack may ask us to wait before we ask again all the same."""

_BOT_REFUSED = (
    "Slack refused SLACK_BOT_TOKEN ({error}). At api.slack.com/apps open your app, then OAuth & "
    "Permissions, install it again, put the Bot User OAuth Token (xoxb-…) into .env, and start "
    "again."
)
_APP_REFUSED = (
    "Slack refused SLACK_APP_TOKEN ({error}). At api.slack.com/apps open your app, then Basic "
    "Information, App-Level Tokens, make one with the scope connections:write, put it (xapp-…) "
    "into .env, and start again."
)
_NO_SOCKETS = (
    "Socket Mode is switched off for this app ({error}). At api.slack.com/apps open your app, "
    "then Socket Mode, switch it on, and start again."
)
_REFUSED = frozenset(
    {
        "account_inactive",
        "app_not_installed",
        "invalid_auth",
        "missing_scope",
        "not_allowed_token_type",
        "not_authed",
        "token_expired",
        "token_revoked",
        "user_removed_from_team",
    }
)
_OFF = frozenset({"connection_disabled", "link_disabled", "forbidden_team", "socket_mode_disabled"})

_AWAY = (OSError, aiohttp.ClientError, SlackClientError, TimeoutError)
"""What the world does to connections; anything else deserves a traceback."""


class Lost(ConnectionError):
    """A socket that did not come back by itself."""


@dataclass(slots=True)
class Life:
    """One connection from its beginning to its end, and whether it ever came to be ready."""

    was_ready: bool = False


@dataclass(slots=True)
class Supervision:
    """Begins a new life whenever one has ended, until one ends for good."""

    pause: Pause = asyncio.sleep
    chance: random.Random = field(default_factory=random.Random)

    async def keep(
        self,
        live: Callable[[Life], Awaitable[None]],
        lost: Callable[[str], None] = lambda why: None,
    ) -> NoReturn:
        """Live one life after the other; raises Denied when there is no use in another.

        `lost` is told in a word how each has ended.
        """
        failures = 0
        while True:
            life = Life()
            ended = await self._lived(live, life)
            lost(named(ended))
            failures = 1 if life.was_ready else failures + 1
            seconds = max(rest_seconds(failures, self.chance.random()), asked_seconds(ended))
            log.warning("Slack is away (%s): trying again in %.1f s", named(ended), seconds)
            await self.pause(seconds)

    async def _lived(self, live: Callable[[Life], Awaitable[None]], life: Life) -> Exception | None:
        """Live one life; returns how it ended."""
        try:
            await live(life)
        except Denied:
            raise
        except Exception as problem:
            if not isinstance(problem, _AWAY):
                reference = hashlib.sha256(repr(problem).encode()).hexdigest()[:8]
                log.exception("the connection failed, reference %s", reference)
            return problem
        return None


def bot_token_refused(problem: SlackApiError) -> str:
    """Say to the operator why the bot token is of no use; empty when it may be later."""
    return _BOT_REFUSED.format(error=error(problem)) if error(problem) in _REFUSED else ""


def app_token_refused(problem: SlackApiError, *, is_first: bool) -> str:
    """Say to the operator why no socket is given out; empty when one may be later.

    What was switched off while we ran may be switched on again.
    """
    if error(problem) in _REFUSED:
        return _APP_REFUSED.format(error=error(problem))
    if is_first and error(problem) in _OFF:
        return _NO_SOCKETS.format(error=error(problem))
    return ""


def error(problem: SlackApiError) -> str:
    """Return Slack's own word for what is wrong."""
    try:
        return str(problem.response["error"])
    except (KeyError, TypeError, ValueError):
        return "unknown"


def named(ended: Exception | None) -> str:
    """Say in a word how a life ended."""
    match ended:
        case None:
            return "closed"
        case SlackApiError():
            return error(ended)
        case _:
            return type(ended).__name__


def asked_seconds(ended: Exception | None) -> float:
    """Return for how long Slack asked us to wait, if it did."""
    if not isinstance(ended, SlackApiError):
        return 0.0
    headers = getattr(ended.response, "headers", None) or {}
    asked = str(headers.get("Retry-After", ""))
    return min(float(asked), LONGEST_WAIT_SECONDS) if asked.isdecimal() else 0.0


def rest_seconds(failures: int, chance: float) -> float:
    """Return how long to rest after so many failures in a row, half of it by chance (0 to 1)."""
    longest: float = min(FIRST_REST_SECONDS * 2 ** min(failures - 1, 16), LONGEST_REST_SECONDS)
    return longest * (0.5 + chance / 2)
