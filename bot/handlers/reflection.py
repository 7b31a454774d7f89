"""Reflecting without blame: writings kept, given back, changed, and thrown away."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.actions.help import Undo
from bot.actions.reflection import (
    BeginReflection,
    KeepHands,
    KeepWriting,
    ListReflections,
    OpenHands,
    OpenReflection,
    OpenWriting,
    ReflectOn,
    RemoveReflection,
    ShowReflection,
)
from bot.answers import Ask, Outcome, Replace, Say
from bot.domain import reflection as reflections
from bot.domain import rejection
from bot.domain.care import Care
from bot.domain.practice import Practice
from bot.domain.reflection import Reflection
from bot.events import CommandUsed
from bot.handlers import care, morning, undo
from bot.handlers.reading import read
from bot.handlers.saying import in_turn
from bot.ports.context import Context
from bot.ui.card import Card
from bot.ui.form import Correction
from bot.views import reflection as view


async def open_reflection(act: OpenReflection, cx: Context) -> Outcome:
    """Offer what was begun before, else open the three writings."""
    mine = await cx.tx.reflections.of(cx.me.id)
    begun = reflections.unfinished(mine, act.no)
    if begun is None:
        return await begin_reflection(BeginReflection(act.no), cx)
    days = reflections.days_old(begun, cx.me.zone, cx.now)
    return Outcome(Say(view.begun(cx.texts, begun, days, act.no)))


async def begin_reflection(act: BeginReflection, cx: Context) -> Outcome:
    """Open the three writings, empty, about the no that is meant."""
    does = KeepWriting(await _about(act.no, cx))
    opening = await in_turn(cx, cx.me.id, view.OPENING)
    return Outcome(Ask(view.writing_form(cx.texts, does, None, opening)))


async def reflect_on(act: ReflectOn, cx: Context) -> Outcome:
    """Open the three writings, begun with one's own message; somebody else's is not read."""
    doing = cx.event.doing
    own = doing.about.text if isinstance(doing, CommandUsed) and doing.about else ""
    facts = cx.understanding.facts_of(own, cx.now, cx.me.zone)
    does = KeepWriting(await _about(None, replace(cx, facts=facts)))
    opening = await in_turn(cx, cx.me.id, view.OPENING)
    form = view.writing_form(cx.texts, does, None, opening, own)
    return Outcome(Ask(form, fresh=bool(own)))


async def open_writing(act: OpenWriting, cx: Context) -> Outcome:
    """Open the three writings of a reflection, to be changed."""
    kept = await _own(act.reflection, cx)
    does = KeepWriting(kept.no_id, kept.id)
    return Outcome(Ask(view.writing_form(cx.texts, does, kept)))


async def keep_writing(act: KeepWriting, cx: Context) -> Outcome:
    """Keep the three writings; words of crisis are answered first, and are not kept."""
    before = None if act.reflection is None else await _own(act.reflection, cx)
    try:
        reading = read(view.writing_form(cx.texts, act, None), cx)
    except Correction as wrong:
        return await care.before_mistakes(cx, wrong)
    typed = {name: reading.text(name) for name in view.WRITING}
    if not any(typed.values()):
        raise reading.wrong(happened=cx.say(view.NOTHING_WRITTEN))
    called_for, fit = care.sifted(cx, typed)
    written = _with(before or await _fresh(act, cx), fit)
    if not written.first_words:
        return Outcome(Say(await care.explicit(cx)))
    kept = await _keep(written, cx)
    undo_action = await undo.button(cx)
    at = await morning.come_back(cx, kept) if before is None else None
    if called_for is not Care.NONE:
        return Outcome(Say(await _care(called_for, kept, fit != typed, cx)))
    if kept.done_at is not None:
        return await _closing(kept, undo_action, cx)
    said = await in_turn(cx, cx.me.id, view.HALF_KEPT)
    return Outcome(Say(view.half(cx.texts, kept, said, at, cx.me.zone, undo_action)))


async def open_hands(act: OpenHands, cx: Context) -> Outcome:
    """Ask what was in their hands and what was not."""
    return Outcome(Ask(view.hands_form(cx.texts, await _own(act.reflection, cx))))


async def keep_hands(act: KeepHands, cx: Context) -> Outcome:
    """Keep the second half, and give their own words back."""
    before = await _own(act.reflection, cx)
    try:
        reading = read(view.hands_form(cx.texts, before), cx)
    except Correction as wrong:
        return await care.before_mistakes(cx, wrong)
    typed = {name: reading.text(name) for name in view.HANDS}
    if not any(typed.values()):
        raise reading.wrong(in_hands=cx.say(view.NOTHING_IN_HANDS))
    called_for, fit = care.sifted(cx, typed)
    done = replace(_with(before, fit), done_at=before.done_at or cx.now)
    kept = await cx.tx.reflections.put(done)
    undo_action = await undo.button(cx)
    if called_for is not Care.NONE:
        return Outcome(Say(await _care(called_for, kept, fit != typed, cx)))
    return await _closing(kept, undo_action, cx)


async def show_reflection(act: ShowReflection, cx: Context) -> Outcome:
    """Show one reflection again."""
    kept = await _own(act.reflection, cx)
    return Outcome(Say(view.whole(cx.texts, kept, cx.me.zone)))


async def list_reflections(act: ListReflections, cx: Context) -> Outcome:
    """List what was written, a page at a time."""
    mine = await cx.tx.reflections.of(cx.me.id)
    last = max(len(mine) - 1, 0) // view.PAGE
    page = min(max(act.page, 0), last)
    return Outcome(Say(view.earlier(cx.texts, page, mine, cx.me.zone)))


async def remove_reflection(act: RemoveReflection, cx: Context) -> Outcome:
    """Throw one away, and the line that would have come back to it."""
    kept = await _own(act.reflection, cx)
    await cx.tx.reflections.remove(kept.id)
    undo_action = await undo.button(cx)
    await morning.settle(cx)
    return Outcome(Replace(view.removed(cx.texts, undo_action)))


async def _own(key: int, cx: Context) -> Reflection:
    return cx.own(await cx.tx.reflections.get(key))


async def _about(no: int | None, cx: Context) -> int | None:
    """Find the no that is meant: the one given, the one spoken of, else the latest of late."""
    if no is not None:
        return cx.own(await cx.tx.nos.get(no)).id
    mine = await cx.tx.nos.of(cx.me.id)
    company = cx.facts.company
    found = rejection.about(mine, company) if company else rejection.lately(mine, cx.now)
    return None if found is None else found.id


async def _fresh(act: KeepWriting, cx: Context) -> Reflection:
    """Begin one; a no that was taken back meanwhile does not take the words with it."""
    mine = await cx.tx.nos.of(cx.me.id)
    no = next((each.id for each in mine if each.id == act.no), None)
    return Reflection(cx.me.id, cx.now, no_id=no)


async def _keep(written: Reflection, cx: Context) -> Reflection:
    if written.id:
        return await cx.tx.reflections.put(written)
    await cx.tx.practices.done(cx.me.id, Practice.REFLECT, cx.now)
    return await cx.tx.reflections.add(written)


def _with(reflection: Reflection, words: Mapping[str, str]) -> Reflection:
    changed: dict[str, Any] = dict(words)
    return replace(reflection, **changed)


async def _closing(kept: Reflection, undo_action: Undo, cx: Context) -> Outcome:
    line = await in_turn(cx, cx.me.id, view.CLOSING)
    return Outcome(Say(view.closing(cx.texts, kept, line, undo_action)))


async def _care(called_for: Care, kept: Reflection, dropped: bool, cx: Context) -> Card:
    below = view.below_care(cx.texts, kept, dropped=dropped)
    if called_for is Care.EXPLICIT:
        return await care.explicit(cx, below)
    return await care.veiled(cx, below)
