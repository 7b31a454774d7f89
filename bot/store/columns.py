"""The kinds of column: instants, days, closed words, JSON, and text sealed at rest.

Sealing belongs to the engine: `seal_with` ties a vault to its dialect, which SQLAlchemy hands to
every conversion, so two databases with different keys never mix. None stays NULL everywhere.
"""

import json
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import BigInteger, ColumnElement, Text, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.sql import operators

from bot.store.vault import Vault

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)

Word = TypeVar("Word", bound=StrEnum)

_vaults: WeakKeyDictionary[Dialect, Vault] = WeakKeyDictionary()


def seal_with(dialect: Dialect, vault: Vault) -> None:
    """Let an engine's sealed columns use this vault from now on."""
    _vaults[dialect] = vault


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as microseconds since 1970 UTC: sortable and exact."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Refuse an instant without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a zone cannot be kept")
        return (value - EPOCH) // TICK

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Return it in UTC."""
        return None if value is None else EPOCH + value * TICK


class Day(TypeDecorator[date]):
    """A calendar day, kept as ISO text: sortable and readable."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Refuse an instant: which day it falls on depends on a zone."""
        if isinstance(value, datetime):
            raise TypeError("a day was expected, not an instant")
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """Return the day."""
        return None if value is None else date.fromisoformat(value)


class OneOf(TypeDecorator[Word], Generic[Word]):
    """One word of a closed list, kept as that word."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[Word]) -> None:
        """Take the StrEnum that lists the words."""
        super().__init__()
        self.words = words

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Raise ValueError for a word that is not on the list."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Word | None:
        """Return the member of the list."""
        return None if value is None else self.words(value)


class Json(TypeDecorator[Any]):
    """A JSON value, kept readable; comes back as `json.loads` gives it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Raise TypeError or ValueError for what JSON cannot say."""
        return None if value is None else _dump(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Return the value."""
        return None if value is None else json.loads(value)


class Strings(TypeDecorator[tuple[str, ...]]):
    """Several words, kept as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """Refuse a single string, whose letters would be taken for words."""
        if isinstance(value, str):
            raise TypeError("several words were expected, not one")
        return None if value is None else _dump([str(word) for word in value])

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        """Return the words."""
        return None if value is None else tuple(json.loads(value))


class _Shut(TypeDecorator.Comparator[Any]):
    """Sealed text differs each time, so comparing it would silently find nothing."""

    def operate(self, op: operators.OperatorType, *other: Any, **kwargs: Any) -> ColumnElement[Any]:
        """Allow only `is null` and `is not null`."""
        if other != (None,):
            raise TypeError("sealed text can be neither compared nor sorted: read it, then look")
        return super().operate(op, *other, **kwargs)


class Sealed(TypeDecorator[str]):
    """Text that people wrote, sealed with the engine's vault."""

    impl = Text
    cache_ok = True
    comparator_factory = _Shut

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Seal; the empty text too."""
        return None if value is None else _vaults[dialect].seal(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Open; raises VaultProblem when no key fits."""
        return None if value is None else _vaults[dialect].open(value)


class SealedJson(TypeDecorator[Any]):
    """A JSON value that holds what people wrote, sealed with the engine's vault."""

    impl = Text
    cache_ok = True
    comparator_factory = _Shut

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Seal; raises TypeError or ValueError for what JSON cannot say."""
        return None if value is None else _vaults[dialect].seal(_dump(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Open; raises VaultProblem when no key fits."""
        return None if value is None else json.loads(_vaults[dialect].open(value))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
