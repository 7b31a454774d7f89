"""Retention: passing data goes when its time is over and not a moment before; words stay."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table, func, insert, select, update

from bot.domain import keeping
from bot.events import Actor
from bot.store import tables
from bot.store.database import Database
from bot.store.retention import RETENTIONS
from bot.store.store import DatabaseStore
from bot.store.tables import LetterState
from tests.store.samples import row

PRIVACY = Path(__file__).parents[2] / "docs" / "privacy.md"
MOMENT = timedelta(microseconds=1)
ANA = Actor("test", "lobby", "ana", "Ana")


@pytest.fixture
async def store(database: Database) -> DatabaseStore:
    """A store with one row of everything, made on the last Monday of November."""
    async with database.begin() as connection:
        for table in tables.metadata.sorted_tables:
            if table is not tables.instance:
                await connection.execute(insert(table).values(row(table)))
        here = update(tables.space).values(removed_at=None)
        await connection.execute(here)
    return DatabaseStore(database)


async def left(database: Database) -> set[str]:
    """Name the tables that still hold something."""
    async with database.read() as connection:
        counts = {
            table.name: (
                await connection.execute(select(func.count()).select_from(table))
            ).scalar_one()
            for table in tables.metadata.sorted_tables
        }
    return {name for name, count in counts.items() if count}


async def change(database: Database, table: Table, **values: object) -> None:
    async with database.begin() as connection:
        await connection.execute(update(table).values(values))


ALL = {table.name for table in tables.metadata.sorted_tables}
PASSING = [
    ("seen", keeping.EVENT),
    ("change", keeping.CHANGE),
    ("draft", keeping.DRAFT),
    ("report", keeping.REPORT),
]


def test_every_kind_of_passing_data_has_its_rule() -> None:
    kept = {rule.table.name: rule.kept for rule in RETENTIONS}
    assert kept == {
        **dict(PASSING),
        "letter": keeping.LETTER,
        "post": keeping.SPACE,
        "closure": keeping.SPACE,
        "space": keeping.SPACE,
    }


def promised() -> dict[str, str]:
    """Return what docs/privacy.md says of each table: how long it is kept."""
    rows = [line.strip("| ").split(" | ") for line in PRIVACY.read_text("utf-8").splitlines()]
    return {row[2].strip("`"): row[3] for row in rows if len(row) == 4 and row[2].startswith("`")}


def test_the_page_on_privacy_names_every_table() -> None:
    assert set(promised()) == ALL


def test_the_page_on_privacy_promises_what_is_done() -> None:
    days = {name: re.match(r"(\d+) days?\b", kept) for name, kept in promised().items()}
    told = {name: timedelta(days=int(found[1])) for name, found in days.items() if found}
    assert told == {rule.table.name: rule.kept for rule in RETENTIONS}


def test_the_page_on_privacy_says_which_tables_go_with_a_person() -> None:
    until_erased = {name for name, kept in promised().items() if kept == "until you erase it"}
    passing = {rule.table.name for rule in RETENTIONS}
    assert (
        until_erased
        == {table.name for table in tables.metadata.sorted_tables if table.info} - passing
    )


def test_the_page_on_privacy_says_when_those_who_left_are_forgotten() -> None:
    said = " ".join(PRIVACY.read_text("utf-8").split())
    assert f"everything about you is forgotten {keeping.PERSON.days} days later" in said


@pytest.mark.parametrize(("name", "kept"), PASSING)
async def test_passing_data_goes_when_its_time_is_over(
    database: Database, store: DatabaseStore, now: datetime, name: str, kept: timedelta
) -> None:
    await store.tidy(now + kept)
    assert name in await left(database)
    await store.tidy(now + kept + MOMENT)
    assert name not in await left(database)


async def test_what_people_told_stays_for_years(
    database: Database, store: DatabaseStore, now: datetime
) -> None:
    await store.tidy(now + timedelta(days=3000))
    assert ALL - await left(database) == {name for name, _ in PASSING}


@pytest.mark.parametrize("state", [LetterState.SENT, LetterState.DROPPED, LetterState.PARKED])
async def test_a_letter_that_ended_is_forgotten_a_month_after_its_end(
    database: Database, store: DatabaseStore, now: datetime, state: LetterState
) -> None:
    ended = now + timedelta(days=5)
    await change(database, tables.letter, state=state, done_at=ended)
    await store.tidy(ended + keeping.LETTER)
    assert "letter" in await left(database)
    await store.tidy(ended + keeping.LETTER + MOMENT)
    assert "letter" not in await left(database)


async def test_a_letter_that_still_waits_is_kept_however_long(
    database: Database, store: DatabaseStore, now: datetime
) -> None:
    await change(database, tables.letter, state=LetterState.WAITING, done_at=None)
    await store.tidy(now + timedelta(days=400))
    assert "letter" in await left(database)


async def test_a_letter_that_was_withdrawn_is_forgotten_too(
    database: Database, store: DatabaseStore, now: datetime
) -> None:
    await change(database, tables.letter, state=LetterState.WAITING, done_at=None, key="reason")
    async with store.begin() as tx:
        await tx.outbox.withdraw("reason")
    await store.tidy(now + keeping.LETTER + MOMENT)
    assert "letter" not in await left(database)


async def test_a_community_that_took_the_bot_out_goes_with_its_circles_and_posts(
    database: Database, store: DatabaseStore, now: datetime
) -> None:
    async with database.begin() as connection:
        same = {"platform": "test", "space": "lobby"}
        await connection.execute(update(tables.post).values(same))
        await connection.execute(update(tables.closure).values(same))
        place = {"platform": "test", "external": "lobby", "removed_at": now}
        await connection.execute(update(tables.space).values(place))
    theirs = {"space", "circle", "week", "member", "share", "post"}
    theirs |= {"presence", "keeper", "closure"}
    await store.tidy(now + keeping.SPACE)
    assert theirs <= await left(database)
    await store.tidy(now + keeping.SPACE + MOMENT)
    assert theirs.isdisjoint(await left(database))
    assert {"person", "application", "checkin"} <= await left(database)


async def test_a_post_stays_known_as_long_as_it_may_have_to_be_taken_back(
    database: Database, store: DatabaseStore, now: datetime
) -> None:
    await store.tidy(now + timedelta(days=3000))
    assert "post" in await left(database)


async def gone(store: DatabaseStore, before: datetime) -> Sequence[int]:
    async with store.begin() as tx:
        return await tx.people.gone(before, 10)


async def test_people_are_gone_who_left_every_community(database: Database, now: datetime) -> None:
    store, other = DatabaseStore(database), Actor("test", "elsewhere", "ana", "Ana")
    async with store.begin() as tx:
        me = await tx.people.meet(ANA, "UTC", now)
        ben = await tx.people.meet(Actor("test", "lobby", "ben", "Ben"), "UTC", now)
    async with database.begin() as connection:
        second = row(
            tables.identity, id=9, person_id=me.id, space=other.space, platform="test", left_at=None
        )
        await connection.execute(insert(tables.identity).values(second))
    async with store.begin() as tx:
        await tx.people.left("test", "lobby", now)
    assert await gone(store, now + MOMENT) == (ben.id,)
    assert await gone(store, now) == ()
    await change(database, tables.identity, left_at=now)
    assert await gone(store, now + MOMENT) == (me.id, ben.id)


async def test_whoever_speaks_again_is_not_gone(database: Database, now: datetime) -> None:
    store = DatabaseStore(database)
    async with store.begin() as tx:
        me = await tx.people.meet(ANA, "UTC", now)
        await tx.people.left("test", "lobby", now, "ana")
    async with store.begin() as tx:
        assert [each.reachable for each in await tx.people.identities(me.id)] == [False]
    assert await gone(store, now + MOMENT) == (me.id,)
    async with store.begin() as tx:
        await tx.people.meet(ANA, "UTC", now + MOMENT)
        assert [each.reachable for each in await tx.people.identities(me.id)] == [True]
    assert await gone(store, now + timedelta(days=400)) == ()


async def test_a_community_that_takes_the_bot_in_again_has_its_people_back_but_for_those_who_left(
    database: Database, now: datetime
) -> None:
    store = DatabaseStore(database)
    async with store.begin() as tx:
        space = await tx.spaces.meet("test", "lobby", "UTC", now)
        me = await tx.people.meet(ANA, "UTC", now)
        ben = await tx.people.meet(Actor("test", "lobby", "ben", "Ben"), "UTC", now)
        await tx.people.left("test", "lobby", now, "ben")
    later = now + timedelta(days=1)
    async with store.begin() as tx:
        await tx.people.left("test", "lobby", later)
    await change(database, tables.space, removed_at=later)
    assert await gone(store, later + MOMENT) == (me.id, ben.id)
    async with store.begin() as tx:
        back = await tx.spaces.meet("test", "lobby", "UTC", later)
    assert (back.id, back.removed_at) == (space.id, None)
    assert await gone(store, later + MOMENT) == (ben.id,)


async def test_no_more_people_are_named_than_asked_for(database: Database, now: datetime) -> None:
    store = DatabaseStore(database)
    async with store.begin() as tx:
        for name in ("ana", "ben", "chidi"):
            await tx.people.meet(Actor("test", "lobby", name, name), "UTC", now)
        await tx.people.left("test", "lobby", now)
        assert len(await tx.people.gone(now + MOMENT, 2)) == 2
