"""Faults while it runs: each leaves the store as one sentence, and nothing is half kept."""

import asyncio
import errno
import os
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot.errors import StoreProblem
from bot.store import tables
from bot.store.database import Database
from bot.store.faults import Clash, told_of_files
from bot.store.vault import Vault
from tests.store import files
from tests.store.other_process import STARTED
from tests.store.rows import a_sentence, closed_with, counted, opened, run, tally


async def fill_up(database: Database) -> None:
    pages = await run(database, "PRAGMA page_count")
    await run(database, f"PRAGMA max_page_count = {pages}")


async def test_a_full_disk_loses_only_what_did_not_fit(database: Database) -> None:
    await run(database, tally("before"))
    await fill_up(database)
    with pytest.raises(StoreProblem) as caught:
        await run(database, tally("half"), tally("long" * 10_000))
    assert "no room left" in a_sentence(caught.value)
    assert await counted(database) == 1
    await run(database, "PRAGMA max_page_count = 100000")
    await run(database, tally("after"))
    assert await counted(database) == 2


async def test_a_change_undone_by_the_database_does_not_pass_for_success(
    database: Database,
) -> None:
    with pytest.raises(StoreProblem) as caught:
        # What a failing disk makes SQLite do in the middle, whoever notices or not.
        await run(database, tally("half"), "ROLLBACK")
    assert "undid a change by itself" in a_sentence(caught.value)
    assert await counted(database) == 0


@pytest.mark.parametrize("largest", [20_000, 800_000])
def test_a_disk_that_takes_no_more_stops_with_a_sentence(
    path: Path, key: str, largest: int
) -> None:
    other = files.python("-m", "tests.store.other_process", path, key, largest)
    *kept, said = other.stdout.splitlines()
    assert other.returncode == 3
    assert other.stderr == ""
    assert said == (
        f"The disk that holds {path} failed to read or write: "
        "check its room, quota and health, then start again."
    )
    assert len(kept) > 1 if largest > 100_000 else kept == []
    last = int(kept[-1]) if kept else 0
    asyncio.run(everything_is_there(path, Vault([key]), last * 2))


async def everything_is_there(path: Path, vault: Vault, expected: int) -> None:
    async with opened(path, vault, STARTED) as database:
        assert await counted(database) == expected
        await run(database, tally("there is room again"))


async def test_damage_under_a_running_bot_is_told(path: Path, vault: Vault, now: datetime) -> None:
    await closed_with(path, vault, now, rows=5_000)
    database = await Database.open(path, vault, now)
    files.overwrite(path)
    await run(database, "PRAGMA shrink_memory")
    with pytest.raises(StoreProblem) as caught:
        await counted(database)
    assert "is damaged" in a_sentence(caught.value)
    with pytest.raises(StoreProblem, match="is damaged"):
        await database.close()


async def test_a_program_that_locks_the_file_is_told(database: Database, path: Path) -> None:
    await run(database, "PRAGMA busy_timeout = 1")
    with files.running("-c", files.LOCK, path) as browser:
        assert files.said_by(browser) == "locked"
        with pytest.raises(StoreProblem) as caught:
            await run(database, tally("waits"))
    assert "Another program keeps" in a_sentence(caught.value)
    await run(database, tally("goes on"))
    assert await counted(database) == 1


async def test_what_breaks_a_rule_is_a_clash_that_names_no_values(database: Database) -> None:
    await run(database, tally("taken"))
    with pytest.raises(Clash) as caught:
        await run(database, tally("taken"))
    assert "tally.name" in a_sentence(caught.value)
    assert "taken" not in str(caught.value)


async def test_a_row_that_points_nowhere_is_a_clash(database: Database) -> None:
    orphan = insert(tables.practised).values(person_id=404, practice="reflect", at=STARTED)
    with pytest.raises(Clash, match="FOREIGN KEY"):
        await run(database, orphan)


async def test_a_mistaken_statement_is_told_with_its_cause(database: Database) -> None:
    with pytest.raises(StoreProblem, match="no such table: nowhere") as caught:
        await run(database, "SELECT * FROM nowhere")
    a_sentence(caught.value)
    assert caught.value.__cause__ is not None


async def only_person(database: Database) -> None:
    async with database.read() as connection:
        (await connection.execute(select(tables.person))).one()


async def test_a_missing_row_is_told_without_naming_the_library(database: Database) -> None:
    with pytest.raises(StoreProblem, match="NoResultFound"):
        await only_person(database)


async def test_a_value_that_does_not_fit_is_our_own_plain_error(database: Database) -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001
    with pytest.raises(ValueError, match="without a zone") as caught:
        await run(database, insert(tables.seen).values(key="k", at=naive))
    assert type(caught.value) is ValueError


async def test_other_errors_pass_as_they_are(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        await divide(database)


async def divide(database: Database) -> None:
    async with database.begin() as connection:
        await connection.execute(tally("half"))
        raise ZeroDivisionError


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "make room"),
        (errno.EDQUOT, "make room"),
        (errno.EACCES, "permission"),
        (errno.EROFS, "permission"),
        (errno.ENOTDIR, "a file stands where a folder is needed: move it away"),
        (errno.EISDIR, "a folder stands in its place: move it away"),
        (errno.ENAMETOOLONG, "File name too long"),
    ],
)
def test_a_fault_of_the_file_system_names_the_place_and_the_remedy(
    number: int, remedy: str
) -> None:
    with pytest.raises(StoreProblem, match=remedy) as caught, told_of_files("/srv/undaunted.db"):
        raise OSError(number, os.strerror(number))
    assert "/srv/undaunted.db" in a_sentence(caught.value)
