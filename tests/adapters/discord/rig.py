"""The adapter at work: the real client over a loopback Discord, and a bot of the test's own."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discord.platform import DiscordPlatform
from adapters.discord.supervision import Supervision
from adapters.discord.wire import Wire
from bot.answers import Answer
from bot.commands import Command
from bot.errors import Denied
from bot.events import Event
from bot.ports.platform import Handle
from bot.ui.card import Confirm
from tests.adapters.bots import COMMANDS, NOON, Bot
from tests.adapters.discord.saying import WORDS
from tests.servers.discord.server import DiscordServer

__all__ = ["COMMANDS", "NOON", "SETTLE_SECONDS", "Bot", "Rig", "nothing_asked"]

SETTLE_SECONDS = 0.05


def nothing_asked(packed: str) -> Confirm | None:
    """Ask nobody whether they are sure."""
    return None


@dataclass
class Rig:
    """A platform running over a server; `handle` is the bot's, and may be changed at any time.

    `said` is what it said on becoming ready, `rested` for how long it was to rest between lives.
    """

    server: DiscordServer
    handle: Handle
    commands: Sequence[Command] = COMMANDS
    question: Callable[[str], Confirm | None] = nothing_asked
    now: Callable[[], datetime] = lambda: NOON
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    settle_seconds: float = SETTLE_SECONDS
    silence_seconds: float = 60.0
    host: str = "127.0.0.1"
    said: list[str] = field(default_factory=list)
    rested: list[float] = field(default_factory=list)
    platform: DiscordPlatform = field(init=False)
    running: asyncio.Task[None] = field(init=False)

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        handle: Handle,
        *,
        server: DiscordServer | None = None,
        commands: Sequence[Command] = COMMANDS,
        question: Callable[[str], Confirm | None] = nothing_asked,
        now: Callable[[], datetime] = lambda: NOON,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        silence_seconds: float = 60.0,
        host: str = "127.0.0.1",
        ready: bool = True,
    ) -> AsyncIterator["Rig"]:
        """Run a platform, ready unless told otherwise; at the end nothing must be held against it.

        A server handed in stays open; else there is one of the rig's own.
        """
        async with _server(server) as world, laid():
            rig = cls(world, handle, commands, question, now, pause)
            rig.silence_seconds, rig.host = silence_seconds, host
            rig.start()
            try:
                if ready:
                    await rig.ready(1)
                    await rig.until(lambda: not commands or world.commands.of(None))
                yield rig
            finally:
                await rig.stop()
            world.check()

    def start(self) -> None:
        """Make a platform and let it run."""
        server = self.server
        wire = Wire(
            server.token,
            server.api_base.replace("127.0.0.1", self.host),
            server.gateway_url,
            settle_seconds=self.settle_seconds,
            silence_seconds=self.silence_seconds,
        )
        self.platform = DiscordPlatform(
            wire,
            WORDS,
            self.question,
            self.now,
            self.pause,
            Supervision(self._rest, random.Random(7)),
            self._ready,
        )
        self.running = asyncio.create_task(self.platform.run(self._handle, self.commands))

    async def ready(self, times: int | None = None) -> None:
        """Return once the platform has said that it is live, `times` times in all."""
        wanted = len(self.said) + 1 if times is None else times
        await self.until(lambda: len(self.said) >= wanted)

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
async def _server(server: DiscordServer | None) -> AsyncIterator[DiscordServer]:
    if server is not None:
        yield server
        return
    async with DiscordServer.open() as own:
        yield own


@asynccontextmanager
async def laid() -> AsyncIterator[None]:
    """Give the library its own addresses back at the end."""
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, yarl.URL(str(gateway))
