"""One invented row for every table, made from the kinds of its columns."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import Boolean, Column, Integer, MetaData, Table, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import tables
from bot.store.columns import Day, Instant, Json, OneOf, Sealed, SealedJson, Strings

WORDS = "Acme said no after the final round"
AT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def value(column: Column[Any]) -> object:
    """Return something that fits the column."""
    match column.type:
        case Sealed():
            return WORDS
        case SealedJson():
            return {"said": [WORDS]}
        case Json():
            return {"nudge": 12}
        case Instant():
            return AT
        case Day():
            return date(2026, 11, 30)
        case Strings():
            return ("one", "two")
        case OneOf(words=words):
            return next(iter(cast("type[StrEnum]", words)))
        case Boolean():
            return True
        case Integer():
            return 1
        case _:
            return "word"


def row(table: Table, **chosen: object) -> dict[str, object]:
    """Return a whole row, with what was chosen in it."""
    return {column.name: value(column) for column in table.columns} | chosen


async def fill(connection: AsyncConnection, metadata: MetaData = tables.metadata) -> int:
    """Keep one row in every table but the instance; returns how many."""
    filled = [table for table in metadata.sorted_tables if table is not tables.instance]
    for table in filled:
        await connection.execute(insert(table).values(row(table)))
    return len(filled)
