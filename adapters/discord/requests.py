"""Asking Discord for something: only while we may, patiently, and with its errors judged."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

import aiohttp
import discord

from adapters.discord.faults import A_WHILE, Trouble, Verdict, judge
from adapters.discord.pacing import Budget
from adapters.discord.traffic import INVALID, Traffic, Try
from bot.errors import TryLater

log = logging.getLogger(__name__)

T = TypeVar("T")
FAILURES = (discord.DiscordException, aiohttp.ClientError, OSError, RuntimeError)
Asking = Callable[[discord.Client], Coroutine[Any, Any, T]]

PAUSES: Final = (0.5, 2.0)
"""Seconds before the second and the third try of something nobody is to blame for."""

PATIENCE_SECONDS: Final = 8.0
"""How long one try may take, unless discord.py only holds a good answer back."""

ENOUGH: Final = timedelta(seconds=15)
"""After this long no other try is begun, so that the letters beside this one need not wait."""


class Declined(Exception):
    """Discord will not do it, and asking once more changes nothing."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.name)
        self.verdict = verdict


@dataclass(slots=True)
class Requests:
    """Requests over whichever client there is; `refused` is told when its token is not known."""

    client: Callable[[], discord.Client | None]
    now: Callable[[], datetime]
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    refused: Callable[[], None] = lambda: None
    patience: float = PATIENCE_SECONDS
    budget: Budget = field(default_factory=Budget)
    traffic: Traffic = field(init=False)
    _unknown: discord.Client | None = None

    def __post_init__(self) -> None:
        self.traffic = Traffic(self.now, self.budget)

    def connected(self) -> discord.Client:
        """Return a client that may be used now; raises TryLater."""
        client = self.client()
        if client is None or client.user is None or client.is_closed():
            raise TryLater("not connected")
        if client is self._unknown:
            raise TryLater("the token is refused")
        shut_until = self.budget.shut_until(self.now())
        if shut_until is not None:
            raise TryLater("Discord refused too much", shut_until)
        return client

    async def ask(self, asking: Asking[T]) -> T:
        """Ask, up to three times while nobody is to blame.

        Raises TryLater, Declined, or as it is what only a mistake of ours explains.
        """
        began = self.now()
        for pause in (*PAUSES, None):
            client = self.connected()
            try:
                return await self._try(client, asking)
            except FAILURES as error:
                verdict = _judged(client, error)
                if verdict.trouble is Trouble.OURS:
                    raise
                if verdict.trouble is not Trouble.AGAIN:
                    raise self._end(verdict) from error
                if pause is None or self.now() - began >= ENOUGH:
                    raise TryLater(verdict.name) from error
            await self.pause(pause)
        raise AssertionError("the last try returns or raises")

    async def _try(self, client: discord.Client, asking: Asking[T]) -> T:
        stand = Try()
        try:
            return await self.traffic.within(self.patience, asking(client), stand)
        except discord.HTTPException as error:
            if stand.status is None and error.status in INVALID:
                # The client was made without our trace.
                self.budget.spend(self.now())
            if judge(error).trouble is Trouble.REFUSED:
                self._unknown = client
            raise

    def _end(self, verdict: Verdict) -> TryLater | Declined:
        """Return what ends a request, once whoever must know of it does."""
        until = self.now() + verdict.after if verdict.after else None
        match verdict.trouble:
            case Trouble.LATER:
                return TryLater(verdict.name, until)
            case Trouble.BLOCKED:
                self.budget.shut(self.now() + A_WHILE)
                return TryLater(verdict.name, self.now() + A_WHILE)
            case Trouble.REFUSED:
                log.error("Discord does not know our token (%s)", verdict.name)
                self.refused()
                return TryLater(verdict.name)
            case _:
                return Declined(verdict)


def _judged(client: discord.Client, error: Exception) -> Verdict:
    if client.is_closed():
        # Whatever it says, it comes of the connection being closed under us.
        return Verdict(Trouble.LATER, "not connected")
    return judge(error)
