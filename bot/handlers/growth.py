"""Looking back on a month: own numbers, own lessons, one tip, and the next look a month later."""

from dataclasses import replace

from bot.actions.growth import (
    KeepLessons,
    KeepTip,
    ListGrowth,
    OpenGrowth,
    OpenLessons,
    OpenTip,
    RemoveGrowth,
    ShowGrowth,
)
from bot.actions.help import Undo
from bot.answers import Ask, Outcome, Replace, Say, Skip
from bot.domain import growth as growths
from bot.domain import picking
from bot.domain.growth import Growth, Month
from bot.domain.nudge import Nudge, NudgeKind
from bot.domain.practice import Practice
from bot.handlers import nudge as nudges
from bot.handlers import undo
from bot.handlers.reading import read
from bot.handlers.saying import in_turn
from bot.ports.context import Composing, Context, NudgeBody
from bot.ui.card import Card
from bot.ui.form import Form
from bot.views import growth as view


async def open_growth(act: OpenGrowth, cx: Context) -> Outcome:
    """Go on with a look back that was begun, else begin with one's own numbers."""
    looks = await cx.tx.growths.of(cx.me.id)
    begun = growths.unfinished(looks)
    if begun is not None:
        return Outcome(Say(view.begun(cx.texts, begun, cx.me.zone)))
    line, numbers = await in_turn(cx, cx.me.id, view.OPENING), await _numbers(cx)
    return Outcome(Say(view.opening(cx.texts, line, numbers, earlier=bool(looks))))


async def open_lessons(act: OpenLessons, cx: Context) -> Outcome:
    """Ask what the month taught, anew or as it stands."""
    before = None if act.growth is None else await _own(act.growth, cx)
    return Outcome(Ask(await _lessons_form(cx, before)))


async def keep_lessons(act: KeepLessons, cx: Context) -> Outcome:
    """Keep what the month taught, with its numbers; a new look back begins with it."""
    before = None if act.growth is None else await _own(act.growth, cx)
    reading = read(await _lessons_form(cx, before), cx)
    start = before or Growth(cx.me.id, cx.now, numbers=await _numbers(cx))
    offered = await _lessons(cx, before)
    written = replace(
        start,
        lessons=picking.picked(offered, reading.many("lessons")),
        learnt=reading.text("learnt"),
        changed=reading.text("changed"),
    )
    if not (written.lessons or written.learnt or written.changed):
        raise reading.wrong(learnt=cx.say(view.NOTHING))
    kept = await (cx.tx.growths.put(written) if before else cx.tx.growths.add(written))
    undone_by = await undo.button(cx)
    if kept.done_at is not None:
        return Outcome(Say(await _whole(cx, kept, undone_by=undone_by)))
    line = await in_turn(cx, cx.me.id, view.HALF)
    return Outcome(Say(view.half(cx.texts, kept, line, undone_by)))


async def open_tip(act: OpenTip, cx: Context) -> Outcome:
    """Ask for a tip, as it stands."""
    growth = await _own(act.growth, cx)
    return Outcome(Ask(view.tip_form(cx.texts, growth, monthly=await _comes_monthly(cx))))


async def keep_tip(act: KeepTip, cx: Context) -> Outcome:
    """Keep the tip and what was agreed to; the look back is complete with it."""
    before = await _own(act.growth, cx)
    reading = read(view.tip_form(cx.texts, before, monthly=False), cx)
    tip, may_read = reading.text("tip").strip(), reading.ticked("offered")
    # Agreed to for these words: other words are agreed to anew.
    agreed = before.tip_offered_at if tip == before.tip else None
    kept = await cx.tx.growths.put(
        replace(
            before,
            tip=tip,
            tip_offered_at=(agreed or cx.now) if tip and may_read else None,
            done_at=before.done_at or cx.now,
        )
    )
    await _settle_look(cx, wanted=reading.ticked("monthly"))
    if before.done_at is None:
        await cx.tx.practices.done(cx.me.id, Practice.GROW, cx.now)
    line = await in_turn(cx, cx.me.id, view.CLOSING)
    return Outcome(Say(await _whole(cx, kept, line, await undo.button(cx))))


async def show_growth(act: ShowGrowth, cx: Context) -> Outcome:
    """Show one look back again."""
    return Outcome(Replace(await _whole(cx, await _own(act.growth, cx))))


async def list_growth(act: ListGrowth, cx: Context) -> Outcome:
    """List all looks back, the newest first."""
    looks = await cx.tx.growths.of(cx.me.id)
    page = max(0, min(act.page, max(len(looks) - 1, 0) // view.PAGE))
    return Outcome(Replace(view.listed(cx.texts, looks, cx.me.zone, page)))


async def remove_growth(act: RemoveGrowth, cx: Context) -> Outcome:
    """Throw a look back away, and its tip with it."""
    growth = await _own(act.growth, cx)
    await cx.tx.growths.remove(growth.id)
    return Outcome(Replace(view.removed(cx.texts, await undo.button(cx))))


async def remind(nudge: Nudge, cx: Composing) -> NudgeBody | Skip:
    """Offer a look back once a month, unless there was one just now."""
    looks = await cx.tx.growths.of(nudge.person_id)
    if growths.is_fresh(looks, cx.now):
        return Skip("fresh")
    line = await in_turn(cx, nudge.person_id, view.NUDGE_LINE)
    title = await in_turn(cx, nudge.person_id, view.NUDGE_TITLE)
    return NudgeBody(title, view.nudge(cx.texts, line, growths.newest(looks)))


async def _own(key: int, cx: Context) -> Growth:
    return cx.own(await cx.tx.growths.get(key))


async def _numbers(cx: Context) -> dict[str, int]:
    me, tx = cx.me, cx.tx
    month = Month(
        await tx.applications.of(me.id),
        await tx.commitments.of(me.id),
        await tx.checkins.of(me.id),
        await tx.reflections.of(me.id),
    )
    return growths.numbers(month, me.zone, cx.now)


async def _lessons(cx: Context, before: Growth | None) -> tuple[str, ...]:
    kept = before.lessons if before else ()
    return growths.lessons(await cx.tx.reflections.of(cx.me.id), kept)


async def _lessons_form(cx: Context, before: Growth | None) -> Form:
    return view.lessons_form(cx.texts, before, await _lessons(cx, before))


async def _whole(
    cx: Context, growth: Growth, line: str = "", undone_by: Undo | None = None
) -> Card:
    monthly = await _comes_monthly(cx)
    return view.whole(cx.texts, growth, cx.me.zone, line, undone_by, monthly=monthly)


async def _comes_monthly(cx: Context) -> bool:
    return await cx.tx.nudges.about(cx.me.id, NudgeKind.GROWTH, None) is not None


async def _settle_look(cx: Context, *, wanted: bool) -> None:
    """Promise the monthly look or take it back; one that is promised keeps its day."""
    if not wanted:
        await nudges.cancel(cx, cx.me.id, NudgeKind.GROWTH)
    elif not await _comes_monthly(cx):
        day = growths.look_day(cx.now, cx.me.zone)
        kind, minute = NudgeKind.GROWTH, growths.MINUTE
        # Ticked by themselves, so also by somebody who had stopped this kind before.
        await nudges.promise(cx, cx.me, kind, monthly_day=day, minute=minute, asked=True)
