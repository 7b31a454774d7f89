"""Ids and timestamps as Slack makes them; here they come from no clock."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

START: Final = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


class Ids:
    """Gives each asker the next id or timestamp; a microsecond passes with each timestamp."""

    def __init__(self, start: datetime = START) -> None:
        self.started = int(start.timestamp())
        self._count = 0
        self._micros = 0

    def next(self, letter: str) -> str:
        """Return an id such as "U00000000A1" that nothing else has."""
        self._count += 1
        return f"{letter}0LOOP{self._count:06X}"

    def number(self) -> int:
        """Return a number that nothing else has."""
        self._count += 1
        return self._count

    def ts(self) -> str:
        """Return a message's timestamp, larger than all before it."""
        self._micros += 100
        return f"{self.started + self._micros // 1_000_000}.{self._micros % 1_000_000:06d}"
