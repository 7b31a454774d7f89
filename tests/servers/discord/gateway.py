"""The gateway: identifies clients, tells them what happens, and fails on order."""

from __future__ import annotations

import asyncio
import json
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from aiohttp import WSMsgType, web

from tests.servers.discord import limits, payloads
from tests.servers.discord.sessions import Connection, Session
from tests.servers.doors import Door

if TYPE_CHECKING:
    from tests.servers.discord.server import DiscordServer
    from tests.servers.discord.world import Channel, Guild

Json = dict[str, Any]
GUILD_MESSAGES: Final = 1 << 9
DIRECT_MESSAGES: Final = 1 << 12
LEFT_FOR_GOOD: Final = frozenset({1000, 1001})


class Gateway:
    """The gateway and its faults.

    `heartbeat_interval`  seconds told to the next client
    `shards`              how many shards /gateway/bot recommends
    `identified`          the IDENTIFY payloads so far
    `resumed`             how many events each RESUME was told again
    `heartbeats`          how many heartbeats came
    """

    def __init__(self, server: DiscordServer) -> None:
        self._server = server
        self._door = Door(self._handle)
        self._connections: set[Connection] = set()
        self._sessions: dict[str, Session] = {}
        self._refusals = 0
        self._close_at_identify: list[int] = []
        self.heartbeat_interval = 41.25
        self.shards = 1
        self.identified: list[Json] = []
        self.resumed: list[int] = []
        self.heartbeats = 0
        self.opened = 0

    @property
    def port(self) -> int:
        """Return the port, which stays the same from `open` to the end."""
        return self._door.port

    # Faults

    def closes(self, code: int = 4000) -> None:
        """Close every connection with this code."""
        for connection in self._connections:
            connection.close(code)

    def closes_next(self, code: int, times: int = 1) -> None:
        """Close with this code in answer to the next IDENTIFY or RESUME (4014, 4004, …)."""
        self._close_at_identify += [code] * times

    def asks_reconnect(self) -> None:
        """Ask every client to come back (op 7)."""
        for connection in self._connections:
            connection.send_op(7)

    def invalidates(self, resumable: bool = False) -> None:
        """Declare every session invalid (op 9); unless `resumable`, it is forgotten."""
        for connection in self._connections:
            if connection.session is not None and not resumable:
                self._forget(connection.session)
            connection.send_op(9, resumable)

    def goes_silent(self) -> None:
        """Keep the present connections open, and say nothing any more, not even to heartbeats."""
        for connection in self._connections:
            connection.silent = True

    def breaks(self) -> None:
        """Cut every connection without a close frame."""
        for connection in self._connections:
            transport = connection.transport
            if transport is not None:
                transport.abort()

    def refuses(self, times: int = 1) -> None:
        """Answer 503 to the next connections (a reset would be tried again by aiohttp unseen).

        For connections that the machine itself refuses there is `down`.
        """
        self._refusals = times

    def revokes_token(self) -> None:
        """Let the token be worth nothing: 401 from REST, 4004 here, now and later."""
        self._server.token_works = False
        self.closes(4004)

    async def down(self) -> None:
        """Refuse connections on the port, and break those that are open."""
        await self._door.shut()

    async def up(self) -> None:
        """Listen (again)."""
        await self._door.open()

    async def close(self) -> None:
        """End."""
        self.breaks()
        await self._door.close()

    # Telling

    def is_ready(self) -> bool:
        """Say whether a client is there on every shard and was told its servers."""
        live = [s for s in self._sessions.values() if s.connection and s.connection.caught_up]
        return bool(live) and {s.shard for s in live} >= set(range(live[0].shards))

    def tell(self, guild: Guild | None, name: str, data: Json) -> None:
        """Send an event to the shard of a server, or to the first where it is in none."""
        if guild is None or guild.bot_in:
            self.dispatch(name, data, shard=None if guild is None else guild.id >> 22)

    def tell_message(self, channel: Channel, name: str, data: Json) -> None:
        """Send an event about a message to a client that asked for such events."""
        intent = DIRECT_MESSAGES if channel.guild is None else GUILD_MESSAGES
        shard = None if channel.guild is None else channel.guild.id >> 22
        if channel.guild is None or channel.guild.bot_in:
            self.dispatch(name, data, shard=shard, intent=intent)

    def dispatch(self, name: str, data: Any, *, shard: int | None = 0, intent: int = 0) -> None:
        """Send an event to one shard, counted round; a client that is away gets it on resume."""
        for session in self._sessions.values():
            mine = (shard or 0) % session.shards == session.shard
            if mine and (not intent or session.intents & intent):
                session.dispatch(name, data)
        self.changed()

    def changed(self) -> None:
        """Wake everybody who waits for something."""
        self._server.changes.happened()

    # Listening

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        self.opened += 1
        self.changed()
        if self._refusals:
            self._refusals -= 1
            return web.Response(status=503, text="no healthy upstream")
        socket = web.WebSocketResponse(timeout=0.2, max_msg_size=0)
        await socket.prepare(request)
        connection = Connection(self, socket, request.transport)
        self._connections.add(connection)
        connection.send_op(10, {"heartbeat_interval": int(self.heartbeat_interval * 1000)})
        writer = asyncio.create_task(connection.write())
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._hear(connection, message.data)
        finally:
            writer.cancel()
            self._leave(connection)
        return socket

    def _leave(self, connection: Connection) -> None:
        self._connections.discard(connection)
        session = connection.session
        if session is not None and session.connection is connection:
            session.connection = None
            left = connection.socket.close_code in LEFT_FOR_GOOD
            if left and not connection.closed_by_us:
                self._forget(session)
        self.changed()

    def _forget(self, session: Session) -> None:
        self._sessions.pop(session.name, None)

    def _hear(self, connection: Connection, text: str) -> None:
        try:
            frame = json.loads(text)
            op, data = frame["op"], frame.get("d")
        except (ValueError, KeyError, TypeError):
            self._refuse(connection, 4002, "a frame that is no JSON object")
            return
        if op == 1:
            self.heartbeats += 1
            connection.send_op(11)
        elif op in (2, 6):
            self._enter(connection, op, data)
        elif connection.session is None:
            self._refuse(connection, 4003, f"op {op} before IDENTIFY")
        elif op != 3:
            self._refuse(connection, 4001, f"op {op}, which this bot has no need of")
        self.changed()

    def _refuse(self, connection: Connection, code: int, why: str) -> None:
        self._server.breach(f"gateway {code}: {why}")
        connection.close(code)

    def _enter(self, connection: Connection, op: int, data: Json) -> None:
        if data.get("token") != self._server.token or not self._server.token_works:
            connection.close(4004)
        elif self._close_at_identify:
            connection.close(self._close_at_identify.pop(0))
        elif connection.session is not None:
            self._refuse(connection, 4005, "identified twice")
        elif op == 6:
            self._resume(connection, data)
        else:
            self._identify(connection, data)

    def _identify(self, connection: Connection, data: Json) -> None:
        self.identified.append(data)
        intents = data.get("intents")
        shard, shards = data.get("shard") or [0, 1]
        if not isinstance(intents, int) or intents & limits.PRIVILEGED:
            self._refuse(connection, 4014, f"intents {intents}, which are privileged")
            return
        if not 0 <= shard < shards:
            self._refuse(connection, 4010, f"shard {shard} of {shards}")
            return
        if intents != limits.INTENTS:
            self._server.breach(f"IDENTIFY with intents {intents} instead of {limits.INTENTS}")
        session = Session(f"session-{len(self.identified)}", shard, shards, intents)
        for old in [s for s in self._sessions.values() if (s.shard, s.shards) == (shard, shards)]:
            self._forget(old)
        self._sessions[session.name] = session
        session.connection, connection.session = connection, session
        self._tell_everything(session)
        connection.mark()

    def _tell_everything(self, session: Session) -> None:
        guilds = [
            guild
            for guild in self._server.world.guilds.values()
            if guild.bot_in and (guild.id >> 22) % session.shards == session.shard
        ]
        session.dispatch("READY", self._ready(session, guilds))
        for guild in guilds:
            session.dispatch("GUILD_CREATE", partial(payloads.guild, guild))

    def _ready(self, session: Session, guilds: list[Guild]) -> Json:
        return {
            "v": 10,
            "user": payloads.user(self._server.bot),
            "session_id": session.name,
            "resume_gateway_url": self._server.gateway_url,
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "application": {"id": str(self._server.application_id), "flags": 0},
            "shard": [session.shard, session.shards],
        }

    def _resume(self, connection: Connection, data: Json) -> None:
        session = self._sessions.get(str(data.get("session_id")))
        sequence = data.get("seq")
        if session is None or not isinstance(sequence, int) or not session.has(sequence):
            connection.send_op(9, False)
            return
        session.connection, connection.session = connection, session
        self.resumed.append(session.replay(sequence))
        session.dispatch("RESUMED", {})
        connection.mark()
