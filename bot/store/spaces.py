"""Where communities rest."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.space import Space
from bot.store import tables
from bot.store.shelf import Entry, Shelf

_c = tables.space.c


class Spaces(Shelf[Space]):
    """Communities, by what their platform calls them."""

    def __init__(self, connection: AsyncConnection, journal: list[Entry]) -> None:
        super().__init__(connection, tables.space, Space, journal)

    async def meet(self, platform: str, external: str, zone: str, now: datetime) -> Space:
        """Return the space a platform names so, making it at first sight."""
        found = await self.find(_c.platform == platform, _c.external == external)
        if found:
            return found[0]
        return await self.add(Space(platform, external, created_at=now, zone=zone))
