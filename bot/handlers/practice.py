"""All practices in one place: what is recommended now, and what was begun and not finished."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.actions.feedback import KeepFeedback
from bot.actions.goal import KeepGoal
from bot.actions.growth import KeepLessons
from bot.actions.paths import KeepSkills
from bot.actions.plan import KeepStep
from bot.actions.practice import OpenPractices
from bot.actions.reflection import KeepWriting
from bot.answers import Outcome, Say
from bot.domain import paths, plan, practice, rejection, unfinished
from bot.domain.plan import Source
from bot.domain.practice import LOW_MOOD, Practice, Situation
from bot.domain.rejection import No
from bot.domain.unfinished import Begun, Stop, Work
from bot.errors import StaleAction
from bot.handlers.saying import in_turn
from bot.ports.context import Context
from bot.ui import action
from bot.views import practice as view

A_YEAR = timedelta(days=365)
"""How far back the noes of one field are counted."""


async def open_practices(act: OpenPractices, cx: Context) -> Outcome:
    """Show the one recommended now and why, what was begun, and all the others."""
    offers = practice.next_steps(await situation(cx))
    found = await begun(cx)
    line = await in_turn(cx, cx.me.id, view.INTRO)
    told = rejection.lately(await cx.tx.nos.of(cx.me.id), cx.now)
    no = None if told is None else told.id
    first = next(iter(offers), None)
    return Outcome(Say(view.everything(cx.texts, line, first, found, cx.me.zone, no)))


async def situation(cx: Context, no: No | None = None) -> Situation:
    """Gather what the rule reads; where no no is given, the latest of these days counts."""
    noes = await cx.tx.nos.of(cx.me.id)
    applications = await cx.tx.applications.of(cx.me.id)
    of = no or rejection.lately(noes, cx.now)
    roles = (each.role for each in noes if cx.now - each.at < A_YEAR)
    return Situation(
        stage=of.stage if of else None,
        mood=_mood(no or _just_told(noes, cx), cx),
        recent=await _recent(cx),
        noes=rejection.in_a_row(noes, applications),
        weeks=rejection.weeks_searching(noes, applications, cx.now),
        in_field=paths.noes_in_one_field(roles, cx.content.paths.any_field),
    )


async def begun(cx: Context) -> dict[Practice, Begun]:
    """Find what was begun and not finished, one of each practice."""
    me = cx.me.id
    running = plan.current(await cx.tx.plans.of(me))
    if running is not None and plan.is_over(running, cx.now, cx.me.zone):
        running = None
    work = Work(
        reflections=await cx.tx.reflections.of(me),
        requests=await cx.tx.feedback.of(me),
        contacts=await cx.tx.contacts.of(me),
        checked=await cx.tx.checked.of(me),
        lists=cx.content.materials.lists,
        rehearsals=await cx.tx.rehearsals.of(me),
        learnings=await cx.tx.learnings.of(me),
        plan=running,
        commitments=await cx.tx.commitments.made_in(Source.PLAN, running.id) if running else (),
        looks=await cx.tx.paths.of(me),
        growths=await cx.tx.growths.of(me),
    )
    forms = (_form(packed, at) for packed, at in await cx.tx.drafts.begun(me))
    return unfinished.found(work, tuple(filter(None, forms)), cx.now)


def _just_told(noes: Sequence[No], cx: Context) -> No | None:
    """Find the no whose mood still holds: nobody is asked again, and a mood passes."""
    told = rejection.lately(noes, cx.now)
    return told if told is not None and cx.now - told.at < rejection.GENTLE_SPAN else None


def _mood(of: No | None, cx: Context) -> int | None:
    if rejection.is_out_of_care(cx.me.gentle_until, cx.now):
        # Words of crisis are not kept, and still nobody is sent to work the moment after.
        return LOW_MOOD
    return of.mood if of is not None else None


async def _recent(cx: Context) -> frozenset[Practice]:
    """Find what is left in peace: done just now, or put aside not long ago."""
    recent = practice.recent(await cx.tx.practices.last(cx.me.id), cx.now)
    if paths.is_aside(await cx.tx.paths.of(cx.me.id), cx.now):
        return recent | {Practice.PATHS}
    return recent


def _form(packed: str, at: datetime) -> Begun | None:
    """Tell which practice a form that was not sent begins, if it begins one."""
    try:
        act = action.unpack(packed)
    except StaleAction:
        return None
    match act:
        case KeepWriting(no, None):
            return Begun(Practice.REFLECT, Stop.FORM, at, no or 0)
        case KeepFeedback(no, None):
            return Begun(Practice.FEEDBACK, Stop.FORM, at, no or 0)
        case KeepGoal():
            return Begun(Practice.GOAL, Stop.FORM, at)
        case KeepStep(None):
            return Begun(Practice.PLAN, Stop.FORM, at)
        case KeepSkills(None):
            return Begun(Practice.PATHS, Stop.FORM, at)
        case KeepLessons(None):
            return Begun(Practice.GROW, Stop.FORM, at)
        case _:
            return None
