"""A closure: a room the bot cannot post in any more, kept until somebody has mended it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.errors import Fault

PROBE = timedelta(days=1)
HEARD = timedelta(hours=1)
"""People may press old buttons in a room that stays closed: not each press is worth a try."""


@dataclass(frozen=True, slots=True)
class Closure:
    """A room that letters did not reach; `missing` names permissions in the platform's words.

    `tried_at` is when a letter last went there all the same; None lets the next one try at once.
    """

    platform: str
    space: str
    channel: str
    fault: Fault
    closed_at: datetime
    id: int = 0
    missing: tuple[str, ...] = ()
    tried_at: datetime | None = None


def is_to_be_tried(closure: Closure, now: datetime) -> bool:
    """Tell whether a letter may try the room again: once a day, so that it can heal by itself."""
    return closure.tried_at is None or now - closure.tried_at >= PROBE


def is_worth_hearing(closure: Closure, now: datetime) -> bool:
    """Tell whether being spoken to in the room is a reason to try it, before its day is over."""
    return closure.tried_at is not None and now - closure.tried_at >= HEARD


def tried(closure: Closure, now: datetime) -> Closure:
    """Note that a letter tries the room."""
    return replace(closure, tried_at=now)


def to_be_tried(closure: Closure) -> Closure:
    """Let the next letter try the room, whenever one did last."""
    return replace(closure, tried_at=None)
