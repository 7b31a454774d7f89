"""The practices, and the pure rule that says which of them is offered next, and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.application import Stage


class Practice(StrEnum):
    """The ten practices; and rest, which is none of them but may be what is needed next."""

    REFLECT = "reflect"
    FEEDBACK = "feedback"
    NETWORK = "network"
    MATERIALS = "materials"
    INTERVIEW = "interview"
    LEARN = "learn"
    GOAL = "goal"
    PLAN = "plan"
    PATHS = "paths"
    GROW = "grow"
    REST = "rest"


class Reason(StrEnum):
    """Why a practice is offered; the sentence for each is config's."""

    REFLECT_LOW = "reflect_low"
    REFLECT_TALKED = "reflect_talked"
    REFLECT_EARLY = "reflect_early"
    REST_LOW = "rest_low"
    FEEDBACK_SCREEN = "feedback_screen"
    FEEDBACK_INTERVIEW = "feedback_interview"
    FEEDBACK_FINAL = "feedback_final"
    FEEDBACK_OFFER = "feedback_offer"
    PATHS_NOES = "paths_noes"
    PATHS_TIME = "paths_time"
    MATERIALS_NOES = "materials_noes"
    MATERIALS = "materials"
    INTERVIEW_NOES = "interview_noes"
    INTERVIEW = "interview"
    NETWORK_MET = "network_met"
    NETWORK = "network"
    PLAN_NOES = "plan_noes"
    PLAN_NEXT = "plan_next"
    PLAN = "plan"
    LEARN = "learn"
    GOAL_LONG = "goal_long"
    GOAL = "goal"
    GROW = "grow"


MOST_OFFERED = 3
LOW_MOOD = 2
NOES_IN_A_ROW = 3
MANY_NOES = 10
"""Noes in one field after which other paths are worth a look."""
LONG_SEARCH = 8
"""Weeks of searching after which other paths are worth a look."""
A_MONTH = 4
"""Weeks after which there is something to look back on."""

EARLY = frozenset({Stage.NO_REPLY, Stage.APPLYING})
"""The stages at which nobody has talked with the person yet."""

