"""The heartbeat sleeps until something is due, is woken for what is earlier, and stops in order."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.triggers.date import DateTrigger

from bot import scheduler
from bot.clock import ManualClock, SystemClock
from bot.errors import StoreProblem
from bot.scheduler import Heartbeat

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
SOON = timedelta(milliseconds=30)
HOUR = timedelta(hours=1)
PATIENCE = 5.0


@dataclass
class Rounds:
    """A courier that only notes when it was driven, and says what is due next."""

    clock: SystemClock | ManualClock = field(default_factory=SystemClock)
    due: list[datetime] = field(default_factory=list)
    beats: list[datetime] = field(default_factory=list)
    looks: int = 0
    is_stopped: bool = False
    broken: bool = False
    busy: Callable[[], Awaitable[None]] | None = None
    _beaten: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def beat(self) -> datetime | None:
        if self.busy is not None:
            await self.busy()
        now = self.clock.now()
        self.beats.append(now)
        self.due = [due for due in self.due if due > now]
        async with self._beaten:
            self._beaten.notify_all()
        return min(self.due, default=None)

    async def next_due(self) -> datetime | None:
        self.looks += 1
        if self.broken:
            raise StoreProblem("The disk failed.")
        return min(self.due, default=None)

    def stop(self) -> None:
        self.is_stopped = True

    async def have_beaten(self, times: int) -> None:
        async with asyncio.timeout(PATIENCE), self._beaten:
            await self._beaten.wait_for(lambda: len(self.beats) >= times)


async def nothing() -> None:
    """Tidy nothing."""


@pytest.fixture
def rounds() -> Rounds:
    return Rounds()


@pytest.fixture
async def heartbeat(rounds: Rounds) -> AsyncIterator[Heartbeat]:
    beating = Heartbeat(rounds, nothing)
    await beating.start()
    await rounds.have_beaten(1)
    yield beating
    await beating.stop()


async def idle() -> None:
    """Let everything that can happen now happen."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_it_begins_with_what_fell_due_meanwhile(heartbeat: Heartbeat, rounds: Rounds) -> None:
    await idle()
    assert len(rounds.beats) == 1


async def test_it_sleeps_until_the_next_due_instant(heartbeat: Heartbeat, rounds: Rounds) -> None:
    due = rounds.clock.now() + SOON
    rounds.due = [due]
    await heartbeat.wake()
    await rounds.have_beaten(2)
    assert due <= rounds.beats[1]


async def test_what_is_due_already_is_done_at_once(heartbeat: Heartbeat, rounds: Rounds) -> None:
    rounds.due = [rounds.clock.now()]
    await heartbeat.wake()
    await idle()
    assert len(rounds.beats) == 2


async def test_something_earlier_moves_the_alarm_and_something_later_does_not(
    heartbeat: Heartbeat, rounds: Rounds
) -> None:
    soon, now = rounds.clock.now() + SOON, rounds.clock.now()
    for due in (now + HOUR, now + 2 * HOUR, soon, now + HOUR):
        rounds.due.append(due)
        await heartbeat.wake()
    await idle()
    assert len(rounds.beats) == 1
    await rounds.have_beaten(2)
    assert soon <= rounds.beats[1] < now + HOUR


async def test_an_event_that_schedules_nothing_costs_one_look_and_no_beat(
    heartbeat: Heartbeat, rounds: Rounds
) -> None:
    for _ in range(10):
        await heartbeat.wake()
    await idle()
    assert (rounds.looks, len(rounds.beats)) == (10, 1)


async def test_a_look_that_fails_leaves_it_to_the_beat_to_tell(
    heartbeat: Heartbeat, rounds: Rounds
) -> None:
    rounds.broken = True
    await heartbeat.wake()
    await idle()
    assert len(rounds.beats) == 2


async def test_what_is_written_during_a_beat_is_not_forgotten() -> None:
    rounds = Rounds()
    heartbeat = Heartbeat(rounds, nothing)

    async def write_meanwhile() -> None:
        rounds.busy = None
        rounds.due = [rounds.clock.now()]
        await heartbeat.wake()

    rounds.busy = write_meanwhile
    await heartbeat.start()
    await rounds.have_beaten(2)
    await heartbeat.stop()


