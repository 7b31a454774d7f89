"""Going slowly enough: turns to open direct messages, and how many noes are too many."""

import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.pacing import (
    BURST,
    EASE,
    PACE,
    PATIENCE,
    REST,
    SLOWEST,
    WINDOW,
    Budget,
    Openings,
)
from adapters.pacing import Bucket
from bot.clock import ManualClock
from bot.errors import TryLater

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@dataclass
class Spread:
    """Openings over a clock of their own, on which waiting takes no time."""

    clock: ManualClock = field(default_factory=lambda: ManualClock(NOON))
    waited: list[float] = field(default_factory=list)
    openings: Openings = field(init=False)

    def __post_init__(self) -> None:
        self.openings = Openings(self.clock.now, self.wait)

    async def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.clock.set(self.clock.now() + timedelta(seconds=seconds))

    def pass_by(self, time: timedelta) -> None:
        self.clock.set(self.clock.now() + time)

    async def turned_away(self) -> datetime:
        with pytest.raises(TryLater) as later:
            await self.openings.turn()
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


@given(st.integers(1, 8), st.lists(st.integers(0, 3000), max_size=40))
def test_a_bucket_left_alone_is_full_again(burst: int, steps: list[int]) -> None:
    bucket, now = Bucket(SECOND, burst), NOON
    for step in steps:
        now += timedelta(milliseconds=step)
        bucket = bucket.taken(now)
    now = max(now, bucket.due)

    for _ in range(burst):
        assert not bucket.wait(now)
        bucket = bucket.taken(now)
    assert bucket.wait(now) == SECOND


async def test_a_few_are_opened_at_once_and_then_one_a_second() -> None:
    spread = Spread()

    for _ in range(BURST + 3):
        await spread.openings.turn()

    assert spread.waited == [1.0, 1.0, 1.0]


async def test_whoever_would_wait_long_comes_again_at_an_instant_of_their_own() -> None:
    spread = Spread()
    spread.openings.slow_down()

    untils = [await spread.turned_away() for _ in range(20)]

    assert untils[0] - NOON > PATIENCE
    assert {later - sooner for sooner, later in pairwise(untils)} == {PACE * 2}
    assert not spread.waited


async def test_once_too_fast_nothing_is_opened_for_a_while_and_then_half_as_fast() -> None:
    spread = Spread()
    until = spread.openings.slow_down()

    assert until == NOON + 2 * PACE * REST
    assert await spread.turned_away() == until
    spread.clock.set(until)
    await spread.openings.turn()
    await spread.openings.turn()
    assert spread.waited == [2.0]


async def test_too_fast_again_and_again_has_an_end() -> None:
    spread = Spread()

    untils = [spread.openings.slow_down() for _ in range(12)]

    assert max(untils) == NOON + SLOWEST * REST


async def test_without_complaint_the_pace_comes_back_step_by_step() -> None:
    spread = Spread()
    spread.openings.slow_down()
    spread.clock.set(spread.openings.slow_down())

    spread.pass_by(EASE)
    for _ in range(BURST + 2):
        await spread.openings.turn()
    waits, spread.waited = spread.waited, []
    spread.pass_by(EASE)
    for _ in range(BURST + 2):
        await spread.openings.turn()

    assert waits == [2.0, 2.0]
    assert spread.waited == [1.0, 1.0]


def test_noes_are_spent_within_a_window() -> None:
    budget = Budget(most=3)
    for minutes in (0, 5, 10, 15):
        budget.spend(NOON + timedelta(minutes=minutes))

    assert budget.shut_until(NOON + timedelta(minutes=15)) is None


def test_too_many_noes_are_followed_by_silence_said_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    budget = Budget(most=3)
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            budget.spend(NOON)
        for _ in range(3):
            # Requests that were under way are still answered.
            budget.spend(NOON)

    assert budget.shut_until(NOON) == NOON + WINDOW
    assert budget.shut_until(NOON + WINDOW) is None
    assert len(caplog.records) == 1
