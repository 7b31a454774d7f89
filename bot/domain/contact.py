"""A contact: somebody one knows, one small ask, and a date; and which of them is next."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain import recurrence
from bot.domain.application import ENDED_SHORT, Application, newest_first
from bot.domain.quiet import QuietHours

FIVE = 5
"""Names asked for at once."""
MET = 3
"""People met in one process who are asked for at once."""
LONGEST_NAME = 80
LONGEST_ASK = 160
LONGEST_CAME = 600
LONGEST_PROMPT = 100
FEWEST_PROMPTS = 12

LOOK_AFTER = 7
"""Days after an ask on which we look at it once."""
FARTHEST = 366
"""Days ahead that a date can lie."""
NUDGE_TIME = 10 * 60
"""Minutes of the local day at which a date is brought up."""


_LINKS = (" from", " at", " of")
_LITTLE = frozenset({
    "the", "a", "an", "my", "our", "his", "her", "their", "tell", "ask", "show", "let", "lend",
    "give", "help", "introduce", "send", "put",
})  # fmt: skip


class SmallAsk(StrEnum):
    """What can be asked of somebody without asking much."""

    TALK = "talk"
    CV = "cv"
    INTRODUCTION = "introduction"
    TEAM = "team"
    SKILLS = "skills"
    OWN = "own"


class ContactState(StrEnum):
    """What has come of it so far; `written` is a message that asked for nothing."""

    NAMED = "named"
    ASKED = "asked"
    WRITTEN = "written"
    ANSWERED = "answered"
    NOT_NOW = "not_now"


class DraftKind(StrEnum):
    """What a message to somebody is for."""

    ASK = "ask"
    THANKS = "thanks"
    TOUCH = "touch"


class Process(StrEnum):
    """How it stands with the application in which somebody was met."""

    GOING = "going"
    ENDED = "ended"
    NONE = "none"


class Misfit(StrEnum):
    """Why a day cannot be the next date."""

    PAST = "past"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody one knows; `next_on` is the day they come up, by the person's own calendar."""

    person_id: int
    name: str
    created_at: datetime
    id: int = 0
    application_id: int | None = None
    known_from: str = ""
    ask: SmallAsk | None = None
    own_ask: str = ""
    state: ContactState = ContactState.NAMED
    came: str = ""
    next_on: date | None = None
    asked_at: datetime | None = None

    @property
    def is_ready(self) -> bool:
        """Tell whether there is something to write to them: an ask, or thanks for a meeting."""
        return self.ask is not None or self.application_id is not None


@dataclass(frozen=True, slots=True)
class NetworkContent:
    """What helps to think of names: `prompts` take turns beside the empty lines."""

    prompts: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse so few that five lines would soon repeat themselves."""
        if len(set(self.prompts)) < FEWEST_PROMPTS:
            raise ValueError(f"There should be {FEWEST_PROMPTS} different prompts or more.")
        if not all(0 < len(prompt) <= LONGEST_PROMPT for prompt in self.prompts):
            raise ValueError(f"A prompt has 1 to {LONGEST_PROMPT} characters.")


def is_due(contact: Contact, today: date) -> bool:
    """Tell whether somebody's date has come."""
    return contact.next_on is not None and contact.next_on <= today


def ordered(contacts: Iterable[Contact], today: date) -> tuple[Contact, ...]:
    """Put first whose date has come, then who still lacks an ask, then by date, the rest last."""
    return tuple(sorted(contacts, key=lambda each: (_rank(each, today), _date(each), each.id)))


def to_choose(contacts: Iterable[Contact]) -> Contact | None:
    """Find the first name for which nothing small has been chosen yet."""
    bare = (each for each in contacts if each.state is ContactState.NAMED and not each.is_ready)
    return min(bare, key=lambda each: each.id, default=None)


