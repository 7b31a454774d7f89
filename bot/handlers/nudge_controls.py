"""What can be pressed on a nudge: snooze, less often, stop this, stop all, done, and go on."""

from dataclasses import replace
from datetime import datetime

from bot.actions.nudge import (
    CloseNudge,
    GoOn,
    KeepSnooze,
    LessOften,
    SnoozeNudge,
    StopAll,
    StopNudge,
)
from bot.answers import Ask, Outcome, Replace, Say
from bot.domain import pacing, snooze
from bot.domain.nudge import Nudge, NudgeKind, NudgeState, Why
from bot.domain.person import Often
from bot.domain.reminder import wants_fewer
from bot.domain.snooze import Snooze
from bot.errors import Refusal
from bot.handlers import nudge as nudges
from bot.handlers import undo
from bot.handlers.reading import read
from bot.ports.context import Context
from bot.ui import markup
from bot.ui.card import Card
from bot.views import nudge as view
from bot.views import reminder as reminder_view
from bot.views import rhythm

SELDOMEST = 8
_SLOWER = {
    Often.MORE: (Often.USUAL, view.PACE_USUAL),
    Often.USUAL: (Often.LESS, view.PACE_WEEKLY),
}


async def snooze_nudge(act: SnoozeNudge, cx: Context) -> Outcome:
    """Put a nudge off as the menu says; for a date, ask which."""
    nudge = await _mine(act.nudge, cx)
    choice = cx.picked[0] if cx.picked else Snooze.DATE
    if choice not in Snooze.__members__.values():
        raise Refusal(cx.say(cx.gone))
    if choice == Snooze.DATE:
        return Outcome(Ask(view.snooze_form(cx.texts, nudge.id)))
    until = snooze.until(Snooze(choice), nudge, cx.me, cx.now)
    why = snooze.why(Snooze(choice), until, cx.now)
    return Outcome(Replace(await _put_off(nudge, until, why, cx)))


async def keep_snooze(act: KeepSnooze, cx: Context) -> Outcome:
    """Put a nudge off until a day."""
    nudge = await _mine(act.nudge, cx)
    reading = read(view.snooze_form(cx.texts, nudge.id), cx)
    day = reading.day("day")
    if day is None or not snooze.is_within_reach(day, cx.me, cx.now):
        raise reading.wrong(day=cx.say(view.TOO_FAR))
    until = snooze.on_day(day, reading.minute("time"), nudge, cx.me)
    if until <= cx.now:
        raise reading.wrong(time=cx.say(view.PASSED))
    return Outcome(Replace(await _put_off(nudge, until, Why.SNOOZED, cx)))


async def less_often(act: LessOften, cx: Context) -> Outcome:
    """Halve what comes: its rounds, those like it, or else whatever comes unprompted."""
    nudge = await _mine(act.nudge, cx)
    if nudge.recurs:
        return Outcome(Say(await _fewer_rounds(nudge, cx)))
    if nudge.kind is NudgeKind.OWN:
        return Outcome(Say(view.fewer(cx.texts, cx.say(view.ONLY_ONCE), None)))
    alike = [each for each in await cx.tx.nudges.active(cx.me.id) if each.kind is nudge.kind]
    if nudge.asked and len(alike) > 1:
        return Outcome(Say(await _every_other(alike, cx)))
    return Outcome(Say(await _slower(cx)))


async def stop_nudge(act: StopNudge, cx: Context) -> Outcome:
    """Stop this one where it recurs, and its kind where each comes once."""
    nudge = cx.own(await cx.tx.nudges.get(act.nudge))
    if nudge.kind is NudgeKind.STILL:
        return Outcome(Replace(await _stop_everything(cx)))
    if nudge.recurs or nudge.kind is NudgeKind.OWN:
        await nudges.stop(cx, (nudge,))
        said = cx.say(view.STOPPED_ONE, name=rhythm.name(nudge, cx.content.nudges))
    else:
        said = await _stop_kind(nudge, cx)
    return Outcome(Replace(view.stopped(cx.texts, said, await undo.button(cx))))


