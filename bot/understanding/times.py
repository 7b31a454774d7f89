"""Days, clock times and weekdays inside a longer text; how each is read is `bot.domain.days`."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from bot.domain import days

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
# A person who says "at 3" of an interview means the afternoon until this hour.
_FIRST_OFFICE_HOUR = 7
_LONGEST = 80
_MOST = 30

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
    again. `halved` marks a clock time that may be of either half of the day.
    """

    start: int
    end: int
    day: date | None = None
    minute: int | None = None
    weekday: int | None = None
    before: date | None = None
    halved: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """What a text says about time, all together."""

    day: date | None = None
    minute: int | None = None
    weekday: int | None = None


_Reader = Callable[[str, date], Moment | None]


def _weekly(text: str, _: date) -> Moment | None:
    last = text.rsplit(maxsplit=1)[-1]
    return Moment(0, 0, weekday=days.parse_weekday(last))


def _plain_day(text: str, today: date) -> Moment | None:
    return Moment(0, 0, day=days.parse_day(text, today))


def _yearless_day(text: str, today: date) -> Moment | None:
    ahead = days.parse_day(text, today)
    earlier = days.parse_day(text, today - timedelta(days=365))
    return Moment(0, 0, day=ahead, before=earlier if ahead != earlier else None)


def _named_day(text: str, today: date) -> Moment | None:
    lead, _, name = text.rpartition(" ")
    ahead = days.parse_day(name, today)
    if ahead is None or lead == "next":
        return Moment(0, 0, day=days.parse_day(text, today))
    if lead == "last":
        return Moment(0, 0, day=ahead - timedelta(days=7))
    return Moment(0, 0, day=ahead, before=None if lead == "this" else ahead - timedelta(days=7))


def _counted_day(text: str, today: date) -> Moment | None:
    bare = re.sub(r"^(?:in|for|within)\s+(?:about\s+)?(?:the\s+next\s+)?", "", text)
    return Moment(0, 0, day=days.parse_day(bare.removesuffix(" off").removesuffix(" from now"),
                                           today))  # fmt: skip


def _clock(text: str, _: date) -> Moment | None:
    spoken = re.sub(r"^(?:at|from|around|about|by|before|after|@)\s*", "", text)
    minute = days.parse_clock(spoken)
    named = bool(re.search(r"[a-z]", spoken)) or spoken.startswith("0")
    return Moment(0, 0, minute=minute, halved=not named)


_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(expression, re.ASCII), reader)
    for expression, reader in (
        (r"\b\d{4}-\d{1,2}-\d{1,2}\b", _plain_day),
        (r"\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b", _plain_day),
        (r"\b\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}\b)?", _plain_day),
        (rf"\b{_ORDINAL}\s(?:of\s)?{_MONTH}\b(?:,?\s\d{{4}}\b)?", _yearless_day),
        (rf"\b{_MONTH}\s{_ORDINAL}\b(?!\s?(?::\d|[ap]\.?m\b))(?:,?\s\d{{4}}\b)?", _yearless_day),
        (rf"\b(?:every|each|weekly\son)\s{_DAY}s?\b|\b{_FULL_DAY}s\b", _weekly),
        (rf"\b(?:next|last|this|on|until|till|by|before|from|since|and|or)\s{_DAY}\b", _named_day),
        (rf"\b(?:{_FULL_DAY}|tues|thurs?|weds?|fri)\b", _named_day),
        (r"\b(?:day\safter\stomorrow|tomorrow|tmrw|today|tonight|yesterday|next\sweek)\b",
         _plain_day),
        (rf"\b{_NUMBER}\s{_UNIT}\s(?:ago|off|from\snow)\b", _counted_day),
        (rf"\b(?:in|for|within)\s(?:about\s)?(?:the\snext\s)?{_NUMBER}\s{_UNIT}\b", _counted_day),
        (r"\b\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\b\.?", _clock),
        (r"\b\d{1,2}(?::\d{2}|h\d{2}|h)\b", _clock),
        (r"\b(?:noon|midday|midnight)\b", _clock),
        (r"(?:\b(?:at|around)\s|@\s?)" + _BARE_HOUR + _AFTER_HOUR, _clock),
    )
)  # fmt: skip
_LATE = re.compile(r"\b(?:afternoon|evening|tonight|at night|pm)\b")


def moments(text: str, today: date) -> tuple[Moment, ...]:
    """Find the time expressions of a text, in reading order, none overlapping another."""
    lowered = text.lower()
    # Lowering may lengthen a text in some scripts, which would shift every place found.
    lowered = lowered if len(lowered) == len(text) else text
    found: list[Moment] = []
    for moment in islice(_all(lowered, today), _MOST):
        if not any(moment.start < other.end and other.start < moment.end for other in found):
            found.append(moment)
    return tuple(sorted(found, key=lambda moment: moment.start))


def _all(text: str, today: date) -> Iterator[Moment]:
    for expression, reader in _READERS:
        for match in expression.finditer(text):
            said = match.group()
            moment = reader(" ".join(said.split()), today) if len(said) <= _LONGEST else None
            if moment and (moment.day, moment.minute, moment.weekday) != (None, None, None):
                yield replace(moment, start=match.start(), end=match.end())


def gather(
    found: tuple[Moment, ...], text: str, *, over_by: date | None = None, office: bool = False
) -> When:
    """Take the first day, time and weekday said in a stretch of text.

    What was over by a day happened on it or before: "on thursday" was the last one. `office` says
    that it is about an appointment: "at 3" is in the afternoon.
    """
    dated = (_day(moment, over_by) for moment in found)
    clock = next((moment for moment in found if moment.minute is not None), None)
    weekday = next((moment.weekday for moment in found if moment.weekday is not None), None)
    day = next((day for day in dated if day), None)
    return When(day, _minute(clock, text, office), weekday)


def _day(moment: Moment, over_by: date | None) -> date | None:
    day = moment.before if over_by and moment.before else moment.day
    return None if day and over_by and day > over_by else day


def _minute(moment: Moment | None, text: str, office: bool) -> int | None:
    if moment is None or moment.minute is None:
        return None
    afternoon = bool(_LATE.search(text.lower())) or (
        office and moment.minute < _FIRST_OFFICE_HOUR * 60
    )
    shifts = moment.halved and moment.minute < _NOON and afternoon
    return moment.minute + _NOON * shifts
