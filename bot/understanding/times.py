"""Days, clock times and weekdays inside a longer text; how each is read is `bot.domain.days`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, pairwise

from bot.understanding.expressions import READERS, Today
from bot.understanding.expressions import Moment as Moment

_NOON = 12 * 60
# A person who says "at 3" of an interview means the afternoon until this hour.
_FIRST_OFFICE_HOUR = 7
_LONGEST = 80
_MOST = 30
_BESIDE = 6
# A clock time so many letters away from the day is about something else.
_AWAY = 60


@dataclass(frozen=True, slots=True)
class When:
    """What a text says about time, all together."""

    day: date | None = None
    minute: int | None = None
    weekday: int | None = None


_LATE = re.compile(r"\b(?:afternoon|evening|tonight|at night|pm)\b")


def moments(
    text: str, today: date, *, minute: int | None = None, month_first: bool | None = None
) -> tuple[Moment, ...]:
    """Find the time expressions of a text, in reading order, none overlapping another.

    `minute` is that of the present, which spans such as "in an hour" count from; `month_first` says
    how dates such as 12/4 are written where the writer lives.
    """
    lowered = text.lower()
    # Lowering may lengthen a text in some scripts, which would shift every place found.
    lowered = lowered if len(lowered) == len(text) else text
    found: list[Moment] = []
    for moment in islice(_all(lowered, Today(today, minute, month_first)), _MOST):
        if not any(moment.start < other.end and other.start < moment.end for other in found):
            found.append(moment)
    return tuple(sorted(found, key=lambda moment: moment.start))


def _all(text: str, today: Today) -> Iterator[Moment]:
    for expression, reader in READERS:
        for match in expression.finditer(text):
            said = match.group()
            moment = reader(" ".join(said.split()), today) if len(said) <= _LONGEST else None
            if moment and (moment.day, moment.minute, moment.weekday) != (None, None, None):
                yield replace(moment, start=match.start(), end=match.end())


def gather(
    found: tuple[Moment, ...],
    text: str,
    *,
    over_by: date | None = None,
    office: bool = False,
    exact: bool = False,
) -> When:
    """Take the first day, time and weekday said in a stretch of text.

    What was over by a day happened on it or before: "on thursday" was the last one. `office` says
    that it is about an appointment: "at 3" is in the afternoon; `exact` that no week is a day.
    """
    found = tuple(moment for moment in found if not (exact and moment.vague))
    dated = ((moment, _day(moment, over_by)) for moment in _dates(found))
    dayed, day = next(((moment, day) for moment, day in dated if day), (None, None))
    clock = next((moment for moment in found if moment.minute is not None), None)
    if dayed and clock and min(abs(clock.start - dayed.end), abs(dayed.start - clock.end)) > _AWAY:
        clock = None
    weekday = next((moment.weekday for moment in found if moment.weekday is not None), None)
    return When(day, _minute(clock, text, office), weekday)


def _dates(found: tuple[Moment, ...]) -> list[Moment]:
    """Leave out a weekday to which the date is said, too: "friday 4 december"."""
    followed = {
        id(one)
        for one, other in pairwise(found)
        if one.day and other.day and one.before and other.start - one.end <= _BESIDE
    }
    return [moment for moment in found if id(moment) not in followed]


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
