"""What people do with their one long-term goal, and the look at it once a month."""

from collections.abc import Sequence
from dataclasses import replace

from bot.actions.goal import (
    KeepGoal,
    ListGoals,
    OpenGoal,
    RemoveGoal,
    RestGoal,
    StillMine,
    WriteGoal,
)
from bot.answers import Ask, Outcome, Replace, Say, Skip
from bot.domain import goal as goals
from bot.domain.goal import Goal
from bot.domain.nudge import Nudge, NudgeKind
from bot.domain.person import Often
from bot.domain.practice import Practice
from bot.events import CommandUsed
from bot.handlers import nudge as nudges
from bot.handlers import undo
from bot.handlers.reading import Reading, read
from bot.handlers.saying import in_turn
from bot.ports.context import Composing, Context, NudgeBody
from bot.ui.card import Card
from bot.views import goal as view


async def open_goal(act: OpenGoal, cx: Context) -> Outcome:
    """Show the goal, or what a goal is for; words behind the command begin it."""
    if cx.text and isinstance(cx.event.doing, CommandUsed):
        text, monthly = cx.text[: view.LONGEST], await _is_looked_at(cx)
        opening = await in_turn(cx, cx.me.id, view.OPENING)
        form = view.goal_form(cx.texts, None, monthly=monthly, text=text, opening=opening)
        return Outcome(Ask(form, fresh=True))
    return Outcome(Say(await _present(cx)))


async def write_goal(act: WriteGoal, cx: Context) -> Outcome:
    """Ask for the goal, as it stands or as it once was."""
    mine = await cx.tx.goals.of(cx.me.id)
    start = goals.in_force(mine)
    if act.goal is not None:
        start = cx.own(await cx.tx.goals.get(act.goal))
    form = view.goal_form(cx.texts, start, monthly=await _is_looked_at(cx))
    # What was typed about another goal would only be in the way of one taken up again.
    return Outcome(Ask(form, fresh=act.goal is not None and start != goals.in_force(mine)))


async def keep_goal(act: KeepGoal, cx: Context) -> Outcome:
    """Keep the goal; an earlier one stays in the list. A plan is offered at once."""
    reading = read(view.goal_form(cx.texts, None, monthly=True), cx)
    new = _read(reading, cx)
    goal = goals.written(goals.newest(await cx.tx.goals.of(cx.me.id)), new)
    goal = await (cx.tx.goals.put(goal) if goal.id else cx.tx.goals.add(goal))
    monthly = reading.ticked("monthly")
    await _settle_look(cx, wanted=monthly)
    await cx.tx.practices.done(cx.me.id, Practice.GOAL, cx.now)
    line = await in_turn(cx, cx.me.id, view.KEPT)
    undone_by = await undo.button(cx)
    return Outcome(Say(view.kept(cx.texts, goal, line, undone_by, monthly=monthly)))


async def still_mine(act: StillMine, cx: Context) -> Outcome:
    """Note that the goal still holds."""
    goal = cx.own(await cx.tx.goals.get(act.goal))
    await cx.tx.practices.done(cx.me.id, Practice.GOAL, cx.now)
    line = await in_turn(cx, cx.me.id, view.STILL_TEXT)
    return Outcome(Replace(view.still(cx.texts, goal, line)))


async def rest_goal(act: RestGoal, cx: Context) -> Outcome:
    """Let the goal rest: it is kept, and brings nothing up any more."""
    goal = cx.own(await cx.tx.goals.get(act.goal))
    mine = await cx.tx.goals.of(cx.me.id)
    if goal != goals.in_force(mine):
        return Outcome(Replace(await _present(cx)))
    goal = await cx.tx.goals.put(replace(goal, rested_at=cx.now))
    await nudges.cancel(cx, cx.me.id, NudgeKind.GOAL)
    undone_by = await undo.button(cx)
    return Outcome(Replace(view.resting(cx.texts, goal, undone_by, earlier=len(mine) > 1)))


