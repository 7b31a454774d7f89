"""Workspaces, organisations, and everybody and every place in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.servers.slack.channels import Channel, Kind
from tests.servers.slack.people import User

if TYPE_CHECKING:
    from tests.servers.slack.deeds import Deed
    from tests.servers.slack.installs import Install
    from tests.servers.slack.server import SlackServer
    from tests.servers.slack.views import View


@dataclass(eq=False)
class Enterprise:
    """An Enterprise Grid organisation."""

    server: SlackServer = field(repr=False)
    id: str
    name: str
    teams: list[Team] = field(default_factory=list, repr=False)

    def team(self, name: str, *, installed: bool = True) -> Team:
        """Make a workspace of this organisation; the app covers it unless told otherwise."""
        return self.server.world.add_team(name, self, installed)

    def installs(self) -> Install:
        """Install the app for the whole organisation: one token, no workspace of its own."""
        return self.server.installs.add(None, self)


@dataclass(eq=False)
class Team:
    """A workspace. `bot` is the app's account in it."""

    server: SlackServer = field(repr=False)
    id: str
    name: str
    enterprise: Enterprise | None = field(repr=False)
    bot: User = field(init=False)
    bot_id: str = field(init=False)
    users: list[User] = field(default_factory=list, repr=False)
    channels: list[Channel] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        self.bot = User(self.server, self, self.server.ids.next("U"), "undaunted", bot=True)
        self.bot_id = self.server.ids.next("B")

    @property
    def domain(self) -> str:
        """Return its name in addresses."""
        return self.name.lower().replace(" ", "-")

    @property
    def token(self) -> str:
        """Return the app's token for it."""
        return self.server.bot_token(self)

    @property
    def is_org(self) -> bool:
        """Say whether the app is here because the whole organisation installed it."""
        installs = self.server.installs
        return installs.covers(self) and installs.of(self).is_org

    def user(
        self, name: str, tz: str = "Europe/London", *, locale: str = "en-GB", admin: bool = False
    ) -> User:
        """Make an account."""
        user = User(self.server, self, self.server.ids.next("U"), name, tz, locale, admin)
        self.users.append(user)
        return user

    def channel(self, name: str, *people: User, private: bool = False, bot: bool = True) -> Channel:
        """Make a channel with these members; with `bot` the app is one of them."""
        kind = Kind.PRIVATE if private else Kind.PUBLIC
        return self._add(kind, name, [*people, *([self.bot] if bot else [])])

    def mpim(self, *people: User, bot: bool = True) -> Channel:
        """Open direct messages among several people."""
        members = [*people, *([self.bot] if bot else [])]
        return self._add(Kind.MPIM, "mpdm-" + "--".join(p.name for p in people), members)

    def dm(self, user: User) -> Channel:
        """Return the direct messages between somebody and the app, opened where need be."""
        for channel in self.channels:
            if channel.is_dm and user in channel.members:
                return channel
        return self._add(Kind.DM, "", [user, self.bot])

    def find_user(self, wanted: str) -> User | None:
        """Return the account with this id."""
        return next((user for user in (*self.users, self.bot) if user.id == wanted), None)

    def find_channel(self, wanted: str) -> Channel | None:
        """Return the channel with this id, unless it was deleted."""
        return next((c for c in self.channels if c.id == wanted and not c.deleted), None)

    def uninstalls(self) -> Deed:
        """Take the app out of this workspace (`app_uninstalled` and `tokens_revoked`)."""
        return self.server.installs.uninstall(self)

    def installs(self) -> Install:
        """Install the app (again), with a new token."""
        return self.server.installs.add(self, self.enterprise)

    def _add(self, kind: Kind, name: str, members: Iterable[User]) -> Channel:
        letter = {Kind.DM: "D", Kind.PRIVATE: "G", Kind.MPIM: "G"}.get(kind, "C")
        channel = Channel(
            self.server, self, self.server.ids.next(letter), name, kind, list(members)
        )
        self.channels.append(channel)
        return channel


class World:
    """All workspaces and organisations."""

    def __init__(self, server: SlackServer) -> None:
        self._server = server
        self.teams: list[Team] = []
        self.enterprises: list[Enterprise] = []
        self.closed_views: list[View] = []

    def add_team(self, name: str, enterprise: Enterprise | None, installed: bool) -> Team:
        """Make a workspace."""
        team = Team(self._server, self._server.ids.next("T"), name, enterprise)
        self.teams.append(team)
        if enterprise is not None:
            enterprise.teams.append(team)
        covered = enterprise is not None and self._server.installs.covers(team)
        if installed and not covered:
            self._server.installs.add(team, enterprise)
        return team

    def add_enterprise(self, name: str) -> Enterprise:
        """Make an organisation."""
        enterprise = Enterprise(self._server, self._server.ids.next("E"), name)
        self.enterprises.append(enterprise)
        return enterprise

    def find_team(self, wanted: str) -> Team | None:
        """Return the workspace with this id."""
        return next((team for team in self.teams if team.id == wanted), None)
