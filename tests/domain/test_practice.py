"""The rule that chooses the next practice, over every combination of what it reads."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain, combinations, product

import pytest

from bot.domain.application import Stage
from bot.domain.practice import Offer, Practice, Reason, Situation, next_steps, recent

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
STAGES = (None, *Stage)
MOODS = (None, 1, 2, 3, 4, 5)
NOES = (0, 1, 2, 3, 40)
IN_FIELD = (0, 9, 10, 40)
WEEKS = (0, 3, 4, 7, 8, 60)
LOW = (1, 2)
TALKED = (Stage.SCREEN, Stage.INTERVIEW, Stage.FINAL, Stage.OFFER)
UP_TO_TWO = tuple(
    frozenset(each) for each in chain.from_iterable(combinations(Practice, n) for n in range(3))
)


def every_situation(
    recently: frozenset[Practice] = frozenset(),
) -> Iterator[Situation]:
    for stage, mood, noes, field, weeks in product(STAGES, MOODS, NOES, IN_FIELD, WEEKS):
        yield Situation(stage, mood, recently, noes, weeks, field)


def with_recent() -> Iterator[Situation]:
    """Every band of what is read, with every set of up to two practices done just now."""
    bands = product(STAGES, (None, 2, 3), (0, 3), (9, 10), (3, 4, 8), UP_TO_TWO)
    for stage, mood, noes, field, weeks, recently in bands:
        yield Situation(stage, mood, recently, noes, weeks, field)


def practices_of(situation: Situation) -> list[Practice]:
    return [offer.practice for offer in next_steps(situation)]


def test_one_to_three_are_offered_never_one_twice_and_never_one_done_just_now() -> None:
    for situation in with_recent():
        offered = practices_of(situation)
        assert 1 <= len(offered) <= 3
        assert len(set(offered)) == len(offered)
        assert not set(offered) & situation.recent


def test_bands_are_whole_no_number_within_one_makes_a_difference() -> None:
    def band(situation: Situation) -> Situation:
        mood = 3 if situation.mood is not None and situation.mood > 2 else situation.mood
        weeks = max(each for each in (0, 4, 8) if each <= situation.weeks)
        return replace(
            situation,
            mood=2 if mood in LOW else None,
            noes=3 if situation.noes >= 3 else 0,
            in_field=10 if situation.in_field >= 10 else 0,
            weeks=weeks,
        )

    for situation in every_situation():
        assert next_steps(situation) == next_steps(band(situation))


def test_doing_one_just_now_only_moves_up_what_came_after_it() -> None:
    for situation in with_recent():
        whole = next_steps(replace(situation, recent=frozenset()))
        stay = [offer for offer in whole if offer.practice not in situation.recent]
        assert list(next_steps(situation))[: len(stay)] == stay


def test_everything_done_just_now_leaves_nothing_to_offer() -> None:
    for situation in every_situation(frozenset(Practice)):
        assert next_steps(situation) == ()


def test_after_a_no_writing_comes_first_unless_it_was_done() -> None:
    for situation in with_recent():
        if situation.stage is not None and Practice.REFLECT not in situation.recent:
            assert practices_of(situation)[0] is Practice.REFLECT


def test_feeling_low_brings_rest_and_never_other_paths() -> None:
    for situation in chain(every_situation(), with_recent()):
        offers = next_steps(situation)
        if situation.mood not in LOW:
            assert Practice.REST not in practices_of(situation)
            continue
        assert Practice.PATHS not in practices_of(situation)
        first = [Offer(Practice.REFLECT, Reason.REFLECT_LOW), Offer(Practice.REST, Reason.REST_LOW)]
        left = [offer for offer in first if offer.practice not in situation.recent]
        assert list(offers[: len(left)]) == left


def test_feedback_is_offered_when_and_only_when_somebody_has_talked_with_them() -> None:
    for situation in with_recent():
        offered = Practice.FEEDBACK in practices_of(situation)
        is_free = Practice.FEEDBACK not in situation.recent
        assert offered == (situation.stage in TALKED and is_free)


def test_other_paths_wait_for_eight_weeks_or_ten_noes_in_one_field() -> None:
    for situation in every_situation():
        if situation.weeks < 8 and situation.in_field < 10:
            assert Practice.PATHS not in practices_of(situation)
        elif situation.mood not in LOW:
            reason = Reason.PATHS_NOES if situation.in_field >= 10 else Reason.PATHS_TIME
            assert Offer(Practice.PATHS, reason) in next_steps(situation)


def test_noes_spread_over_many_fields_say_nothing_of_the_path() -> None:
    spread = Situation(Stage.APPLYING, 3, frozenset(), noes=40, weeks=7, in_field=9)
    assert Practice.PATHS not in practices_of(spread)


def test_every_reason_is_given_in_some_situation() -> None:
    given = {
        offer.reason
        for each in Practice
        for situation in every_situation(frozenset(Practice) - {each})
        for offer in next_steps(situation)
    }
    assert given == set(Reason)


P = Practice


# What somebody is told, read aloud: how far it got, how they are, noes in a row, noes in one
# field, weeks of searching, what they did just now; and what is offered, the most fitting first.
@pytest.mark.parametrize(
    ("stage", "mood", "noes", "field", "weeks", "done", "expected"),
    [
        # On any day without a no.
        (None, None, 0, 0, 0, (), ["plan", "network", "goal"]),
        (None, None, 0, 0, 0, (P.PLAN,), ["network", "goal"]),
        (None, None, 0, 0, 4, (P.PLAN, P.NETWORK), ["goal", "grow"]),
        (None, None, 0, 0, 8, (), ["paths_time", "plan", "network"]),
        (None, None, 0, 0, 8, (P.PATHS, P.PLAN), ["network", "goal_long", "grow"]),
        (None, None, 3, 0, 0, (), ["plan_noes", "network", "goal"]),
        (None, None, 10, 10, 4, (), ["paths_noes", "plan_noes", "network"]),
        (None, 1, 0, 0, 0, (), ["reflect_low", "rest_low", "plan"]),
        (None, 2, 0, 0, 60, (P.REFLECT,), ["rest_low", "plan", "network"]),
        # Before anybody had talked with them.
        (Stage.NO_REPLY, None, 1, 1, 1, (), ["reflect_early", "plan_next", "materials"]),
        (Stage.APPLYING, 3, 2, 2, 1, (), ["reflect_early", "plan_next", "materials"]),
        (Stage.APPLYING, 3, 2, 2, 1, (P.PLAN,), ["reflect_early", "materials", "network"]),
        (Stage.APPLYING, 3, 3, 3, 1, (), ["reflect_early", "materials_noes", "plan_noes"]),
        (Stage.APPLYING, 2, 3, 3, 1, (), ["reflect_low", "rest_low", "materials_noes"]),
        (Stage.APPLYING, 4, 12, 12, 9, (), ["reflect_early", "paths_noes", "materials_noes"]),
        (Stage.APPLYING, 4, 12, 3, 7, (), ["reflect_early", "materials_noes", "plan_noes"]),
        (Stage.APPLYING, 1, 40, 40, 60, (), ["reflect_low", "rest_low", "materials_noes"]),
        # After a conversation.
        (Stage.SCREEN, 3, 1, 1, 1, (), ["reflect_talked", "feedback_screen", "plan_next"]),
        (Stage.SCREEN, 3, 1, 1, 1, (P.REFLECT, P.PLAN),
         ["feedback_screen", "interview", "network_met"]),
        (Stage.INTERVIEW, 3, 1, 1, 1, (), ["reflect_talked", "feedback_interview", "plan_next"]),
        (Stage.INTERVIEW, 3, 4, 4, 1, (),
         ["reflect_talked", "feedback_interview", "interview_noes"]),
        (Stage.INTERVIEW, 3, 4, 4, 1, (P.REFLECT, P.INTERVIEW),
         ["feedback_interview", "plan_noes", "network_met"]),
        # So close.
        (Stage.FINAL, 1, 1, 1, 1, (), ["reflect_low", "rest_low", "feedback_final"]),
        (Stage.FINAL, 5, 1, 1, 8, (), ["reflect_talked", "feedback_final", "paths_time"]),
        (Stage.FINAL, 5, 1, 1, 8, (P.PATHS,), ["reflect_talked", "feedback_final", "plan_next"]),
        (Stage.OFFER, None, 1, 1, 1, (), ["reflect_talked", "feedback_offer", "plan_next"]),
        (Stage.OFFER, 2, 40, 40, 60, (), ["reflect_low", "rest_low", "feedback_offer"]),
    ],
)  # fmt: skip
def test_what_is_offered(
    stage: Stage | None, mood: int | None, noes: int, field: int, weeks: int,
    done: tuple[Practice, ...], expected: list[str],
) -> None:  # fmt: skip
    situation = Situation(stage, mood, frozenset(done), noes, weeks, field)
    assert [offer.reason.value for offer in next_steps(situation)] == expected


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
