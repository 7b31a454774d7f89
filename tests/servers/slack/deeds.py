"""What somebody did, how the app acknowledged it, and what was shown in answer."""

from __future__ import annotations

import asyncio
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from tests.servers.slack.channels import Channel
    from tests.servers.slack.messages import Message
    from tests.servers.slack.people import User
    from tests.servers.slack.server import SlackServer
    from tests.servers.slack.views import View
    from tests.servers.slack.world import Team

Json = dict[str, Any]
BOUND = 10.0


class Kind(StrEnum):
    """Slack's ways of telling an app what happened, as Socket Mode calls them."""

    EVENT = "events_api"
    COMMAND = "slash_commands"
    INTERACTIVE = "interactive"


class Deed:
    """Something that happened and that the app was told, once or several times.

    `payload`             what was sent (that of the first attempt)
    `ack`                 the answer in the acknowledgement, None where it had none
    `acknowledged_after`  seconds until the first acknowledgement in time, None until there is one
    `attempts`            how often it was delivered
    `failed`              why the last attempt failed ("timeout", "http_error", …), else None
    `messages`            messages shown or changed in answer, in order, as they are now; what
                          carries no trigger is taken for an answer to the latest deed at its place
    `views`               views opened, pushed, updated or published in answer, as they are now
    `errors`              reasons at fields (`response_action: errors`), by block id
    `shown`               how many times anything was shown or changed in answer
    """

    def __init__(
        self,
        server: SlackServer,
        kind: Kind,
        team: Team,
        payload: Json,
        *,
        user: User | None = None,
        channel: Channel | None = None,
    ) -> None:
        self.server = server
        self.kind = kind
        self.team = team
        self.payload = payload
        self.user = user
        self.channel = channel
        self.message: Message | None = None
        self.source: Message | View | None = None
        self.sent_at = asyncio.get_running_loop().time()
        self.ack: Json | None = None
        self.acknowledged_after: float | None = None
        self.attempts = 0
        self.failed: str | None = None
        self.given_up = False
        self.delivered = True
        self.messages: list[Message] = []
        self.views: list[View] = []
        self.errors: dict[str, str] = {}
        self.shown = 0

    def __repr__(self) -> str:
        who = self.user.name if self.user else "nobody"
        state = "acknowledged" if self.acknowledged_after is not None else self.failed or "open"
        return f"<Deed {self.what} of {who}: {state}, shown {self.shown}>"

    @property
    def what(self) -> str:
        """Return what happened, in one word: "message", "/undaunted", "view_submission" …"""
        if self.kind is Kind.EVENT:
            event = self.payload.get("event")
            return str(event.get("type")) if isinstance(event, dict) else "event"
        return str(self.payload.get("command") or self.payload.get("type") or "interactive")

    @property
    def view(self) -> View:
        """Return the last view shown in answer; AssertionError where there is none."""
        if not self.views:
            raise AssertionError(f"no view in answer to {self}; {self.server.violations}")
        return self.views[-1]

    @property
    def answer(self) -> Message:
        """Return the one message shown in answer; AssertionError where there is none or several."""
        if len(self.messages) != 1:
            found = f"{len(self.messages)} messages in answer to {self}"
            raise AssertionError(f"{found}; {self.server.violations}")
        return self.messages[0]

    @property
    def trigger_id(self) -> str:
        """Return its trigger, empty where it carries none."""
        return str(self.payload.get("trigger_id", ""))

    @property
    def response_url(self) -> str:
        """Return its response URL, empty where it carries none."""
        return str(self.payload.get("response_url", ""))

    @property
    def age(self) -> float:
        """Return the seconds since it was first sent."""
        return asyncio.get_running_loop().time() - self.sent_at

    async def settled(self, within: float = BOUND) -> Self:
        """Return once it is acknowledged, was not subscribed to, or nobody tries any more."""
        await self._until(lambda: self._is_over, "is settled", within)
        return self

    async def answered(self, times: int = 1, within: float = BOUND) -> Self:
        """Return once it is settled and something was shown in answer, `times` times."""
        await self._until(lambda: self._is_over and self.shown >= times, "is answered", within)
        return self

    @property
    def _is_over(self) -> bool:
        return self.acknowledged_after is not None or self.given_up or not self.delivered

    async def _until(self, true: Any, what: str, within: float) -> None:
        told = f"{self} {what}; violations: {self.server.violations}"
        await self.server.changes.until(true, within, told)

    def acknowledge(self, ack: Json | None) -> None:
        """Note the first acknowledgement."""
        self.failed = None
        if self.acknowledged_after is None:
            self.ack = ack
            self.acknowledged_after = self.age

    def show(self, shown: Message | View) -> None:
        """Note what was shown or changed in answer."""
        seen: list[Any] = self.views if hasattr(shown, "callback_id") else self.messages
        if shown not in seen:
            seen.append(shown)
        self.shown += 1
        self.server.changes.happened()
