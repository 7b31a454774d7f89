"""The loopback Discord: one object that tests open, fill with people, drive and ask."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from tests.servers.changes import Changes
from tests.servers.discord import acting
from tests.servers.discord.commands import Commands
from tests.servers.discord.gateway import Gateway
from tests.servers.discord.interactions import Interaction
from tests.servers.discord.messages import Json, Message
from tests.servers.discord.people import User
from tests.servers.discord.rest import Request, Rest
from tests.servers.discord.snowflakes import START, Snowflakes
from tests.servers.discord.world import Channel, Guild, World

BOUND = 10.0
TOKEN = "loopback.token"


class DiscordServer:
    """Discord on 127.0.0.1, for one application and its bot.

    `patience`      seconds in which an interaction must be acknowledged
    `token_life`    seconds for which an interaction's token can be used
    `nonce_life`    seconds for which an enforced nonce returns the earlier message
    `violations`    what a client did that Discord would refuse and that is nobody's bad luck
    `recorded`      every REST request, in the order of arrival
    `rest`          faults of REST: `fails`, `limits`, `down`, `up`
    `gateway`       faults of the gateway: `closes`, `asks_reconnect`, `invalidates`, …
    """

    def __init__(self, now: datetime, token: str) -> None:
        self.token = token
        self.token_works = True
        self.patience = 3.0
        self.token_life = 900.0
        self.nonce_life = 180.0
        self.violations: list[str] = []
        self.invalid_requests = 0
        self.nonces: dict[str, tuple[float, Message]] = {}
        self.changes = Changes()
        self.snowflakes = Snowflakes(now)
        self.application_id = self.snowflakes.next()
        self.bot = User(self, self.snowflakes.next(), "Undaunted", "en-US", bot=True)
        self.owner = User(self, self.snowflakes.next(), "owner", "en-US")
        self.interactions: list[Interaction] = []
        self.world = World(self)
        self.commands = Commands(self)
        self.rest = Rest(self)
        self.gateway = Gateway(self)

    @classmethod
    @asynccontextmanager
    async def open(
        cls, *, now: datetime = START, token: str = TOKEN
    ) -> AsyncIterator[DiscordServer]:
        """Listen on two free ports until the block ends; ids count up from `now`."""
        server = cls(now, token)
        await server.rest.up()
        await server.gateway.up()
        try:
            yield server
        finally:
            await server.gateway.close()
            await server.rest.close()

    @property
    def api_base(self) -> str:
        """Return what `Route.BASE` must be."""
        return f"http://127.0.0.1:{self.rest.port}/api/v10"

    @property
    def gateway_url(self) -> str:
        """Return what `DiscordWebSocket.DEFAULT_GATEWAY` must be."""
        return f"ws://127.0.0.1:{self.gateway.port}/gw/"

    @property
    def bot_user_id(self) -> int:
        """Return the id of the bot's account."""
        return self.bot.id

    @property
    def recorded(self) -> list[Request]:
        """Return every REST request so far."""
        return self.rest.recorded

    def requests(self, pattern: str) -> list[Request]:
        """Return those whose route or path matches ("POST /channels/*/messages")."""
        return [request for request in self.recorded if request.matches(pattern)]

    # People and places

    def user(self, name: str, locale: str = "en-US") -> User:
        """Make an account."""
        return self.world.add_user(name, locale)

    def guild(self, name: str, locale: str = "en-US") -> Guild:
        """Make a server that has invited the bot."""
        return self.world.add_guild(name, locale)

    def private_channel(self, *people: User) -> Channel:
        """Open direct messages among people, where the bot is not, for user installs."""
        return self.world.add_private_channel(people)

    def fill(self, guilds: int) -> None:
        """Add many servers of usual size that nobody acts in, for measuring."""
        self.world.fill(guilds)

    def seen_by(self, user: User, channel: Channel) -> list[Message]:
        """Return the messages that this person sees there, oldest first, without "thinking …"."""
        open_to_them = channel.is_open_to(user)
        return [
            message
            for message in channel.messages
            if message.ephemeral_for in (None, user) and not message.loading and open_to_them
        ]

    # Odd things

    async def sends_interaction(self, payload: Json) -> Interaction:
        """Send an interaction as it is, with `id` and `token` added where it has none."""
        return acting.sends_raw(self, payload)

    def sends_event(self, name: str, data: Any, *, shard: int = 0) -> None:
        """Send any gateway event as it is."""
        self.gateway.dispatch(name, data, shard=shard)

    # Waiting and judging

    async def until(self, true: Callable[[], object], within: float = BOUND) -> None:
        """Return once `true()` holds; it is asked again after each change in this server.

        AssertionError after `within` seconds, naming the violations so far.
        """
        await self.changes.until(true, within, f"{true!r}; violations: {self.violations}")

    async def connected(self, within: float = BOUND) -> None:
        """Return once a client has identified on every shard and was sent all its servers.

        Give it longer after `fill`; after a restart, wait for `gateway.identified` to grow first.
        """
        await self.changes.until(self.gateway.is_ready, within, "a client is connected")

    def breach(self, what: str) -> None:
        """Note a violation."""
        self.violations.append(what)
        self.changes.happened()

    def check(self) -> None:
        """Raise AssertionError with everything that Discord would not have accepted."""
        if self.violations:
            raise AssertionError("Discord would refuse:\n" + "\n".join(self.violations))
