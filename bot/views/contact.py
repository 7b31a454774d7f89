"""How one contact looks: the card, a message to copy, and what is done with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from bot.actions.contact import (
    ChangeContact,
    MarkAsked,
    MarkNotNow,
    OpenDay,
    OpenReply,
    RemoveContact,
    ShowContact,
    ShowDraft,
)
from bot.actions.help import Undo
from bot.domain import contact as contacts
from bot.domain import feedback, recurrence
from bot.domain.contact import Contact, ContactState, DraftKind
from bot.texts import Label, Line, Texts, Title
from bot.ui.card import Block, Button, Buttons, Card, Facts, Look, Note, Quote, Text, Tone
from bot.views import network, sure
from bot.views import undo as undo_view
from bot.views.contact_message import Manner
from bot.views.excerpt import first_line

FACT_KNOWN = Label("network.card.known")
FACT_ASK = Label("network.card.ask")
FACT_MET = Label("network.card.met")
FACT_DATE = Label("network.card.date")
FACT_STATE = Label("network.card.state")
CAME_OF_IT = Line("network.card.came")
DRAFT = Label("network.card.draft")
I_WROTE = Label("network.card.asked")
THEY_ANSWERED = Label("network.card.answered")
NOT_NOW = Label("network.card.not_now")
CHANGE = Label("network.card.change")
SET_DAY = Label("network.card.day")
REMOVE = Label("network.card.remove")
REMOVED_TITLE = Title("network.card.removed_title")
REMOVED = Line("network.card.removed", "name")

ASKED_TITLE = Title("network.done.asked_title", "name")
ASKED = Line("network.done.asked", "day")
WRITTEN_TITLE = Title("network.done.written_title", "name")
WRITTEN = Line("network.done.written")
ASKED_QUIET = Line("network.done.asked_quiet")
ANSWERED_TITLE = Title("network.done.answered_title", "name")
ANSWERED = Line("network.done.answered")
LEFT_TITLE = Title("network.done.not_now_title")
LEFT = Line("network.done.not_now", "name")
DAY_SET_TITLE = Title("network.done.day_title")
DAY_SET = Line("network.done.day", "name", "day")
DAY_QUIET = Line("network.done.day_quiet", "name", "day")
DAY_TODAY = Line("network.done.day_today", "name")
DAY_NONE = Line("network.done.day_none", "name")

DRAFT_TITLE = Title("network.draft.title")
DRAFT_INTRO = Line("network.draft.intro")
HONEST = Line("network.draft.honest")
OTHER_TONE = Label("network.draft.tone")
OTHER_WORDING = Label("network.draft.wording")
KINDS = {kind: Label(f"network.draft.{kind}") for kind in DraftKind}
BACK = Label("network.draft.back")

NUDGE_TITLE = Title("network.nudge.title")
NUDGE_ASK = Line("network.nudge.ask", "name", "ask")
NUDGE_THANKS = Line("network.nudge.thanks", "name")
NUDGE_LOOK = Line("network.nudge.look", "name")
NUDGE_LOOK_AGAIN = Line("network.nudge.look_again", "name")
NUDGE_TOUCH = Line("network.nudge.touch", "name")

_NAME = 60


@dataclass(frozen=True, slots=True)
class Seen:
    """A contact as its person sees it now; `met_in` names the process they were met in."""

    contact: Contact
    now: datetime
    zone: str
    met_in: str = ""


def card(t: Texts, seen: Seen, said: str = "", undo: Undo | None = None) -> Card:
    """Show one contact."""
    it = seen.contact
    blocks: list[Block] = [Text(said)] if said else []
    blocks.append(Facts(_facts(t, seen)))
    if it.came:
        blocks += [Text(t(CAME_OF_IT)), Quote(it.came)]
    gone = sure.button(t, REMOVE, RemoveContact(it.id))
    changes = (Button(t(CHANGE), ChangeContact(it.id)), Button(t(SET_DAY), OpenDay(it.id)))
    ways = (*_ways(t, it), *changes, network.back(t), gone, *_undo(t, undo))
    return Card(_short(it), (*blocks, Buttons(ways)))


def draft(t: Texts, contact: Contact, body: str, manner: Manner) -> Card:
    """Show a message to copy, in its other tones and wordings on request."""
    kind, tone, turn = manner.kind, manner.tone, manner.turn
    others = [each for each in DraftKind if each is not kind]
    if contact.ask is None:
        others = [each for each in others if each is not DraftKind.ASK]
    sent = Button(t(I_WROTE), MarkAsked(contact.id, kind), Look.MAIN)
    buttons = (
        sent,
        Button(t(OTHER_TONE), ShowDraft(contact.id, kind, feedback.next_tone(tone), turn)),
        Button(t(OTHER_WORDING), ShowDraft(contact.id, kind, tone, turn + 1)),
        *(Button(t(KINDS[each]), ShowDraft(contact.id, each, tone)) for each in others),
        Button(t(BACK), ShowContact(contact.id)),
    )
    honest = (Note(t(HONEST)),) if kind is DraftKind.ASK else ()
    words = (Text(t(DRAFT_INTRO)), Quote(body), Buttons(buttons), *honest)
    return Card(t(DRAFT_TITLE), words)


def asked(t: Texts, contact: Contact, said: str, undo: Undo) -> Card:
    """Say that the writing is done."""
    ways = (
        Button(t(THEY_ANSWERED), OpenReply(contact.id)),
        Button(t(SET_DAY), OpenDay(contact.id)),
        network.back(t),
        *_undo(t, undo),
    )
    return Card(t(ASKED_TITLE, name=_short(contact)), (Text(said), Buttons(ways)))


def written(t: Texts, contact: Contact, said: str, undo: Undo) -> Card:
    """Say that thanks or a greeting is sent."""
    ways = (Button(t(SET_DAY), OpenDay(contact.id)), network.back(t), *_undo(t, undo))
    return Card(t(WRITTEN_TITLE, name=_short(contact)), (Text(said), Buttons(ways)))


def answered(t: Texts, contact: Contact, said: str, undo: Undo) -> Card:
    """Give back what came of it."""
    words = (Quote(contact.came),) if contact.came else ()
    thanks = Button(t(KINDS[DraftKind.THANKS]), ShowDraft(contact.id, DraftKind.THANKS), Look.MAIN)
    ways = (thanks, Button(t(SET_DAY), OpenDay(contact.id)), network.back(t), *_undo(t, undo))
    title = t(ANSWERED_TITLE, name=_short(contact))
    return Card(title, (*words, Text(said), Buttons(ways)), Tone.GLAD)


def left(t: Texts, said: str, undo: Undo) -> Card:
    """Say that somebody is left in peace."""
    return Card(t(LEFT_TITLE), (Text(said), Buttons((network.back(t), *_undo(t, undo)))))


def dated(t: Texts, seen: Seen, undo: Undo, *, comes: bool) -> Card:
    """Say which date somebody has now, and whether a reminder comes."""
    it = seen.contact
    day, name = network.said_day(it.next_on, seen.zone), _short(it)
    if not day:
        said = t(DAY_NONE, name=name)
    elif contacts.is_due(it, recurrence.local(seen.now, seen.zone).date()) and not comes:
        said = t(DAY_TODAY, name=name)
    else:
        said = t(DAY_SET if comes else DAY_QUIET, name=name, day=day)
    ways = (Button(t(network.SEE), ShowContact(it.id)), network.back(t), *_undo(t, undo))
    return Card(t(DAY_SET_TITLE), (Text(said), Buttons(ways)))


def removed(t: Texts, contact: Contact, undo: Undo) -> Card:
    """Say that somebody is off the list."""
    said = Text(t(REMOVED, name=_short(contact)))
    return Card(t(REMOVED_TITLE), (said, Buttons((network.back(t), *_undo(t, undo)))))


def nudge_line(contact: Contact, *, chosen: bool) -> Line:
    """Choose what is said on a date; `chosen` tells a day the person set from our one look."""
    if contact.state is ContactState.ASKED:
        return NUDGE_LOOK_AGAIN if chosen else NUDGE_LOOK
    match contacts.draft_for(contact):
        case DraftKind.THANKS:
            return NUDGE_THANKS
        case DraftKind.TOUCH:
            return NUDGE_TOUCH
        case DraftKind.ASK:
            return NUDGE_ASK if contact.ask else NUDGE_TOUCH
        case _ as never:
            assert_never(never)


def nudge(t: Texts, contact: Contact, line: str) -> tuple[Block, ...]:
    """Bring somebody up on their date."""
    return (Text(line), Buttons((*_ways(t, contact), Button(t(SET_DAY), OpenDay(contact.id)))))


def _ways(t: Texts, it: Contact) -> tuple[Button, ...]:
    """Return what can be done, that which fits how it stands first."""
    kind = contacts.draft_for(it)
    draft = Button(t(DRAFT), ShowDraft(it.id, kind))
    wrote = Button(t(I_WROTE), MarkAsked(it.id, kind))
    answered = Button(t(THEY_ANSWERED), OpenReply(it.id))
    not_now = Button(t(NOT_NOW), MarkNotNow(it.id))
    match it.state:
        case ContactState.ASKED:
            return (answered, not_now, draft)
        case ContactState.NAMED if it.is_ready:
            return (draft, wrote, answered, not_now)
        case ContactState.NAMED:
            return (wrote, answered, not_now)
        case _:
            return (draft, wrote, answered)


def _facts(t: Texts, seen: Seen) -> tuple[tuple[str, str], ...]:
    it, today = seen.contact, recurrence.local(seen.now, seen.zone).date()
    state, day = network.state(t, it, today, seen.zone), network.said_day(it.next_on, seen.zone)
    pairs = (
        (t(FACT_KNOWN), it.known_from),
        (t(FACT_MET), seen.met_in),
        (t(FACT_ASK), network.asked_for(t, it)),
        (t(FACT_STATE), state),
        (t(FACT_DATE), "" if day in state else day),
    )
    return tuple(pair for pair in pairs if pair[1])


def _short(contact: Contact) -> str:
    return first_line(contact.name, _NAME)


def _undo(t: Texts, undo: Undo | None) -> tuple[Button, ...]:
    return (Button(t(undo_view.BUTTON), undo),) if undo else ()
