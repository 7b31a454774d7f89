"""Time in words: by the calendar or by the clock, over every change of summer time."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.console.moments import (
    FARTHEST,
    PassedTime,
    UnclearTime,
    Until,
    Wait,
    parse_until,
    parse_wait,
    spoken,
    target,
)

NEW_YORK = "America/New_York"
ZONES = sorted(zone for zone in available_timezones() if "/" in zone)
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(  # noqa: DTZ001
    lambda naive: naive.replace(tzinfo=UTC)
)

CLOCKS = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def at(text: str, zone: str = NEW_YORK) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("words", "wait"),
    [
        ("3 days", Wait(calendar=timedelta(days=3))),
        ("1 day", Wait(calendar=timedelta(days=1))),
        ("2 Weeks", Wait(calendar=timedelta(days=14))),
        ("90 minutes", Wait(clock=timedelta(minutes=90))),
        ("5 min", Wait(clock=timedelta(minutes=5))),
        ("1hour", Wait(clock=timedelta(hours=1))),
        ("30 seconds", Wait(clock=timedelta(seconds=30))),
    ],
)
def test_a_wait_is_read(words: str, wait: Wait) -> None:
    assert parse_wait(words) == wait


@pytest.mark.parametrize(
    "words",
    ["", "days", "three days", "-1 days", "3 fortnights", "3", "1 day 2 hours", "9999999 s"],
)
def test_a_wait_that_says_nothing_is_refused(words: str) -> None:
    with pytest.raises(UnclearTime):
        parse_wait(words)


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("monday 09:00", Until(time(9), weekday=0)),
        ("Sun 9:05", Until(time(9, 5), weekday=6)),
        ("2026-12-01 09:00", Until(time(9), day=date(2026, 12, 1))),
        ("2026-12-01T09:00", Until(time(9), day=date(2026, 12, 1))),
        ("tomorrow 18:30", Until(time(18, 30), days_ahead=1)),
        ("today 18:30", Until(time(18, 30), days_ahead=0)),
        ("18:30", Until(time(18, 30))),
    ],
)
def test_an_until_is_read(words: str, until: Until) -> None:
    assert parse_until(words) == until


@pytest.mark.parametrize(
    "words",
    ["", "monday", "noday 09:00", "t 09:00", "2026-02-30 09:00", "25:00", "monday 09:60", "09.00"],
)
def test_an_until_that_says_nothing_is_refused(words: str) -> None:
    with pytest.raises(UnclearTime):
        parse_until(words)


def test_three_days_keep_the_hour_when_the_clocks_change() -> None:
    before = at("2026-10-30T09:00")
    assert target(parse_wait("3 days"), before, NEW_YORK) == at("2026-11-02T09:00")
    assert target(parse_wait("72 hours"), before, NEW_YORK) == at("2026-11-02T08:00")


def test_monday_is_the_next_one_and_never_now() -> None:
    monday = at("2026-11-30T09:00")
    assert target(parse_until("monday 09:00"), monday - timedelta(minutes=1), NEW_YORK) == monday
    assert target(parse_until("monday 09:00"), monday, NEW_YORK) == at("2026-12-07T09:00")
    assert target(parse_until("09:00"), monday, NEW_YORK) == at("2026-12-01T09:00")
    assert target(parse_until("tomorrow 08:00"), monday, NEW_YORK) == at("2026-12-01T08:00")


def test_the_zone_says_which_monday_it_is() -> None:
    now = datetime(2026, 11, 29, 20, tzinfo=UTC)
    in_tokyo = target(parse_until("monday 09:00"), now, "Asia/Tokyo")
    assert in_tokyo == datetime(2026, 11, 30, 0, tzinfo=UTC)


def test_a_time_that_the_clocks_skip_moves_on_by_the_gap() -> None:
    found = target(parse_until("2027-03-14 02:30"), at("2027-03-13T12:00"), NEW_YORK)
    assert found == at("2027-03-14T03:30")


def test_of_a_time_told_twice_the_first_counts_and_then_the_next_day() -> None:
    first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert target(parse_until("01:30"), first - timedelta(hours=1), NEW_YORK) == first
    again = target(parse_until("01:30"), first + timedelta(minutes=30), NEW_YORK)
    assert again == at("2026-11-02T01:30")


def test_waiting_no_days_at_the_second_telling_of_an_hour_goes_nowhere() -> None:
    second = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert target(Wait(), second, NEW_YORK) == second
    assert target(parse_wait("0 days"), second, NEW_YORK) == second


@pytest.mark.parametrize("words", ["2026-11-29 09:00", "today 08:00"])
def test_a_moment_that_has_passed_is_refused(words: str) -> None:
    with pytest.raises(PassedTime):
        target(parse_until(words), at("2026-11-30T09:00"), NEW_YORK)


@pytest.mark.parametrize("words", ["4000 days", "999999 weeks", "999999 hours"])
def test_a_moment_too_far_away_is_refused(words: str) -> None:
    with pytest.raises(PassedTime):
        target(parse_wait(words), at("2026-11-30T09:00"), NEW_YORK)


def test_the_last_year_of_the_calendar_is_refused() -> None:
    with pytest.raises(PassedTime):
        target(parse_until("9999-12-31 23:59"), at("2026-11-30T09:00"), NEW_YORK)


def test_an_instant_is_said_in_its_zone() -> None:
    instant = datetime(2026, 11, 30, 14, tzinfo=UTC)
    assert spoken(instant, NEW_YORK) == "Mon 30 Nov 2026, 09:00 (America/New_York)"


@given(INSTANTS, st.sampled_from(ZONES), st.integers(0, 6), CLOCKS)
def test_a_weekday_comes_within_eight_days_on_that_day_at_that_time(
    now: datetime, zone: str, weekday: int, clock: time
) -> None:
    until = Until(clock, weekday=weekday)
    found = target(until, now, zone)
    wall = found.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert now < found <= now + timedelta(days=9)
    exact = wall.weekday() == weekday and wall.time() == until.at
    assert exact or _skipped(datetime.combine(wall.date(), until.at), zone, wall)


@given(INSTANTS, st.sampled_from(ZONES), st.integers(0, 400))
def test_waiting_days_lands_on_that_date(now: datetime, zone: str, days: int) -> None:
    found = target(Wait(calendar=timedelta(days=days)), now, zone)
    there = ZoneInfo(zone)
    wall = now.astimezone(there).replace(tzinfo=None) + timedelta(days=days)
    landed = found.astimezone(there).replace(tzinfo=None)
    assert now <= found <= now + FARTHEST
    assert landed == wall or _skipped(wall, zone, landed)


def _skipped(wall: datetime, zone: str, landed: datetime) -> bool:
    """Tell whether a wall time does not exist (or, a whole day skipped, is looked for a day on)."""
    there = ZoneInfo(zone)
    for asked in (wall, wall - timedelta(days=1), wall + timedelta(days=1)):
        back = asked.replace(tzinfo=there).astimezone(UTC).astimezone(there).replace(tzinfo=None)
        if back != asked and back == landed:
            return True
    return False
