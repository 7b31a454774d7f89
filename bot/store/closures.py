"""Where closures rest: rooms that cannot be posted in, until somebody has mended them."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.answers import Room
from bot.domain.closure import Closure
from bot.errors import Fault
from bot.store import tables
from bot.store.shelf import Shelf

_c = tables.closure.c


class Closures(Shelf[Closure]):
    """Closures, at most one of each room; they are facts of the platforms, and never undone."""

    def __init__(self, connection: AsyncConnection) -> None:
        super().__init__(connection, tables.closure, Closure, [])

    async def standing(self, room: Room) -> Closure | None:
        """Return the closure of a room, if it is closed."""
        return next(iter(await self.find(*_same(room))), None)

    async def within(self, platform: str, space: str) -> tuple[Closure, ...]:
        """Return the closures of a community, the oldest first."""
        same = (_c.platform == platform, _c.space == space)
        return await self.find(*same, order=_c.id)

    async def note(
        self, room: Room, fault: Fault, missing: tuple[str, ...], now: datetime
    ) -> tuple[Closure, bool]:
        """Note that a room was tried and is closed; returns that, and whether it is news."""
        before = await self.standing(room)
        if before is not None:
            again = replace(before, fault=fault, missing=missing, tried_at=now)
            return await self.put(again), False
        made = Closure(
            room.platform, room.space, room.channel, fault, now, missing=missing, tried_at=now
        )
        return await self.add(made), True

    async def end(self, room: Room) -> bool:
        """Forget the closure of a room; False when it was open."""
        before = await self.standing(room)
        if before is not None:
            await self.remove(before.id)
        return before is not None


def _same(room: Room) -> tuple[ColumnElement[bool], ...]:
    return _c.platform == room.platform, _c.space == room.space, _c.channel == room.channel
