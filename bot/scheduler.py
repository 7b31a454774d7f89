"""The heartbeat: wakes the courier at the next due instant and runs the housekeeping jobs."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger

from bot.clock import SystemClock
from bot.desk import Clock
from bot.errors import StoreProblem

Housekeeping = Callable[[], Awaitable[None]]

LOOK = timedelta(minutes=1)
"""How long we trust the clock before we look at it again: it may be set, or the machine sleep."""

_RING = "ring"
_TIDY = "tidy"
_NIGHTLY = CronTrigger(hour=3, minute=17, timezone="UTC")


class Rounds(Protocol):
    """What the heartbeat drives: the courier."""

    @property
    def clock(self) -> Clock:
        """The clock by which things fall due."""
        ...

    async def beat(self) -> datetime | None:
        """Do all that is due and say when something next is; raises nothing."""
        ...

    async def next_due(self) -> datetime | None:
        """Say when something next falls due."""
        ...

    def stop(self) -> None:
        """Finish what is under way and begin no more."""
        ...


class Heartbeat:
    """Holds one alarm, always set to the earliest instant at which something falls due."""

    def __init__(self, rounds: Rounds, tidy: Housekeeping) -> None:
        self._rounds = rounds
        self._tidy = tidy
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._alarm: datetime | None = None
        self._is_due = asyncio.Event()
        self._is_stopping = False
        self._living: asyncio.Task[None] | None = None
        self._tidying = asyncio.Lock()

    async def start(self) -> None:
        """Begin with what fell due meanwhile, then sleep until the next."""
        self._scheduler.add_job(
            self._tidy_up, _NIGHTLY, id=_TIDY, misfire_grace_time=None, coalesce=True
        )
        self._scheduler.start()
        self._living = asyncio.create_task(self._live())

    async def wake(self) -> None:
        """Look whether something is due earlier now; called whenever something was written."""
        try:
            due = await self._rounds.next_due()
        except StoreProblem:
            # A beat comes upon the same problem, tells of it and tries again.
            self._is_due.set()
            return
        self._set_earlier(due)

    async def stop(self) -> None:
        """Sleep for good, once the deliveries and the housekeeping under way are done."""
        self._is_stopping = True
        self._rounds.stop()
        self._is_due.set()
        if self._living is not None:
            await self._living
        async with self._tidying:
            if self._scheduler.running:
                self._scheduler.shutdown(wait=False)
                # It shuts down in the loop's next turn, and cancels its timer only then.
                await asyncio.sleep(0)

    async def _live(self) -> None:
        while not self._is_stopping:
            self._is_due.clear()
            # While it beats there is no alarm, so whatever is written meanwhile sets one.
            self._alarm = None
            self._set_earlier(await self._rounds.beat())
            await self._is_due.wait()

    def _set_earlier(self, due: datetime | None) -> None:
        """Set the alarm unless it rings before; one that time has overtaken rings for nothing."""
        stands = self._alarm is not None and self._alarm > self._rounds.clock.now()
        if due is not None and (self._alarm is None or due < self._alarm or not stands):
            self._set(due)

    def _set(self, due: datetime) -> None:
        self._alarm = due
        wait = due - self._rounds.clock.now()
        if wait <= timedelta():
            self._is_due.set()
            return
        # The alarm rings by the machine's clock, which need not be the one things fall due by.
        self._scheduler.add_job(
            self._ring,
            DateTrigger(SystemClock().now() + min(wait, LOOK)),
            id=_RING,
            replace_existing=True,
            misfire_grace_time=None,
        )

    async def _ring(self) -> None:
        if self._alarm is not None:
            self._set(self._alarm)

    async def _tidy_up(self) -> None:
        async with self._tidying:
            await self._tidy()
