"""Where communities rest, who was met in them, and who keeps them."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.space import Space
from bot.store import tables
from bot.store.shelf import Entry, Shelf

_c, _identity = tables.space.c, tables.identity.c
_presence, _keeper = tables.presence.c, tables.keeper.c

FRESH = timedelta(hours=1)
"""How old the note that somebody was here may be before it is written again."""


class Spaces(Shelf[Space]):
    """Communities, by what their platform calls them."""

    def __init__(self, connection: AsyncConnection, journal: list[Entry]) -> None:
        super().__init__(connection, tables.space, Space, journal)

    async def meet(self, platform: str, external: str, zone: str, now: datetime) -> Space:
        """Return the space a platform names so, making it at first sight."""
        found = await self.known(platform, external)
        if found is None:
            return await self.add(Space(platform, external, created_at=now, zone=zone))
        return found if found.removed_at is None else await self.take_back(found)

    async def known(self, platform: str, external: str) -> Space | None:
        """Return the space a platform names so, if it was ever heard of."""
        found = await self.find(_c.platform == platform, _c.external == external)
        return next(iter(found), None)

    async def on(self, platform: str) -> tuple[Space, ...]:
        """Return every space of a platform, those without the bot too."""
        return await self.find(_c.platform == platform)

    async def noted(self, space_id: int, person_id: int, now: datetime) -> None:
        """Note that somebody is here, unless that was noted just now."""
        seen = {"person_id": person_id, "space_id": space_id, "seen_at": now}
        noted = upsert(tables.presence).values(seen)
        stale = _presence.seen_at <= now - FRESH
        await self._connection.execute(
            noted.on_conflict_do_update(
                ["person_id", "space_id"], set_={"seen_at": now}, where=stale
            )
        )

    async def last_met(self, person_id: int, platform: str) -> Space | None:
        """Return where on a platform somebody was met last, of what still has the bot."""
        met = select(tables.space).join(tables.presence, _presence.space_id == _c.id)
        here = (_presence.person_id == person_id, _c.platform == platform, _c.removed_at.is_(None))
        latest = met.where(*here).order_by(_presence.seen_at.desc(), _presence.id.desc()).limit(1)
        row = (await self._connection.execute(latest)).one_or_none()
        return None if row is None else self._read(row)

    async def parted(self, person_id: int, platform: str, space_id: int | None = None) -> None:
        """Forget that somebody was here; without a space, on the whole platform."""
        there = select(_c.id).where(_c.platform == platform)
        if space_id is not None:
            there = there.where(_c.id == space_id)
        same = (_presence.person_id == person_id, _presence.space_id.in_(there))
        await self._connection.execute(delete(tables.presence).where(*same))

    async def keeper(self, space_id: int) -> int | None:
        """Return the person who last set a community up, as long as they are known."""
        same = select(_keeper.person_id).where(_keeper.space_id == space_id)
        found: int | None = (await self._connection.execute(same)).scalar()
        return found

    async def entrust(self, space_id: int, person_id: int) -> None:
        """Let a person hear of what only an admin can mend, in place of whoever did before."""
        kept = upsert(tables.keeper).values(space_id=space_id, person_id=person_id)
        await self._connection.execute(
            kept.on_conflict_do_update(["space_id"], set_={"person_id": person_id})
        )

    async def take_back(self, space: Space) -> Space:
        """Let a community go on that took the bot out and in again, with those who left by that."""
        here = (_identity.platform == space.platform, _identity.space == space.external)
        people = select(_presence.person_id).where(_presence.space_id == space.id)
        reaching = (_identity.platform == space.platform, _identity.space == "")
        for theirs in (
            (*here, _identity.left_at == space.removed_at),
            # Somebody who left by themselves is not noted here any more.
            (*reaching, _identity.left_at.is_not(None), _identity.person_id.in_(people)),
        ):
            back = update(tables.identity).where(*theirs)
            await self._connection.execute(back.values(left_at=None, reachable=True))
        return await self.put(replace(space, removed_at=None))
