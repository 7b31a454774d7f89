"""What people do with one contact, and the one reminder on a date they set."""

from dataclasses import replace
from datetime import date

from bot.actions.contact import (
    AddContact,
    ChangeContact,
    KeepContact,
    KeepDay,
    KeepReply,
    MarkAsked,
    MarkNotNow,
    OpenDay,
    OpenReply,
    RemoveContact,
    ShowContact,
    ShowDraft,
)
from bot.answers import Ask, Outcome, Replace, Say, Skip
from bot.domain import contact as contacts
from bot.domain import recurrence
from bot.domain.application import Application
from bot.domain.contact import Contact, DraftKind, SmallAsk
from bot.domain.nudge import Nudge, NudgeKind, NudgeState
from bot.domain.person import Often
from bot.domain.practice import Practice
from bot.handlers import nudge as nudges
from bot.handlers import undo
from bot.handlers.reading import Reading, read
from bot.handlers.saying import in_turn
from bot.ports.context import Composing, Context, NudgeBody
from bot.views import contact as view
from bot.views import contact_form as forms
from bot.views import naming, network
from bot.views.contact_message import Background, Manner, message

_HIGHEST_TURN = 999


async def add(act: AddContact, cx: Context) -> Outcome:
    """Ask about one person."""
    return Outcome(Ask(forms.contact_form(cx.texts, Contact(cx.me.id, "", cx.now))))


async def change(act: ChangeContact, cx: Context) -> Outcome:
    """Ask for an ask and a date, with what is known filled in."""
    return Outcome(Ask(forms.contact_form(cx.texts, await _own(act.contact, cx))))


async def keep(act: KeepContact, cx: Context) -> Outcome:
    """Keep one person; a date that stays as it was keeps its reminder as it is."""
    before = Contact(cx.me.id, "", cx.now)
    if act.contact is not None:
        before = await _own(act.contact, cx)
    reading = read(forms.contact_form(cx.texts, before), cx)
    it = contacts.rewritten(before, _filled(before, reading, cx))
    it = await (cx.tx.contacts.put(it) if it.id else cx.tx.contacts.add(it))
    if it.next_on != before.next_on:
        await settle(cx, it, chosen=True)
    await cx.tx.practices.done(cx.me.id, Practice.NETWORK, cx.now)
    said = await in_turn(cx, cx.me.id, network.CLOSING)
    return Outcome(Say(view.card(cx.texts, await _seen(it, cx), said, await undo.button(cx))))


async def show(act: ShowContact, cx: Context) -> Outcome:
    """Show one person."""
    return Outcome(Replace(view.card(cx.texts, await _seen(await _own(act.contact, cx), cx))))


async def show_draft(act: ShowDraft, cx: Context) -> Outcome:
    """Show a message to copy."""
    it = await _own(act.contact, cx)
    turn = act.turn
    if turn is None:
        turn = await cx.tx.turns.next(cx.me.id, f"network.draft.{act.kind}")
    manner = Manner(act.kind, act.tone, max(0, min(turn, _HIGHEST_TURN)))
    body = message(cx.texts, it, await _background(it, cx), manner)
    return Outcome(Replace(view.draft(cx.texts, it, body, manner)))


async def mark_asked(act: MarkAsked, cx: Context) -> Outcome:
    """Note that a message was sent; after an ask, one gentle look follows."""
    before = await _own(act.contact, cx)
    if act.kind is not DraftKind.ASK:
        it = await cx.tx.contacts.put(contacts.written(before, cx.now))
        await settle(cx, it, chosen=False)
        said = await in_turn(cx, cx.me.id, view.WRITTEN)
        return Outcome(Replace(view.written(cx.texts, it, said, await undo.button(cx))))
    it = await cx.tx.contacts.put(contacts.asked(before, cx.now, cx.me.zone))
    if await settle(cx, it, chosen=False):
        day = network.said_day(it.next_on, cx.me.zone)
        said = await in_turn(cx, cx.me.id, view.ASKED, day=day)
    else:
        said = cx.say(view.ASKED_QUIET)
    return Outcome(Replace(view.asked(cx.texts, it, said, await undo.button(cx))))


async def open_reply(act: OpenReply, cx: Context) -> Outcome:
    """Ask what came of it."""
    return Outcome(Ask(forms.reply_form(cx.texts, await _own(act.contact, cx))))


async def keep_reply(act: KeepReply, cx: Context) -> Outcome:
    """Keep what came of it, and a date for being in touch again, if there is one."""
    before = await _own(act.contact, cx)
    reading = read(forms.reply_form(cx.texts, before), cx)
    it = contacts.answered(before, reading.text("came"), day_of(reading, cx, None))
    it = await cx.tx.contacts.put(it)
    await settle(cx, it, chosen=True)
    said = await in_turn(cx, cx.me.id, view.ANSWERED)
    return Outcome(Say(view.answered(cx.texts, it, said, await undo.button(cx))))


