"""Staying up: which endings of a connection are final, and how long to rest after the others."""

import asyncio
import hashlib
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import NoReturn

import aiohttp
import discord
from discord.shard import SessionStartLimits

from bot.errors import Denied

log = logging.getLogger(__name__)

Pause = Callable[[float], Awaitable[None]]
"""Waits for so many seconds."""

FIRST_REST_SECONDS = 1.0
LONGEST_REST_SECONDS = 60.0
BETWEEN_STARTS_SECONDS = 5.0
"""Discord lets one shard in each five seconds."""

_UNKNOWN = (
    "Discord refused the token. Make a new one in the developer portal (your application, Bot, "
    "Reset Token), put it into .env as DISCORD_TOKEN, and start again."
)
_INTENTS = (
    "Discord refused what the bot asks to hear (servers and messages to it, nothing privileged). "
    "Look in the developer portal whether the application was restricted, and start again."
)
_SHARDS = (
    "Discord refused how the connection was divided. Start again; if it stays so, there is a "
    "newer version of this bot or of discord.py to install."
)
_FINAL = {
    4004: _UNKNOWN,
    4010: _SHARDS,
    4011: _SHARDS,
    4012: _SHARDS,
    4013: _INTENTS,
    4014: _INTENTS,
}
"""What the gateway's last word means, by its close code; all other codes pass."""

# The number of shards is asked for at each start, so a bot that has outgrown it gets more.
_OUTGROWN = (4010, 4011)

_AWAY = (OSError, aiohttp.ClientError, discord.HTTPException, discord.GatewayNotFound, TimeoutError)
"""What the world does to connections; anything else deserves a traceback."""


class TooManyStarts(ConnectionError):
    """Discord would soon let us begin no more sessions today."""


@dataclass(slots=True)
class Life:
    """One connection from login to its end, and whether it ever came to be ready."""

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
            lost(ended)
            failures = 1 if life.was_ready else failures + 1
            seconds = rest_seconds(failures, self.chance.random())
            log.warning("Discord is away (%s): trying again in %.1f s", ended, seconds)
            await self.pause(seconds)

    async def _lived(self, live: Callable[[Life], Awaitable[None]], life: Life) -> str:
        """Live one life; returns in a word how it ended."""
        try:
            await live(life)
        except Exception as problem:
            sentence = refusal(problem, life.was_ready)
            if sentence:
                raise Denied(sentence) from problem
            kind = type(problem).__name__
            if not isinstance(problem, (*_AWAY, discord.ConnectionClosed)):
                reference = hashlib.sha256(repr(problem).encode()).hexdigest()[:8]
                log.exception("the connection failed, reference %s", reference)
            return kind
        return "closed"


def refusal(problem: Exception, was_ready: bool) -> str:
    """Say to the operator why trying again is of no use; empty when it is."""
    match problem:
        case discord.LoginFailure():
            return _UNKNOWN
        case discord.PrivilegedIntentsRequired():
            return _INTENTS
        case discord.ConnectionClosed(code=code) if was_ready and code in _OUTGROWN:
            return ""
        case discord.ConnectionClosed(code=code):
            return _FINAL.get(code, "")
        case _:
            return ""


def rest_seconds(failures: int, chance: float) -> float:
    """Return how long to rest after so many failures in a row, half of it by chance (0 to 1)."""
    longest: float = min(FIRST_REST_SECONDS * 2 ** min(failures - 1, 16), LONGEST_REST_SECONDS)
    return longest * (0.5 + chance / 2)


def start_pause(limits: SessionStartLimits, wanted: int = 1) -> float:
    """Return for how many seconds to put off sessions: none while half of the day's are left.

    From then on those left are spread over the time until there are new ones.
    """
    until_new_seconds = limits.reset_after / 1000
    if limits.remaining > limits.total // 2:
        return 0.0
    return until_new_seconds * min(wanted / max(limits.remaining, 1), 1.0)


async def wait_to_start(limits: SessionStartLimits, shards: int, pause: Pause) -> None:
    """Wait as long as it takes before a new connection begins its first sessions."""
    seconds = start_pause(limits, shards)
    if seconds:
        log.warning("%d session starts are left: waiting %.0f s", limits.remaining, seconds)
        await pause(seconds)


def hold_back(limits: SessionStartLimits) -> None:
    """Raise TooManyStarts where waiting for one more session would take too long."""
    if start_pause(limits) > BETWEEN_STARTS_SECONDS:
        raise TooManyStarts("too many sessions were begun today")
