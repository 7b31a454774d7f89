"""Where rest the things that lie between: unfinished forms, and what can be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import keeping
from bot.store import tables
from bot.store.shelf import Entry, Told
from bot.ui.form import Value


class Drafts:
    """What was typed into forms and not yet kept."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(
        self, person_id: int, form: str, values: Mapping[str, Value], now: datetime
    ) -> int:
        """Keep what was typed, in place of an older draft of the same form; returns its id."""
        row = {"person_id": person_id, "form": form, "values": dict(values), "at": now}
        statement = upsert(tables.draft).values(row)
        fresh = {"values": statement.excluded["values"], "at": statement.excluded["at"]}
        kept = statement.on_conflict_do_update(["person_id", "form"], set_=fresh)
        found = await self._connection.execute(kept.returning(tables.draft.c.id))
        return int(found.scalar_one())

    async def get(self, person_id: int, form: str) -> Mapping[str, Value]:
        """Return what was typed, empty where nothing was."""
        c = tables.draft.c
        statement = select(c["values"]).where(c.person_id == person_id, c.form == form)
        return _values((await self._connection.execute(statement)).scalar() or {})

    async def sent(self, person_id: int, key: int) -> tuple[str, Mapping[str, Value]] | None:
        """Return a person's draft by id: the form's packed action and what was typed."""
        c = tables.draft.c
        statement = select(c.form, c["values"]).where(c.person_id == person_id, c.id == key)
        row = (await self._connection.execute(statement)).one_or_none()
        return None if row is None else (row[0], _values(row[1]))

    async def begun(self, person_id: int) -> tuple[tuple[str, datetime], ...]:
        """Return a person's unfinished forms: each one's packed action and when it was kept."""
        c = tables.draft.c
        statement = select(c.form, c.at).where(c.person_id == person_id).order_by(c.at.desc())
        return tuple((row[0], row[1]) for row in await self._connection.execute(statement))

    async def drop(self, person_id: int, form: str) -> None:
        """Forget the draft."""
        c = tables.draft.c
        statement = delete(tables.draft).where(c.person_id == person_id, c.form == form)
        await self._connection.execute(statement)


def _values(found: Mapping[str, Any]) -> dict[str, Value]:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in found.items()
    }


class Restorer(Protocol):
    """Whatever can put back what an entry of the journal says."""

    async def restore(self, entry: Entry) -> bool:
        """Put it back; False when it has changed since."""
        ...

    def retold(self, snapshot: Mapping[str, Any], told: Told) -> Mapping[str, Any]:
        """Tell what an entry says anew."""
        ...


class Changes:
    """What can be taken back: the journal of a transaction, kept for a week."""

    def __init__(
        self,
        connection: AsyncConnection,
        journal: list[Entry],
        shelves: Mapping[str, Restorer],
    ) -> None:
        self._connection = connection
        self._journal = journal
        self._shelves = shelves
        self._marked = 0

    async def mark(self, person_id: int, now: datetime) -> int:
        """Remember what this transaction changed since the last mark; returns the id to undo by."""
        fresh = self._journal[self._marked :]
        self._marked = len(self._journal)
        entries = [asdict(entry) for entry in fresh if entry.shelf in self._shelves]
        row = {"person_id": person_id, "entries": entries, "at": now}
        statement = insert(tables.change).values(row).returning(tables.change.c.id)
        return int((await self._connection.execute(statement)).scalar_one())

    async def undo(self, change_id: int, person_id: int, now: datetime) -> bool:
        """Put everything back as it was; False when it is not theirs, too old or changed since."""
        c = tables.change.c
        theirs = (c.id == change_id, c.person_id == person_id, c.undone_at.is_(None))
        statement = select(c.entries).where(*theirs, c.at > now - keeping.CHANGE)
        entries = (await self._connection.execute(statement)).scalar()
        if entries is None or not await self._restore(entries):
            return False
        done = update(tables.change).where(c.id == change_id).values(undone_at=now)
        await self._connection.execute(done)
        return True

    async def retell(self, person_id: int, told: Told) -> None:
        """Tell anew what can be taken back; what this transaction changed by itself is left out."""
        c = tables.change.c
        theirs = (c.person_id == person_id, c.undone_at.is_(None))
        rows = await self._connection.execute(select(c.id, c.entries).where(*theirs))
        for key, entries in rows.all():
            fresh = [self._retold(entry, told) for entry in entries]
            if fresh != entries:
                changed = update(tables.change).where(c.id == key).values(entries=fresh)
                await self._connection.execute(changed)
        self._marked = len(self._journal)

    def _retold(self, entry: Mapping[str, Any], told: Told) -> dict[str, Any]:
        shelf = self._shelves[entry["shelf"]]
        sides = {name: entry[name] for name in ("before", "after") if entry[name] is not None}
        return {**entry, **{name: shelf.retold(side, told) for name, side in sides.items()}}

    async def latest(self, person_id: int) -> int | None:
        """Return a person's newest change that can still be taken back."""
        c = tables.change.c
        statement = select(c.id).where(c.person_id == person_id, c.undone_at.is_(None))
        return (await self._connection.execute(statement.order_by(c.id.desc()).limit(1))).scalar()

    async def _restore(self, entries: Sequence[Mapping[str, Any]]) -> bool:
        for raw in reversed(entries):
            entry = Entry(**raw)
            if not await self._shelves[entry.shelf].restore(entry):
                return False
        return True
