"""Learning what is missing: a list, one gap of it in work, and an hour a week for that."""

from dataclasses import replace

from bot.actions.learning import (
    DidHour,
    EditGap,
    FinishGap,
    KeepGap,
    KeepGaps,
    KeepStudy,
    ListGaps,
    NotThisWeek,
    OpenGaps,
    OpenLearning,
    OpenStudy,
    PutBack,
    RemoveGap,
    ShowGap,
)
from bot.answers import Ask, Outcome, Replace, Say, Skip
from bot.domain import days, learning
from bot.domain.learning import Learning, LearningState
from bot.domain.nudge import Nudge, NudgeKind
from bot.domain.practice import Practice
from bot.errors import Refusal
from bot.events import CommandUsed
from bot.handlers import nudge as nudges
from bot.handlers import pipeline, undo
from bot.handlers.commitment import picked
from bot.handlers.reading import Reading, read
from bot.handlers.saying import in_turn
from bot.ports.context import Composing, Context, NudgeBody
from bot.ui.card import Card
from bot.views import learning as view
from bot.views import learning_form as form_view
from bot.views.learning import Page


async def open_learning(act: OpenLearning, cx: Context) -> Outcome:
    """Show what is in work, else the list; words behind the command begin a gap."""
    if cx.text and isinstance(cx.event.doing, CommandUsed):
        own = cx.text[: learning.LONGEST_GAP]
        return Outcome(Ask(form_view.gaps_form(cx.texts, await _seen(cx), own), fresh=True))
    page = await _page(cx)
    now = learning.in_work(page.kept)
    if now is not None:
        return pipeline.shown(cx, view.plan(cx.texts, page, now))
    return pipeline.shown(cx, await _listed(cx))


async def list_gaps(act: ListGaps, cx: Context) -> Outcome:
    """Show the list."""
    return pipeline.shown(cx, await _listed(cx))


async def open_gaps(act: OpenGaps, cx: Context) -> Outcome:
    """Propose what reflections and feedback brought up; the person ticks which."""
    return Outcome(Ask(form_view.gaps_form(cx.texts, await _seen(cx))))


async def keep_gaps(act: KeepGaps, cx: Context) -> Outcome:
    """Put what was ticked or named on the list."""
    seen = await _seen(cx)
    reading = read(form_view.gaps_form(cx.texts, seen), cx)
    ticked = [words for key, words in seen if key in reading.many("seen")]
    own = " ".join(reading.text("own").split())
    kept = await cx.tx.learnings.of(cx.me.id)
    wanted = learning.without_known([("", words) for words in (*ticked, own) if words], kept)
    if not wanted:
        raise reading.wrong(own=cx.say(form_view.NOTHING))
    if len(kept) + len(wanted) > learning.MOST:
        raise Refusal(cx.say(view.FULL, most=learning.MOST))
    for _, words in wanted:
        await cx.tx.learnings.add(Learning(cx.me.id, words, cx.now))
    count = len(wanted)
    said = cx.say(view.ADDED_ONE) if count == 1 else cx.say(view.ADDED, count=count)
    undo_action = await undo.button(cx)
    return Outcome(Say(view.listed(cx.texts, await _page(cx), said, undo_action)))


async def show_gap(act: ShowGap, cx: Context) -> Outcome:
    """Show one gap, named or picked."""
    known = await _own(picked(cx) if act.learning is None else act.learning, cx)
    if known.state is LearningState.WORKING:
        return pipeline.shown(cx, view.plan(cx.texts, await _page(cx), known))
    return pipeline.shown(cx, view.one(cx.texts, known, cx.me.zone))


async def edit_gap(act: EditGap, cx: Context) -> Outcome:
    """Ask for a gap in other words."""
    return Outcome(Ask(form_view.edit_form(cx.texts, await _own(act.learning, cx))))


async def keep_gap(act: KeepGap, cx: Context) -> Outcome:
    """Keep a gap in other words."""
    before = await _own(act.learning, cx)
    reading = read(form_view.edit_form(cx.texts, before), cx)
    await cx.tx.learnings.put(replace(before, gap=" ".join(reading.text("gap").split())))
    return Outcome(Say(await _changed(cx, cx.say(view.EDITED))))


async def remove_gap(act: RemoveGap, cx: Context) -> Outcome:
    """Take a gap away, with its weekly reminder."""
    known = await _own(act.learning, cx)
    await nudges.cancel(cx, cx.me.id, NudgeKind.LEARNING, known.id)
    await cx.tx.learnings.remove(known.id)
    return Outcome(Replace(await _changed(cx, cx.say(view.REMOVED))))


async def open_study(act: OpenStudy, cx: Context) -> Outcome:
    """Ask with what, and at which hour of the week."""
    return Outcome(Ask(form_view.study_form(cx.texts, await _own(act.learning, cx))))


async def keep_study(act: KeepStudy, cx: Context) -> Outcome:
    """Take a gap into work; the one that was in work goes back on the list."""
    before = await _own(act.learning, cx)
    reading = read(form_view.study_form(cx.texts, before), cx)
    weekday, minute = _hour(reading, cx)
    other = learning.in_work(await cx.tx.learnings.of(cx.me.id))
    if other is not None and other.id != before.id:
        await _put_back(cx, other)
    resource = " ".join(reading.text("resource").split())
    known = learning.begun(before, resource, weekday, minute, cx.now)
    known = await cx.tx.learnings.put(known)
    await _settle(cx, known)
    await cx.tx.practices.done(cx.me.id, Practice.LEARN, cx.now)
    closing = await in_turn(cx, cx.me.id, view.CLOSING)
    said = f"{cx.say(view.HOUR_KEPT if known.has_hour else view.KEPT)} {closing}"
    undo_action = await undo.button(cx)
    return Outcome(Say(view.plan(cx.texts, await _page(cx), known, said, undo_action)))


