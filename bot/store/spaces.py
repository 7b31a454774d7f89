"""Where communities rest."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.space import Space
from bot.store import tables
from bot.store.shelf import Entry, Shelf

_c, _identity = tables.space.c, tables.identity.c


class Spaces(Shelf[Space]):
    """Communities, by what their platform calls them."""

    def __init__(self, connection: AsyncConnection, journal: list[Entry]) -> None:
        super().__init__(connection, tables.space, Space, journal)

    async def meet(self, platform: str, external: str, zone: str, now: datetime) -> Space:
        """Return the space a platform names so, making it at first sight."""
        found = await self.known(platform, external)
        if found is None:
            return await self.add(Space(platform, external, created_at=now, zone=zone))
        return found if found.removed_at is None else await self._taken_back(found)

    async def known(self, platform: str, external: str) -> Space | None:
        """Return the space a platform names so, if it was ever heard of."""
        found = await self.find(_c.platform == platform, _c.external == external)
        return next(iter(found), None)

    async def _taken_back(self, space: Space) -> Space:
        """Let a community go on that took the bot out and in again, with those who left by that."""
        here = (_identity.platform == space.platform, _identity.space == space.external)
        back = update(tables.identity).where(*here, _identity.left_at == space.removed_at)
        await self._connection.execute(back.values(left_at=None, reachable=True))
        return await self.put(replace(space, removed_at=None))
