"""A goal is kept in the person's own words; another one keeps what was before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain import goal
from bot.domain.goal import Goal, Value

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def test_there_are_eighteen_values_to_choose_from() -> None:
    assert len(Value) == 18


def test_the_latest_goal_holds() -> None:
    old, new = Goal(1, "nurse", NOW, 1), Goal(1, "midwife", NOW, 2)
    assert goal.in_force([new, old]) == new
    assert goal.newest([old, new]) == new
    assert goal.in_force([]) is None


def test_when_the_latest_rests_no_earlier_one_comes_back_by_itself() -> None:
    resting = Goal(1, "midwife", NOW, 2, rested_at=NOW)
    assert goal.in_force([resting, Goal(1, "nurse", NOW, 1)]) is None
    assert goal.newest([resting, Goal(1, "nurse", NOW, 1)]) == resting


def test_the_same_aim_stays_the_same_goal() -> None:
    before = Goal(1, "work with  people", NOW, 5, why="because", rested_at=NOW)
    later = NOW + timedelta(days=3)
    written = goal.written(before, Goal(1, "work with people", later, why="more", values=("care",)))
    assert written == replace(
        before, text="work with people", why="more", values=("care",), rested_at=None
    )


def test_another_aim_is_a_new_goal() -> None:
    new = Goal(1, "midwife", NOW)
    assert goal.written(Goal(1, "nurse", NOW, 5), new) == new
    assert goal.written(None, new) == new


def test_the_monthly_look_is_on_a_day_that_every_month_has() -> None:
    assert goal.look_day(NOW, "UTC") == 28
    assert goal.look_day(datetime(2026, 12, 5, 2, 0, tzinfo=UTC), "America/New_York") == 4


def test_nobody_is_asked_about_a_goal_just_set() -> None:
    assert goal.is_fresh(Goal(1, "nurse", NOW), NOW + timedelta(days=13))
    assert not goal.is_fresh(Goal(1, "nurse", NOW), NOW + timedelta(days=14))


def test_own_values_stand_beside_those_chosen_and_none_stands_twice() -> None:
    own = " patience ,; Patience, family,  good   food"
    assert goal.all_values(("family",), own) == ("family", "patience", "good food")
    assert goal.all_values((), "") == ()