async def test_a_clock_set_forward_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "LOOK", SOON)
    clock = ManualClock(NOW)
    rounds = Rounds(clock, [NOW + HOUR])
    heartbeat = Heartbeat(rounds, nothing)
    await heartbeat.start()
    await rounds.have_beaten(1)
    clock.set(NOW + HOUR)
    await rounds.have_beaten(2)
    await heartbeat.stop()
    assert rounds.beats == [NOW, NOW + HOUR]


async def test_a_clock_set_back_makes_it_wait_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "LOOK", timedelta(milliseconds=1))
    clock = ManualClock(NOW)
    rounds = Rounds(clock, [NOW + 2 * SOON])
    heartbeat = Heartbeat(rounds, nothing)
    await heartbeat.start()
    await rounds.have_beaten(1)
    clock.set(NOW - HOUR)
    await asyncio.sleep(3 * SOON.total_seconds())
    assert len(rounds.beats) == 1
    await heartbeat.stop()


async def test_after_somebody_let_time_pass_the_alarm_is_set_anew() -> None:
    clock = ManualClock(NOW)
    rounds = Rounds(clock, [NOW + HOUR])
    heartbeat = Heartbeat(rounds, nothing)
    await heartbeat.start()
    await rounds.have_beaten(1)
    clock.set(NOW + 2 * HOUR)
    rounds.due = [NOW + 2 * HOUR + SOON]
    await heartbeat.wake()
    clock.set(NOW + 2 * HOUR + SOON)
    await rounds.have_beaten(2)
    await heartbeat.stop()


async def test_an_alarm_that_was_overtaken_rings_for_nobody() -> None:
    rounds = Rounds()
    heartbeat = Heartbeat(rounds, nothing)
    await heartbeat.start()
    await rounds.have_beaten(1)
    rounds.due = [rounds.clock.now() + SOON]
    await heartbeat.wake()
    rounds.due = [rounds.clock.now()]
    await heartbeat.wake()
    await rounds.have_beaten(2)
    await asyncio.sleep(2 * SOON.total_seconds())
    assert len(rounds.beats) == 2
    await heartbeat.stop()


async def test_stopping_waits_for_the_beat_in_hand() -> None:
    rounds, began, may_end = Rounds(), asyncio.Event(), asyncio.Event()
    heartbeat = Heartbeat(rounds, nothing)

    async def long_work() -> None:
        began.set()
        await may_end.wait()

    rounds.busy = long_work
    await heartbeat.start()
    await began.wait()
    stopping = asyncio.create_task(heartbeat.stop())
    await idle()
    assert rounds.is_stopped
    assert not stopping.done()
    may_end.set()
    await stopping
    assert len(rounds.beats) == 1
    await idle()
    await heartbeat.stop()


async def test_what_was_never_started_can_be_stopped() -> None:
    rounds = Rounds()
    await Heartbeat(rounds, nothing).stop()
    assert rounds.beats == []


async def test_housekeeping_runs_at_its_hour_and_is_not_cut_short(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    began, may_end, tidied = asyncio.Event(), asyncio.Event(), []

    async def tidy() -> None:
        began.set()
        await may_end.wait()
        tidied.append(True)

    tonight = DateTrigger(SystemClock().now() + SOON)
    monkeypatch.setattr(scheduler, "_NIGHTLY", tonight)
    heartbeat = Heartbeat(Rounds(), tidy)
    await heartbeat.start()
    async with asyncio.timeout(PATIENCE):
        await began.wait()
    stopping = asyncio.create_task(heartbeat.stop())
    await idle()
    assert not stopping.done()
    may_end.set()
    with caplog.at_level(logging.ERROR):
        await stopping
        await idle()
    assert tidied == [True]
    assert caplog.records == []


def test_housekeeping_has_its_hour_at_night_in_utc() -> None:
    after = scheduler._NIGHTLY.get_next_fire_time(None, NOW)
    assert after == datetime(2026, 12, 1, 3, 17, tzinfo=UTC)
