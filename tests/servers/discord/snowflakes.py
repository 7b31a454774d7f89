"""Ids as Discord makes them: increasing, with an instant inside; here they come from no clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

EPOCH: Final = datetime(2015, 1, 1, tzinfo=UTC)
START: Final = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


class Snowflakes:
    """Gives each asker the next id; one millisecond passes with each."""

    def __init__(self, start: datetime = START) -> None:
        self._milliseconds = int((start - EPOCH) / timedelta(milliseconds=1))

    def next(self) -> int:
        """Return an id larger than all before it; its lowest 22 bits are free."""
        self._milliseconds += 1
        return self._milliseconds << 22


def instant(snowflake: int) -> str:
    """Return the instant inside an id, as Discord writes instants."""
    return (EPOCH + timedelta(milliseconds=snowflake >> 22)).isoformat()
