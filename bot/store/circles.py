"""Where circles, their seats and their weeks rest."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.circle import Circle, CircleState, Member, Seat, Week
from bot.store import tables
from bot.store.shelf import Entry, Shelf

_circle, _member, _week = tables.circle.c, tables.member.c, tables.week.c


class Members(Shelf[Member]):
    """Seats."""

    async def seated(self, circle_id: int) -> tuple[Member, ...]:
        """Return a circle's seats of every kind but left, in the order of joining."""
        found = await self.find(_member.circle_id == circle_id, _member.seat != Seat.LEFT)
        return tuple(sorted(found, key=lambda member: (member.joined_at, member.id)))

    async def seat(self, circle_id: int, person_id: int) -> Member | None:
        """Return somebody's seat in a circle, left ones too."""
        same = (_member.circle_id == circle_id, _member.person_id == person_id)
        return next(iter(await self.find(*same)), None)


class Weeks(Shelf[Week]):
    """Weeks of circles."""

    async def latest(self, circle_id: int) -> Week | None:
        """Return a circle's newest week."""
        return next(iter(await self.past(circle_id, 1)), None)

    async def past(self, circle_id: int, limit: int) -> tuple[Week, ...]:
        """Return a circle's newest weeks, newest first."""
        return await self.find(_week.circle_id == circle_id, limit=limit)

    async def numbered(self, circle_id: int, number: int) -> Week | None:
        """Return one week of a circle."""
        found = await self.find(_week.circle_id == circle_id, _week.number == number)
        return next(iter(found), None)


class Circles(Shelf[Circle]):
    """Circles, with their seats and weeks beside them."""

    def __init__(self, connection: AsyncConnection, journal: list[Entry]) -> None:
        super().__init__(connection, tables.circle, Circle, journal)
        self.members = Members(connection, tables.member, Member, journal)
        self.weeks = Weeks(connection, tables.week, Week, journal)

    async def within(self, space_id: int) -> tuple[Circle, ...]:
        """Return the open circles of a space, newest first."""
        return await self.find(_circle.space_id == space_id, _circle.state == CircleState.OPEN)

    async def due(self, now: datetime, limit: int) -> tuple[Circle, ...]:
        """Return circles whose beat is due, the longest waiting first."""
        return await self.find(_circle.due_at <= now, limit=limit, order=_circle.due_at)
