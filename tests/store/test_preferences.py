"""What people chose about being written to can be taken back, whatever else changed since."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.person import Often, Person
from bot.events import Actor
from bot.store.database import Database
from bot.store.preferences import Preferences
from bot.store.shelf import Entry
from bot.store.store import DatabaseStore


@pytest.fixture
def store(database: Database) -> DatabaseStore:
    return DatabaseStore(database)


@pytest.fixture
async def ana(store: DatabaseStore, now: datetime) -> Person:
    async with store.begin() as tx:
        return await tx.people.meet(Actor("test", "here", "ana", "Ana"), "UTC", now)


async def chosen(store: DatabaseStore, person: Person, now: datetime) -> int:
    async with store.begin() as tx:
        await tx.preferences.keep(person)
        return await tx.changes.mark(person.id, now)


async def test_a_choice_is_taken_back_although_the_person_acted_since(
    store: DatabaseStore, ana: Person, now: datetime
) -> None:
    other = replace(
        ana, often=Often.NONE, muted=("goal",), quiet_start=0, quiet_end=60, name="Ana B"
    )
    change = await chosen(store, other, now)
    later = now + timedelta(hours=1)
    async with store.begin() as tx:
        await tx.people.put(replace(other, acted_at=later, zone="Europe/Berlin"))
    async with store.begin() as tx:
        assert await tx.changes.undo(change, ana.id, later)
        back = await tx.people.get(ana.id)
    assert back == replace(ana, acted_at=later, zone="Europe/Berlin", name="Ana B")


async def test_a_newer_choice_is_not_overturned(
    store: DatabaseStore, ana: Person, now: datetime
) -> None:
    change = await chosen(store, replace(ana, often=Often.NONE), now)
    await chosen(store, replace(ana, often=Often.MORE), now)
    async with store.begin() as tx:
        assert not await tx.changes.undo(change, ana.id, now)


async def test_what_changes_nothing_leaves_nothing_to_undo(
    store: DatabaseStore, ana: Person, now: datetime
) -> None:
    change = await chosen(store, ana, now)
    await chosen(store, replace(ana, often=Often.NONE), now)
    async with store.begin() as tx:
        assert await tx.changes.undo(change, ana.id, now)
        assert (await tx.people.get(ana.id)) == replace(ana, often=Often.NONE)


async def test_nothing_is_restored_for_nobody(
    store: DatabaseStore, ana: Person, now: datetime
) -> None:
    async with store.begin() as tx:
        preferences = tx.preferences
        assert isinstance(preferences, Preferences)
        assert not await preferences.restore(Entry("preference", 99, {}, {}))
        assert not await preferences.restore(Entry("preference", ana.id, None, {}))
