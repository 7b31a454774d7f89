"""A setback that may come in an interview, the response to it, and saying it back once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain import plan
from bot.domain.application import WAITING, Application
from bot.domain.plan import Commitment, Source

MOST = 5
"""Setbacks for one interview: more than these nobody remembers in the room."""


@dataclass(frozen=True, slots=True)
class Setback:
    """One if-then for one interview, or for the next where none is named."""

    person_id: int
    trigger: str
    what: str
    created_at: datetime
    id: int = 0
    application_id: int | None = None
    rehearsed_at: datetime | None = None

    @property
    def sentence(self) -> Commitment:
        """Return it as the if-then sentence that plans know how to say and to hear."""
        return Commitment(
            self.person_id, Source.PLAN, 0, self.what, self.created_at, trigger=self.trigger
        )


def about(kept: Iterable[Setback], application_id: int | None) -> tuple[Setback, ...]:
    """Return the setbacks of one interview, or those of none in particular, the first first."""
    found = (each for each in kept if each.application_id == application_id)
    return tuple(sorted(found, key=lambda each: each.id))


def for_eve(kept: Iterable[Setback], application_id: int) -> tuple[Setback, ...]:
    """Return what to say on the evening before: its own, else those written for any interview."""
    mine = tuple(kept)
    return about(mine, application_id) or about(mine, None)


def unrehearsed(kept: Iterable[Setback]) -> Setback | None:
    """Return the latest that was not said back yet."""
    return next((each for each in reversed(tuple(kept)) if each.rehearsed_at is None), None)


def is_said_back(said: str, setback: Setback) -> bool:
    """Tell loosely whether somebody said the gist of it."""
    return plan.is_said_back(said, setback.sentence)


def ahead(applications: Iterable[Application], now: datetime) -> tuple[Application, ...]:
    """Return the applications with an interview to come, the next first."""
    coming = [
        (each.interview_at, each.id, each) for each in applications
        if each.status in WAITING and each.interview_at is not None and each.interview_at > now
    ]  # fmt: skip
    return tuple(each for _, _, each in sorted(coming, key=lambda one: one[:2]))
