"""Interview practice: a bank of questions by family, which comes next, and what was answered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain import recurrence

FEWEST_QUESTIONS = 80
FEWEST_IN_FAMILY = 8
FEWEST_SETBACKS = 8
LONGEST_KEY = 30
LONGEST_QUESTION = 140
LONGEST_ADVICE = 220
"""Three questions with what to listen for have to fit into one message."""
LONGEST_ANSWER = 3000

RATINGS = (1, 2, 3, 4, 5)
IN_A_MOCK = 3

STILL_THE_SAME = timedelta(hours=20)
"""For so long a question that is open stays the question of the day."""


class Family(StrEnum):
    """What a question is about."""

    ABOUT_YOU = "about_you"
    MOTIVATION = "motivation"
    TOGETHER = "together"
    CONFLICT = "conflict"
    FAILURE = "failure"
    PROBLEMS = "problems"
    PRESSURE = "pressure"
    CLOSING = "closing"


class Part(StrEnum):
    """The parts of an answer that tells of something that happened."""

    SITUATION = "situation"
    TASK = "task"
    ACTION = "action"
    RESULT = "result"


SECONDS: Mapping[Part, int] = {
    Part.SITUATION: 20,
    Part.TASK: 10,
    Part.ACTION: 60,
    Part.RESULT: 30,
}
"""How an answer of two minutes is commonly divided; a rule of thumb."""

ASKED_OF_PEOPLE = tuple(family for family in Family if family is not Family.CLOSING)
"""The families of a mock interview: its end belongs to the questions of whoever is asked."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, what a good answer shows, and a common trap; `star` where a story is told."""

    text: str
    shows: str
    trap: str
    star: bool = False

    def __post_init__(self) -> None:
        if not self.text.endswith(("?", ".")) or len(self.text) > LONGEST_QUESTION:
            raise ValueError(f"a question ends, and has up to {LONGEST_QUESTION} characters.")
        for advice in (self.shows, self.trap):
            if not advice.strip() or len(advice) > LONGEST_ADVICE:
                raise ValueError(f"`shows` and `trap` have 1 to {LONGEST_ADVICE} characters.")


@dataclass(frozen=True, slots=True)
class Likely:
    """A setback that is likely in an interview, as the if of a sentence, and one idea for it."""

    trigger: str
    idea: str

    def __post_init__(self) -> None:
        for text in (self.trigger, self.idea):
            if not text.strip() or len(text) > LONGEST_QUESTION // 2:
                raise ValueError(f"a setback has 1 to {LONGEST_QUESTION // 2} characters.")