def draft_for(contact: Contact) -> DraftKind:
    """Say which message fits how it stands with somebody."""
    if contact.state not in (ContactState.NAMED, ContactState.ASKED):
        return DraftKind.TOUCH
    if contact.application_id is not None and contact.ask is None:
        return DraftKind.THANKS
    return DraftKind.ASK


def process(application: Application | None) -> Process:
    """Say how it stands with the application in which somebody was met."""
    if application is None:
        return Process.NONE
    return Process.ENDED if application.status in ENDED_SHORT else Process.GOING


def asked(contact: Contact, now: datetime, zone: str) -> Contact:
    """Note that they were asked; the one look at it comes a week later."""
    look = recurrence.local(now, zone).date() + timedelta(days=LOOK_AFTER)
    return replace(contact, state=ContactState.ASKED, asked_at=now, next_on=look)


def written(contact: Contact, now: datetime) -> Contact:
    """Note thanks or a greeting that was sent: nothing has to come back from it."""
    return replace(contact, state=ContactState.WRITTEN, asked_at=now, next_on=None)


def answered(contact: Contact, came: str, next_on: date | None) -> Contact:
    """Note what came of it, and when they come up again, if they do."""
    return replace(contact, state=ContactState.ANSWERED, came=came, next_on=next_on)


def left(contact: Contact) -> Contact:
    """Leave somebody in peace: no date, until one is set again."""
    return replace(contact, state=ContactState.NOT_NOW, next_on=None)


def rewritten(before: Contact, after: Contact) -> Contact:
    """Return a contact as it was changed; with another ask it has not been asked yet."""
    if (before.ask, before.own_ask) == (after.ask, after.own_ask):
        return after
    return replace(after, state=ContactState.NAMED, asked_at=None)


def misfit(day: date, today: date) -> Misfit | None:
    """Say why a day cannot be a next date, or None when it can."""
    if day < today:
        return Misfit.PAST
    return Misfit.FAR if day > today + timedelta(days=FARTHEST) else None


def reminded_at(contact: Contact, now: datetime, zone: str, quiet: QuietHours) -> datetime | None:
    """Find when a date is brought up, outside quiet hours; None where there is nothing ahead."""
    if contact.next_on is None:
        return None
    at = quiet.next_waking(recurrence.instant_of(contact.next_on, NUDGE_TIME, zone), zone)
    return at if at > now else None


def newest_role(applications: Iterable[Application]) -> str:
    """Return the role somebody looked for last, as far as they named one."""
    named = (each.role for each in newest_first(applications) if each.role)
    return next(named, "")


def named_in(text: str, company: str) -> tuple[str, str]:
    """Read whom some words name, and the company they are from: "Dana from Hooli".

    What is nothing but a name is a person's here, even where it was taken for a company's.
    """
    words = " ".join(text.split())
    at = words.casefold().find(company.casefold()) if company else -1
    name = words if at < 0 else words[:at].strip(" ,(")
    for link in _LINKS if at >= 0 else ():
        name = name.removesuffix(link)
    if not name:
        name, company = words, ""
    return (name.strip(" ,.") if len(name) <= LONGEST_NAME else ""), company[:LONGEST_NAME]


def within_sentence(words: str) -> str:
    """Make what was typed fit into a sentence: no end of its own, no capital for a beginning.

    Only little words that cannot be a name lose their capital: "The choir", "Tell me who".
    """
    bare = words.strip().rstrip(" .!,;?")
    first = bare.split(maxsplit=1)[0] if bare else ""
    return bare[:1].lower() + bare[1:] if first.casefold() in _LITTLE else bare


_AFTERWARDS = (
    ContactState.ASKED,
    ContactState.WRITTEN,
    ContactState.ANSWERED,
    ContactState.NOT_NOW,
)


def _rank(contact: Contact, today: date) -> int:
    if is_due(contact, today):
        return 0
    if contact.state is ContactState.NAMED:
        return 2 if contact.is_ready else 1
    return 3 + _AFTERWARDS.index(contact.state)


def _date(contact: Contact) -> date:
    return contact.next_on or date.max
