"""Interactions: what somebody did, how the bot answered, and what was shown in answer."""

from __future__ import annotations

import asyncio
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from tests.servers.discord.modals import Modal

if TYPE_CHECKING:
    from tests.servers.discord.messages import Message
    from tests.servers.discord.people import User
    from tests.servers.discord.server import DiscordServer
    from tests.servers.discord.world import Channel

__all__ = ["Answer", "Choice", "Interaction", "Kind", "Modal"]
Json = dict[str, Any]
BOUND = 10.0


class Kind(IntEnum):
    """Discord's interaction types."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL_SUBMIT = 5


class Answer(IntEnum):
    """Discord's interaction callback types."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


class Choice(NamedTuple):
    """One completion offered."""

    name: str
    value: str


class Interaction:
    """Something that somebody did.

    `answer`              how it was acknowledged, None until it is
    `acknowledged_after`  seconds until it was, None until it is
    `modal`               the modal shown in answer, if any
    `choices`             the completions offered, if any
    `messages`            the messages shown or changed in answer, in order, as they are now
    `webhook_calls`       how many follow-ups, edits and deletions went through its token
    `payload`             what was sent over the gateway
    """

    def __init__(
        self, server: DiscordServer, user: User, channel: Channel | None, payload: Json
    ) -> None:
        self.server = server
        self.user = user
        self.channel = channel
        self.payload = payload
        self.id = int(payload["id"])
        self.token = str(payload["token"])
        self.source: Message | None = None
        self.sent_at = asyncio.get_running_loop().time()
        self.answer: Answer | None = None
        self.acknowledged_after: float | None = None
        self.original: Message | None = None
        self.messages: list[Message] = []
        self.modal: Modal | None = None
        self.choices: list[Choice] = []
        self.follow_ups = 0
        self.webhook_calls = 0
        self._over = False

    def __repr__(self) -> str:
        answer = self.answer.name if self.answer else "unanswered"
        return f"<Interaction {self.payload.get('type')} of {self.user.name}: {answer}>"

    @property
    def kind(self) -> int:
        """Return Discord's interaction type."""
        return int(self.payload.get("type", 0))

    @property
    def user_install_only(self) -> bool:
        """Say whether only the person, and not the server, installed the bot."""
        return set(self.payload.get("authorizing_integration_owners", {})) == {"1"}

    @property
    def message(self) -> Message:
        """Return the one message shown in answer; AssertionError where there is none or several."""
        if len(self.messages) != 1:
            raise AssertionError(f"{len(self.messages)} messages in answer to {self}")
        return self.messages[0]

    @property
    def shown_modal(self) -> Modal:
        """Return the modal shown in answer; AssertionError where there is none."""
        if self.modal is None:
            raise AssertionError(f"no modal in answer to {self}: {self.messages}")
        return self.modal

    @property
    def is_settled(self) -> bool:
        """Say whether it was acknowledged, and "thinking …" has given way to an answer."""
        waits = self.original is not None and self.original.loading and not self.original.deleted
        return self.answer is not None and not waits

    @property
    def age(self) -> float:
        """Return the seconds since it was sent."""
        return asyncio.get_running_loop().time() - self.sent_at

    @property
    def is_late(self) -> bool:
        """Say whether an acknowledgement would come too late now."""
        return self._over or self.age > self.server.patience

    @property
    def token_is_over(self) -> bool:
        """Say whether its token is worth nothing any more."""
        return self._over or self.age > self.server.token_life

    def expire(self) -> None:
        """Let its token be worth nothing from now on."""
        self._over = True

    async def settled(self, within: float = BOUND) -> Self:
        """Return once acknowledged and, if deferred with "thinking …", followed up.

        An update that was deferred has no "thinking …": for its edit wait with `followed_up`.
        """
        what = f"{self} is settled; violations: {self.server.violations}"
        await self.server.changes.until(lambda: self.is_settled, within, what)
        return self

    async def followed_up(self, times: int = 1, within: float = BOUND) -> Self:
        """Return once `times` follow-ups, edits or deletions went through its token."""
        what = f"{self} is followed up; violations: {self.server.violations}"
        await self.server.changes.until(lambda: self.webhook_calls >= times, within, what)
        return self

    def acknowledge(self, answer: Answer) -> None:
        """Note how it was acknowledged."""
        self.answer = answer
        self.acknowledged_after = self.age

    def show(self, message: Message) -> None:
        """Note a message shown or changed in answer."""
        if message not in self.messages:
            self.messages.append(message)
