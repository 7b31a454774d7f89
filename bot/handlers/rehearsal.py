"""Interview practice: a question is put, answered in one's own words, and kept in a log."""

from dataclasses import replace

from bot.actions.rehearsal import (
    AskAnother,
    KeepAnswer,
    ListAnswers,
    OpenAnswer,
    OpenLog,
    OpenRehearsal,
    RemoveAnswer,
    ShowAnswer,
    ShowGood,
)
from bot.answers import Ask, Outcome, Replace, Say
from bot.domain import application as applications
from bot.domain import rehearsal
from bot.domain import setback as setbacks
from bot.domain.application import Application
from bot.domain.practice import Practice
from bot.domain.rehearsal import Family, Rehearsal
from bot.errors import StaleAction
from bot.events import CommandUsed
from bot.handlers import pipeline, undo
from bot.handlers.commitment import picked
from bot.handlers.reading import read
from bot.handlers.saying import in_turn
from bot.ports.context import Context, Surroundings
from bot.views import rehearsal as view
from bot.views import rehearsal_log as log_view
from bot.views.rehearsal import Asked


async def open_rehearsal(act: OpenRehearsal, cx: Context) -> Outcome:
    """Go on with what is open, else put the next question; a family may be named behind it."""
    kept = await cx.tx.rehearsals.of(cx.me.id)
    names = {family: cx.say(view.FAMILY[family]) for family in Family}
    is_command = isinstance(cx.event.doing, CommandUsed)
    family = rehearsal.meant_family(cx.text, names) if is_command else None
    known = rehearsal.standing(kept)
    is_known = known is not None and cx.content.rehearsal.question(known.question) is not None
    if known is None or not is_known or family is not None:
        known = await put_next(cx, cx.me.id, kept, family)
    return await _shown(cx, known)


async def ask_another(act: AskAnother, cx: Context) -> Outcome:
    """Put another question, of any family or of one."""
    family = _family(act.family, act.route, cx)
    kept = await cx.tx.rehearsals.of(cx.me.id)
    return await _shown(cx, await put_next(cx, cx.me.id, kept, family))


async def show_good(act: ShowGood, cx: Context) -> Outcome:
    """Say what a good answer shows, before one was tried."""
    known = cx.own(await cx.tx.rehearsals.get(act.rehearsal))
    return Outcome(Replace(view.good(cx.texts, asked(cx, known))))


async def open_answer(act: OpenAnswer, cx: Context) -> Outcome:
    """Ask for an answer, or for the one there is in other words."""
    known = cx.own(await cx.tx.rehearsals.get(act.rehearsal))
    return Outcome(Ask(view.answer_form(cx.texts, asked(cx, known))))


async def keep_answer(act: KeepAnswer, cx: Context) -> Outcome:
    """Keep an answer, and show what a good one shows beside it."""
    before = cx.own(await cx.tx.rehearsals.get(act.rehearsal))
    reading = read(view.answer_form(cx.texts, asked(cx, before)), cx)
    answer, rating = reading.text("answer"), reading.number("rating")
    known = replace(before, answer=answer, rating=rating, answered_at=cx.now)
    known = await cx.tx.rehearsals.put(known)
    await cx.tx.practices.done(cx.me.id, Practice.INTERVIEW, cx.now)
    closing = await in_turn(cx, cx.me.id, view.CLOSING)
    return Outcome(Say(view.kept(cx.texts, asked(cx, known), closing, await undo.button(cx))))


async def show_answer(act: ShowAnswer, cx: Context) -> Outcome:
    """Show one answer again."""
    key = picked(cx) if act.rehearsal is None else act.rehearsal
    known = cx.own(await cx.tx.rehearsals.get(key))
    return Outcome(Replace(view.shown(cx.texts, asked(cx, known), cx.me.zone)))


async def remove_answer(act: RemoveAnswer, cx: Context) -> Outcome:
    """Take an answer away; the question counts as asked, so that it does not come at once."""
    known = cx.own(await cx.tx.rehearsals.get(act.rehearsal))
    await cx.tx.rehearsals.put(replace(known, answer="", rating=None, answered_at=None))
    return Outcome(Replace(view.removed(cx.texts, await undo.button(cx))))


async def open_log(act: OpenLog, cx: Context) -> Outcome:
    """Show how far one has come, family by family."""
    kept = await cx.tx.rehearsals.of(cx.me.id)
    counted = rehearsal.progress(cx.content.rehearsal, kept)
    return pipeline.shown(cx, log_view.log(cx.texts, counted))


async def list_answers(act: ListAnswers, cx: Context) -> Outcome:
    """Show the answers of a family."""
    family = _family(act.family, act.route, cx)
    if family is None:
        raise StaleAction(act.route)
    kept = await cx.tx.rehearsals.of(cx.me.id)
    found = rehearsal.answers(cx.content.rehearsal, kept, family)
    told = [asked(cx, each) for each in found]
    page = max(0, min(act.page, (len(told) - 1) // log_view.A_PAGE))
    return Outcome(Replace(log_view.answers(cx.texts, family, told, cx.me.zone, page)))


async def put_next(
    cx: Surroundings, person_id: int, kept: tuple[Rehearsal, ...], family: Family | None = None
) -> Rehearsal:
    """Put the next question to somebody, and remember that it had its turn."""
    key = rehearsal.next_question(cx.content.rehearsal, kept, family)
    new = rehearsal.put(kept, person_id, key, cx.now)
    return await (cx.tx.rehearsals.put(new) if new.id else cx.tx.rehearsals.add(new))


def asked(cx: Surroundings, known: Rehearsal) -> Asked:
    """Return a question as it is shown."""
    bank = cx.content.rehearsal
    return Asked(known, bank.question(known.question), bank.family(known.question))


async def _shown(cx: Context, known: Rehearsal) -> Outcome:
    opening = await in_turn(cx, cx.me.id, view.OPENING)
    coming = await _coming(cx)
    return pipeline.shown(cx, view.card(cx.texts, asked(cx, known), opening, cx.me.zone, coming))


async def _coming(cx: Context) -> Application | None:
    """Find the interview that is meant: at the company just named, else the next one."""
    ahead = setbacks.ahead(await cx.tx.applications.of(cx.me.id), cx.now)
    named = applications.folded(cx.facts.company or "")
    meant = (each for each in ahead if named and applications.folded(each.company) == named)
    return next(meant, ahead[0] if ahead else None)


def _family(named: Family | None, route: str, cx: Context) -> Family | None:
    """Return the family picked from a menu, or named by a button; raises StaleAction for others."""
    if not cx.picked:
        return named
    if cx.picked[0] not in set(Family):
        raise StaleAction(route)
    return Family(cx.picked[0])
