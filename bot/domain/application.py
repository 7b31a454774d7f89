"""An application: one try at one job, how it moves, and by which words it is known again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain import recurrence


class Status(StrEnum):
    """Where an application stands."""

    WISHLIST = "wishlist"
    APPLIED = "applied"
    SCREENING = "screening"
    INTERVIEW = "interview"
    OFFER = "offer"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REJECTED = "rejected"
    GHOSTED = "ghosted"
    WITHDRAWN = "withdrawn"


class Stage(StrEnum):
    """How far an application had got when the answer came, or stayed away."""

    NO_REPLY = "no_reply"
    APPLYING = "applying"
    SCREEN = "screen"
    INTERVIEW = "interview"
    FINAL = "final"
    OFFER = "offer"


class Went(StrEnum):
    """How an interview went, by the person's own feeling."""

    WELL = "well"
    MIXED = "mixed"
    BADLY = "badly"


class Move(StrEnum):
    """What a change of status is to the person: each is met with words of its own."""

    SAME = "same"
    ONWARD = "onward"
    BACK = "back"
    REOPENED = "reopened"
    INTERVIEW = "interview"
    OFFER = "offer"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REJECTED = "rejected"
    GHOSTED = "ghosted"
    WITHDRAWN = "withdrawn"


WAITING = frozenset({Status.APPLIED, Status.SCREENING, Status.INTERVIEW})
"""It is their turn to say something."""

OPEN = WAITING | {Status.WISHLIST, Status.OFFER}
"""Nothing has ended it."""

ENDED_SHORT = frozenset({Status.DECLINED, Status.REJECTED, Status.GHOSTED, Status.WITHDRAWN})
"""Ended without a job, so how far it got is worth keeping."""

NOTE = 3000
"""Characters of a note."""

_NOON = 12 * 60

_ONWARDS = (Status.WISHLIST, Status.APPLIED, Status.SCREENING, Status.INTERVIEW, Status.OFFER)
_BEFORE_INTERVIEWS = frozenset(_ONWARDS[:3])
_NAMED_MOVES = {
    Status.INTERVIEW: Move.INTERVIEW,
    Status.OFFER: Move.OFFER,
    Status.ACCEPTED: Move.ACCEPTED,
    Status.DECLINED: Move.DECLINED,
    Status.REJECTED: Move.REJECTED,
    Status.GHOSTED: Move.GHOSTED,
    Status.WITHDRAWN: Move.WITHDRAWN,
}
_REACHED = {
    Status.APPLIED: Stage.APPLYING,
    Status.SCREENING: Stage.SCREEN,
    Status.INTERVIEW: Stage.INTERVIEW,
    Status.OFFER: Stage.OFFER,
    Status.ACCEPTED: Stage.OFFER,
}
_STANDS = {
    Stage.SCREEN: Status.SCREENING,
    Stage.INTERVIEW: Status.INTERVIEW,
    Stage.FINAL: Status.INTERVIEW,
    Stage.OFFER: Status.OFFER,
}


@dataclass(frozen=True, slots=True)
class Application:
    """One application; `rounds` counts interviews, `moved_at` is its last change of status.

    `quiet_from` is when the person last asked them; `went` is how the latest interview felt;
    `interview_place` is where it is, or with whom.
    """

    person_id: int
    status: Status
    created_at: datetime
    moved_at: datetime
    id: int = 0
    company: str = ""
    role: str = ""
    stage: Stage | None = None
    rounds: int = 0
    applied_on: date | None = None
    interview_at: datetime | None = None
    interview_place: str = ""
    went: Went | None = None
    note: str = ""
    quiet_from: datetime | None = None


def kind_of_move(before: Status, after: Status) -> Move:
    """Say what a change of status is; every change is allowed."""
    if before is after:
        return Move.SAME
    if not _is_onward(before, after):
        return Move.BACK
    return _NAMED_MOVES.get(after, Move.ONWARD if before in OPEN else Move.REOPENED)


def moved(
    application: Application, status: Status, now: datetime, zone: str, stage: Stage | None = None
) -> Application:
    """Return the application in another status; `stage` is how far it had got, where it is told."""
    today = recurrence.local(now, zone).date()
    return replace(
        application,
        status=status,
        stage=stage or _stage_of(application, status) if status in ENDED_SHORT else None,
        rounds=_rounds(application, status),
        applied_on=application.applied_on or (today if status is Status.APPLIED else None),
        moved_at=now,
        quiet_from=None,
    )


def reached(application: Application) -> Stage | None:
    """Say how far an application has got, or had got when it ended."""
    return _REACHED.get(application.status, application.stage)


