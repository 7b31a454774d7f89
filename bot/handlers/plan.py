"""What people do with a plan: its steps, ideas for it, its end, and the plan after it."""

from dataclasses import replace
from datetime import datetime

from bot.actions.help import Undo
from bot.actions.plan import (
    AskForNext,
    FinishStep,
    KeepStep,
    OpenPlan,
    OpenStep,
    Renew,
    ShowIdeas,
    ShowPlan,
    TakeIdea,
)
from bot.answers import Ask, Outcome, Replace, Say, Skip
from bot.domain import days, plan, recurrence
from bot.domain.circle import Seat
from bot.domain.nudge import Nudge, NudgeKind
from bot.domain.plan import Channel, Commitment, Kept, Plan, Readiness, Source
from bot.domain.practice import Practice
from bot.errors import Refusal, StaleAction
from bot.events import CommandUsed
from bot.handlers import commitment as commitments
from bot.handlers import nudge as nudges
from bot.handlers import undo
from bot.handlers.reading import Reading, read
from bot.handlers.saying import in_turn
from bot.ports.context import Composing, Context, NudgeBody
from bot.ui import markup
from bot.ui.card import Card
from bot.ui.form import Form
from bot.understanding import times
from bot.views import plan as view
from bot.views import step as step_view
from bot.views.plan import Page
from bot.views.step import Prefilled


async def open_plan(act: OpenPlan, cx: Context) -> Outcome:
    """Show the plan, or what a plan is; words behind the command begin a step."""
    running = await current(cx)
    if running is not None and plan.is_over(running, cx.now, cx.me.zone):
        return Outcome(Say(view.over(cx.texts, await page(cx, running))))
    if cx.text and isinstance(cx.event.doing, CommandUsed):
        return Outcome(Ask(step_view.step_form(cx.texts, _from_words(cx)), fresh=True))
    card = view.intro(cx.texts) if running is None else await shown(cx, running)
    return Outcome(Say(card))


async def show_plan(act: ShowPlan, cx: Context) -> Outcome:
    """Show one plan again."""
    return Outcome(Replace(await shown(cx, cx.own(await cx.tx.plans.get(act.plan)))))


async def show_ideas(act: ShowIdeas, cx: Context) -> Outcome:
    """Offer ideas: all of the way picked, or one for each way that the plan does not use yet."""
    if cx.picked:
        if cx.picked[0] not in list(Channel):
            raise StaleAction(act.route)
        channel = Channel(cx.picked[0])
        offered = [(channel, at) for at in range(cx.texts.count(step_view.IDEA[channel]))]
        return Outcome(Replace(step_view.ideas(cx.texts, offered)))
    running = await current(cx)
    used = plan.used_ways((await page(cx, running)).commitments) if running else frozenset()
    ways = [channel for channel in Channel if channel not in used] or list(Channel)
    turns = [await cx.tx.turns.next(cx.me.id, step_view.IDEA[channel].name) for channel in ways]
    offered = [
        (channel, turn % cx.texts.count(step_view.IDEA[channel]))
        for channel, turn in zip(ways, turns, strict=True)
    ]
    return Outcome(Replace(step_view.ideas(cx.texts, offered)))


async def take_idea(act: TakeIdea, cx: Context) -> Outcome:
    """Begin a step from an idea."""
    if not 0 <= act.idea < cx.texts.count(step_view.IDEA[act.channel]):
        raise StaleAction(act.route)
    idea = cx.say(step_view.IDEA[act.channel], turn=act.idea)
    return Outcome(
        Ask(step_view.step_form(cx.texts, Prefilled(idea, channel=act.channel)), fresh=True)
    )


async def open_step(act: OpenStep, cx: Context) -> Outcome:
    """Ask for a step, new or as it stands."""
    return Outcome(Ask(await _step_form(act.step, cx)))


