"""What a no changes, and the quiet that follows it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import rejection
from bot.domain.application import Application, Stage, Status
from bot.domain.pacing import GENTLE_SPAN
from bot.domain.quiet import QuietHours
from bot.domain.rejection import CARE_PAUSE, No, Numbers

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
QUIET = QuietHours()
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def applied(
    number: int,
    company: str,
    *,
    role: str = "",
    status: Status = Status.APPLIED,
    stage: Stage | None = None,
    rounds: int = 0,
    ago: timedelta = DAY,
    on: date | None = None,
) -> Application:
    return Application(
        1, status, NOW - ago, NOW - ago, number, company, role, stage, rounds, applied_on=on
    )


def no(number: int, ago: timedelta = timedelta(), company: str = "") -> No:
    return No(1, Stage.APPLYING, NOW - ago, number, company=company)


def test_a_no_ends_the_open_application_to_the_same_company_in_any_case() -> None:
    mine = [applied(1, "Beta"), applied(2, "ACME  Corp")]
    assert rejection.matching(mine, " acme corp ", "") == mine[1]


def test_of_several_applications_the_newest_is_meant() -> None:
    mine = [applied(1, "Acme", ago=3 * DAY), applied(2, "Acme"), applied(3, "Acme", ago=2 * DAY)]
    assert rejection.matching(mine, "Acme", "") == mine[1]


def test_the_same_role_is_meant_before_a_newer_application() -> None:
    mine = [applied(1, "Acme", role="Analyst", ago=3 * DAY), applied(2, "Acme", role="Clerk")]
    assert rejection.matching(mine, "Acme", "analyst") == mine[0]
    assert rejection.matching(mine, "Acme", "Baker") == mine[1]


@pytest.mark.parametrize(
    "status", [Status.ACCEPTED, Status.DECLINED, Status.REJECTED, Status.WITHDRAWN]
)
def test_what_has_ended_is_not_ended_again(status: Status) -> None:
    assert rejection.matching([applied(1, "Acme", status=status)], "Acme", "") is None


def test_an_answer_after_long_silence_belongs_to_what_was_given_up() -> None:
    ghosted = applied(1, "Acme", status=Status.GHOSTED)
    assert rejection.matching([ghosted], "Acme", "") == ghosted
    assert rejection.matching([ghosted, applied(2, "Acme", ago=9 * DAY)], "Acme", "") != ghosted


def test_without_a_company_nothing_is_guessed() -> None:
    assert rejection.matching([applied(1, "")], " ", "") is None


@pytest.mark.parametrize("stage", Stage)
def test_an_application_ends_as_rejected_and_silence_as_ghosted(stage: Stage) -> None:
    mine = applied(1, "Acme", rounds=2)
    told = No(1, stage, NOW, company="ACME", role="Analyst")
    ended = rejection.ended(mine, told, "UTC")
    silent = stage is Stage.NO_REPLY
    assert ended.status is (Status.GHOSTED if silent else Status.REJECTED)
    assert (ended.stage, ended.moved_at, ended.rounds) == (stage, NOW, 2)
    assert (ended.company, ended.role) == ("Acme", "Analyst")


def test_what_was_told_with_the_no_fills_the_gaps() -> None:
    told = No(1, Stage.SCREEN, NOW, company="Acme", role="Analyst")
    ended = rejection.ended(applied(1, ""), told, "UTC")
    assert (ended.company, ended.role) == ("Acme", "Analyst")


def test_reminders_rest_for_three_days_after_the_latest_no() -> None:
    noes = [no(1, 2 * HOUR), no(2, 30 * HOUR)]
    assert rejection.gentle_until(noes, None, NOW) == NOW - 2 * HOUR + GENTLE_SPAN


def test_taking_the_latest_no_back_shortens_the_rest() -> None:
    paused = NOW + GENTLE_SPAN
    assert rejection.gentle_until([no(1, 30 * HOUR)], paused, NOW) == NOW - 30 * HOUR + GENTLE_SPAN
    assert rejection.gentle_until([], paused, NOW) is None


def test_an_old_no_makes_no_rest() -> None:
    assert rejection.gentle_until([no(1, GENTLE_SPAN)], None, NOW) is None


def test_taking_a_no_back_never_ends_a_pause_out_of_care() -> None:
    paused = NOW + CARE_PAUSE
    assert rejection.gentle_until([], paused, NOW) == paused


@pytest.mark.parametrize(
    ("told", "zone", "expected"),
    [
        ("2026-11-30T15:00+00:00", "UTC", "2026-12-01T09:00+00:00"),
        ("2026-11-30T08:00+00:00", "UTC", "2026-12-01T09:00+00:00"),
        ("2026-11-30T23:59+00:00", "UTC", "2026-12-01T09:00+00:00"),
        # In the small hours the next morning is the one a few hours away.
        ("2026-11-30T02:00+00:00", "UTC", "2026-11-30T09:00+00:00"),
        ("2026-11-30T05:00+00:00", "UTC", "2026-12-01T09:00+00:00"),
        ("2026-11-30T23:00+00:00", "America/New_York", "2026-12-01T14:00+00:00"),
        # The clocks go back in the night between.
        ("2026-10-31T16:00+00:00", "America/New_York", "2026-11-01T14:00+00:00"),
    ],
)
def test_the_line_comes_at_nine_on_the_next_morning(told: str, zone: str, expected: str) -> None:
    found = rejection.next_morning(datetime.fromisoformat(told), zone, QUIET)
    assert found == datetime.fromisoformat(expected)


def test_who_sleeps_longer_hears_when_their_quiet_hours_end() -> None:
    late = QuietHours(22 * 60, 11 * 60)
    assert rejection.next_morning(NOW, "UTC", late) == datetime(2026, 12, 1, 11, tzinfo=UTC)


@given(
    st.integers(0, 20 * 365 * 24 * 60),
    st.sampled_from(["UTC", "Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Apia"]),
)
def test_the_line_is_always_some_hours_away_and_never_days(minutes: int, zone: str) -> None:
    told = NOW + timedelta(minutes=minutes)
    wait = rejection.next_morning(told, zone, QUIET) - told
    assert 2 * HOUR < wait < 30 * HOUR


def test_two_noes_on_one_day_are_followed_by_one_line_about_the_later() -> None:
    noes = [no(2, HOUR), no(1, 2 * HOUR)]
    tomorrow = datetime(2026, 12, 1, 9, tzinfo=UTC)
    assert rejection.mornings(noes, "UTC", QUIET, NOW, ()) == {2: tomorrow}


def test_noes_of_two_days_are_followed_by_two_lines_unless_one_has_come() -> None:
    noes = [no(2, HOUR), no(1, 20 * HOUR)]
    just_before = NOW - timedelta(minutes=1)
    assert list(rejection.mornings(noes, "UTC", QUIET, just_before, ())) == [1, 2]
    assert list(rejection.mornings(noes, "UTC", QUIET, NOW, ())) == [2]


def test_a_morning_that_brings_another_line_is_left_to_it() -> None:
    tomorrow = datetime(2026, 12, 1, 9, tzinfo=UTC)
    assert rejection.mornings([no(1)], "UTC", QUIET, NOW, {tomorrow}) == {}


def test_a_no_is_found_by_its_company() -> None:
    noes = [no(1, DAY, "Acme"), no(2, HOUR, "ACME"), no(3, HOUR, "Beta"), no(4, HOUR)]
    assert rejection.about(noes, "acme") == noes[1]
    assert rejection.about(noes, "Gamma") is None
    assert rejection.about(noes, "") is None


def test_a_form_sent_twice_tells_of_one_no() -> None:
    kept = No(1, Stage.FINAL, NOW, 7, 3, "Acme", "Analyst", 2, "Close.")
    again = No(1, Stage.FINAL, NOW + timedelta(seconds=9), company="ACME", mood=2, note="Close.")
    assert rejection.told_twice([kept], again) == kept
    for other in (
        replace(again, at=NOW + timedelta(seconds=10)), replace(again, stage=Stage.SCREEN),
        replace(again, company="Beta"), replace(again, role="Clerk"), replace(again, mood=None),
    ):  # fmt: skip
        assert rejection.told_twice([kept], other) is None


def test_who_names_no_company_means_the_latest_of_the_last_days() -> None:
    assert rejection.lately([no(1, 6 * DAY), no(2, 2 * DAY)], NOW) == no(2, 2 * DAY)
    assert rejection.lately([no(1, 7 * DAY)], NOW) is None


def test_noes_in_a_row_are_counted_from_the_last_step_forward() -> None:
    noes = [no(1, 9 * DAY), no(2, 3 * DAY), no(3)]
    assert rejection.in_a_row(noes, []) == 3
    assert rejection.in_a_row(noes, [applied(1, "Beta", ago=5 * DAY)]) == 3
    forward = applied(2, "Beta", status=Status.INTERVIEW, ago=5 * DAY)
    assert rejection.in_a_row(noes, [forward]) == 2


def test_a_search_is_as_old_as_the_first_thing_told_of_it() -> None:
    assert rejection.weeks_searching([], [], NOW) == 0
    assert rejection.weeks_searching([no(1, 20 * DAY)], [applied(1, "A")], NOW) == 2
    assert rejection.weeks_searching([no(1)], [applied(1, "A", ago=56 * DAY)], NOW) == 8


def test_the_numbers_count_this_year_as_the_persons_calendar_has_it() -> None:
    mine = [
        applied(1, "A", on=date(2025, 12, 31)),
        applied(2, "B", on=date(2026, 1, 1), status=Status.INTERVIEW, rounds=3),
        applied(3, "C", stage=Stage.SCREEN, status=Status.REJECTED),
        applied(4, "D", stage=Stage.NO_REPLY, status=Status.GHOSTED),
        applied(5, "E", ago=400 * DAY, status=Status.OFFER),
        applied(6, "F", status=Status.WISHLIST),
    ]
    noes = [no(1), no(2, 400 * DAY)]
    assert rejection.numbers(noes, mine, "UTC", NOW) == Numbers(3, 4, 1)


def test_the_year_ends_where_the_person_is() -> None:
    eve = datetime(2026, 12, 31, 22, 0, tzinfo=UTC)
    told = [No(1, Stage.APPLYING, eve)]
    asked = eve + 4 * HOUR
    assert rejection.numbers(told, [], "UTC", asked).noes == 0
    assert rejection.numbers(told, [], "Asia/Tokyo", asked).noes == 1


def test_a_single_application_and_its_no_are_not_worth_counting_aloud() -> None:
    assert not Numbers(1, 1, 1).say_something
    assert Numbers(2, 0, 1).say_something
