"""The desk: letters composed when they are delivered, and what is made of those that fail."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from bot.answers import Composed, Letter, Room, Skip
from bot.domain import closure as closures
from bot.domain.person import Person
from bot.errors import Fault
from bot.handlers import closure, reach
from bot.ports.content import Content
from bot.ports.context import Composing, Surroundings
from bot.ports.store import Store, Tx
from bot.routes.letters import COMPOSERS
from bot.texts import Texts
from bot.ui.card import Block, Card, Chart, Picture, Text
from bot.ui.studio import Studio
from bot.understanding.heard import Understanding


class Clock(Protocol):
    """Says what time it is."""

    def now(self) -> datetime:
        """Return the present instant, UTC."""
        ...


@dataclass(slots=True)
class Desk:
    """The side of the core that the courier turns to."""

    store: Store
    texts: Texts
    content: Content
    understanding: Understanding
    clock: Clock
    rng: random.Random
    studio: Studio = field(default_factory=Studio, kw_only=True)

    async def compose(self, tx: Tx, letter: Letter) -> Composed:
        """Make a letter's card from what is true now, or say why it is not sent."""
        now = self.clock.now()
        if letter.late_after is not None and now > letter.late_after:
            return Skip("late")
        reader: Person | None = None
        if isinstance(letter.to, int):
            reader = await tx.people.get(letter.to)
            if reader is None:
                return Skip("gone")
        around = self._surroundings(tx)
        barrier = await closure.barrier(around, letter)
        if barrier is not None and not closures.is_to_be_tried(barrier, now):
            return Skip("closed")
        composed = await COMPOSERS[letter.kind](
            Composing(
                tx=tx,
                now=around.now,
                rng=around.rng,
                texts=around.texts,
                content=around.content,
                understanding=around.understanding,
                letter=letter,
                reader=reader,
            )
        )
        if barrier is not None and isinstance(composed, Card):
            await closure.tried(around, barrier)
        return composed

    async def drawn(self, card: Card) -> Card:
        """Return a card with its charts drawn, or told in words where they cannot be."""
        if not any(isinstance(block, Chart) for block in card.blocks):
            return card
        return replace(card, blocks=tuple([await self._drawn(block) for block in card.blocks]))

    async def _drawn(self, block: Block) -> Block:
        if not isinstance(block, Chart):
            return block
        png = await self.studio.picture(block.plot)
        return Text(block.alt) if png is None else Picture(png, block.alt)

    async def held(self, tx: Tx, letter: Letter) -> None:
        """Take back what counted as sent, of a letter that waits for its reader."""
        await reach.held(tx, letter)

    async def closed_door(self, person_id: int) -> Card | None:
        """Say that nothing reaches somebody and what they can do; None if they need not hear it."""
        async with self.store.begin() as tx:
            return await reach.door(self._surroundings(tx), person_id)

    async def told(self, person_id: int) -> None:
        """Note that somebody was told that nothing reaches them."""
        async with self.store.begin() as tx:
            await tx.accounts.tell(person_id, self.clock.now())

    async def closed(self, room: Room, fault: Fault, missing: Sequence[str]) -> None:
        """Take note that a room cannot be reached, and tell whoever can mend it."""
        async with self.store.begin() as tx:
            letters = await closure.note(self._surroundings(tx), room, fault, tuple(missing))
            await tx.outbox.enqueue(letters, self.clock.now())

    def _surroundings(self, tx: Tx) -> Surroundings:
        return Surroundings(
            tx, self.clock.now(), self.rng, self.texts, self.content, self.understanding
        )
