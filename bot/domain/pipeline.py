"""A pipeline: all of one person's applications, as they are shown and counted together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from bot.domain import recurrence
from bot.domain.application import OPEN, WAITING, Application, Stage, Status, newest_first

ORDER = (
    Status.OFFER, Status.INTERVIEW, Status.SCREENING, Status.APPLIED, Status.WISHLIST,
    Status.ACCEPTED, Status.DECLINED, Status.REJECTED, Status.GHOSTED, Status.WITHDRAWN,
)  # fmt: skip
"""The order in which they are shown: what is nearest to a job first."""

FEWEST_FOR_RATES = 5
"""Below so many applications a share says more about chance than about anybody."""

_HAD_OFFER = frozenset({Status.OFFER, Status.ACCEPTED, Status.DECLINED})
_HAD_INTERVIEW = _HAD_OFFER | {Status.INTERVIEW}
_HAD_ANSWER = _HAD_INTERVIEW | {Status.SCREENING}
_UNANSWERED = frozenset({None, Stage.NO_REPLY, Stage.APPLYING})
_INTERVIEWED = frozenset({Stage.INTERVIEW, Stage.FINAL, Stage.OFFER})


class Filter(StrEnum):
    """Which applications somebody wants to see."""

    OPEN = "open"
    WAITING = "waiting"
    ALL = "all"


class Told(Protocol):
    """Anything told at an instant, such as a no."""

    @property
    def at(self) -> datetime:
        """When it was told."""
        ...


@dataclass(frozen=True, slots=True)
class Numbers:
    """One person's own counts; of the applications sent, those answered and those that led on."""

    sent: int
    answered: int
    interviewed: int
    offers: int
    open: int
    waiting: int
    noes: int

    @property
    def response_rate(self) -> float | None:
        """The share that was answered in any way, or None while there are too few to say."""
        return self.answered / self.sent if self.sent >= FEWEST_FOR_RATES else None

    @property
    def interview_rate(self) -> float | None:
        """The share that led to an interview, or None while there are too few to say."""
        return self.interviewed / self.sent if self.sent >= FEWEST_FOR_RATES else None


def numbers(
    applications: Iterable[Application],
    noes: Iterable[Told],
    since: date | None = None,
    zone: str = "UTC",
) -> Numbers:
    """Count what began on `since` or later, by the calendar of `zone`; None counts everything."""
    first = since or date.min
    mine = [each for each in applications if began_on(each, zone) >= first]
    sent = [each for each in mine if was_sent(each)]
    return Numbers(
        sent=len(sent),
        answered=sum(map(_was_answered, sent)),
        interviewed=sum(map(_was_interviewed, sent)),
        offers=sum(each.status in _HAD_OFFER or each.stage is Stage.OFFER for each in sent),
        open=sum(each.status in OPEN for each in mine),
        waiting=sum(each.status in WAITING for each in mine),
        noes=sum(recurrence.local(no.at, zone).date() >= first for no in noes),
    )


def began_on(application: Application, zone: str) -> date:
    """Find the day of applying, or else the day on which we were told."""
    return application.applied_on or recurrence.local(application.created_at, zone).date()


def shown(applications: Iterable[Application], wanted: Filter) -> tuple[Application, ...]:
    """Choose and order what is shown: by status, and the newest movement first."""
    statuses = {Filter.OPEN: OPEN, Filter.WAITING: WAITING, Filter.ALL: frozenset(Status)}[wanted]
    fitting = [each for each in newest_first(applications) if each.status in statuses]
    return tuple(sorted(fitting, key=lambda each: ORDER.index(each.status)))


def was_sent(application: Application) -> bool:
    """Tell whether it was sent: not while it is only wished for, nor if it was dropped before."""
    dropped_before = application.status is Status.WITHDRAWN and application.stage is None
    return application.status is not Status.WISHLIST and not dropped_before


def _was_answered(application: Application) -> bool:
    return (
        application.status in _HAD_ANSWER
        or application.rounds > 0
        or application.stage not in _UNANSWERED
        or (application.status is Status.REJECTED and application.stage is not Stage.NO_REPLY)
    )


def _was_interviewed(application: Application) -> bool:
    has_met = application.rounds > 0 or application.stage in _INTERVIEWED
    return has_met or application.status in _HAD_INTERVIEW
