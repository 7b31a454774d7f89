"""Where tokens rest that let us into a place; nobody's personal data, and sealed all the same."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.ports.installations import Secrets
from bot.store import tables
from bot.store.database import Database

_c = tables.installation.c


class Installations:
    """The places that let us in; each call is a transaction of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, platform: str, place: str) -> Secrets | None:
        """Return what lets us into a place, if anything does."""
        asked = select(_c.secrets).where(_c.platform == platform, _c.place == place)
        async with self._database.read() as connection:
            found: dict[str, str] | None = (await connection.execute(asked)).scalar()
        return found

    async def places(self, platform: str) -> tuple[str, ...]:
        """Return every place of a platform that lets us in, the first first."""
        asked = select(_c.place).where(_c.platform == platform).order_by(_c.id)
        async with self._database.read() as connection:
            return tuple((await connection.execute(asked)).scalars())

    async def keep(self, platform: str, place: str, secrets: Secrets, now: datetime) -> None:
        """Keep what lets us into a place, instead of what did before."""
        row = {"secrets": dict(secrets), "kept_at": now}
        kept = upsert(tables.installation).values(platform=platform, place=place, **row)
        async with self._database.begin() as connection:
            await connection.execute(kept.on_conflict_do_update(["platform", "place"], set_=row))

    async def forget(self, platform: str, place: str) -> None:
        """Forget what let us into a place, at once."""
        gone = delete(tables.installation).where(_c.platform == platform, _c.place == place)
        async with self._database.begin() as connection:
            await connection.execute(gone)
        await self._database.settle()
