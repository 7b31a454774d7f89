"""A delivery over the real client to a loopback Slack, on a clock moved by hand."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.delivery import Delivery
from adapters.slack.marks import YOUNG
from bot.clock import ManualClock
from bot.errors import TryLater, Unreachable
from bot.ports.platform import Address, Post
from bot.ui.card import Card, Text
from tests.adapters.slack.saying import WORDS
from tests.servers.slack.channels import Channel
from tests.servers.slack.manifests import DEFAULT
from tests.servers.slack.people import User
from tests.servers.slack.server import SlackServer
from tests.servers.slack.world import Team

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
POSTS = "chat.postMessage"
EDITS = "chat.update"
OPENINGS = "conversations.open"
LOOKS = "conversations.history"
CARD = Card("A thought", (Text("One line for today."),))


@dataclass
class Desk:
    """Where letters are handed in; it has been there long enough to know what it sent itself."""

    server: SlackServer
    session: aiohttp.ClientSession
    clock: ManualClock = field(default_factory=lambda: ManualClock(NOON))
    paused: list[float] = field(default_factory=list)
    tokens: dict[str, str] = field(default_factory=dict)
    ended: list[tuple[str, str]] = field(default_factory=list)
    expired: list[str] = field(default_factory=list)
    renews: bool = True
    team: Team = field(init=False)
    delivery: Delivery = field(init=False)

    def __post_init__(self) -> None:
        self.team = self.server.team("Harbour")
        self.restart()
        self.delivery.marks._first_at = NOON - YOUNG

    def restart(self) -> None:
        """Begin anew, as after a crash: nothing is remembered."""
        self.delivery = Delivery(
            self.client_for, WORDS, self.clock.now, self.pause, self.hear_end, self.hear_expiry
        )

    async def client_for(self, team: str) -> AsyncWebClient:
        """Give the library's client as it comes: it tries again by itself unless hindered."""
        of = self.server.world.find_team(team)
        assert of is not None
        token = self.tokens.setdefault(team, self.server.bot_token(of))
        return AsyncWebClient(token=token, base_url=self.server.api_base, session=self.session)

    def hear_end(self, team: str, why: str) -> None:
        """Hear that a token is not known any more."""
        self.ended.append((team, why))

    async def hear_expiry(self, team: str, token: str) -> None:
        """Hear that a token's time is over, and take the next one."""
        self.expired.append(token)
        if self.renews:
            del self.tokens[team]

    async def pause(self, seconds: float) -> None:
        """Let time pass for everybody at once."""
        self.paused.append(seconds)
        until = self.clock.now() + timedelta(seconds=seconds)
        await asyncio.sleep(0)
        self.clock.set(max(self.clock.now(), until))

    def pass_by(self, time: timedelta) -> None:
        """Let time pass."""
        self.clock.set(self.clock.now() + time)

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

    def count(self, pattern: str) -> int:
        """Count the calls that match."""
        return len(self.server.calls(pattern))


@asynccontextmanager
async def desk() -> AsyncIterator[Desk]:
    """Open a server and a desk at it; at the end nothing must be held against the client."""
    async with SlackServer.open() as server, aiohttp.ClientSession() as session:
        server.manifest = manifest()
        yield Desk(server, session)
        server.check()


def manifest(without: str = "") -> Mapping[str, Any]:
    """Return a manifest that lets us ask for quiet times, without one of its scopes."""
    given = deepcopy(DEFAULT)
    bot = {*given["oauth_config"]["scopes"]["bot"], "dnd:read"} - {without}
    given["oauth_config"]["scopes"]["bot"] = sorted(bot)
    return given


def to_user(user: User) -> Address:
    """Address somebody's direct messages."""
    return Address("slack", user.team.id, user=user.id)


def to_channel(channel: Channel) -> Address:
    """Address a channel."""
    return Address("slack", channel.team.id, channel=channel.id)
