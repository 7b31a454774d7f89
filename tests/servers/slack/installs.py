"""Installations of the app: their tokens, what those may do, and how they end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.servers.slack import happening
from tests.servers.slack.errors import SlackError

if TYPE_CHECKING:
    from tests.servers.slack.deeds import Deed
    from tests.servers.slack.server import SlackServer
    from tests.servers.slack.world import Enterprise, Team

TWELVE_HOURS = 43_200


@dataclass(eq=False)
class Install:
    """The app in one workspace, or with `team` None in a whole organisation.

    `ended` is the error that its token answers once it is worth nothing.
    """

    server: SlackServer = field(repr=False)
    team: Team | None
    enterprise: Enterprise | None
    scopes: tuple[str, ...]
    token: str
    refresh_token: str | None = None
    previous: dict[str, str] = field(default_factory=dict, repr=False)
    used_refresh: list[str] = field(default_factory=list, repr=False)
    ended: str = ""
    rotations: int = 0

    @property
    def is_org(self) -> bool:
        """Say whether it is an organisation's."""
        return self.team is None

    @property
    def teams(self) -> list[Team]:
        """Return the workspaces it covers."""
        if self.team is not None:
            return [self.team]
        return list(self.enterprise.teams) if self.enterprise else []

    def expires(self) -> None:
        """Let twelve hours be over: the token answers `token_expired` until it is rotated."""
        self.previous[self.token] = "token_expired"

    def rotate(self) -> None:
        """Give it a new token and a new refresh token; the old ones are worth nothing."""
        self.previous[self.token] = "token_expired"
        self.used_refresh.append(str(self.refresh_token))
        self.rotations += 1
        self.token, self.refresh_token = self.server.installs.new_tokens(self.server.rotates)


class Installs:
    """All installations, living and ended."""

    def __init__(self, server: SlackServer) -> None:
        self._server = server
        self.all: list[Install] = []

    def add(self, team: Team | None, enterprise: Enterprise | None) -> Install:
        """Install the app; one of the same place before it ends."""
        for old in self.all:
            if old.team is team and old.enterprise is enterprise and not old.ended:
                old.ended = "token_revoked"
        token, refresh = self.new_tokens(self._server.rotates)
        scopes = self._server.manifest.scopes
        made = Install(self._server, team, enterprise, scopes, token, refresh)
        self.all.append(made)
        return made

    def new_tokens(self, rotates: bool) -> tuple[str, str | None]:
        """Return a bot token and, with rotation, its refresh token."""
        number = self._server.ids.number()
        if not rotates:
            return f"xoxb-loopback-{number}", None
        return f"xoxe.xoxb-1-loopback-{number}", f"xoxe-1-loopback-{number}"

    def follow(self, scopes: tuple[str, ...]) -> None:
        """Give all living installations these scopes, as installing them again would."""
        for install in self.all:
            install.scopes = scopes

    def covers(self, team: Team) -> bool:
        """Say whether a living installation covers this workspace."""
        return any(team in install.teams for install in self.all if not install.ended)

    def of(self, team: Team) -> Install:
        """Return the installation that covers a workspace, the latest if it ended."""
        found = [install for install in self.all if team in install.teams]
        assert found, f"the app was never installed in {team.name}"
        living = [install for install in found if not install.ended]
        return (living or found)[-1]

    def by_token(self, token: str | None) -> Install:
        """Return the installation of a bot token; SlackError where it is worth nothing."""
        if not token:
            raise SlackError("not_authed", breach=True)
        for install in self.all:
            if token == install.token and install.ended:
                raise SlackError(install.ended)
            if token in install.previous:
                raise SlackError(install.ended or install.previous[token])
            if token == install.token:
                return install
        raise SlackError("invalid_auth")

    def revoke(self, team: Team, tell: bool) -> Deed | None:
        """Revoke the tokens of a workspace."""
        install = self.of(team)
        install.ended = "token_revoked"
        tokens = {"oauth": [], "bot": [team.bot.id]}
        event = {"type": "tokens_revoked", "tokens": tokens}
        return happening.tell(team, event, ending=True) if tell else None

    def uninstall(self, team: Team) -> Deed:
        """Take the app out; two events tell it, in the order in which Slack sends them."""
        install = self.of(team)
        install.ended = "account_inactive"
        tokens = {"oauth": [], "bot": [team.bot.id]}
        happening.tell(team, {"type": "tokens_revoked", "tokens": tokens}, ending=True)
        return happening.tell(team, {"type": "app_uninstalled"}, ending=True)
