"""Killed at every step between falling due and being marked as sent, nothing is lost or doubled."""

import asyncio
import json
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.domain.nudge import Nudge, NudgeKind, NudgeState
from bot.events import Actor
from bot.store import tables
from bot.store.database import Database
from bot.store.store import DatabaseStore
from bot.store.tables import LetterState
from bot.store.vault import Vault
from tests.kill_child import Order, Step
from tests.talking import KEY, MONDAY, PLATFORM, SPACE

ROUND = timedelta(minutes=2)
"""Longer than a lease, so that each life finds what the one before left in hand."""

EXACT: list[Step] = [step for step in Step if step not in (Step.ANYWHERE, Step.NOWHERE)]
PER_ROUND = 3
# What happens to each letter happens three times in a life, all else once.
TO_EACH = (Step.AFTER_COMPOSE, Step.BEFORE_DELIVER, Step.AFTER_DELIVER)
KILLS = [(step, nth if step in TO_EACH else 1) for nth in (1, 2, 3, 1, 2, 3) for step in EXACT]
BY_CHANCE = [(Step.ANYWHERE, milliseconds) for milliseconds in (5, 15, 25, 35, 45, 55)]


@dataclass
class Records:
    """The platform's side: what people see of it, and how often each thing was asked for."""

    shown: dict[str, tuple[str, str]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Show what is new under its key, and answer with where it stands."""
        line = await reader.readline()
        if line.endswith(b"\n"):
            said = json.loads(line)
            self.asked[said["key"]] += 1
            self.shown.setdefault(said["key"], (said["to"], said["text"]))
            writer.write(f"post-{said['key']}\n".encode())
        writer.close()


@asynccontextmanager
async def nursery() -> AsyncIterator[Process]:
    """Where the lives are lived."""
    program = (sys.executable, "-m", "tests.kill_child")
    process = await asyncio.create_subprocess_exec(*program, stdin=PIPE, stdout=PIPE)
    assert process.stdin is not None
    try:
        yield process
    finally:
        process.stdin.close()
        await process.wait()


async def lives(process: Process, order: Order) -> int:
    """Live one life and return how it ended."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(order.line())
    async with asyncio.timeout(30):
        return int(await process.stdout.readline())


async def promise(path: Path, rounds: int) -> dict[str, str]:
    """Promise nudges due in every round; returns what each must say, and to whom, once."""
    database = await Database.open(path, Vault([KEY]), MONDAY)
    store = DatabaseStore(database)
    due: dict[str, str] = {}
    async with store.begin() as tx:
        for number in range(rounds * PER_ROUND):
            actor = Actor(PLATFORM, SPACE, f"user-{number}", f"User {number}")
            person = await tx.people.meet(actor, "UTC", MONDAY)
            at = MONDAY + ROUND * (number // PER_ROUND)
            words = f"promise number {number}."
            nudge = Nudge(person.id, NudgeKind.OWN, MONDAY, text=words, due_at=at, asked=True)
            await tx.nudges.add(nudge)
            due[actor.user] = words
    await store.close()
    return due


async def states(path: Path, now: datetime) -> tuple[dict[object, int], dict[object, int]]:
    """Count nudges and letters by their state."""
    database = await Database.open(path, Vault([KEY]), now)
    async with database.read() as connection:
        nudges, letters = [
            (await connection.execute(select(c.state, func.count()).group_by(c.state))).all()
            for c in (tables.nudge.c, tables.letter.c)
        ]
    await database.close()
    return {row[0]: row[1] for row in nudges}, {row[0]: row[1] for row in letters}


async def test_killed_at_every_step_nothing_is_missing_and_nothing_is_shown_twice(
    tmp_path: Path,
) -> None:
    path, records = tmp_path / "world.db", Records()
    plan = [*KILLS, *BY_CHANCE]
    due = await promise(path, len(plan))
    server = await asyncio.start_server(records.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    ended: list[int] = []
    async with server, nursery() as process:
        for number, (step, nth) in enumerate(plan):
            now = (MONDAY + ROUND * number).isoformat()
            ended.append(await lives(process, Order(str(path), port, now, step, nth)))
        last = MONDAY + ROUND * (len(plan) + 1)
        calm = Order(str(path), port, last.isoformat(), Step.NOWHERE)
        assert await lives(process, calm) == 0

    assert ended[: len(KILLS)] == [-signal.SIGKILL] * len(KILLS)
    assert set(ended) <= {0, -signal.SIGKILL}
    assert ended.count(-signal.SIGKILL) >= 50
    seen = Counter(to for to, _ in records.shown.values())
    assert seen == Counter(due.keys())
    assert all(due[to] in text for to, text in records.shown.values())
    # Some were delivered and not marked, so they were sent again, and shown once all the same.
    assert max(records.asked.values()) > 1
    assert await states(path, last) == (
        {NudgeState.DONE: len(due)},
        {LetterState.SENT: len(due)},
    )


@pytest.mark.parametrize("step", EXACT)
def test_every_step_is_died_at_several_times(step: Step) -> None:
    assert [each for each, _ in KILLS].count(step) == 6