async def keep_step(act: KeepStep, cx: Context) -> Outcome:
    """Keep a step; a first one begins the plan."""
    before = None if act.step is None else await own(cx, act.step, is_sentence=False)
    reading = read(await _step_form(act.step, cx), cx)
    due_at = commitments.due(reading, cx, before.due_at if before else None)
    home = await _home(cx, before)
    standing = await page(cx, home)
    if before is None and len(standing.steps) >= plan.MOST_STEPS:
        raise Refusal(cx.say(step_view.FULL, most=plan.MOST_STEPS))
    step = before or Commitment(cx.me.id, Source.PLAN, home.id, "", cx.now)
    step = _written(step, reading, due_at)
    step = await (cx.tx.commitments.put(step) if before else cx.tx.commitments.add(step))
    if before is None or before.due_at != step.due_at:
        await commitments.settle(cx, step)
    await _note_practice(cx, standing, await page(cx, home))
    said = cx.say(view.CHANGED) if before else await _said(step, cx)
    return Outcome(Say(await shown(cx, home, said, await undo.button(cx))))


async def finish_step(act: FinishStep, cx: Context) -> Outcome:
    """Note on the plan's card that a step is done."""
    step = await commitments.mark(cx, await own(cx, act.step, is_sentence=False), Kept.DONE)
    home = await _home(cx, step)
    said = await in_turn(cx, cx.me.id, view.TICKED)
    return Outcome(Replace(await shown(cx, home, said, await undo.button(cx))))


async def ask_for_next(act: AskForNext, cx: Context) -> Outcome:
    """Ask what becomes of the running plan; without one, say what a plan is."""
    running = await current(cx)
    if running is None:
        return Outcome(Replace(view.intro(cx.texts)))
    return Outcome(Replace(view.next_plan(cx.texts, await page(cx, running))))


async def renew(act: Renew, cx: Context) -> Outcome:
    """Begin a new plan, with what is unfinished of the one before or without it."""
    before = await current(cx)
    new = await begin(cx, before, carry=act.carry)
    said = cx.say(view.CARRIED if before and act.carry else view.BEGUN)
    return Outcome(Replace(await shown(cx, new, said, await undo.button(cx))))


async def remind(nudge: Nudge, cx: Composing) -> NudgeBody | Skip:
    """Look back at the end of two weeks, the next two weeks first."""
    ending = await cx.tx.plans.get(nudge.subject or 0)
    if ending is None or cx.reader is None:
        return Skip("gone")
    if ending.ended_at is not None:
        return Skip("answered")
    made = await cx.tx.commitments.made_in(Source.PLAN, ending.id)
    if not made:
        return Skip("empty")
    line = await in_turn(cx, ending.person_id, view.NUDGE_LINE)
    title = await in_turn(cx, ending.person_id, view.NUDGE_TITLE)
    page_then = Page(ending, made, cx.reader.zone, cx.now)
    return NudgeBody(title, view.nudge(cx.texts, page_then, line))


async def current(cx: Context) -> Plan | None:
    """Return the plan that runs, or has run out and was not renewed."""
    return plan.current(await cx.tx.plans.of(cx.me.id))


async def running(cx: Context) -> Plan:
    """Return the plan that runs, beginning one where there is none.

    One whose two weeks are over makes room, and nothing of it is lost.
    """
    found = await current(cx)
    if found is not None and not plan.is_over(found, cx.now, cx.me.zone):
        return found
    return await begin(cx, found, carry=True)


async def begin(cx: Context, before: Plan | None, *, carry: bool) -> Plan:
    """Begin a plan, ending the one before; its reminders move along or are taken back."""
    new = await cx.tx.plans.add(plan.begun(cx.me.id, cx.now, cx.me.zone))
    at = plan.look_back_at(new, cx.me.zone)
    await nudges.promise(cx, cx.me, NudgeKind.PLAN, at=at, subject=new.id)
    if before is None:
        return new
    await cx.tx.plans.put(replace(before, ended_at=cx.now))
    await nudges.cancel(cx, cx.me.id, NudgeKind.PLAN, before.id)
    for each in plan.unfinished(await cx.tx.commitments.made_in(Source.PLAN, before.id)):
        if carry:
            await commitments.settle(
                cx, await cx.tx.commitments.put(plan.carried(each, new, cx.now))
            )
        else:
            await nudges.cancel(cx, cx.me.id, NudgeKind.COMMITMENT, each.id)
    return new


