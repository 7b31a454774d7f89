"""Gateway sessions: what was sent in each, so that a client that comes back misses nothing."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

if TYPE_CHECKING:
    from tests.servers.discord.gateway import Gateway

KEPT: Final = 2000
Frame = Callable[[], str]


class Connection:
    """One websocket and what is still to be written to it."""

    def __init__(
        self,
        gateway: Gateway,
        socket: web.WebSocketResponse,
        transport: asyncio.Transport | None,
    ) -> None:
        self.gateway = gateway
        self.socket = socket
        self.transport = transport
        self.session: Session | None = None
        self.silent = False
        self.caught_up = False
        self.closed_by_us = False
        self._outbox: asyncio.Queue[Frame | int | None] = asyncio.Queue()

    def send(self, frame: Frame) -> None:
        """Write a frame, after all that were sent before."""
        self._outbox.put_nowait(frame)

    def send_op(self, op: int, data: Any = None) -> None:
        """Write a frame that is no event."""
        self.send(lambda: json.dumps({"op": op, "d": data, "s": None, "t": None}))

    def mark(self) -> None:
        """Be `caught_up` once all that was sent so far is written."""
        self._outbox.put_nowait(None)

    def close(self, code: int) -> None:
        """Close with this code, after all that was sent before."""
        self._outbox.put_nowait(code)

    async def write(self) -> None:
        """Write what is sent, until closed."""
        while not self.socket.closed:
            item = await self._outbox.get()
            if item is None:
                self.caught_up = True
                self.gateway.changed()
            elif isinstance(item, int):
                self.closed_by_us = True
                await self.socket.close(code=item)
            elif not self.silent:
                await self._write(item())

    async def _write(self, text: str) -> None:
        try:
            await self.socket.send_str(text)
        except ConnectionError:
            # The client left; the session keeps what it has not read.
            return


class Session:
    """What one shard was told, by number; `connection` is None while the client is away."""

    def __init__(self, name: str, shard: int, shards: int, intents: int) -> None:
        self.name = name
        self.shard = shard
        self.shards = shards
        self.intents = intents
        self.connection: Connection | None = None
        self._sequence = 0
        self._kept: deque[tuple[int, Frame]] = deque(maxlen=KEPT)

    def dispatch(self, name: str, data: Any) -> None:
        """Send an event; `data` may be a function, asked when it is written."""
        self._sequence += 1
        sequence = self._sequence

        def frame() -> str:
            told = data() if callable(data) else data
            return json.dumps({"op": 0, "s": sequence, "t": name, "d": told})

        self._kept.append((sequence, frame))
        if self.connection is not None:
            self.connection.send(frame)

    def replay(self, after: int) -> int:
        """Send again everything after this number; return how many events that were."""
        assert self.connection is not None
        missed = [frame for sequence, frame in self._kept if sequence > after]
        for frame in missed:
            self.connection.send(frame)
        return len(missed)

    def has(self, sequence: int) -> bool:
        """Say whether a client that has read so far can be told the rest."""
        oldest = self._kept[0][0] if self._kept else self._sequence + 1
        return oldest - 1 <= sequence <= self._sequence
