"""Where commitments rest."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.plan import Commitment, Source
from bot.store import tables
from bot.store.shelf import Entry, Shelf

_c = tables.commitment.c


class Commitments(Shelf[Commitment]):
    """Commitments, by person and by where they were made."""

    def __init__(self, connection: AsyncConnection, journal: list[Entry]) -> None:
        super().__init__(connection, tables.commitment, Commitment, journal)

    async def made_in(self, source: Source, source_id: int) -> tuple[Commitment, ...]:
        """Return the commitments made in one plan or check-in, in the order they were made."""
        return (await self.find(_c.source == source, _c.source_id == source_id))[::-1]
