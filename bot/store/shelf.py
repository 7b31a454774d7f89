"""A shelf: one table's rows as frozen objects, read once and remembered within a transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Row, Table, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection


class Thing(Protocol):
    """What can be kept on a shelf: a frozen dataclass with an id."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def id(self) -> int:
        """Its number, 0 until it is kept."""
        ...


T = TypeVar("T", bound=Thing)
Told = Callable[[object], object]
"""Tells a thing anew, as the same kind of thing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change made in this transaction: what stood there before, and what stands there now."""

    shelf: str
    id: int
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


class Shelf(Generic[T]):
    """Reads and writes one table; `journal` collects what changed, for undo."""

    def __init__(
        self, connection: AsyncConnection, table: Table, kind: type[T], journal: list[Entry]
    ) -> None:
        self._connection = connection
        self._table = table
        self._kind = kind
        self._journal = journal
        self._known: dict[int, T] = {}
        self._names = [field.name for field in fields(kind)]

    async def get(self, key: int) -> T | None:
        """Return the object with this id, if there is one."""
        if key not in self._known:
            await self.find(self._table.c.id == key)
        return self._known.get(key)

    async def add(self, thing: T) -> T:
        """Keep a new object; returns it with its id."""
        values = self._values(thing)
        statement = insert(self._table).values(values).returning(self._table.c.id)
        key = (await self._connection.execute(statement)).scalar_one()
        made = _with_id(thing, key)
        self._record(made.id, None, made)
        return made

    async def put(self, thing: T) -> T:
        """Keep an object in place of what stood under its id."""
        before = await self.get(thing.id)
        if before is None:
            raise LookupError(f"{self._table.name} has no row {thing.id}")
        if before == thing:
            return thing
        statement = update(self._table).where(self._table.c.id == thing.id)
        await self._connection.execute(statement.values(self._values(thing)))
        self._record(thing.id, before, thing)
        return thing

    async def remove(self, key: int) -> None:
        """Take an object away, if it is there."""
        before = await self.get(key)
        if before is not None:
            await self._connection.execute(delete(self._table).where(self._table.c.id == key))
            self._record(key, before, None)

    async def of(self, person_id: int) -> tuple[T, ...]:
        """Return all of a person's objects, newest first."""
        column = self._table.c[self._table.info["person"]]
        return await self.find(column == person_id)

    async def find(
        self,
        *where: ColumnElement[bool],
        limit: int | None = None,
        order: ColumnElement[Any] | None = None,
    ) -> tuple[T, ...]:
        """Return the objects for which all conditions hold, newest first unless told otherwise."""
        ordered = self._table.c.id.desc() if order is None else order
        statement = select(self._table).where(*where).order_by(ordered)
        rows = (await self._connection.execute(statement.limit(limit))).all()
        return tuple(self._read(row) for row in rows)

    async def restore(self, entry: Entry) -> bool:
        """Put back what an entry says stood there; False when it has changed since."""
        current = await self.get(entry.id)
        if _dict(current) != entry.after:
            return False
        if entry.before is None:
            await self.remove(entry.id)
        elif current is None:
            before: T = _adapter(self._kind).validate_python(entry.before)
            values = {**self._values(before), "id": before.id}
            await self._connection.execute(insert(self._table).values(values))
        else:
            await self.put(_adapter(self._kind).validate_python(entry.before))
        return True

    def retold(self, snapshot: Mapping[str, Any], told: Told) -> Mapping[str, Any]:
        """Tell what stood here once anew; what an older version wrote otherwise stays."""
        adapter = _adapter(self._kind)
        try:
            thing = adapter.validate_python(snapshot)
        except ValueError:
            return snapshot
        fresh = told(thing)
        return snapshot if fresh == thing else adapter.dump_python(fresh, mode="json")

    def _read(self, row: Row[Any]) -> T:
        found = self._kind(**{name: _frozen(row._mapping[name]) for name in self._names})
        self._known[found.id] = found
        return found

    def _values(self, thing: T) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in self._names if name != "id"}

    def _record(self, key: int, before: T | None, after: T | None) -> None:
        if after is None:
            self._known.pop(key, None)
        else:
            self._known[key] = after
        entry = Entry(self._table.name, key, _dict(before), _dict(after))
        self._journal.append(entry)


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _dict(thing: Thing | None) -> Mapping[str, Any] | None:
    if thing is None:
        return None
    found: Mapping[str, Any] = _adapter(type(thing)).dump_python(thing, mode="json")
    return found


def _with_id(thing: T, key: int) -> T:
    return replace(thing, id=key)


def _frozen(value: object) -> object:
    return (
        tuple(value)
        if isinstance(value, Sequence) and not isinstance(value, str | bytes)
        else value
    )
