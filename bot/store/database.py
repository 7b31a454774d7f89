"""The database: one file, one connection, one transaction at a time, first come, first served.

SQLite lets one writer in and is not fair to those who wait; a queue of our own is. Transactions
are begun and ended here, in plain words to the driver, so that none begins late or by itself.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, cast

import aiosqlite
from sqlalchemy import URL, event, insert
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import StoreProblem
from bot.store import checks, place, tables
from bot.store.columns import seal_with
from bot.store.copies import keep_copy
from bot.store.faults import told
from bot.store.revisions import MIGRATIONS, known
from bot.store.rotation import Rotation, sealed_columns
from bot.store.vault import Vault

MEMORY: Literal[":memory:"] = ":memory:"

PRAGMAS = (
    "journal_mode = WAL",
    # A nudge that was sent is not forgotten when the power goes.
    "synchronous = FULL",
    "foreign_keys = ON",
    # Milliseconds, for programs that look in from outside; our own never wait for each other.
    "busy_timeout = 5000",
    "temp_store = MEMORY",
    # What was erased is overwritten, not merely left out.
    "secure_delete = ON",
)

_BRING_HOME = "PRAGMA wal_checkpoint(TRUNCATE)"


class Database:
    """An open database; made by `open`."""

    def __init__(
        self, path: Path | None, vault: Vault, engine: AsyncEngine, lock: place.Lock | None
    ) -> None:
        self._path = path
        self._where = str(path) if path else "the database in memory"
        self._vault = vault
        self._engine = engine
        self._lock = lock
        self._turn = asyncio.Lock()
        self._holder: asyncio.Task[Any] | None = None
        self._connection: AsyncConnection
        self._driver: aiosqlite.Connection
        self._is_connected = False
        self._is_open = False

    @classmethod
    async def open(
        cls,
        path: Path | Literal[":memory:"],
        vault: Vault,
        now: datetime,
        migrations: Path = MIGRATIONS,
    ) -> "Database":
        """Open the file, making it or bringing it up to date first.

        Raises StoreProblem, with one sentence and the remedy, when that cannot be done safely.
        """
        file, lock = (None, None) if path == MEMORY else _claim(Path(path))
        engine = _engine(file, vault)
        database = cls(file, vault, engine, lock)
        try:
            with told(database._where):
                await database._connect()
                await database._prepare(now, migrations)
        except BaseException:
            await database._leave()
            raise
        return database

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """Wait for our turn and write: committed when it ends well, undone when it does not.

        Raises StoreProblem for whatever the database cannot do; nothing is kept then.
        """
        async with self._my_turn():
            try:
                await self._do("BEGIN IMMEDIATE")
                yield self._connection
                await self._commit()
            except BaseException:
                await self._driver.rollback()
                raise

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Wait for our turn and look at one moment of the database; writing is a mistake."""
        async with self._my_turn():
            try:
                await self._do("BEGIN")
                written = self._driver.total_changes
                yield self._connection
                if self._driver.total_changes != written:
                    raise RuntimeError("something was written where only reading was meant")
            finally:
                await self._driver.rollback()

    async def reseal(self, batch: int = 50) -> int:
        """Seal everything again with the newest key; returns how many texts were changed.

        Each batch is a transaction of its own, so others go on meanwhile and a second call
        finishes what a first one began.
        """
        changed = 0
        for table, columns in sealed_columns(tables.metadata, last=tables.instance):
            rotation = Rotation(table, columns, self._vault, batch)
            more = True
            while more:
                async with self.begin() as connection:
                    more = await connection.run_sync(rotation.step)
            changed += rotation.changed
        return changed

    async def settle(self) -> None:
        """Bring everything home into the file, so that nothing erased stays behind in its log."""
        async with self._my_turn():
            await self._do(_BRING_HOME)

    async def close(self) -> None:
        """Bring everything home into the file and let go of it; a second call does nothing."""
        if not self._is_open:
            return
        async with self._my_turn():
            self._is_open = False
            try:
                await self._do(_BRING_HOME)
            finally:
                await asyncio.shield(self._leave())

    async def _connect(self) -> None:
        self._connection = await self._engine.connect()
        self._is_connected = True
        pooled = await self._connection.get_raw_connection()
        self._driver = cast("aiosqlite.Connection", pooled.driver_connection)
        # SQLAlchemy believes itself inside one long transaction, and so never ends one of ours.
        await self._connection.begin()
        self._is_open = True

    async def _prepare(self, now: datetime, migrations: Path) -> None:
        revisions = known(migrations)
        stored = await checks.look(self._driver, self._where, revisions)
        if stored is not None:
            await checks.check_whole(self._driver, self._where)
            await checks.check_key(self._driver, self._where, self._vault)
        for pragma in PRAGMAS:
            await self._do(f"PRAGMA {pragma}")
        if stored != revisions[-1]:
            await self._upgrade(stored, now, migrations)

    async def _upgrade(self, stored: str | None, now: datetime, migrations: Path) -> None:
        from bot.store import migrate  # noqa: PLC0415 - Alembic, and seldom needed

        changing = migrate.first_change_of_data(stored, migrations)
        if self._path and stored and changing:
            name = f"{self._path.stem}.before-{changing}.db"
            await asyncio.to_thread(keep_copy, self._path, self._path.with_name(name))
        # SQLite rebuilds a table by dropping it, which must not take the rows that point to it.
        await self._do("PRAGMA foreign_keys = OFF")
        async with self.begin() as connection:
            await connection.run_sync(migrate.upgrade, migrations)
            if stored is None:
                await self._sign(now)
            await checks.check_links(self._driver, self._where)
        await self._do("PRAGMA foreign_keys = ON")

    async def _sign(self, now: datetime) -> None:
        await self._do(f"PRAGMA application_id = {checks.APPLICATION_ID}")
        seal = {"seal": checks.WITNESS, "created_at": now}
        await self._connection.execute(insert(tables.instance).values(seal))

    async def _leave(self) -> None:
        try:
            if self._is_connected:
                await self._connection.close()
            await self._engine.dispose()
        finally:
            if self._lock:
                self._lock.release()

    @asynccontextmanager
    async def _my_turn(self) -> AsyncIterator[None]:
        me = asyncio.current_task()
        if self._holder is me:
            raise RuntimeError("a transaction was begun inside another, and would wait for ever")
        async with self._turn:
            if not self._is_open:
                raise StoreProblem(f"{self._where} is closed already: start Undaunted again.")
            self._holder = me
            try:
                with told(self._where):
                    yield
            finally:
                self._holder = None

    async def _do(self, statement: str) -> None:
        await self._driver.execute_fetchall(statement)

    async def _commit(self) -> None:
        # SQLite undoes a transaction by itself when the disk fails; a silent commit of nothing
        # would then pass for success.
        if not self._driver.in_transaction:
            raise StoreProblem(f"{self._where} undid a change by itself: look at the disk.")
        await self._driver.commit()


def _claim(path: Path) -> tuple[Path, place.Lock]:
    path = path.expanduser().absolute()
    place.make_folder(path.parent)
    path = path.resolve()
    lock = place.Lock(path)
    try:
        place.make_file(path)
    except BaseException:
        lock.release()
        raise
    return path, lock


def _engine(path: Path | None, vault: Vault) -> AsyncEngine:
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path) if path else MEMORY),
        # SQLAlchemy begins and ends nothing by itself.
        isolation_level="AUTOCOMMIT",
        # Errors end in logs, and what people wrote does not belong there.
        hide_parameters=True,
    )
    seal_with(engine.dialect, vault)
    event.listen(engine.sync_engine, "handle_error", _stay_connected)
    return engine


def _stay_connected(context: ExceptionContext) -> None:
    # A cancelled task would otherwise cost us the connection (and a database in memory). The
    # driver finishes what was asked in its own thread and in that order: a statement whose task
    # is gone, then its rollback, then whatever the next in line asks.
    context.is_disconnect = False
