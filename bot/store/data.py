"""Everything kept about one person: given back, or forgotten, by walking the schema.

Whatever points to a person is found through its foreign key, so no table can be left out by
mistake. Rows that belong to the person go with them; rows that only name them forget the name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache

from sqlalchemy import Column, ColumnElement, Table, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import tables

_ONLY_NAMES = "SET NULL"


@dataclass(frozen=True, slots=True)
class Holding:
    """A table that points to people, and by which columns: those whose rows are theirs, or not."""

    table: Table
    owning: tuple[Column[int], ...]
    naming: tuple[Column[int], ...]

    def about(self, person_id: int) -> ColumnElement[bool]:
        """Match every row in which the person occurs."""
        return or_(*(column == person_id for column in (*self.owning, *self.naming)))


@cache
def holdings() -> tuple[Holding, ...]:
    """List the tables that point to people, those that others point to first."""
    found = (_holding(table) for table in tables.metadata.sorted_tables)
    return tuple(each for each in found if each.owning or each.naming)


class Data:
    """Export and erasure."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.has_erased = False

    async def export(self, person_id: int) -> dict[str, object]:
        """Return all of it as plain JSON values, by table."""
        return {each.table.name: await self._rows(each, person_id) for each in holdings()}

    async def counts(self, person_id: int) -> dict[str, int]:
        """Count what is kept, by table."""
        counted = [
            select(func.count())
            .select_from(each.table)
            .where(each.about(person_id))
            .scalar_subquery()
            .label(each.table.name)
            for each in holdings()
        ]
        row = (await self._connection.execute(select(*counted))).one()
        return dict(row._mapping)

    async def erase(self, person_id: int) -> None:
        """Forget all of it; what only names the person, such as a circle they host, stays."""
        for each in reversed(holdings()):
            for column in each.naming:
                named = update(each.table).where(column == person_id)
                await self._connection.execute(named.values({column.name: None}))
            for column in each.owning:
                await self._connection.execute(delete(each.table).where(column == person_id))
        self.has_erased = True

    async def _rows(self, holding: Holding, person_id: int) -> list[dict[str, object]]:
        statement = select(holding.table).where(holding.about(person_id))
        rows = await self._connection.execute(statement.order_by(holding.table.c.id))
        return [{key: _plain(value) for key, value in row._mapping.items()} for row in rows]


def _holding(table: Table) -> Holding:
    owning: list[Column[int]] = [table.c.id] if table is tables.person else []
    naming: list[Column[int]] = []
    for column, rule in _pointing(table):
        (naming if rule == _ONLY_NAMES else owning).append(column)
    return Holding(table, tuple(owning), tuple(naming))


def _pointing(table: Table) -> Iterator[tuple[Column[int], str | None]]:
    """Find the columns that point to a person, and what deleting the person does to the row."""
    for key in table.foreign_keys:
        if key.column.table is tables.person:
            yield key.parent, key.ondelete


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value
