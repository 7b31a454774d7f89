"""The invented community of the terminal: who is here, where they talk, how events are named."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from adapters.console.controls import Member
from bot.events import Actor, Doing, Event, Kind, Place

PLATFORM = "console"
SPACE = "lobby"

_NAME = re.compile(r"[^\W\d_][\w-]{0,39}")


def is_name(text: str) -> bool:
    """Tell whether somebody can be called so: one word that begins with a letter."""
    return _NAME.fullmatch(text) is not None


@dataclass(slots=True)
class Community:
    """People and places of one session.

    `session` makes the keys of events and posts unique over the store: no two sessions that share
    a store may have the same. `zone` is what the terminal knows of everybody's zone, if anything.
    """

    session: str
    zone: str | None = None
    people: list[Member] = field(default_factory=list)
    channels: list[str] = field(default_factory=lambda: ["#lobby"])
    _count: int = 0

    def meet(self, names: Iterable[str]) -> None:
        """Make sure that these people are here."""
        for name in names:
            self.actor(name)

    def actor(self, name: str) -> Actor:
        """Return somebody as the bot is told of them; an unknown name is somebody new."""
        user = name.lower()
        found = next((member for member in self.people if member.user == user), None)
        if found is None:
            found = Member(user, user.capitalize())
            self.people.append(found)
        return Actor(PLATFORM, SPACE, found.user, found.name, zone=self.zone)

    def place(self, user: str, channel: str = "") -> Place:
        """Return a channel, or somebody's direct messages when none is named."""
        if channel:
            return Place(PLATFORM, SPACE, self.channel(channel), Kind.CHANNEL)
        return Place(PLATFORM, SPACE, f"@{user.lower()}", Kind.DM)

    def channel(self, name: str) -> str:
        """Return a channel as it is written here; an unknown name is a new one."""
        channel = channel_name(name)
        if channel not in self.channels:
            self.channels.append(channel)
        return channel

    def event(self, name: str, channel: str, doing: Doing) -> Event:
        """Say that somebody did something somewhere."""
        return Event(self.key(), self.actor(name), self.place(name, channel), doing)

    def key(self) -> str:
        """Return a name that nothing else in this store has."""
        self._count += 1
        return f"{PLATFORM}:{self.session}:{self._count}"


def channel_name(channel: str) -> str:
    """Write a channel with its sign, in small letters."""
    return f"#{channel.removeprefix('#').lower()}"
