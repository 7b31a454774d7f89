"""An application moves freely, is known again by its words, and keeps how far it got."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import application as applications
from bot.domain.application import (
    ENDED_SHORT,
    OPEN,
    Application,
    Move,
    Stage,
    Status,
    Went,
)

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 30)
TOKYO = "Asia/Tokyo"
NEW_YORK = "America/New_York"

any_status = st.sampled_from(Status)


def made(status: Status = Status.APPLIED, **fields: object) -> Application:
    base = Application(1, status, NOW - timedelta(days=3), NOW - timedelta(days=3), id=1)
    return replace(base, **fields)  # type: ignore[arg-type]


@given(any_status, any_status)
def test_every_change_of_status_is_allowed_and_is_met_as_something(
    before: Status, after: Status
) -> None:
    there = applications.moved(made(before), after, NOW, "UTC")
    assert there.status is after
    assert there.moved_at == NOW
    assert (applications.kind_of_move(before, after) is Move.SAME) == (before is after)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (Status.WISHLIST, Status.APPLIED, Move.ONWARD),
        (Status.APPLIED, Status.SCREENING, Move.ONWARD),
        (Status.SCREENING, Status.APPLIED, Move.BACK),
        (Status.APPLIED, Status.INTERVIEW, Move.INTERVIEW),
        (Status.OFFER, Status.INTERVIEW, Move.BACK),
        (Status.INTERVIEW, Status.OFFER, Move.OFFER),
        (Status.OFFER, Status.ACCEPTED, Move.ACCEPTED),
        (Status.OFFER, Status.DECLINED, Move.DECLINED),
        (Status.INTERVIEW, Status.REJECTED, Move.REJECTED),
        (Status.APPLIED, Status.GHOSTED, Move.GHOSTED),
        (Status.APPLIED, Status.WITHDRAWN, Move.WITHDRAWN),
        (Status.GHOSTED, Status.APPLIED, Move.REOPENED),
        (Status.GHOSTED, Status.SCREENING, Move.REOPENED),
        # Good news is good news, whatever was thought before.
        (Status.REJECTED, Status.OFFER, Move.OFFER),
        (Status.GHOSTED, Status.INTERVIEW, Move.INTERVIEW),
    ],
)
def test_a_change_of_status_is_met_as_what_it_is(before: Status, after: Status, kind: Move) -> None:
    assert applications.kind_of_move(before, after) is kind


@pytest.mark.parametrize(
    ("before", "after", "stage"),
    [
        (Status.APPLIED, Status.GHOSTED, Stage.NO_REPLY),
        (Status.APPLIED, Status.REJECTED, Stage.APPLYING),
        (Status.SCREENING, Status.GHOSTED, Stage.SCREEN),
        (Status.INTERVIEW, Status.WITHDRAWN, Stage.INTERVIEW),
        (Status.ACCEPTED, Status.WITHDRAWN, Stage.OFFER),
        (Status.INTERVIEW, Status.DECLINED, Stage.OFFER),
        (Status.WISHLIST, Status.WITHDRAWN, None),
    ],
)
def test_what_ends_keeps_how_far_it_had_got(
    before: Status, after: Status, stage: Stage | None
) -> None:
    assert applications.moved(made(before), after, NOW, "UTC").stage is stage


def test_a_stage_that_was_told_goes_before_one_that_is_guessed() -> None:
    there = applications.moved(made(Status.INTERVIEW), Status.GHOSTED, NOW, "UTC", Stage.FINAL)
    assert there.stage is Stage.FINAL
    again = applications.moved(there, Status.WITHDRAWN, NOW, "UTC")
    assert again.stage is Stage.FINAL


def test_what_is_open_again_has_no_end() -> None:
    ended = applications.moved(made(Status.INTERVIEW), Status.GHOSTED, NOW, "UTC")
    assert applications.moved(ended, Status.APPLIED, NOW, "UTC").stage is None


def test_sending_what_was_wished_for_dates_it_by_the_persons_own_calendar() -> None:
    evening = datetime(2026, 11, 30, 20, 0, tzinfo=UTC)
    sent = applications.moved(made(Status.WISHLIST), Status.APPLIED, evening, TOKYO)
    assert sent.applied_on == date(2026, 12, 1)


def test_a_day_of_applying_that_is_known_stays() -> None:
    back = applications.moved(
        made(Status.SCREENING, applied_on=date(2026, 11, 2)), Status.APPLIED, NOW, "UTC"
    )
    assert back.applied_on == date(2026, 11, 2)


def test_an_invitation_is_a_round_and_a_slip_is_none() -> None:
    invited = applications.moved(made(), Status.INTERVIEW, NOW, "UTC")
    assert invited.rounds == 1
    assert applications.moved(invited, Status.APPLIED, NOW, "UTC").rounds == 0
    met = replace(invited, rounds=2, interview_at=NOW)
    assert applications.moved(met, Status.SCREENING, NOW, "UTC").rounds == 2
    assert applications.moved(met, Status.OFFER, NOW, "UTC").rounds == 2


def test_moving_ends_the_silence_that_was_waited_out() -> None:
    waited = made(quiet_from=NOW)
    assert applications.moved(waited, Status.SCREENING, NOW, "UTC").quiet_from is None


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        (Status.WISHLIST, None),
        (Status.APPLIED, Stage.APPLYING),
        (Status.INTERVIEW, Stage.INTERVIEW),
        (Status.GHOSTED, Stage.FINAL),
    ],
)
def test_how_far_it_got_is_known_of_open_and_of_ended_ones(
    status: Status, stage: Stage | None
) -> None:
    kept = Stage.FINAL if status is Status.GHOSTED else None
    assert applications.reached(made(status, stage=kept)) is stage


def test_an_application_that_is_told_of_was_sent_today_unless_said_otherwise() -> None:
    told = applications.begin(1, "Acme", "nurse", NOW, "UTC")
    assert told.status is Status.APPLIED
    assert told.applied_on == TODAY
    assert told.moved_at == NOW


def test_an_application_sent_last_week_has_been_quiet_since() -> None:
    told = applications.begin(1, "Acme", "", NOW, NEW_YORK, applied_on=date(2026, 11, 20))
    assert told.moved_at == datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
    assert told.created_at == NOW


def test_a_wish_was_not_sent_on_any_day() -> None:
    wish = applications.begin(1, "Acme", "", NOW, "UTC", status=Status.WISHLIST, applied_on=TODAY)
    assert wish.applied_on is None


def test_what_is_told_late_keeps_its_day_and_its_stage() -> None:
    told = applications.begin(
        1, "Acme", "", NOW, "UTC",
        status=Status.GHOSTED, applied_on=date(2026, 10, 1), stage=Stage.FINAL, note="slow",
    )  # fmt: skip
    assert (told.applied_on, told.stage, told.note) == (date(2026, 10, 1), Stage.FINAL, "slow")
    assert told.status is Status.GHOSTED


def test_no_day_is_made_up_for_what_is_further_along() -> None:
    told = applications.begin(1, "Acme", "", NOW, "UTC", status=Status.INTERVIEW)
    assert told.applied_on is None
    assert told.rounds == 1


@pytest.mark.parametrize(
    ("stage", "status"),
    [
        (None, Status.APPLIED),
        (Stage.NO_REPLY, Status.APPLIED),
        (Stage.SCREEN, Status.SCREENING),
        (Stage.FINAL, Status.INTERVIEW),
        (Stage.OFFER, Status.OFFER),
    ],
)
def test_a_stage_in_words_says_where_it_stands(stage: Stage | None, status: Status) -> None:
    assert applications.status_of(stage) is status


def test_changing_the_day_moves_the_silence_only_while_nothing_else_happened() -> None:
    day = date(2026, 11, 9)
    assert applications.dated(made(), day, "UTC", NOW).moved_at == datetime(
        2026, 11, 9, 12, tzinfo=UTC
    )
    assert applications.dated(made(), TODAY, "UTC", NOW).moved_at == NOW
    met = made(Status.INTERVIEW)
    assert applications.dated(met, day, "UTC", NOW) == replace(met, applied_on=day)
    same = made(applied_on=day)
    assert applications.dated(same, day, "UTC", NOW) == same
    assert applications.dated(same, None, "UTC", NOW).moved_at == same.moved_at


def test_a_date_for_an_interview_brings_it_to_interviews() -> None:
    at = NOW + timedelta(days=2)
    set_ = applications.with_interview(made(went=Went.BADLY), at, "Room 4", 1, NOW, "UTC")
    assert set_.status is Status.INTERVIEW
    assert (set_.interview_at, set_.interview_place, set_.rounds) == (at, "Room 4", 1)
    assert set_.went is None


def test_an_interview_over_is_history_and_opens_nothing_that_ended() -> None:
    before, after = NOW - timedelta(days=2), NOW + timedelta(days=2)
    ended = made(Status.REJECTED, stage=Stage.INTERVIEW)
    assert applications.with_interview(ended, before, "", 1, NOW, "UTC").status is Status.REJECTED
    assert applications.with_interview(ended, after, "", 1, NOW, "UTC").status is Status.INTERVIEW
    assert applications.with_interview(made(), before, "", 1, NOW, "UTC").status is Status.INTERVIEW


def test_an_offer_stays_one_when_one_more_talk_is_set() -> None:
    at = NOW + timedelta(days=2)
    offer = made(Status.OFFER)
    assert applications.with_interview(offer, at, "", 2, NOW, "UTC").status is Status.OFFER


def test_the_same_time_again_changes_only_what_is_new() -> None:
    at = NOW + timedelta(days=2)
    known = made(Status.INTERVIEW, interview_at=at, rounds=1, went=Went.WELL)
    changed = applications.with_interview(known, at, "Room 4", 2, NOW, "UTC")
    assert changed == replace(known, interview_place="Room 4", rounds=2)


def test_an_interview_can_be_taken_off() -> None:
    known = made(Status.INTERVIEW, interview_at=NOW + timedelta(days=2), rounds=1)
    off = applications.with_interview(known, None, "", 1, NOW, "UTC")
    assert off.interview_at is None
    assert off.status is Status.INTERVIEW


def test_who_says_how_an_interview_went_has_had_one() -> None:
    felt = applications.with_feeling(made(), Went.MIXED, NOW, "UTC")
    assert (felt.status, felt.went, felt.rounds) == (Status.INTERVIEW, Went.MIXED, 1)
    ended = applications.with_feeling(made(Status.REJECTED), Went.WELL, NOW, "UTC")
    assert ended.status is Status.REJECTED
    assert applications.with_feeling(made(Status.OFFER), Went.WELL, NOW, "UTC").went is Went.WELL


def test_the_next_interview_counts_once_the_last_is_over() -> None:
    assert applications.next_round(made(), NOW) == 1
    ahead = made(Status.INTERVIEW, rounds=2, interview_at=NOW + timedelta(days=1))
    assert applications.next_round(ahead, NOW) == 2
    assert applications.next_round(replace(ahead, interview_at=NOW), NOW) == 3


def test_what_ended_short_is_neither_open_nor_a_job() -> None:
    assert set(Status) - OPEN - ENDED_SHORT == {Status.ACCEPTED}


@pytest.mark.parametrize(
    ("said", "found"), [("hooli", True), ("Hooli Ltd", True), ("Hool", False), ("Acme", False)]
)
def test_a_company_is_known_again_by_its_first_words(said: str, found: bool) -> None:
    for name in ("Hooli", "Hooli XYZ"):
        expected = found and not (name == "Hooli XYZ" and said == "Hooli Ltd")
        assert bool(applications.meant([made(company=name)], said, "")) is expected


def test_words_without_a_company_may_mean_any_that_is_open() -> None:
    older, newer = made(role="nurse"), made(id=2, role="driver", moved_at=NOW)
    ended = made(Status.REJECTED, id=3)
    assert applications.meant([older, newer, ended], "", "") == (newer, older)
    assert applications.meant([older, newer, ended], "", "Nurse") == (older,)
    assert applications.meant([older, newer], "", "baker") == (newer, older)
    assert applications.meant([older, ended], "", "", {Status.REJECTED}) == (ended,)
