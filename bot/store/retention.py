"""How long each kind of passing data is kept; docs/privacy.md says the same to people."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, delete
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import tables


@dataclass(frozen=True, slots=True)
class Retention:
    """Rows of a table go once the instant in a column is older than `kept`."""

    table: Table
    since: ColumnElement[datetime]
    kept: timedelta


RETENTIONS = (
    Retention(tables.seen, tables.seen.c.at, timedelta(days=1)),
    Retention(tables.change, tables.change.c.at, timedelta(days=7)),
    Retention(tables.draft, tables.draft.c.at, timedelta(days=30)),
    Retention(tables.letter, tables.letter.c.done_at, timedelta(days=30)),
    Retention(tables.post, tables.post.c.at, timedelta(days=90)),
    Retention(tables.space, tables.space.c.removed_at, timedelta(days=30)),
)


async def tidy(connection: AsyncConnection, now: datetime) -> int:
    """Remove what has outlived its use; returns how many rows went."""
    gone = 0
    for rule in RETENTIONS:
        result = await connection.execute(delete(rule.table).where(rule.since < now - rule.kept))
        gone += result.rowcount
    return gone
