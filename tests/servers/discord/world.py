"""The places: servers, channels, threads and direct messages, and what happens to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from tests.servers.discord import payloads, permissions
from tests.servers.discord.messages import Message
from tests.servers.discord.people import User
from tests.servers.discord.permissions import Permission

if TYPE_CHECKING:
    from tests.servers.discord.server import DiscordServer


class Kind(IntEnum):
    """Discord's channel types."""

    TEXT = 0
    DM = 1
    GROUP_DM = 3
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12


THREADS = frozenset({Kind.PUBLIC_THREAD, Kind.PRIVATE_THREAD})


@dataclass(eq=False)
class Channel:
    """A text channel, a thread or direct messages."""

    server: DiscordServer = field(repr=False)
    id: int
    name: str
    kind: Kind
    guild: Guild | None = field(default=None, repr=False)
    parent: Channel | None = field(default=None, repr=False)
    private: bool = False
    people: list[User] = field(default_factory=list, repr=False)
    archived: bool = False
    locked: bool = False
    archive_after: int = 1440
    invitable: bool = True
    deleted: bool = False
    allowed: Permission = permissions.NOTHING
    denied: Permission = permissions.NOTHING
    messages: list[Message] = field(default_factory=list, repr=False)

    @property
    def is_thread(self) -> bool:
        """Say whether it is a thread."""
        return self.kind in THREADS

    @property
    def mention(self) -> str:
        """Return what links to it in a message."""
        return f"<#{self.id}>"

    @property
    def threads(self) -> list[Channel]:
        """Return the threads under it that exist."""
        return [c for c in self.server.world.channels.values() if c.parent is self]

    @property
    def permissions(self) -> Permission:
        """Return what the bot may do here."""
        if self.guild is None:
            return permissions.IN_DMS
        over = self.parent or self
        granted = self.guild.bot_permissions | permissions.EVERYONE & ~self.guild.withheld
        return (granted & ~over.denied) | over.allowed

    def is_open_to(self, user: User) -> bool:
        """Say whether somebody can be here: a member of the server, or one of these people."""
        if self.guild is None:
            return user in self.people
        inside = self.kind is not Kind.PRIVATE_THREAD or user in self.people
        return user in self.guild.members and (inside or self.guild.members[user])

    def message(self, snowflake: int) -> Message | None:
        """Return the message with this id, if it is still there."""
        return next((m for m in self.messages if m.id == snowflake), None)

    def delete(self) -> None:
        """Delete it, as an admin would."""
        self.deleted = True
        self.server.world.channels.pop(self.id, None)
        for thread in self.threads:
            thread.delete()
        name = "THREAD_DELETE" if self.is_thread else "CHANNEL_DELETE"
        self.server.gateway.tell(self.guild, name, payloads.channel(self))

    def archive(self) -> None:
        """Archive a thread, as its age would."""
        assert self.is_thread, "only threads are archived"
        self.archived = True
        self.server.gateway.tell(self.guild, "THREAD_UPDATE", payloads.channel(self))


