"""Brings a database to the newest schema, and drafts the next migration from the tables.

Only imported when there is something to do: Alembic would cost every start a fifth of a second.
`python -m bot.store.migrate "what changes"` writes the draft; read it before keeping it.
"""

import subprocess
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from alembic import autogenerate, command
from alembic.config import Config
from alembic.operations.ops import CreateTableOp, MigrationScript
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, MetaData, create_engine

from bot.store.revisions import MIGRATIONS, known
from bot.store.tables import metadata


def upgrade(connection: Connection, folder: Path = MIGRATIONS) -> None:
    """Apply what is missing; the caller owns the transaction."""
    command.upgrade(_config(connection, folder), "head")


def first_change_of_data(stored: str | None, folder: Path = MIGRATIONS) -> str | None:
    """Return the first missing revision that changes what is already kept, if any does."""
    script = ScriptDirectory(str(folder))
    missing = [one for one in script.walk_revisions() if stored is None or one.revision > stored]
    changing = [one.revision for one in missing if one.module.changes_data]
    return min(changing, default=None)


def differences(connection: Connection, wanted: MetaData) -> Sequence[object]:
    """Return what autogenerate would still do to reach these tables."""
    found: Sequence[object] = autogenerate.compare_metadata(
        MigrationContext.configure(connection, opts={"compare_type": True}), wanted
    )
    return found


def draft(message: str, wanted: MetaData, folder: Path = MIGRATIONS) -> Path | None:
    """Write the next migration from what the tables have become; None when nothing changed."""
    revisions = known(folder)
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            upgrade(connection, folder)
            config = _config(connection, folder)
            config.attributes |= {
                "metadata": wanted,
                # The first makes every table anew and has nothing to alter.
                "batch": bool(revisions),
                "directives": _tidy,
            }
            number = f"{len(revisions) + 1:04}"
            made = command.revision(config, message, autogenerate=True, rev_id=number)
    finally:
        engine.dispose()
    return Path(made.path) if isinstance(made, Script) else None


def _config(connection: Connection, folder: Path) -> Config:
    config = Config(cmd_opts=Namespace(quiet=True))
    # ConfigParser takes a lone percent sign for a reference.
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def _tidy(context: object, revision: object, directives: list[MigrationScript]) -> None:
    operations = directives[0].upgrade_ops
    if operations is None or operations.is_empty():
        directives.clear()
        return
    for operation in operations.ops:
        if isinstance(operation, CreateTableOp):
            # Whose data a table holds is said in tables.py; a migration only makes it.
            operation.info = {}


def main(arguments: Sequence[str], folder: Path = MIGRATIONS) -> int:
    """Draft a migration and say where it lies."""
    if len(arguments) != 1:
        sys.stderr.write('Say what changes: python -m bot.store.migrate "circles get a colour"\n')
        return 2
    made = draft(arguments[0], metadata, folder)
    if made is None:
        sys.stdout.write("The migrations already make these tables: nothing was written.\n")
        return 0
    for polish in (
        "check --fix --silent --exit-zero",
        "format --silent",
        "check --silent --add-noqa",
    ):
        command_line = [sys.executable, "-m", "ruff", *polish.split(), str(made)]
        subprocess.run(command_line, check=True)  # noqa: S603 - our own words
    sys.stdout.write(f"{made}\nRead it, and set changes_data.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
