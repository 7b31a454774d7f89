"""Where people and their accounts rest."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import zones
from bot.domain.person import Identity, Person
from bot.events import Actor
from bot.store import tables
from bot.store.shelf import Entry, Shelf

_c = tables.identity.c


class People(Shelf[Person]):
    """People, and which account on which platform is whose."""

    def __init__(self, connection: AsyncConnection, journal: list[Entry]) -> None:
        super().__init__(connection, tables.person, Person, journal)
        # Accounts are facts of the platforms, never undone: they keep a journal of their own.
        self._identities = Shelf(connection, tables.identity, Identity, [])

    async def meet(self, actor: Actor, zone: str, now: datetime) -> Person:
        """Return the person behind an account, making both at first sight."""
        known = await self._identity(actor.platform, actor.space, actor.user)
        theirs = actor.zone if actor.zone and zones.is_zone(actor.zone) else None
        if known is None:
            person = Person(name=actor.name, zone=theirs or zone, created_at=now)
            person = await self.add(replace(person, locale=actor.locale))
            made = Identity(person.id, actor.platform, actor.space, actor.user, seen_at=now)
            await self._identities.add(made)
            return person
        here = replace(known, seen_at=now, reachable=True, left_at=None)
        await self._identities.put(here)
        person = await self._sure(known.person_id)
        person = replace(person, name=actor.name)
        if theirs and not person.zone_chosen:
            person = replace(person, zone=theirs)
        return await self.put(person)

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
