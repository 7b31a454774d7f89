"""Silence is counted in days, and its reminders are always still to come."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import silence, zones
from bot.domain.application import WAITING, Application, Status, Went
from bot.domain.nudge import NudgeKind
from bot.domain.recurrence import local

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ASK, CLOSE = NudgeKind.APPLICATION, NudgeKind.GHOSTED
EVE, AFTER = NudgeKind.INTERVIEW_EVE, NudgeKind.INTERVIEW_AFTER


def made(
    status: Status = Status.APPLIED, *, since: datetime = NOW, **fields: object
) -> Application:
    return replace(Application(1, status, since, since, id=1), **fields)  # type: ignore[arg-type]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_whole_days_without_a_word_are_counted() -> None:
    assert silence.days_quiet(made(), NOW + timedelta(hours=23)) == 0
    assert silence.days_quiet(made(), NOW + 6 * DAY + timedelta(hours=23)) == 6
    assert silence.days_quiet(made(), NOW + 7 * DAY) == 7


@pytest.mark.parametrize("status", sorted(set(Status) - WAITING))
def test_nobody_waits_where_it_is_not_their_turn(status: Status) -> None:
    assert silence.days_quiet(made(status), NOW + 30 * DAY) == 0
    assert silence.reminders(made(status, interview_at=NOW + DAY), "UTC", NOW) == {}


def test_an_interview_to_come_is_no_silence() -> None:
    invited = made(Status.INTERVIEW, interview_at=NOW + 10 * DAY)
    assert silence.days_quiet(invited, NOW + 9 * DAY) == 0
    assert silence.days_quiet(invited, NOW + 18 * DAY) == 8


def test_having_asked_them_begins_the_count_again() -> None:
    assert silence.days_quiet(made(quiet_from=NOW + 8 * DAY), NOW + 10 * DAY) == 2


def test_a_follow_up_is_offered_after_a_week_and_closing_after_three() -> None:
    assert not silence.calls_for_follow_up(made(), NOW + 7 * DAY - timedelta(seconds=1))
    assert silence.calls_for_follow_up(made(), NOW + 7 * DAY)
    assert not silence.calls_for_closing(made(), NOW + 21 * DAY - timedelta(seconds=1))
    assert silence.calls_for_closing(made(), NOW + 21 * DAY)


def test_reminders_about_silence_come_at_ten_in_the_morning_after_the_days_are_full() -> None:
    assert silence.reminders(made(), "UTC", NOW) == {
        ASK: utc("2026-12-07T10:00"),
        CLOSE: utc("2026-12-21T10:00"),
    }
    evening = made(since=utc("2026-11-30T20:00"))
    assert silence.reminders(evening, "America/New_York", NOW)[ASK] == utc("2026-12-08T15:00")


def test_each_span_of_silence_is_mentioned_once() -> None:
    assert set(silence.reminders(made(), "UTC", NOW + 8 * DAY)) == {CLOSE}
    assert silence.reminders(made(), "UTC", NOW + 22 * DAY) == {}


def test_an_interview_has_its_evening_before_and_its_morning_after() -> None:
    invited = made(Status.INTERVIEW, interview_at=utc("2026-12-04T14:00"))
    found = silence.reminders(invited, "Europe/Berlin", NOW)
    assert (found[EVE], found[AFTER]) == (utc("2026-12-03T17:00"), utc("2026-12-05T09:00"))


def test_an_evening_that_is_over_is_not_promised() -> None:
    invited = made(Status.INTERVIEW, interview_at=utc("2026-11-30T14:00"))
    found = silence.reminders(invited, "UTC", NOW)
    assert EVE not in found
    assert found[AFTER] == utc("2026-12-01T10:00")


def test_who_said_how_it_went_is_not_asked_again() -> None:
    told = made(Status.INTERVIEW, interview_at=utc("2026-11-30T08:00"), went=Went.WELL)
    assert AFTER not in silence.reminders(told, "UTC", NOW)


def test_an_interview_without_a_date_calls_for_no_evening() -> None:
    assert set(silence.reminders(made(Status.INTERVIEW), "UTC", NOW)) == {ASK, CLOSE}


@given(
    st.sampled_from(sorted(zones.names())),
    st.sampled_from(sorted(WAITING)),
    st.integers(0, 200 * 24),
    st.integers(-90 * 24, 90 * 24),
)
def test_every_reminder_is_to_come_and_at_its_own_hour_of_the_local_day(
    zone: str, status: Status, hours_ago: int, interview_in: int
) -> None:
    known = made(
        status,
        since=NOW - timedelta(hours=hours_ago),
        interview_at=NOW + timedelta(hours=interview_in),
    )
    found = silence.reminders(known, zone, NOW)
    for kind, at in found.items():
        assert at > NOW
        assert local(at, zone).hour in ((18, 19) if kind is EVE else (10, 11))
    if ASK in found:
        assert found[ASK] >= silence.quiet_since(known) + silence.FOLLOW_UP_AFTER
    if CLOSE in found:
        assert found[CLOSE] >= silence.quiet_since(known) + silence.GHOSTED_AFTER
