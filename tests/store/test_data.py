"""Everything about a person: found by walking the schema, given back whole, forgotten whole."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, Table, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import tables
from bot.store.columns import Sealed, SealedJson, Strings
from bot.store.data import Data, holdings
from bot.store.database import Database
from bot.store.store import DatabaseStore
from bot.store.vault import Vault
from tests.store import files
from tests.store.rows import opened
from tests.store.samples import row

ANA, BEN = 1, 2
NAMES = {ANA: "ana", BEN: "ben"}


def pointing(table: Table) -> list[Column[int]]:
    """Find the columns that point to a person, from the foreign keys alone."""
    person = tables.person
    keys = [key.parent for key in table.foreign_keys if key.column.table is person]
    return [person.c.id, *keys] if table is person else keys


PERSONAL = [table for table in tables.metadata.sorted_tables if pointing(table)]


def stays(table: Table) -> bool:
    """Tell whether a row outlives the person it names, as a circle outlives its host."""
    to_people = [key for key in table.foreign_keys if key.column.table is tables.person]
    return table is not tables.person and all(key.ondelete == "SET NULL" for key in to_people)


def words(table: Table, column: Column[object], name: str) -> str:
    return f"{name} wrote this into {table.name}.{column.name}"


def value(table: Table, column: Column[object], number: int, name: str) -> object:
    """Return something for a column that shows whose it is."""
    if column.primary_key or column.foreign_keys:
        return number
    match column.type:
        case Sealed():
            return words(table, column, name)
        case SealedJson():
            return {"said": words(table, column, name)}
        case Strings():
            return (f"{name}-{table.name}-{column.name}",)
        case _ if isinstance(row(table)[column.name], str) and not hasattr(column.type, "words"):
            return f"{name}-{table.name}-{column.name}"
        case _:
            return row(table)[column.name]


async def fill(connection: AsyncConnection) -> None:
    """Keep two rows in every table; those that go with people are one of ana's and one of ben's."""
    for table in tables.metadata.sorted_tables:
        if table is tables.instance:
            continue
        for number in NAMES:
            made = {each.name: value(table, each, number, whose(table, number)) for each in table.c}
            await connection.execute(insert(table).values(made))


def whose(table: Table, number: int) -> str:
    """Name whose row it is; what outlives people is nobody's."""
    return NAMES[number] if table in PERSONAL and not stays(table) else f"place{number}"


def written(number: int) -> Iterator[str]:
    for table in PERSONAL:
        for column in table.columns:
            if isinstance(column.type, Sealed | SealedJson):
                yield words(table, column, whose(table, number))


def sealed_of(connection: Connection, person: int) -> set[str]:
    """Return, as they stand in the file, the sealed texts of rows that go with a person."""
    found: set[str] = set()
    for table in (each for each in PERSONAL if not stays(each)):
        where = " OR ".join(f'"{column.name}" = {person}' for column in pointing(table))
        for values in connection.execute(text(f'SELECT * FROM "{table.name}" WHERE {where}')):  # noqa: S608
            found |= {one for one in values if isinstance(one, str) and one.startswith("gAAAA")}
    return found


@pytest.fixture
async def filled(database: Database) -> DatabaseStore:
    async with database.begin() as connection:
        await fill(connection)
    return DatabaseStore(database)


def test_every_table_that_points_to_people_is_found() -> None:
    assert len(PERSONAL) > 20
    assert {each.table for each in holdings()} == set(PERSONAL)
    for each in holdings():
        assert set(each.owning) | set(each.naming) == set(pointing(each.table))


def test_the_column_that_shelves_go_by_is_one_that_owns_its_row() -> None:
    owning = {each.table: {column.name for column in each.owning} for each in holdings()}
    named = {table: table.info["person"] for table in PERSONAL if "person" in table.info}
    assert set(named) == {table for table in PERSONAL if not stays(table)}
    assert all(column in owning[table] for table, column in named.items())


def test_deleting_a_person_in_the_database_itself_would_leave_nothing_dangling() -> None:
    rules = {key.ondelete for table in PERSONAL for key in table.foreign_keys
             if key.column.table is tables.person}  # fmt: skip
    assert rules == {"CASCADE", "SET NULL"}


