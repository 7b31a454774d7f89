"""Opening: what cannot be trusted is refused with one sentence, and is not touched."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from bot.errors import StoreProblem
from bot.store.database import Database
from bot.store.vault import Vault
from tests.store import files
from tests.store.rows import a_sentence, closed_with, counted, opened, run, tally


async def refused(path: Path, vault: Vault, now: datetime) -> str:
    """Return what is said when the file cannot be opened; nothing stays locked by that."""
    with pytest.raises(StoreProblem) as caught:
        await Database.open(path, vault, now)
    with pytest.raises(StoreProblem) as again:
        await Database.open(path, vault, now)
    assert str(again.value) == str(caught.value)
    return a_sentence(caught.value)


async def test_folder_and_file_are_made_for_us_alone(
    path: Path, vault: Vault, now: datetime
) -> None:
    deeper = path.parent / "deeper" / path.name
    async with opened(deeper, vault, now) as database:
        await run(database, tally("one"))
        made = files.names(deeper.parent)
        modes = {files.mode(deeper.parent / name) for name in made}
    assert files.mode(deeper.parent) == 0o700
    assert made == {path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}.lock"}
    assert modes == {0o600}


async def test_a_file_that_others_could_read_is_closed_to_them(
    path: Path, vault: Vault, now: datetime
) -> None:
    await closed_with(path, vault, now, rows=1)
    files.open_to_all(path.parent)
    async with opened(path, vault, now):
        assert files.mode(path) == 0o600


async def test_an_empty_file_is_taken_for_a_new_one(
    path: Path, vault: Vault, now: datetime
) -> None:
    files.write(path, b"")
    await closed_with(path, vault, now, rows=1)


@pytest.mark.parametrize("length", [1, 100, 5_000])
async def test_a_file_that_is_no_database_is_left_alone(
    path: Path, vault: Vault, now: datetime, length: int
) -> None:
    files.write(path, b"Dear diary, " * length)
    assert "is not a database" in await refused(path, vault, now)
    assert files.content(path) == b"Dear diary, " * length


def first_bytes_lost(path: Path) -> None:
    path.write_bytes(os.urandom(100) + path.read_bytes()[100:])


def middle_lost(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 16384) + whole[-8192:])


def end_lost(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def count_of_free_pages_lost(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:36] + b"\0\0\0\7" + whole[40:])


def table_lost(path: Path) -> None:
    files.change(path, "DROP TABLE alembic_version")


def revision_lost(path: Path) -> None:
    files.change(path, "DELETE FROM alembic_version")


def witness_lost(path: Path) -> None:
    files.change(path, "DELETE FROM instance")


@pytest.mark.parametrize(
    "harm",
    [
        first_bytes_lost,
        middle_lost,
        end_lost,
        count_of_free_pages_lost,
        table_lost,
        revision_lost,
        witness_lost,
    ],
)
async def test_a_damaged_file_is_refused_and_not_touched(
    path: Path, vault: Vault, now: datetime, harm: Callable[[Path], None]
) -> None:
    await closed_with(path, vault, now, rows=5_000)
    harm(path)
    before = files.content(path)
    said = await refused(path, vault, now)
    assert "put your latest copy" in said
    assert str(path) in said
    assert files.content(path) == before


@pytest.mark.parametrize("last", ["PRAGMA application_id = 7", "CREATE TABLE theirs (a)"])
async def test_another_programs_file_is_refused_and_not_touched(
    path: Path, vault: Vault, now: datetime, last: str
) -> None:
    files.write(path, b"")
    files.change(path, "CREATE TABLE more (a)")
    files.change(path, last)
    before = files.content(path)
    assert "belongs to another program" in await refused(path, vault, now)
    assert files.content(path) == before


async def test_a_newer_file_is_refused_and_not_touched(
    path: Path, vault: Vault, now: datetime
) -> None:
    await closed_with(path, vault, now, rows=1)
    files.change(path, "UPDATE alembic_version SET version_num = '9999'")
    before = files.content(path)
    said = await refused(path, vault, now)
    assert "newer Undaunted (schema 9999" in said
    assert files.content(path) == before


async def test_a_wrong_key_is_refused_and_nothing_is_changed(
    path: Path, vault: Vault, now: datetime, key: str
) -> None:
    await closed_with(path, vault, now, rows=1)
    before = files.content(path)
    said = await refused(path, Vault(["A" * 43 + "="]), now)
    assert "put back the key" in said
    assert key not in said
    assert files.content(path) == before


async def test_a_folder_in_the_place_of_the_file_is_told(
    path: Path, vault: Vault, now: datetime
) -> None:
    files.make_folder(path)
    assert "is a folder: give the name of a file in it" in await refused(path, vault, now)


async def test_a_file_in_the_place_of_the_folder_is_told(
    path: Path, vault: Vault, now: datetime
) -> None:
    files.write(path.parent, b"")
    assert "a file stands where a folder is needed" in await refused(path, vault, now)


async def test_a_folder_where_nothing_may_be_written_is_told(
    open_folder: Path, vault: Vault, now: datetime
) -> None:
    with files.without_rights(open_folder):
        said = await refused(open_folder / "undaunted.db", vault, now)
        deeper = await refused(open_folder / "data" / "undaunted.db", vault, now)
    assert "give the user that runs it permission" in said
    assert "give the user that runs it permission" in deeper


@pytest.mark.parametrize("shut", [["."], ["undaunted.db"], [".", "undaunted.db"]], ids=str)
@pytest.mark.parametrize("lock_stays", [True, False])
async def test_a_file_or_folder_that_may_only_be_read_is_told(
    open_folder: Path, vault: Vault, now: datetime, shut: list[str], lock_stays: bool
) -> None:
    path = open_folder / "undaunted.db"
    await closed_with(path, vault, now, rows=1)
    files.open_to_all(open_folder)
    if not lock_stays:
        files.remove(open_folder / "undaunted.db.lock")
    with files.without_rights(*(open_folder / name for name in shut)):
        said = await refused(path, vault, now)
    assert "may not write" in said


def test_a_second_bot_is_kept_out_until_the_first_is_gone(path: Path, key: str) -> None:
    bot = ("-m", "tests.store.other_process", path, key)
    with files.running(*bot) as first:
        assert files.said_by(first) == "open"
        second = files.python(*bot)
    assert second.returncode == 3
    assert second.stderr == ""
    assert second.stdout == (
        f"Another Undaunted (process {first.pid}) is already running on {path}: "
        "stop that one first, or give this one a file of its own.\n"
    )
    with files.running(*bot) as third:
        assert files.said_by(third) == "open"


async def test_one_process_opens_a_file_once(
    database: Database, path: Path, vault: Vault, now: datetime
) -> None:
    said = await refused(path, vault, now)
    assert f"process {os.getpid()}" in said
    await run(database, tally("the first goes on"))
    assert await counted(database) == 1


async def test_a_second_name_for_the_same_file_is_seen_through(
    database: Database, path: Path, vault: Vault, now: datetime
) -> None:
    alias = path.with_name("alias.db")
    files.link(alias, path)
    assert "already running" in await refused(alias, vault, now)
