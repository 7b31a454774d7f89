"""A question a day: its time, and the question that comes then."""

from bot.actions.daily import KeepDaily, OpenDaily, StopDaily
from bot.answers import Ask, Outcome, Replace, Say, Skip
from bot.domain import rehearsal as rehearsals
from bot.domain.nudge import Nudge, NudgeKind
from bot.handlers import nudge as nudges
from bot.handlers import rehearsal, undo
from bot.handlers.reading import read
from bot.handlers.saying import in_turn
from bot.ports.context import Composing, Context, NudgeBody
from bot.views import daily as view
from bot.views import rehearsal as rehearsal_view


async def open_daily(act: OpenDaily, cx: Context) -> Outcome:
    """Ask for the time, as it stands or was just said."""
    before = await cx.tx.nudges.about(cx.me.id, NudgeKind.PRACTICE, None)
    return Outcome(Ask(view.time_form(cx.texts, before.minute if before else None)))


async def keep_daily(act: KeepDaily, cx: Context) -> Outcome:
    """Promise a question a day, at that time of the person's own clock."""
    minute = read(view.time_form(cx.texts, None), cx).minute("time") or 0
    await nudges.promise(cx, cx.me, NudgeKind.PRACTICE, minute=minute, asked=True)
    return Outcome(Say(view.kept(cx.texts, minute, await undo.button(cx))))


async def stop_daily(act: StopDaily, cx: Context) -> Outcome:
    """Take the promise back."""
    await nudges.cancel(cx, cx.me.id, NudgeKind.PRACTICE)
    return Outcome(Replace(view.stopped(cx.texts, await undo.button(cx))))


async def remind(nudge: Nudge, cx: Composing) -> NudgeBody | Skip:
    """Put the question of the day, unless somebody has practised today."""
    if cx.reader is None:
        return Skip("gone")
    kept = await cx.tx.rehearsals.of(nudge.person_id)
    if rehearsals.answered_today(kept, cx.reader.zone, cx.now):
        return Skip("answered")
    known = rehearsals.standing(kept)
    if known is None or not rehearsals.is_of_today(known, cx.now):
        # What this puts must hold if the letter is composed again, so it stays the one of today.
        known = await rehearsal.put_next(cx, nudge.person_id, kept)
    line = await in_turn(cx, nudge.person_id, view.NUDGE_LINE)
    asked = rehearsal.asked(cx, known)
    return NudgeBody(cx.say(view.NUDGE_TITLE), rehearsal_view.nudge(cx.texts, asked, line))
