"""Applications one by one: looked at, changed, moved on, waited for, closed and taken away."""

from dataclasses import replace

from bot.actions.application import (
    EditApplication,
    KeepEdit,
    KeepWaiting,
    MarkFollowedUp,
    MarkGhosted,
    MoveApplication,
    RemoveApplication,
    ShowApplication,
)
from bot.actions.help import Undo
from bot.actions.rejection import OpenNo
from bot.answers import Ask, Outcome
from bot.domain import application as applications
from bot.domain.application import ENDED_SHORT, WAITING, Application, Move, Stage, Status
from bot.domain.circle import Seat
from bot.errors import StaleAction
from bot.handlers import apply, care, circle, pipeline, rejection, undo
from bot.handlers.saying import in_turn
from bot.ports.context import Context
from bot.ui.card import Card
from bot.ui.form import Correction
from bot.views import application as view
from bot.views import apply as apply_view
from bot.views.naming import company


async def show_application(act: ShowApplication, cx: Context) -> Outcome:
    """Show one application whole."""
    known = cx.own(await cx.tx.applications.get(act.application or picked(cx, act.route)))
    return pipeline.shown(cx, _page(cx, known))


async def edit_application(act: EditApplication, cx: Context) -> Outcome:
    """Ask what is to be changed."""
    known = cx.own(await cx.tx.applications.get(act.application))
    return Outcome(Ask(apply_view.edit_form(cx.texts, known)))


async def keep_edit(act: KeepEdit, cx: Context) -> Outcome:
    """Keep what was changed."""
    known = cx.own(await cx.tx.applications.get(act.application))
    try:
        typed = apply.read_words(cx, apply_view.edit_form(cx.texts, known), known)
    except Correction as wrong:
        return await care.before_mistakes(cx, wrong)
    has_ended = known.status in ENDED_SHORT
    changed = replace(
        applications.dated(known, typed.day, cx.me.zone, cx.now),
        company=typed.company,
        role=typed.role,
        stage=typed.reading.choice("stage", Stage) if has_ended else None,
        note=typed.note,
    )
    card = await _changed(cx, known, changed, cx.say(view.EDITED))
    below = apply_view.below_care(cx.texts, changed, typed.called_for)
    return pipeline.shown(cx, await apply.with_care(cx, typed.called_for, card, below))


async def move(act: MoveApplication, cx: Context) -> Outcome:
    """Move an application to another status; a no is told of first, so that it is met with care."""
    known = cx.own(await cx.tx.applications.get(act.application))
    status = act.status or _status(cx, act)
    if status is Status.REJECTED:
        facts = replace(cx.facts, stage=applications.reached(known))
        return await rejection.open_no(OpenNo(known.id), replace(cx, facts=facts))
    return await _move(cx, known, status)


async def mark_ghosted(act: MarkGhosted, cx: Context) -> Outcome:
    """Close an application that was never answered."""
    known = cx.own(await cx.tx.applications.get(act.application))
    if known.status not in WAITING:
        return pipeline.shown(cx, _page(cx, known, cx.say(view.MOVED_ON)))
    return await _move(cx, known, Status.GHOSTED, act.stage)


async def mark_followed_up(act: MarkFollowedUp, cx: Context) -> Outcome:
    """Note that they were asked, and count the quiet days anew."""
    known = cx.own(await cx.tx.applications.get(act.application))
    if known.status not in WAITING:
        return pipeline.shown(cx, _page(cx, known, cx.say(view.MOVED_ON)))
    said = await in_turn(cx, cx.me.id, view.FOLLOWED_UP)
    asked = replace(known, quiet_from=cx.now)
    return pipeline.shown(cx, await _changed(cx, known, asked, said))


async def keep_waiting(act: KeepWaiting, cx: Context) -> Outcome:
    """Leave an application open for longer."""
    known = cx.own(await cx.tx.applications.get(act.application))
    if known.status not in WAITING:
        return pipeline.shown(cx, _page(cx, known, cx.say(view.MOVED_ON)))
    said = await in_turn(cx, cx.me.id, view.STILL_WAITING)
    return pipeline.shown(cx, _page(cx, known, said))


async def remove(act: RemoveApplication, cx: Context) -> Outcome:
    """Take an application away; what else is kept about it stays, and no longer points to it."""
    known = cx.own(await cx.tx.applications.get(act.application))
    # Written one by one, and not left to the database, so that an undo ties them together again.
    for no in await cx.tx.nos.of(cx.me.id):
        if no.application_id == known.id:
            await cx.tx.nos.put(replace(no, application_id=None))
    for request in await cx.tx.feedback.of(cx.me.id):
        if request.application_id == known.id:
            await cx.tx.feedback.put(replace(request, application_id=None))
    for contact in await cx.tx.contacts.of(cx.me.id):
        if contact.application_id == known.id:
            await cx.tx.contacts.put(replace(contact, application_id=None))
    await pipeline.forget_nudges(cx, known)
    await cx.tx.applications.remove(known.id)
    return pipeline.shown(cx, view.removed(cx.texts, known, await undo.button(cx)))


def picked(cx: Context, route: str) -> int:
    """Return the id picked from a menu; raises StaleAction for anything a menu never held."""
    value = cx.picked[0] if cx.picked else ""
    if not (value.isascii() and value.isdigit() and len(value) <= _LONGEST_ID):
        raise StaleAction(route)
    return int(value)


_LONGEST_ID = 15


async def _move(
    cx: Context, known: Application, status: Status, stage: Stage | None = None
) -> Outcome:
    kind = applications.kind_of_move(known.status, status)
    if kind is Move.SAME:
        return pipeline.shown(cx, _page(cx, known, cx.say(view.SAME)))
    there = applications.moved(known, status, cx.now, cx.me.zone, stage)
    await cx.tx.applications.put(there)
    await pipeline.settle_nudges(cx, there)
    line = view.move_line(kind, status)
    sentence = await in_turn(cx, cx.me.id, line, company=company(cx.texts, there))
    tells = kind in view.GLAD and await _in_circle(cx)
    back = await undo.button(cx)
    card = view.moved(cx.texts, there, kind, sentence, back, in_circle=tells)
    return pipeline.shown(cx, card)


async def _changed(cx: Context, known: Application, changed: Application, said: str) -> Card:
    """Keep a change and show the page; what stayed the same offers no undo."""
    if changed == known:
        return _page(cx, known, said)
    await cx.tx.applications.put(changed)
    await pipeline.settle_nudges(cx, changed)
    return _page(cx, changed, said, await undo.button(cx))


async def _in_circle(cx: Context) -> bool:
    return any(seat is Seat.MEMBER for _, seat in await circle.mine(cx))


def _page(cx: Context, known: Application, said: str = "", back: Undo | None = None) -> Card:
    return view.page(cx.texts, known, cx.me.zone, cx.now, said, back)


def _status(cx: Context, act: MoveApplication) -> Status:
    if not cx.picked or cx.picked[0] not in set(Status):
        raise StaleAction(act.route)
    return Status(cx.picked[0])
