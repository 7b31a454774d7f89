"""Custom ids carry an action there and back, and nothing forged is taken for ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord import ids
from adapters.discord.ids import Id, Kind
from bot.ui import limits

packed_actions = st.builds(
    "{}.{}{}".format,
    st.integers(1, 99),
    st.from_regex(r"[a-z]+(\.[a-z_]+)?", fullmatch=True),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60).map(":{}".format),
).filter(lambda packed: len(packed) <= limits.ACTION_BYTES)
positions = st.integers(0, 99)


@given(packed_actions, positions)
def test_an_action_comes_back_as_it_left(packed: str, position: int) -> None:
    assert ids.read(ids.press(packed, position)) == Id(Kind.PRESS, packed)
    assert ids.read(ids.sure(packed)) == Id(Kind.SURE, packed)
    assert ids.read(ids.unsure(packed)) == Id(Kind.UNSURE, packed)
    assert ids.read(ids.form(packed)) == Id(Kind.FORM, packed)


@given(packed_actions, positions, positions)
def test_equal_actions_differ_by_position_alone(packed: str, one: int, other: int) -> None:
    first, second = ids.press(packed, one), ids.press(packed, other)
    assert (first == second) == (one == other)
    assert ids.read(first) == ids.read(second)


def test_the_longest_action_fits() -> None:
    longest = "1." + "a" * (limits.ACTION_BYTES - 2)
    made = (ids.press(longest, 40), ids.sure(longest), ids.unsure(longest), ids.form(longest))
    assert max(map(len, made)) <= ids.LONGEST
    assert all(ids.read(each) is not None for each in made)


def test_what_does_not_fit_is_refused_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="at most 100"):
        ids.press("1." + "a" * 95, 1)
    with pytest.raises(ValueError, match="at most 100"):
        ids.press("1.a", 100_000 * 10**90)


@pytest.mark.parametrize(
    "forged",
    [
        "", "p", "p01", "p01:", "p1:1.a", "p001:1.a", "x:1.a", "p01:a.1", "p01:1.A", "y01:1.a",
        "p01:1.a\n", "p01:1.é", "P01:1.a", "1.open.goal", "verify_me", "f:" + "1." + "a" * 200,
        "p\u0661\u0662:1.a:\u0661",
    ],
)  # fmt: skip
def test_what_we_did_not_write_is_not_ours(forged: str) -> None:
    assert ids.read(forged) is None


@given(st.text())
def test_no_text_makes_reading_fail(text: str) -> None:
    found = ids.read(text)
    assert found is None or found.packed in text
    named = ids.read_field(text)
    assert named is None or named[0] in text


@given(st.text(min_size=1, max_size=limits.FIELD_NAME), st.booleans())
def test_a_field_keeps_its_name_and_how_many_values_it_gives(name: str, several: bool) -> None:
    assert ids.read_field(ids.field(name, several=several)) == (name, several)
