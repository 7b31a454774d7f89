"""Triggers and response URLs: what an interaction lets the app do, how often and how long."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.servers.slack import limits
from tests.servers.slack.errors import SlackError, breach

if TYPE_CHECKING:
    from tests.servers.slack.channels import Channel
    from tests.servers.slack.deeds import Deed
    from tests.servers.slack.messages import Message
    from tests.servers.slack.people import User
    from tests.servers.slack.server import SlackServer


@dataclass(slots=True, eq=False)
class Trigger:
    """Lets the app open one view before somebody, soon."""

    id: str
    user: User
    born: float
    in_view: bool
    deed: Deed | None = None
    used: bool = False


@dataclass(slots=True, eq=False)
class ResponseUrl:
    """Lets the app answer where somebody acted, five times; `source` is what they pressed on."""

    path: str
    user: User
    channel: Channel
    source: Message | None
    born: float
    deed: Deed | None = None
    uses: int = 0
    mine: list[Message] = field(default_factory=list)


class Tickets:
    """All triggers and response URLs that were given out."""

    def __init__(self, server: SlackServer) -> None:
        self._server = server
        self._triggers: dict[str, Trigger] = {}
        self._urls: dict[str, ResponseUrl] = {}

    def trigger(self, user: User, *, in_view: bool = False) -> Trigger:
        """Give out a trigger."""
        name = f"{self._server.ids.number()}.{user.team.id}.loopback"
        made = Trigger(name, user, self._server.now, in_view)
        self._triggers[name] = made
        return made

    def response_url(self, user: User, channel: Channel, source: Message | None) -> ResponseUrl:
        """Give out a response URL."""
        path = f"/actions/{user.team.id}/{self._server.ids.number()}/loopback"
        made = ResponseUrl(path, user, channel, source, self._server.now)
        self._urls[path] = made
        return made

    def address(self, url: ResponseUrl) -> str:
        """Return a response URL as the app is told it."""
        return f"http://127.0.0.1:{self._server.web.port}{url.path}"

    def belong(self, deed: Deed, trigger: Trigger | None, url: ResponseUrl | None) -> None:
        """Note which deed these were given out for."""
        if trigger is not None:
            trigger.deed = deed
        if url is not None:
            url.deed = deed

    def exchange(self, given: object) -> Trigger:
        """Use a trigger up; SlackError where it is used, over or unknown."""
        trigger = self._triggers.get(str(given))
        if trigger is None:
            raise breach("invalid_trigger_id", [f"no trigger {given!r}"])
        if trigger.used:
            raise breach("exchanged_trigger_id")
        if self._server.now - trigger.born > self._server.trigger_life:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger

    def redeem(self, path: str) -> ResponseUrl:
        """Use a response URL once; SlackError where it is used up, over or unknown."""
        url = self._urls.get(path)
        if url is None:
            raise breach("no_text", [f"no response URL {path}"])
        if self._server.now - url.born > self._server.url_life:
            raise SlackError("expired_url")
        if url.uses >= limits.RESPONSE_URL_USES:
            raise breach("used_url")
        url.uses += 1
        return url
