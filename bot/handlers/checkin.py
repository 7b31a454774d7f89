"""What people do with a check-in: open it, write its two pages, skip it, take a change back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.actions.checkin import (
    ALONE,
    KeepFirst,
    KeepSecond,
    OpenCheckIn,
    OpenFirst,
    OpenSecond,
    SkipWeek,
    UndoCheckIn,
)
from bot.answers import Ask, Letter, Outcome, Replace, Say
from bot.domain import checkin as checkins
from bot.domain import days, plan
from bot.domain.checkin import CheckIn, CheckInState, Promise
from bot.domain.circle import Week
from bot.domain.plan import Commitment, Kept, Source
from bot.domain.seat import SEATED
from bot.errors import Refusal
from bot.handlers import board, circle, streak, summary, undo
from bot.handlers.reading import Reading, read
from bot.ports.context import Context
from bot.ui.form import Form
from bot.views import checkin as view
from bot.views import commitment as commitment_view
from bot.views import undo as undo_view
from bot.views.checkin import Asking

RECENT = timedelta(days=35)
"""How far back plans are offered for ticking."""


async def open_checkin(act: OpenCheckIn, cx: Context) -> Outcome:
    """Begin a check-in, go on with it, or show what was sent."""
    if act.week:
        return await _for_circle(cx, act.week)
    if act.week == ALONE:
        return await _go_on(cx, await _alone(cx))
    asking = await _asking(cx)
    if len(asking) > 1:
        return Outcome(Say(view.choose(cx.texts, asking, await _sent_alone(cx))))
    if asking:
        return await _for_circle(cx, asking[0].week.id)
    return await _go_on(cx, await _alone(cx))


async def open_first(act: OpenFirst, cx: Context) -> Outcome:
    """Open the first page."""
    return Outcome(Ask(await _first(cx, await writable(cx, act.checkin))))


async def keep_first(act: KeepFirst, cx: Context) -> Outcome:
    """Keep what is done and what comes next."""
    checkin = await writable(cx, act.checkin)
    reading = read(await _first(cx, checkin), cx)
    promised = _promised(reading, cx)
    await _tick(cx, reading.many("done"))
    await _promise(cx, checkin, promised, reading.text("plans"))
    state = CheckInState.DONE if checkin.state is CheckInState.DONE else CheckInState.BEGUN
    checkin = await cx.tx.checkins.put(
        replace(checkin, state=state, answer=reading.text("answer"), tip=reading.text("tip"))
    )
    back = await _undo(cx, checkin.week_id)
    if state is CheckInState.DONE:
        letters = await _revised(cx, checkin.week_id)
        return Outcome(Say(await summary.card(cx, checkin, back)), letters)
    return Outcome(Say(view.kept(cx.texts, checkin, back)))


async def open_second(act: OpenSecond, cx: Context) -> Outcome:
    """Open the second page."""
    return Outcome(Ask(view.second(cx.texts, await writable(cx, act.checkin))))


async def keep_second(act: KeepSecond, cx: Context) -> Outcome:
    """Keep how the week was; with that the check-in is sent."""
    checkin = await writable(cx, act.checkin)
    reading = read(view.second(cx.texts, checkin), cx)
    ready = {"yes": True, "no": False}.get(reading.text("ready"))
    checkin = await cx.tx.checkins.put(
        replace(
            checkin,
            state=CheckInState.DONE,
            done_at=checkin.done_at or cx.now,
            wins=reading.text("wins"),
            noes=reading.text("noes"),
            obstacle=reading.text("obstacle"),
            confidence=reading.number("confidence"),
            ready=ready,
        )
    )
    back = await _undo(cx, checkin.week_id)
    return Outcome(Say(await summary.card(cx, checkin, back)), await _revised(cx, checkin.week_id))


async def skip(act: SkipWeek, cx: Context) -> Outcome:
    """Pass over a week; one that was answered stays answered."""
    checkin = await _in_circle(cx, act.week) if act.week else await _alone(cx)
    if checkin.state is CheckInState.DONE:
        raise Refusal(cx.say(view.HAS_ANSWER))
    await cx.tx.checkins.put(replace(checkin, state=CheckInState.SKIPPED))
    week = checkin.week_id or ALONE
    turn = await cx.tx.turns.next(cx.me.id, view.SKIPPED.name)
    card = view.skipped(cx.texts, week, turn, await _undo(cx, checkin.week_id))
    return Outcome(Replace(card), await _revised(cx, checkin.week_id))


async def undo_change(act: UndoCheckIn, cx: Context) -> Outcome:
    """Take back one change to a check-in, and have its board count again."""
    if not await cx.tx.changes.undo(act.change, cx.me.id, cx.now):
        raise Refusal(cx.say(undo_view.NOTHING))
    return Outcome(Replace(view.undone(cx.texts)), await _revised(cx, act.week))


async def rest(cx: Context, until: datetime) -> None:
    """Note that the person is on a break until an instant; now ends the break."""
    await streak.rest(cx, cx.me, until)


async def writable(cx: Context, key: int) -> CheckIn:
    """Return one's own check-in as long as it can be written; raises Refusal after that."""
    checkin = cx.own(await cx.tx.checkins.get(key))
    newest = None
    if checkin.week_id is not None:
        week = await cx.tx.circles.weeks.get(checkin.week_id)
        newest = await cx.tx.circles.weeks.latest(week.circle_id) if week else None
    if not checkins.is_open(checkin, newest.id if newest else None, cx.now, cx.me.zone):
        raise Refusal(cx.say(view.OVER))
    return checkin