# For so long after it was done, a practice is not offered again. Feedback is asked of one
# company at a time, so having asked another does not count.
_RESTS = {
    Practice.REFLECT: timedelta(hours=20),
    Practice.FEEDBACK: timedelta(0),
    Practice.NETWORK: timedelta(days=7),
    Practice.MATERIALS: timedelta(days=21),
    Practice.INTERVIEW: timedelta(days=2),
    Practice.LEARN: timedelta(days=7),
    Practice.GOAL: timedelta(days=28),
    Practice.PLAN: timedelta(days=10),
    Practice.PATHS: timedelta(days=14),
    Practice.GROW: timedelta(days=28),
    Practice.REST: timedelta(days=3),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A practice worth offering, and why."""

    practice: Practice
    reason: Reason


@dataclass(frozen=True, slots=True)
class Situation:
    """What the rule reads: nothing else about a person makes a difference.

    `stage` is how far the application got that has just ended, None when none has; `mood` runs
    from 1 (low) to 5; `recent` is what was done lately; `noes` counts those in a row, this one
    included, and `in_field` those in one field; `weeks` is how long the search has gone on.
    """

    stage: Stage | None = None
    mood: int | None = None
    recent: frozenset[Practice] = frozenset()
    noes: int = 0
    weeks: int = 0
    in_field: int = 0

    @property
    def is_low(self) -> bool:
        """Tell whether the person said that they feel low."""
        return self.mood is not None and self.mood <= LOW_MOOD

    @property
    def has_talked(self) -> bool:
        """Tell whether the application that ended had led to a conversation."""
        return self.stage is not None and self.stage not in EARLY

    @property
    def repeats(self) -> bool:
        """Tell whether one no has followed another often enough to say something."""
        return self.noes >= NOES_IN_A_ROW


def next_steps(situation: Situation) -> tuple[Offer, ...]:
    """Choose what to offer, the most fitting first: three at most, and none done just now."""
    offered: list[Offer] = []
    for practice, reason_for in _ORDER:
        reason = reason_for(situation)
        if reason is not None and practice not in situation.recent:
            offered.append(Offer(practice, reason))
    return tuple(offered[:MOST_OFFERED])


def recent(last: Mapping[str, datetime], now: datetime) -> frozenset[Practice]:
    """Find the practices done so lately that they are left in peace; other names say nothing."""
    return frozenset(
        practice for practice in Practice
        if practice in last and now - last[practice] < _RESTS[practice]
    )  # fmt: skip


def _reflect(s: Situation) -> Reason | None:
    if s.is_low:
        return Reason.REFLECT_LOW
    if s.stage is None:
        return None
    return Reason.REFLECT_TALKED if s.has_talked else Reason.REFLECT_EARLY


def _rest(s: Situation) -> Reason | None:
    return Reason.REST_LOW if s.is_low else None


_FEEDBACK = {
    Stage.SCREEN: Reason.FEEDBACK_SCREEN,
    Stage.INTERVIEW: Reason.FEEDBACK_INTERVIEW,
    Stage.FINAL: Reason.FEEDBACK_FINAL,
    Stage.OFFER: Reason.FEEDBACK_OFFER,
}


def _feedback(s: Situation) -> Reason | None:
    return _FEEDBACK.get(s.stage) if s.stage is not None else None


def _paths(s: Situation) -> Reason | None:
    # On a low day another path sounds like being told to give up.
    if s.is_low:
        return None
    if s.in_field >= MANY_NOES:
        return Reason.PATHS_NOES
    return Reason.PATHS_TIME if s.weeks >= LONG_SEARCH else None


def _mend_again(s: Situation) -> Reason | None:
    return Reason.MATERIALS_NOES if s.stage in EARLY and s.repeats else None


def _rehearse_again(s: Situation) -> Reason | None:
    return Reason.INTERVIEW_NOES if s.has_talked and s.repeats else None


def _mend(s: Situation) -> Reason | None:
    return Reason.MATERIALS if s.stage in EARLY and not s.repeats else None


def _rehearse(s: Situation) -> Reason | None:
    return Reason.INTERVIEW if s.has_talked and not s.repeats else None


def _plan(s: Situation) -> Reason:
    if s.repeats:
        return Reason.PLAN_NOES
    return Reason.PLAN if s.stage is None else Reason.PLAN_NEXT


def _network(s: Situation) -> Reason:
    return Reason.NETWORK_MET if s.has_talked else Reason.NETWORK


def _learn(s: Situation) -> Reason | None:
    return Reason.LEARN if s.has_talked else None


def _goal(s: Situation) -> Reason:
    return Reason.GOAL_LONG if s.weeks >= LONG_SEARCH else Reason.GOAL


def _grow(s: Situation) -> Reason | None:
    return Reason.GROW if s.weeks >= A_MONTH else None


# The order is the rule: first the person, then what cannot wait, then what the noes themselves
# suggest, then what is worth doing on any day. Of each practice at most one reason speaks.
_ORDER: tuple[tuple[Practice, Callable[[Situation], Reason | None]], ...] = (
    (Practice.REFLECT, _reflect),
    (Practice.REST, _rest),
    (Practice.FEEDBACK, _feedback),
    (Practice.PATHS, _paths),
    (Practice.MATERIALS, _mend_again),
    (Practice.INTERVIEW, _rehearse_again),
    (Practice.PLAN, _plan),
    (Practice.MATERIALS, _mend),
    (Practice.INTERVIEW, _rehearse),
    (Practice.NETWORK, _network),
    (Practice.LEARN, _learn),
    (Practice.GOAL, _goal),
    (Practice.GROW, _grow),
)
