"""A check-in: what was done, what comes next, and what of it is shared."""

import random
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain import days, plan

MOST_PROMISES = 3
FEWEST_CARDS = 16
LONGEST_QUESTION = 100
"""What fits beside a field."""

GRACE = timedelta(days=1)
"""How long a check-in begun in its week may still be sent after it, where no circle sets a time."""


class CheckInState(StrEnum):
    """How far a check-in has come."""

    BEGUN = "begun"
    DONE = "done"
    SKIPPED = "skipped"


class Part(StrEnum):
    """What of a check-in can be shown to others, one by one."""

    WINS = "wins"
    NOES = "noes"
    OBSTACLE = "obstacle"
    COMMITMENTS = "commitments"
    ANSWER = "answer"
    TIP = "tip"


class Mechanism(StrEnum):
    """By what a card helps, as far as it was tested; each has its source in docs/evidence.md."""

    WRITTEN_PLAN = "written_plan"
    NEXT_TWO_WEEKS = "next_two_weeks"
    IF_THEN = "if_then"
    INTENSITY = "intensity"
    ASKING_PEOPLE = "asking_people"
    FEEDBACK = "feedback"
    SETBACKS = "setbacks"
    MONITORING = "monitoring"
    JOB_CLUB = "job_club"
    GIVING_ADVICE = "giving_advice"
    SELF_COMPASSION = "self_compassion"
    WRITING = "writing"
    VALUES = "values"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One person's check-in for one calendar week of their own zone (`iso_week`, as 2026-W49).

    Skipping is per circle: `week_id` names the circle's week it answers, where there is one; the
    keys of its question and cards are then the same as that week's.
    """

    person_id: int
    iso_week: str
    started_at: datetime
    id: int = 0
    week_id: int | None = None
    state: CheckInState = CheckInState.BEGUN
    done_at: datetime | None = None
    question: str = ""
    skill: str = ""
    motivation: str = ""
    wins: str = ""
    noes: str = ""
    obstacle: str = ""
    confidence: int | None = None
    ready: bool | None = None
    answer: str = ""
    tip: str = ""
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What one week asks beside the rest."""

    text: str
    serves: Mechanism

    def __post_init__(self) -> None:
        """Refuse a question that does not fit beside its field."""
        if not 0 < len(self.text) <= LONGEST_QUESTION:
            raise ValueError(f"A question has 1 to {LONGEST_QUESTION} characters.")


@dataclass(frozen=True, slots=True)
class WeekCard:
    """What one week brings along: something to do, or something to lean on."""

    title: str
    text: str
    serves: Mechanism

    def __post_init__(self) -> None:
        """Refuse a card that leaves no room for the other one."""
        if not 0 < len(self.title) <= 60 or not 0 < len(self.text) <= 500:
            raise ValueError("A card has a title of up to 60 characters and a text of up to 500.")


@dataclass(frozen=True, slots=True)
class CheckInContent:
    """What the weeks draw on, by key."""

    questions: Mapping[str, Question]
    skills: Mapping[str, WeekCard]
    motivations: Mapping[str, WeekCard]

    def __post_init__(self) -> None:
        """Refuse so few that a term of eight weeks would repeat itself."""
        if min(map(len, (self.questions, self.skills, self.motivations))) < FEWEST_CARDS:
            raise ValueError(f"There should be {FEWEST_CARDS} or more of each kind.")


@dataclass(frozen=True, slots=True)
class Cards:
    """What one week carries: the keys of its question, its skill card and its motivation card."""

    question: str
    skill: str
    motivation: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody means to do, and when: the then, and the if where there is one."""

    trigger: str
    what: str


def draw(content: CheckInContent, past: Sequence[Cards], rng: random.Random) -> Cards:
    """Choose the next week's cards: one of each kind, and nothing again before all had a turn.

    `past` is what the weeks before carried, the newest first.
    """
    return Cards(
        question=_next(content.questions, [cards.question for cards in past], rng),
        skill=_next(content.skills, [cards.skill for cards in past], rng),
        motivation=_next(content.motivations, [cards.motivation for cards in past], rng),
    )


def cards_of(checkin: CheckIn) -> Cards:
    """Return what a check-in carried."""
    return Cards(checkin.question, checkin.skill, checkin.motivation)


def promises(text: str) -> tuple[Promise, ...]:
    """Read what somebody means to do, one to a line: `If X, then I will Y`, `X -> Y`, or freely."""
    lines = (_LEAD.sub("", line).strip() for line in text.splitlines())
    return tuple(_promise(line) for line in lines if line)


def parts(checkin: CheckIn, commitments: str) -> Mapping[Part, str]:
    """Return what of a check-in could be shown: the parts that say something."""
    said = {
        Part.WINS: checkin.wins,
        Part.NOES: checkin.noes,
        Part.OBSTACLE: checkin.obstacle,
        Part.COMMITMENTS: commitments,
        Part.ANSWER: checkin.answer,
        Part.TIP: checkin.tip,
    }
    return {part: text for part, text in said.items() if text}


def is_open(checkin: CheckIn, newest_week: int | None, now: datetime, zone: str) -> bool:
    """Tell whether a check-in can still be written.

    In a circle until the next opening, when `newest_week` becomes another id; alone until the
    person's week is over, with a day's grace for what was begun in it.
    """
    if checkin.week_id is not None:
        return checkin.week_id == newest_week
    return checkin.iso_week in {days.week_of(now, zone), days.week_of(now - GRACE, zone)}


_LEAD = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_SHAPES = (
    re.compile(r"(.+?)\s*(?:->|=>|→|⇒)\s*(.+)"),
    re.compile(r"(?:if|when)\s+(.+?)\s*,?\s+then\s+(.+)", re.IGNORECASE),
    re.compile(r"(?:if|when)\s+(.+?)\s*,\s*(.+)", re.IGNORECASE),
)
# "I call" becomes "call", to be said after "I will"; "I am calling" would no longer be English.
_I = re.compile(r"^i\s+(?!(?:am|have|had|was|would|can|could|should|might|may|must)\b)", re.I)


def _promise(line: str) -> Promise:
    for shape in _SHAPES:
        if read := shape.fullmatch(line):
            trigger = plan.bare_trigger(read[1])
            what = _I.sub("", plan.bare_response(read[2]))
            if trigger and what:
                return Promise(trigger, what)
    return Promise("", line)


def _next(keys: Collection[str], used: Sequence[str], rng: random.Random) -> str:
    """Choose a key that was not used yet, else the one whose last use is longest ago."""
    last = {key: place for place, key in reversed(list(enumerate(used)))}
    longest = max(last.get(key, len(used)) for key in keys)
    return rng.choice(sorted(key for key in keys if last.get(key, len(used)) == longest))
