"""The forms about one contact: who they are, what came of it, and another date."""

from bot.actions.contact import (
    AddContact,
    ChangeContact,
    KeepContact,
    KeepDay,
    KeepReply,
    OpenDay,
    OpenReply,
)
from bot.domain import contact as contacts
from bot.domain.contact import Contact, SmallAsk
from bot.texts import FieldLabel, FormTitle, Hint, Line, Texts
from bot.ui import form
from bot.ui.card import Choice
from bot.ui.form import Form
from bot.views import network, plain

FORM_TITLE = FormTitle("network.form.title")
NAME = FieldLabel("network.form.name")
KNOWN, KNOWN_HINT = FieldLabel("network.form.known"), Hint("network.form.known_hint")
ASK = FieldLabel("network.form.ask")
OWN, OWN_HINT = FieldLabel("network.form.own"), Hint("network.form.own_hint")
DAY, DAY_HINT = FieldLabel("network.form.day"), Hint("network.form.day_hint")
MISFIT = {misfit: Line(f"network.form.{misfit}") for misfit in contacts.Misfit}
OWN_MISSING = Line("network.form.own_missing")
REPLY_TITLE = FormTitle("network.reply.form_title")
CAME, CAME_HINT = FieldLabel("network.reply.came"), Hint("network.reply.came_hint")
REPLY_DAY = FieldLabel("network.reply.day")
DAY_TITLE = FormTitle("network.day.form_title")
DAY_FIELD, DAY_FIELD_HINT = FieldLabel("network.day.field"), Hint("network.day.hint")


def contact_form(t: Texts, known: Contact) -> Form:
    """Ask who somebody is, for one small ask, and for a date."""
    choices = tuple(Choice(ask, t(network.ASKS[ask])) for ask in SmallAsk)
    return Form(
        t(FORM_TITLE),
        (
            form.Line(name="name", label=t(NAME), required=True, longest=contacts.LONGEST_NAME,
                      value=known.name),
            form.Line(name="known_from", label=t(KNOWN), hint=t(KNOWN_HINT),
                      longest=contacts.LONGEST_NAME, value=known.known_from),
            form.Choose(name="ask", label=t(ASK), choices=choices, value=known.ask or ""),
            form.Line(name="own_ask", label=t(OWN), hint=t(OWN_HINT),
                      longest=contacts.LONGEST_ASK, value=known.own_ask),
            form.Day(name="day", label=t(DAY), hint=t(DAY_HINT), value=_iso(known)),
        ),
        does=KeepContact(known.id or None),
        reopen=ChangeContact(known.id) if known.id else AddContact(),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
    )  # fmt: skip


def reply_form(t: Texts, known: Contact) -> Form:
    """Ask what came of it."""
    fields = (
        form.Paragraph(name="came", label=t(CAME), hint=t(CAME_HINT),
                       longest=contacts.LONGEST_CAME, value=known.came),
        form.Day(name="day", label=t(REPLY_DAY), hint=t(DAY_FIELD_HINT)),
    )  # fmt: skip
    return Form(
        t(REPLY_TITLE),
        fields,
        does=KeepReply(known.id),
        reopen=OpenReply(known.id),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
    )


def day_form(t: Texts, known: Contact) -> Form:
    """Ask for another date."""
    day = form.Day(name="day", label=t(DAY_FIELD), hint=t(DAY_FIELD_HINT), value=_iso(known))
    does, reopen = KeepDay(known.id), OpenDay(known.id)
    return Form(t(DAY_TITLE), (day,), does, reopen, t(plain.SEND), plain.mistakes(t))


def _iso(known: Contact) -> str:
    return known.next_on.isoformat() if known.next_on else ""