async def stop_all(act: StopAll, cx: Context) -> Outcome:
    """Stop all nudges; who only asked for fewer is asked how many."""
    if wants_fewer(cx.text):
        return Outcome(Say(reminder_view.which_pace(cx.texts, cx.me)))
    return Outcome(Replace(await _stop_everything(cx)))


async def close_nudge(act: CloseNudge, cx: Context) -> Outcome:
    """Take note that it is done."""
    nudge = cx.own(await cx.tx.nudges.get(act.nudge))
    turn = await cx.tx.turns.next(cx.me.id, view.DONE_SAID.name)
    following = pacing.expected(nudge, cx.me)
    return Outcome(Replace(view.closed(cx.texts, turn, following, cx.me.zone)))


async def go_on(act: GoOn, cx: Context) -> Outcome:
    """Go on with nudges: being heard of is all it takes."""
    return Outcome(Replace(view.gone_on(cx.texts)))


async def _mine(key: int, cx: Context) -> Nudge:
    nudge = cx.own(await cx.tx.nudges.get(key))
    if nudge.state is NudgeState.STOPPED:
        raise Refusal(cx.say(view.STOPPED_BEFORE))
    return nudge


async def _put_off(nudge: Nudge, until: datetime, why: Why, cx: Context) -> Card:
    held = replace(nudge, state=NudgeState.ACTIVE, due_at=until, held=True)
    await cx.tx.nudges.put(replace(held, outcome=why, outcome_at=None))
    return view.snoozed(cx.texts, until, cx.me.zone, await undo.button(cx))


async def _fewer_rounds(nudge: Nudge, cx: Context) -> Card:
    if nudge.every >= SELDOMEST:
        return view.fewer(cx.texts, cx.say(view.SLOWEST), None)
    fewer = await cx.tx.nudges.put(replace(nudge, every=nudge.every * 2))
    said = cx.say(view.ROUNDS[fewer.every], when=_next(fewer, cx))
    return view.fewer(cx.texts, said, await undo.button(cx))


async def _every_other(alike: list[Nudge], cx: Context) -> Card:
    """Leave out every other of those that still come, the next one first."""
    await nudges.stop(cx, alike[::2])
    kept = alike[1::2]
    said = cx.say(view.HALVED, count=len(kept), when=_next(kept[0], cx))
    return view.fewer(cx.texts, said, await undo.button(cx))


async def _slower(cx: Context) -> Card:
    if cx.me.often not in _SLOWER:
        return view.fewer(cx.texts, cx.say(view.SLOWEST), None)
    often, line = _SLOWER[cx.me.often]
    await cx.tx.preferences.keep(replace(cx.me, often=often))
    return view.fewer(cx.texts, cx.say(line), await undo.button(cx))


async def _stop_kind(nudge: Nudge, cx: Context) -> str:
    alike = [each for each in await cx.tx.nudges.active(cx.me.id) if each.kind is nudge.kind]
    await nudges.stop(cx, alike)
    named = cx.content.nudges.kinds[nudge.kind].name
    if nudge.asked:
        return cx.say(view.STOPPED_PLANNED, name=named)
    muted = dict.fromkeys((*cx.me.muted, nudge.kind.value))
    await cx.tx.preferences.keep(replace(cx.me, muted=tuple(muted)))
    return cx.say(view.STOPPED_KIND, name=named)


async def _stop_everything(cx: Context) -> Card:
    await nudges.stop(cx, await cx.tx.nudges.active(cx.me.id))
    await cx.tx.preferences.keep(replace(cx.me, often=Often.NONE))
    pace = reminder_view.often_menu(cx.texts)
    return view.all_stopped(cx.texts, pace, await undo.button(cx))


def _next(nudge: Nudge, cx: Context) -> str:
    following = pacing.expected(nudge, cx.me) or cx.now
    return markup.when(following, cx.me.zone)
