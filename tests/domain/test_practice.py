"""The rule that chooses the next practice, over every combination of what it reads."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain, combinations, product

import pytest

from bot.domain.application import Stage
from bot.domain.practice import Offer, Practice, Reason, Situation, next_steps, recent

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
ALL = frozenset(Practice)
THIS_VERSION = frozenset({
    Practice.REFLECT, Practice.FEEDBACK, Practice.PLAN, Practice.GOAL, Practice.REST,
})  # fmt: skip
STAGES = (None, *Stage)
MOODS = (None, 1, 2, 3, 4, 5)
NOES = (0, 1, 2, 3, 9, 10, 40)
WEEKS = (0, 3, 4, 7, 8, 60)
TALKED = (Stage.SCREEN, Stage.INTERVIEW, Stage.FINAL, Stage.OFFER)


def every_situation(available: frozenset[Practice] = ALL) -> Iterator[Situation]:
    for stage, mood, noes, weeks in product(STAGES, MOODS, NOES, WEEKS):
        yield Situation(available, stage, mood, frozenset(), noes, weeks)


def subsets(practices: frozenset[Practice]) -> Iterator[frozenset[Practice]]:
    ordered = sorted(practices)
    sizes = range(len(ordered) + 1)
    return map(frozenset, chain.from_iterable(combinations(ordered, size) for size in sizes))


def practices_of(situation: Situation) -> list[Practice]:
    return [offer.practice for offer in next_steps(situation)]


def test_never_more_than_three_and_never_one_of_them_twice() -> None:
    for situation in every_situation():
        offered = practices_of(situation)
        assert 1 <= len(offered) <= 3
        assert len(set(offered)) == len(offered)


def test_only_what_there_is_and_what_was_not_done_just_now_is_offered() -> None:
    for recently in subsets(THIS_VERSION):
        for stage, mood, noes in product(STAGES, MOODS, NOES):
            situation = Situation(THIS_VERSION, stage, mood, recently, noes, 8)
            assert not set(practices_of(situation)) & recently
            assert set(practices_of(situation)) <= THIS_VERSION


def test_leaving_something_out_only_moves_up_what_came_after_it() -> None:
    for situation in every_situation():
        whole = next_steps(situation)
        for left_out in subsets(frozenset(offer.practice for offer in whole)):
            fewer = Situation(
                ALL - left_out, situation.stage, situation.mood, frozenset(),
                situation.noes, situation.weeks,
            )  # fmt: skip
            done = Situation(
                ALL, situation.stage, situation.mood, left_out, situation.noes, situation.weeks
            )
            stay = [offer for offer in whole if offer.practice not in left_out]
            assert list(next_steps(fewer))[: len(stay)] == stay
            assert next_steps(fewer) == next_steps(done)


def test_everything_done_just_now_leaves_nothing_to_offer() -> None:
    for situation in every_situation():
        done = Situation(ALL, situation.stage, situation.mood, ALL, situation.noes)
        assert next_steps(done) == ()


def test_after_a_no_writing_comes_first_whatever_else_is_true() -> None:
    for situation in every_situation():
        if situation.stage is not None:
            assert next_steps(situation)[0].practice is Practice.REFLECT


def test_feeling_low_brings_rest_and_no_other_paths() -> None:
    for situation in every_situation():
        if situation.mood in (1, 2):
            first, second = next_steps(situation)[:2]
            assert first == Offer(Practice.REFLECT, Reason.REFLECT_LOW)
            assert second == Offer(Practice.REST, Reason.REST_LOW)
            assert Practice.PATHS not in practices_of(situation)
        else:
            assert Practice.REST not in practices_of(situation)


def test_feedback_is_offered_when_and_only_when_somebody_has_talked_with_them() -> None:
    for situation in every_situation():
        offered = Practice.FEEDBACK in practices_of(situation)
        assert offered == (situation.stage in TALKED)


def test_other_paths_wait_for_eight_weeks_or_ten_noes() -> None:
    for situation in every_situation():
        if situation.weeks < 8 and situation.noes < 10:
            assert Practice.PATHS not in practices_of(situation)
        elif situation.mood not in (1, 2):
            reason = Reason.PATHS_NOES if situation.noes >= 10 else Reason.PATHS_TIME
            assert Offer(Practice.PATHS, reason) in next_steps(situation)


def test_every_reason_is_given_in_some_situation() -> None:
    given = {
        offer.reason
        for situation in every_situation()
        for offer in chain(
            next_steps(situation),
            *(next_steps(Situation(frozenset({each}), situation.stage, situation.mood,
                                   frozenset(), situation.noes, situation.weeks))
              for each in Practice),
        )
    }  # fmt: skip
    assert given == set(Reason)


@pytest.mark.parametrize(
    ("stage", "mood", "noes", "weeks", "expected"),
    [
        (None, None, 0, 0, ["plan", "network", "goal"]),
        (None, None, 3, 8, ["paths_time", "plan_noes", "network"]),
        (None, 1, 0, 0, ["reflect_low", "rest_low", "plan"]),
        (Stage.NO_REPLY, None, 1, 1, ["reflect_early", "plan_next", "materials"]),
        (Stage.APPLYING, 3, 2, 1, ["reflect_early", "plan_next", "materials"]),
        (Stage.APPLYING, 3, 3, 1, ["reflect_early", "materials_noes", "plan_noes"]),
        (Stage.APPLYING, 2, 3, 1, ["reflect_low", "rest_low", "materials_noes"]),
        (Stage.APPLYING, 4, 12, 9, ["reflect_early", "paths_noes", "materials_noes"]),
        (Stage.SCREEN, 3, 1, 1, ["reflect_talked", "feedback_screen", "plan_next"]),
        (Stage.INTERVIEW, 3, 1, 1, ["reflect_talked", "feedback_interview", "plan_next"]),
        (Stage.INTERVIEW, 3, 4, 1, ["reflect_talked", "feedback_interview", "interview_noes"]),
        (Stage.FINAL, 1, 1, 1, ["reflect_low", "rest_low", "feedback_final"]),
        (Stage.FINAL, 5, 1, 8, ["reflect_talked", "feedback_final", "paths_time"]),
        (Stage.OFFER, None, 1, 1, ["reflect_talked", "feedback_offer", "plan_next"]),
    ],
)
def test_what_is_offered_of_all_ten(
    stage: Stage | None, mood: int | None, noes: int, weeks: int, expected: list[str]
) -> None:
    situation = Situation(ALL, stage, mood, frozenset(), noes, weeks)
    assert [offer.reason.value for offer in next_steps(situation)] == expected


@pytest.mark.parametrize(
    ("stage", "mood", "recently", "expected"),
    [
        (Stage.APPLYING, None, set(), ["reflect", "plan", "goal"]),
        (Stage.APPLYING, 1, set(), ["reflect", "rest", "plan"]),
        (Stage.FINAL, 3, set(), ["reflect", "feedback", "plan"]),
        (Stage.FINAL, 1, set(), ["reflect", "rest", "feedback"]),
        (Stage.FINAL, 3, {Practice.REFLECT}, ["feedback", "plan", "goal"]),
        (Stage.FINAL, 3, {Practice.REFLECT, Practice.PLAN}, ["feedback", "goal"]),
        (None, None, {Practice.PLAN, Practice.GOAL}, []),
    ],
)
def test_what_is_offered_of_what_this_version_has(
    stage: Stage | None, mood: int | None, recently: set[Practice], expected: list[str]
) -> None:
    situation = Situation(THIS_VERSION, stage, mood, frozenset(recently), 1, 1)
    assert [offer.practice.value for offer in next_steps(situation)] == expected


def test_a_practice_rests_for_its_own_time() -> None:
    last = {
        "reflect": NOW - timedelta(hours=19),
        "plan": NOW - timedelta(days=10),
        "goal": NOW - timedelta(days=27),
        "feedback": NOW,
    }
    assert recent(last, NOW) == {Practice.REFLECT, Practice.GOAL}


def test_a_practice_this_version_does_not_know_is_passed_by() -> None:
    assert recent({"juggling": NOW}, NOW) == frozenset()
