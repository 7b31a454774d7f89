"""Socket Mode: hands out addresses, delivers envelopes, and fails on order."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from tests.servers.doors import Door
from tests.servers.slack import limits
from tests.servers.slack.attempts import Attempt
from tests.servers.slack.connections import Connection, envelope_of
from tests.servers.slack.errors import SlackError

if TYPE_CHECKING:
    from tests.servers.slack.deeds import Deed
    from tests.servers.slack.server import SlackServer

Json = dict[str, Any]


class Sockets:
    """Socket Mode and its faults.

    `opened`     how many sockets were opened so far
    `issued`     how many addresses were handed out
    `refused`    how many sockets were turned away (a dead, used or refused address)
    `acks`       every acknowledgement, as it came
    `envelopes`  everything sent, in order
    """

    def __init__(self, server: SlackServer) -> None:
        self._server = server
        self._door = Door(self._handle)
        self._connections: list[Connection] = []
        self._awaited: dict[str, asyncio.Future[Json | None]] = {}
        self._tickets: set[str] = set()
        self._dead_addresses = 0
        self._refusals = 0
        self._doubled = 0
        self._held: list[tuple[Connection, Json]] | None = None
        self._left_out: list[tuple[str, ...]] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._turn = 0
        self.token_works = True
        self.enabled = True
        self.opened = 0
        self.issued = 0
        self.refused = 0
        self.acks: list[Json] = []
        self.envelopes: list[Json] = []

    @property
    def port(self) -> int:
        """Return the port, which stays the same from `open` to the end."""
        return self._door.port

    @property
    def live(self) -> int:
        """Return how many sockets are open, said hello and are not asked to leave."""
        return len(self._usable())

    @property
    def pings(self) -> int:
        """Return how many pings the open sockets have sent."""
        return sum(connection.pings for connection in self._connections)

    # Faults

    def warns(self) -> None:
        """Say that the sockets will be closed in ten seconds (`warning`)."""
        self._disconnect("warning")

    def asks_refresh(self) -> None:
        """Ask every socket to be replaced (`refresh_requested`)."""
        self._disconnect("refresh_requested")

    def disables_link(self) -> None:
        """Switch Socket Mode off (`link_disabled`), until `enables_link`."""
        self.enabled = False
        self._disconnect("link_disabled")

    def enables_link(self) -> None:
        """Switch Socket Mode on again."""
        self.enabled = True

    def hands_out_dead_addresses(self, times: int = 1) -> None:
        """Hand out addresses at which nobody listens."""
        self._dead_addresses = times

    def refuses(self, times: int = 1) -> None:
        """Answer 503 to the next sockets that are opened (their address is used up)."""
        self._refusals = times

    def refuses_token(self) -> None:
        """Let the app token be worth nothing: `invalid_auth`, and every socket is closed."""
        self.token_works = False
        self.closes()

    def closes(self, code: int = 1000) -> None:
        """Close every socket properly."""
        for connection in self._connections:
            self._start(self._close(connection, code))

    def breaks(self) -> None:
        """Cut every connection without a close frame."""
        for connection in self._connections:
            if connection.transport is not None:
                connection.transport.abort()

    def goes_silent(self) -> None:
        """Keep the present sockets open, and say nothing any more, not even to pings."""
        for connection in self._connections:
            connection.silent = True

    def doubles(self, times: int = 1) -> None:
        """Send the next envelopes twice."""
        self._doubled = times

    def holds(self) -> None:
        """Keep envelopes back until `releases`; their deadline does not wait."""
        self._held = []

    def releases(self, *, reverse: bool = False) -> None:
        """Send what was kept back, in order or the last one first."""
        held, self._held = self._held or [], None
        for connection, envelope in reversed(held) if reverse else held:
            self._start(connection.send(envelope))

    def leaves_out(self, *fields: str) -> None:
        """Send the next envelope without these fields ("payload", "envelope_id", …)."""
        self._left_out.append(fields)

    def sends_raw(self, frame: Json) -> None:
        """Send any frame to every socket."""
        for connection in self._connections:
            self._start(connection.send(frame))

    async def down(self) -> None:
        """Refuse connections on the port, and break those that are open."""
        await self._door.shut()

    async def up(self) -> None:
        """Listen (again)."""
        await self._door.open()

    async def close(self) -> None:
        """End."""
        for task in self._tasks:
            task.cancel()
        self.breaks()
        await self._door.close()

    # Delivering

    def address(self, token: str | None) -> str:
        """Hand out an address, good for one socket; SlackError for a wrong token."""
        if token != self._server.app_token or not self.token_works:
            raise SlackError("invalid_auth" if token else "not_authed")
        if not self.enabled:
            raise SlackError("connection_disabled")
        self.issued += 1
        ticket = f"ticket-{self.issued}"
        if self._dead_addresses:
            self._dead_addresses -= 1
            return f"ws://127.0.0.1:{self.port}/dead/?ticket={ticket}"
        self._tickets.add(ticket)
        return f"ws://127.0.0.1:{self.port}/link/?ticket={ticket}&app_id={self._server.app_id}"

    async def attempt(self, deed: Deed, number: int, reason: str | None) -> Attempt:
        """Deliver once and wait for the acknowledgement."""
        usable = self._usable()
        if not usable:
            return Attempt("connection_failed", excused=True)
        self._turn += 1
        connection = usable[self._turn % len(usable)]
        name = f"envelope-{self._server.ids.number()}"
        awaited: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        self._awaited[name] = awaited
        await self._send(connection, envelope_of(name, deed, number, reason))
        try:
            ack = await asyncio.wait_for(awaited, self._server.patience)
        except TimeoutError:
            gone = connection.silent or connection.socket.closed
            return Attempt("timeout", excused=gone or self._held is not None)
        return Attempt(None, ack)

    async def _send(self, connection: Connection, envelope: Json) -> None:
        if self._left_out:
            left_out = self._left_out.pop(0)
            envelope = {key: value for key, value in envelope.items() if key not in left_out}
        self.envelopes.append(envelope)
        copies = 2 if self._doubled else 1
        self._doubled -= copies - 1
        for _ in range(copies):
            if self._held is not None:
                self._held.append((connection, envelope))
            else:
                await connection.send(envelope)

    def _usable(self) -> list[Connection]:
        return [c for c in self._connections if c.greeted and not c.leaving and not c.socket.closed]

    def _disconnect(self, reason: str) -> None:
        frame = {"type": "disconnect", "reason": reason, "debug_info": {"host": "loopback"}}
        for connection in self._connections:
            connection.leaving = True
            self._start(connection.send(frame))
        self._server.changes.happened()

    async def _close(self, connection: Connection, code: int) -> None:
        connection.leaving = True
        await connection.socket.close(code=code)

    def _start(self, doing: Any) -> None:
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # Listening

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if request.path != "/link/" or ticket not in self._tickets:
            return self._turned_away(404, "no such link")
        self._tickets.discard(ticket)
        if self._refusals:
            self._refusals -= 1
            return self._turned_away(503, "no healthy upstream")
        socket = web.WebSocketResponse(timeout=0.2, autoping=False, max_msg_size=0)
        await socket.prepare(request)
        await self._serve(Connection(socket, request.transport))
        return socket

    def _turned_away(self, status: int, why: str) -> web.Response:
        self.refused += 1
        self._server.changes.happened()
        return web.Response(status=status, text=why)

    async def _serve(self, connection: Connection) -> None:
        self.opened += 1
        staying = [c for c in self._connections if not c.leaving and not c.socket.closed]
        crowded = len(staying) >= limits.SOCKETS
        self._connections.append(connection)
        await connection.send(self._refusal() if crowded else self._hello())
        connection.greeted = not crowded
        connection.leaving = crowded
        self._server.changes.happened()
        try:
            async for message in connection.socket:
                if message.type is WSMsgType.PING and not connection.silent:
                    connection.pings += 1
                    self._server.changes.happened()
                    await connection.socket.pong(message.data)
                elif message.type is WSMsgType.TEXT and not connection.silent:
                    self._hear(message.data)
        finally:
            self._connections.remove(connection)
            self._server.changes.happened()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "debug_info": {"host": "loopback", "approximate_connection_time": 18_060},
            "connection_info": {"app_id": self._server.app_id},
        }

    def _refusal(self) -> Json:
        self._server.breach(f"more than {limits.SOCKETS} sockets")
        return {"type": "disconnect", "reason": "too_many_websockets"}

    def _hear(self, text: str) -> None:
        try:
            frame = json.loads(text)
            name = frame["envelope_id"]
        except (ValueError, KeyError, TypeError):
            self._server.breach(f"socket: a frame that acknowledges nothing: {text[:100]}")
            return
        self.acks.append(frame)
        awaited = self._awaited.get(name)
        if awaited is None:
            self._server.breach(f"socket: {name!r} was never sent")
        elif not awaited.done():
            payload = frame.get("payload")
            awaited.set_result(payload if isinstance(payload, dict) and payload else None)
        self._server.changes.happened()
