"""The person's own page: everything that stands, put together from every room."""

from bot.actions.home import OpenHome
from bot.answers import Outcome, Say
from bot.domain import goal as goals
from bot.domain import pacing, pipeline
from bot.domain import plan as plans
from bot.domain import week as weeks
from bot.domain.checkin import CheckInState
from bot.domain.circle import Circle, Seat, Week
from bot.domain.nudge import NudgeState
from bot.domain.plan import Source
from bot.handlers import circle, streak
from bot.ports.context import Context
from bot.ui.card import Card
from bot.views import home as view
from bot.views.home import Page, Place, Promise
from bot.views.privacy import NAMES

TOLD = NAMES.keys() - {"draft"}
"""What makes somebody more than new; a form left half-way, as the one about the zone, does not."""


async def open_home(cx: Context) -> Outcome:
    """Show the page."""
    return Outcome(Say(await card(cx)))


async def show_home(act: OpenHome, cx: Context) -> Outcome:
    """Show the page."""
    return await open_home(cx)


async def card(cx: Context, said: str = "") -> Card:
    """Make the page of the person in `cx`, with what was just done said first."""
    return view.page(cx.texts, await _page(cx), said)


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
    return Promise(first, at)
