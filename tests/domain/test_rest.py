"""A break ends when the person wakes on the day they chose, by their own clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import recurrence, rest
from bot.domain.person import Person
from bot.domain.rest import Misfit

# A Monday, nine in the morning.
NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 30)
INSTANTS = st.integers(0, 20 * 365 * 24 * 60).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def person(zone: str = "UTC", start: int = 21 * 60, end: int = 8 * 60) -> Person:
    return Person("Ana", zone, NOW, quiet_start=start, quiet_end=end)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("until monday", date(2026, 12, 7)),
        ("till 12 Dec", date(2026, 12, 12)),
        ("for a week", date(2026, 12, 7)),
        ("3 days", date(2026, 12, 3)),
        ("back on friday", date(2026, 12, 4)),
        ("yesterday", date(2026, 11, 29)),
        ("a while", None),
    ],
)
def test_a_few_words_name_the_day_to_be_back(text: str, day: date | None) -> None:
    assert rest.read_day(text, TODAY) == day


def test_three_days_off_are_today_and_two_more() -> None:
    assert rest.back_on(3, person(), NOW) == date(2026, 12, 3)
    assert rest.back_on(3, person("America/New_York"), NOW.replace(hour=2)) == date(2026, 12, 2)


def test_a_break_ends_when_quiet_hours_do() -> None:
    assert rest.until(date(2026, 12, 3), person(), NOW) == datetime(2026, 12, 3, 8, tzinfo=UTC)
    berlin = rest.until(date(2026, 12, 3), person("Europe/Berlin"), NOW)
    assert berlin == datetime(2026, 12, 3, 7, tzinfo=UTC)


def test_without_quiet_hours_a_break_ends_in_the_morning() -> None:
    restless = person(start=0, end=0)
    assert rest.waking(date(2026, 12, 3), restless) == datetime(2026, 12, 3, 8, tzinfo=UTC)


def test_a_break_cannot_end_today_or_before() -> None:
    assert rest.until(TODAY, person(), NOW) is Misfit.PAST
    assert rest.until(TODAY - timedelta(days=1), person(), NOW) is Misfit.PAST


def test_a_break_lasts_up_to_six_months() -> None:
    assert rest.until(TODAY + rest.LONGEST + timedelta(days=1), person(), NOW) is Misfit.FAR
    assert isinstance(rest.until(TODAY + rest.LONGEST, person(), NOW), datetime)


@given(
    INSTANTS,
    st.integers(1, 183),
    st.integers(0, 24 * 60 - 1),
    st.integers(0, 24 * 60 - 1),
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]),
)
def test_a_break_ends_awake_on_the_day_chosen(
    now: datetime, days: int, start: int, end: int, zone: str
) -> None:
    somebody = person(zone, start, end)
    day = recurrence.local(now, zone).date() + timedelta(days=days)
    until = rest.until(day, somebody, now)
    assert isinstance(until, datetime)
    assert recurrence.local(until, zone).date() == day
    assert not somebody.quiet.is_quiet(until, zone)
