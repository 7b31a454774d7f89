"""What somebody stopped in the middle of: each practice tells it of its own things.

A practice that has more to say adds what it looks at to `Work`, and its answer to `_ANSWERS`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain import contact, growth, learning, material, paths, plan, reflection, rehearsal
from bot.domain.contact import Contact
from bot.domain.feedback import FeedbackRequest, FeedbackState
from bot.domain.growth import Growth
from bot.domain.learning import Learning
from bot.domain.material import Checked, Checklist, Material
from bot.domain.paths import Paths
from bot.domain.plan import Commitment, Plan, Readiness
from bot.domain.practice import Practice
from bot.domain.reflection import Reflection
from bot.domain.rehearsal import Rehearsal

REMEMBERED = timedelta(days=30)
"""For so long we say that something is unfinished; later it stays where it is, unmentioned."""


class Stop(StrEnum):
    """Where somebody stopped; the sentence for each is config's."""

    FORM = "form"
    REFLECT_HALF = "reflect_half"
    FEEDBACK_UNSENT = "feedback_unsent"
    NETWORK_ASK = "network_ask"
    MATERIALS_LIST = "materials_list"
    INTERVIEW_QUESTION = "interview_question"
    LEARN_LIST = "learn_list"
    PLAN_EMPTY = "plan_empty"
    PLAN_ONE_WAY = "plan_one_way"
    PATHS_SKILLS = "paths_skills"
    PATHS_ROLES = "paths_roles"
    PATHS_TALK = "paths_talk"
    GROW_TIP = "grow_tip"


@dataclass(frozen=True, slots=True)
class Begun:
    """A practice that was begun: where somebody stopped, when, and in which of their things."""

    practice: Practice
    stop: Stop
    at: datetime
    subject: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """Everything of one person that can be half done; the plan is the one in force.

    `lists` are the items of each material, whoever goes through them.
    """

    reflections: Sequence[Reflection] = ()
    requests: Sequence[FeedbackRequest] = ()
    contacts: Sequence[Contact] = ()
    checked: Sequence[Checked] = ()
    lists: Mapping[Material, Checklist] = field(default_factory=dict)
    rehearsals: Sequence[Rehearsal] = ()
    learnings: Sequence[Learning] = ()
    plan: Plan | None = None
    commitments: Sequence[Commitment] = ()
    looks: Sequence[Paths] = ()
    growths: Sequence[Growth] = ()


def found(work: Work, forms: Sequence[Begun], now: datetime) -> dict[Practice, Begun]:
    """Find what is unfinished, one of each practice: what is half done before a mere form."""
    halves = [half for answer in _ANSWERS if (half := answer(work)) is not None]
    told = (*sorted(forms, key=lambda each: each.at), *halves)
    return {each.practice: each for each in told if now - each.at < REMEMBERED}


def _reflect(work: Work) -> Begun | None:
    half = reflection.unfinished(work.reflections)
    if half is None:
        return None
    return Begun(Practice.REFLECT, Stop.REFLECT_HALF, half.started_at, half.id)


def _feedback(work: Work) -> Begun | None:
    drafts = [each for each in work.requests if each.state is FeedbackState.DRAFT]
    if not drafts:
        return None
    last = max(drafts, key=lambda each: (each.created_at, each.id))
    return Begun(Practice.FEEDBACK, Stop.FEEDBACK_UNSENT, last.created_at, last.id)


def _network(work: Work) -> Begun | None:
    name = contact.to_choose(work.contacts)
    if name is None:
        return None
    return Begun(Practice.NETWORK, Stop.NETWORK_ASK, name.created_at, name.id)


def _materials(work: Work) -> Begun | None:
    halves = [each for each in work.lists if _is_half_done(work, each)]
    marks = [each.at for each in work.checked if each.material in halves]
    return Begun(Practice.MATERIALS, Stop.MATERIALS_LIST, max(marks)) if marks else None


def _is_half_done(work: Work, of: Material) -> bool:
    counted = material.count(work.lists[of].items, material.marks(work.checked, of))
    return counted.left > 0


def _interview(work: Work) -> Begun | None:
    waits = rehearsal.standing(work.rehearsals)
    if waits is None:
        return None
    return Begun(Practice.INTERVIEW, Stop.INTERVIEW_QUESTION, waits.asked_at, waits.id)


def _learn(work: Work) -> Begun | None:
    waiting = learning.listed(work.learnings)
    if not waiting or learning.in_work(work.learnings) is not None:
        return None
    return Begun(Practice.LEARN, Stop.LEARN_LIST, waiting[-1].created_at, waiting[-1].id)


_PLAN = {Readiness.EMPTY: Stop.PLAN_EMPTY, Readiness.ONE_WAY: Stop.PLAN_ONE_WAY}


def _plan(work: Work) -> Begun | None:
    stop = _PLAN.get(plan.readiness(work.commitments))
    if work.plan is None or stop is None:
        return None
    return Begun(Practice.PLAN, stop, work.plan.created_at, work.plan.id)


_PATHS = {
    paths.Step.SKILLS: Stop.PATHS_SKILLS,
    paths.Step.ROLES: Stop.PATHS_ROLES,
    paths.Step.TALK: Stop.PATHS_TALK,
}


def _paths(work: Work) -> Begun | None:
    look = paths.newest(work.looks)
    stop = None if look is None else _PATHS.get(paths.next_step(look))
    if look is None or stop is None or look.verdict is not None:
        return None
    return Begun(Practice.PATHS, stop, look.begun_at, look.id)


def _grow(work: Work) -> Begun | None:
    half = growth.unfinished(work.growths)
    return None if half is None else Begun(Practice.GROW, Stop.GROW_TIP, half.begun_at, half.id)


_ANSWERS: tuple[Callable[[Work], Begun | None], ...] = (
    _reflect,
    _feedback,
    _network,
    _materials,
    _interview,
    _learn,
    _plan,
    _paths,
    _grow,
)
