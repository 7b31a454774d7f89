"""One call of the Web API: what came, for whom, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from tests.servers.slack.errors import SlackError, breach, invalid_arguments
from tests.servers.slack.surfaces import decode

if TYPE_CHECKING:
    from tests.servers.slack.channels import Channel
    from tests.servers.slack.installs import Install
    from tests.servers.slack.people import User
    from tests.servers.slack.server import SlackServer
    from tests.servers.slack.world import Team

Json = dict[str, Any]


@dataclass(slots=True, eq=False)
class Call:
    """One call. `method` is "chat.postMessage", "response_url", "upload" or a page's path.

    `at` is monotonic. `status` is 0 until it is answered, and stays 0 where the connection broke;
    `error` is Slack's word for what was wrong, empty where all went well.
    """

    server: SlackServer = field(repr=False)
    method: str
    verb: str
    at: float
    args: Json = field(default_factory=dict)
    token: str | None = None
    basic: tuple[str, str] | None = None
    path: str = ""
    body: bytes = field(default=b"", repr=False)
    status: int = 0
    answer: Json = field(default_factory=dict, repr=False)
    installed: Install | None = field(default=None, repr=False)

    def matches(self, pattern: str) -> bool:
        """Say whether the method fits a pattern such as "chat.*"."""
        return fnmatchcase(self.method, pattern)

    @property
    def error(self) -> str:
        """Return Slack's word for what was wrong."""
        return str(self.answer.get("error", ""))

    @property
    def install(self) -> Install:
        """Return the installation whose token it came with."""
        assert self.installed is not None, f"{self.method} needs no token"
        return self.installed

    @property
    def team(self) -> Team:
        """Return the workspace it is about; SlackError where the token does not say and nobody."""
        install = self.install
        wanted = self.args.get("team_id")
        if install.team is not None:
            return install.team
        for team in install.teams:
            if team.id == wanted or (not wanted and len(install.teams) == 1):
                return team
        raise breach("missing_argument" if not wanted else "team_access_not_granted")

    def need(self, *names: str) -> None:
        """Raise `invalid_arguments` where one of these is missing."""
        missing = [name for name in names if self.args.get(name) in (None, "")]
        if missing:
            raise invalid_arguments(*(f"missing required field: {name}" for name in missing))

    def text(self, name: str) -> str:
        """Return an argument that is text."""
        return str(self.args.get(name) or "")

    def items(self, name: str) -> list[Any]:
        """Return an argument that is a list, which may come as JSON or joined with commas."""
        given = self.args.get(name) or []
        if isinstance(given, str) and given.startswith("["):
            given = decode(given)
        if isinstance(given, str):
            return [one.strip() for one in given.split(",") if one.strip()]
        return list(given)

    def channel(self, name: str = "channel") -> Channel:
        """Return the place it is about, if the app may know of it."""
        self.need(name)
        for team in self.install.teams:
            found = team.find_channel(self.text(name))
            if found is not None and (found.bot_in or found.kind == "channel"):
                return found
        raise SlackError("channel_not_found")

    def user(self, name: str = "user") -> User:
        """Return the person it is about."""
        self.need(name)
        for team in self.install.teams:
            found = team.find_user(self.text(name))
            if found is not None:
                return found
        raise SlackError("user_not_found")