async def mark_not_now(act: MarkNotNow, cx: Context) -> Outcome:
    """Leave somebody in peace, and say nothing more of them."""
    it = await cx.tx.contacts.put(contacts.left(await _own(act.contact, cx)))
    await settle(cx, it, chosen=False)
    said = await in_turn(cx, cx.me.id, view.LEFT, name=it.name)
    return Outcome(Replace(view.left(cx.texts, said, await undo.button(cx))))


async def open_day(act: OpenDay, cx: Context) -> Outcome:
    """Ask for another date."""
    return Outcome(Ask(forms.day_form(cx.texts, await _own(act.contact, cx))))


async def keep_day(act: KeepDay, cx: Context) -> Outcome:
    """Keep another date; none takes the reminder away."""
    before = await _own(act.contact, cx)
    day = day_of(read(forms.day_form(cx.texts, before), cx), cx, before.next_on)
    it = await cx.tx.contacts.put(replace(before, next_on=day))
    comes = await settle(cx, it, chosen=True)
    seen, back = await _seen(it, cx), await undo.button(cx)
    return Outcome(Say(view.dated(cx.texts, seen, back, comes=comes)))


async def remove(act: RemoveContact, cx: Context) -> Outcome:
    """Take somebody off the list."""
    it = await _own(act.contact, cx)
    await nudges.cancel(cx, cx.me.id, NudgeKind.CONTACT, it.id)
    await cx.tx.contacts.remove(it.id)
    return Outcome(Replace(view.removed(cx.texts, it, await undo.button(cx))))


async def remind(nudge: Nudge, cx: Composing) -> NudgeBody | Skip:
    """Bring somebody up on their date, as long as they have one."""
    it = await cx.tx.contacts.get(nudge.subject or 0)
    if it is None:
        return Skip("gone")
    if it.next_on is None:
        return Skip("answered")
    line = view.nudge_line(it, chosen=nudge.asked)
    args = {"name": it.name}
    if line is view.NUDGE_ASK:
        args["ask"] = network.asked_for(cx.texts, it)
    said = await in_turn(cx, it.person_id, line, **args)
    title = await in_turn(cx, it.person_id, view.NUDGE_TITLE)
    return NudgeBody(title, view.nudge(cx.texts, it, said))


async def settle(cx: Context, it: Contact, *, chosen: bool) -> bool:
    """Let the reminder fit the date: at its day, or none; tells whether one comes.

    `chosen` says that the person set the day; our own look is less than that, and can be muted.
    """
    at = contacts.reminded_at(it, cx.now, cx.me.zone, cx.me.quiet)
    if at is None or cx.me.often is Often.NONE:
        await nudges.cancel(cx, cx.me.id, NudgeKind.CONTACT, it.id)
        return False
    kind = NudgeKind.CONTACT
    made = await nudges.promise(cx, cx.me, kind, at=at, subject=it.id, asked=chosen)
    return made.state is NudgeState.ACTIVE


def day_of(reading: Reading, cx: Context, before: date | None) -> date | None:
    """Read a date; raises Correction for a day that is over or too far, unless it stood before."""
    day = reading.day("day")
    if day is None or day == before:
        return day
    wrong = contacts.misfit(day, recurrence.local(cx.now, cx.me.zone).date())
    if wrong is not None:
        raise reading.wrong(day=cx.say(forms.MISFIT[wrong]))
    return day


async def _own(key: int, cx: Context) -> Contact:
    return cx.own(await cx.tx.contacts.get(key))


async def _seen(it: Contact, cx: Context) -> view.Seen:
    about = await _met_in(it, cx)
    met_in = naming.name(cx.texts, about) if about else ""
    return view.Seen(it, cx.now, cx.me.zone, met_in)


async def _background(it: Contact, cx: Context) -> Background:
    mine = await cx.tx.applications.of(cx.me.id)
    return Background(contacts.newest_role(mine), await _met_in(it, cx))


async def _met_in(it: Contact, cx: Context) -> Application | None:
    return None if it.application_id is None else await cx.tx.applications.get(it.application_id)


def _filled(before: Contact, reading: Reading, cx: Context) -> Contact:
    """Read the form; words of one's own are an ask of one's own."""
    ask, own = reading.choice("ask", SmallAsk), reading.text("own_ask")
    if ask is SmallAsk.OWN and not own:
        raise reading.wrong(own_ask=cx.say(forms.OWN_MISSING))
    return replace(
        before,
        name=reading.text("name"),
        known_from=reading.text("known_from"),
        ask=ask or (SmallAsk.OWN if own else None),
        own_ask=own,
        next_on=day_of(reading, cx, before.next_on),
    )
