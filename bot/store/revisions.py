"""Which schema revisions this version knows: read from file names, so that starting is quick."""

from pathlib import Path

MIGRATIONS = Path(__file__).parent / "migrations"


def known(folder: Path = MIGRATIONS) -> tuple[str, ...]:
    """Return every revision, oldest first: `0001` for `versions/0001_first_tables.py`."""
    names = (folder / "versions").glob("[0-9][0-9][0-9][0-9]_*.py")
    return tuple(sorted(name.name.partition("_")[0] for name in names))
