"""A look back on a month: what is counted, what can be picked, and when to ask again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.application import Application, Stage, Status
from bot.domain.checkin import CheckIn, CheckInState
from bot.domain.growth import (
    FRESH,
    MONTH,
    Growth,
    Month,
    is_fresh,
    lessons,
    look_day,
    newest,
    numbers,
    unfinished,
)
from bot.domain.picking import key_of, picked
from bot.domain.plan import Commitment, Kept, Source
from bot.domain.reflection import Reflection

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
LATELY, LONG_AGO = NOW - timedelta(days=3), NOW - timedelta(days=31)
SENT = Application(1, Status.APPLIED, LATELY, LATELY)
DONE = Commitment(1, Source.PLAN, 1, "call", LATELY, kept=Kept.DONE)
CHECKED = CheckIn(1, "2026-W48", LATELY, state=CheckInState.DONE, done_at=LATELY)
WROTE = Reflection(1, LATELY, lesson="Ask about the team")
GROWTH = Growth(1, NOW, id=1)


def test_an_empty_month_is_no_row_of_zeros() -> None:
    assert numbers(Month((), (), (), ()), "UTC", NOW) == {}


def test_only_the_last_thirty_days_are_counted() -> None:
    month = Month(
        (
            SENT,
            replace(SENT, status=Status.WISHLIST),
            replace(SENT, status=Status.SCREENING),
            replace(SENT, status=Status.REJECTED, stage=Stage.NO_REPLY, interview_at=LATELY),
            replace(SENT, created_at=LONG_AGO, moved_at=LONG_AGO, interview_at=LONG_AGO),
            replace(SENT, created_at=LONG_AGO, status=Status.REJECTED, stage=Stage.SCREEN),
            replace(SENT, interview_at=NOW + timedelta(days=2), status=Status.INTERVIEW),
        ),
        (
            DONE,
            replace(DONE, due_at=LONG_AGO),
            replace(DONE, created_at=LONG_AGO),
            replace(DONE, created_at=LONG_AGO, due_at=LATELY),
            replace(DONE, kept=Kept.PARTLY),
        ),
        (CHECKED, replace(CHECKED, done_at=LONG_AGO), replace(CHECKED, state=CheckInState.SKIPPED)),
        (WROTE, replace(WROTE, started_at=LONG_AGO)),
    )
    assert numbers(month, "UTC", NOW) == {
        "applications": 4,
        "commitments": 2,
        "checkins": 1,
        "reflections": 1,
        "answers": 3,
        "interviews": 1,
    }


def test_what_people_control_is_counted_first() -> None:
    month = Month((replace(SENT, status=Status.SCREENING),), (DONE,), (CHECKED,), (WROTE,))
    order = list(numbers(month, "UTC", NOW))
    assert order == ["applications", "commitments", "checkins", "reflections", "answers"]


def test_lessons_are_the_persons_own_each_once_and_those_picked_before_stay() -> None:
    older = Reflection(1, LONG_AGO, id=1, lesson="Eat  before")
    again = replace(WROTE, id=3, started_at=NOW, lesson="Eat before")
    silent = replace(WROTE, id=4, lesson="")
    assert lessons([older, WROTE, again, silent]) == ("Eat before", "Ask about the team")
    assert lessons([WROTE], kept=("From a reflection thrown away",)) == (
        "From a reflection thrown away", "Ask about the team",
    )  # fmt: skip
    many = [replace(WROTE, id=n, lesson=f"Lesson {n}") for n in range(40)]
    assert len(lessons(many)) == 20


def test_what_was_picked_is_known_by_a_brief_name() -> None:
    offered = ("Eat before", "Ask about the team")
    assert picked(offered, [key_of("Ask about the team"), "something forged"]) == offered[1:]
    assert len({key_of(each) for each in offered}) == 2
    assert len(key_of("x" * 5000)) == 12


def test_a_look_back_is_known_by_its_first_words() -> None:
    assert GROWTH.first_words == ""
    assert replace(GROWTH, tip="Rest").first_words == "Rest"
    assert replace(GROWTH, lessons=("Eat",), changed="I call").first_words == "Eat"


def test_only_the_newest_can_be_unfinished() -> None:
    done = replace(GROWTH, id=2, done_at=NOW)
    assert newest([]) is None
    assert unfinished([]) is None
    assert unfinished([GROWTH]) == GROWTH
    assert unfinished([GROWTH, done]) is None


def test_nobody_is_asked_again_within_two_weeks() -> None:
    assert not is_fresh([], NOW)
    assert is_fresh([GROWTH], NOW)
    assert is_fresh([replace(GROWTH, begun_at=NOW - MONTH, done_at=NOW)], NOW)
    assert not is_fresh([GROWTH], NOW + FRESH)


def test_the_day_of_the_month_is_one_that_every_month_has() -> None:
    assert look_day(NOW, "UTC") == 28
    assert look_day(NOW, "Pacific/Auckland") == 28
    assert look_day(datetime(2026, 12, 1, 2, tzinfo=UTC), "America/New_York") == 28
    assert look_day(datetime(2026, 12, 1, 2, tzinfo=UTC), "UTC") == 1
