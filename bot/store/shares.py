"""Where rests what people chose to show."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.share import Share, ShareState
from bot.store import tables
from bot.store.shelf import Entry, Shelf

_c = tables.share.c


class Shares(Shelf[Share]):
    """Shares, by person and by the week of a circle they belong to."""

    def __init__(self, connection: AsyncConnection, journal: list[Entry]) -> None:
        super().__init__(connection, tables.share, Share, journal)

    async def shown_in(self, week_id: int) -> tuple[Share, ...]:
        """Return what was shown of the check-ins of a circle's week, the earliest first."""
        return await self.find(_c.week_id == week_id, _c.state == ShareState.SHOWN, order=_c.id)
