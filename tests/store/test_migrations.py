"""Migrations: every file reaches the newest schema whole, with its rows, or stays as it was."""

import ast
import signal
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Connection,
    Engine,
    create_engine,
    inspect,
    select,
    text,
)
from sqlalchemy.pool import StaticPool

from bot.errors import StoreProblem
from bot.store import migrate, tables
from bot.store.database import MEMORY, Database
from bot.store.revisions import MIGRATIONS, known
from bot.store.vault import Vault
from tests.store import files
from tests.store.rows import a_sentence, opened
from tests.store.samples import WORDS, fill

VERSIONS = sorted((MIGRATIONS / "versions").glob("*.py"))


def future(folder: Path, changes: str, *, changes_data: bool) -> str:
    """Write the next migration; returns its number."""
    revision = f"{len(known(folder)) + 1:04}"
    (folder / "versions" / f"{revision}_later.py").write_text(
        f'"""Later."""\n\nimport os, signal\nimport sqlalchemy as sa\nfrom alembic import op\n\n'
        f'revision = "{revision}"\ndown_revision = "{known(folder)[-1]}"\n'
        f"changes_data = {changes_data}\n\n\ndef upgrade() -> None:\n    {changes}\n"
    )
    return revision


REBUILD_PERSON = (
    "with op.batch_alter_table('person', recreate='always') as table: "
    "table.add_column(sa.Column('nickname', sa.Text()))"
)


def shape(connection: Connection) -> dict[str, Any]:
    """Return everything that SQLite knows about the tables, in an order of our own."""
    inspector = inspect(connection)
    return {
        name: {
            "columns": [{**c, "type": str(c["type"])} for c in inspector.get_columns(name)],
            "key": inspector.get_pk_constraint(name),
            "links": ordered(inspector.get_foreign_keys(name)),
            "unique": ordered(inspector.get_unique_constraints(name)),
            "checks": ordered(inspector.get_check_constraints(name)),
            "indexes": ordered([in_words(index) for index in inspector.get_indexes(name)]),
        }
        for name in inspector.get_table_names()
        if name != "alembic_version"
    }


def in_words(index: Any) -> dict[str, Any]:
    options = index.get("dialect_options", {})
    return {**index, "dialect_options": {name: str(value) for name, value in options.items()}}


def ordered(found: Sequence[Any]) -> list[Any]:
    return sorted(found, key=str)


def test_the_files_stand_in_one_line_and_are_named_by_their_revision() -> None:
    script = ScriptDirectory(str(MIGRATIONS))
    line = [one.revision for one in script.walk_revisions()][::-1]
    assert script.get_heads() == [known()[-1]]
    assert tuple(line) == known()
    assert line == [f"{number:04}" for number in range(1, len(line) + 1)]


@pytest.mark.parametrize("file", VERSIONS, ids=lambda file: file.stem)
def test_a_migration_depends_on_nothing_that_may_change(file: Path) -> None:
    tree = ast.parse(file.read_text())
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    roots = {name.name.partition(".")[0] for node in imports for name in node.names}
    sources = {node.module for node in imports if isinstance(node, ast.ImportFrom)}
    assert sources <= {"alembic", None}
    assert roots <= {"sqlalchemy", "op"}


def test_from_nothing_the_migrations_make_exactly_the_tables(engine: Engine) -> None:
    other = create_engine("sqlite://", poolclass=StaticPool)
    with engine.begin() as migrated, other.begin() as declared:
        migrate.upgrade(migrated)
        tables.metadata.create_all(declared)
        assert migrate.differences(migrated, tables.metadata) == []
        assert shape(migrated) == shape(declared)
    other.dispose()


async def test_a_database_that_is_opened_has_exactly_the_tables(
    vault: Vault, now: datetime
) -> None:
    async with opened(MEMORY, vault, now) as database, database.read() as connection:
        assert await connection.run_sync(migrate.differences, tables.metadata) == []


async def test_a_file_from_the_first_version_comes_up_with_all_its_rows(
    path: Path, vault: Vault, now: datetime, later: Path
) -> None:
    async with opened(path, vault, now) as database, database.begin() as connection:
        kept = await fill(connection)
    revision = future(later, REBUILD_PERSON, changes_data=False)
    database = await Database.open(path, vault, now, later)
    async with database.read() as connection:
        for table in tables.metadata.sorted_tables:
            rows = (await connection.execute(select(table))).all()
            assert len(rows) == 1, table.name
        no = (await connection.execute(select(tables.no))).one()
        nicknames = await connection.execute(text("SELECT nickname FROM person"))
        enforced = await connection.execute(text("PRAGMA foreign_keys"))
        assert enforced.scalar_one() == 1
        assert list(nicknames.scalars()) == [None]
        assert await connection.run_sync(revision_of) == revision
    await database.close()
    assert no.company == WORDS
    assert kept == len(tables.metadata.tables) - 1
    assert files.names(path.parent) == {path.name, f"{path.name}.lock"}


