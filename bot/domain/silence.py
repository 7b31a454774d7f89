"""Silence: how long an application has gone without a word, and which reminders that calls for."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.domain import recurrence
from bot.domain.application import WAITING, Application, Status
from bot.domain.nudge import NudgeKind

FOLLOW_UP_AFTER = timedelta(days=7)
GHOSTED_AFTER = timedelta(days=21)

_MORNING = 10 * 60
_EVE = 18 * 60


def quiet_since(application: Application) -> datetime:
    """Find since when nothing has been heard; an interview still to come is no silence."""
    at = application.interview_at if application.status is Status.INTERVIEW else None
    heard = (application.moved_at, application.quiet_from, at)
    return max(instant for instant in heard if instant is not None)


def days_quiet(application: Application, now: datetime) -> int:
    """Count the whole days without a word while one waits for it; 0 where nobody waits."""
    if application.status not in WAITING:
        return 0
    return max((now - quiet_since(application)) // timedelta(days=1), 0)


def calls_for_follow_up(application: Application, now: datetime) -> bool:
    """Tell whether it has been quiet for so long that asking is usual."""
    return days_quiet(application, now) >= FOLLOW_UP_AFTER.days


def calls_for_closing(application: Application, now: datetime) -> bool:
    """Tell whether it has been quiet for so long that no answer is the likely answer."""
    return days_quiet(application, now) >= GHOSTED_AFTER.days


def reminders(application: Application, zone: str, now: datetime) -> Mapping[NudgeKind, datetime]:
    """Say which reminders an application calls for, and when, in UTC; all of them are to come.

    Silence is mentioned once after each span, never again until something moves.
    """
    return {kind: at for kind, at in customary(application, zone).items() if at > now}


def customary(application: Application, zone: str) -> Mapping[NudgeKind, datetime]:
    """Say which reminders an application calls for, and when, in UTC, be that past or to come."""
    found: dict[NudgeKind, datetime] = {}
    if application.status in WAITING:
        since = quiet_since(application)
        found[NudgeKind.APPLICATION] = _morning(since + FOLLOW_UP_AFTER, zone)
        found[NudgeKind.GHOSTED] = _morning(since + GHOSTED_AFTER, zone)
    if application.status is Status.INTERVIEW and application.interview_at is not None:
        found |= _around(application.interview_at, zone, is_told=application.went is not None)
    return found


def _around(interview: datetime, zone: str, *, is_told: bool) -> Mapping[NudgeKind, datetime]:
    day = recurrence.local(interview, zone).date()
    eve = recurrence.instant_of(day - timedelta(days=1), _EVE, zone)
    after = recurrence.instant_of(day + timedelta(days=1), _MORNING, zone)
    both = {NudgeKind.INTERVIEW_EVE: eve, NudgeKind.INTERVIEW_AFTER: after}
    return {NudgeKind.INTERVIEW_EVE: eve} if is_told else both


def _morning(instant: datetime, zone: str) -> datetime:
    return recurrence.Daily(_MORNING, zone).on_or_after(instant)
