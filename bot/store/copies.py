"""Copies of a database file, taken page by page while others may be using it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.store import place
from bot.store.faults import told, told_of_files


def keep_copy(path: Path, to: Path) -> None:
    """Copy a database file; `to` holds a whole copy or is not touched. Takes time: use a thread."""
    partial = to.with_name(to.name + ".partial")
    with told_of_files(str(to)):
        partial.unlink(missing_ok=True)
        place.make_file(partial)
        try:
            with told(str(to)), closing(sqlite3.connect(path)) as source:
                _copy(source, partial)
            partial.replace(to)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
        place.settle(to.parent)


def _copy(source: sqlite3.Connection, partial: Path) -> None:
    with closing(sqlite3.connect(partial)) as target:
        source.backup(target)
        # The copy stands alone, without a log beside it.
        target.execute("PRAGMA journal_mode = DELETE")
    descriptor = os.open(partial, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
