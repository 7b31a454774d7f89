"""When a nudge comes back that somebody put off: never in quiet hours, and as was said."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import snooze, zones
from bot.domain.nudge import Nudge, NudgeKind, Why
from bot.domain.person import Person
from bot.domain.snooze import Snooze

MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
ANA = Person("Ana", "UTC", MONDAY, id=1)
ONCE = Nudge(1, NudgeKind.FEEDBACK, MONDAY)
DAILY = Nudge(1, NudgeKind.OWN, MONDAY, minute=10 * 60 + 30)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("choice", "until", "why"),
    [
        (Snooze.HOUR, "2026-11-30T10:00", Why.HOUR),
        (Snooze.HOUR, "2026-12-01T08:00", Why.SNOOZED),
        (Snooze.TONIGHT, "2026-11-30T10:00", Why.SNOOZED),
    ],
)
def test_only_a_whole_hour_is_a_span_on_any_clock(choice: Snooze, until: str, why: Why) -> None:
    assert snooze.why(choice, utc(until), MONDAY) is why


@pytest.mark.parametrize(
    ("choice", "now", "nudge", "until"),
    [
        (Snooze.HOUR, "2026-11-30T09:00", ONCE, "2026-11-30T10:00"),
        (Snooze.HOUR, "2026-11-30T20:30", ONCE, "2026-12-01T08:00"),
        (Snooze.TONIGHT, "2026-11-30T09:00", ONCE, "2026-11-30T19:00"),
        (Snooze.TONIGHT, "2026-11-30T18:30", ONCE, "2026-11-30T19:30"),
        (Snooze.TONIGHT, "2026-11-30T20:30", ONCE, "2026-12-01T08:00"),
        (Snooze.TONIGHT, "2026-12-01T00:30", ONCE, "2026-12-01T19:00"),
        (Snooze.TOMORROW, "2026-11-30T09:00", ONCE, "2026-12-01T09:00"),
        (Snooze.TOMORROW, "2026-11-30T09:00", DAILY, "2026-12-01T10:30"),
        (Snooze.DATE, "2026-11-30T09:00", DAILY, "2026-12-01T10:30"),
    ],
)
def test_a_snoozed_nudge_comes_back_when_it_was_said(
    choice: Snooze, now: str, nudge: Nudge, until: str
) -> None:
    assert snooze.until(choice, nudge, ANA, utc(now)) == utc(until)


def test_on_a_day_it_comes_at_the_time_that_was_chosen_or_else_at_its_own() -> None:
    day = date(2026, 12, 5)
    assert snooze.on_day(day, 15 * 60, DAILY, ANA) == utc("2026-12-05T15:00")
    assert snooze.on_day(day, None, DAILY, ANA) == utc("2026-12-05T10:30")
    assert snooze.on_day(day, None, ONCE, ANA) == utc("2026-12-05T09:00")
    assert snooze.on_day(day, 23 * 60, ONCE, ANA) == utc("2026-12-06T08:00")


@pytest.mark.parametrize(
    ("day", "fits"),
    [
        (date(2026, 11, 29), False),
        (date(2026, 11, 30), True),
        (date(2027, 12, 1), True),
        (date(2027, 12, 2), False),
        (date(9999, 12, 31), False),
    ],
)
def test_only_days_of_the_next_year_can_be_chosen(day: date, fits: bool) -> None:
    assert snooze.is_within_reach(day, ANA, MONDAY) is fits


@given(
    choice=st.sampled_from(Snooze),
    zone=st.sampled_from(sorted(zones.names())),
    minutes=st.integers(0, 20 * 365 * 24 * 60),
    start=st.integers(0, 1439),
    end=st.integers(0, 1439),
)
def test_whatever_is_chosen_lies_ahead_and_outside_quiet_hours(
    choice: Snooze, zone: str, minutes: int, start: int, end: int
) -> None:
    now = MONDAY + timedelta(minutes=minutes)
    ana = Person("Ana", zone, MONDAY, quiet_start=start, quiet_end=end)
    until = snooze.until(choice, ONCE, ana, now)
    assert until > now
    assert not ana.quiet.is_quiet(until, zone)


@pytest.mark.parametrize(
    ("expected", "choices"),
    [
        ("2026-11-30T09:30", list(Snooze)),
        ("2026-11-30T12:00", [Snooze.TONIGHT, Snooze.TOMORROW, Snooze.DATE]),
        ("2026-11-30T20:00", [Snooze.TOMORROW, Snooze.DATE]),
        ("2026-12-03T09:00", [Snooze.DATE]),
    ],
)
def test_putting_off_ahead_of_time_never_brings_it_sooner(
    expected: str, choices: list[Snooze]
) -> None:
    assert list(snooze.later(ONCE, ANA, utc(expected), MONDAY)) == choices
