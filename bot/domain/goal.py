"""A goal: the one long-term aim, in one's own words, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain import recurrence

MOST_VALUES = 3
LOOK_MINUTE = 10 * 60
"""The minute of the day at which a goal is looked at again."""
FRESH = timedelta(days=14)
"""How long nobody needs to be asked whether a goal still holds."""


class Value(StrEnum):
    """What may matter to somebody most; the words for each are config's."""

    FAMILY = "family"
    FRIENDSHIP = "friendship"
    HEALTH = "health"
    LEARNING = "learning"
    CREATIVITY = "creativity"
    CRAFT = "craft"
    HELPING = "helping"
    FAIRNESS = "fairness"
    HONESTY = "honesty"
    FREEDOM = "freedom"
    SECURITY = "security"
    RESPONSIBILITY = "responsibility"
    COURAGE = "courage"
    CURIOSITY = "curiosity"
    BELONGING = "belonging"
    NATURE = "nature"
    FAITH = "faith"
    HUMOUR = "humour"


@dataclass(frozen=True, slots=True)
class Goal:
    """The aim in force; setting a new one keeps the old.

    A value is the name of one of ours, or somebody's own word.
    """

    person_id: int
    text: str
    set_at: datetime
    id: int = 0
    why: str = ""
    values: tuple[str, ...] = ()
    rested_at: datetime | None = None


def newest(goals: Sequence[Goal]) -> Goal | None:
    """Find the latest goal, whether it rests or not."""
    return max(goals, key=lambda goal: goal.id, default=None)


def in_force(goals: Sequence[Goal]) -> Goal | None:
    """Find the goal that holds: the latest, unless it rests."""
    goal = newest(goals)
    return None if goal is None or goal.rested_at is not None else goal


def written(before: Goal | None, new: Goal) -> Goal:
    """Decide what is kept of a goal just written: the same aim stays, another one is new.

    What comes back has the id of the goal it replaces, or 0.
    """
    if before is None or before.text.split() != new.text.split():
        return new
    return replace(before, text=new.text, why=new.why, values=new.values, rested_at=None)


def look_day(now: datetime, zone: str) -> int:
    """Choose the day of the month for the monthly look: today's, as far as every month has it."""
    return min(recurrence.local(now, zone).day, recurrence.LAST_SAFE_DAY)


def is_fresh(goal: Goal, now: datetime) -> bool:
    """Tell whether a goal was set so lately that asking about it would be odd."""
    return now - goal.set_at < FRESH


def all_values(chosen: Sequence[str], own: str) -> tuple[str, ...]:
    """Put the values chosen and those written, with commas between them, into one list."""
    words = (" ".join(word.split()) for word in own.replace(";", ",").split(","))
    found: dict[str, str] = {}
    for value in (*chosen, *filter(None, words)):
        found.setdefault(value.casefold(), value)
    return tuple(found.values())
