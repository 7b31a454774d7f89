"""A store that fails on order: at the commit of chosen transactions, or before they begin."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.store.store import DatabaseStore
from bot.store.transaction import Transaction


class Failure(Exception):
    """What was ordered."""


class FailingStore:
    """Everything a real store does, but for what was ordered to fail."""

    def __init__(self, store: DatabaseStore) -> None:
        self._store = store
        self._failing: list[bool] = []
        self.is_away = False
        """Whether nothing can be begun at all."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def fails(self, *commits: bool) -> None:
        """Say of the next transactions, in their order, whether each fails to commit."""
        self._failing = list(commits)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Transaction]:
        if self.is_away:
            raise Failure("the database is away")
        is_failing = bool(self._failing) and self._failing.pop(0)
        async with self._store.begin() as tx:
            yield tx
            if is_failing:
                raise Failure("the disk is full")
