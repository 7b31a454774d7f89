"""What can be taken back is told anew with what stands, so that an undo still finds it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.domain.nudge import Nudge, NudgeKind
from bot.domain.person import Often, Person
from bot.domain.plan import Commitment, Source
from bot.events import Actor
from bot.store import tables
from bot.store.database import Database
from bot.store.store import DatabaseStore

HOUR = timedelta(hours=1)


def an_hour_on(thing: object) -> object:
    """Tell a commitment and the end of a break an hour later, and leave the rest."""
    if isinstance(thing, Commitment) and thing.due_at is not None:
        return replace(thing, due_at=thing.due_at + HOUR)
    return thing + HOUR if isinstance(thing, datetime) else thing


@pytest.fixture
def store(database: Database) -> DatabaseStore:
    return DatabaseStore(database)


@pytest.fixture
async def ana(store: DatabaseStore, now: datetime) -> Person:
    async with store.begin() as tx:
        return await tx.people.meet(Actor("test", "here", "ana", "Ana"), "UTC", now)


async def test_an_undo_finds_what_it_knows_and_restores_what_was_meant(
    store: DatabaseStore, ana: Person, now: datetime
) -> None:
    async with store.begin() as tx:
        step = await tx.commitments.add(Commitment(ana.id, Source.PLAN, 1, "Call", now, due_at=now))
        await tx.changes.mark(ana.id, now)
        step = await tx.commitments.put(replace(step, due_at=now + 2 * HOUR))
        change = await tx.changes.mark(ana.id, now)
    async with store.begin() as tx:
        await tx.commitments.put(replace(step, due_at=now + 3 * HOUR))
        await tx.changes.retell(ana.id, an_hour_on)
        assert await tx.changes.undo(change, ana.id, now)
        back = await tx.commitments.get(step.id)
    assert back is not None
    assert back.due_at == now + HOUR


async def test_a_break_is_taken_back_although_its_end_moved(
    store: DatabaseStore, ana: Person, now: datetime
) -> None:
    async with store.begin() as tx:
        away = await tx.breaks.keep(replace(ana, away_until=now + HOUR, often=Often.LESS))
        await tx.preferences.keep(replace(away, often=Often.MORE))
        change = await tx.changes.mark(ana.id, now)
    async with store.begin() as tx:
        await tx.people.put(replace(away, away_until=now + 2 * HOUR, often=Often.MORE))
        await tx.changes.retell(ana.id, an_hour_on)
        assert await tx.changes.undo(change, ana.id, now)
        back = await tx.people.get(ana.id)
    assert back is not None
    assert (back.away_until, back.often) == (None, Often.LESS)


async def test_what_moves_by_itself_is_in_no_undo(
    store: DatabaseStore, ana: Person, now: datetime
) -> None:
    async with store.begin() as tx:
        moved = await tx.nudges.add(Nudge(ana.id, NudgeKind.OWN, now, text="moved"))
        await tx.changes.retell(ana.id, an_hour_on)
        told = await tx.nudges.add(Nudge(ana.id, NudgeKind.OWN, now, text="told"))
        change = await tx.changes.mark(ana.id, now)
    async with store.begin() as tx:
        assert await tx.changes.undo(change, ana.id, now)
        assert await tx.nudges.get(told.id) is None
        assert await tx.nudges.get(moved.id) == moved


async def test_what_an_older_version_wrote_otherwise_stays_as_it_is(
    store: DatabaseStore, ana: Person, now: datetime, database: Database
) -> None:
    odd = [{"shelf": "commitment", "id": 1, "before": None, "after": {"what": "Call"}}]
    async with store.begin() as tx:
        await tx.changes.mark(ana.id, now)
    async with database.begin() as connection:
        await connection.execute(update(tables.change).values(entries=odd))
    async with store.begin() as tx:
        await tx.changes.retell(ana.id, an_hour_on)
    async with database.read() as connection:
        assert (await connection.execute(select(tables.change.c.entries))).scalar_one() == odd


async def test_nobody_else_s_is_touched(store: DatabaseStore, ana: Person, now: datetime) -> None:
    async with store.begin() as tx:
        step = await tx.commitments.add(Commitment(ana.id, Source.PLAN, 1, "Call", now, due_at=now))
        change = await tx.changes.mark(ana.id, now)
    async with store.begin() as tx:
        await tx.changes.retell(ana.id + 1, an_hour_on)
        assert await tx.changes.undo(change, ana.id, now)
        assert await tx.commitments.get(step.id) is None
