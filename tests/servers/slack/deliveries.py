"""Deliveries: attempts, the deadline of the acknowledgement, and trying again."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from tests.servers.slack import answers
from tests.servers.slack.attempts import Attempt
from tests.servers.slack.deeds import Deed, Kind
from tests.servers.slack.hooks import Hooks

if TYPE_CHECKING:
    from tests.servers.slack.server import SlackServer


class Deliveries:
    """Everything on its way to the app, over Socket Mode or signed HTTP."""

    def __init__(self, server: SlackServer) -> None:
        self._server = server
        self._tasks: set[asyncio.Task[None]] = set()
        self._hurry = asyncio.Event()
        self.hooks = Hooks(server)

    def send(self, deed: Deed) -> Deed:
        """Deliver something, at once and in the background."""
        self._server.deeds.append(deed)
        self._start(self._deliver(deed))
        return deed

    def repeat(self, deed: Deed) -> None:
        """Deliver something once more, with the same ids."""
        self._start(self._again(deed))

    def hurry(self) -> None:
        """End all waiting between attempts, now and later."""
        self._hurry.set()

    async def close(self) -> None:
        """Stop everything."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.hooks.close()

    def _start(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            self._server.breach(f"the loopback server itself: {task.exception()!r}")

    async def _deliver(self, deed: Deed) -> None:
        waits = self._server.retry_waits if deed.kind is Kind.EVENT else ()
        attempt = await self._attempt(deed, 0, None)
        for number, wait in enumerate(waits, start=1):
            if attempt.reason is None or attempt.final:
                break
            await self._wait(wait)
            attempt = await self._attempt(deed, number, attempt.reason)
        deed.given_up = attempt.reason is not None
        self._server.changes.happened()

    async def _again(self, deed: Deed) -> None:
        await self._attempt(deed, deed.attempts, "timeout" if deed.kind is Kind.EVENT else None)

    async def _attempt(self, deed: Deed, number: int, reason: str | None) -> Attempt:
        deed.attempts += 1
        over_socket = self._server.by_socket
        way = self._server.sockets.attempt if over_socket else self.hooks.attempt
        attempt = await way(deed, number, reason)
        if attempt.reason is None:
            first = deed.acknowledged_after is None
            deed.acknowledge(attempt.ack)
            if first:
                answers.take(deed, attempt.ack)
        else:
            deed.failed = attempt.reason
            if not attempt.excused:
                self._server.breach(
                    f"{deed.what} was not acknowledged: {attempt.reason} {attempt.detail}"
                )
        self._server.changes.happened()
        return attempt

    async def _wait(self, seconds: float) -> None:
        if seconds <= 0:
            return
        try:
            await asyncio.wait_for(self._hurry.wait(), seconds)
        except TimeoutError:
            return
