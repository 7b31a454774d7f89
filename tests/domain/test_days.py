"""Days and times are read as people write them; what could mean two days is asked about."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import days

# A Monday.
TODAY = date(2026, 11, 23)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2026, 11, 23), 5, date(2026, 11, 30)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 11, 29), 5, date(2026, 12, 4)),
        (date(2026, 11, 28), 0, date(2026, 11, 28)),
    ],
)
def test_working_days_are_mondays_to_fridays(start: date, count: int, expected: date) -> None:
    assert days.working_days_after(start, count) == expected


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="counted onwards"):
        days.working_days_after(TODAY, -1)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_a_count_of_working_days_passes_exactly_so_many(start: date, count: int) -> None:
    end = days.working_days_after(start, count)
    passed = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(day.weekday() < 5 for day in passed) == count
    assert end.weekday() < 5


def test_the_week_is_that_of_the_persons_own_zone() -> None:
    sunday_night = utc("2026-12-06T23:30")
    assert days.week_of(sunday_night, "UTC") == "2026-W49"
    assert days.week_of(sunday_night, "Europe/Berlin") == "2026-W50"
    assert days.week_of(sunday_night, "America/New_York") == "2026-W49"


def test_the_first_days_of_january_may_be_in_the_last_week_of_december() -> None:
    assert days.week_of(utc("2027-01-03T12:00"), "UTC") == "2026-W53"
    assert days.week_of(utc("2027-01-04T12:00"), "UTC") == "2027-W01"


def test_week_numbers_run_on_across_years_of_52_and_53_weeks() -> None:
    noons = [utc("2015-01-01T12:00") + timedelta(weeks=n) for n in range(21 * 52)]
    numbers = [days.week_number(days.week_of(noon, "UTC")) for noon in noons]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


@given(st.dates(), st.dates())
def test_two_days_have_one_week_number_exactly_when_they_share_a_week(
    one: date, other: date
) -> None:
    numbers = [
        days.week_number(days.week_of(datetime(d.year, d.month, d.day, tzinfo=UTC), "UTC"))
        for d in (one, other)
    ]
    mondays = [d.toordinal() - d.weekday() for d in (one, other)]
    assert (numbers[0] == numbers[1]) is (mondays[0] == mondays[1])
    assert (numbers[1] - numbers[0]) * 7 == mondays[1] - mondays[0]


@pytest.mark.parametrize(
    "key", ["", "2026", "2026-49", "2026-W54", "2025-W53", "2026-W00", "x" * 99]
)
def test_what_names_no_week_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=r"week"):
        days.week_number(key)


@pytest.mark.parametrize(("minute", "said"), [(0, "00:00"), (540, "09:00"), (1439, "23:59")])
def test_a_minute_is_said_as_a_clock_shows_it(minute: int, said: str) -> None:
    assert days.say_clock(minute) == said


def test_a_minute_that_no_day_has_is_not_said() -> None:
    with pytest.raises(ValueError, match="a minute of the day"):
        days.say_clock(1440)


@given(st.integers(0, 1439))
def test_what_is_said_is_read_back_as_the_same_minute(minute: int) -> None:
    assert days.parse_clock(days.say_clock(minute)) == minute


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9", "09:00"),
        ("9:30", "09:30"),
        ("9.30", "09:30"),
        ("09h30", "09:30"),
        ("18h", "18:00"),
        ("0930", "09:30"),
        ("930", "09:30"),
        ("9am", "09:00"),
        ("9 a.m.", "09:00"),
        ("6 pm", "18:00"),
        ("6:15PM", "18:15"),
        ("at 7", "07:00"),
        ("9 o’clock", "09:00"),
        ("18:00", "18:00"),
        ("0:00", "00:00"),
        ("12am", "00:00"),
        ("12:30 pm", "12:30"),
        ("noon", "12:00"),
        (" Midday ", "12:00"),
        ("midnight", "00:00"),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, said: str) -> None:
    minute = days.parse_clock(text)
    assert minute is not None
    assert days.say_clock(minute) == said


@pytest.mark.parametrize(
    "text", ["", "24:00", "9:60", "13pm", "0am", "9:5", "-1", "1830x", "soon", "9" * 100_000]
)
def test_what_is_no_time_is_not_guessed(text: str) -> None:
    assert days.parse_clock(text) is None


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("monday", 0),
        ("tues", 1),
        ("Weds", 2),
        ("thu", 3),
        ("Thursdays", 3),
        ("thurs.", 3),
        ("every friday", 4),
        ("on saturdays", 5),
        ("each SUN", 6),
    ],
)
def test_a_weekday_is_read_as_people_write_it(text: str, weekday: int) -> None:
    assert days.parse_weekday(text) == weekday


@pytest.mark.parametrize("text", ["", "s", "th", "someday", "mondayish", "every day"])
def test_what_is_no_weekday_is_not_guessed(text: str) -> None:
    assert days.parse_weekday(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-30", date(2026, 11, 30)),
        ("2026-1-5", date(2026, 1, 5)),
        ("today", TODAY),
        ("Tonight", TODAY),
        ("tomorrow!", date(2026, 11, 24)),
        ("the day after tomorrow", date(2026, 11, 25)),
        ("yesterday", date(2026, 11, 22)),
        ("in 3 days", date(2026, 11, 26)),
        ("3 days", date(2026, 11, 26)),
        ("in two weeks", date(2026, 12, 7)),
        ("in a week", date(2026, 11, 30)),
        ("in a fortnight", date(2026, 12, 7)),
        ("2 weeks ago", date(2026, 11, 9)),
        ("in 2 months", date(2027, 1, 23)),
        ("in 24 months", date(2028, 11, 23)),
        ("30 nov", date(2026, 11, 30)),
        ("30th November", date(2026, 11, 30)),
        ("the 30th of Nov.", date(2026, 11, 30)),
        ("on nov 30", date(2026, 11, 30)),
        ("nov 30 2026", date(2026, 11, 30)),
        ("November 30th, 2027", date(2027, 11, 30)),
        ("1 sept", date(2027, 9, 1)),
        ("30.11.2026", date(2026, 11, 30)),
        ("30.11.26", date(2026, 11, 30)),
        ("30.11.", date(2026, 11, 30)),
        ("30.11", date(2026, 11, 30)),
        ("30/11/2026", date(2026, 11, 30)),
        ("30-11-2026", date(2026, 11, 30)),
        ("11/30", date(2026, 11, 30)),
        ("5/5/2027", date(2027, 5, 5)),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, expected: date) -> None:
    assert days.parse_day(text, TODAY) == expected


def test_a_bare_day_name_is_the_next_such_day_and_never_today() -> None:
    assert days.parse_day("monday", TODAY) == date(2026, 11, 30)
    assert days.parse_day("tuesday", TODAY) == date(2026, 11, 24)
    assert days.parse_day("on sunday", TODAY) == date(2026, 11, 29)
    assert days.parse_day("this friday", TODAY) == date(2026, 11, 27)


def test_next_friday_is_the_one_of_next_week() -> None:
    assert days.parse_day("next friday", TODAY) == date(2026, 12, 4)
    assert days.parse_day("next friday", date(2026, 11, 29)) == date(2026, 12, 4)
    assert days.parse_day("next monday", TODAY) == date(2026, 11, 30)
    assert days.parse_day("next week", TODAY) == date(2026, 11, 30)


def test_a_date_without_a_year_is_the_next_one_today_included() -> None:
    assert days.parse_day("23 nov", TODAY) == TODAY
    assert days.parse_day("22 nov", TODAY) == date(2027, 11, 22)
    assert days.parse_day("29 feb", TODAY) is None
    assert days.parse_day("29 feb", date(2027, 6, 1)) == date(2028, 2, 29)


def test_a_month_after_the_end_of_a_month_is_the_end_of_the_next() -> None:
    assert days.parse_day("in a month", date(2027, 1, 31)) == date(2027, 2, 28)
    assert days.parse_day("1 month ago", date(2028, 3, 31)) == date(2028, 2, 29)


def test_a_date_with_slashes_that_reads_two_ways_is_a_question() -> None:
    assert days.parse_day("3/4/2027", TODAY) is None
    assert days.parse_day("11/12", TODAY) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "someday",
        "30 feb",
        "31.11.2026",
        "2026-13-01",
        "2026-02-30",
        "0000-01-01",
        "13/13/2026",
        "in many days",
        "in 9999 days",
        "30 nowhere",
        "smarch 30",
        "next",
        "next year maybe",
        "32 nov",
        "1" * 100_000,
    ],
)
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert days.parse_day(text, TODAY) is None


@given(st.dates(date(1000, 1, 1)))
def test_every_iso_date_is_read_as_itself(day: date) -> None:
    assert days.parse_day(day.isoformat(), TODAY) == day


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 6))
def test_a_day_name_always_lies_one_to_seven_days_ahead(today: date, weekday: int) -> None:
    name = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[weekday]
    day = days.parse_day(name, today)
    following = days.parse_day(f"next {name}", today)
    assert day is not None
    assert following is not None
    assert day.weekday() == following.weekday() == weekday
    assert 1 <= (day - today).days <= 7
    assert following.isocalendar()[:2] == (today + timedelta(days=7)).isocalendar()[:2]


@given(st.text(max_size=60) | st.from_regex(r"(in |next )?[0-9]{1,3}[ ./-]?[a-z0-9]{1,6}"))
def test_no_text_at_all_breaks_the_reading(text: str) -> None:
    day, minute, weekday = (
        days.parse_day(text, TODAY),
        days.parse_clock(text),
        days.parse_weekday(text),
    )
    assert day is None or type(day) is date
    assert minute is None or 0 <= minute < 1440
    assert weekday is None or 0 <= weekday <= 6
