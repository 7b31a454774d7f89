"""A delivery over the real client, logged in to a loopback Discord, on a clock moved by hand."""

import asyncio
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import discord
from discord.http import Route

from adapters.discord.delivery import Delivery
from adapters.discord.words import Words
from bot.clock import ManualClock
from bot.errors import TryLater, Unreachable
from bot.ports.platform import Address, Post
from bot.ui.card import Card, Text
from tests.servers.discord.people import User
from tests.servers.discord.server import DiscordServer
from tests.servers.discord.world import Channel, Guild

TEXTS = Path(__file__).parents[3] / "config" / "en" / "texts" / "discord.toml"
WORDS = Words(**tomllib.loads(TEXTS.read_text(encoding="utf-8")))
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
MESSAGES = "POST /channels/{channel_id}/messages"
EDITS = "PATCH /channels/{channel_id}/messages/{message_id}"
OPENINGS = "POST /users/@me/channels"
THREADS = "POST /channels/{channel_id}/threads"
CARD = Card("A thought", (Text("One line for today."),))


@dataclass
class Desk:
    """Where letters are handed in."""

    server: DiscordServer
    clock: ManualClock = field(default_factory=lambda: ManualClock(NOON))
    paused: list[float] = field(default_factory=list)
    client: discord.Client | None = None
    refusals: int = 0
    delivery: Delivery = field(init=False)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Begin anew, as after a crash: nothing is remembered."""
        self.delivery = Delivery(
            lambda: self.client, WORDS, self.clock.now, self.pause, self.refused
        )

    async def login(self, *, is_traced: bool = True) -> None:
        """Log a fresh client in, without a gateway."""
        await self.logout()
        trace = self.delivery.trace() if is_traced else aiohttp.TraceConfig()
        self.client = discord.Client(
            intents=discord.Intents.none(),
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
            max_ratelimit_timeout=30.0,
            http_trace=trace,
        )
        await self.client.login(self.server.token)

    async def logout(self) -> None:
        """Close the client, if there is one."""
        if self.client is not None:
            await self.client.close()

    async def pause(self, seconds: float) -> None:
        """Let time pass for everybody at once."""
        self.paused.append(seconds)
        until = self.clock.now() + timedelta(seconds=seconds)
        await asyncio.sleep(0)
        self.clock.set(max(self.clock.now(), until))

    def refused(self) -> None:
        """Hear that the token is not known."""
        self.refusals += 1

    async def deliver(self, to: Address, key: str = "letter:1", card: Card = CARD) -> Post:
        """Hand a letter in."""
        return await self.delivery.deliver(to, card, key)

    async def try_later(self, to: Address, key: str = "letter:1") -> datetime | None:
        """Hand a letter in that must wait; returns until when."""
        try:
            await self.deliver(to, key)
        except TryLater as later:
            return later.until
        raise AssertionError("it was delivered")

    async def unreachable(self, to: Address, key: str = "letter:1") -> Unreachable:
        """Hand a letter in that nobody can be given; returns why."""
        try:
            await self.deliver(to, key)
        except Unreachable as problem:
            return problem
        raise AssertionError("it was delivered")


@asynccontextmanager
async def desk() -> AsyncIterator[Desk]:
    """Open a server and a desk at it; at the end nothing must be held against the client."""
    base = Route.BASE
    async with DiscordServer.open() as server:
        Route.BASE = server.api_base
        opened = Desk(server)
        try:
            await opened.login()
            yield opened
        finally:
            await opened.logout()
            Route.BASE = base
        server.check()


def to_user(user: User) -> Address:
    """Address somebody's direct messages."""
    return Address("discord", "", user=str(user.id))


def to_channel(channel: Channel) -> Address:
    """Address a channel or thread."""
    assert channel.guild is not None
    return Address("discord", str(channel.guild.id), channel=str(channel.id))


def to_own(user: User, channel: Channel) -> Address:
    """Address a thread of somebody's own in a channel."""
    assert channel.guild is not None
    return Address("discord", str(channel.guild.id), user=str(user.id), channel=str(channel.id))


def home(server: DiscordServer, *people: User) -> Guild:
    """Make a server with people in it."""
    guild = server.guild("Harbour")
    for person in people:
        guild.join(person)
    return guild


def lobby(post: Desk, *people: User) -> Channel:
    """Make a channel in a server with these people."""
    return home(post.server, *people).channel("lobby")


def friend(post: Desk, name: str = "ana") -> User:
    """Make somebody who shares a server with the bot."""
    ana = post.server.user(name)
    home(post.server, ana)
    return ana


def count(post: Desk, pattern: str) -> int:
    """Count the requests that match."""
    return len(post.server.requests(pattern))
