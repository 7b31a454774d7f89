"""Days and times are found inside talk, and what only looks like one is left alone."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding import times
from bot.understanding.times import When

MONDAY = date(2026, 11, 23)


def when(text: str, *, past: bool = False, office: bool = False) -> When:
    found = times.moments(text, MONDAY)
    return times.gather(found, text, over_by=MONDAY if past else None, office=office)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tomorrow at 10", When(date(2026, 11, 24), 600)),
        ("on Thursday at 3pm", When(date(2026, 11, 26), 900)),
        ("next tuesday", When(date(2026, 12, 1))),
        ("this friday", When(date(2026, 11, 27))),
        ("last friday", When(date(2026, 11, 20))),
        ("thursdays at 9", When(None, 540, 3)),
        ("every tue at 9.30", When(None, 570, 1)),
        ("weekly on sun", When(None, None, 6)),
        ("in two weeks", When(date(2026, 12, 7))),
        ("for the next 3 days", When(date(2026, 11, 26))),
        ("a week off", When(date(2026, 11, 30))),
        ("3 days ago", When(date(2026, 11, 20))),
        ("until 2026-12-24", When(date(2026, 12, 24))),
        ("24.12. at 18:00", When(date(2026, 12, 24), 1080)),
        ("12/24", When(date(2026, 12, 24))),
        ("5th of december", When(date(2026, 12, 5))),
        ("Dec 5 at 15:30", When(date(2026, 12, 5), 930)),
        ("may 5 2027", When(date(2027, 5, 5))),
        ("at 8 in the evening", When(None, 1200)),
        ("tonight at 9", When(MONDAY, 1260)),
        ("at noon", When(None, 720)),
        ("18h", When(None, 1080)),
        ("@ 9 o'clock", When(None, 540)),
        ("at 9 this week", When(None, 540)),
        ("on sat", When(date(2026, 11, 28))),
    ],
)
def test_a_time_is_found(text: str, told: When) -> None:
    assert when(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "at 9 companies", "at 3 of them", "at 10 %", "I sat the exam", "the sun is out",
        "1-2 rounds", "3/4", "may I", "mon ami", "in 20 minutes", "99/99", "at 25", "version 1.2",
        "2026-13-45", "", "at 10 companies", "every now and then", "on sundae",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert when(text) == When()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on thursday", date(2026, 11, 19)),
        ("monday", date(2026, 11, 23)),
        ("20 november", date(2026, 11, 20)),
        ("yesterday", date(2026, 11, 22)),
        ("for two weeks", None),
        ("tomorrow", None),
        ("this friday", None),
    ],
)
def test_what_is_over_happened_before(text: str, day: date | None) -> None:
    assert when(text, past=True).day == day


@pytest.mark.parametrize(
    ("text", "minute"),
    [("at 3", 900), ("at 2:30", 870), ("at 03:00", 180), ("at 9", 540), ("at 3am", 180)],
)
def test_nobody_is_interviewed_in_the_night_by_a_bare_hour(text: str, minute: int) -> None:
    assert when(text, office=True).minute == minute


def test_a_bare_hour_is_otherwise_taken_as_it_is() -> None:
    assert when("at 3").minute == 180


@given(text=st.text(max_size=200))
def test_times_are_found_in_order_and_apart(text: str) -> None:
    found = times.moments(text, MONDAY)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= moment.start < moment.end <= len(text) for moment in found)


def test_letters_that_grow_when_lowered_shift_nothing() -> None:
    text = "İİİ tomorrow"
    found = times.moments(text, MONDAY)
    assert [text[each.start : each.end] for each in found] == ["tomorrow"]


def test_only_so_many_times_are_looked_at() -> None:
    assert len(times.moments("at 9, " * 500, MONDAY)) <= 30


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a week on tuesday", When(date(2026, 12, 1))),
        ("tuesday week", When(date(2026, 12, 1))),
        ("on the 5th", When(date(2026, 12, 5))),
        ("friday 4 december", When(date(2026, 12, 4))),
        ("the first of december", When(date(2026, 12, 1))),
        ("christmas eve", When(date(2026, 12, 24))),
        ("friday at half past two", When(date(2026, 11, 27), 150)),
        ("tuesday at quarter to nine", When(date(2026, 11, 24), 525)),
        ("friday 3-4pm", When(date(2026, 11, 27), 900)),
        ("tuesday 11-1pm", When(date(2026, 11, 24), 660)),
        ("at 1400 on friday", When(date(2026, 11, 27), 840)),
        ("until january", When(date(2027, 1, 1))),
        ("this weekend", When(date(2026, 11, 28))),
        ("this morning", When(MONDAY)),
        ("last night", When(date(2026, 11, 22))),
        ("move my monday reminder", When(None, None, 0)),
        ("the 2nd round", When()),
        ("half a day", When()),
    ],
)
def test_days_and_hours_in_words_are_found(text: str, told: When) -> None:
    assert when(text) == told


def test_a_short_span_counts_from_the_present_minute() -> None:
    found = times.moments("in half an hour", MONDAY, minute=23 * 60 + 45)
    assert times.gather(found, "") == When(date(2026, 11, 24), 15)


@pytest.mark.parametrize(
    ("month_first", "day"), [(True, date(2026, 12, 4)), (False, date(2027, 4, 12)), (None, None)]
)
def test_a_date_is_read_as_it_is_written_there(month_first: bool | None, day: date | None) -> None:
    found = times.moments("12/4", MONDAY, month_first=month_first)
    assert times.gather(found, "12/4").day == day