@dataclass(frozen=True, slots=True)
class RehearsalContent:
    """The questions by family and key, and the likely setbacks by key."""

    questions: dict[Family, dict[str, Question]]
    setbacks: dict[str, Likely]

    def __post_init__(self) -> None:
        for family in Family:
            if len(self.questions.get(family, {})) < FEWEST_IN_FAMILY:
                raise ValueError(f"`{family.value}` needs {FEWEST_IN_FAMILY} questions or more.")
        keys = [key for each in self.questions.values() for key in each]
        if len(keys) < FEWEST_QUESTIONS:
            raise ValueError(f"there are {len(keys)} questions, and {FEWEST_QUESTIONS} are needed.")
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"`{twice[0]}` names two questions.")
        if any(len(key) > LONGEST_KEY for key in keys):
            raise ValueError(f"the key of a question has up to {LONGEST_KEY} characters.")
        if len(self.setbacks) < FEWEST_SETBACKS:
            raise ValueError(f"{FEWEST_SETBACKS} likely setbacks or more are needed.")

    def question(self, key: str) -> Question | None:
        """Return a question by its key; one that was taken out of the bank is gone."""
        return next((bank[key] for bank in self.questions.values() if key in bank), None)

    def family(self, key: str) -> Family | None:
        """Return the family of a question."""
        return next((family for family, bank in self.questions.items() if key in bank), None)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """One question as it was put to one person, and their own answer; `asked` counts how often."""

    person_id: int
    question: str
    asked_at: datetime
    id: int = 0
    asked: int = 1
    answer: str = ""
    rating: int | None = None
    answered_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether it still waits for an answer, or for a new one when it came round again."""
        return self.answered_at is None or self.answered_at < self.asked_at


def latest(kept: Iterable[Rehearsal]) -> Rehearsal | None:
    """Return what was asked last."""
    return max(kept, key=_when, default=None)


def standing(kept: Iterable[Rehearsal]) -> Rehearsal | None:
    """Return the question that was asked last, if it still waits for an answer."""
    last = latest(kept)
    return last if last is not None and last.is_open else None


def next_question(
    content: RehearsalContent, kept: Sequence[Rehearsal], family: Family | None = None
) -> str:
    """Choose the next question's key: none comes again before all had a turn, families rotate.

    Of those that had as many turns, what was never answered comes first.
    """
    known = {each.question: each for each in kept}
    told = sorted(kept, key=_when)
    turns = {each.question: place for place, each in enumerate(told)}
    last = told[-1].question if told else ""
    families = [each for each in Family if family in (None, each)]
    lately = {
        each: max((turns.get(key, -1) for key in content.questions[each]), default=-1)
        for each in families
    }

    def order(choice: tuple[Family, str]) -> tuple[bool, int, bool, int, int]:
        its_family, key = choice
        row = known.get(key)
        asked, answered = (row.asked, not row.is_open) if row else (0, False)
        return key == last, asked, answered, lately[its_family], turns.get(key, -1)

    offered = [(each, key) for each in families for key in content.questions[each]]
    return min(offered, key=order)[1]


def put(kept: Iterable[Rehearsal], person_id: int, question: str, now: datetime) -> Rehearsal:
    """Put a question, for the first time or once more; the earlier answer stays."""
    before = next((each for each in kept if each.question == question), None)
    if before is None:
        return Rehearsal(person_id, question, now)
    return replace(before, asked=before.asked + 1, asked_at=now)


def is_of_today(open_one: Rehearsal | None, now: datetime) -> bool:
    """Tell whether an open question is fresh enough to be the one of the day."""
    return open_one is not None and now - open_one.asked_at < STILL_THE_SAME


def answered_today(kept: Iterable[Rehearsal], zone: str, now: datetime) -> bool:
    """Tell whether somebody has practised today, by their own calendar."""
    today = recurrence.local(now, zone).date()
    told = (each.answered_at for each in kept if each.answered_at is not None)
    return any(recurrence.local(at, zone).date() == today for at in told)


def answers(
    content: RehearsalContent, kept: Iterable[Rehearsal], family: Family
) -> tuple[Rehearsal, ...]:
    """Return what was answered in a family, the latest answer first."""
    found = [
        (each.answered_at, each.id, each) for each in kept
        if each.answered_at is not None and content.family(each.question) is family
    ]  # fmt: skip
    return tuple(each for _, _, each in sorted(found, key=lambda one: one[:2], reverse=True))


def progress(
    content: RehearsalContent, kept: Sequence[Rehearsal]
) -> Mapping[Family, tuple[int, int]]:
    """Count, by family, the questions answered so far and those there are."""
    return {
        family: (len(answers(content, kept, family)), len(content.questions[family]))
        for family in Family
    }


def mock(content: RehearsalContent, number: int) -> tuple[str, ...]:
    """Return the questions of a mock interview, from as many families, the same for a number."""
    chosen = []
    for place in range(IN_A_MOCK):
        family = ASKED_OF_PEOPLE[(IN_A_MOCK * number + place) % len(ASKED_OF_PEOPLE)]
        keys = list(content.questions[family])
        chosen.append(keys[(number + place) % len(keys)])
    return tuple(chosen)


def meant_family(words: str, names: Mapping[Family, str]) -> Family | None:
    """Find the family somebody names, by its own name or by a telling word of it."""
    said = {word.strip(".,:!?") for word in words.casefold().split()}
    for family, name in names.items():
        telling = {word.strip(".,:!?") for word in name.casefold().split() if len(word) > _TELLING}
        if said & telling:
            return family
    return None


_TELLING = 5
"""Letters of a word that says little by itself."""


def _when(each: Rehearsal) -> tuple[datetime, int]:
    return each.asked_at, each.id