async def remove_goal(act: RemoveGoal, cx: Context) -> Outcome:
    """Throw a goal away; the one before it does not come back by itself."""
    goal = cx.own(await cx.tx.goals.get(act.goal))
    mine = await cx.tx.goals.of(cx.me.id)
    if goal == goals.newest(mine):
        await _lay_down(mine, cx)
    await cx.tx.goals.remove(goal.id)
    return Outcome(Replace(view.removed(cx.texts, await undo.button(cx))))


async def list_goals(act: ListGoals, cx: Context) -> Outcome:
    """Show earlier goals."""
    mine = await cx.tx.goals.of(cx.me.id)
    earlier = [goal for goal in mine if goal != goals.newest(mine)]
    if not earlier:
        return Outcome(Replace(await _present(cx)))
    last = (len(earlier) - 1) // view.A_PAGE
    page = max(0, min(act.page, last))
    return Outcome(Replace(view.listed(cx.texts, earlier, cx.me.zone, page)))


async def remind(nudge: Nudge, cx: Composing) -> NudgeBody | Skip:
    """Look at the goal once a month, in the words it was written in."""
    goal = goals.in_force(await cx.tx.goals.of(nudge.person_id))
    if goal is None:
        return Skip("resting")
    if goals.is_fresh(goal, cx.now):
        return Skip("fresh")
    line = await in_turn(cx, nudge.person_id, view.NUDGE_LINE)
    title = await in_turn(cx, nudge.person_id, view.NUDGE_TITLE)
    return NudgeBody(title, view.nudge(cx.texts, goal, line))


async def _present(cx: Context) -> Card:
    """Show where things stand: the goal that holds, the one that rests, or none."""
    mine = await cx.tx.goals.of(cx.me.id)
    goal, latest, earlier = goals.in_force(mine), goals.newest(mine), len(mine) > 1
    if goal is not None:
        return view.card(cx.texts, goal, cx.me.zone, earlier=earlier)
    if latest is not None:
        return view.resting(cx.texts, latest, earlier=earlier)
    return view.intro(cx.texts, await in_turn(cx, cx.me.id, view.OPENING))


async def _lay_down(mine: Sequence[Goal], cx: Context) -> None:
    """Let nothing be in force once the newest is gone, and stop the monthly look."""
    await nudges.cancel(cx, cx.me.id, NudgeKind.GOAL)
    before = goals.newest([goal for goal in mine if goal != goals.newest(mine)])
    if before is not None and before.rested_at is None:
        await cx.tx.goals.put(replace(before, rested_at=cx.now))


async def _settle_look(cx: Context, *, wanted: bool) -> None:
    """Promise the monthly look or take it back; one that is promised keeps its day."""
    if not wanted:
        await nudges.cancel(cx, cx.me.id, NudgeKind.GOAL)
    elif await cx.tx.nudges.about(cx.me.id, NudgeKind.GOAL, None) is None:
        day = goals.look_day(cx.now, cx.me.zone)
        minute, kind = goals.LOOK_MINUTE, NudgeKind.GOAL
        await nudges.promise(cx, cx.me, kind, monthly_day=day, minute=minute)


async def _is_looked_at(cx: Context) -> bool:
    """Tell what the tick says: as it stands; for a first goal yes, unless nudges are unwanted."""
    if await cx.tx.goals.of(cx.me.id):
        return await cx.tx.nudges.about(cx.me.id, NudgeKind.GOAL, None) is not None
    return cx.me.often is not Often.NONE and NudgeKind.GOAL not in cx.me.muted


def _read(reading: Reading, cx: Context) -> Goal:
    values = goals.all_values(reading.many("values"), reading.text("own"))
    if len(values) > goals.MOST_VALUES:
        raise reading.wrong(own=cx.say(view.TOO_MANY, most=goals.MOST_VALUES))
    return Goal(cx.me.id, reading.text("goal"), cx.now, why=reading.text("why"), values=values)
