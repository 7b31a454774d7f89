"""The bot in processes that die on purpose: each order read here is one fork's life.

`python -m tests.kill_child` reads one order a line, as JSON, and answers with how its fork ended.
The house is imported once, so that a fork is at work within milliseconds.
"""

import asyncio
import json
import os
import random
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.answers import Composed, Letter, Room
from bot.app import App
from bot.clock import ManualClock
from bot.commands import Command
from bot.courier import Courier
from bot.errors import Fault
from bot.ports.outbox import Claimed, Result
from bot.ports.platform import Address, Handle, Post
from bot.ports.store import Tx
from bot.store.database import Database
from bot.store.store import DatabaseStore, Letters
from bot.store.vault import Vault
from bot.ui.card import Card
from tests.talking import KEY, PLATFORM, WORDS


class Step(StrEnum):
    """Where a fork dies, on the way of a nudge from falling due to having been sent."""

    BEFORE_ENQUEUE = "before enqueue"
    AFTER_ENQUEUE = "after enqueue"
    AFTER_CLAIM = "after claim"
    AFTER_COMPOSE = "after compose"
    BEFORE_DELIVER = "before deliver"
    AFTER_DELIVER = "after deliver"
    BEFORE_SETTLE = "before settle"
    AFTER_SETTLE = "after settle"
    ANYWHERE = "anywhere"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class Order:
    """One life of the bot: over which file, at what time, and where it ends.

    It dies when it comes by `step` for the `nth` time, or anywhere after so many milliseconds.
    """

    path: str
    port: int
    now: str
    step: Step
    nth: int = 1

    def line(self) -> bytes:
        return f"{json.dumps(asdict(self))}\n".encode()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Reaper:
    """Counts how often a step was come by, and ends the process there."""

    def __init__(self, order: Order) -> None:
        self._step = order.step
        self._left = order.nth
        if order.step is Step.ANYWHERE:
            timer = threading.Timer(order.nth / 1000, die)
            timer.daemon = True
            timer.start()

    def passes(self, step: Step) -> None:
        if step is self._step:
            self._left -= 1
            if self._left == 0:
                die()


class MortalLetters(Letters):
    """The outbox, with a reaper beside it."""

    def __init__(self, database: Database, reaper: Reaper) -> None:
        super().__init__(database)
        self._reaper = reaper

    async def claim(self, now: datetime, limit: int, lease: timedelta) -> tuple[Claimed, ...]:
        claimed = await super().claim(now, limit, lease)
        if claimed:
            self._reaper.passes(Step.AFTER_CLAIM)
        return claimed

    async def settle(self, results: Sequence[Result], now: datetime) -> None:
        self._reaper.passes(Step.BEFORE_SETTLE)
        await super().settle(results, now)
        self._reaper.passes(Step.AFTER_SETTLE)


@dataclass
class MortalCore:
    """The core, with a reaper beside it."""

    app: App
    reaper: Reaper

    async def fall_due(self, limit: int) -> int:
        self.reaper.passes(Step.BEFORE_ENQUEUE)
        done = await self.app.fall_due(limit)
        if done:
            self.reaper.passes(Step.AFTER_ENQUEUE)
        return done

    async def compose(self, tx: Tx, letter: Letter) -> Composed:
        composed = await self.app.compose(tx, letter)
        self.reaper.passes(Step.AFTER_COMPOSE)
        return composed

    async def drawn(self, card: Card) -> Card:
        return await self.app.drawn(card)

    async def held(self, tx: Tx, letter: Letter) -> None:
        await self.app.held(tx, letter)

    async def closed_door(self, person_id: int) -> Card | None:
        return await self.app.closed_door(person_id)

    async def told(self, person_id: int) -> None:
        await self.app.told(person_id)

    async def closed(self, room: Room, fault: Fault, missing: Sequence[str]) -> None:
        await self.app.closed(room, fault, missing)


@dataclass
class Wire:
    """A platform at the other end of a socket, which shows nothing twice under the same key."""

    port: int
    reaper: Reaper
    name: str = PLATFORM

    async def run(self, handle: Handle, commands: Sequence[Command]) -> None:
        """Nothing comes in."""

    async def deliver(self, to: Address, card: Card, key: str) -> Post:
        self.reaper.passes(Step.BEFORE_DELIVER)
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        said: dict[str, Any] = {"to": to.user, "key": key, "text": card.summary()}
        writer.write(f"{json.dumps(said)}\n".encode())
        ref = (await reader.readline()).decode().strip()
        self.reaper.passes(Step.AFTER_DELIVER)
        writer.close()
        return Post(to, ref)

    async def revise(self, post: Post, card: Card) -> Post:
        return post

    async def whisper(self, to: Address, card: Card) -> bool:
        return False


async def live(order: Order) -> None:
    """Do all that is due at one instant, or die of it."""
    clock, reaper = ManualClock(datetime.fromisoformat(order.now)), Reaper(order)
    database = await Database.open(Path(order.path), Vault([KEY]), clock.now())
    store = DatabaseStore(database)
    store.letters = MortalLetters(database, reaper)
    app = App(
        store=store,
        texts=WORDS.texts,
        content=WORDS.content,
        understanding=WORDS.understanding,
        clock=clock,
        rng=random.Random(7),
    )
    core, wire = MortalCore(app, reaper), Wire(order.port, reaper)
    await Courier(store, core, {PLATFORM: wire}, clock).deliver_due()
    await store.close()


def lived(order: Order) -> int:
    """Live in a fork; returns how it ended: 0 when it did, or minus the signal that ended it."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    ended = 1
    try:
        asyncio.run(live(order))
        ended = 0
    finally:
        if ended:
            traceback.print_exc()
        os._exit(ended)


def main() -> None:
    """Carry out orders until there are no more."""
    for line in sys.stdin:
        given = json.loads(line)
        ended = lived(Order(**{**given, "step": Step(given["step"])}))
        sys.stdout.write(f"{ended}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