@dataclass(eq=False)
class Guild:
    """A server (Discord's word in its API is guild)."""

    server: DiscordServer = field(repr=False)
    id: int
    name: str
    locale: str
    light: bool = False
    members: dict[User, bool] = field(default_factory=dict, repr=False)
    channels: list[Channel] = field(default_factory=list, repr=False)
    bot_in: bool = True
    bot_permissions: Permission = permissions.INVITED
    withheld: Permission = permissions.NOTHING

    @property
    def bot_role(self) -> int:
        """Return the id of the role that came with the bot's invitation."""
        return self.id + 1

    def channel(self, name: str, private: bool = False) -> Channel:
        """Make a text channel; a private one is seen by the bot because somebody added it."""
        channel = Channel(self.server, self.server.snowflakes.next(), name, Kind.TEXT, self)
        channel.private = private
        self.channels.append(channel)
        self.server.world.channels[channel.id] = channel
        self.server.gateway.tell(self, "CHANNEL_CREATE", payloads.channel(channel))
        return channel

    def thread(self, parent: Channel, name: str, private: bool = True) -> Channel:
        """Make a thread that the bot is in."""
        return self.server.world.add_thread(parent, name, private)

    def join(self, user: User, manage: bool = False) -> None:
        """Let somebody in; with `manage` they can manage the server. The bot is not told."""
        self.members[user] = manage

    def leave(self, user: User) -> None:
        """Let somebody go. The bot is not told."""
        self.members.pop(user, None)

    def permit(self, channel: Channel | None, changes: Mapping[str, bool]) -> None:
        """Change what the bot may do in one channel or, with None, in the whole server."""
        allowed, denied = permissions.split(changes)
        if channel is None:
            self.bot_permissions = (self.bot_permissions | allowed) & ~denied
            self.withheld = (self.withheld | denied) & ~allowed
            for role in payloads.roles(self):
                told = {"guild_id": str(self.id), "role": role}
                self.server.gateway.tell(self, "GUILD_ROLE_UPDATE", told)
            return
        channel.allowed = (channel.allowed | allowed) & ~denied
        channel.denied = (channel.denied | denied) & ~allowed
        self.server.gateway.tell(self, "CHANNEL_UPDATE", payloads.channel(channel))

    def remove_bot(self) -> None:
        """Take the bot out of the server."""
        self.server.gateway.tell(self, "GUILD_DELETE", {"id": str(self.id)})
        self.bot_in = False

    def invite_bot(self) -> None:
        """Invite the bot (again)."""
        self.bot_in = True
        self.server.gateway.tell(self, "GUILD_CREATE", payloads.joined_guild(self))


class World:
    """Everybody and every place, by id."""

    def __init__(self, server: DiscordServer) -> None:
        self._server = server
        self.users: dict[int, User] = {server.bot.id: server.bot, server.owner.id: server.owner}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}

    def add_user(self, name: str, locale: str) -> User:
        """Make an account."""
        user = User(self._server, self._server.snowflakes.next(), name, locale)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str, locale: str) -> Guild:
        """Make a server that has invited the bot."""
        guild = Guild(self._server, self._server.snowflakes.next(), name, locale)
        self.guilds[guild.id] = guild
        self._server.gateway.tell(guild, "GUILD_CREATE", payloads.joined_guild(guild))
        return guild

    def fill(self, guilds: int) -> None:
        """Add servers that are known only by what the bot is told of them when it connects."""
        for number in range(guilds):
            snowflake = self._server.snowflakes.next()
            name = f"Job seekers of town {number}"
            self.guilds[snowflake] = Guild(self._server, snowflake, name, "en-US", light=True)

    def open_dm(self, user: User) -> Channel:
        """Open direct messages between somebody and the bot."""
        return self._add(Kind.DM, [user])

    def add_private_channel(self, people: Sequence[User]) -> Channel:
        """Open direct messages in which the bot is not."""
        return self._add(Kind.DM if len(people) == 2 else Kind.GROUP_DM, list(people))

    def add_thread(self, parent: Channel, name: str, private: bool) -> Channel:
        """Make a thread under a text channel."""
        kind = Kind.PRIVATE_THREAD if private else Kind.PUBLIC_THREAD
        snowflake = self._server.snowflakes.next()
        thread = Channel(self._server, snowflake, name, kind, parent.guild, parent)
        thread.private = private
        thread.people.append(self._server.bot)
        self.channels[thread.id] = thread
        told = {**payloads.channel(thread), "newly_created": True}
        self._server.gateway.tell(parent.guild, "THREAD_CREATE", told)
        return thread

    def shares_guild(self, user: User) -> bool:
        """Say whether somebody is in a server where the bot is."""
        return any(guild.bot_in and user in guild.members for guild in self.guilds.values())

    def _add(self, kind: Kind, people: list[User]) -> Channel:
        channel = Channel(self._server, self._server.snowflakes.next(), "", kind, people=people)
        self.channels[channel.id] = channel
        return channel
