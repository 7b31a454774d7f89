"""What somebody asks to be reminded of, in their own words and at their own times."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import reminder
from bot.domain.nudge import Nudge, NudgeKind, NudgeState
from bot.domain.person import Person
from bot.domain.reminder import EVERY_DAY, Wish, about_of, wish

MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
NINE = 9 * 60
ANA = Person("Ana", "Europe/Berlin", MONDAY, id=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("remind me thursdays at 9 to apply", "apply"),
        ("remind me to apply thursdays at 9", "apply"),
        ("Remind me every monday and thursday at 10am to write to people", "write to people"),
        ("remind me to write to Ben every monday and friday at 10.", "write to Ben"),
        ("please remind me tomorrow at 15:30 to call Ben about the CV", "call Ben about the CV"),
        ("remind me at 9 to apply", "apply"),
        ("remind me in 2 weeks to follow up", "follow up"),
        ("remind me in an hour to call back", "call back"),
        ("remind me to send 3 applications by friday", "send 3 applications"),
        ("remind me about the interview at Acme on friday at 4pm", "the interview at Acme"),
        ("set a reminder for mondays at 7pm: read adverts", "read adverts"),
        ("can you remind me fridays 18h to check in?", "check in"),
        ("remind me to go to the fair", "go to the fair"),
        ("remind me, in the evening, to rest", "rest"),
        ("thursdays at 9 to apply", "apply"),
        ("remind me to do chapter 3", "do chapter 3"),
        ("remind me to do chapter 3 at 4", "do chapter 3"),
        ("remind me to ring 2 firms 9.30am, friday", "ring 2 firms"),
        ("remind me to be up at 7 o'clock", "be up"),
        ("remind me to say “thank you”", "say “thank you"),
        ("remind me", ""),
        ("remind me to", ""),
        ("remind me to tomorrow", ""),
        ("remind me later", ""),
        ("turn the reminders back on", ""),
        ("change my reminders", ""),
        ("", ""),
    ],
)
def test_what_it_is_about_is_found_among_the_times(said: str, about: str) -> None:
    assert about_of(said) == about


def test_long_words_are_cut_where_a_reminder_ends() -> None:
    assert about_of("remind me to " + "apply " * 500) == ("apply " * 50).strip()


@given(st.text(max_size=700))
def test_any_text_at_all_can_be_read(text: str) -> None:
    assert len(about_of(text)) <= reminder.LONGEST
    wish(text, None, None, None)


@pytest.mark.parametrize(
    ("said", "weekday", "day", "weekdays"),
    [
        ("remind me thursdays at 9 to apply", 3, None, (3,)),
        ("remind me every monday and thursday at 9 to apply", 0, None, (0, 3)),
        ("remind me every day at 9 to apply", None, None, EVERY_DAY),
        ("remind me daily at 9 to apply", None, None, EVERY_DAY),
        ("remind me each morning at 9 to apply", 3, None, EVERY_DAY),
        ("remind me every weekday at 9 to apply", None, None, (0, 1, 2, 3, 4)),
        ("remind me on weekdays at 9 to apply", None, None, (0, 1, 2, 3, 4)),
        ("remind me thursdays at 9 to plan monday's call", 3, None, (3,)),
        ("remind me tomorrow at 9 to apply", None, date(2026, 12, 1), ()),
    ],
)
def test_the_days_are_those_that_were_said(
    said: str, weekday: int | None, day: date | None, weekdays: tuple[int, ...]
) -> None:
    found = wish(said, weekday, day, NINE)
    assert found.weekdays == weekdays
    assert found.day == day
    assert found.is_whole


def test_a_wish_without_words_or_without_a_time_is_not_whole() -> None:
    assert not wish("remind me thursdays at 9", 3, None, NINE).is_whole
    assert not wish("remind me to apply", None, None, None).is_whole


@pytest.mark.parametrize(
    ("wanted", "due"),
    [
        (Wish("apply", (3,), None, NINE), "2026-12-03T08:00"),
        (Wish("apply", (), date(2026, 12, 5), NINE), "2026-12-05T08:00"),
        (Wish("apply", (), None, NINE), "2026-12-01T08:00"),
        (Wish("apply", (), None, 11 * 60), "2026-11-30T10:00"),
        (Wish("apply", EVERY_DAY, None, NINE), "2026-12-01T08:00"),
    ],
)
def test_a_wish_becomes_a_nudge_at_the_persons_own_clock(wanted: Wish, due: str) -> None:
    made = reminder.made(wanted, ANA, MONDAY)
    assert (made.kind, made.text, made.asked) == (NudgeKind.OWN, "apply", True)
    assert made.due_at == utc(due)
    assert made.recurs == bool(wanted.weekdays)


def test_all_seven_weekdays_are_every_day() -> None:
    assert reminder.made(Wish("apply", EVERY_DAY, None, NINE), ANA, MONDAY).weekdays == ()


def test_a_time_that_is_missing_is_not_made_up() -> None:
    with pytest.raises(ValueError, match="needs a time"):
        reminder.made(Wish("apply"), ANA, MONDAY)


def test_another_time_is_the_persons_choice_and_begins_afresh() -> None:
    old = Nudge(1, NudgeKind.GOAL, MONDAY, id=5, minute=NINE, monthly_day=3, held=True, turn=4)
    old = replace(old, state=NudgeState.DONE)
    moved = reminder.retimed(old, Wish("", (1,), None, 600), ANA, utc("2026-12-02T09:00"))
    assert moved == replace(
        old,
        weekdays=(1,),
        minute=600,
        monthly_day=None,
        due_at=utc("2026-12-08T09:00"),
        asked=True,
        created_at=utc("2026-12-02T09:00"),
        state=NudgeState.ACTIVE,
        held=False,
        turn=0,
    )


def test_a_monthly_one_keeps_its_day_at_another_time() -> None:
    old = Nudge(1, NudgeKind.GOAL, MONDAY, id=5, minute=NINE, monthly_day=3)
    moved = reminder.monthly(old, Wish("", (), None, 600), ANA, MONDAY)
    assert (moved.monthly_day, moved.minute) == (3, 600)
    assert moved.due_at == utc("2026-12-03T09:00")


def test_the_same_words_again_are_the_same_reminder() -> None:
    goal = Nudge(1, NudgeKind.GOAL, MONDAY, id=1, text="apply")
    own = Nudge(1, NudgeKind.OWN, MONDAY, id=2, text="Apply")
    assert reminder.same((goal, own), "apply") == own
    assert reminder.same((goal,), "apply") is None


@pytest.mark.parametrize(
    ("said", "fewer"),
    [
        ("less often please", True),
        ("fewer reminders", True),
        ("that is too many reminders", True),
        ("not so often", True),
        ("stop the reminders", False),
        ("nonetheless, stop", False),
    ],
)
def test_who_asks_for_fewer_is_not_taken_to_want_none(said: str, fewer: bool) -> None:
    assert reminder.wants_fewer(said) is fewer
