"""Channels, direct messages and what happens to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from tests.servers.slack import happening, payloads
from tests.servers.slack.messages import Message

if TYPE_CHECKING:
    from tests.servers.slack.deeds import Deed
    from tests.servers.slack.people import User
    from tests.servers.slack.server import SlackServer
    from tests.servers.slack.world import Team


class Kind(StrEnum):
    """Slack's channel types, as message events call them."""

    PUBLIC = "channel"
    PRIVATE = "group"
    DM = "im"
    MPIM = "mpim"


@dataclass(eq=False)
class Channel:
    """A place where messages are."""

    server: SlackServer = field(repr=False)
    team: Team = field(repr=False)
    id: str
    name: str
    kind: Kind
    members: list[User] = field(default_factory=list, repr=False)
    archived: bool = False
    deleted: bool = False
    read_only: bool = False
    prompts: list[str] = field(default_factory=list, repr=False)
    messages: list[Message] = field(default_factory=list, repr=False)

    @property
    def bot_in(self) -> bool:
        """Say whether the app is a member."""
        return self.team.bot in self.members

    @property
    def is_dm(self) -> bool:
        """Say whether it is somebody's direct messages with the app."""
        return self.kind is Kind.DM

    @property
    def mention(self) -> str:
        """Return what links to it in a message."""
        return f"<#{self.id}>"

    def message(self, ts: str) -> Message | None:
        """Return the message with this timestamp, if it is still there."""
        return next((m for m in self.messages if m.ts == ts and not m.deleted), None)

    def seen_by(self, user: User) -> list[Message]:
        """Return what this person sees here, oldest first."""
        if user not in self.members and self.kind is not Kind.PUBLIC:
            return []
        return [
            message
            for message in self.messages
            if message.ephemeral_for in (None, user) and not message.deleted
        ]

    # What happens to it

    def lets_in(self, user: User) -> Deed:
        """Make somebody, or the app (`team.bot`), a member."""
        if user not in self.members:
            self.members.append(user)
        return happening.tell(self.team, payloads.membership(self, user, "joined"), channel=self)

    def lets_out(self, user: User) -> Deed:
        """End a membership; the app itself is told `channel_left` or `group_left`."""
        self.members.remove(user)
        if user is self.team.bot:
            name = "channel_left" if self.kind is Kind.PUBLIC else "group_left"
            return happening.tell(self.team, {"type": name, "channel": self.id}, channel=self)
        return happening.tell(self.team, payloads.membership(self, user, "left"), channel=self)

    def invites_bot(self) -> Deed:
        """Let the app in."""
        return self.lets_in(self.team.bot)

    def removes_bot(self) -> Deed:
        """Take the app out."""
        return self.lets_out(self.team.bot)

    def archives(self) -> Deed:
        """Archive it."""
        self.archived = True
        return self._tells("archive")

    def deletes(self) -> Deed:
        """Delete it."""
        self.deleted = True
        return self._tells("deleted")

    def _tells(self, what: str) -> Deed:
        word = "channel" if self.kind is Kind.PUBLIC else "group"
        return happening.tell(self.team, {"type": f"{word}_{what}", "channel": self.id})
