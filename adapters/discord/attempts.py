"""Calls that answer an interaction, tried again while nobody can know whether they arrived."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any

import aiohttp
import discord

log = logging.getLogger(__name__)

Call = Callable[[], Awaitable[object]]
Pause = Callable[[float], Awaitable[None]]

PAUSES = (0.1, 0.4)
"""Seconds between tries: the interaction must be acknowledged within three."""

LONGEST_SECONDS = 10.0
"""How long a call may hang, or the library may go on trying, before it counts as broken."""

BROKEN = (aiohttp.ClientError, OSError)
"""A connection that ended, so that the call may or may not have been carried out; or no answer."""

CLOSED = (RuntimeError,)
"""A client that has ended meanwhile; whatever is left to say goes through the next one."""

UNSENT = (aiohttp.ClientConnectorError,)
"""A connection that never came about, so that nothing was carried out."""

ACKNOWLEDGED = 40060
UNKNOWN_MESSAGE = 10008


class Outcome(StrEnum):
    """What became of an acknowledgement."""

    OURS = "ours"
    """Discord took it."""

    EARLIER = "earlier"
    """This interaction had been acknowledged before, and not by a try that we know of."""

    REFUSED = "refused"
    """It is too late, or Discord does not take it."""


async def acknowledge(interaction: discord.Interaction[Any], call: Call, pause: Pause) -> Outcome:
    """Make the one first response of an interaction."""
    for seconds in (*PAUSES, None):
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                await call()
        except BROKEN as problem:
            _note(interaction, problem)
            if seconds is not None:
                await pause(seconds)
            continue
        except discord.HTTPException as problem:
            _note(interaction, problem)
            if problem.code != ACKNOWLEDGED:
                return Outcome.REFUSED
            # After a break of the connection it is our own call that had arrived after all.
            return Outcome.EARLIER if seconds == PAUSES[0] else Outcome.OURS
        except CLOSED as problem:
            _note(interaction, problem)
            return Outcome.REFUSED
        except (TypeError, LookupError):
            # Discord took it, and the library could not read what it said to that.
            if not interaction.response.is_done():
                raise
        return Outcome.OURS
    return Outcome.REFUSED


async def follow(
    interaction: discord.Interaction[Any], call: Call, pause: Pause, *, twice: bool
) -> int | None:
    """Make a call after the first response; return None if it worked, else Discord's code or 0.

    Where a break leaves open whether it worked, it is tried again only if `twice` does no harm.
    """
    for seconds in (*PAUSES, None):
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                await call()
        except BROKEN as problem:
            _note(interaction, problem)
            if seconds is None or not (twice or isinstance(problem, UNSENT)):
                return 0
            await pause(seconds)
            continue
        except discord.HTTPException as problem:
            _note(interaction, problem)
            return problem.code
        except CLOSED as problem:
            _note(interaction, problem)
            return 0
        return None
    return 0


def _note(interaction: discord.Interaction[Any], problem: Exception) -> None:
    code = problem.code if isinstance(problem, discord.HTTPException) else ""
    kind = type(problem).__name__
    log.info("a response to interaction %s failed: %s %s", interaction.id, kind, code)
