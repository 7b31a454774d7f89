"""The database: one transaction at a time, whole or not at all, whoever dies in the middle."""

import asyncio
import signal
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.errors import StoreProblem
from bot.store import tables
from bot.store.database import MEMORY, Database
from bot.store.vault import Vault, new_key
from tests.store import files
from tests.store.other_process import STARTED
from tests.store.rows import counted, opened, run, tally
from tests.store.samples import WORDS, fill


async def names(database: Database) -> list[str]:
    async with database.read() as connection:
        found = await connection.execute(select(tables.tally.c.name).order_by(tables.tally.c.id))
        return list(found.scalars())


async def test_what_was_kept_is_there_after_a_restart(
    path: Path, vault: Vault, now: datetime
) -> None:
    async with opened(path, vault, now) as database, database.begin() as connection:
        await fill(connection)
    async with opened(path, vault, now) as database, database.read() as connection:
        no = (await connection.execute(select(tables.no))).one()
    assert no.company == WORDS
    assert no.at == STARTED


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("application_id", 0x554E4441),
    ],
)
async def test_the_file_is_kept_the_careful_way(
    path: Path, vault: Vault, now: datetime, pragma: str, expected: object
) -> None:
    for _ in range(2):
        async with opened(path, vault, now) as database, database.read() as connection:
            assert (await connection.execute(text(f"PRAGMA {pragma}"))).scalar_one() == expected


async def test_the_instance_remembers_when_it_began(database: Database, now: datetime) -> None:
    async with database.read() as connection:
        instance = (await connection.execute(select(tables.instance))).one()
    assert instance.created_at == now


async def test_a_database_in_memory_is_a_whole_one_of_its_own(vault: Vault, now: datetime) -> None:
    one = await Database.open(MEMORY, vault, now)
    other = await Database.open(MEMORY, Vault([new_key()]), now)
    await run(one, tally("here"))
    assert (await counted(one), await counted(other)) == (1, 0)
    await one.close()
    await other.close()


async def broken_off(database: Database) -> None:
    async with database.begin() as connection:
        await connection.execute(tally("half"))
        raise LookupError("a rule said no")


async def test_an_error_undoes_everything_and_passes_on(database: Database) -> None:
    with pytest.raises(LookupError, match="a rule said no"):
        await broken_off(database)
    assert await counted(database) == 0
    await run(database, tally("next"))
    assert await counted(database) == 1


async def test_those_who_wait_come_in_the_order_they_asked(database: Database) -> None:
    expected = [f"{number}" for number in range(40)]
    async with database.begin() as connection:
        waiting = []
        for name in expected[1:]:
            waiting.append(asyncio.create_task(run(database, tally(name))))
            await connection.execute(select(1))
        await connection.execute(tally(expected[0]))
    await asyncio.gather(*waiting)
    assert await names(database) == expected


async def add_one(database: Database) -> None:
    async with database.begin() as connection:
        count = await connection.execute(select(tables.tally.c.count))
        changed = tables.tally.update().values(count=count.scalar_one() + 1)
        await connection.execute(changed)


async def test_two_who_read_and_write_at_once_do_not_lose_a_step(database: Database) -> None:
    await run(database, tally("seats", 0))
    await asyncio.gather(*(add_one(database) for _ in range(50)))
    assert await run(database, select(tables.tally.c.count)) == 50


async def inner(database: Database) -> None:
    async with database.begin():
        await counted(database)


async def test_a_transaction_inside_another_is_told_instead_of_waiting_for_ever(
    database: Database,
) -> None:
    with pytest.raises(RuntimeError, match="inside another"):
        await inner(database)
    assert await counted(database) == 0


async def test_a_task_that_waits_may_be_cancelled(database: Database) -> None:
    async with database.begin() as connection:
        waiting = asyncio.create_task(run(database, tally("never")))
        await connection.execute(tally("kept"))
        waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await names(database) == ["kept"]


async def slow(database: Database) -> None:
    async with database.begin() as connection:
        for number in range(1_000_000):
            await connection.execute(tally(f"half {number}"))


@pytest.mark.parametrize("place", ["file", "memory"])
@pytest.mark.parametrize("steps", range(12))
async def test_a_task_cancelled_at_any_step_leaves_nothing_and_breaks_nothing(
    path: Path, vault: Vault, now: datetime, place: str, steps: int
) -> None:
    async with opened(path if place == "file" else MEMORY, vault, now) as database:
        await run(database, tally("before"))
        task = asyncio.create_task(slow(database))
        for _ in range(steps):
            await asyncio.to_thread(lambda: None)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await run(database, tally("after"))
        assert await names(database) == ["before", "after"]


async def test_a_commit_once_begun_is_not_cancelled(database: Database) -> None:
    outcomes = set()
    for turn in range(30):
        task = asyncio.create_task(run(database, tally(f"{turn}")))
        for _ in range(turn % 10):
            await asyncio.to_thread(lambda: None)
        task.cancel()
        # Twice, as an impatient operator does.
        asyncio.get_running_loop().call_soon(task.cancel)
        with suppress(asyncio.CancelledError):
            await task
        outcomes.add(task.cancelled())
        if not task.cancelled():
            assert f"{turn}" in await names(database)
    assert True in outcomes


async def write_while_reading(database: Database) -> None:
    async with database.read() as connection:
        await connection.execute(tally("sly"))


async def test_writing_where_only_reading_was_meant_is_undone_and_told(database: Database) -> None:
    with pytest.raises(RuntimeError, match="only reading was meant"):
        await write_while_reading(database)
    assert await counted(database) == 0


async def test_a_closed_database_says_so(path: Path, vault: Vault, now: datetime) -> None:
    database = await Database.open(path, vault, now)
    await database.close()
    await database.close()
    with pytest.raises(StoreProblem, match="is closed already"):
        await counted(database)


async def test_closing_waits_for_whoever_is_at_it(path: Path, vault: Vault, now: datetime) -> None:
    database = await Database.open(path, vault, now)
    async with database.begin() as connection:
        closing = asyncio.create_task(database.close())
        await connection.execute(tally("last"))
    await closing
    assert not files.names(path.parent) & {f"{path.name}-wal", f"{path.name}-shm"}
    async with opened(path, vault, now) as again:
        assert await names(again) == ["last"]


@pytest.mark.parametrize("committed", [0, 1, 3, 10, 40])
def test_a_killed_process_leaves_whole_transactions(path: Path, key: str, committed: int) -> None:
    with files.running("-m", "tests.store.other_process", path, key) as bot:
        assert files.said_by(bot) == "open"
        for number in range(1, committed + 1):
            assert files.said_by(bot) == f"{number}"
        bot.send_signal(signal.SIGKILL)
    asyncio.run(whole(path, Vault([key]), committed))


async def whole(path: Path, vault: Vault, committed: int) -> None:
    async with opened(path, vault, STARTED) as database:
        found = await names(database)
        sound = await run(database, "PRAGMA integrity_check")
    pairs = len(found) // 2
    assert pairs >= committed
    assert found == [f"{half}{number}" for number in range(1, pairs + 1) for half in "ab"]
    assert sound == "ok"


async def test_errors_do_not_repeat_what_people_wrote(database: Database) -> None:
    with pytest.raises(StoreProblem) as caught:
        await run(database, tally("private words"), tally("private words"))
    assert "private words" not in f"{caught.value} {caught.value.__cause__}"
