"""What people do with a commitment, wherever it was made; and the reminder at its time."""

from dataclasses import replace
from datetime import datetime

from bot.actions.commitment import KeepTime, OpenMove, OpenOtherTime, Shift, ShowCommitment, Tick
from bot.answers import Ask, Outcome, Replace, Say, Skip
from bot.domain import plan, recurrence
from bot.domain.nudge import Nudge, NudgeKind
from bot.domain.plan import Commitment, Kept, Misfit
from bot.errors import Refusal, StaleAction
from bot.handlers import nudge as nudges
from bot.handlers import undo
from bot.handlers.reading import Reading, read
from bot.handlers.saying import in_turn
from bot.ports.context import Composing, Context, NudgeBody
from bot.ui import markup
from bot.ui.card import Card
from bot.views import commitment as view
from bot.views.commitment import Seen

_LONGEST_NUMBER = 15


async def show(act: ShowCommitment, cx: Context) -> Outcome:
    """Show one commitment, named or picked from a menu."""
    key = picked(cx) if act.commitment is None else act.commitment
    it = cx.own(await cx.tx.commitments.get(key))
    return Outcome(Replace(view.card(cx.texts, seen(cx, it))))


async def tick(act: Tick, cx: Context) -> Outcome:
    """Note what became of a commitment."""
    it = await mark(cx, cx.own(await cx.tx.commitments.get(act.commitment)), act.kept)
    line = await in_turn(cx, cx.me.id, view.TICKED[it.kept])
    return Outcome(Replace(view.ticked(cx.texts, seen(cx, it), line, await undo.button(cx))))


async def open_move(act: OpenMove, cx: Context) -> Outcome:
    """Offer other times."""
    it = cx.own(await cx.tx.commitments.get(act.commitment))
    return Outcome(Replace(view.moving(cx.texts, seen(cx, it))))


async def shift(act: Shift, cx: Context) -> Outcome:
    """Put a commitment off by a day or a week."""
    it = cx.own(await cx.tx.commitments.get(act.commitment))
    if act.days not in plan.SHIFTS:
        raise StaleAction(act.route)
    at = plan.shifted(it.due_at, act.days, cx.now, cx.me.zone)
    return Outcome(Replace(await _moved(cx, it, at)))


async def open_other_time(act: OpenOtherTime, cx: Context) -> Outcome:
    """Ask for another day and time."""
    it = cx.own(await cx.tx.commitments.get(act.commitment))
    return Outcome(Ask(view.time_form(cx.texts, seen(cx, it))))


async def keep_time(act: KeepTime, cx: Context) -> Outcome:
    """Move a commitment to the time given; a day alone keeps the time of day it had."""
    it = cx.own(await cx.tx.commitments.get(act.commitment))
    reading = read(view.time_form(cx.texts, seen(cx, it)), cx)
    at = due(reading, cx, it.due_at)
    if at is None:
        raise reading.wrong(day=cx.say(view.NEEDED))
    return Outcome(Say(await _moved(cx, it, at)))


async def remind(nudge: Nudge, cx: Composing) -> NudgeBody | Skip:
    """Say at its time what somebody meant to do, unless it is done or let go."""
    it = await cx.tx.commitments.get(nudge.subject or 0)
    if it is None or cx.reader is None:
        return Skip("gone")
    if plan.is_settled(it):
        return Skip("answered")
    line = await in_turn(cx, it.person_id, view.NUDGE_LINE)
    title = await in_turn(cx, it.person_id, view.NUDGE_TITLE)
    return NudgeBody(title, view.nudge(cx.texts, Seen(it, cx.reader.zone, cx.now), line))


async def mark(cx: Context, it: Commitment, kept: Kept) -> Commitment:
    """Keep what became of a commitment; a settled one is not reminded of, a reopened one is."""
    was_settled = plan.is_settled(it)
    it = await cx.tx.commitments.put(replace(it, kept=kept))
    # What is merely unfinished may have been snoozed, and that still holds.
    if was_settled or plan.is_settled(it):
        await settle(cx, it)
    return it


async def settle(cx: Context, it: Commitment) -> None:
    """Let the reminder of a commitment fit what is kept: at its time, or none."""
    ahead = it.due_at is not None and it.due_at > cx.now and not plan.is_settled(it)
    # During a break it is promised all the same: the break may end early.
    if ahead and plan.wants_reminders(cx.me):
        kind = NudgeKind.COMMITMENT
        await nudges.promise(cx, cx.me, kind, at=it.due_at, subject=it.id, asked=True)
    else:
        await nudges.cancel(cx, cx.me.id, NudgeKind.COMMITMENT, it.id)


def due(reading: Reading, cx: Context, before: datetime | None) -> datetime | None:
    """Read when something is to be done; raises Correction for a day that cannot be planned for.

    The time it already had may stay as it is, even when it has passed.
    """
    day, minute = reading.day("day"), reading.minute("time")
    if before is not None:
        if (day, minute) == plan.wall(before, cx.me.zone):
            return before
        minute = plan.same_minute(day, minute, before, cx.now, cx.me.zone)
    at = plan.due(day, minute, cx.now, cx.me.zone)
    if at is Misfit.PAST:
        raise reading.wrong(day=cx.say(view.PAST))
    if at is Misfit.FAR:
        raise reading.wrong(day=cx.say(view.FAR, last=_last_day(cx)))
    return at


def picked(cx: Context) -> int:
    """Return the id picked from a menu; raises Refusal for what no menu of ours offers."""
    text = cx.picked[0] if cx.picked else ""
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER):
        raise Refusal(cx.say(cx.gone))
    return int(text)


def seen(cx: Context, it: Commitment) -> Seen:
    """Return a commitment as its person sees it now."""
    return Seen(it, cx.me.zone, cx.now, plan.reminded_at(it, cx.me, cx.now))


async def _moved(cx: Context, it: Commitment, at: datetime) -> Card:
    it = await cx.tx.commitments.put(replace(it, due_at=at, kept=Kept.OPEN))
    await settle(cx, it)
    return view.moved(cx.texts, seen(cx, it), await undo.button(cx))


def _last_day(cx: Context) -> str:
    noon = recurrence.instant_of(plan.last_day(cx.now, cx.me.zone), 12 * 60, cx.me.zone)
    # A form's correction is bare words on every platform.
    return markup.plain(markup.when(noon, cx.me.zone, markup.Style.DAY))
