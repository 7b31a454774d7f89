"""A no: how far it got, how it feels, what it changes, and the quiet that follows it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain import application as applications
from bot.domain import recurrence
from bot.domain.application import Application, Stage, Status
from bot.domain.pacing import GENTLE_SPAN as GENTLE_SPAN
from bot.domain.practice import EARLY
from bot.domain.quiet import QuietHours

CARE_PAUSE = timedelta(days=7)
"""For so long ordinary nudges rest after words of crisis: longer than a no could make them."""

MORNING = 9 * 60
"""Minutes of the local day at which the one gentle line comes."""

# A day ends when people sleep, not at midnight: after a no at two in the night the next morning
# is the one a few hours away.
_NIGHT = timedelta(hours=5)
_LATELY = timedelta(days=7)
_A_MOMENT = timedelta(seconds=10)

_GOOD = frozenset({Status.SCREENING, Status.INTERVIEW, Status.OFFER, Status.ACCEPTED})
_TALKED = _GOOD | {Status.DECLINED}
_FEWEST_APPLICATIONS = 2


@dataclass(frozen=True, slots=True)
class No:
    """One rejection somebody told us of; mood runs from 1 (low) to 5."""

    person_id: int
    stage: Stage
    at: datetime
    id: int = 0
    application_id: int | None = None
    company: str = ""
    role: str = ""
    mood: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a person has done this year, counted and not weighed."""

    applications: int
    conversations: int
    noes: int

    @property
    def say_something(self) -> bool:
        """Tell whether they are more than one application and the no that ended it."""
        return self.applications >= _FEWEST_APPLICATIONS


def matching(mine: Sequence[Application], company: str, role: str) -> Application | None:
    """Find the application that a no from this company ends, the newest where several could be.

    An open one goes before one that had been given up as unanswered; the same role before another.
    """
    if not applications.folded(company):
        return None
    for statuses in (applications.OPEN, frozenset({Status.GHOSTED})):
        found = applications.meant(mine, company, role, statuses)
        if found:
            return found[0]
    return None


def ended(application: Application, no: No, zone: str) -> Application:
    """Return the application as a no leaves it: rejected at a stage, or ghosted.

    What was told with the no fills in what had not been known before.
    """
    status = Status.GHOSTED if no.stage is Stage.NO_REPLY else Status.REJECTED
    moved = applications.moved(application, status, no.at, zone, no.stage)
    return replace(moved, company=moved.company or no.company, role=moved.role or no.role)


def gentle_until(noes: Iterable[No], paused: datetime | None, now: datetime) -> datetime | None:
    """Say until when ordinary nudges rest; `paused` is until when they have rested so far.

    A pause that reaches further than any no could was made for other reasons, and stays.
    """
    if is_out_of_care(paused, now):
        return paused
    latest = max((no.at + GENTLE_SPAN for no in noes), default=now)
    return latest if latest > now else None


def is_out_of_care(paused: datetime | None, now: datetime) -> bool:
    """Tell whether reminders rest for longer than any no could make them: words of crisis did."""
    return paused is not None and paused > now + GENTLE_SPAN


def next_morning(instant: datetime, zone: str, quiet: QuietHours) -> datetime:
    """Find nine o'clock on the morning after, or the end of the quiet hours where that is later."""
    day = recurrence.local(instant - _NIGHT, zone).date() + timedelta(days=1)
    return quiet.next_waking(recurrence.instant_of(day, MORNING, zone), zone)


def mornings(
    noes: Iterable[No], zone: str, quiet: QuietHours, now: datetime, taken: Collection[datetime]
) -> Mapping[int, datetime]:
    """Choose the noes that are followed by a line, by id: the latest of each morning to come.

    The mornings in `taken` already bring another line.
    """
    latest: dict[datetime, int] = {}
    for no in sorted(noes, key=lambda no: (no.at, no.id)):
        latest[next_morning(no.at, zone, quiet)] = no.id
    return {no: at for at, no in latest.items() if at > now and at not in taken}


def about(noes: Iterable[No], company: str) -> No | None:
    """Find the latest no of a company, by its name in any case."""
    name = applications.folded(company)
    return _latest(no for no in noes if name and applications.folded(no.company) == name)


def told_twice(noes: Iterable[No], told: No) -> No | None:
    """Find the same no told a moment ago, by a form that was sent twice."""
    return _latest(
        no for no in noes
        if told.at - no.at < _A_MOMENT
        and (no.stage, no.mood, no.note) == (told.stage, told.mood, told.note)
        and applications.folded(no.company) == applications.folded(told.company)
        and (not told.role or applications.folded(no.role) == applications.folded(told.role))
    )  # fmt: skip


def lately(noes: Iterable[No], now: datetime) -> No | None:
    """Find the latest no of the last days: what somebody means who names none."""
    return _latest(no for no in noes if now - no.at < _LATELY)


def _latest(noes: Iterable[No]) -> No | None:
    return max(noes, key=lambda no: (no.at, no.id), default=None)


def in_a_row(noes: Iterable[No], mine: Iterable[Application]) -> int:
    """Count the noes since an application last moved forward."""
    good = [each.moved_at for each in mine if each.status in _GOOD]
    since = max(good, default=None)
    return sum(1 for no in noes if since is None or no.at > since)


def weeks_searching(noes: Iterable[No], mine: Iterable[Application], now: datetime) -> int:
    """Count the whole weeks since the first application or no that we know of."""
    told = [each.created_at for each in mine] + [no.at for no in noes]
    return max((now - min(told, default=now)) // timedelta(weeks=1), 0)


def numbers(noes: Iterable[No], mine: Iterable[Application], zone: str, now: datetime) -> Numbers:
    """Count this calendar year, as the person's own calendar has it."""
    year = recurrence.local(now, zone).year
    sent = [each for each in mine if _was_sent_in(year, each, zone)]
    return Numbers(
        applications=len(sent),
        conversations=sum(map(_conversations, sent)),
        noes=sum(1 for no in noes if recurrence.local(no.at, zone).year == year),
    )


def _was_sent_in(year: int, application: Application, zone: str) -> bool:
    if application.status is Status.WISHLIST:
        return False
    told = recurrence.local(application.created_at, zone).date()
    return (application.applied_on or told).year == year


def _conversations(application: Application) -> int:
    stage = application.stage
    talked = application.status in _TALKED or (stage is not None and stage not in EARLY)
    return max(application.rounds, int(talked))
