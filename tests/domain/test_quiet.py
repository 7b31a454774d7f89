"""Nothing speaks in quiet hours, and what waited is said when they end: in every zone, always."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import zones
from bot.domain.quiet import QuietHours
from bot.domain.recurrence import local
from tests.domain import transitions

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
NIGHT = QuietHours()
EVERY_CHANGE = [
    (zone, change) for zone in transitions.behaviours() for change in transitions.changes(zone)
]

any_minute = st.integers(0, 1439)
any_hours = st.builds(QuietHours, any_minute, any_minute)
any_zone = st.sampled_from(sorted(zones.names()))
any_minutes_away = st.integers(-3 * 24 * 60, 3 * 24 * 60)


@st.composite
def near_a_change(draw: st.DrawFn) -> tuple[str, datetime]:
    zone, change = draw(st.sampled_from(EVERY_CHANGE))
    return zone, change.at + timedelta(minutes=draw(any_minutes_away))


@st.composite
def anywhere(draw: st.DrawFn) -> tuple[str, datetime]:
    return draw(any_zone), transitions.START + timedelta(
        seconds=draw(st.integers(0, 20 * 365 * 24 * 3600))
    )


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def minute_shown(instant: datetime, zone: str) -> int:
    clock = local(instant, zone)
    return clock.hour * 60 + clock.minute


def first_waking_minute(hours: QuietHours, instant: datetime, zone: str) -> datetime:
    """Wait minute by minute, as a person looking at the clock would."""
    while hours.is_quiet(instant, zone):
        instant = instant.replace(second=0) + MINUTE
    return instant


@pytest.mark.parametrize(
    ("clock", "quiet"),
    [
        ("20:59", False),
        ("21:00", True),
        ("23:59", True),
        ("00:00", True),
        ("07:59:59", True),
        ("08:00", False),
    ],
)
def test_the_usual_night_is_from_nine_to_eight(clock: str, quiet: bool) -> None:
    assert NIGHT.is_quiet(utc(f"2026-01-05T{clock}"), "UTC") is quiet


def test_quiet_hours_within_one_day_do_not_reach_the_night() -> None:
    siesta = QuietHours(13 * 60, 15 * 60)
    noon, two, night = (utc(f"2026-06-01T{clock}") for clock in ("10:00", "12:00", "23:00"))
    assert [siesta.is_quiet(at, "Europe/Madrid") for at in (noon, two, night)] == [
        False,
        True,
        False,
    ]
    assert siesta.next_waking(two, "Europe/Madrid") == utc("2026-06-01T13:00")


def test_what_falls_due_in_the_evening_or_the_small_hours_waits_for_the_same_morning() -> None:
    morning = utc("2026-01-06T13:00")
    for waiting in ("2026-01-06T02:00", "2026-01-06T05:00", "2026-01-06T12:59:59"):
        assert NIGHT.next_waking(utc(waiting), "America/New_York") == morning


def test_a_night_shortened_by_a_gap_still_ends_at_eight_on_the_clock() -> None:
    before, after = utc("2024-03-30T22:00"), utc("2024-03-31T03:00")
    for waiting in (before, after):
        assert NIGHT.next_waking(waiting, "Europe/Berlin") == utc("2024-03-31T06:00")


def test_a_night_lengthened_by_a_fold_still_ends_at_eight_on_the_clock() -> None:
    assert NIGHT.next_waking(utc("2024-10-26T22:00"), "Europe/Berlin") == utc("2024-10-27T07:00")


def test_an_end_that_a_gap_leaves_out_moves_forward_by_the_gap() -> None:
    late = QuietHours(22 * 60, 2 * 60 + 30)
    assert late.next_waking(utc("2024-03-31T00:10"), "Europe/Berlin") == utc("2024-03-31T01:30")


def test_an_end_that_lands_in_quiet_hours_again_waits_for_the_next_day() -> None:
    nearly_always = QuietHours(3 * 60 + 15, 2 * 60 + 30)
    assert nearly_always.next_waking(utc("2024-03-30T12:00"), "Europe/Berlin") == utc(
        "2024-04-01T00:30"
    )


def test_a_quiet_hour_that_comes_twice_is_quiet_twice() -> None:
    late = QuietHours(22 * 60, 2 * 60 + 30)
    first, second = utc("2024-10-27T00:30"), utc("2024-10-27T01:30")
    assert late.next_waking(utc("2024-10-27T00:10"), "Europe/Berlin") == first
    assert not late.is_quiet(first, "Europe/Berlin")
    assert late.next_waking(utc("2024-10-27T01:10"), "Europe/Berlin") == second


def test_a_night_into_a_skipped_day_ends_on_the_morning_after_it() -> None:
    waking = NIGHT.next_waking(utc("2011-12-30T08:00"), "Pacific/Apia")
    assert local(waking, "Pacific/Apia").isoformat() == "2011-12-31T08:00:00+14:00"


@given(any_minute, st.one_of(anywhere(), near_a_change()))
def test_a_start_that_is_also_the_end_means_never_quiet(
    minute: int, place: tuple[str, datetime]
) -> None:
    zone, instant = place
    assert not QuietHours(minute, minute).is_quiet(instant, zone)
    assert QuietHours(minute, minute).next_waking(instant, zone) == instant


@given(any_hours, st.one_of(anywhere(), near_a_change()))
def test_the_next_waking_is_never_quiet_and_is_now_only_when_now_is_not(
    hours: QuietHours, place: tuple[str, datetime]
) -> None:
    zone, instant = place
    waking = hours.next_waking(instant, zone)
    assert waking >= instant
    assert not hours.is_quiet(waking, zone)
    assert (waking == instant) is not hours.is_quiet(instant, zone)
    assert hours.next_waking(waking, zone) == waking


@given(any_hours, anywhere())
def test_away_from_changes_the_next_waking_is_the_first_minute_the_clock_allows(
    hours: QuietHours, place: tuple[str, datetime]
) -> None:
    zone, instant = place
    if all(abs(change.at - instant) > 2 * DAY for change in transitions.changes(zone)):
        assert hours.next_waking(instant, zone) == first_waking_minute(hours, instant, zone)


def test_around_every_change_of_every_zone_a_night_ends_when_the_clock_says() -> None:
    swept = 0
    for zone, change in EVERY_CHANGE:
        first, _ = change.edges
        end = first.hour * 60 + first.minute + 10
        ends_in_the_change = QuietHours((end - 300) % 1440, end % 1440)
        for hours in (NIGHT, ends_in_the_change):
            for quarters in (-60, -40, -8, -1, 0, 1, 3, 4, 8, 40):
                instant = change.at + timedelta(minutes=15) * quarters
                waking = hours.next_waking(instant, zone)
                swept += waking != instant
                assert_wakes_by_the_clock(hours, zone, instant, waking, change)
    assert swept > 10_000


def assert_wakes_by_the_clock(
    hours: QuietHours,
    zone: str,
    instant: datetime,
    waking: datetime,
    change: transitions.Change,
) -> None:
    assert not hours.is_quiet(waking, zone)
    if waking == instant:
        return
    moved = minute_shown(waking, zone) - hours.end
    assert moved in (0, change.size // MINUTE, change.size // MINUTE - 1440), (zone, instant)
    if moved == 0:
        # Nothing was kept waiting past an end: all the time until then is quiet.
        steps = (waking - instant) // timedelta(minutes=10)
        between = (instant + timedelta(minutes=10) * step for step in range(steps))
        assert all(hours.is_quiet(at, zone) for at in between), (zone, instant)


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (0, 1440)])
def test_minutes_that_no_day_has_are_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="a minute of the day is from 0 to 1439"):
        QuietHours(start, end)
