"""The person's own page: everything that stands, put together from every room."""

from bot.actions.help import Undo
from bot.actions.home import OpenHome, SnoozeNext
from bot.actions.nudge import SnoozeNudge
from bot.answers import Ask, Outcome, Replace, Say
from bot.domain import goal as goals
from bot.domain import pacing, pipeline, progress, rejection, zones
from bot.domain import plan as plans
from bot.domain import practice as practices
from bot.domain import snooze as snoozes
from bot.domain import week as weeks
from bot.domain.checkin import CheckInState
from bot.domain.circle import Circle, Seat, Week
from bot.domain.nudge import NudgeState
from bot.domain.person import Person, is_away
from bot.domain.plan import Source
from bot.domain.practice import Offer
from bot.events import Actor
from bot.handlers import circle, nudge_controls, practice, streak
from bot.ports.context import Context, Surroundings
from bot.ui import markup
from bot.ui.card import Card
from bot.views import home as view
from bot.views import nudge as nudge_view
from bot.views.home import Page, Place, Promise
from bot.views.privacy import NAMES

TOLD = NAMES.keys() - {"draft"}
"""What makes somebody more than new; a form left half-way, as the one about the zone, does not."""


async def open_home(cx: Context) -> Outcome:
    """Show the page where a platform has a place for it, and note that it stands there now."""
    await cx.tx.accounts.open_home(cx.event.actor, cx.now)
    return Outcome(Say(await card(cx)))


async def show_home(act: OpenHome, cx: Context) -> Outcome:
    """Show the page."""
    return Outcome(Say(await card(cx)))


async def snooze_next(act: SnoozeNext, cx: Context) -> Outcome:
    """Put off the reminder that comes next, and show the page as it is then."""
    outcome = await nudge_controls.snooze_nudge(SnoozeNudge(act.nudge), cx)
    if isinstance(outcome.answer, Ask):
        return outcome
    nudge = cx.own(await cx.tx.nudges.get(act.nudge))
    said = cx.say(nudge_view.SNOOZED, when=markup.when(nudge.due_at or cx.now, cx.me.zone))
    change = await cx.tx.changes.latest(cx.me.id)
    undone_by = None if change is None else Undo(change)
    return Outcome(Replace(await card(cx, said, undone_by)), outcome.letters)


async def card(cx: Context, said: str = "", undo: Undo | None = None) -> Card:
    """Make the page of the person in `cx`, with what was just done said first."""
    return view.page(cx.texts, await _page(cx), said, undo)


def blank(around: Surroundings, actor: Actor, zone: str) -> Card:
    """Make the page of somebody of whom nothing is known any more."""
    theirs = actor.zone if actor.zone and zones.is_zone(actor.zone) else zone
    nobody = Person(actor.name, theirs, around.now)
    return view.page(around.texts, Page(nobody, around.now, around.content.nudges, is_new=True))


async def _page(cx: Context) -> Page:
    me, wordings = cx.me, cx.content.nudges
    counts = await cx.tx.data.counts(me.id)
    if not any(counts[table] for table in TOLD):
        return Page(me, cx.now, wordings, is_new=True)
    applications = await cx.tx.applications.of(me.id)
    running = plans.current(await cx.tx.plans.of(me.id))
    return Page(
        person=me,
        now=cx.now,
        wordings=wordings,
        commitments=await cx.tx.commitments.of(me.id),
        applications=applications,
        numbers=pipeline.numbers(applications, (), zone=me.zone),
        came=progress.steps(applications),
        is_calm=rejection.is_out_of_care(me.gentle_until, cx.now),
        offer=await _offer(cx),
        places=[await _place(cx, of, seat) for of, seat in await circle.mine(cx)],
        streak=await streak.length(cx, me),
        plan=running,
        steps=await cx.tx.commitments.made_in(Source.PLAN, running.id) if running else (),
        goal=goals.in_force(await cx.tx.goals.of(me.id)),
        promise=await _promise(cx),
    )


async def _place(cx: Context, of: Circle, seat: Seat) -> Place:
    week = await cx.tx.circles.weeks.latest(of.id)
    asks = week if seat is Seat.MEMBER and await _asks(cx, week) else None
    return Place(of, seat, asks, weeks.coming(of, week, cx.now))


async def _asks(cx: Context, week: Week | None) -> bool:
    """Tell whether an open week still waits for this person."""
    if week is None or week.closed:
        return False
    answer = await cx.tx.checkins.answer(cx.me.id, week.id)
    return answer is None or answer.state is CheckInState.BEGUN


async def _promise(cx: Context) -> Promise | None:
    active = await cx.tx.nudges.active(cx.me.id)
    expected = [
        (at, each.id, each)
        for each in active
        if each.state is NudgeState.ACTIVE and (at := pacing.expected(each, cx.me)) is not None
    ]
    if not expected:
        return None
    at, _, first = min(expected, key=lambda found: found[:2])
    return Promise(first, at, snoozes.later(first, cx.me, at, cx.now))


async def _offer(cx: Context) -> tuple[Offer, int | None] | None:
    """Choose what is worth doing now; nobody is sent to work on a break or out of a crisis."""
    if is_away(cx.me, cx.now) or rejection.is_out_of_care(cx.me.gentle_until, cx.now):
        return None
    offers = practices.next_steps(await practice.situation(cx))
    last = rejection.lately(await cx.tx.nos.of(cx.me.id), cx.now)
    return (offers[0], last.id if last else None) if offers else None
