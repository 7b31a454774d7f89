"""Sealing at rest: the files tell nobody what people wrote, and keys can be changed."""

import asyncio
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, text

from bot.store import tables
from bot.store.database import Database
from bot.store.vault import Vault, VaultProblem, new_key
from tests.store import files
from tests.store.rows import opened, run
from tests.store.samples import WORDS, fill, row


async def test_the_files_tell_nobody_what_people_wrote(
    path: Path, vault: Vault, now: datetime
) -> None:
    async with opened(path, vault, now) as database:
        async with database.begin() as connection:
            await fill(connection)
            await connection.execute(insert(tables.seen).values(key="an open word", at=now))
        while_open = files.all_content(path.parent)
    assert b"an open word" in while_open
    assert WORDS.encode() not in while_open
    assert WORDS.encode() not in files.all_content(path.parent)


async def test_what_was_erased_is_gone_from_the_files_too(
    path: Path, vault: Vault, now: datetime
) -> None:
    async with opened(path, vault, now) as database:
        async with database.begin() as connection:
            await fill(connection)
        async with database.begin() as connection:
            found = await connection.execute(text("SELECT note FROM no"))
            sealed = found.scalar_one().encode()
        assert sealed in files.all_content(path.parent)
        await run(database, "DELETE FROM no")
    assert sealed not in files.all_content(path.parent)


def opens_with(connection: Connection, vault: Vault) -> int:
    """Count the sealed texts that this vault opens by itself."""
    found = 0
    for table in tables.metadata.sorted_tables:
        for values in connection.execute(text(f'SELECT * FROM "{table.name}"')):  # noqa: S608
            for value in values:
                if isinstance(value, str) and value.startswith("gAAAA"):
                    vault.open(value)
                    found += 1
    return found


async def test_changing_keys_seals_everything_again(path: Path, now: datetime) -> None:
    old, new = new_key(), new_key()
    async with opened(path, Vault([old]), now) as database, database.begin() as connection:
        await fill(connection)
    async with opened(path, Vault([new, old]), now) as database:
        changed = await database.reseal(batch=1)
        assert await database.reseal() == 0
    async with opened(path, Vault([new]), now) as database, database.read() as connection:
        assert await connection.run_sync(opens_with, Vault([new])) == changed > 10
        assert (await connection.execute(select(tables.no.c.note))).scalar_one() == WORDS


async def keep_goals(database: Database, numbers: Iterable[int]) -> None:
    """Keep ana's goals, each in a transaction of its own."""
    ana = insert(tables.person).prefix_with("OR IGNORE").values(row(tables.person))
    for number in numbers:
        goal = row(tables.goal, id=number + 1, text=f"goal {number}")
        await run(database, ana, insert(tables.goal).values(goal))


async def test_many_rows_are_sealed_again_in_batches_while_others_write(
    path: Path, now: datetime
) -> None:
    old, new = new_key(), new_key()
    async with opened(path, Vault([old]), now) as database:
        await keep_goals(database, range(25))
    async with opened(path, Vault([new, old]), now) as database:
        resealing = asyncio.create_task(database.reseal(batch=4))
        await keep_goals(database, range(25, 30))
        assert await resealing >= 25 * 3 + 2
    async with opened(path, Vault([new]), now) as database, database.read() as connection:
        found = await connection.execute(select(tables.goal.c.text).order_by(tables.goal.c.id))
        assert list(found.scalars()) == [f"goal {number}" for number in range(30)]


async def test_a_rotation_broken_off_goes_on_later_and_keeps_the_old_key_needed(
    path: Path, now: datetime
) -> None:
    old, new = new_key(), new_key()
    async with opened(path, Vault([old]), now) as database:
        await keep_goals(database, range(10))
    async with opened(path, Vault([new, old]), now) as database:
        resealing = asyncio.create_task(database.reseal(batch=2))
        while not await new_ones(database, new):
            await asyncio.to_thread(lambda: None)
        resealing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await resealing
    with pytest.raises(VaultProblem, match="does not open"):
        await Database.open(path, Vault([new]), now)
    async with opened(path, Vault([new, old]), now) as database:
        assert 0 < await database.reseal() < 32
    async with opened(path, Vault([new]), now) as database:
        assert await new_ones(database, new) == 10


async def new_ones(database: Database, key: str) -> int:
    async with database.read() as connection:
        found = await connection.execute(text("SELECT text FROM goal"))
        return sum(Vault([key]).is_newest(sealed) for sealed in found.scalars())
