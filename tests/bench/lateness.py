"""How late nudges are that nothing disturbs: `python -m tests.bench.lateness [HOW_MANY]`.

The real heartbeat over the real clock and a real file; only the platform is one that notes when it
was asked. Not part of the tests, for it measures a machine as much as it does the bot.
"""

import asyncio
import random
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import App
from bot.clock import SystemClock
from bot.commands import Command
from bot.courier import Courier
from bot.domain.nudge import Nudge, NudgeKind
from bot.events import Actor
from bot.ports.platform import Address, Handle, Post
from bot.scheduler import Heartbeat
from bot.store.database import Database
from bot.store.store import DatabaseStore
from bot.store.vault import Vault
from bot.ui.card import Card
from tests.talking import KEY, PLATFORM, SPACE, WORDS

APART = timedelta(milliseconds=150)
LEAD = timedelta(seconds=2)
ENOUGH_MS = 50


class Stopwatch:
    """A platform that notes how late each nudge was, in milliseconds."""

    name = PLATFORM

    def __init__(self, wanted: int) -> None:
        self.late_ms: list[float] = []
        self.done = asyncio.Event()
        self._wanted = wanted

    async def run(self, handle: Handle, commands: Sequence[Command]) -> None:
        """Nothing comes in."""

    async def deliver(self, to: Address, card: Card, key: str) -> Post:
        """Note how late it is: the key ends with the instant at which it was due."""
        due = datetime.fromisoformat(key.split(":", 2)[2])
        self.late_ms.append((SystemClock().now() - due).total_seconds() * 1000)
        if len(self.late_ms) == self._wanted:
            self.done.set()
        return Post(to, key)

    async def revise(self, post: Post, card: Card) -> Post:
        """Revise nothing."""
        return post

    async def whisper(self, to: Address, card: Card) -> bool:
        """Whisper to nobody: nobody talks here."""
        return False


async def measure(path: Path, count: int) -> list[float]:
    """Promise so many nudges, a little apart, and return how late each came."""
    clock, watch = SystemClock(), Stopwatch(count)
    store = DatabaseStore(await Database.open(path, Vault([KEY]), clock.now()))
    app = App(store, WORDS.texts, WORDS.content, WORDS.understanding, clock, random.Random(7))
    courier = Courier(store, app, {PLATFORM: watch}, clock)
    heartbeat = Heartbeat(courier, nothing)
    first = clock.now() + LEAD
    async with store.begin() as tx:
        for number in range(count):
            actor = Actor(PLATFORM, SPACE, f"user-{number}", f"User {number}")
            person = await tx.people.meet(actor, "UTC", clock.now())
            await tx.people.put(replace(person, quiet_start=0, quiet_end=0))
            due = first + APART * number
            words = "write to two people"
            nudge = Nudge(person.id, NudgeKind.OWN, clock.now(), text=words, asked=True)
            await tx.nudges.add(replace(nudge, due_at=due))
    await heartbeat.start()
    await watch.done.wait()
    await heartbeat.stop()
    await store.close()
    return watch.late_ms


async def nothing() -> None:
    """Tidy nothing."""


def main(count: int) -> None:
    """Measure, and print one line."""
    with tempfile.TemporaryDirectory() as folder:
        late = sorted(asyncio.run(measure(Path(folder) / "bench.db", count)))
    middle, p99 = statistics.median(late), late[max(0, round(len(late) * 0.99) - 1)]
    verdict = "within" if p99 <= ENOUGH_MS else "beyond"
    sys.stdout.write(
        f"{count} nudges: median {middle:.1f} ms late, p99 {p99:.1f} ms, worst {late[-1]:.1f} ms"
        f" ({verdict} {ENOUGH_MS} ms)\n"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