async def test_export_holds_every_column_of_every_table_and_nobody_else(
    filled: DatabaseStore,
) -> None:
    async with filled.begin() as tx:
        given = await tx.data.export(ANA)
    assert set(given) == {table.name for table in PERSONAL}
    for table in PERSONAL:
        rows = given[table.name]
        assert isinstance(rows, list)
        assert [set(each) for each in rows] == [set(table.columns.keys())]
    as_text = json.dumps(given, ensure_ascii=False, allow_nan=False)
    assert [said for said in written(ANA) if said not in as_text] == []
    assert not any(said in as_text for said in written(BEN))
    assert "ben" not in as_text


async def test_what_is_kept_is_counted_by_table(filled: DatabaseStore) -> None:
    async with filled.begin() as tx:
        assert await tx.data.counts(ANA) == {table.name: 1 for table in PERSONAL}
        assert set((await tx.data.counts(3)).values()) == {0}


async def test_nothing_of_somebody_erased_is_left_in_any_table(filled: DatabaseStore) -> None:
    async with filled.begin() as tx:
        before = await tx.data.export(BEN)
        await tx.data.erase(ANA)
    async with filled.begin() as tx:
        assert set((await tx.data.counts(ANA)).values()) == {0}
        assert await tx.data.export(BEN) == before


async def test_nothing_of_somebody_erased_is_left_in_the_files_while_we_run(
    path: Path, vault: Vault, now: datetime
) -> None:
    async with opened(path, vault, now) as database:
        async with database.begin() as connection:
            await fill(connection)
            mine = await connection.run_sync(sealed_of, ANA)
            others = await connection.run_sync(sealed_of, BEN)
        there = files.all_content(path.parent)
        assert all(one.encode() in there for one in mine | others)
        assert b"ana-identity-user" in there
        async with DatabaseStore(database).begin() as tx:
            await tx.data.erase(ANA)
        there = files.all_content(path.parent)
        assert [one for one in mine if one.encode() in there] == []
        assert [one for one in others if one.encode() not in there] == []
        assert b"ana-" not in there
        assert not any(said.encode() in there for said in written(ANA))


async def test_nobody_can_read_what_was_erased_with_the_key_in_hand(
    path: Path, vault: Vault, now: datetime
) -> None:
    async with opened(path, vault, now) as database:
        async with database.begin() as connection:
            await fill(connection)
        async with DatabaseStore(database).begin() as tx:
            await tx.data.erase(ANA)
        async with database.read() as connection:
            left = [said for table in PERSONAL for said in await everything(connection, table)]
    assert [said for said in left if "ana" in said] == []
    assert any("ben wrote this" in said for said in left)


async def everything(connection: AsyncConnection, table: Table) -> list[str]:
    rows = await connection.execute(select(table))
    return [_said(value) for found in rows for value in found]


def _said(value: object) -> str:
    return str(value["said"]) if isinstance(value, Mapping) and "said" in value else str(value)


async def test_erasing_somebody_who_is_not_there_changes_nothing(filled: DatabaseStore) -> None:
    async with filled.begin() as tx:
        before = await tx.data.export(BEN)
        await tx.data.erase(3)
        assert await tx.data.export(BEN) == before


async def test_an_erasure_that_fails_leaves_everything(filled: DatabaseStore) -> None:
    with pytest.raises(RuntimeError, match="the power went"):
        await erase_until_the_power_goes(filled)
    async with filled.begin() as tx:
        assert set((await tx.data.counts(ANA)).values()) == {1}


async def erase_until_the_power_goes(store: DatabaseStore) -> None:
    async with store.begin() as tx:
        await tx.data.erase(ANA)
        raise RuntimeError("the power went")


async def test_a_circle_goes_on_without_its_host(filled: DatabaseStore) -> None:
    async with filled.begin() as tx:
        await tx.data.erase(ANA)
        circle = await tx.circles.get(1)
    assert circle is not None
    assert circle.host_id is None


def test_data_knows_whether_it_erased_anything() -> None:
    assert not Data(None).has_erased  # type: ignore[arg-type]
