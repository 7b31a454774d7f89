"""Practice questions: the bank, the turn of each, and what was answered."""

import itertools
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import content
from bot.domain import rehearsal
from bot.domain.rehearsal import (
    ASKED_OF_PEOPLE,
    SECONDS,
    Family,
    Likely,
    Part,
    Question,
    Rehearsal,
    RehearsalContent,
)

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
CONTENT = content.read(content.config_folder() / "en" / "questions.toml", RehearsalContent)
KEYS = [key for bank in CONTENT.questions.values() for key in bank]


def asked_in_turn(
    kept: tuple[Rehearsal, ...], count: int, family: Family | None = None
) -> tuple[tuple[Rehearsal, ...], list[str]]:
    """Ask one question after the other, a minute between them."""
    told: list[str] = []
    begun = max((each.asked_at for each in kept), default=NOW)
    for place in range(1, count + 1):
        key = rehearsal.next_question(CONTENT, kept, family)
        new = rehearsal.put(kept, 1, key, begun + timedelta(minutes=place))
        new = new if new.id else replace(new, id=len(kept) + 1)
        kept = (*(each for each in kept if each.id != new.id), new)
        told.append(key)
    return kept, told


def test_there_are_eighty_questions_and_more_in_eight_families() -> None:
    assert len(KEYS) == len(set(KEYS)) >= 80
    assert len(Family) == len(CONTENT.questions) == 8
    texts = [each.text for bank in CONTENT.questions.values() for each in bank.values()]
    assert len(set(texts)) == len(texts)


def test_an_answer_that_tells_a_story_takes_two_minutes_half_of_them_for_what_one_did() -> None:
    assert SECONDS == {Part.SITUATION: 20, Part.TASK: 10, Part.ACTION: 60, Part.RESULT: 30}
    assert sum(SECONDS.values()) == 2 * SECONDS[Part.ACTION] == 120


def test_no_question_comes_again_before_all_had_their_turn_and_families_rotate() -> None:
    kept, told = asked_in_turn((), len(KEYS))
    assert sorted(told) == sorted(KEYS)
    families = [CONTENT.family(key) for key in told]
    assert set(families[:8]) == set(Family)
    assert set(families[8:16]) == set(Family)
    # Families run out one after the other; until the first does, none follows itself.
    assert all(one is not other for one, other in itertools.pairwise(families[:65]))
    again, twice = asked_in_turn(kept, len(KEYS))
    assert sorted(twice) == sorted(KEYS)
    assert {each.asked for each in again} == {2}


@given(st.lists(st.tuples(st.sampled_from([None, *Family]), st.booleans()), max_size=60))
def test_whatever_is_chosen_and_answered_none_comes_twice_in_a_row_nor_out_of_turn(
    steps: list[tuple[Family | None, bool]],
) -> None:
    kept: tuple[Rehearsal, ...] = ()
    before = ""
    for place, (family, answers) in enumerate(steps):
        at = NOW + timedelta(minutes=place)
        key = rehearsal.next_question(CONTENT, kept, family)
        assert key != before
        assert family in (None, CONTENT.family(key))
        counts = Counter({each.question: each.asked for each in kept})
        offered = KEYS if family is None else list(CONTENT.questions[family])
        assert counts[key] == min(counts[each] for each in offered if each != before)
        new = rehearsal.put(kept, 1, key, at)
        new = replace(new, id=new.id or len(kept) + 1)
        if answers:
            new = replace(new, answer="So.", answered_at=at)
        kept = (*(each for each in kept if each.id != new.id), new)
        before = key
        assert rehearsal.latest(kept) == new
        assert rehearsal.standing(kept) == (None if answers else new)


def test_in_a_later_round_what_was_never_answered_comes_first() -> None:
    kept, told = asked_in_turn((), 11, Family.ABOUT_YOU)
    kept = tuple(
        each if each.question == told[4] else replace(each, answered_at=each.asked_at)
        for each in kept
    )
    assert rehearsal.next_question(CONTENT, kept, Family.ABOUT_YOU) == told[4]


def test_a_question_that_comes_round_again_is_open_again_and_keeps_its_answer() -> None:
    before = Rehearsal(1, KEYS[0], NOW, id=3, answer="So.", answered_at=NOW)
    again = rehearsal.put((before,), 1, KEYS[0], NOW + timedelta(days=90))
    assert not before.is_open
    assert again.is_open
    assert (again.id, again.answer, again.asked) == (3, "So.", 2)


def test_the_question_of_the_day_stays_for_a_day() -> None:
    known = Rehearsal(1, KEYS[0], NOW)
    assert rehearsal.is_of_today(known, NOW + timedelta(hours=19))
    assert not rehearsal.is_of_today(known, NOW + timedelta(hours=20))
    assert not rehearsal.is_of_today(None, NOW)


