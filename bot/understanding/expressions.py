"""Each way of saying a day or a clock time, and how it is read; they are sought in this order."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain import days
from bot.understanding import clocks

_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_FULL_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NUMBER = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
_UNIT = r"(?:day|week|fortnight|month)s?"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_NOON = 12 * 60

# What follows "the 2nd" where it ranks things: "the 2nd round"; small words and marks do not.
_NO_RANK = (
    r"(?=\s*(?:$|[^\w\s]|(?:at|for|with|and|but|to|in|of|which|so|from|is|are|was|by|as|if|i|they"
    rf"|we|this|next|or|because|then|morning|afternoon|evening|{_MONTH})\b))"
)
_BARE_HOUR = r"\d{1,2}(?!\d)(?:\.\d{2}(?!\d))?(?:\so'clock)?"
# What follows "at 9" where it counts things and is no time: "at 9 companies", "at 3 of them".
_AFTER_HOUR = (
    r"(?!\s*(?:%|(?:of|different|other|more|big|small|new|local|percent|hundred|thousand|or|out)\b"
    rf"|(?!{_DAY}s|this\b|is\b|as\b|thanks\b|always\b|across\b)[a-z]+s\b|[.:/\d]\d))"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """One time expression in a text: where it stands and what it says.

    `before` is the same day when it has already been: weekdays and dates without a year come
    again. `halved` marks a clock time that may be of either half of the day, `vague` a day that
    stands for a week.
    """

    start: int
    end: int
    day: date | None = None
    minute: int | None = None
    weekday: int | None = None
    before: date | None = None
    halved: bool = False
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Today:
    """From when and where a text is read: the day, the minute of it, and how dates are written."""

    day: date
    minute: int | None = None
    month_first: bool | None = None


_RANKS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_FEASTS = {
    "christmas eve": "24 december", "christmas day": "25 december", "boxing day": "26 december",
    "new year's eve": "31 december", "new years eve": "31 december", "new year's day": "1 january",
    "new years day": "1 january",
}  # fmt: skip
_SHORT_DAY = r"(?:mon|wed|sat|sun)"
_HOURS = r"\d{1,2}(?:[:.]\d{2})?"
_Reader = Callable[[str, Today], Moment | None]


def _weekly(text: str, _: Today) -> Moment | None:
    named = re.search(_DAY, text)
    return Moment(0, 0, weekday=days.parse_weekday(named.group())) if named else None


def _plain_day(text: str, today: Today) -> Moment | None:
    return Moment(0, 0, day=days.parse_day(text, today.day), vague=text.endswith("week"))


def _yearless_day(text: str, today: Today) -> Moment | None:
    ahead = days.parse_day(text, today.day)
    earlier = days.parse_day(text, today.day - timedelta(days=365))
    return Moment(0, 0, day=ahead, before=earlier if ahead != earlier else None)


def _slashed_day(text: str, today: Today) -> Moment | None:
    """Read 12/4 as it is written where the writer lives; where that is not known, only 12/24."""
    first, second, *year = text.split("/")
    if today.month_first is None or max(int(first), int(second)) > 12:
        return _yearless_day(text, today)
    month, day = (first, second) if today.month_first else (second, first)
    if year:
        spelt = f"{int(year[0]) + 2000 * (len(year[0]) == 2)}-{month}-{day}"
        return Moment(0, 0, day=days.parse_day(spelt, today.day))
    return _yearless_day(f"{day}.{month}.", today)


def _monthly_day(text: str, today: Today) -> Moment | None:
    """Read "the 5th" as the next one, or the last one of what has been."""
    number = int(re.sub(r"\D", "", text))
    found: dict[bool, date] = {}
    for away in (*range(32), *range(-1, -32, -1)):
        day = today.day + timedelta(days=away)
        if day.day == number:
            found.setdefault(away >= 0, day)
    ahead = found.get(True)
    return None if ahead is None else Moment(0, 0, day=ahead, before=found.get(False))


def _part_of_day(text: str, today: Today) -> Moment | None:
    if text.startswith("last"):
        return Moment(0, 0, day=today.day - timedelta(days=1))
    if not text.endswith("weekend"):
        return Moment(0, 0, day=today.day)
    saturday = today.day + timedelta(days=(5 - today.day.weekday()) % 7)
    return Moment(0, 0, day=saturday, before=saturday - timedelta(days=7))


def _week_later(text: str, today: Today) -> Moment | None:
    """Read "a week on tuesday" and "tuesday week" as the Tuesday after the next one."""
    named = re.search(rf"{_DAY}|today|tomorrow", text)
    day = days.parse_day(named.group(), today.day) if named else None
    return Moment(0, 0, day=day + timedelta(days=7)) if day else None


def _ranked_day(text: str, today: Today) -> Moment | None:
    """Read "the first of december"."""
    rank, _, rest = text.removeprefix("the ").partition(" ")
    return _yearless_day(f"{_RANKS.index(rank) + 1} {rest.removeprefix('of ')}", today)


def _feast(text: str, today: Today) -> Moment | None:
    named = next(day for name, day in _FEASTS.items() if name in text)
    return _yearless_day(named, today)


def _range(text: str, today: Today) -> Moment | None:
    """Read where a stretch of hours begins: "3-4pm", "between 2 and 3", "from 10 to 12"."""
    first, last = re.findall(r"\d{1,2}(?:[:.]\d{2})?", text)[:2]
    half = re.search(r"[ap]\.?m", text)
    begins = days.parse_clock(f"{first}{half.group() if half else ''}")
    ends = days.parse_clock(f"{last}{half.group() if half else ''}")
    if begins is None or ends is None:
        return None
    # "11-1pm" begins before noon.
    begins -= _NOON * (begins > ends and begins >= _NOON)
    return Moment(0, 0, minute=begins, halved=half is None)


def _month_begun(text: str, today: Today) -> Moment | None:
    return Moment(0, 0, day=days.parse_day(f"1 {text.rsplit(maxsplit=1)[-1]}", today.day))


def _spoken_clock(text: str, _: Today) -> Moment | None:
    said = re.sub(r"^(?:at|from|around|about|by|before|after|@)\s*", "", text)
    return Moment(0, 0, minute=clocks.minute_of(said.removeprefix("a ")), halved=True)


def _military(text: str, _: Today) -> Moment | None:
    return Moment(0, 0, minute=days.parse_clock(f"{text[:2]}:{text[2:4]}"))


def _minutes_ahead(text: str, today: Today) -> Moment | None:
    span = clocks.minutes_ahead(text)
    if span is None or today.minute is None:
        return None
    later, minute = divmod(today.minute + span, 24 * 60)
    return Moment(0, 0, day=today.day + timedelta(days=later), minute=minute)


def _named_day(text: str, today: Today) -> Moment | None:
    lead, _, name = text.rpartition(" ")
    ahead = days.parse_day(name, today.day)
    if ahead is None or lead == "next":
        return Moment(0, 0, day=days.parse_day(text, today.day))
    if lead == "last":
        return Moment(0, 0, day=ahead - timedelta(days=7))
    return Moment(0, 0, day=ahead, before=None if lead == "this" else ahead - timedelta(days=7))


def _counted_day(text: str, today: Today) -> Moment | None:
    bare = re.sub(r"^(?:in|for|within)\s+(?:about\s+)?(?:the\s+next\s+)?", "", text)
    return Moment(0, 0, day=days.parse_day(bare.removesuffix(" off").removesuffix(" from now"),
                                           today.day))  # fmt: skip


def _clock(text: str, _: Today) -> Moment | None:
    spoken = re.sub(r"^(?:at|from|around|about|by|before|after|@)\s*", "", text)
    minute = days.parse_clock(spoken)
    named = bool(re.search(r"[a-z]", spoken)) or spoken.startswith("0")
    return Moment(0, 0, minute=minute, halved=not named)


READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(expression, re.ASCII), reader)
    for expression, reader in (
        (r"\b\d{4}-\d{1,2}-\d{1,2}\b", _plain_day),
        (r"\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b(?!\s[a-z]+s\b)", _slashed_day),
        (r"\b\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}\b)?", _plain_day),
        (rf"\b{_ORDINAL}\s(?:of\s)?{_MONTH}\b(?:,?\s\d{{4}}\b)?", _yearless_day),
        (rf"\b{_MONTH}\s{_ORDINAL}\b(?!\s?(?::\d|[ap]\.?m\b))(?:,?\s\d{{4}}\b)?", _yearless_day),
        (rf"\b(?:the|{_DAY})\s\d{{1,2}}(?:st|nd|rd|th)\b{_NO_RANK}", _monthly_day),
        (rf"\b(?:until|till)\s(?:the\sstart\sof\s)?{_MONTH}\b(?!\s\d)", _month_begun),
        (rf"\b(?:my|the)\s{_DAY}\s(?:reminder|nudge)s?\b", _weekly),
        (rf"\ba\sweek\s(?:on|from|this|next)?\s?(?:{_DAY}|today|tomorrow)\b|\b{_FULL_DAY}\sweek\b",
         _week_later),
        (rf"\b(?:the\s)?(?:{'|'.join(_RANKS)})\s(?:of\s)?{_MONTH}\b", _ranked_day),
        (rf"\b(?:{'|'.join(_FEASTS)})\b", _feast),
        (rf"\b(?:every\sother|every|each|weekly\son)\s{_DAY}s?\b|\b{_FULL_DAY}s\b", _weekly),
        (rf"\b(?:next|last|this|on|until|till|by|before|from|since|and|or)\s{_DAY}\b", _named_day),
        (rf"\b(?:{_FULL_DAY}|tues|thurs?|weds?|fri)\b", _named_day),
        (rf"\b{_SHORT_DAY}\b(?=\s(?:at\s|@\s?)?\d{{1,2}}(?!\d)"
         r"|\s(?:morning|afternoon|evening|noon)\b)"
         r"|\bmon(?=$|[.!?])", _named_day),
        (r"\b(?:day\safter\stomorrow|tomorrow|tmrw|today|tonight|yesterday|next\sweek)\b",
         _plain_day),
        (r"\b(?:this\s(?:morning|afternoon|evening|weekend)|last\snight|(?:at|on)\sthe\sweekend)\b",
         _part_of_day),
        (rf"\b{clocks.SPAN}\b", _minutes_ahead),
        (rf"\b{_NUMBER}\s{_UNIT}\s(?:ago|off|from\snow)\b", _counted_day),
        (rf"\b(?:in|for|within)\s(?:about\s)?(?:the\snext\s)?{_NUMBER}\s{_UNIT}\b", _counted_day),
        (rf"\b{_HOURS}\s?(?:[ap]\.?m)?\s?(?:-|–|to|till|until)\s?{_HOURS}\s?[ap]\.?m\b", _range),
        (rf"\b(?:between|from)\s{_HOURS}\s(?:and|to|till|until)\s{_HOURS}\b"
         r"(?!\s?%|\s(?!on\b|this\b|tomorrow\b|today\b)[a-z])", _range),
        (r"\b\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\b\.?", _clock),
        (r"(?<=\bat\s)[012]\d[0-5]\d\b(?:\s?h(?:ou)?rs)?", _military),
        (r"(?<=\btonight\s)\d{1,2}\b|(?<=\btmrw\s)\d{1,2}\b|(?<=\btomorrow\s)\d{1,2}\b"
         + _AFTER_HOUR, _clock),
        (r"\b\d{1,2}(?::\d{2}|h\d{2}|h)\b", _clock),
        (r"\b(?:noon|midday|midnight)\b", _clock),
        (r"(?:\b(?:at|around)\s|@\s?)" + _BARE_HOUR + _AFTER_HOUR, _clock),
        (r"\b(?:(?:at|around)\s(?:a\s)?|(?:a\s)?(?=quarter|half\s(?!an)))" + clocks.SAID + r"\b"
         + _AFTER_HOUR, _spoken_clock),
    )
)  # fmt: skip
