"""Where check-ins rest."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.checkin import CheckIn
from bot.store import tables
from bot.store.shelf import Entry, Shelf

_c = tables.checkin.c


class CheckIns(Shelf[CheckIn]):
    """Check-ins, by person and by the week they answer."""

    def __init__(self, connection: AsyncConnection, journal: list[Entry]) -> None:
        super().__init__(connection, tables.checkin, CheckIn, journal)

    async def for_week(self, week_id: int) -> tuple[CheckIn, ...]:
        """Return all check-ins that answer a circle's week."""
        return await self.find(_c.week_id == week_id)

    async def answer(self, person_id: int, week_id: int) -> CheckIn | None:
        """Return somebody's check-in that answers a circle's week."""
        found = await self.find(_c.person_id == person_id, _c.week_id == week_id)
        return next(iter(found), None)

    async def alone(self, person_id: int, iso_week: str) -> CheckIn | None:
        """Return somebody's check-in of a calendar week that answers no circle."""
        same = (_c.person_id == person_id, _c.iso_week == iso_week, _c.week_id.is_(None))
        return next(iter(await self.find(*same)), None)
