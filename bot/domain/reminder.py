"""A reminder somebody sets in their own words: what it is about, and when it comes."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain import nudge as nudges
from bot.domain import recurrence
from bot.domain.nudge import Nudge, NudgeKind, NudgeState
from bot.domain.person import Person

LONGEST = 300
_READ = 2 * LONGEST
MOST = 20
"""Reminders of one's own at the same time: more than that would be noise."""

EVERY_DAY = tuple(range(7))

_DAY_NAMES = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?s?"
_EVERY = r"(?:every|each|on|this|next|in|at|by|from|the)"
_CLOCK = r"(?:(?:at|by|around) \d{1,2}|\d{1,2}(?=[:.h]\d\d|h| ?[ap]\.?m\b| o'clock))"
_TIME = re.compile(
    rf"[ ,]{{1,3}}(?:(?:{_EVERY} )*(?:{_DAY_NAMES}|weekdays?|days?|week|mornings?|evenings?"
    r"|afternoons?|tomorrow|today|tonight|daily|weekly|noon|midday|an? hour"
    rf"|\d+ (?:hours?|days?|weeks?)|{_CLOCK}(?:[:.h]\d\d|h)?(?: ?[ap]\.?m\.?| o'clock)?"
    r"|\d{4}-\d{2}-\d{2})|and)[.!?]*$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:\b(?:remind|nudge|ping|poke)\s+(?:me|us)\b|\breminders?\b|\bto\s+remind\b)(?P<rest>.*)$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:\b(?:to|about|of|that)|:) (?P<about>\S.*)$", re.IGNORECASE)
_DAILY = re.compile(r"\b(?:daily|(?:every|each)\s+(?:day|morning|evening))\b", re.IGNORECASE)
_WEEKDAYS = re.compile(r"\b(?:(?:every|each)\s+weekday|weekdays)\b", re.IGNORECASE)
_NAMED = re.compile(rf"\b{_DAY_NAMES}\b", re.IGNORECASE)
_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FEWER = re.compile(
    r"\b(?:less|fewer|too\s+(?:many|much)|not\s+so\s+(?:often|many))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to be reminded of: on weekdays, or once on a day, at a minute."""

    about: str = ""
    weekdays: tuple[int, ...] = ()
    day: date | None = None
    minute: int | None = None

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing is left to ask."""
        return bool(self.about) and self.minute is not None


def wish(text: str, weekday: int | None, day: date | None, minute: int | None) -> Wish:
    """Put together what was said and the facts that were found in it."""
    about = about_of(text)
    text = " ".join(text[:_READ].split())
    around = text.replace(about, " ") if about else text
    if _DAILY.search(around):
        return Wish(about, EVERY_DAY, None, minute)
    if _WEEKDAYS.search(around):
        return Wish(about, EVERY_DAY[:5], None, minute)
    if weekday is None:
        return Wish(about, (), day, minute)
    named = {_NAMES.index(name.group().casefold()[:3]) for name in _NAMED.finditer(around)}
    return Wish(about, tuple(sorted(named | {weekday})), None, minute)


def about_of(text: str) -> str:
    """Find what a sentence asks to be reminded of, without its times; empty when it is not said."""
    text = " ".join(text[:_READ].split())
    asked = _ASKED.search(text)
    rest = _ABOUT.search(asked["rest"] if asked else f" {text}")
    if rest is None:
        return ""
    about = rest["about"]
    while (time := _TIME.search(about)) is not None:
        about = about[: time.start()]
    about = about.strip(" .,;:!?\"'“”")
    return "" if _TIME.fullmatch(f" {about}") else about[:LONGEST].rstrip()


def wants_fewer(text: str) -> bool:
    """Tell whether somebody who asks for an end of reminders would be content with fewer."""
    return _FEWER.search(text) is not None


def made(wanted: Wish, person: Person, now: datetime) -> Nudge:
    """Make the nudge for a wish; raises ValueError when it names no time."""
    own = Nudge(person.id, NudgeKind.OWN, now, text=wanted.about)
    return retimed(own, wanted, person, now)


def retimed(nudge: Nudge, wanted: Wish, person: Person, now: datetime) -> Nudge:
    """Give a nudge the times of a wish: on weekdays, or once on its day, or at its next minute.

    All seven weekdays are every day. Raises ValueError when the wish names no time.
    """
    fresh = _chosen(nudge, wanted, now)
    if wanted.weekdays:
        fewer = () if wanted.weekdays == EVERY_DAY else wanted.weekdays
        fresh = replace(fresh, weekdays=fewer, monthly_day=None)
        return replace(fresh, due_at=nudges.next_after(fresh, person.zone, now))
    minute = fresh.minute or 0
    once = replace(fresh, weekdays=(), minute=None, monthly_day=None)
    if wanted.day is not None:
        return replace(once, due_at=recurrence.instant_of(wanted.day, minute, person.zone))
    return replace(once, due_at=recurrence.Daily(minute, person.zone).after(now))


def monthly(nudge: Nudge, wanted: Wish, person: Person, now: datetime) -> Nudge:
    """Give a monthly nudge another time of its day; raises ValueError as `retimed` does."""
    fresh = _chosen(nudge, wanted, now)
    return replace(fresh, due_at=nudges.next_after(fresh, person.zone, now))


def _chosen(nudge: Nudge, wanted: Wish, now: datetime) -> Nudge:
    if wanted.minute is None:
        raise ValueError("a reminder needs a time")
    chosen = replace(nudge, minute=wanted.minute, asked=True, created_at=now)
    return replace(chosen, state=NudgeState.ACTIVE, held=False, turn=0)


def same(mine: tuple[Nudge, ...], about: str) -> Nudge | None:
    """Find a reminder of the same words among somebody's own, so that it is moved, not doubled."""
    words = about.casefold()
    own = (nudge for nudge in mine if nudge.kind is NudgeKind.OWN)
    return next((nudge for nudge in own if nudge.text.casefold() == words), None)
