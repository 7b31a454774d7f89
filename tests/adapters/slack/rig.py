"""The adapter at work: the real Bolt over a loopback Slack, and a bot of the test's own."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime

from adapters.slack.manifest import manifest
from adapters.slack.platform import SlackPlatform
from adapters.slack.supervision import Supervision
from adapters.slack.wire import Socket, Web, Wire
from bot.answers import Answer
from bot.commands import Command
from bot.errors import Denied
from bot.events import Event
from bot.ports.installations import Installations
from bot.ports.pages import Pages
from bot.ports.platform import Handle
from tests.adapters.bots import COMMANDS, NOON, Bot
from tests.adapters.slack.fronts import FRONT
from tests.adapters.slack.saying import WORDS
from tests.servers.slack.server import SlackServer
from tests.servers.slack.world import Team

__all__ = ["COMMANDS", "NOON", "Bot", "Rig"]

PUBLIC = "https://bot.example.org"


@dataclass
class Rig:
    """A platform running over a server; `handle` is the bot's, and may be changed at any time.

    `said` is what it said on becoming ready, `rested` for how long it was to rest between lives;
    `team` is the workspace whose token it has.
    """

    server: SlackServer
    team: Team
    handle: Handle
    commands: Sequence[Command] = COMMANDS
    now: Callable[[], datetime] = lambda: NOON
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    ping_seconds: float = 5.0
    away_seconds: float = 8.0
    kept: Installations | None = None
    pages: Pages | None = None
    said: list[str] = field(default_factory=list)
    rested: list[float] = field(default_factory=list)
    here: str = ""
    platform: SlackPlatform = field(init=False)
    running: asyncio.Task[None] = field(init=False)

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        handle: Handle,
        *,
        server: SlackServer | None = None,
        team: Team | None = None,
        commands: Sequence[Command] = COMMANDS,
        now: Callable[[], datetime] = lambda: NOON,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        ping_seconds: float = 5.0,
        away_seconds: float = 8.0,
        kept: Installations | None = None,
        ready: bool = True,
    ) -> AsyncIterator["Rig"]:
        """Run a platform, ready unless told otherwise; at the end nothing must be held against it.

        A server handed in stays open; else there is one of the rig's own, with one workspace. With
        `kept` it listens to signed requests, and has to be let in first.
        """
        async with _server(server) as world:
            home = team or world.team("Harbour")
            world.manifest = manifest(commands, WORDS, PUBLIC if kept else "")
            rig = cls(world, home, handle, commands, now, pause)
            rig.ping_seconds, rig.away_seconds, rig.kept = ping_seconds, away_seconds, kept
            rig.start()
            try:
                if ready:
                    await rig.ready(1)
                yield rig
            finally:
                await rig.stop()
            world.check()

    def start(self) -> None:
        """Make a platform and let it run."""
        wire = Wire(self._way(), self.server.api_base, self.ping_seconds, self.away_seconds)
        self.platform = SlackPlatform(
            wire,
            WORDS,
            self.now,
            self.pause,
            Supervision(self._rest, random.Random(7)),
            self._ready,
            self.kept,
            self._began,
            FRONT,
            self.pages,
        )
        self.running = asyncio.create_task(self.platform.run(self._handle, self.commands))

    async def ready(self, times: int | None = None) -> None:
        """Return once the platform has said that it is live, `times` times in all."""
        wanted = len(self.said) + 1 if times is None else times
        await self.until(lambda: len(self.said) >= wanted and self._is_reached)

    async def until(self, true: Callable[[], object]) -> None:
        """Wait like the server, but raise what ended the platform if it has ended."""
        waiting = asyncio.ensure_future(self.server.until(true))
        await asyncio.wait({waiting, self.running}, return_when=asyncio.FIRST_COMPLETED)
        if not waiting.done():
            waiting.cancel()
            self.running.result()
        await waiting

    async def restart(self) -> None:
        """End the platform and start a new one, which knows nothing of the old, until ready."""
        await self.stop()
        self.start()
        await self.ready()

    async def stop(self) -> None:
        """End the platform as a stop of the process does."""
        self.running.cancel()
        with suppress(asyncio.CancelledError, Denied):
            await self.running

    @property
    def _is_reached(self) -> bool:
        return self.kept is not None or self.server.sockets.live > 0

    def _way(self) -> Socket | Web:
        server = self.server
        if self.kept is None:
            return Socket(server.bot_token(self.team), server.app_token)
        return Web(server.signing_secret, server.client_id, server.client_secret, PUBLIC, port=0)

    def _began(self, port: int) -> None:
        self.here = f"http://127.0.0.1:{port}"
        self.server.app_url = f"{self.here}/slack/events"

    async def _rest(self, seconds: float) -> None:
        """Rest for no time at all, but give the loop to others."""
        self.rested.append(seconds)
        self.server.changes.happened()
        await asyncio.sleep(0)

    async def _handle(self, event: Event) -> Answer:
        try:
            return await self.handle(event)
        finally:
            # Whoever waits for the server to change may be waiting for this.
            self.server.changes.happened()

    def _ready(self, sentence: str) -> None:
        self.said.append(sentence)
        self.server.changes.happened()


@asynccontextmanager
async def _server(server: SlackServer | None) -> AsyncIterator[SlackServer]:
    if server is not None:
        yield server
        return
    async with SlackServer.open() as own:
        yield own
