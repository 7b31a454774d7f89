"""Where small counts rest: wordings shown, practices done, and tallies that name nobody."""

from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import tables


class Turns:
    """Which wording comes next for whom."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def next(self, person_id: int, name: str) -> int:
        """Count one more showing of a named set of wordings; the first is 0."""
        row = {"person_id": person_id, "name": name, "count": 1}
        statement = upsert(tables.turn).values(row)
        counted = statement.on_conflict_do_update(
            ["person_id", "name"], set_={"count": tables.turn.c.count + 1}
        )
        result = await self._connection.execute(counted.returning(tables.turn.c.count))
        return int(result.scalar_one()) - 1


class Practices:
    """When each practice was done."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def done(self, person_id: int, practice: str, now: datetime) -> None:
        """Note that a practice was done."""
        row = {"person_id": person_id, "practice": practice, "at": now}
        await self._connection.execute(insert(tables.practised).values(row))

    async def last(self, person_id: int) -> dict[str, datetime]:
        """Return when each practice was last done."""
        c = tables.practised.c
        statement = select(c.practice, func.max(c.at).label("at")).where(c.person_id == person_id)
        rows = await self._connection.execute(statement.group_by(c.practice))
        return {row.practice: row.at for row in rows}


class Tally:
    """Counters that name nobody."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def count(self, name: str) -> None:
        """Count one more."""
        statement = upsert(tables.tally).values(name=name, count=1)
        more = {"count": tables.tally.c.count + 1}
        await self._connection.execute(statement.on_conflict_do_update(["name"], set_=more))
