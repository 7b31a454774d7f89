"""Telling of a no: it is kept, the application ends, reminders rest, and an answer follows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.actions.help import Undo
from bot.actions.rejection import KeepNo, OpenNo, ShowNo, ShowSteps
from bot.answers import Ask, Outcome, Say
from bot.domain import practice, rejection
from bot.domain.application import Application, Stage, Status
from bot.domain.care import Care
from bot.domain.circle import Seat
from bot.domain.practice import Offer
from bot.domain.rejection import No
from bot.handlers import care, morning, pipeline, undo
from bot.handlers import practice as practices
from bot.handlers.reading import Reading, read
from bot.handlers.saying import in_turn
from bot.ports.context import Context
from bot.ui.card import Card
from bot.ui.form import Correction
from bot.views import rejection as view

LOWEST_MOOD = 1


async def open_no(act: OpenNo, cx: Context) -> Outcome:
    """Ask about a no; what was said with it, or is known of the application, is filled in."""
    known = await _application(act.application, cx)
    facts = cx.facts
    company = facts.company or (known.company if known else "")
    role = facts.role or (known.role if known else "")
    form = view.no_form(cx.texts, act.application, company, role, facts.stage)
    return Outcome(Ask(form, fresh=bool(company or role or facts.stage)))


async def keep_no(act: KeepNo, cx: Context) -> Outcome:
    """Keep a no; words of crisis and the lowest mood are met with care before anything else."""
    try:
        reading = read(view.no_form(cx.texts, act.application), cx)
    except Correction as wrong:
        return await care.before_mistakes(cx, wrong)
    typed = {name: reading.text(name) for name in ("company", "role", "note")}
    called_for, words = care.sifted(cx, typed)
    no, change = await _kept(act, _told(reading, words, cx), cx)
    if called_for is Care.NONE and no.mood != LOWEST_MOOD:
        return Outcome(Say(await _answer(no, change, cx)))
    below = view.onward(cx.texts, no, change, dropped=words != typed)
    if called_for is Care.EXPLICIT:
        return Outcome(Say(await care.explicit(cx, below)))
    lowest = called_for is Care.NONE
    return Outcome(Say(await care.veiled(cx, below, lowest_mood=lowest)))


async def show_no(act: ShowNo, cx: Context) -> Outcome:
    """Show what a no calls for."""
    no = cx.own(await cx.tx.nos.get(act.no))
    return Outcome(Say(await _answer(no, act.change, cx)))


async def show_steps(act: ShowSteps, cx: Context) -> Outcome:
    """Show every practice there is."""
    no = cx.own(await cx.tx.nos.get(act.no))
    return Outcome(Say(view.steps(cx.texts, no)))


async def _application(key: int | None, cx: Context) -> Application | None:
    return None if key is None else cx.own(await cx.tx.applications.get(key))


def _told(reading: Reading, words: Mapping[str, str], cx: Context) -> No:
    """Read what was told; words of crisis are not among `words`, and so are not kept."""
    return No(
        person_id=cx.me.id,
        stage=Stage(reading.text("stage")),
        at=cx.now,
        company=words.get("company", ""),
        role=words.get("role", ""),
        mood=reading.number("mood"),
        note=words.get("note", ""),
    )


async def _kept(act: KeepNo, told: No, cx: Context) -> tuple[No, int]:
    """Keep a no and what it does to its application; returns the change to undo it by, too."""
    before = rejection.told_twice(await cx.tx.nos.of(cx.me.id), told)
    if before is not None:
        return before, 0
    ended = await _end(act, told, cx)
    known = replace(told, application_id=ended.id, company=ended.company)
    no = await cx.tx.nos.add(replace(known, role=told.role or ended.role))
    # Marked before the morning's line is promised: that one follows the noes by itself, and must
    # not stand in the way of taking a no back after it came.
    change = (await undo.button(cx)).change
    await morning.settle(cx)
    return no, change


async def _end(act: KeepNo, told: No, cx: Context) -> Application:
    """End the application the no is about, making it where we had not heard of it."""
    found = await _application(act.application, cx)
    if found is None:
        mine = await cx.tx.applications.of(cx.me.id)
        found = rejection.matching(mine, told.company, told.role)
    if found is None:
        made = Application(cx.me.id, Status.APPLIED, cx.now, cx.now)
        return await cx.tx.applications.add(rejection.ended(made, told, cx.me.zone))
    ended = rejection.ended(found, told, cx.me.zone)
    await pipeline.settle_nudges(cx, ended)
    return await cx.tx.applications.put(ended)


async def _answer(no: No, change: int, cx: Context) -> Card:
    noes = await cx.tx.nos.of(cx.me.id)
    applications = await cx.tx.applications.of(cx.me.id)
    calm = await morning.calm(cx, no)
    if rejection.is_out_of_care(calm.until, cx.now):
        # Words of crisis are not kept, and still nobody is sent to work the moment after.
        no = replace(no, mood=LOWEST_MOOD)
    offers = await _offers(no, cx)
    return view.answer(
        cx.texts,
        no,
        await _words(no, applications, offers, cx),
        offers,
        rejection.numbers(noes, applications, cx.me.zone, cx.now),
        calm,
        in_circle=await _in_circle(cx),
        has_lobby=bool(cx.space.lobby),
        undo=Undo(change) if change else None,
    )


async def _words(
    no: No, applications: Sequence[Application], offers: Sequence[Offer], cx: Context
) -> view.Words:
    rounds = next((each.rounds for each in applications if each.id == no.application_id), 0)
    company = view.company(cx.texts, no)
    line = view.EFFORT_ROUNDS.get(no.stage) if rounds > 1 else None
    if line is not None:
        effort = await in_turn(cx, cx.me.id, line, company=company, rounds=rounds)
    else:
        effort = await in_turn(cx, cx.me.id, view.EFFORT[no.stage], company=company)
    opening = await in_turn(cx, cx.me.id, view.opening(no.mood))
    steps = await in_turn(cx, cx.me.id, view.STEPS) if offers else ""
    return view.Words(opening, effort, steps)


async def _offers(no: No, cx: Context) -> tuple[Offer, ...]:
    return practice.next_steps(await practices.situation(cx, no))


async def _in_circle(cx: Context) -> bool:
    seats = await cx.tx.circles.members.of(cx.me.id)
    return any(seat.seat is Seat.MEMBER for seat in seats)
