"""Small transactions over the counters, which need no other rows."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Executable, func, insert, select, text

from bot.store import tables
from bot.store.database import Database
from bot.store.vault import Vault


@asynccontextmanager
async def opened(
    path: Path | Literal[":memory:"], vault: Vault, now: datetime
) -> AsyncIterator[Database]:
    """Open, and close again whatever happens."""
    database = await Database.open(path, vault, now)
    try:
        yield database
    finally:
        await database.close()


async def run(database: Database, *statements: Executable | str) -> Any:
    """Do all of these in one transaction; returns the last one's first value, if it has rows."""
    value = None
    async with database.begin() as connection:
        for statement in statements:
            plain = text(statement) if isinstance(statement, str) else statement
            result = await connection.execute(plain)
            value = result.scalar() if result.returns_rows else None
    return value


def tally(name: str, count: int = 1) -> Executable:
    """Return the statement that adds one counter."""
    return insert(tables.tally).values(name=name, count=count)


async def counted(database: Database) -> int:
    """Return how many counters there are."""
    async with database.read() as connection:
        found = await connection.execute(select(func.count()).select_from(tables.tally))
        return int(found.scalar_one())


async def closed_with(path: Path, vault: Vault, now: datetime, rows: int) -> None:
    """Leave a file behind that holds this many counters."""
    async with opened(path, vault, now) as database, database.begin() as connection:
        many = [{"name": f"row {number}", "count": number} for number in range(rows)]
        await connection.execute(insert(tables.tally), many)


def a_sentence(problem: BaseException) -> str:
    """Return what is said, once it is seen to be one sentence that ends."""
    said = str(problem)
    assert said.endswith(".")
    assert "\n" not in said
    assert "sqlalchemy" not in said.lower()
    return said
