"""A break: some days on which the bot keeps quiet, and nothing is lost."""

import re
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain import days, recurrence
from bot.domain.person import Person

SPANS = (3, 7, 14)
"""The days off that one tap takes."""
LONGEST = timedelta(days=183)
_MORNING = 8 * 60
_LEAD = re.compile(r"^(?:until|till|til|for|through|to|by|back(?: on)?)\s+", re.IGNORECASE)


class Misfit(StrEnum):
    """Why a break cannot last until a day."""

    PAST = "past"
    FAR = "far"


def read_day(text: str, today: date) -> date | None:
    """Read the day to be back from a few words: `until monday`, `for a week`, `12 May`."""
    return days.parse_day(_LEAD.sub("", text.strip()), today)


def back_on(span: int, person: Person, now: datetime) -> date:
    """Find the day to be back after so many days off, today being the first."""
    return recurrence.local(now, person.zone).date() + timedelta(days=span)


def until(day: date, person: Person, now: datetime) -> datetime | Misfit:
    """Find the instant at which a break ends: the start of waking on the day to be back."""
    today = recurrence.local(now, person.zone).date()
    if day <= today:
        return Misfit.PAST
    return Misfit.FAR if day - today > LONGEST else waking(day, person)


def waking(day: date, person: Person) -> datetime:
    """Find when a person's day begins: at the end of their quiet hours, or in the morning."""
    quiet = person.quiet
    minute = _MORNING if quiet.start == quiet.end else quiet.end
    return quiet.next_waking(recurrence.instant_of(day, minute, person.zone), person.zone)
