"""A request for feedback: a thank-you with two specific questions, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain import days, recurrence
from bot.domain.application import Application, Stage, folded
from bot.domain.practice import EARLY
from bot.domain.quiet import QuietHours

WORKING_DAYS = 5
"""Working days after which we ask, once, whether they answered."""

ASKING_TIME = 10 * 60
"""Minutes of the local day at which we ask."""


class FeedbackTone(StrEnum):
    """How the message sounds."""

    WARM = "warm"
    PLAIN = "plain"
    FORMAL = "formal"


class FeedbackState(StrEnum):
    """How far a request has come."""

    DRAFT = "draft"
    SENT = "sent"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"


class Occasion(StrEnum):
    """What the two questions can be about, by how far it got."""

    PAPER = "paper"
    SCREEN = "screen"
    INTERVIEW = "interview"
    FINAL = "final"
    OFFER = "offer"


class Theme(StrEnum):
    """What an answer can be about."""

    SKILLS = "skills"
    INTERVIEW = "interview"
    MATERIALS = "materials"
    EXPERIENCE = "experience"
    FIT = "fit"
    OTHER_PERSON = "other_person"
    CLOSED = "closed"
    VAGUE = "vague"


class Hands(StrEnum):
    """In whose hands a theme lies."""

    YOURS = "yours"
    SHARED = "shared"
    THEIRS = "theirs"


IN_HANDS = {
    Theme.SKILLS: Hands.YOURS,
    Theme.INTERVIEW: Hands.YOURS,
    Theme.MATERIALS: Hands.YOURS,
    Theme.EXPERIENCE: Hands.SHARED,
    Theme.FIT: Hands.SHARED,
    Theme.OTHER_PERSON: Hands.THEIRS,
    Theme.CLOSED: Hands.THEIRS,
    Theme.VAGUE: Hands.THEIRS,
}


@dataclass(frozen=True, slots=True)
class FeedbackRequest:
    """One request; `body` is the message as the person may copy it."""

    person_id: int
    created_at: datetime
    id: int = 0
    application_id: int | None = None
    company: str = ""
    tone: FeedbackTone = FeedbackTone.WARM
    interviewer: str = ""
    valued_one: str = ""
    valued_two: str = ""
    body: str = ""
    state: FeedbackState = FeedbackState.DRAFT
    sent_at: datetime | None = None
    answer: str = ""
    themes: tuple[str, ...] = ()


def occasion(stage: Stage | None) -> Occasion:
    """Say what can be asked about; where nobody has talked, or we do not know, the application."""
    if stage is None or stage in EARLY:
        return Occasion.PAPER
    return Occasion(stage.value)


def application_at(applications: Iterable[Application], company: str) -> Application | None:
    """Find the latest application to a company, by its name in any case."""
    name = folded(company)
    same = (each for each in applications if name and folded(each.company) == name)
    return max(same, key=lambda each: (each.created_at, each.id), default=None)


def next_tone(tone: FeedbackTone) -> FeedbackTone:
    """Go round the tones."""
    tones = tuple(FeedbackTone)
    return tones[(tones.index(tone) + 1) % len(tones)]


def ask_again_at(sent: datetime, zone: str, quiet: QuietHours) -> datetime:
    """Find when to ask whether they answered: five working days on, outside quiet hours."""
    day = days.working_days_after(recurrence.local(sent, zone).date(), WORKING_DAYS)
    return quiet.next_waking(recurrence.instant_of(day, ASKING_TIME, zone), zone)


def by_hands(themes: Iterable[str]) -> dict[Hands, tuple[Theme, ...]]:
    """Sort themes by whose hands they lie in, unknown ones left out, in the order of the list."""
    known = [theme for theme in Theme if theme in set(themes)]
    return {
        hands: found for hands in Hands
        if (found := tuple(theme for theme in known if IN_HANDS[theme] is hands))
    }  # fmt: skip
