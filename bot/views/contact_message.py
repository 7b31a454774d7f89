"""The messages one can copy to a contact: an ask, a thank-you, a greeting; in three tones."""

from dataclasses import dataclass
from typing import assert_never

from bot.domain import contact as contacts
from bot.domain.application import Application
from bot.domain.contact import Contact, DraftKind, Process, SmallAsk
from bot.domain.feedback import FeedbackTone
from bot.texts import Line, Texts
from bot.views.feedback_message import JOB_NAMED, JOB_UNNAMED, YOUR_COMPANY

GREETING = {tone: Line(f"network.greeting.{tone}", "name") for tone in FeedbackTone}
HELLO_KNOWN = {tone: Line(f"network.hello_{tone}.known", "place") for tone in FeedbackTone}
HELLO = {tone: Line(f"network.hello_{tone}.unknown") for tone in FeedbackTone}
SEARCH_ROLE = {tone: Line(f"network.search_{tone}.role", "role") for tone in FeedbackTone}
SEARCH = {tone: Line(f"network.search_{tone}.no_role") for tone in FeedbackTone}
ASK = {
    (tone, ask): Line(f"network.ask_{tone}.{ask}", *(("ask",) if ask is SmallAsk.OWN else ()))
    for tone in FeedbackTone
    for ask in SmallAsk
}
THANKS = {
    (tone, process): Line(
        f"network.thanks_{tone}.{process}",
        *(() if process is Process.NONE else ("job", "company")),
    )
    for tone in FeedbackTone
    for process in Process
}
TOUCH = {tone: Line(f"network.touch_{tone}.text") for tone in FeedbackTone}
CLOSE = {
    (kind, tone): Line(f"network.close_{kind}.{tone}")
    for kind in DraftKind
    for tone in FeedbackTone
}


@dataclass(frozen=True, slots=True)
class Background:
    """What a message can be filled with: the role one looks for, and where somebody was met."""

    role: str = ""
    met_in: Application | None = None


@dataclass(frozen=True, slots=True)
class Manner:
    """How a message is written: what for, in which tone, and in which of its wordings."""

    kind: DraftKind
    tone: FeedbackTone
    turn: int


def message(t: Texts, contact: Contact, background: Background, manner: Manner) -> str:
    """Write a message that asks for one small thing at most."""
    greeting = t(GREETING[manner.tone], name=contact.name)
    close = t(CLOSE[manner.kind, manner.tone], turn=manner.turn)
    return "\n\n".join((greeting, *_middle(t, contact, background, manner), close))


def _middle(t: Texts, contact: Contact, background: Background, manner: Manner) -> tuple[str, ...]:
    match manner.kind:
        case DraftKind.ASK:
            return _asking(t, contact, background.role, manner)
        case DraftKind.THANKS:
            return (_thanks(t, background.met_in, manner),)
        case DraftKind.TOUCH:
            return (t(TOUCH[manner.tone], turn=manner.turn),)
        case _ as never:
            assert_never(never)


def _asking(t: Texts, contact: Contact, role: str, manner: Manner) -> tuple[str, ...]:
    tone, turn = manner.tone, manner.turn
    hello = t(HELLO[tone], turn=turn)
    if contact.known_from:
        place = contacts.within_sentence(contact.known_from)
        hello = t(HELLO_KNOWN[tone], turn=turn, place=place)
    search = t(SEARCH_ROLE[tone], turn=turn, role=role) if role else t(SEARCH[tone], turn=turn)
    return f"{hello} {search}", _ask(t, contact, manner)


def _ask(t: Texts, contact: Contact, manner: Manner) -> str:
    ask = contact.ask or SmallAsk.TALK
    line = ASK[manner.tone, ask]
    if ask is SmallAsk.OWN:
        return t(line, turn=manner.turn, ask=contacts.within_sentence(contact.own_ask))
    return t(line, turn=manner.turn)


def _thanks(t: Texts, application: Application | None, manner: Manner) -> str:
    process = contacts.process(application)
    line = THANKS[manner.tone, process]
    if application is None:
        return t(line, turn=manner.turn)
    job = t(JOB_NAMED, role=application.role) if application.role else t(JOB_UNNAMED)
    company = application.company or t(YOUR_COMPANY)
    return t(line, turn=manner.turn, job=job, company=company)
