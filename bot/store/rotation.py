"""Changing keys: everything sealed is sealed again with the newest one."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    Row,
    Table,
    Text,
    bindparam,
    select,
    tuple_,
    type_coerce,
    update,
)

from bot.store.columns import Sealed, SealedJson
from bot.store.vault import Vault

Key = tuple[Any, ...]


def sealed_columns(metadata: MetaData, last: Table) -> Iterator[tuple[Table, list[Column[Any]]]]:
    """Yield each table that holds sealed text, with those columns.

    `last` holds the witness: while it is not sealed again, no start without the old key is allowed.
    """
    for table in sorted(metadata.sorted_tables, key=lambda table: table is last):
        columns = [one for one in table.columns if isinstance(one.type, Sealed | SealedJson)]
        if columns:
            yield table, columns


class Rotation:
    """The way through one table; may be broken off and begun again at any time."""

    def __init__(self, table: Table, columns: list[Column[Any]], vault: Vault, batch: int) -> None:
        self._table = table
        self._keys = list(table.primary_key.columns)
        self._columns = columns
        self._vault = vault
        self._batch = batch
        self._last: Key | None = None
        self.changed = 0

    def step(self, connection: Connection) -> bool:
        """Seal the next rows again; False when there are no more."""
        rows = connection.execute(self._next()).all()
        changes = [change for row in rows if (change := self._change(row))]
        if changes:
            connection.execute(self._update(), changes)
        if rows:
            self._last = tuple(rows[-1])[: len(self._keys)]
        return len(rows) == self._batch

    def _next(self) -> Any:
        raw = [type_coerce(column, Text).label(column.name) for column in self._columns]
        statement = select(*self._keys, *raw).order_by(*self._keys).limit(self._batch)
        if self._last is None:
            return statement
        return statement.where(tuple_(*self._keys) > self._last)

    def _change(self, row: Row[Any]) -> dict[str, Any]:
        keys, sealed = tuple(row)[: len(self._keys)], tuple(row)[len(self._keys) :]
        again = [None if one is None else self._vault.rotate(one) for one in sealed]
        different = sum(old != new for old, new in zip(sealed, again, strict=True))
        self.changed += different
        if not different:
            return {}
        return {f"key_{n}": key for n, key in enumerate(keys)} | {
            f"to_{n}": text for n, text in enumerate(again)
        }

    def _update(self) -> Any:
        where = [key == bindparam(f"key_{n}") for n, key in enumerate(self._keys)]
        values = {c.name: bindparam(f"to_{n}", type_=Text) for n, c in enumerate(self._columns)}
        return update(self._table).where(*where).values(values)
