"""What the courier asks of the core: cards for letters, and what to make of those that fail."""

from collections.abc import Sequence
from typing import Protocol

from bot.answers import Composed, Letter, Room
from bot.errors import Fault
from bot.ports.store import Tx
from bot.ui.card import Card


class Core(Protocol):
    """What the courier asks of the core."""

    async def fall_due(self, limit: int) -> int:
        """Let what is due happen, at most `limit` of each kind; returns how much happened."""
        ...

    async def compose(self, tx: Tx, letter: Letter) -> Composed:
        """Make a letter's card from what is true now, or say why it is not sent."""
        ...

    async def drawn(self, card: Card) -> Card:
        """Return a card with its charts drawn, or told in words where they cannot be."""
        ...

    async def held(self, tx: Tx, letter: Letter) -> None:
        """Take back what counted as sent, of a letter that waits for its reader."""
        ...

    async def closed_door(self, person_id: int) -> Card | None:
        """Say that nothing reaches somebody and what they can do; None if they need not hear it."""
        ...

    async def told(self, person_id: int) -> None:
        """Note that somebody was told that nothing reaches them."""
        ...

    async def closed(self, room: Room, fault: Fault, missing: Sequence[str]) -> None:
        """Take note that a room cannot be reached, and tell whoever can mend it."""
        ...
