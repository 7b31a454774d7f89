"""Other paths: steps, ideas by skill, noes in one field, and when the one question comes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.domain import recurrence
from bot.domain.paths import (
    ASIDE_FOR,
    Family,
    Paths,
    PathsContent,
    Step,
    Verdict,
    ideas,
    is_aside,
    look_again_at,
    newest,
    next_step,
    noes_in_one_field,
    strengths,
    with_role,
)
from bot.domain.quiet import QuietHours
from bot.domain.reflection import Reflection

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
LOOK = Paths(1, NOW, id=1)
ANY_FIELD = ("senior", "junior", "manager", "remote")
ROLES = some.lists(some.text("ab -", max_size=12), max_size=6)


def family(*skills: str) -> Family:
    return Family("Something", "What it is.", ("one", "two"), skills)


@pytest.mark.parametrize(
    ("look", "step"),
    [
        (LOOK, Step.SKILLS),
        (replace(LOOK, roles=("guide",)), Step.SKILLS),
        (replace(LOOK, asked_for="the till"), Step.ROLES),
        (replace(LOOK, unasked="the rota"), Step.ROLES),
        (replace(LOOK, tools="a lathe"), Step.ROLES),
        (replace(LOOK, skills=("writing",)), Step.ROLES),
        (replace(LOOK, strengths=("calm",)), Step.ROLES),
        (replace(LOOK, tools="a lathe", roles=("guide",)), Step.TALK),
        (replace(LOOK, tools="a lathe", roles=("guide",), done_at=NOW), Step.DONE),
    ],
)
def test_the_next_step_is_the_first_that_is_empty(look: Paths, step: Step) -> None:
    assert next_step(look) is step


@pytest.mark.parametrize(
    ("roles", "count"),
    [
        ([], 0),
        (["", "--", "UX"], 0),
        (["Data Analyst", "analyst (junior)", "Senior business analyst"], 3),
        (["product manager", "restaurant manager", "Manager"], 1),
        (["analyst analyst analyst"], 1),
        (["Krankenpfleger", "krankenpfleger / nurse", "nurse", "nurse", "nurse"], 4),
    ],
)
def test_noes_are_in_one_field_when_a_telling_word_of_the_role_returns(
    roles: list[str], count: int
) -> None:
    assert noes_in_one_field(roles, ANY_FIELD) == count


@given(ROLES)
def test_no_field_has_more_noes_than_there_are(roles: list[str]) -> None:
    assert 0 <= noes_in_one_field(roles, ANY_FIELD) <= len(roles)
    assert noes_in_one_field([*roles, "analyst"] * 2, ANY_FIELD) >= 2


def test_ideas_that_use_more_of_the_skills_come_first_and_none_is_left_out() -> None:
    families = {"a": family("writing"), "b": family("writing", "numbers"), "c": family("driving")}
    assert ideas(families, {"writing", "numbers"}) == ("b", "a", "c")
    assert ideas(families, set()) == ("a", "b", "c")


@given(some.lists(some.sampled_from(["guide", "tutor", "clerk", "baker"]), max_size=8))
def test_there_are_never_more_than_three_roles_and_the_newest_is_among_them(
    named: list[str],
) -> None:
    roles: tuple[str, ...] = ()
    for role in named:
        roles = with_role(roles, role)
        assert roles[-1] == role
        assert len(roles) <= 3
        assert len(set(roles)) == len(roles)


def test_own_reflections_give_their_lines_the_newest_first() -> None:
    older = Reflection(1, NOW, id=1, in_hands="My  questions\n\nMy calm")
    newer = Reflection(1, NOW + timedelta(days=1), id=2, in_hands="My calm\n" + "x" * 300)
    assert strengths([older, newer]) == ("My calm", "x" * 200, "My questions")
    assert strengths([older], kept=("Kept before",))[0] == "Kept before"
    assert len(strengths([replace(older, in_hands="\n".join(map(str, range(99))))])) == 20


def test_what_was_put_aside_is_left_in_peace_for_eight_weeks() -> None:
    aside = replace(LOOK, verdict=Verdict.ASIDE, answered_at=NOW)
    assert not is_aside([], NOW)
    assert not is_aside([replace(aside, verdict=Verdict.KEEP)], NOW)
    assert not is_aside([replace(aside, answered_at=None)], NOW)
    assert is_aside([LOOK, replace(aside, id=2)], NOW + ASIDE_FOR - timedelta(seconds=1))
    assert not is_aside([aside], NOW + ASIDE_FOR)
    assert not is_aside([aside, replace(LOOK, id=2)], NOW)
    assert newest([]) is None


@given(
    some.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=some.just(UTC)),  # noqa: DTZ001
    some.sampled_from(["UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Apia"]),
)
def test_the_question_comes_two_weeks_later_at_ten_by_their_clock(now: datetime, zone: str) -> None:
    at = recurrence.local(look_again_at(now, zone, QuietHours(21 * 60, 8 * 60)), zone)
    assert at.date() - recurrence.local(now, zone).date() == timedelta(days=14)
    assert (at.hour, at.minute) == (10, 0)


def test_families_that_cannot_be_shown_are_refused() -> None:
    with pytest.raises(ValueError, match="80 characters"):
        Family("x" * 81, "What it is.", ("one", "two"), ("writing",))
    with pytest.raises(ValueError, match="two to five roles"):
        Family("Something", "What it is.", ("one",), ("writing",))
    with pytest.raises(ValueError, match="two to five roles"):
        Family("Something", "What it is.", ("one", "two"), ())


def test_content_in_which_skills_and_families_do_not_fit_is_refused() -> None:
    twenty = {str(number): family("writing") for number in range(20)}
    assert len(PathsContent((), {"writing": "Writing"}, twenty).families) == 20
    with pytest.raises(ValueError, match="20 families"):
        PathsContent((), {"writing": "Writing"}, {"one": family("writing")})
    with pytest.raises(ValueError, match="do not fit together: numbers"):
        PathsContent((), {"writing": "Writing", "numbers": "Numbers"}, twenty)
