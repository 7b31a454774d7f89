"""Drafting a migration: what the tables have become, in words that stay true."""

from pathlib import Path

import pytest
from sqlalchemy import Column, Engine, ForeignKey, Integer, MetaData, Table

from bot.store import migrate, tables
from bot.store.columns import Instant, OneOf, Sealed
from bot.store.revisions import known
from bot.store.tables import LetterState
from tests.store import files


def wanted() -> MetaData:
    """Return the tables of a future: one more, and one more column."""
    copy = MetaData(naming_convention=tables.metadata.naming_convention)
    for table in tables.metadata.sorted_tables:
        table.to_metadata(copy)
    copy.tables["person"].append_column(Column("nickname", Sealed))
    Table(
        "pet",
        copy,
        Column("id", Integer, primary_key=True),
        Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), index=True),
        Column("name", Sealed, nullable=False),
        Column("state", OneOf(LetterState), nullable=False),
        Column("born_at", Instant),
        info={"person": "person_id"},
    )
    return copy


def test_a_draft_says_in_plain_types_what_the_tables_have_become(
    later: Path, engine: Engine
) -> None:
    drafted = migrate.draft("People have pets", wanted(), later)
    assert drafted is not None
    revision = known(later)[-1]
    assert drafted.name == f"{revision}_people_have_pets.py"
    written = drafted.read_text()
    assert written.startswith('"""People have pets."""\n')
    assert "bot" not in written
    assert "changes_data = True" in written
    assert "sa.Column('born_at', sa.BigInteger(), nullable=True)" in written
    with engine.begin() as connection:
        migrate.upgrade(connection, later)
        assert migrate.differences(connection, wanted()) == []
    assert migrate.draft("Nothing more", wanted(), later) is None


def test_the_command_writes_a_first_migration_in_the_houses_form(
    later: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for version in (later / "versions").glob("*.py"):
        version.unlink()
    assert migrate.main(["The first tables"], later) == 0
    (made,) = (later / "versions").glob("*.py")
    said = capsys.readouterr().out
    assert f"{made}\n" in said
    assert "Generating" not in said
    assert "changes_data = False" in made.read_text()
    assert files.python("-m", "ruff", "format", "--check", made).returncode == 0
    assert files.python("-m", "ruff", "check", made).stdout == "All checks passed!\n"
    assert migrate.main(["Again"], later) == 0
    assert "nothing was written" in capsys.readouterr().out
    assert migrate.main([], later) == 2
