"""Learning: what is missing as a list, one gap of it in work, and an hour a week for that."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.application import folded
from bot.domain.feedback import FeedbackRequest, Theme
from bot.domain.reflection import Reflection

LONGEST_GAP = 160
LONGEST_RESOURCE = 400
MOST = 20
MOST_SEEN = 20

LEARNABLE = (Theme.SKILLS, Theme.INTERVIEW, Theme.MATERIALS, Theme.EXPERIENCE)
"""Themes of feedback that an hour a week can do something about."""


# What every platform takes for an address; anything else stays words.
_PAGE = re.compile(r"https://(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[!-~]*)?", re.ASCII | re.IGNORECASE)


class LearningState(StrEnum):
    """Where a gap stands."""

    LISTED = "listed"
    WORKING = "working"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Learning:
    """One gap; `weeks` are the calendar weeks (as 2026-W49) in which an hour was put in.

    The hour is wall time: `weekday` counts from Monday as 0, `minute` is of the person's day.
    """

    person_id: int
    gap: str
    created_at: datetime
    id: int = 0
    state: LearningState = LearningState.LISTED
    resource: str = ""
    weekday: int | None = None
    minute: int | None = None
    weeks: tuple[str, ...] = ()
    begun_at: datetime | None = None
    done_at: datetime | None = None

    @property
    def has_hour(self) -> bool:
        """Tell whether a time of the week was set for it."""
        return self.weekday is not None and self.minute is not None

    @property
    def link(self) -> str:
        """The resource as a way out to a page, where it is nothing else."""
        return self.resource if _PAGE.fullmatch(self.resource) else ""


@dataclass(frozen=True, slots=True)
class Noticed:
    """What could become a gap: words of a reflection, or a theme of what a company answered."""

    key: str
    words: str = ""
    theme: Theme | None = None
    company: str = ""


def in_work(kept: Iterable[Learning]) -> Learning | None:
    """Return the gap in work, the latest begun if there should be several."""
    working = [each for each in kept if each.state is LearningState.WORKING]
    return max(working, key=lambda each: each.id, default=None)


def listed(kept: Iterable[Learning]) -> tuple[Learning, ...]:
    """Return what waits, in the order in which it was noted."""
    waiting = (each for each in kept if each.state is LearningState.LISTED)
    return tuple(sorted(waiting, key=lambda each: each.id))


def closed(kept: Iterable[Learning]) -> tuple[Learning, ...]:
    """Return what is done with, the latest first."""
    done = [each for each in kept if each.done_at is not None]
    return tuple(sorted(done, key=lambda each: (each.done_at, each.id), reverse=True))


def noticed(
    reflections: Iterable[Reflection], requests: Iterable[FeedbackRequest]
) -> tuple[Noticed, ...]:
    """Gather what a person's own words and what companies answered call missing."""
    gaps = [Noticed(f"r{each.id}", each.gap) for each in reflections if each.gap.strip()]
    themes = [
        Noticed(f"f{each.id}.{theme}", theme=theme, company=each.company)
        for each in requests
        for theme in LEARNABLE
        if theme in each.themes
    ]
    return (*gaps, *themes)


def without_known(
    named: Sequence[tuple[str, str]], kept: Iterable[Learning]
) -> tuple[tuple[str, str], ...]:
    """Leave out of pairs of key and words what stands on the list already, and what is twice."""
    known = {folded(each.gap) for each in kept}
    fresh: list[tuple[str, str]] = []
    for key, words in named:
        if folded(words) not in known:
            known.add(folded(words))
            fresh.append((key, words))
    return tuple(fresh[:MOST_SEEN])


def begun(
    learning: Learning, resource: str, weekday: int | None, minute: int | None, now: datetime
) -> Learning:
    """Take a gap into work, or change what is set for it."""
    return replace(
        learning,
        state=LearningState.WORKING,
        resource=resource,
        weekday=weekday,
        minute=minute,
        begun_at=learning.begun_at or now,
        done_at=None,
    )


def put_back(learning: Learning) -> Learning:
    """Put a gap back on the list; what was set and done for it stays."""
    return replace(learning, state=LearningState.LISTED, done_at=None)


def with_hour(learning: Learning, week: str) -> Learning:
    """Note an hour put in; a second one of the same week is welcome, and the week counts once."""
    if week in learning.weeks:
        return learning
    return replace(learning, weeks=(*learning.weeks, week))


def finished(learning: Learning, now: datetime) -> Learning:
    """Be done with a gap, closed or not: that is the person's to say."""
    return replace(learning, state=LearningState.DONE, done_at=now)
