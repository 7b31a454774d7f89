"""A nudge: a promised reminder, when it is due, and when it rather stays away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain import recurrence
from bot.domain.person import Person


class NudgeKind(StrEnum):
    """What a nudge is about; `own` is what somebody asked to be reminded of in their own words."""

    COMMITMENT = "commitment"
    PLAN = "plan"
    CHECKIN = "checkin"
    APPLICATION = "application"
    GHOSTED = "ghosted"
    FEEDBACK = "feedback"
    CONTACT = "contact"
    INTERVIEW_EVE = "interview_eve"
    INTERVIEW_AFTER = "interview_after"
    PRACTICE = "practice"
    LEARNING = "learning"
    GOAL = "goal"
    PATHS = "paths"
    GROWTH = "growth"
    AFTER_NO = "after_no"
    REFLECTION = "reflection"
    BREAK_OVER = "break_over"
    STILL = "still"
    OWN = "own"


class NudgeState(StrEnum):
    """Whether a nudge still comes."""

    ACTIVE = "active"
    DONE = "done"
    STOPPED = "stopped"


class Why(StrEnum):
    """Why a nudge stayed away, or comes at another time than its own."""

    QUIET = "quiet"
    SNOOZED = "snoozed"
    HOUR = "hour"
    MOVED = "moved"
    LATE = "late"
    MUTED = "muted"
    AWAY = "away"
    SILENT = "silent"
    UNWANTED = "unwanted"
    GENTLE = "gentle"
    SELDOM = "seldom"
    CAPPED = "capped"


@dataclass(frozen=True, slots=True)
class Nudge:
    """One nudge, once or on weekdays or daily or monthly; `due_at` is its next instant.

    `minute` is of the local day in the person's zone, whatever that is by then; weekdays count from
    Monday as 0. `asked` says that the person chose this time; `subject` is the id of what it is
    about. `every` counts rounds: 1 sends each, 2 every other; `turn` counts those let pass since
    one was sent. `held` says that `due_at` was put off from its own time; `outcome` says why, or
    why the last one stayed away.
    """

    person_id: int
    kind: NudgeKind
    created_at: datetime
    id: int = 0
    subject: int | None = None
    text: str = ""
    weekdays: tuple[int, ...] = ()
    minute: int | None = None
    monthly_day: int | None = None
    due_at: datetime | None = None
    asked: bool = False
    state: NudgeState = NudgeState.ACTIVE
    every: int = 1
    turn: int = 0
    unanswered: int = 0
    held: bool = False
    sent_at: datetime | None = None
    outcome: Why | None = None
    outcome_at: datetime | None = None

    @property
    def recurs(self) -> bool:
        """Tell whether it comes again by itself."""
        return self.minute is not None


@dataclass(frozen=True, slots=True)
class Past:
    """The latest sending to one person of one kind, and whether the person had chosen its time."""

    kind: NudgeKind
    asked: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Manner:
    """How late a kind may come after an outage, and how long it waits when it is held back."""

    window: timedelta
    patience: timedelta = timedelta()


_HOURS = timedelta(hours=1)
_DAYS = timedelta(days=1)

MANNERS: Mapping[NudgeKind, Manner] = {
    NudgeKind.COMMITMENT: Manner(12 * _HOURS),
    NudgeKind.PLAN: Manner(1 * _DAYS, 7 * _DAYS),
    NudgeKind.CHECKIN: Manner(1 * _DAYS),
    NudgeKind.APPLICATION: Manner(3 * _DAYS, 14 * _DAYS),
    NudgeKind.GHOSTED: Manner(3 * _DAYS, 14 * _DAYS),
    NudgeKind.FEEDBACK: Manner(3 * _DAYS, 14 * _DAYS),
    NudgeKind.CONTACT: Manner(3 * _DAYS, 14 * _DAYS),
    # An interview does not wait, so neither does what belongs to its day.
    NudgeKind.INTERVIEW_EVE: Manner(12 * _HOURS),
    NudgeKind.INTERVIEW_AFTER: Manner(1 * _DAYS, 2 * _DAYS),
    NudgeKind.PRACTICE: Manner(12 * _HOURS),
    NudgeKind.LEARNING: Manner(12 * _HOURS),
    NudgeKind.GOAL: Manner(3 * _DAYS, 7 * _DAYS),
    NudgeKind.PATHS: Manner(3 * _DAYS, 14 * _DAYS),
    NudgeKind.GROWTH: Manner(3 * _DAYS, 7 * _DAYS),
    NudgeKind.AFTER_NO: Manner(1 * _DAYS),
    NudgeKind.REFLECTION: Manner(1 * _DAYS),
    NudgeKind.BREAK_OVER: Manner(3 * _DAYS, 4 * _DAYS),
    NudgeKind.STILL: Manner(7 * _DAYS),
    NudgeKind.OWN: Manner(12 * _HOURS),
}

LONGEST_NAME = 60
"""How many characters of a name fit into a menu beside other things."""

_ROUND_WINDOW = 12 * _HOURS


def catch_up(nudge: Nudge) -> timedelta:
    """Return how late a nudge may still come; of what comes daily, never two at once."""
    window = MANNERS[nudge.kind].window
    return min(window, _ROUND_WINDOW) if nudge.recurs and not nudge.monthly_day else window


def next_after(nudge: Nudge, zone: str, instant: datetime) -> datetime | None:
    """Find the first of its own times strictly after `instant`, in UTC; None when it has none."""
    return min((times.after(instant) for times in _rhythm(nudge, zone)), default=None)


def _rhythm(nudge: Nudge, zone: str) -> Sequence[recurrence.Recurrence]:
    if nudge.minute is None:
        return ()
    if nudge.monthly_day is not None:
        return (recurrence.Monthly(nudge.monthly_day, nudge.minute, zone),)
    if not nudge.weekdays:
        return (recurrence.Daily(nudge.minute, zone),)
    return [recurrence.Weekly(weekday, nudge.minute, zone) for weekday in nudge.weekdays]


def rezoned(nudge: Nudge, person: Person, now: datetime) -> Nudge:
    """Move a nudge to where its times lie in the person's zone and quiet hours of now."""
    if nudge.held and nudge.outcome is Why.QUIET:
        return replace(nudge, due_at=person.quiet.next_waking(now, person.zone))
    is_due = nudge.due_at is not None and nudge.due_at <= now
    if nudge.held or is_due or not nudge.recurs:
        return nudge
    return replace(nudge, due_at=next_after(nudge, person.zone, now))


@dataclass(frozen=True, slots=True)
class KindWording:
    """What a kind is called, and why somebody gets it, said in several ways."""

    name: str
    because: tuple[str, ...]
    opening: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.name.strip() or not self.because:
            raise ValueError("a kind needs a name and a reason.")
        if len(self.name) > LONGEST_NAME:
            raise ValueError(f"a name fits {LONGEST_NAME} characters: “{self.name}”.")


@dataclass(frozen=True, slots=True)
class NudgeWordings:
    """The words around nudges, by kind."""

    kinds: dict[NudgeKind, KindWording]

    def __post_init__(self) -> None:
        for kind in NudgeKind:
            if kind not in self.kinds:
                raise ValueError(f"there are no words for `{kind.value}`.")
        for kind in (NudgeKind.OWN, NudgeKind.STILL):
            if not self.kinds[kind].opening:
                raise ValueError(f"`{kind.value}` needs an opening.")