async def did_hour(act: DidHour, cx: Context) -> Outcome:
    """Note that an hour was put in this week."""
    before = await _own(act.learning, cx)
    if before.state is not LearningState.WORKING:
        return Outcome(Replace(view.one(cx.texts, before, cx.me.zone)))
    known = learning.with_hour(before, days.week_of(cx.now, cx.me.zone))
    line = view.DID_AGAIN if known == before else view.DID
    known = await cx.tx.learnings.put(known)
    await cx.tx.practices.done(cx.me.id, Practice.LEARN, cx.now)
    said = await in_turn(cx, cx.me.id, line)
    undo_action = await undo.button(cx) if known != before else None
    return Outcome(Replace(view.plan(cx.texts, await _page(cx), known, said, undo_action)))


async def not_this_week(act: NotThisWeek, cx: Context) -> Outcome:
    """Let this week be: nothing is noted, for nothing is missing."""
    known = await _own(act.learning, cx)
    if known.state is not LearningState.WORKING:
        return Outcome(Replace(view.one(cx.texts, known, cx.me.zone)))
    said = await in_turn(cx, cx.me.id, view.NOT_NOW)
    return Outcome(Replace(view.plan(cx.texts, await _page(cx), known, said)))


async def finish_gap(act: FinishGap, cx: Context) -> Outcome:
    """Be done with a gap, and offer the next."""
    known = learning.finished(await _own(act.learning, cx), cx.now)
    known = await cx.tx.learnings.put(known)
    await nudges.cancel(cx, cx.me.id, NudgeKind.LEARNING, known.id)
    closing = await in_turn(cx, cx.me.id, view.CLOSING)
    undo_action = await undo.button(cx)
    return Outcome(Replace(view.finished(cx.texts, await _page(cx), known, closing, undo_action)))


async def put_back(act: PutBack, cx: Context) -> Outcome:
    """Put a gap back on the list, with what was done for it."""
    await _put_back(cx, await _own(act.learning, cx))
    return Outcome(Replace(await _changed(cx, cx.say(view.PUT_BACK_SAID))))


async def remind(nudge: Nudge, cx: Composing) -> NudgeBody | Skip:
    """Say that the hour of the week is here, unless it has been put in already."""
    known = await cx.tx.learnings.get(nudge.subject or 0)
    if known is None or cx.reader is None or known.state is not LearningState.WORKING:
        return Skip("gone")
    if days.week_of(cx.now, cx.reader.zone) in known.weeks:
        return Skip("answered")
    gap = view.shortly(known)
    line = await in_turn(cx, nudge.person_id, view.NUDGE_LINE, gap=gap)
    return NudgeBody(cx.say(view.NUDGE_TITLE), view.nudge(cx.texts, known, line))


async def _own(key: int, cx: Context) -> Learning:
    return cx.own(await cx.tx.learnings.get(key))


async def _seen(cx: Context) -> tuple[tuple[str, str], ...]:
    """Return what could become a gap and is not on the list, by key and in words."""
    reflections = await cx.tx.reflections.of(cx.me.id)
    noticed = learning.noticed(reflections, await cx.tx.feedback.of(cx.me.id))
    named = [(each.key, view.named(cx.texts, each)) for each in noticed]
    return learning.without_known(named, await cx.tx.learnings.of(cx.me.id))


async def _page(cx: Context) -> Page:
    kept = await cx.tx.learnings.of(cx.me.id)
    now = learning.in_work(kept)
    subject = now.id if now else None
    nudge = await cx.tx.nudges.about(cx.me.id, NudgeKind.LEARNING, subject)
    return Page(kept, len(await _seen(cx)), cx.me.zone, nudge is not None)


async def _listed(cx: Context) -> Card:
    page = await _page(cx)
    opening = await in_turn(cx, cx.me.id, view.OPENING)
    if not page.kept:
        return view.intro(cx.texts, opening, page.noticed)
    return view.listed(cx.texts, page, opening)


async def _changed(cx: Context, said: str) -> Card:
    """Show the list below what was just done to it."""
    undo_action = await undo.button(cx)
    page = await _page(cx)
    return view.listed(cx.texts, page, said, undo_action)


async def _put_back(cx: Context, known: Learning) -> None:
    await cx.tx.learnings.put(learning.put_back(known))
    await nudges.cancel(cx, cx.me.id, NudgeKind.LEARNING, known.id)


async def _settle(cx: Context, known: Learning) -> None:
    """Let the weekly reminder fit what is kept: at its hour, or none."""
    if known.has_hour:
        await nudges.promise(
            cx, cx.me, NudgeKind.LEARNING,
            subject=known.id, weekday=known.weekday, minute=known.minute, asked=True,
        )  # fmt: skip
    else:
        await nudges.cancel(cx, cx.me.id, NudgeKind.LEARNING, known.id)


def _hour(reading: Reading, cx: Context) -> tuple[int | None, int | None]:
    """Read the weekly hour; raises Correction where half of it is missing."""
    weekday, minute = reading.number("weekday"), reading.minute("time")
    if weekday is None and minute is not None:
        raise reading.wrong(weekday=cx.say(form_view.WHICH_DAY))
    if minute is None and weekday is not None:
        raise reading.wrong(time=cx.say(form_view.WHAT_TIME))
    return weekday, minute
