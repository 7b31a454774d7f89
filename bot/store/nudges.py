"""Where nudges rest."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.nudge import Nudge, NudgeKind, NudgeState, Past
from bot.store import tables
from bot.store.shelf import Entry, Shelf

_c = tables.nudge.c
_MOVING = ("due_at", "state", "turn", "unanswered", "held", "sent_at", "outcome", "outcome_at")


class Nudges(Shelf[Nudge]):
    """Nudges, by when they are due and by what they are about."""

    def __init__(self, connection: AsyncConnection, journal: list[Entry]) -> None:
        super().__init__(connection, tables.nudge, Nudge, journal)

    async def due(self, now: datetime, limit: int) -> tuple[Nudge, ...]:
        """Return active nudges that are due, the longest waiting first."""
        return await self.find(*_due(now), limit=limit, order=_c.due_at)

    async def due_keys(self, now: datetime, limit: int) -> tuple[int, ...]:
        """Return the ids of the same nudges, for when one of them cannot be read."""
        statement = select(_c.id).where(*_due(now)).order_by(_c.due_at).limit(limit)
        return tuple((await self._connection.execute(statement)).scalars())

    async def about(self, person_id: int, kind: NudgeKind, subject: int | None) -> Nudge | None:
        """Return the active nudge of a kind about one thing, if there is one."""
        same = (
            _c.person_id == person_id,
            _c.kind == kind,
            _c.subject.is_not_distinct_from(subject),
        )
        return next(iter(await self.find(*same, _c.state == NudgeState.ACTIVE)), None)

    async def active(self, person_id: int) -> tuple[Nudge, ...]:
        """Return a person's nudges that still come, the next first."""
        still = (_c.person_id == person_id, _c.state == NudgeState.ACTIVE)
        return await self.find(*still, order=_c.due_at)

    async def past(self, people: Collection[int]) -> dict[int, tuple[Past, ...]]:
        """Return when each kind was last sent to each of these people."""
        statement = select(_c.person_id, _c.kind, _c.asked, func.max(_c.sent_at)).where(
            _c.person_id.in_(people), _c.sent_at.is_not(None)
        )
        rows = await self._connection.execute(statement.group_by(_c.person_id, _c.kind, _c.asked))
        found: dict[int, list[Past]] = {}
        for person_id, kind, asked, at in rows:
            found.setdefault(person_id, []).append(Past(kind, asked, at))
        return {person_id: tuple(sent) for person_id, sent in found.items()}

    async def move(self, nudges: Sequence[Nudge]) -> None:
        """Write down what became of due nudges; nobody's doing, so nobody can undo it."""
        if not nudges:
            return
        statement = update(tables.nudge).where(_c.id == bindparam("nudge"))
        statement = statement.values({name: bindparam(f"to_{name}") for name in _MOVING})
        await self._connection.execute(statement, [_moved(nudge) for nudge in nudges])
        self._known.update({nudge.id: nudge for nudge in nudges})

    async def put_off(self, key: int, until: datetime) -> None:
        """Let a nudge wait that could not even be read."""
        statement = update(tables.nudge).where(_c.id == key).values(due_at=until)
        await self._connection.execute(statement)
        self._known.pop(key, None)


def _due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return _c.due_at <= now, _c.state == NudgeState.ACTIVE


def _moved(nudge: Nudge) -> dict[str, Any]:
    return {"nudge": nudge.id, **{f"to_{name}": getattr(nudge, name) for name in _MOVING}}
