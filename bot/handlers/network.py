"""Widening the network: names kept, people met added, and the list of them all."""

from dataclasses import replace

from bot.actions.network import (
    BeginNetwork,
    KeepMet,
    KeepNames,
    ListContacts,
    OpenMet,
    OpenNames,
    OpenNetwork,
)
from bot.answers import Ask, Outcome, Replace, Say
from bot.domain import contact as contacts
from bot.domain.contact import Contact
from bot.domain.practice import EARLY, Practice
from bot.events import CommandUsed
from bot.handlers import contact, undo
from bot.handlers.reading import read
from bot.handlers.saying import in_turn
from bot.ports.context import Context
from bot.ui.card import Card
from bot.ui.form import Form
from bot.views import contact_form
from bot.views import network as view


async def open_network(act: OpenNetwork, cx: Context) -> Outcome:
    """Show the list, or how to begin one; who is named behind the command is written down."""
    named, company = _named(cx)
    if company:
        known = Contact(cx.me.id, named, cx.now, known_from=company)
        return Outcome(Ask(contact_form.contact_form(cx.texts, known), fresh=True))
    if named:
        return Outcome(Ask(await _names_form(cx, named), fresh=True))
    said = await in_turn(cx, cx.me.id, view.OPENING)
    kept = await cx.tx.contacts.of(cx.me.id)
    if not kept:
        return Outcome(Say(view.empty(cx.texts, said)))
    return Outcome(Say(view.listed(cx.texts, kept, cx.now, cx.me.zone, said=said)))


async def begin_network(act: BeginNetwork, cx: Context) -> Outcome:
    """Begin with the people met where a no came from; where nobody was met, with the list."""
    no = cx.own(await cx.tx.nos.get(act.no))
    if no.application_id is None or no.stage in EARLY:
        return await open_network(OpenNetwork(), cx)
    return await open_met(OpenMet(no.application_id), cx)


async def open_names(act: OpenNames, cx: Context) -> Outcome:
    """Ask for five names."""
    return Outcome(Ask(await _names_form(cx)))


async def keep_names(act: KeepNames, cx: Context) -> Outcome:
    """Keep the names that were written."""
    reading = read(view.names_form(cx.texts, _prompts(cx, 0)), cx)
    names = [name for number in view.NUMBERS if (name := reading.text(number))]
    if not names:
        raise reading.wrong(one=cx.say(view.NO_NAME))
    for name in names:
        await cx.tx.contacts.add(Contact(cx.me.id, name, cx.now))
    return Outcome(Say(await closed(cx)))


async def open_met(act: OpenMet, cx: Context) -> Outcome:
    """Ask who was met in a process."""
    about = cx.own(await cx.tx.applications.get(act.application))
    note = await in_turn(cx, cx.me.id, view.MET_NOTE)
    return Outcome(Ask(view.met_form(cx.texts, about.id, note)))


async def keep_met(act: KeepMet, cx: Context) -> Outcome:
    """Keep who was met, each with the date for a thank-you."""
    about = cx.own(await cx.tx.applications.get(act.application))
    reading = read(view.met_form(cx.texts, about.id), cx)
    day = contact.day_of(reading, cx, None)
    for number in view.MET:
        if name := reading.text(number):
            met = Contact(cx.me.id, name, cx.now, application_id=about.id)
            met = replace(met, known_from=about.company[: contacts.LONGEST_NAME], next_on=day)
            met = await cx.tx.contacts.add(met)
            await contact.settle(cx, met, chosen=True)
    return Outcome(Say(await closed(cx)))


async def list_contacts(act: ListContacts, cx: Context) -> Outcome:
    """Show the names, a page at a time."""
    kept = await cx.tx.contacts.of(cx.me.id)
    if not kept:
        said = await in_turn(cx, cx.me.id, view.OPENING)
        return Outcome(Replace(view.empty(cx.texts, said)))
    page = max(0, min(act.page, (len(kept) - 1) // view.A_PAGE))
    return Outcome(Replace(view.listed(cx.texts, kept, cx.now, cx.me.zone, page)))


async def closed(cx: Context) -> Card:
    """Show the list after something was kept in it: the practice is done."""
    await cx.tx.practices.done(cx.me.id, Practice.NETWORK, cx.now)
    said = await in_turn(cx, cx.me.id, view.CLOSING)
    kept = await cx.tx.contacts.of(cx.me.id)
    back = await undo.button(cx)
    return view.listed(cx.texts, kept, cx.now, cx.me.zone, said=said, undo=back)


async def _names_form(cx: Context, first: str = "") -> Form:
    turn = await cx.tx.turns.next(cx.me.id, "network.prompts")
    return view.names_form(cx.texts, _prompts(cx, turn), first)


def _prompts(cx: Context, turn: int) -> tuple[str, ...]:
    """Take the next five prompts."""
    prompts = cx.content.network.prompts
    first = turn * contacts.FIVE
    return tuple(prompts[(first + each) % len(prompts)] for each in range(contacts.FIVE))


def _named(cx: Context) -> tuple[str, str]:
    """Read whom a command names, and from where; plain words name a wish rather than a person."""
    company = cx.facts.company or ""
    if not isinstance(cx.event.doing, CommandUsed):
        return "", company[: contacts.LONGEST_NAME]
    return contacts.named_in(cx.text, company)
