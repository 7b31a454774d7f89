"""Where it is written down whose own page is open, and which pictures stand on it."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select, update

from bot.store import tables
from bot.store.database import Database

_c = tables.identity.c


class Pages:
    """People's own pages where a platform has them; each call is a transaction of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, platform: str, space: str, user: str) -> tuple[str, ...] | None:
        """Return the pictures on somebody's page; None where they never opened it."""
        theirs = _theirs(platform, space, user)
        asked = select(_c.home_pictures).where(theirs, _c.home_at.is_not(None))
        async with self._database.read() as connection:
            found: tuple[str, ...] | None = (await connection.execute(asked)).scalar()
        return found

    async def keep(self, platform: str, space: str, user: str, pictures: Sequence[str]) -> None:
        """Note which pictures stand on somebody's page now, by the platform's own ids."""
        noted = update(tables.identity).where(_theirs(platform, space, user))
        async with self._database.begin() as connection:
            await connection.execute(noted.values(home_pictures=tuple(pictures)))


def _theirs(platform: str, space: str, user: str) -> ColumnElement[bool]:
    return (_c.platform == platform) & (_c.space == space) & (_c.user == user)
