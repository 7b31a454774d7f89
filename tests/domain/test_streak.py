"""A streak counts weeks checked in; skips, breaks and the present week never end it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import days, streak
from bot.domain.checkin import CheckIn, CheckInState
from bot.domain.streak import Rest

MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)
weeks = st.sets(st.integers(0, 40))


def kept(*ago: int, state: CheckInState = CheckInState.DONE) -> list[CheckIn]:
    return [
        CheckIn(1, days.week_of(MONDAY - n * WEEK, "UTC"), MONDAY - n * WEEK, state=state)
        for n in ago
    ]


def length(checkins: list[CheckIn], *rests: Rest, zone: str = "UTC") -> int:
    return streak.length(checkins, rests, MONDAY, zone)


def rest(start: int, end: int) -> Rest:
    return Rest(1, MONDAY - start * WEEK, MONDAY - end * WEEK)


def test_nothing_checked_in_is_no_streak_and_no_reproach() -> None:
    assert length([]) == 0


def test_weeks_one_after_the_other_are_counted() -> None:
    assert length(kept(0, 1, 2)) == 3


def test_the_present_week_is_never_counted_against_anyone() -> None:
    assert length(kept(1, 2)) == 2


def test_a_silent_week_ends_it() -> None:
    assert length(kept(0, 1, 3, 4)) == 2


def test_two_circles_in_one_week_are_one_week() -> None:
    assert length(kept(0, 0, 1)) == 2


def test_a_skipped_week_neither_counts_nor_ends_it() -> None:
    assert length(kept(0, 2) + kept(1, state=CheckInState.SKIPPED)) == 2


def test_a_check_in_only_begun_does_not_count() -> None:
    assert length(kept(1) + kept(0, state=CheckInState.BEGUN)) == 1


def test_a_break_neither_counts_nor_ends_it() -> None:
    assert length(kept(0, 4, 5), rest(3, 1)) == 3


def test_a_break_touching_one_day_of_a_week_passes_over_that_week() -> None:
    day = Rest(1, MONDAY - timedelta(days=3), MONDAY - timedelta(days=2))
    assert length(kept(0, 2), day) == 2


def test_a_break_that_ends_as_the_week_begins_leaves_that_week_alone() -> None:
    midnight = datetime(2026, 11, 23, tzinfo=UTC)
    assert length(kept(0, 2), Rest(1, midnight - WEEK, midnight)) == 1


def test_a_break_that_was_called_off_at_once_is_none() -> None:
    assert length(kept(0, 2), rest(1, 1)) == 1


def test_a_week_that_a_circle_may_still_hear_about_is_not_silent_yet() -> None:
    last = days.week_of(MONDAY - WEEK, "UTC")
    assert length(kept(2, 3)) == 0
    assert streak.length(kept(2, 3), [], MONDAY, "UTC", {last}) == 2


def test_the_week_is_the_persons_own() -> None:
    late_on_sunday = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
    checkins = [CheckIn(1, "2026-W47", late_on_sunday)]
    checkins = [replace(checkins[0], state=CheckInState.DONE)]
    # It is still Sunday of week 48 in Los Angeles, so week 48 is the present one there.
    assert streak.length(checkins, [], late_on_sunday, "America/Los_Angeles") == 1
    assert streak.length(checkins, [], late_on_sunday, "Europe/Berlin") == 0


def test_it_goes_on_over_new_year_in_years_of_53_weeks() -> None:
    monday = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
    checkins = [
        replace(CheckIn(1, key, monday), state=CheckInState.DONE)
        for key in ("2026-W52", "2026-W53", "2027-W01")
    ]
    assert streak.length(checkins, [], monday, "UTC") == 3


def test_a_journey_westwards_takes_nothing_away() -> None:
    assert streak.count({100, 101}, set(), [], 100) == 2


@given(weeks, weeks, st.integers(0, 40))
def test_passing_over_more_weeks_never_shortens_it(
    done: set[int], passed: set[int], present: int
) -> None:
    assert streak.count(done, passed, [], present) >= streak.count(done, set(), [], present)


@given(weeks, weeks, st.integers(0, 40))
def test_it_counts_only_weeks_that_were_checked_in(
    done: set[int], passed: set[int], present: int
) -> None:
    assert 0 <= streak.count(done, passed, [], present) <= len(done)


@given(weeks, weeks, st.integers(0, 40))
def test_one_more_check_in_never_shortens_it(
    done: set[int], passed: set[int], present: int
) -> None:
    before = streak.count(done, passed, [], present)
    assert streak.count(done | {present}, passed, [], present) >= before


@given(st.sets(st.integers(0, 40), min_size=1), st.integers(0, 40))
def test_with_every_gap_skipped_all_weeks_count(done: set[int], present: int) -> None:
    assert streak.count(done, set(range(41)) - done, [], present) == len(done)


@given(weeks, st.integers(0, 40), st.integers(0, 40))
def test_a_break_does_what_skipping_each_of_its_weeks_does(
    done: set[int], first: int, last: int
) -> None:
    span = range(first, last)
    assert streak.count(done, set(), [span], 40) == streak.count(done, set(span), [], 40)


class TestBreaks:
    def test_a_new_break_begins_now(self) -> None:
        assert streak.begun([rest(3, 1)], 1, MONDAY, MONDAY + WEEK) == Rest(
            1, MONDAY, MONDAY + WEEK
        )

    def test_a_break_in_force_is_moved_not_doubled(self) -> None:
        current = Rest(1, MONDAY - WEEK, MONDAY + WEEK, id=4)
        moved = streak.begun([current], 1, MONDAY, MONDAY + 2 * WEEK)
        assert moved == Rest(1, MONDAY - WEEK, MONDAY + 2 * WEEK, id=4)

    def test_coming_back_ends_it_now(self) -> None:
        current = Rest(1, MONDAY - WEEK, MONDAY + WEEK, id=4)
        assert streak.begun([current], 1, MONDAY, MONDAY - WEEK).ends_at == MONDAY

    def test_a_break_touches_the_time_it_overlaps(self) -> None:
        assert streak.is_resting([rest(2, 1)], MONDAY - 2 * WEEK, MONDAY)
        assert not streak.is_resting([rest(2, 1)], MONDAY - WEEK, MONDAY)
        assert not streak.is_resting([], MONDAY - WEEK, MONDAY)
