"""What a platform does for the core: bring events in, and put cards where people see them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.answers import Answer
from bot.commands import Command
from bot.events import Event
from bot.ui.card import Card

Handle = Callable[[Event], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Address:
    """Where a letter goes: a user's direct messages, or a channel.

    With both set it goes to the user in a place of their own in that channel, where nobody else
    of the community reads along; the post's address then names the place itself as channel.
    """

    platform: str
    space: str
    user: str = ""
    channel: str = ""
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Post:
    """A card that stands somewhere, as the platform names it."""

    address: Address
    ref: str


class Platform(Protocol):
    """One platform; delivery raises TryLater or Unreachable, never its library's own errors."""

    @property
    def name(self) -> str:
        """Its name in identities, rooms and addresses."""
        ...

    async def run(self, handle: Handle, commands: Sequence[Command]) -> None:
        """Bring events to `handle` and show its answers, until cancelled."""
        ...

    async def deliver(self, to: Address, card: Card, key: str) -> Post:
        """Show a new card; a second delivery under the same key shows nothing twice if it can."""
        ...

    async def revise(self, post: Post, card: Card) -> Post:
        """Change a standing card."""
        ...

    async def whisper(self, to: Address, card: Card) -> bool:
        """Show a card to somebody who is talking with us right now; False if it cannot be done.

        It is for them alone, is kept nowhere and raises nothing.
        """
        ...
