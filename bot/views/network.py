"""How the list of names looks: whose date has come, who was asked, and what came of it."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.actions.contact import AddContact, ChangeContact, ShowContact
from bot.actions.help import Undo
from bot.actions.materials import ShowChecklist
from bot.actions.network import KeepMet, KeepNames, ListContacts, OpenMet, OpenNames
from bot.domain import contact as contacts
from bot.domain import recurrence
from bot.domain.contact import Contact, ContactState, SmallAsk
from bot.domain.material import Material
from bot.texts import Choice as ChoiceLabel
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form, markup
from bot.ui.card import Block, Button, Buttons, Card, Facts, Look, Note, Row, Text
from bot.ui.form import Form
from bot.ui.markup import Style
from bot.views import plain
from bot.views import undo as undo_view
from bot.views.excerpt import first_line
from bot.views.naming import cut

OPENING = Line("network.opening")
CLOSING = Line("network.closing")
NAMES_TITLE = FormTitle("network.names.form_title")
NUMBERS = ("one", "two", "three", "four", "five")
NAME = {number: FieldLabel(f"network.names.{number}") for number in NUMBERS}
NO_NAME = Line("network.names.none")
MET_TITLE = FormTitle("network.met.form_title")
MET_NOTE = Line("network.met.note")
MET_BUTTON = Label("network.met.button")
MET = {number: FieldLabel(f"network.met.{number}") for number in NUMBERS[: contacts.MET]}
MET_DAY = FieldLabel("network.met.day")
MET_DAY_HINT = Hint("network.met.day_hint")
ASKS = {ask: ChoiceLabel(f"network.ask.{ask}") for ask in SmallAsk}

TITLE = Title("network.list.title")
NONE = Line("network.list.none")
COUNT_NAMES = Label("network.list.names")
COUNT_DUE = Label("network.list.due")
COUNT_ASKED = Label("network.list.asked")
COUNT_ANSWERED = Label("network.list.answered")
BEGIN = Label("network.list.begin")
ADD = Label("network.list.add")
MORE = Label("network.list.more")
CHOOSE = Label("network.list.choose", "name")
PROFILE = Label("network.list.profile")
SEE = Label("network.list.see")
NEWER = Label("network.list.newer")
OLDER = Label("network.list.older")
ALL = Label("network.list.all")
ROW = Line("network.list.row", "name", "what", "state")
ROW_KNOWN = Line("network.list.row_known", "name", "known", "what", "state")
NO_ASK = Line("network.list.no_ask")
THANKS = Line("network.list.thanks")
NAMED = Line("network.state.named")
NAMED_DATE = Line("network.state.named_date", "day")
DATE_COME = Line("network.state.date_come", "day")
ASKED = Line("network.state.asked", "day")
WRITTEN = Line("network.state.written", "day")
ASKED_LOOK = Line("network.state.asked_look", "day", "look")
ANSWERED = Line("network.state.answered")
ANSWERED_CAME = Line("network.state.answered_came", "came")
ANSWERED_DATE = Line("network.state.answered_date", "day")
NOT_NOW = Line("network.state.not_now")

A_PAGE = 6
_NOON = 12 * 60
_SHORT, _CAME = 40, 90


def names_form(t: Texts, prompts: Sequence[str], first: str = "") -> Form:
    """Ask for five names; a prompt stands beside each line."""
    fields = tuple(
        form.Line(
            name=number,
            label=t(NAME[number]),
            hint=prompt,
            longest=contacts.LONGEST_NAME,
            value=first if number == NUMBERS[0] else "",
        )
        for number, prompt in zip(NUMBERS, prompts, strict=True)
    )
    does, reopen = KeepNames(), OpenNames()
    return Form(t(NAMES_TITLE), fields, does, reopen, t(plain.SEND), plain.mistakes(t))


def met_form(t: Texts, application: int, note: str = "") -> Form:
    """Ask who was met in a process, and when to write to them."""
    names = tuple(
        form.Line(
            name=number,
            label=t(MET[number]),
            longest=contacts.LONGEST_NAME,
            required=number == NUMBERS[0],
        )
        for number in MET
    )
    day = form.Day(name="day", label=t(MET_DAY), hint=t(MET_DAY_HINT))
    return Form(
        t(MET_TITLE),
        (*names, day),
        does=KeepMet(application),
        reopen=OpenMet(application),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
        note=note,
    )


def empty(t: Texts, said: str) -> Card:
    """Show the list before anybody is on it."""
    ways = (Button(t(BEGIN), OpenNames(), Look.MAIN), _profile(t))
    return Card(t(TITLE), (Text(said), Note(t(NONE)), Buttons(ways)))


def listed(
    t: Texts,
    kept: Sequence[Contact],
    now: datetime,
    zone: str,
    page: int = 0,
    said: str = "",
    undo: Undo | None = None,
) -> Card:
    """List the names, those whose date has come first."""
    today = recurrence.local(now, zone).date()
    ordered = contacts.ordered(kept, today)
    blocks: list[Block] = [Text(said)] if said else []
    blocks.append(Facts(_counts(t, kept, today)))
    for each in ordered[page * A_PAGE : (page + 1) * A_PAGE]:
        blocks.append(Row(row(t, each, today, zone), Button(t(SEE), ShowContact(each.id))))
    turning = [Button(t(NEWER), ListContacts(page - 1))] if page else []
    if len(ordered) > (page + 1) * A_PAGE:
        turning.append(Button(t(OLDER), ListContacts(page + 1)))
    back = (Button(t(undo_view.BUTTON), undo),) if undo else ()
    return Card(t(TITLE), (*blocks, Buttons((*_ways(t, kept), *turning, *back))))


def row(t: Texts, contact: Contact, today: date, zone: str) -> str:
    """Say on a line who somebody is, and how it stands."""
    name, known = first_line(contact.name, _SHORT), first_line(contact.known_from, _SHORT)
    what, stands = asked_for(t, contact), state(t, contact, today, zone)
    if known:
        return t(ROW_KNOWN, name=name, known=known, what=what, state=stands)
    return t(ROW, name=name, what=what, state=stands)


def asked_for(t: Texts, contact: Contact) -> str:
    """Say what is to be asked of somebody."""
    if contact.ask is None:
        return t(THANKS) if contact.is_ready else t(NO_ASK)
    if contact.ask is SmallAsk.OWN:
        return first_line(contacts.within_sentence(contact.own_ask), _CAME)
    words = t(ASKS[contact.ask])
    return words[:1].lower() + words[1:]


def state(t: Texts, contact: Contact, today: date, zone: str) -> str:
    """Say how it stands with somebody, in a sentence."""
    day = said_day(contact.next_on, zone)
    match contact.state:
        case ContactState.NOT_NOW if not day:
            return t(NOT_NOW)
        case ContactState.ASKED if contact.asked_at:
            on = markup.when(contact.asked_at, zone, Style.DAY)
            ahead = day and not contacts.is_due(contact, today)
            return t(ASKED_LOOK, day=on, look=day) if ahead else t(ASKED, day=on)
        case ContactState.WRITTEN if contact.asked_at and not day:
            return t(WRITTEN, day=markup.when(contact.asked_at, zone, Style.DAY))
        case ContactState.ANSWERED if contact.came and not contacts.is_due(contact, today):
            return t(ANSWERED_CAME, came=first_line(contact.came, _CAME))
        case ContactState.ANSWERED if not day:
            return t(ANSWERED)
        case _ if contacts.is_due(contact, today):
            return t(DATE_COME, day=day)
        case ContactState.ANSWERED:
            return t(ANSWERED_DATE, day=day)
        case _:
            return t(NAMED_DATE, day=day) if day else t(NAMED)


def said_day(day: date | None, zone: str) -> str:
    """Say a calendar day; nothing for none."""
    if day is None:
        return ""
    return markup.when(recurrence.instant_of(day, _NOON, zone), zone, Style.DAY)


def back(t: Texts) -> Button:
    """Return the button that leads to all names."""
    return Button(t(ALL), ListContacts())


def _counts(t: Texts, kept: Sequence[Contact], today: date) -> tuple[tuple[str, str], ...]:
    states = [each.state for each in kept]
    counted = (
        (t(COUNT_NAMES), len(kept)),
        (t(COUNT_DUE), sum(contacts.is_due(each, today) for each in kept)),
        (t(COUNT_ASKED), states.count(ContactState.ASKED)),
        (t(COUNT_ANSWERED), states.count(ContactState.ANSWERED)),
    )
    return tuple((name, str(count)) for name, count in counted if count)


def _ways(t: Texts, kept: Sequence[Contact]) -> tuple[Button, ...]:
    bare = contacts.to_choose(kept)
    add = (Button(t(ADD), AddContact()), Button(t(MORE), OpenNames()), _profile(t))
    if bare is None:
        return add
    label = t(CHOOSE, name=cut(first_line(bare.name, _SHORT), _SHORT))
    return (Button(label, ChangeContact(bare.id), Look.MAIN), *add)


def _profile(t: Texts) -> Button:
    return Button(t(PROFILE), ShowChecklist(Material.PROFILE))


def met(t: Texts, application: int) -> Button:
    """Return the button that leads from an application to the people met there."""
    return Button(t(MET_BUTTON), OpenMet(application))
