"""The loopback Slack: one object that tests open, fill with people, drive and ask."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from enum import StrEnum
from typing import Any

from tests.servers.changes import Changes
from tests.servers.slack import happening
from tests.servers.slack.browsing import Browser
from tests.servers.slack.channels import Channel
from tests.servers.slack.deeds import Deed, Kind
from tests.servers.slack.deliveries import Deliveries
from tests.servers.slack.files import Files
from tests.servers.slack.ids import START, Ids
from tests.servers.slack.installs import Installs
from tests.servers.slack.manifests import DEFAULT, Manifest
from tests.servers.slack.messages import Message
from tests.servers.slack.oauth import OAuth
from tests.servers.slack.people import User
from tests.servers.slack.sockets import Sockets
from tests.servers.slack.tickets import Tickets
from tests.servers.slack.web import Call, Web
from tests.servers.slack.world import Enterprise, Team, World

BOUND = 10.0
Json = dict[str, Any]


class Mode(StrEnum):
    """How the app is told what happens."""

    SOCKET = "Socket Mode"
    HTTP = "signed requests to its URLs"


class SlackServer:
    """Slack on 127.0.0.1, for one app in any number of workspaces.

    `app_url`       where a test's app listens in HTTP mode ("http://127.0.0.1:P/slack/events")
    `manifest`      what is delivered and allowed; may be set to another at any time
    `patience`      seconds in which a delivery must be acknowledged
    `trigger_life`  seconds for which a trigger id can be exchanged
    `url_life`      seconds for which a response URL can be used
    `retry_waits`   seconds before each redelivery of an event; `retries_now` ends the waiting
    `rotates`       whether new tokens live twelve hours and come with a refresh token
    `violations`    what an app did that Slack would refuse and that is nobody's bad luck
    `web`           the Web API and its faults: `fails`, `limits`, `paces`, `tiers`, `down`, `up`
    `sockets`       Socket Mode and its faults: `asks_refresh`, `closes`, `goes_silent`, …
    `files`         uploads; `files.busy` makes new ones unusable for that many looks
    """

    def __init__(self, now: datetime, mode: Mode) -> None:
        self.mode = mode
        self.app_url = ""
        self.signing_secret = "loopback-signing-secret"
        self.client_id = "111.222"
        self.client_secret = "loopback-client-secret"
        self.app_token = "xapp-1-A0LOOPBACK-1-loopback"
        self.app_id = "A0LOOPBACK"
        self.patience = 3.0
        self.trigger_life = 3.0
        self.url_life = 1800.0
        self.retry_waits: tuple[float, ...] = (0.0, 60.0, 300.0)
        self.rotates = False
        self.violations: list[str] = []
        self.deeds: list[Deed] = []
        self.changes = Changes()
        self.ids = Ids(now)
        self._manifest = Manifest(DEFAULT)
        self.installs = Installs(self)
        self.world = World(self)
        self.tickets = Tickets(self)
        self.files: Files = Files(self)
        self.oauth: OAuth = OAuth(self)
        self.browser = Browser(self)
        self.web = Web(self)
        self.sockets = Sockets(self)
        self.deliveries = Deliveries(self)

    @classmethod
    @asynccontextmanager
    async def open(
        cls, *, mode: Mode = Mode.SOCKET, now: datetime = START
    ) -> AsyncIterator[SlackServer]:
        """Listen on two free ports until the block ends; timestamps count up from `now`."""
        server = cls(now, mode)
        await server.web.up()
        await server.sockets.up()
        try:
            yield server
        finally:
            await server.deliveries.close()
            await server.sockets.close()
            await server.web.close()

    @property
    def api_base(self) -> str:
        """Return the base URL of the Web API."""
        return f"http://127.0.0.1:{self.web.port}/api/"

    @property
    def authorization_url(self) -> str:
        """Return the page where people allow an app into their workspace."""
        return f"http://127.0.0.1:{self.web.port}/oauth/v2/authorize"

    @property
    def manifest(self) -> Manifest:
        """Return the app's manifest; assign a dict as `apps.manifest` takes it."""
        return self._manifest

    @manifest.setter
    def manifest(self, given: Mapping[str, Any]) -> None:
        self._manifest = Manifest(given)
        for what in self._manifest.breaches():
            self.breach(f"manifest: {what}")
        self.installs.follow(self._manifest.scopes)

    @property
    def by_socket(self) -> bool:
        """Say whether the app is told over Socket Mode."""
        return self.mode is Mode.SOCKET

    def bot_token(self, team: Team) -> str:
        """Return the token of the app in a workspace (that of the org where it covers it)."""
        return self.installs.of(team).token

    @property
    def recorded(self) -> list[Call]:
        """Return every request to the Web API, response URLs and uploads so far."""
        return self.web.recorded

    def calls(self, pattern: str) -> list[Call]:
        """Return those whose method matches ("chat.*", "auth.test", "response_url")."""
        return [call for call in self.recorded if call.matches(pattern)]

    # People and places

    def team(self, name: str, *, installed: bool = True) -> Team:
        """Make a workspace, where the app is installed unless told otherwise."""
        return self.world.add_team(name, None, installed)

    def enterprise(self, name: str) -> Enterprise:
        """Make an Enterprise Grid organisation; `.team(…)` and `.installs()` are its own."""
        return self.world.add_enterprise(name)

    def seen_by(self, user: User, channel: Channel) -> list[Message]:
        """Return the messages that this person sees there, oldest first."""
        return channel.seen_by(user)

    # Odd things

    def sends_event(self, team: Team, event: Json, *, leave_out: tuple[str, ...] = ()) -> Deed:
        """Send any event as it is, without the named fields of its wrapper, subscribed or not."""
        return happening.sends(team, event, leave_out)

    def sends(self, team: Team, kind: Kind, payload: Json) -> Deed:
        """Send any payload as it is."""
        return self.deliveries.send(Deed(self, kind, team, payload))

    def repeats(self, deed: Deed) -> None:
        """Deliver a deed again as Slack does when it missed the acknowledgement."""
        self.deliveries.repeat(deed)

    def retries_now(self) -> None:
        """Let the time before redeliveries be over."""
        self.deliveries.hurry()

    def revokes(self, team: Team, *, tell: bool = True) -> Deed | None:
        """Revoke the app's tokens there; unless `tell` is off, `tokens_revoked` says so."""
        return self.installs.revoke(team, tell)

    # Waiting and judging

    @property
    def now(self) -> float:
        """Return the loop's time, by which everything here grows old."""
        return asyncio.get_running_loop().time()

    async def until(self, true: Callable[[], object], within: float = BOUND) -> None:
        """Return once `true()` holds; it is asked again after each change in this server.

        AssertionError after `within` seconds, naming the violations so far.
        """
        await self.changes.until(true, within, f"{true!r}; violations: {self.violations}")

    async def connected(self, sockets: int = 1, within: float = BOUND) -> None:
        """Return once so many sockets are open and said hello."""
        what = f"{sockets} sockets are open"
        await self.changes.until(lambda: self.sockets.live >= sockets, within, what)

    def breach(self, what: str) -> None:
        """Note a violation."""
        self.violations.append(what)
        self.changes.happened()

    def check(self) -> None:
        """Raise AssertionError with everything that Slack would not have accepted."""
        if self.violations:
            raise AssertionError("Slack would refuse:\n" + "\n".join(self.violations))
