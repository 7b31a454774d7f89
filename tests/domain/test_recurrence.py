"""A weekly time comes once a week, always: in every zone, through twenty years of its changes."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import zones
from bot.domain.recurrence import Daily, Monthly, Recurrence, Weekly, instant_of, local
from tests.domain import transitions

MINUTE = timedelta(minutes=1)
WEEK = timedelta(days=7)
NAIVE = datetime.fromisoformat("2026-01-01T09:00")

any_zone = st.sampled_from(sorted(zones.names()))
any_minute = st.integers(0, 1439)
any_instant = st.integers(0, 21 * 365 * 24 * 3600).map(
    lambda seconds: transitions.START + timedelta(seconds=seconds, microseconds=seconds % 1_000_000)
)
any_recurrence = st.one_of(
    st.builds(Daily, any_minute, any_zone),
    st.builds(Weekly, st.integers(0, 6), any_minute, any_zone),
    st.builds(Monthly, st.integers(1, 28), any_minute, any_zone),
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def clock(instant: datetime, zone: str) -> str:
    return local(instant, zone).strftime("%a %Y-%m-%d %H:%M")


def firings(recurrence: Recurrence, since: datetime, until: datetime) -> Iterator[datetime]:
    at = recurrence.on_or_after(since)
    while at < until:
        yield at
        following = recurrence.after(at)
        assert following > at
        at = following


def minutes_around(change: transitions.Change) -> list[datetime]:
    first, last = change.edges
    middle = (first + (last - first) / 2).replace(second=0)
    return [first - MINUTE, first, middle, last - MINUTE, last]


@pytest.mark.parametrize(
    ("zone", "day", "minute", "expected"),
    [
        ("Europe/Berlin", date(2024, 3, 31), 2 * 60 + 30, "Sun 2024-03-31 03:30"),
        ("America/New_York", date(2024, 3, 10), 2 * 60, "Sun 2024-03-10 03:00"),
        ("Australia/Lord_Howe", date(2024, 10, 6), 2 * 60 + 15, "Sun 2024-10-06 02:45"),
        ("Antarctica/Troll", date(2024, 3, 31), 60, "Sun 2024-03-31 03:00"),
        ("Africa/Cairo", date(2024, 4, 26), 0, "Fri 2024-04-26 01:00"),
        ("Pacific/Apia", date(2011, 12, 30), 9 * 60, "Sat 2011-12-31 09:00"),
        ("Pacific/Kwajalein", date(1993, 8, 21), 9 * 60, "Sun 1993-08-22 09:00"),
    ],
)
def test_a_minute_that_a_gap_leaves_out_moves_forward_by_the_gap(
    zone: str, day: date, minute: int, expected: str
) -> None:
    assert clock(instant_of(day, minute, zone), zone) == expected


@pytest.mark.parametrize(
    ("zone", "day", "minute", "expected"),
    [
        ("Europe/Berlin", date(2024, 10, 27), 2 * 60 + 30, "2024-10-27T00:30"),
        ("America/New_York", date(2024, 11, 3), 60 + 30, "2024-11-03T05:30"),
        ("Australia/Lord_Howe", date(2024, 4, 7), 60 + 45, "2024-04-06T14:45"),
        ("America/Havana", date(2024, 11, 3), 30, "2024-11-03T04:30"),
    ],
)
def test_of_a_minute_that_comes_twice_the_first_counts(
    zone: str, day: date, minute: int, expected: str
) -> None:
    assert instant_of(day, minute, zone) == utc(expected)


def test_every_change_of_every_zone_moves_minutes_as_promised() -> None:
    swept = 0
    for zone in transitions.behaviours():
        for change in transitions.changes(zone):
            for wall in minutes_around(change):
                at = instant_of(wall.date(), wall.hour * 60 + wall.minute, zone)
                shown = local(at, zone).replace(tzinfo=None)
                first, last = change.edges
                left_out = change.size > timedelta(0) and first <= wall < last
                weekly = Weekly(wall.weekday(), wall.hour * 60 + wall.minute, zone)
                assert at == transitions.instant(zone, wall), (zone, wall)
                assert weekly.after(at - MINUTE) == at, (zone, wall)
                assert shown == wall + (change.size if left_out else timedelta(0)), (zone, wall)
                swept += 1
    assert swept > 5_000


def test_around_every_change_of_every_zone_a_week_has_one_firing() -> None:
    for zone in transitions.behaviours():
        for change in transitions.changes(zone):
            for wall in minutes_around(change):
                weekly = Weekly(wall.weekday(), wall.hour * 60 + wall.minute, zone)
                walls = [wall + week * WEEK for week in (-1, 0, 1)]
                seen = list(firings(weekly, change.at - 10 * WEEK / 7, change.at + 10 * WEEK / 7))
                assert seen == [transitions.instant(zone, each) for each in walls], (zone, wall)


def test_through_twenty_years_of_every_zone_each_local_week_has_one_firing() -> None:
    for zone in transitions.behaviours():
        changes = transitions.changes(zone)
        wall = changes[0].edges[0] if changes else datetime.fromisoformat("2015-03-29T02:30")
        weekly = Weekly(wall.weekday(), wall.hour * 60 + wall.minute, zone)
        seen = list(firings(weekly, utc("2015-01-05"), utc("2035-12-24")))
        weeks = [local(at, zone).date() - timedelta(local(at, zone).weekday()) for at in seen]
        assert len(seen) >= 1093, zone
        assert all(later - earlier == WEEK for earlier, later in pairwise(weeks)), zone


def test_around_every_change_of_every_zone_a_day_has_one_firing() -> None:
    for zone in transitions.behaviours():
        for change in transitions.changes(zone):
            for wall in minutes_around(change):
                daily = Daily(wall.hour * 60 + wall.minute, zone)
                walls = [wall + timedelta(days=day) for day in (-2, -1, 0, 1, 2)]
                seen = list(firings(daily, change.at - 2.5 * WEEK / 7, change.at + 2.5 * WEEK / 7))
                assert seen == [transitions.instant(zone, each) for each in walls], (zone, wall)


def test_a_zone_that_skips_a_whole_day_keeps_one_firing_a_week() -> None:
    fridays = Weekly(4, 9 * 60, "Pacific/Apia")
    seen = [
        clock(at, fridays.zone) for at in firings(fridays, utc("2011-12-20"), utc("2012-01-10"))
    ]
    assert seen == ["Fri 2011-12-23 09:00", "Sat 2011-12-31 09:00", "Fri 2012-01-06 09:00"]

    saturdays = Weekly(5, 9 * 60, "Pacific/Kwajalein")
    seen = [
        clock(at, saturdays.zone) for at in firings(saturdays, utc("1993-08-12"), utc("1993-08-30"))
    ]
    assert seen == ["Sat 1993-08-14 09:00", "Sun 1993-08-22 09:00", "Sat 1993-08-28 09:00"]


def test_a_firing_moved_into_the_day_after_is_still_found_on_that_day() -> None:
    moved = utc("2011-12-30T19:00")
    assert clock(moved, "Pacific/Apia") == "Sat 2011-12-31 09:00"
    for recurrence in (Weekly(4, 9 * 60, "Pacific/Apia"), Daily(9 * 60, "Pacific/Apia")):
        assert recurrence.after(moved - timedelta(hours=8)) == moved


def test_a_zone_that_skips_a_whole_day_has_no_second_firing_on_the_next() -> None:
    daily = Daily(9 * 60, "Pacific/Apia")
    seen = [clock(at, daily.zone) for at in firings(daily, utc("2011-12-29"), utc("2012-01-02"))]
    assert seen == [
        "Thu 2011-12-29 09:00",
        "Sat 2011-12-31 09:00",
        "Sun 2012-01-01 09:00",
        "Mon 2012-01-02 09:00",
    ]


def test_a_weekly_time_keeps_to_the_clock_after_a_gap_has_moved_it() -> None:
    sundays = Weekly(6, 2 * 60 + 30, "Europe/Berlin")
    seen = [
        clock(at, sundays.zone) for at in firings(sundays, utc("2024-03-24"), utc("2024-04-08"))
    ]
    assert seen == ["Sun 2024-03-24 02:30", "Sun 2024-03-31 03:30", "Sun 2024-04-07 02:30"]


def test_between_the_two_passes_of_a_doubled_hour_the_next_firing_is_next_week() -> None:
    sundays = Weekly(6, 2 * 60 + 30, "Europe/Berlin")
    first_pass = utc("2024-10-27T00:30")
    assert sundays.on_or_after(first_pass) == first_pass
    assert sundays.after(first_pass) == utc("2024-11-03T01:30")
    assert sundays.after(utc("2024-10-27T01:29")) == utc("2024-11-03T01:30")


def test_an_instant_given_in_the_zone_itself_is_compared_as_an_instant() -> None:
    second_pass = local(utc("2024-10-27T01:15"), "Europe/Berlin")
    assert Weekly(6, 2 * 60 + 30, "Europe/Berlin").after(second_pass) == utc("2024-11-03T01:30")
    assert Weekly(6, 2 * 60 + 30, "Europe/Berlin").on_or_after(second_pass) == utc(
        "2024-11-03T01:30"
    )


def test_a_monthly_time_comes_on_its_day_of_every_month() -> None:
    monthly = Monthly(28, 8 * 60, "America/New_York")
    seen = list(firings(monthly, utc("2015-01-01"), utc("2036-01-01")))
    shown = [local(at, monthly.zone) for at in seen]
    assert [(at.year, at.month) for at in shown] == [
        (year, month) for year in range(2015, 2036) for month in range(1, 13)
    ]
    assert {(at.day, at.time()) for at in shown} == {(28, time(8))}


def test_a_monthly_time_just_past_waits_for_the_next_month() -> None:
    monthly = Monthly(1, 9 * 60, "UTC")
    assert monthly.after(utc("2026-12-01T09:00")) == utc("2027-01-01T09:00")
    assert monthly.on_or_after(utc("2026-12-01T09:00")) == utc("2026-12-01T09:00")
    assert monthly.on_or_after(utc("2026-12-01T09:00:01")) == utc("2027-01-01T09:00")


@given(any_zone, any_minute, any_instant)
def test_a_minute_of_a_day_is_where_the_oracle_finds_it(
    zone: str, minute: int, instant: datetime
) -> None:
    wall = datetime.combine(instant, time(*divmod(minute, 60)))
    assert instant_of(wall.date(), minute, zone) == transitions.instant(zone, wall)


@given(any_recurrence, any_instant)
def test_the_next_firing_is_strictly_later_and_none_lies_between(
    recurrence: Recurrence, instant: datetime
) -> None:
    following = recurrence.after(instant)
    assert following > instant
    assert following.tzinfo is UTC
    assert recurrence.after(following - datetime.resolution) == following
    assert recurrence.on_or_after(following) == following
    assert recurrence.on_or_after(following + datetime.resolution) > following
    assert recurrence.after(instant + (following - instant) / 2) in {
        following,
        recurrence.after(following),  # halfway, rounded, is the firing itself
    }


@given(any_recurrence, any_instant, any_instant)
def test_a_later_instant_never_has_an_earlier_next_firing(
    recurrence: Recurrence, one: datetime, other: datetime
) -> None:
    earlier, later = sorted((one, other))
    assert recurrence.after(earlier) <= recurrence.after(later)
    assert recurrence.on_or_after(earlier) <= recurrence.after(earlier)


@given(
    st.builds(Weekly, st.integers(0, 6), any_minute, any_zone),
    st.dates(date(2015, 1, 12), date(2035, 1, 1)),
    st.integers(1, 60),
)
def test_any_run_of_weeks_has_exactly_as_many_firings(
    weekly: Weekly, day: date, weeks: int
) -> None:
    monday = day - timedelta(days=day.weekday())
    walls = [
        datetime.combine(monday, time(*divmod(weekly.minute, 60)))
        + timedelta(days=weekly.weekday + 7 * week)
        for week in range(weeks)
    ]
    expected = [transitions.instant(weekly.zone, wall) for wall in walls]
    assert list(firings(weekly, expected[0], expected[-1] + MINUTE)) == expected
    assert len(set(expected)) == weeks


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: Weekly(7, 0, "UTC"), "a weekday is from 0"),
        (lambda: Weekly(-1, 0, "UTC"), "a weekday is from 0"),
        (lambda: Weekly(0, 1440, "UTC"), "a minute of the day is from 0 to 1439, not 1440"),
        (lambda: Daily(-1, "UTC"), "a minute of the day"),
        (lambda: Daily(0, "Mars/Base"), "'Mars/Base' is not an IANA zone"),
        (lambda: Monthly(0, 0, "UTC"), "a day of the month is from 1 to 28, not 0"),
        (lambda: Monthly(29, 0, "UTC"), "a day of the month is from 1 to 28, not 29"),
        (lambda: instant_of(date(2026, 1, 1), 1440, "UTC"), "a minute of the day"),
        (lambda: local(NAIVE, "UTC"), "has no zone"),
        (lambda: Daily(0, "UTC").on_or_after(NAIVE), "has no zone"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(make: Callable[[], object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        make()
