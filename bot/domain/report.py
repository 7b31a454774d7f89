"""A report: somebody asks a community's moderators to look at a message; none of its words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

A_DAY = timedelta(days=1)
MOST_A_DAY = 10
"""Reports one person can send within a day: enough for a bad one, too few to flood a room."""


class ReportState(StrEnum):
    """How far the moderators are with it."""

    NEW = "new"
    TAKEN = "taken"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody's report of one message; `author` and `ref` as the platform names them."""

    person_id: int
    space_id: int
    channel: str
    ref: str
    author: str
    link: str
    created_at: datetime
    id: int = 0
    state: ReportState = ReportState.NEW
    moderator_id: int | None = None


def is_same(one: Report, other: Report) -> bool:
    """Tell whether two reports are about the same message."""
    return (one.space_id, one.channel, one.ref) == (other.space_id, other.channel, other.ref)


def is_enough(sent: Iterable[Report], now: datetime) -> bool:
    """Tell whether somebody has sent as many reports as they can within a day."""
    return sum(now - A_DAY < report.created_at for report in sent) >= MOST_A_DAY


def taken(report: Report, moderator_id: int) -> Report:
    """Let a moderator look at it; who took it first keeps it."""
    if report.state is not ReportState.NEW:
        return report
    return replace(report, state=ReportState.TAKEN, moderator_id=moderator_id)


def closed(report: Report, moderator_id: int) -> Report:
    """Let a moderator say that it is done; the first word counts."""
    if report.state is ReportState.DONE:
        return report
    return replace(report, state=ReportState.DONE, moderator_id=moderator_id)
