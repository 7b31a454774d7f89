"""Days, weeks and clock times: how they are counted, and how people write them."""

import calendar
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from bot.domain import recurrence

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SHORTEST_NAME = 3
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_RELATIVE = {
    "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "tmrw": 1, "day after tomorrow": 2,
}  # fmt: skip
_CLOCK_WORDS = {"noon": 12 * 60, "midday": 12 * 60, "12 noon": 12 * 60, "midnight": 0}

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2})|h)? ?(?:([ap])\.?m\.?)?", re.ASCII)
_COUNTED = re.compile(r"(?:in )?(\d{1,3}|[a-z]+) (day|week|fortnight|month)s?( ago)?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})(?:\. ?(\d{4}|\d{2})?)?", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?", re.ASCII)
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)? ?(?:of )?([a-z]{3,9})\.?(?: (\d{4}))?", re.ASCII
)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? ?(\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?", re.ASCII)
_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


def working_days_after(day: date, count: int) -> date:
    """Count that many Mondays to Fridays onwards; zero is `day` itself, whatever it is."""
    if count < 0:
        raise ValueError(f"working days are counted onwards, not {count}")
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def week_of(instant: datetime, zone: str) -> str:
    """Name the ISO week that a person in `zone` is in, such as 2026-W49."""
    year, week, _ = recurrence.local(instant, zone).isocalendar()
    return f"{year:04}-W{week:02}"


def week_number(key: str) -> int:
    """Number an ISO week so that consecutive weeks differ by one, in years of 52 weeks or 53.

    Raises ValueError when `key` names no week.
    """
    read = _WEEK.fullmatch(key)
    if not read:
        raise ValueError(f"{key[:20]!r} is not a week like 2026-W49")
    monday = date.fromisocalendar(int(read[1]), int(read[2]), 1)
    return (monday - date.min).days // 7


def say_clock(minute: int) -> str:
    """Write a minute of the day as 09:00; raises ValueError when it is not one."""
    recurrence.check_minute(minute)
    return f"{minute // 60:02}:{minute % 60:02}"


def parse_clock(text: str) -> int | None:
    """Read a time of day as its minute: 9, 9:30, 9.30, 0930, 9am, 6 pm, 18h, noon."""
    words = _words(text).removeprefix("at ").removesuffix(" o'clock")
    if words in _CLOCK_WORDS:
        return _CLOCK_WORDS[words]
    read = _CLOCK.fullmatch(words)
    if not read:
        return None
    hour, minute = int(read[1]), int(read[2] or 0)
    # A bare hour is read on the 24-hour clock: "6" is six in the morning, as "06:00" would be.
    earliest, latest = (1, 12) if read[3] else (0, 23)
    if not (earliest <= hour <= latest and minute < 60):
        return None
    # 12 am is midnight and 12 pm is noon: on a twelve-hour clock, twelve stands for nought.
    hour = hour % 12 + 12 * (read[3] == "p") if read[3] else hour
    return hour * 60 + minute


def parse_weekday(text: str) -> int | None:
    """Read a weekday, Monday being 0: thu, Thursdays, every thursday."""
    words = _words(text)
    for lead in ("on ", "every ", "each "):
        words = words.removeprefix(lead)
    return _index(words.removesuffix(".").removesuffix("s"), _WEEKDAYS)


def parse_day(text: str, today: date) -> date | None:
    """Read a day as people write it; None when there is no such day or it could mean two.

    A date without a year is the next one, today included.
    """
    words = _words(text).removeprefix("on ").removeprefix("the ").removesuffix(".")
    for read in _READERS:
        if (found := read(words, today)) is not None:
            return found
    return None


def _words(text: str) -> str:
    return " ".join(text.casefold().replace(",", " ").replace("’", "'").split()).rstrip("!?")


def _index(word: str, names: tuple[str, ...]) -> int | None:
    """Find the name that `word` is, or begins with three letters or more."""
    if len(word) < _SHORTEST_NAME:
        return None
    return next((n for n, name in enumerate(names) if name.startswith(word)), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _dated(day: int, month: int, year: str | None, today: date) -> date | None:
    """Find a date; without a year it is this year's, or next year's once this year's has passed."""
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    near = (_date(year_, month, day) for year_ in (today.year, today.year + 1))
    return next((found for found in near if found and found >= today), None)


def _read_relative(words: str, today: date) -> date | None:
    days = _RELATIVE.get(words)
    return None if days is None else today + timedelta(days=days)


def _read_weekday(words: str, today: date) -> date | None:
    # "friday" and "this friday" are the next Friday and never today, which people call "today";
    # "next friday" is the Friday of the week after this one, weeks beginning on Monday;
    # "next week" is its Monday.
    monday_after = today + timedelta(days=7 - today.weekday())
    if words == "next week":
        return monday_after
    weekday = parse_weekday(words.removeprefix("next ").removeprefix("this "))
    if weekday is None:
        return None
    if words.startswith("next "):
        return monday_after + timedelta(days=weekday)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _read_counted(words: str, today: date) -> date | None:
    read = _COUNTED.fullmatch(words)
    if not read:
        return None
    number = int(read[1]) if read[1].isdigit() else _COUNTS.get(read[1])
    if number is None:
        return None
    number = -number if read[3] else number
    if read[2] == "month":
        return _months_on(today, number)
    return today + timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[read[2]])


def _months_on(day: date, months: int) -> date:
    # A month after 31 January is the last day of February: shorter months end early.
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _read_iso(words: str, today: date) -> date | None:
    read = _ISO.fullmatch(words)
    return _date(int(read[1]), int(read[2]), int(read[3])) if read else None


def _read_dotted(words: str, today: date) -> date | None:
    # Wherever dates are written with dots, the day comes first.
    read = _DOTTED.fullmatch(words)
    return _dated(int(read[1]), int(read[2]), read[3], today) if read else None


def _read_slashed(words: str, today: date) -> date | None:
    # 3/4 is March in one country and April in another: only what reads one way is taken.
    read = _SLASHED.fullmatch(words)
    if not read:
        return None
    one, two = int(read[1]), int(read[2])
    ways = {_dated(one, two, read[3], today), _dated(two, one, read[3], today)} - {None}
    return ways.pop() if len(ways) == 1 else None


def _read_spelt(words: str, today: date) -> date | None:
    if read := _DAY_FIRST.fullmatch(words):
        day, name, year = read.groups()
    elif read := _MONTH_FIRST.fullmatch(words):
        name, day, year = read.groups()
    else:
        return None
    month = _index(name, _MONTHS)
    return None if month is None else _dated(int(day), month + 1, year, today)


_READERS: tuple[Callable[[str, date], date | None], ...] = (
    _read_relative, _read_weekday, _read_counted, _read_iso,
    _read_dotted, _read_slashed, _read_spelt,
)  # fmt: skip
