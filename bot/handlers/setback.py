"""Getting ready for an interview: setbacks that may come, responses to them, said back once."""

from dataclasses import replace

from bot.actions.help import Undo
from bot.actions.setback import (
    KeepRehearsal,
    KeepSetback,
    OpenSetback,
    PrepareAny,
    PrepareInterview,
    RehearseSetback,
    RemoveSetback,
    ShowSetback,
    TakeLikely,
)
from bot.answers import Ask, Outcome, Replace, Say
from bot.domain import plan, setback
from bot.domain.application import Application
from bot.domain.practice import Practice
from bot.domain.setback import Setback
from bot.errors import Refusal, StaleAction
from bot.handlers import pipeline, undo
from bot.handlers.commitment import picked
from bot.handlers.reading import Reading, read
from bot.handlers.saying import in_turn
from bot.ports.context import Context
from bot.ui.card import Card
from bot.views import setback as view
from bot.views.setback import Page


async def prepare(act: PrepareInterview, cx: Context) -> Outcome:
    """Show what somebody is ready for: in the interview named or picked, else in the next."""
    key = picked(cx) if cx.picked else act.application
    if key is not None:
        cx.own(await cx.tx.applications.get(key))
        return pipeline.shown(cx, await _shown(cx, key))
    coming = setback.ahead(await cx.tx.applications.of(cx.me.id), cx.now)
    if len(coming) > 1:
        return pipeline.shown(cx, view.which(cx.texts, coming))
    if coming:
        return pipeline.shown(cx, await _shown(cx, coming[0].id))
    if setback.about(await cx.tx.setbacks.of(cx.me.id), None):
        return pipeline.shown(cx, await _shown(cx, None))
    return pipeline.shown(cx, view.none(cx.texts))


async def prepare_any(act: PrepareAny, cx: Context) -> Outcome:
    """Show what belongs to no interview in particular."""
    return pipeline.shown(cx, await _shown(cx, None))


async def take_likely(act: TakeLikely, cx: Context) -> Outcome:
    """Begin with a likely setback; the response is the person's own."""
    await _owned(act.application, cx)
    likely = cx.content.rehearsal.setbacks.get(cx.picked[0]) if cx.picked else None
    if likely is None:
        raise StaleAction(act.route)
    form = view.setback_form(cx.texts, KeepSetback(act.application), None, likely)
    return Outcome(Ask(form, fresh=True))


async def open_setback(act: OpenSetback, cx: Context) -> Outcome:
    """Ask for a setback and a response, new or as they stand."""
    before = await _before(act.setback, act.application, cx)
    does = KeepSetback(act.application, act.setback)
    return Outcome(Ask(view.setback_form(cx.texts, does, before)))


async def keep_setback(act: KeepSetback, cx: Context) -> Outcome:
    """Keep a setback; what is new in it is still to be said back."""
    before = await _before(act.setback, act.application, cx)
    trigger, what = _read(read(view.setback_form(cx.texts, act, before), cx), cx)
    if before is None:
        standing = setback.about(await cx.tx.setbacks.of(cx.me.id), act.application)
        if len(standing) >= setback.MOST:
            raise Refusal(cx.say(view.FULL, most=setback.MOST))
        new = Setback(cx.me.id, trigger, what, cx.now, application_id=act.application)
        await cx.tx.setbacks.add(new)
    else:
        changed = replace(before, trigger=trigger, what=what, rehearsed_at=None)
        await cx.tx.setbacks.put(changed)
    said = cx.say(view.CHANGED if before else view.ADDED)
    home = before.application_id if before else act.application
    return Outcome(Say(await _shown(cx, home, said, await undo.button(cx))))


async def show_setback(act: ShowSetback, cx: Context) -> Outcome:
    """Show one, named or picked."""
    key = picked(cx) if act.setback is None else act.setback
    return Outcome(Replace(view.one(cx.texts, cx.own(await cx.tx.setbacks.get(key)))))


async def rehearse(act: RehearseSetback, cx: Context) -> Outcome:
    """Ask for one from memory."""
    known = cx.own(await cx.tx.setbacks.get(act.setback))
    return Outcome(Ask(view.rehearsal_form(cx.texts, known)))


async def keep_rehearsal(act: KeepRehearsal, cx: Context) -> Outcome:
    """Hear it said back: any attempt counts, none is marked."""
    known = cx.own(await cx.tx.setbacks.get(act.setback))
    said = read(view.rehearsal_form(cx.texts, known), cx).text("said")
    known = await cx.tx.setbacks.put(replace(known, rehearsed_at=cx.now))
    await cx.tx.practices.done(cx.me.id, Practice.INTERVIEW, cx.now)
    is_close = setback.is_said_back(said, known)
    line = await in_turn(cx, cx.me.id, view.SAID_BACK if is_close else view.SAID_OTHERWISE)
    return Outcome(Say(await _shown(cx, known.application_id, line)))


async def remove_setback(act: RemoveSetback, cx: Context) -> Outcome:
    """Take one away."""
    known = cx.own(await cx.tx.setbacks.get(act.setback))
    await cx.tx.setbacks.remove(known.id)
    said = cx.say(view.REMOVED)
    return Outcome(Replace(await _shown(cx, known.application_id, said, await undo.button(cx))))


async def _owned(key: int | None, cx: Context) -> Application | None:
    return None if key is None else cx.own(await cx.tx.applications.get(key))


async def _before(key: int | None, application: int | None, cx: Context) -> Setback | None:
    """Return the setback to change; for a new one, see that the application is one's own."""
    if key is not None:
        return cx.own(await cx.tx.setbacks.get(key))
    await _owned(application, cx)
    return None


async def _shown(
    cx: Context, key: int | None, said: str = "", undone_by: Undo | None = None
) -> Card:
    """Show the setbacks of one interview, below what was just done."""
    about = None if key is None else await cx.tx.applications.get(key)
    mine = setback.about(await cx.tx.setbacks.of(cx.me.id), about.id if about else None)
    page = Page(about, mine, cx.me.zone, cx.now)
    return view.card(cx.texts, page, cx.content.rehearsal.setbacks, said, undone_by)


def _read(reading: Reading, cx: Context) -> tuple[str, str]:
    """Take an if and a then without their first words; raises Correction when nothing is left."""
    trigger = " ".join(plan.bare_trigger(reading.text("trigger")).split())
    what = " ".join(plan.bare_response(reading.text("response")).split())
    empty = {"trigger": not trigger, "response": not what}
    errors = {name: cx.say(view.NOTHING_LEFT) for name, is_empty in empty.items() if is_empty}
    if errors:
        raise reading.wrong(**errors)
    return trigger, what
