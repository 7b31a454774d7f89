"""Where people and their accounts rest."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import zones
from bot.domain.person import Identity, Person
from bot.domain.space import Space
from bot.events import Actor
from bot.store import tables
from bot.store.shelf import Entry, Shelf

_c, _space, _presence = tables.identity.c, tables.space.c, tables.presence.c


class People(Shelf[Person]):
    """People, and which account on which platform is whose."""

    def __init__(self, connection: AsyncConnection, journal: list[Entry]) -> None:
        super().__init__(connection, tables.person, Person, journal)
        # Accounts are facts of the platforms, never undone: they keep a journal of their own.
        self._identities = Shelf(connection, tables.identity, Identity, [])

    async def meet(self, actor: Actor, zone: str, now: datetime) -> Person:
        """Return the person behind an account, making both at first sight."""
        known = await self._identity(actor.platform, actor.space, actor.user)
        if known is None:
            theirs = actor.zone if actor.zone and zones.is_zone(actor.zone) else None
            person = Person(name=actor.name, zone=theirs or zone, created_at=now)
            person = replace(person, zone_told=theirs is not None)
            person = await self.add(replace(person, locale=actor.locale))
            made = Identity(person.id, actor.platform, actor.space, actor.user, seen_at=now)
            await self._identities.add(made)
            return person
        # Only what is written to us directly shows that letters arrive; or they have come back.
        is_reachable = known.reachable or known.left_at is not None
        here = replace(known, seen_at=now, reachable=is_reachable, left_at=None)
        await self._identities.put(here)
        person = await self._sure(known.person_id)
        return await self.put(replace(person, name=actor.name))

    async def known(self, platform: str, space: str, user: str) -> Person | None:
        """Return the person behind an account, if we have met."""
        identity = await self._identity(platform, space, user)
        return None if identity is None else await self.get(identity.person_id)

    async def identities(self, person_id: int) -> tuple[Identity, ...]:
        """Return a person's accounts, latest seen first."""
        found = await self._identities.of(person_id)
        return tuple(sorted(found, key=lambda identity: identity.seen_at, reverse=True))

    async def left(self, platform: str, space: str, now: datetime, user: str | None = None) -> None:
        """Note that an account is gone from a community; without a user, every account of it."""
        same = [_c.platform == platform, _c.space == space, _c.left_at.is_(None)]
        if user is not None:
            same.append(_c.user == user)
        gone = update(tables.identity).where(*same).values(left_at=now, reachable=False)
        await self._connection.execute(gone)

    async def stranded(self, space: Space) -> None:
        """Note that accounts which reach across communities are gone with the last that had us.

        `space` has just been removed; whoever was met in another that has the bot stays.
        """
        met = select(_presence.person_id)
        here = met.where(_presence.space_id == space.id)
        standing = (_space.platform == space.platform, _space.removed_at.is_(None))
        elsewhere = met.join(tables.space, _space.id == _presence.space_id).where(*standing)
        reaching = (_c.platform == space.platform, _c.space == "", _c.left_at.is_(None))
        theirs = (_c.person_id.in_(here), _c.person_id.not_in(elsewhere))
        gone = update(tables.identity).where(*reaching, *theirs)
        await self._connection.execute(gone.values(left_at=space.removed_at, reachable=False))

    async def gone(self, before: datetime, limit: int) -> tuple[int, ...]:
        """Return people who are in no community any more, the last left before an instant."""
        last = func.max(_c.left_at)
        here = func.count() - func.count(_c.left_at)
        statement = select(_c.person_id).group_by(_c.person_id).having(here == 0, last < before)
        rows = await self._connection.execute(statement.order_by(_c.person_id).limit(limit))
        return tuple(rows.scalars())

    async def named(self, keys: Sequence[int]) -> dict[int, Person]:
        """Return several people by id."""
        found = await self.find(tables.person.c.id.in_(set(keys)))
        return {person.id: person for person in found}

    async def _identity(self, platform: str, space: str, user: str) -> Identity | None:
        same = (_c.platform == platform, _c.space == space, _c.user == user)
        return next(iter(await self._identities.find(*same)), None)

    async def _sure(self, key: int) -> Person:
        person = await self.get(key)
        if person is None:
            raise LookupError(f"no person {key} behind an account")
        return person
