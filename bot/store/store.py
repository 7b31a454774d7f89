"""The database as the core and the courier see it: transactions, the outbox, what falls due."""

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.domain.nudge import NudgeState
from bot.errors import StoreProblem
from bot.ports.outbox import Claimed, Result
from bot.ports.platform import Post
from bot.store import retention, tables
from bot.store.database import Database
from bot.store.installations import Installations
from bot.store.outbox import Outbox
from bot.store.pages import Pages
from bot.store.transaction import Transaction

log = logging.getLogger(__name__)

_DUE = (
    select(func.min(tables.letter.c.due_at)).scalar_subquery(),
    select(func.min(tables.nudge.c.due_at))
    .where(tables.nudge.c.state == NudgeState.ACTIVE)
    .scalar_subquery(),
    select(func.min(tables.circle.c.due_at)).scalar_subquery(),
)


class DatabaseStore:
    """Everything stored, over one open database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.letters = Letters(database)
        self.installations = Installations(database)
        self.pages = Pages(database)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Transaction]:
        """Open a transaction: committed when it ends well, rolled back when it does not."""
        async with self._database.begin() as connection:
            transaction = Transaction(connection)
            yield transaction
        if transaction.data.has_erased:
            await self._settle()

    async def next_due(self) -> datetime | None:
        """Return the earliest instant at which anything stored becomes due."""
        async with self._database.read() as connection:
            row = (await connection.execute(select(*_DUE))).one()
        return min((due for due in row if due is not None), default=None)

    async def last_act(self) -> datetime | None:
        """Return when somebody last did something, if anybody ever did."""
        async with self._database.read() as connection:
            latest = select(func.max(tables.person.c.acted_at))
            found: datetime | None = (await connection.execute(latest)).scalar()
        return found

    async def tidy(self, now: datetime) -> int:
        """Remove what has outlived its use; returns how many rows went."""
        async with self._database.begin() as connection:
            gone = await retention.tidy(connection, now)
        await self._settle()
        return gone

    async def _settle(self) -> None:
        try:
            await self._database.settle()
        except StoreProblem as problem:
            # It is gone from the file all the same, and from the log at the next chance.
            log.warning("the database's log could not be emptied: %s", problem)

    async def close(self) -> None:
        """Close the database."""
        await self._database.close()


class Letters:
    """The outbox from the courier's side; each call is a transaction of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, now: datetime, limit: int, lease: timedelta) -> tuple[Claimed, ...]:
        """Take due letters in hand, the longest waiting first."""
        async with self._database.begin() as connection:
            return await Outbox(connection).claim(now, limit, lease)

    async def settle(self, results: Sequence[Result], now: datetime) -> None:
        """Write down what became of letters in hand."""
        async with self._database.begin() as connection:
            await Outbox(connection).settle(results, now)

    async def standing(self, slots: Sequence[str]) -> dict[str, Post]:
        """Return the posts that stand in slots."""
        async with self._database.begin() as connection:
            return await Outbox(connection).standing(slots)
