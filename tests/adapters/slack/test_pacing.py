"""Going slowly enough: turns for messages and methods, and how many noes are too many."""

import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.pacing import Bucket
from adapters.slack.pacing import PATIENCE, POST, WINDOW, WORKSPACE, Budget, Pace
from bot.clock import ManualClock
from bot.errors import TryLater

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@dataclass
class Street:
    """A pace over a clock of its own, on which waiting takes no time."""

    clock: ManualClock = field(default_factory=lambda: ManualClock(NOON))
    waited: list[float] = field(default_factory=list)
    pace: Pace = field(init=False)

    def __post_init__(self) -> None:
        self.pace = Pace(self.clock.now, self.wait)

    async def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.clock.set(self.clock.now() + timedelta(seconds=seconds))

    async def turned_away(self, method: str = POST, channel: str = "") -> datetime:
        with pytest.raises(TryLater) as later:
            await self.pace.turn("T1", method, channel)
        assert later.value.until is not None
        return later.value.until


@given(
    st.integers(1, 8),
    st.integers(1, 5000),
    st.lists(st.integers(0, 10_000), min_size=1, max_size=60),
)
def test_no_span_of_time_has_more_turns_than_the_bucket_allows(
    burst: int, interval: int, steps: list[int]
) -> None:
    bucket, now, turns = Bucket(timedelta(milliseconds=interval), burst), NOON, []
    for step in steps:
        now += timedelta(milliseconds=step)
        turns.append(now + bucket.wait(now))
        bucket = bucket.taken(now)

    assert turns == sorted(turns)
    for first, begin in enumerate(turns):
        for last in range(first, len(turns)):
            span = turns[last] - begin
            assert last - first + 1 <= burst + span / bucket.interval


async def test_one_channel_gets_a_message_a_second() -> None:
    street = Street()

    for _ in range(3):
        await street.pace.turn("T1", POST, "C1")
    await street.pace.turn("T1", POST, "C2")

    assert street.waited == [1.0, 1.0]


async def test_a_workspace_gets_a_burst_and_then_four_a_second() -> None:
    street = Street()

    for number in range(WORKSPACE.burst + 4):
        await street.pace.turn("T1", POST, f"C{number}")
    await street.pace.turn("T2", POST, "C1")

    assert street.waited == [0.25] * 4


async def test_a_clock_that_stands_still_does_not_make_it_slower_and_slower() -> None:
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    pace = Pace(lambda: NOON, wait)
    for _ in range(9):
        await pace.turn("T1", POST, "C1")

    assert waited == [1.0] * 8


async def test_methods_do_not_wait_for_each_other() -> None:
    street = Street()
    street.pace.rest("T1", POST, NOON + timedelta(minutes=1))

    await street.pace.turn("T1", "chat.update")
    await street.pace.turn("T2", POST, "C1")

    assert street.waited == []
    assert await street.turned_away(channel="C1") == NOON + timedelta(minutes=1)


async def test_after_a_rest_they_come_one_by_one_at_instants_of_their_own() -> None:
    street = Street()
    until = NOON + timedelta(minutes=1)
    street.pace.rest("T1", POST, until)

    untils = [await street.turned_away(channel=f"C{number}") for number in range(20)]

    assert untils[0] == until
    assert {later - sooner for sooner, later in pairwise(untils)} == {WORKSPACE.interval}
    street.clock.set(until)
    await street.pace.turn("T1", POST, "C1")
    await street.pace.turn("T1", POST, "C2")
    assert street.waited == [0.25]


async def test_nobody_is_kept_waiting_in_hand_for_long() -> None:
    street = Street()
    street.pace.rest("T1", POST, NOON + PATIENCE)
    await street.pace.turn("T1", POST, "C1")
    street = Street()
    street.pace.rest("T1", POST, NOON + PATIENCE + SECOND)

    assert await street.turned_away(channel="C1") == NOON + PATIENCE + SECOND
    assert street.waited == []


async def test_channels_of_long_ago_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.slack.pacing.MOST_LANES", 10)
    street = Street()
    for number in range(50):
        await street.pace.turn("T1", POST, f"C{number}")
        street.clock.set(street.clock.now() + 2 * SECOND)

    assert len(street.pace._lanes) <= 10


def test_noes_are_spent_within_a_window() -> None:
    budget = Budget(most=3)
    for minutes in (0, 5, 10, 15):
        budget.spend("T1", NOON + timedelta(minutes=minutes))

    assert budget.shut_until("T1", NOON + timedelta(minutes=15)) is None


def test_too_many_noes_silence_one_workspace_and_are_said_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    budget = Budget(most=3)
    with caplog.at_level(logging.ERROR):
        for _ in range(5):
            budget.spend("T1", NOON)

    assert budget.shut_until("T1", NOON) == NOON + WINDOW
    assert budget.shut_until("T2", NOON) is None
    assert budget.shut_until("T1", NOON + WINDOW) is None
    assert len(caplog.records) == 1
