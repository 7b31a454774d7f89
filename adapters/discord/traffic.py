"""What passes over the wire: how each try of ours stands, and every invalid answer counted.

discord.py waits for rate limits inside a request and tells nobody, but a trace sees each answer.
"""

import asyncio
from collections.abc import Callable, Coroutine
from contextvars import ContextVar, copy_context
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any, Final, TypeVar

import aiohttp
import discord

from adapters.discord.pacing import Budget

T = TypeVar("T")

INVALID: Final = frozenset({401, 403, 429})
LONGEST_HELD: Final = 40.0
"""Seconds that discord.py may hold a good answer back until its bucket is full again."""


@dataclass(slots=True, eq=False)
class Try:
    """How a request of ours stands: what was answered last, None before that."""

    status: int | None = None
    is_global: bool = False
    after: float = 0.0

    @property
    def is_done(self) -> bool:
        """Say whether Discord did what we asked and only discord.py still waits."""
        return self.status is not None and self.status < 300

    @property
    def holds_all(self) -> bool:
        """Say whether it must not be cancelled: all other requests wait for it to go on."""
        return self.status == 429 and self.is_global


_trying: ContextVar[Try | None] = ContextVar("trying", default=None)


@dataclass(slots=True)
class Traffic:
    """Watches the requests of a client that was made with its trace."""

    now: Callable[[], datetime]
    budget: Budget

    def trace(self) -> aiohttp.TraceConfig:
        """Make what a client takes as its `http_trace`, one for each client."""
        config = aiohttp.TraceConfig()
        config.on_request_start.append(self._asked)
        config.on_request_end.append(self._answered)
        return config

    async def within(self, seconds: float, asking: Coroutine[Any, Any, T], stand: Try) -> T:
        """Do as asked, in a task of its own; TimeoutError or RateLimited if it takes too long."""
        context = copy_context()
        context.run(_trying.set, stand)
        task = asyncio.create_task(asking, context=context)
        try:
            await self._wait(task, seconds, stand)
        finally:
            if not task.done() and not stand.holds_all:
                task.cancel()
        await asyncio.wait({task})
        if not task.cancelled():
            return task.result()
        if stand.status == 429:
            raise discord.RateLimited(stand.after)
        raise TimeoutError

    async def _wait(self, task: asyncio.Task[T], seconds: float, stand: Try) -> None:
        await asyncio.wait({task}, timeout=seconds)
        if not task.done() and stand.is_done:
            await asyncio.wait({task}, timeout=LONGEST_HELD)
        while not task.done() and stand.holds_all:
            await asyncio.wait({task}, timeout=seconds)

    async def _asked(
        self,
        session: aiohttp.ClientSession,
        context: SimpleNamespace,
        params: aiohttp.TraceRequestStartParams,
    ) -> None:
        stand = _trying.get()
        if stand is not None:
            stand.status, stand.is_global, stand.after = None, False, 0.0

    async def _answered(
        self,
        session: aiohttp.ClientSession,
        context: SimpleNamespace,
        params: aiohttp.TraceRequestEndParams,
    ) -> None:
        status, headers = params.response.status, params.response.headers
        if status in INVALID and headers.get("X-RateLimit-Scope") != "shared":
            self.budget.spend(self.now())
        stand = _trying.get()
        if stand is not None:
            stand.status = status
            stand.is_global = headers.get("X-RateLimit-Global", "").lower() == "true"
            stand.after = _seconds(headers.get("Retry-After", ""))


def _seconds(header: str) -> float:
    try:
        return max(float(header), 0.0)
    except ValueError:
        return 0.0
