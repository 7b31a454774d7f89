"""Nudges rest by when they are due; one that cannot be read does not hide the others."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.nudge import Nudge, NudgeKind, NudgeState, Past, Why
from bot.domain.person import Person
from bot.events import Actor
from bot.store.database import Database
from bot.store.store import DatabaseStore

HOUR = timedelta(hours=1)


@pytest.fixture
def store(database: Database) -> DatabaseStore:
    return DatabaseStore(database)


@pytest.fixture
async def ana(store: DatabaseStore, now: datetime) -> Person:
    async with store.begin() as tx:
        return await tx.people.meet(Actor("test", "here", "ana", "Ana"), "UTC", now)


@pytest.fixture
def nudge(ana: Person, now: datetime) -> Nudge:
    return Nudge(ana.id, NudgeKind.OWN, now, text="apply", due_at=now)


async def add(store: DatabaseStore, *nudges: Nudge) -> list[Nudge]:
    async with store.begin() as tx:
        return [await tx.nudges.add(nudge) for nudge in nudges]


async def test_a_nudge_comes_back_as_it_was_kept(store: DatabaseStore, nudge: Nudge) -> None:
    whole = replace(
        nudge,
        subject=3,
        weekdays=(0, 4),
        minute=540,
        monthly_day=2,
        asked=True,
        every=2,
        turn=1,
        unanswered=1,
        held=True,
        sent_at=nudge.created_at,
        outcome=Why.AWAY,
        outcome_at=nudge.created_at,
    )
    (kept,) = await add(store, whole)
    async with store.begin() as tx:
        assert await tx.nudges.get(kept.id) == replace(whole, id=kept.id)


async def test_only_what_is_due_and_still_comes_is_due(
    store: DatabaseStore, nudge: Nudge, now: datetime
) -> None:
    late, on_time, *_ = await add(
        store,
        replace(nudge, due_at=now - HOUR),
        nudge,
        replace(nudge, due_at=now + HOUR),
        replace(nudge, state=NudgeState.STOPPED),
        replace(nudge, state=NudgeState.DONE, due_at=None),
    )
    async with store.begin() as tx:
        assert await tx.nudges.due(now, 9) == (late, on_time)
        assert await tx.nudges.due(now, 1) == (late,)
        assert await tx.nudges.due_keys(now, 9) == (late.id, on_time.id)
    assert await store.next_due() == now - HOUR


async def test_active_ones_are_listed_the_next_first(
    store: DatabaseStore, nudge: Nudge, now: datetime
) -> None:
    later, sooner, _, other = await add(
        store,
        replace(nudge, due_at=now + HOUR, subject=1),
        replace(nudge, subject=2),
        replace(nudge, state=NudgeState.STOPPED, subject=3),
        replace(nudge, kind=NudgeKind.GOAL, due_at=now + 2 * HOUR),
    )
    async with store.begin() as tx:
        assert await tx.nudges.active(nudge.person_id) == (sooner, later, other)
        assert await tx.nudges.about(nudge.person_id, NudgeKind.OWN, 1) == later
        assert await tx.nudges.about(nudge.person_id, NudgeKind.GOAL, None) == other
        assert await tx.nudges.about(nudge.person_id, NudgeKind.OWN, 3) is None


async def test_what_was_last_sent_is_known_by_person_and_kind(
    store: DatabaseStore, nudge: Nudge, now: datetime
) -> None:
    await add(
        store,
        replace(nudge, sent_at=now - 2 * HOUR),
        replace(nudge, sent_at=now - HOUR),
        replace(nudge, sent_at=now, asked=True),
        replace(nudge, kind=NudgeKind.GOAL),
    )
    async with store.begin() as tx:
        past = await tx.nudges.past({nudge.person_id, 99})
    assert set(past) == {nudge.person_id}
    assert set(past[nudge.person_id]) == {
        Past(NudgeKind.OWN, False, now - HOUR),
        Past(NudgeKind.OWN, True, now),
    }


async def test_many_move_at_once_and_nobody_can_undo_it(
    store: DatabaseStore, nudge: Nudge, now: datetime
) -> None:
    kept = await add(store, nudge, nudge)
    moved = [replace(each, due_at=now + HOUR, turn=5, outcome=Why.CAPPED) for each in kept]
    async with store.begin() as tx:
        await tx.nudges.move(moved)
        await tx.nudges.move(())
        assert await tx.nudges.get(kept[0].id) == moved[0]
        change = await tx.changes.mark(nudge.person_id, now)
    async with store.begin() as tx:
        assert await tx.changes.undo(change, nudge.person_id, now)
        assert list(await tx.nudges.active(nudge.person_id)) == moved


async def test_one_that_cannot_be_read_can_still_be_put_off(
    store: DatabaseStore, database: Database, nudge: Nudge, now: datetime
) -> None:
    bad, good = await add(store, nudge, replace(nudge, subject=2))
    async with database.begin() as connection:
        later = "UPDATE nudge SET kind = 'of a later version' WHERE id = ?"
        await connection.exec_driver_sql(later, (bad.id,))
    async with store.begin() as tx:
        with pytest.raises(ValueError, match="later version"):
            await tx.nudges.due(now, 9)
        assert await tx.nudges.due_keys(now, 9) == (bad.id, good.id)
        await tx.nudges.put_off(bad.id, now + HOUR)
        assert await tx.nudges.due(now, 9) == (good,)
