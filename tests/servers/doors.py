"""A port that can really refuse connections and later be open again."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
LARGEST_BODY: Final = 64 * 1024 * 1024
RESET_AT_ONCE: Final = struct.pack("ii", 1, 0)


class Door:
    """One port on 127.0.0.1; between `shut` and `open` the port stays ours and refuses."""

    def __init__(self, handler: Handler) -> None:
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_route("*", "/{path:.*}", handler)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        self._site: web.SockSite | None = None
        self._socket: socket.socket | None = None
        self.port = 0

    async def open(self) -> None:
        """Listen."""
        if self._site is not None:
            return
        if self._runner.server is None:
            await self._runner.setup()
            self._socket = _bound(0)
            self.port = self._socket.getsockname()[1]
        assert self._socket is not None
        self._site = web.SockSite(self._runner, self._socket, backlog=256)
        await self._site.start()

    async def shut(self) -> None:
        """Refuse new connections and break those that are open."""
        if self._site is None:
            return
        await self._site.stop()
        self._site = None
        self._break_all()
        self._socket = _bound(self.port)

    async def close(self) -> None:
        """Give the port back for good."""
        self._break_all()
        await self._runner.cleanup()
        if self._socket is not None:
            self._socket.close()

    def _break_all(self) -> None:
        if self._runner.server is None:
            return
        for connection in self._runner.server.connections:
            if connection.transport is not None:
                connection.transport.abort()


def reset(request: web.Request) -> web.Response:
    """Break the connection of a request with a reset; the response returned goes nowhere."""
    transport = request.transport
    if transport is not None:
        wire = transport.get_extra_info("socket")
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_AT_ONCE)
        assert isinstance(transport, asyncio.WriteTransport)
        transport.abort()
    return web.Response()


def _bound(port: int) -> socket.socket:
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind(("127.0.0.1", port))
    return bound