async def _asking(cx: Context) -> Sequence[Asking]:
    """Find the circles that ask somebody for a check-in."""
    found = []
    for of, seat in await circle.mine(cx):
        week = await cx.tx.circles.weeks.latest(of.id)
        if seat in SEATED and week is not None:
            checkin = await cx.tx.checkins.answer(cx.me.id, week.id)
            found.append(Asking(of, week, checkin))
    return found


async def _for_circle(cx: Context, key: int) -> Outcome:
    return await _go_on(cx, await _in_circle(cx, key))


async def _go_on(cx: Context, checkin: CheckIn) -> Outcome:
    """Show what was sent, or open the page that comes next."""
    if checkin.state is CheckInState.DONE:
        return Outcome(Say(await summary.card(cx, checkin)))
    made = await cx.tx.commitments.made_in(Source.CHECKIN, checkin.id)
    if made or checkin.answer or checkin.tip:
        return Outcome(Say(view.kept(cx.texts, checkin)))
    return Outcome(Ask(await _first(cx, checkin)))


async def _in_circle(cx: Context, key: int) -> CheckIn:
    """Return one's check-in for a circle's newest week, where an older one leads, too."""
    asked = await cx.tx.circles.weeks.get(key)
    if asked is None:
        raise Refusal(cx.say(view.OVER))
    of, _ = await circle.inside(cx, asked.circle_id)
    week: Week = await cx.tx.circles.weeks.latest(of.id) or asked
    before = await cx.tx.checkins.answer(cx.me.id, week.id)
    return before or await cx.tx.checkins.add(
        CheckIn(
            person_id=cx.me.id,
            iso_week=days.week_of(week.opened_at, cx.me.zone),
            started_at=cx.now,
            week_id=week.id,
            question=week.question,
            skill=week.skill,
            motivation=week.motivation,
        )
    )


async def _alone(cx: Context) -> CheckIn:
    """Return one's check-in of the present week that answers no circle, begun if need be."""
    before = await _sent_alone(cx)
    if before is not None:
        return before
    past = [checkins.cards_of(each) for each in await cx.tx.checkins.of(cx.me.id)]
    cards = checkins.draw(cx.content.checkins, past, cx.rng)
    return await cx.tx.checkins.add(
        CheckIn(
            person_id=cx.me.id,
            iso_week=days.week_of(cx.now, cx.me.zone),
            started_at=cx.now,
            question=cards.question,
            skill=cards.skill,
            motivation=cards.motivation,
        )
    )


async def _sent_alone(cx: Context) -> CheckIn | None:
    return await cx.tx.checkins.alone(cx.me.id, days.week_of(cx.now, cx.me.zone))


async def _first(cx: Context, checkin: CheckIn) -> Form:
    made = await cx.tx.commitments.made_in(Source.CHECKIN, checkin.id)
    plans = "\n".join(commitment_view.sentence(cx.texts, each) for each in made)
    question = cx.content.checkins.questions.get(checkin.question)
    text = question.text if question else ""
    return view.first(cx.texts, checkin, await _open_plans(cx, checkin), plans, text)


async def _open_plans(cx: Context, checkin: CheckIn) -> list[Commitment]:
    """Find what was meant and is not done yet, the newest first."""
    return [
        each
        for each in await cx.tx.commitments.of(cx.me.id)
        if not plan.is_settled(each)
        and (each.source, each.source_id) != (Source.CHECKIN, checkin.id)
        and cx.now - each.created_at < RECENT
    ]


def _promised(reading: Reading, cx: Context) -> tuple[Promise, ...]:
    promised = checkins.promises(reading.text("plans"))
    if len(promised) > checkins.MOST_PROMISES:
        raise reading.wrong(plans=cx.say(view.TOO_MANY))
    if any(len(each.what) > plan.LONGEST or len(each.trigger) > plan.LONGEST for each in promised):
        raise reading.wrong(plans=cx.say(view.TOO_LONG))
    return promised


async def _tick(cx: Context, done: Sequence[str]) -> None:
    for key in done:
        commitment = cx.own(await cx.tx.commitments.get(int(key)))
        await cx.tx.commitments.put(replace(commitment, kept=Kept.DONE))


async def _promise(cx: Context, checkin: CheckIn, promised: Sequence[Promise], typed: str) -> None:
    """Keep what is promised; a sentence that stands as it was stays the same commitment."""
    made = await cx.tx.commitments.made_in(Source.CHECKIN, checkin.id)
    if typed == "\n".join(commitment_view.sentence(cx.texts, each) for each in made):
        return
    for each in made:
        await cx.tx.commitments.remove(each.id)
    for promise in promised:
        await cx.tx.commitments.add(
            Commitment(
                person_id=cx.me.id,
                source=Source.CHECKIN,
                source_id=checkin.id,
                what=promise.what,
                created_at=cx.now,
                trigger=promise.trigger,
            )
        )


async def _undo(cx: Context, week: int | None) -> UndoCheckIn:
    return UndoCheckIn((await undo.button(cx)).change, week or ALONE)


async def _revised(cx: Context, week_id: int | None) -> tuple[Letter, ...]:
    """Have the board of a circle's week count again."""
    week = await cx.tx.circles.weeks.get(week_id) if week_id else None
    of = await cx.tx.circles.get(week.circle_id) if week else None
    return await board.revised(cx, of, week) if of and week else ()
