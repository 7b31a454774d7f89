"""Everything kept about one person: given back, or forgotten, by walking the schema."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Table, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import tables


def personal() -> tuple[tuple[Table, str], ...]:
    """List the tables that hold people's data, each with the column that says whose."""
    return tuple(
        (table, table.info["person"])
        for table in tables.metadata.sorted_tables
        if "person" in table.info
    )


class Data:
    """Export and erasure."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def export(self, person_id: int) -> dict[str, object]:
        """Return all of it as plain JSON values, by table."""
        return {table.name: await self._rows(table, name, person_id) for table, name in personal()}

    async def counts(self, person_id: int) -> dict[str, int]:
        """Count what is kept, by table."""
        counted = [
            select(func.count()).where(table.c[name] == person_id).scalar_subquery().label(table.name)
            for table, name in personal()
        ]
        row = (await self._connection.execute(select(*counted))).one()
        return dict(row._mapping)

    async def erase(self, person_id: int) -> None:
        """Forget all of it; circles they hosted go on without a host."""
        hosted = update(tables.circle).where(tables.circle.c.host_id == person_id)
        await self._connection.execute(hosted.values(host_id=None))
        for table, name in reversed(personal()):
            await self._connection.execute(delete(table).where(table.c[name] == person_id))

    async def _rows(self, table: Table, name: str, person_id: int) -> list[dict[str, object]]:
        rows = await self._connection.execute(select(table).where(table.c[name] == person_id))
        return [{key: _plain(value) for key, value in row._mapping.items()} for row in rows]


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value
