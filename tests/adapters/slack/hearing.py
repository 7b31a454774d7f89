"""How Slack is reached, with nobody behind it: what is heard is acknowledged and remembered."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import aiohttp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.app import Ears, Work
from adapters.slack.manifest import manifest
from adapters.slack.socket import SocketMode
from adapters.slack.supervision import Supervision
from adapters.slack.tokens import Tokens
from adapters.slack.web import WebMode
from adapters.slack.wire import Socket, Web, Wire
from adapters.standing import Watch
from bot.errors import Denied
from bot.ports.installations import Installations
from tests.adapters.bots import COMMANDS, NOON
from tests.adapters.slack.fronts import FRONT
from tests.adapters.slack.saying import WORDS
from tests.servers.slack.server import SlackServer
from tests.servers.slack.world import Team

Json = Mapping[str, Any]
PUBLIC = "https://bot.example.org"
Then = Callable[[], Awaitable[None]]


@dataclass
class Ear:
    """Hears everything; `then` is done after the acknowledgement."""

    heard: list[tuple[str, Json]] = field(default_factory=list)
    clients: list[AsyncWebClient] = field(default_factory=list)
    then: Then | None = None
    noticed: Callable[[], None] = lambda: None

    def named(self, kind: str) -> list[Json]:
        """Return what was heard in one way ("command", "action", …)."""
        return [body for what, body in self.heard if what == kind]

    async def on_command(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await self._hear("command", body, client, ack)

    async def on_action(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await self._hear("action", body, client, ack)

    async def on_view(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await self._hear("view", body, client, ack)

    async def on_closed(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await self._hear("closed", body, client, ack)

    async def on_shortcut(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await self._hear("shortcut", body, client, ack)

    async def on_event(self, body: Json, client: AsyncWebClient) -> None:
        await self._hear("event", body, client, None)

    async def _hear(
        self, what: str, body: Json, client: AsyncWebClient, ack: AsyncAck | None
    ) -> None:
        if ack is not None:
            await ack()
        self.heard.append((what, body))
        self.clients.append(client)
        self.noticed()
        if self.then is not None:
            await self.then()


@dataclass
class Line:
    """One mode running; `live` has an entry for each time that people could reach us."""

    server: SlackServer
    ear: Ear = field(default_factory=Ear)
    live: list[Sequence[str] | None] = field(default_factory=list)
    rested: list[float] = field(default_factory=list)
    here: str = ""
    watch: Watch = field(default_factory=lambda: Watch(lambda: NOON))
    client: AsyncWebClient | None = None
    tokens: Tokens | None = None
    running: asyncio.Task[None] = field(init=False)

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        server: SlackServer,
        team: Team,
        *,
        ping_seconds: float = 5.0,
        away_seconds: float = 8.0,
        ready: bool = True,
    ) -> AsyncIterator["Line"]:
        """Run Socket Mode for a workspace, connected unless told otherwise."""
        line = cls(server)
        way = Socket(server.bot_token(team), server.app_token)
        wire = Wire(way, server.api_base, ping_seconds, away_seconds)
        supervision = Supervision(line.rest, random.Random(7))
        mode = SocketMode(wire, way, line.ear, Work(), asyncio.sleep, supervision, line.watch)
        async with line.over(mode):
            if ready:
                await line.until(lambda: line.live and server.sockets.live)
            yield line

    @classmethod
    @asynccontextmanager
    async def listen(
        cls, server: SlackServer, kept: Installations, now: Callable[[], datetime]
    ) -> AsyncIterator["Line"]:
        """Listen to signed requests for all workspaces that let us in."""
        line = cls(server)
        way = Web(server.signing_secret, server.client_id, server.client_secret, PUBLIC, port=0)
        wire = Wire(way, server.api_base)
        mode = WebMode(wire, way, kept, line.ear, Work(), WORDS, FRONT, line.watch, now, line.began)
        server.manifest = manifest(COMMANDS, WORDS, PUBLIC)
        async with line.over(mode):
            await line.until(lambda: line.live)
            yield line

    @asynccontextmanager
    async def over(self, mode: SocketMode | WebMode) -> AsyncIterator[None]:
        """Run one way of reaching Slack."""
        self.ear.noticed = self.server.changes.happened
        async with aiohttp.ClientSession() as session:
            self.running = asyncio.create_task(mode.run(session, Ears(self.met, self.is_live)))
            try:
                yield
            finally:
                await self.stop()

    def began(self, port: int) -> None:
        self.here = f"http://127.0.0.1:{port}"
        self.server.app_url = f"{self.here}/slack/events"

    async def until(self, true: Callable[[], object], within: float = 10.0) -> None:
        """Wait like the server, but raise what ended the line if it has ended."""
        waiting = asyncio.ensure_future(self.server.until(true, within))
        await asyncio.wait({waiting, self.running}, return_when=asyncio.FIRST_COMPLETED)
        if not waiting.done():
            waiting.cancel()
            self.running.result()
        await waiting

    async def stop(self) -> None:
        """End it as a stop of the process does."""
        self.running.cancel()
        with suppress(asyncio.CancelledError, Denied):
            await self.running

    def met(self, client: AsyncWebClient, tokens: Tokens) -> None:
        self.client, self.tokens = client, tokens

    async def is_live(self, teams: Sequence[str] | None) -> None:
        self.live.append(teams)
        self.server.changes.happened()

    async def rest(self, seconds: float) -> None:
        """Rest for no time at all, but give the loop to others."""
        self.rested.append(seconds)
        self.server.changes.happened()
        await asyncio.sleep(0)
