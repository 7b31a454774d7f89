"""Materials: counting what is done, finding the next item, and knowing what is spoken of."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import material as materials
from bot.domain.material import (
    Checked,
    Checklist,
    Count,
    Item,
    Mark,
    Material,
    MaterialsContent,
)

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
IT = Item("A number where there is one", "Numbers are seen.", "Put one in.")
KEYS = ("a", "b", "c", "d")
ITEMS = dict.fromkeys(KEYS, IT)
marked = st.dictionaries(st.sampled_from((*KEYS, "gone")), st.sampled_from(Mark))


def lists(**fewer: int) -> dict[Material, Checklist]:
    sizes = {each: fewer.get(each, fewest) for each, fewest in materials.FEWEST_ITEMS.items()}
    return {
        each: Checklist((each.value,), {f"item{number}": IT for number in range(size)})
        for each, size in sizes.items()
    }


def test_marks_belong_to_one_material() -> None:
    checked = [
        Checked(1, Material.RESUME, "a", Mark.DONE, NOW),
        Checked(1, Material.LETTER, "b", Mark.LATER, NOW),
    ]
    assert materials.marks(checked, Material.RESUME) == {"a": Mark.DONE}


@pytest.mark.parametrize(
    ("made", "count"),
    [
        ({}, Count(0, 4, 4)),
        ({"a": Mark.DONE, "b": Mark.LATER}, Count(1, 4, 2)),
        ({"a": Mark.DONE, "b": Mark.NOT_FOR_ME}, Count(1, 3, 2)),
        (dict.fromkeys(KEYS, Mark.NOT_FOR_ME), Count(0, 0, 0)),
        ({"gone": Mark.DONE}, Count(0, 4, 4)),
    ],
)
def test_what_is_not_for_somebody_does_not_count(made: Mapping[str, Mark], count: Count) -> None:
    assert materials.count(ITEMS, made) == count


@given(marked)
def test_a_count_never_holds_more_than_there_is(made: Mapping[str, Mark]) -> None:
    count = materials.count(ITEMS, made)
    assert 0 <= count.done <= count.of <= len(ITEMS)
    assert count.left <= count.of


@pytest.mark.parametrize(
    ("made", "after", "following"),
    [
        ({}, None, "a"),
        ({}, "a", "b"),
        ({}, "d", "a"),
        ({}, "gone", "a"),
        ({"b": Mark.DONE}, "a", "c"),
        ({"a": Mark.LATER}, "a", "b"),
        ({"a": Mark.LATER, "b": Mark.DONE, "c": Mark.DONE, "d": Mark.DONE}, "d", "a"),
        ({"a": Mark.LATER, "b": Mark.DONE, "c": Mark.DONE, "d": Mark.DONE}, "a", None),
        ({"a": Mark.LATER, "b": Mark.DONE, "c": Mark.DONE, "d": Mark.DONE}, None, "a"),
        (dict.fromkeys(KEYS, Mark.DONE), None, None),
    ],
)
def test_the_next_item_is_one_without_a_mark_and_then_one_for_later(
    made: Mapping[str, Mark], after: str | None, following: str | None
) -> None:
    assert materials.next_item(ITEMS, made, after) == following


@given(marked, st.none() | st.sampled_from(KEYS))
def test_nothing_settled_is_brought_up_again(made: Mapping[str, Mark], after: str | None) -> None:
    following = materials.next_item(ITEMS, made, after)
    assert following is None or made.get(following) in (None, Mark.LATER)
    assert following is not None or set(KEYS) - {after} <= set(made)


def test_somebody_who_goes_through_a_list_meets_every_item_once() -> None:
    made: dict[str, Mark] = {}
    met: list[str] = []
    after = materials.next_item(ITEMS, made, "b")
    while after is not None:
        met.append(after)
        made[after] = Mark.DONE
        after = materials.next_item(ITEMS, made, after)
    assert met == ["c", "d", "a", "b"]


def test_the_list_nearest_to_its_end_is_the_one_to_go_on_with() -> None:
    counts = {
        Material.RESUME: Count(1, 20, 19),
        Material.LETTER: Count(9, 10, 1),
        Material.PORTFOLIO: Count(12, 12, 0),
        Material.PROFILE: Count(0, 12, 12),
    }
    assert materials.most_begun(counts) is Material.LETTER
    assert materials.most_begun({Material.PROFILE: Count(0, 12, 12)}) is None


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("help me with my cover letter", Material.LETTER),
        ("CV!", Material.RESUME),
        ("my cover letter and the cv", Material.LETTER),
        ("civil service", None),
        ("", None),
    ],
)
def test_a_material_is_known_by_what_people_call_it(said: str, meant: Material | None) -> None:
    known = {
        Material.RESUME: Checklist(("cv", "résumé"), {}),
        Material.LETTER: Checklist(("letter", "cover letter"), {}),
    }
    assert materials.called(known, said) is meant


@given(st.text(max_size=300))
def test_listening_for_a_material_never_fails(said: str) -> None:
    assert materials.called(lists(), said) in (None, *Material)


def test_every_list_is_there_and_long_enough() -> None:
    assert MaterialsContent(lists()).lists[Material.RESUME].items
    with pytest.raises(ValueError, match="`resume` needs 20 items"):
        MaterialsContent(lists(resume=19))
    incomplete = lists()
    del incomplete[Material.PROFILE]
    with pytest.raises(ValueError, match="`profile` needs 12 items"):
        MaterialsContent(incomplete)


def test_a_list_fits_a_menu_and_its_keys_fit_a_button() -> None:
    with pytest.raises(ValueError, match="names people use"):
        Checklist((), ITEMS)
    with pytest.raises(ValueError, match="up to 25 items"):
        Checklist(("cv",), {f"item{number}": IT for number in range(26)})
    for key in ("k" * 41, "schlüssel"):
        with pytest.raises(ValueError, match="40 plain letters"):
            Checklist(("cv",), {key: IT})


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ({"text": "x" * 71}, "1 to 70"),
        ({"text": ""}, "1 to 70"),
        ({"why": ""}, "1 to 400"),
        ({"todo": "x" * 401}, "1 to 400"),
        ({"before": "x" * 401, "after": "y"}, "up to 400"),
        ({"before": "x"}, "a before and an after"),
        ({"after": "y"}, "a before and an after"),
    ],
)
def test_an_item_fits_its_card(words: dict[str, str], wrong: str) -> None:
    whole = {"text": "A number", "why": "It is seen.", "todo": "Put one in."}
    with pytest.raises(ValueError, match=wrong):
        Item(**{**whole, **words})