def begin(
    person_id: int,
    company: str,
    role: str,
    now: datetime,
    zone: str,
    *,
    status: Status = Status.APPLIED,
    applied_on: date | None = None,
    stage: Stage | None = None,
    note: str = "",
) -> Application:
    """Make the application somebody tells of; what is only wished for was not sent on any day."""
    made = Application(person_id, Status.APPLIED, now, now, company=company, role=role, note=note)
    if status is Status.APPLIED:
        return dated(made, applied_on or recurrence.local(now, zone).date(), zone, now)
    there = moved(made, status, now, zone, stage)
    return replace(there, applied_on=None if status is Status.WISHLIST else applied_on)


def status_of(stage: Stage | None) -> Status:
    """Say where an application stands that has got so far."""
    return _STANDS.get(stage, Status.APPLIED) if stage else Status.APPLIED


def dated(application: Application, day: date | None, zone: str, now: datetime) -> Application:
    """Return the application as sent on a day; while it only waits, its silence began that day."""
    changed = replace(application, applied_on=day)
    if application.status is not Status.APPLIED or day is None or day == application.applied_on:
        return changed
    is_past = day < recurrence.local(now, zone).date()
    return replace(changed, moved_at=recurrence.instant_of(day, _NOON, zone) if is_past else now)


def with_interview(
    application: Application, at: datetime | None, place: str, rounds: int, now: datetime, zone: str
) -> Application:
    """Return the application with this interview, which makes it one that stands at interviews."""
    is_new = at != application.interview_at
    changed = replace(
        application,
        interview_at=at,
        interview_place=place,
        rounds=rounds,
        went=None if is_new else application.went,
    )
    if at is None or not is_new or not _goes_to_interviews(application.status, is_ahead=at > now):
        return changed
    return moved(changed, Status.INTERVIEW, now, zone)


def with_feeling(application: Application, went: Went, now: datetime, zone: str) -> Application:
    """Return the application with how its interview went; there was one, so it got that far."""
    felt = replace(application, went=went)
    if not _goes_to_interviews(application.status, is_ahead=False):
        return felt
    return moved(felt, Status.INTERVIEW, now, zone)


def next_round(application: Application, now: datetime) -> int:
    """Number the interview that is set or changed now; one that is over makes room for the next."""
    over = application.interview_at is not None and application.interview_at <= now
    return max(application.rounds, 1) if not over else application.rounds + 1


def meant(
    applications: Iterable[Application],
    company: str,
    role: str,
    statuses: Collection[Status] = OPEN,
) -> tuple[Application, ...]:
    """Find the applications that some words may be about, the newest movement first.

    A company is known again by its first words: "Hooli" is also "Hooli Ltd".
    """
    fitting = [each for each in newest_first(applications) if each.status in statuses]
    if folded(company):
        fitting = [each for each in fitting if _is_called(each.company, company)]
    same_role = [each for each in fitting if role and folded(each.role) == folded(role)]
    return tuple(same_role or fitting)


def newest_first(applications: Iterable[Application]) -> list[Application]:
    """Order by the latest movement."""
    return sorted(applications, key=lambda each: (each.moved_at, each.id), reverse=True)


def folded(text: str) -> str:
    """Return a name without what people write now so, now otherwise: case and spaces."""
    return " ".join(text.casefold().split())


def _is_called(name: str, said: str) -> bool:
    one, other = folded(name), folded(said)
    return one == other or one.startswith(f"{other} ") or other.startswith(f"{one} ")


def _is_onward(before: Status, after: Status) -> bool:
    if before in _ONWARDS and after in _ONWARDS:
        return _ONWARDS.index(after) > _ONWARDS.index(before)
    return True


def _goes_to_interviews(status: Status, *, is_ahead: bool) -> bool:
    # A date that is over is history: it opens nothing again that has ended.
    return is_ahead if status not in OPEN else _is_onward(status, Status.INTERVIEW)


def _rounds(application: Application, status: Status) -> int:
    if status is Status.INTERVIEW:
        return max(application.rounds, 1)
    # Put back to a time before interviews, none of which has a date: then there was none.
    was_none = status in _BEFORE_INTERVIEWS and application.interview_at is None
    return 0 if was_none else application.rounds


def _stage_of(application: Application, status: Status) -> Stage | None:
    if status is Status.DECLINED:
        return Stage.OFFER
    so_far = reached(application)
    unread = status is Status.GHOSTED and so_far is Stage.APPLYING
    return Stage.NO_REPLY if unread else so_far
