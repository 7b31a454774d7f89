"""Waiting for something to become true, woken by each change and never by a clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Changes:
    """Everybody who waits looks again whenever anything in the server changes."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def happened(self) -> None:
        """Wake everybody who waits."""
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)
        self._waiting.clear()

    async def until(self, true: Callable[[], object], within: float, what: str) -> None:
        """Return once `true()` holds; AssertionError with `what` after `within` seconds."""
        try:
            async with asyncio.timeout(within):
                while not true():
                    await self._next()
        except TimeoutError:
            raise AssertionError(f"not within {within} s: {what}") from None

    async def _next(self) -> None:
        waiting = asyncio.get_running_loop().create_future()
        self._waiting.add(waiting)
        try:
            await waiting
        finally:
            self._waiting.discard(waiting)
