"""Where reports rest."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.report import Report
from bot.store import tables
from bot.store.shelf import Entry, Shelf


class Reports(Shelf[Report]):
    """Reports, by who sent them and by who looks at them."""

    def __init__(self, connection: AsyncConnection, journal: list[Entry]) -> None:
        super().__init__(connection, tables.report, Report, journal)

    async def naming(self, person_id: int) -> tuple[Report, ...]:
        """Return the reports that somebody sent, or looked at as a moderator."""
        c = tables.report.c
        return await self.find((c.person_id == person_id) | (c.moderator_id == person_id))
