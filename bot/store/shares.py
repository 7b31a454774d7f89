"""Where rests what people chose to show."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.share import Share, Shared
from bot.store import tables
from bot.store.shelf import Entry, Shelf

_c = tables.share.c


class Shares(Shelf[Share]):
    """Shares, by person and by the week of a circle they belong to."""

    def __init__(self, connection: AsyncConnection, journal: list[Entry]) -> None:
        super().__init__(connection, tables.share, Share, journal)

    async def shown_in(self, week_id: int) -> tuple[Share, ...]:
        """Return what was shown of the check-ins of a circle's week, the earliest first."""
        return await self.find(_c.week_id == week_id, _c.shown_at.is_not(None), order=_c.id)

    async def about(self, person_id: int, what: Shared, subject: int) -> Share | None:
        """Return somebody's newest share of one thing, shown or only previewed."""
        same = (_c.person_id == person_id, _c.what == what, _c.subject == subject)
        return next(iter(await self.find(*same)), None)