async def page(cx: Context, which: Plan) -> Page:
    """Gather what a plan's card shows."""
    made = await cx.tx.commitments.made_in(Source.PLAN, which.id)
    seats = await cx.tx.circles.members.of(cx.me.id)
    in_circle = any(seat.seat is Seat.MEMBER for seat in seats)
    return Page(which, made, cx.me.zone, cx.now, in_circle)


async def shown(cx: Context, which: Plan, said: str = "", undone_by: Undo | None = None) -> Card:
    """Show a plan as it stands, below what was just done."""
    standing = await page(cx, which)
    ready = await in_turn(cx, cx.me.id, view.STANDING[plan.readiness(standing.commitments)])
    return view.card(cx.texts, standing, ready, said, undone_by)


async def own(cx: Context, key: int, *, is_sentence: bool) -> Commitment:
    """Return my own step or sentence of a plan; raises Refusal for anything else."""
    it = cx.own(await cx.tx.commitments.get(key))
    if it.source is not Source.PLAN or plan.is_sentence(it) is not is_sentence:
        raise Refusal(cx.say(cx.gone))
    return it


async def _home(cx: Context, it: Commitment | None) -> Plan:
    """Return the plan that a commitment stands in, or the running one for a new one."""
    found = None if it is None else await cx.tx.plans.get(it.source_id)
    return found or await running(cx)


async def _step_form(key: int | None, cx: Context) -> Form:
    if key is None:
        return step_view.step_form(cx.texts)
    step = await own(cx, key, is_sentence=False)
    return step_view.step_form(cx.texts, step_view.prefilled(step, cx.me.zone))


def _written(step: Commitment, reading: Reading, due_at: datetime | None) -> Commitment:
    return replace(
        step,
        what=" ".join(reading.text("what").split()),
        place=" ".join(reading.text("place").split()),
        channel=reading.choice("channel", Channel) or Channel.OTHER,
        due_at=due_at,
    )


async def _note_practice(cx: Context, before: Page, after: Page) -> None:
    """Count planning as done at the moment at which the plan becomes ready."""
    was, now_is = plan.readiness(before.commitments), plan.readiness(after.commitments)
    if now_is is Readiness.READY and was in (Readiness.EMPTY, Readiness.ONE_WAY):
        await cx.tx.practices.done(cx.me.id, Practice.PLAN, cx.now)


async def _said(step: Commitment, cx: Context) -> str:
    """Say that a step is in the plan, and truly whether and when its reminder comes."""
    if step.due_at is None:
        return cx.say(view.ADDED_UNTIMED)
    if step.due_at <= cx.now:
        return cx.say(view.ADDED_PAST)
    if not plan.wants_reminders(cx.me):
        return cx.say(view.ADDED_UNREMINDED)
    at = plan.reminded_at(step, cx.me, cx.now)
    if at is None:
        return cx.say(view.ADDED_AWAY)
    if at == step.due_at:
        return await in_turn(cx, cx.me.id, view.ADDED)
    return cx.say(view.ADDED_QUIET, when=markup.when(at, cx.me.zone))


def _from_words(cx: Context) -> Prefilled:
    """Begin a step with the words behind the command, and the day and time in them."""
    today = recurrence.local(cx.now, cx.me.zone).date()
    when = times.gather(times.moments(cx.text, today), cx.text)
    day = when.day.isoformat() if when.day else ""
    clock = days.say_clock(when.minute) if when.minute is not None else ""
    return Prefilled(cx.text[: plan.LONGEST], day, clock)