@pytest.mark.parametrize(
    ("zone", "today"), [("UTC", False), ("America/New_York", True), ("Asia/Tokyo", False)]
)
def test_today_is_the_persons_own_day(zone: str, *, today: bool) -> None:
    late = datetime(2026, 11, 29, 23, 30, tzinfo=UTC)
    known = Rehearsal(1, KEYS[0], late, answered_at=late)
    now = datetime(2026, 11, 30, 4, 0, tzinfo=UTC)
    if zone == "Asia/Tokyo":
        now += timedelta(days=1)
    assert rehearsal.answered_today((known, Rehearsal(1, KEYS[1], now)), zone, now) is today


def test_answers_are_counted_and_listed_by_family_the_latest_first() -> None:
    first = Rehearsal(1, "weakness", NOW, id=1, answered_at=NOW)
    later = Rehearsal(1, "strength", NOW, id=2, answered_at=NOW + timedelta(hours=1))
    other = Rehearsal(1, "why_us", NOW, id=3, answered_at=NOW)
    kept = (first, later, other, Rehearsal(1, "proud", NOW, id=4))
    gone = Rehearsal(1, "taken_out_since", NOW, id=5, answered_at=NOW)
    assert rehearsal.answers(CONTENT, (*kept, gone), Family.ABOUT_YOU) == (later, first)
    progress = rehearsal.progress(CONTENT, (*kept, gone))
    assert progress[Family.ABOUT_YOU] == (2, len(CONTENT.questions[Family.ABOUT_YOU]))
    assert sum(done for done, _ in progress.values()) == 3
    assert CONTENT.question("taken_out_since") is None
    assert CONTENT.family("taken_out_since") is None


@given(st.integers(min_value=-(2**62), max_value=2**62))
def test_a_mock_interview_asks_three_questions_of_three_families(number: int) -> None:
    chosen = rehearsal.mock(CONTENT, number)
    families = [CONTENT.family(key) for key in chosen]
    assert len(set(families)) == 3
    assert set(families) <= set(ASKED_OF_PEOPLE)
    assert rehearsal.mock(CONTENT, number) == chosen
    assert rehearsal.mock(CONTENT, number + 1) != chosen


@pytest.mark.parametrize(
    ("words", "family"),
    [
        ("conflict", Family.CONFLICT),
        ("something about Pressure, please", Family.PRESSURE),
        ("working with people", Family.TOGETHER),
        ("Acme", None),
        ("", None),
    ],
)
def test_a_family_is_known_by_a_telling_word(words: str, family: Family | None) -> None:
    names = {
        Family.ABOUT_YOU: "About you",
        Family.CONFLICT: "Conflict",
        Family.TOGETHER: "Working with others",
        Family.PRESSURE: "Pressure and change",
    }
    assert rehearsal.meant_family(words, names) is family


QUESTION = Question("Why?", "So.", "No.")


def bank(prefix: str, count: int = 10) -> dict[str, Question]:
    return {f"{prefix}_{number}": QUESTION for number in range(count)}


BANKS = {family: bank(family.value) for family in Family}
LIKELY = {str(number): Likely("it rains", "stay") for number in range(8)}
FEW = {family: bank(family.value, 9) for family in Family}
SMALL = BANKS | {Family.CLOSING: bank("few", 7)}
TWICE = BANKS | {Family.CLOSING: bank("conflict")}
LONG = BANKS | {Family.CLOSING: bank("x" * 30)}


@pytest.mark.parametrize(
    ("questions", "setbacks", "said"),
    [
        (SMALL, LIKELY, "`closing` needs 8"),
        (FEW, LIKELY, "there are 72 questions"),
        (TWICE, LIKELY, "`conflict_0` names two"),
        (LONG, LIKELY, "up to 30 characters"),
        (BANKS, {}, "8 likely setbacks"),
    ],
)
def test_a_bank_that_lacks_something_is_refused(
    questions: dict[Family, dict[str, Question]], setbacks: dict[str, Likely], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        RehearsalContent(questions, setbacks)
    assert RehearsalContent(BANKS, LIKELY).setbacks == LIKELY


@pytest.mark.parametrize(
    ("text", "advice"),
    [("Why", "So."), ("W" * 140 + "?", "So."), ("Why?", " "), ("Why?", "s" * 221)],
)
def test_a_question_that_does_not_fit_is_refused(text: str, advice: str) -> None:
    with pytest.raises(ValueError, match="characters"):
        Question(text, advice, "No.")


@pytest.mark.parametrize(("trigger", "idea"), [("", "stay"), ("it rains", "s" * 71)])
def test_a_setback_that_does_not_fit_is_refused(trigger: str, idea: str) -> None:
    with pytest.raises(ValueError, match="1 to 70"):
        Likely(trigger, idea)