def revision_of(connection: Connection) -> str:
    found: str = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    return found


async def test_before_kept_data_is_changed_the_file_is_copied(
    path: Path, vault: Vault, now: datetime, later: Path
) -> None:
    async with opened(path, vault, now) as database, database.begin() as connection:
        await fill(connection)
    future(later, "op.add_column('no', sa.Column('colour', sa.Text()))", changes_data=False)
    revision = future(later, "op.execute('DELETE FROM goal')", changes_data=True)
    future(later, "op.execute('DELETE FROM plan')", changes_data=True)
    database = await Database.open(path, vault, now, later)
    async with database.read() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM goal"))).scalar_one() == 0
    await database.close()
    copy = path.with_name(f"undaunted.before-{revision}.db")
    assert files.names(path.parent) == {path.name, f"{path.name}.lock", copy.name}
    assert files.mode(copy) == 0o600
    async with opened(copy, vault, now) as before, before.read() as connection:
        goal = (await connection.execute(select(tables.goal))).one()
        assert goal.text == WORDS
        assert await connection.run_sync(revision_of) == known()[-1]


async def test_where_no_copy_can_be_kept_nothing_is_changed(
    path: Path, vault: Vault, now: datetime, later: Path
) -> None:
    async with opened(path, vault, now) as database, database.begin() as connection:
        await fill(connection)
    revision = future(later, "op.execute('DELETE FROM goal')", changes_data=True)
    in_the_way = path.with_name(f"undaunted.before-{revision}.db")
    files.make_folder(in_the_way)
    with pytest.raises(StoreProblem, match="move it away"):
        await Database.open(path, vault, now, later)
    assert files.names(path.parent) == {path.name, f"{path.name}.lock", in_the_way.name}
    async with opened(path, vault, now) as database, database.read() as connection:
        assert (await connection.execute(select(tables.goal.c.text))).scalar_one() == WORDS


async def test_a_new_file_needs_no_copy(
    path: Path, vault: Vault, now: datetime, later: Path
) -> None:
    future(later, "op.execute('DELETE FROM goal')", changes_data=True)
    database = await Database.open(path, vault, now, later)
    await database.close()
    assert files.names(path.parent) == {path.name, f"{path.name}.lock"}


@pytest.mark.parametrize(
    ("fails", "said"),
    [
        ("op.execute('INSERT INTO nowhere VALUES (1)')", "no such table: nowhere"),
        ("op.execute('DELETE FROM person')", "lost what it points to"),
    ],
)
async def test_a_migration_that_fails_leaves_the_file_as_it_was(
    path: Path, vault: Vault, now: datetime, later: Path, fails: str, said: str
) -> None:
    async with opened(path, vault, now) as database, database.begin() as connection:
        await fill(connection)
    future(later, REBUILD_PERSON, changes_data=False)
    future(later, fails, changes_data=False)
    with pytest.raises(StoreProblem, match=said) as caught:
        await Database.open(path, vault, now, later)
    a_sentence(caught.value)
    async with opened(path, vault, now) as database, database.read() as connection:
        assert await connection.run_sync(migrate.differences, tables.metadata) == []
        assert (await connection.execute(select(tables.no.c.company))).scalar_one() == WORDS


OPEN = """
import asyncio, sys
from pathlib import Path
from tests.store.other_process import STARTED
from bot.store.database import Database
from bot.store.vault import Vault
path, key, migrations = sys.argv[1:]
asyncio.run(Database.open(Path(path), Vault([key]), STARTED, Path(migrations)))
"""


async def test_a_process_killed_in_a_migration_leaves_the_file_as_it_was(
    path: Path, vault: Vault, now: datetime, key: str, later: Path
) -> None:
    async with opened(path, vault, now) as database, database.begin() as connection:
        await fill(connection)
    future(later, REBUILD_PERSON, changes_data=False)
    future(later, "os.kill(os.getpid(), signal.SIGKILL)", changes_data=False)
    assert files.python("-c", OPEN, path, key, later).returncode == -signal.SIGKILL
    async with opened(path, vault, now) as database, database.read() as connection:
        assert await connection.run_sync(migrate.differences, tables.metadata) == []
        assert (await connection.execute(select(tables.no.c.company))).scalar_one() == WORDS
