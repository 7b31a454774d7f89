"""What people do with a break: take one, change it, end it; and the line on their return."""

from dataclasses import replace
from datetime import date, datetime

from bot.actions.help import Undo
from bot.actions.rest import (
    ChooseDay,
    EndBreak,
    KeepBreak,
    OpenBreak,
    SetReturnLine,
    TakeBreak,
)
from bot.answers import Ask, Outcome, Replace, Say
from bot.domain import recurrence, rest
from bot.domain.nudge import Nudge, NudgeKind
from bot.domain.person import Often, is_away
from bot.domain.practice import Practice
from bot.domain.rest import Misfit
from bot.errors import StaleAction
from bot.events import CommandUsed
from bot.handlers import checkin, undo
from bot.handlers import nudge as nudges
from bot.handlers.reading import read
from bot.handlers.saying import in_turn
from bot.ports.context import Composing, Context, NudgeBody
from bot.ui.card import Card
from bot.views import rest as view
from bot.views.rest import Away


async def open_break(act: OpenBreak, cx: Context) -> Outcome:
    """Take the break whose end was named; else show the one in force, or offer some."""
    day = _named(cx)
    until = None if day is None else rest.until(day, cx.me, cx.now)
    if isinstance(until, datetime):
        return Outcome(Say(await _take(cx, until, line=cx.me.often is not Often.NONE)))
    if until is None and is_away(cx.me, cx.now):
        return Outcome(Say(await _away(cx, cx.me.away_until or cx.now)))
    misfit = cx.say(view.MISFIT[until]) if until else ""
    text = await in_turn(cx, cx.me.id, view.COSTS_NOTHING)
    return Outcome(Say(view.choose(cx.texts, text, misfit)))


async def take_break(act: TakeBreak, cx: Context) -> Outcome:
    """Take some days off, this one included."""
    if act.days not in rest.SPANS:
        raise StaleAction(act.route)
    until = rest.waking(rest.back_on(act.days, cx.me, cx.now), cx.me)
    return Outcome(Replace(await _take(cx, until, line=cx.me.often is not Often.NONE)))


async def choose_day(act: ChooseDay, cx: Context) -> Outcome:
    """Ask for the day to be back."""
    if not is_away(cx.me, cx.now):
        return Outcome(Ask(view.day_form(cx.texts, line=cx.me.often is not Often.NONE)))
    until = recurrence.local(cx.me.away_until or cx.now, cx.me.zone).date()
    line = await _has_line(cx)
    return Outcome(Ask(view.day_form(cx.texts, line=line, day=until.isoformat())))


async def keep_break(act: KeepBreak, cx: Context) -> Outcome:
    """Take a break until the day named; a day that cannot be is put right in the form."""
    reading = read(view.day_form(cx.texts, line=True), cx)
    until = rest.until(reading.days["day"], cx.me, cx.now)
    if isinstance(until, Misfit):
        raise reading.wrong(day=cx.say(view.MISFIT[until]))
    return Outcome(Say(await _take(cx, until, line=reading.ticked("line"))))


async def set_return_line(act: SetReturnLine, cx: Context) -> Outcome:
    """Have a line on the first morning back, or none."""
    until = cx.me.away_until
    if until is None or not is_away(cx.me, cx.now):
        return Outcome(Replace(view.not_away(cx.texts)))
    await _settle_line(cx, until, wanted=act.wanted)
    return Outcome(Replace(await _away(cx, until, undone_by=await undo.button(cx))))


async def end_break(act: EndBreak, cx: Context) -> Outcome:
    """Be back now."""
    if not is_away(cx.me, cx.now):
        return Outcome(Replace(view.not_away(cx.texts)))
    await _set(cx, None, line=False)
    text = await in_turn(cx, cx.me.id, view.BACK)
    return Outcome(Replace(view.back(cx.texts, text, await undo.button(cx))))


async def remind(nudge: Nudge, cx: Composing) -> NudgeBody:
    """Say one line on the morning of the return."""
    line = await in_turn(cx, nudge.person_id, view.NUDGE_LINE)
    title = await in_turn(cx, nudge.person_id, view.NUDGE_TITLE)
    return NudgeBody(title, view.nudge(cx.texts, line))


async def _take(cx: Context, until: datetime, *, line: bool) -> Card:
    await _set(cx, until, line=line)
    await cx.tx.practices.done(cx.me.id, Practice.REST, cx.now)
    taken = await in_turn(cx, cx.me.id, view.TAKEN)
    return await _away(cx, until, taken, await undo.button(cx))


async def _set(cx: Context, until: datetime | None, *, line: bool) -> None:
    """Keep when the break ends, for the person, for their streak and for the line at its end."""
    await cx.tx.breaks.keep(replace(cx.me, away_until=until))
    await checkin.rest(cx, until or cx.now)
    await _settle_line(cx, until, wanted=line)


async def _settle_line(cx: Context, until: datetime | None, *, wanted: bool) -> None:
    if until is None or not wanted:
        await nudges.cancel(cx, cx.me.id, NudgeKind.BREAK_OVER)
    else:
        await nudges.promise(cx, cx.me, NudgeKind.BREAK_OVER, at=until, asked=True)


async def _has_line(cx: Context) -> bool:
    return await cx.tx.nudges.about(cx.me.id, NudgeKind.BREAK_OVER, None) is not None


async def _away(
    cx: Context, until: datetime, taken: str = "", undone_by: Undo | None = None
) -> Card:
    at = Away(until, cx.me.zone, await _has_line(cx))
    return view.away(cx.texts, at, taken, undone_by)


def _named(cx: Context) -> date | None:
    """Return the day to be back, as named in words or behind the command."""
    today = recurrence.local(cx.now, cx.me.zone).date()
    if isinstance(cx.event.doing, CommandUsed):
        return rest.read_day(cx.text, today) if cx.text else None
    # "I need a break today" says when it begins, not when it ends.
    return None if cx.facts.day == today else cx.facts.day
