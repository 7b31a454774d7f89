"""A town on Discord for tests: the whole house behind it, time in hand, and everybody in reach."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from adapters.console.passing import Passing
from adapters.console.script import parse
from bot.clock import ManualClock
from bot.views import sure
from tests.adapters.discord.backstage import Backstage, answered
from tests.adapters.discord.playing import Player, Stage
from tests.adapters.discord.rig import Rig
from tests.servers.discord.messages import Message
from tests.servers.discord.people import User
from tests.servers.discord.server import DiscordServer
from tests.servers.discord.world import Channel, Guild
from tests.talking import MONDAY, WORDS

OAKS = """
ana #oaks: /circle
ana #oaks: [Found a circle]
ana: {Name = Oaks; Day of the week = Monday; Time = 18:00; Time zone = UTC; Seats = 5}
ana: [Go on]
ana: {Term = 6 weeks}
"""
"""Ana founds a circle in #oaks that meets on Mondays at six in the evening, UTC."""


@dataclass
class Harbour:
    """A server named Harbour, the bot in it, and the house behind the bot."""

    server: DiscordServer
    guild: Guild
    clock: ManualClock
    behind: Backstage
    rig: Rig
    player: Player

    @classmethod
    @asynccontextmanager
    async def open(
        cls, folder: Path, at: datetime = MONDAY, zone: str = "UTC"
    ) -> AsyncIterator["Harbour"]:
        """Put the house up and let the bot in; at the end nothing must be held against it."""
        clock = ManualClock(at)
        behind = Backstage(folder, clock, zone)
        await behind.put_up()
        try:
            async with DiscordServer.open(now=at) as server:
                guild = server.guild("Harbour")
                async with Rig.open(
                    behind.house.app.handle,
                    server=server,
                    commands=WORDS.commands,
                    question=partial(sure.question, WORDS.texts),
                    now=clock.now,
                ) as rig:
                    yield cls._of(server, guild, clock, behind, rig)
        finally:
            await behind.take_down()

    @classmethod
    def _of(
        cls, server: DiscordServer, guild: Guild, clock: ManualClock, behind: Backstage, rig: Rig
    ) -> "Harbour":
        behind.house.platforms[rig.platform.name] = rig.platform

        async def restart() -> None:
            await rig.stop()
            await behind.take_down()
            await raise_again()

        async def raise_again() -> None:
            await behind.put_up()
            rig.handle = behind.house.app.handle
            rig.start()
            await rig.ready()
            behind.house.platforms[rig.platform.name] = rig.platform

        passing = Passing(clock, behind.advance, behind.zone)
        stage = Stage(server, guild, passing, behind.zones, restart, answered)
        return cls(server, guild, clock, behind, rig, Player(stage))

    async def play(self, text: str) -> None:
        """Let people do what a dialogue says."""
        await self.player.play(parse(text))

    async def passes(self, **span: float) -> None:
        """Let time pass, and everything happen that falls due."""
        await self.behind.advance(self.clock.now() + timedelta(**span))
        await answered()

    async def delivers(self) -> None:
        """Let everything happen that is due by now, with what follows from it."""
        await answered()
        await self.behind.advance(self.clock.now())

    async def restart(self) -> None:
        """Stop the bot, and start it over the same store."""
        await self.player.stage.restart()

    def person(self, name: str) -> User:
        """Return somebody who is in the server."""
        return self.player.stage.person(name)

    def room(self, name: str) -> Channel:
        """Return a channel of the server."""
        return self.player.stage.room(name)

    def letters(self, name: str) -> list[Message]:
        """Return what the bot wrote to somebody directly, oldest first."""
        dm = self.person(name).dm
        return [each for each in dm.messages if each.author is self.server.bot and not each.deleted]

    def posts(self, channel: Channel) -> list[Message]:
        """Return what everybody can read in a channel of the bot's, oldest first."""
        public = (each for each in channel.messages if each.ephemeral_for is None)
        return [each for each in public if each.author is self.server.bot and not each.deleted]

    def sees(self, name: str) -> Message:
        """Return what somebody sees last."""
        self.player.screen.look()
        return self.player.screen.seen_by(self.person(name))[0]
