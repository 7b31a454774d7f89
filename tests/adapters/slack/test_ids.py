"""Action ids carry an action there and back, and nothing forged is taken for ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import ids
from adapters.slack.ids import Gives
from bot.events import Pressed
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
    assert ids.read(ids.press(packed, position)) == packed
    assert ids.read_form(ids.form(packed)) == packed


@given(packed_actions, positions, positions)
def test_equal_actions_differ_by_position_alone(packed: str, one: int, other: int) -> None:
    first, second = ids.press(packed, one), ids.press(packed, other)
    assert (first == second) == (one == other)
    assert ids.read(first) == ids.read(second)


def test_the_longest_action_fits() -> None:
    longest = "1." + "a" * (limits.ACTION_BYTES - 2)
    assert ids.read(ids.press(longest, 99)) == longest
    assert ids.read_form(ids.form(longest)) == longest


def test_what_does_not_fit_is_refused_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="at most 255"):
        ids.press("1." + "a" * 255, 1)


@pytest.mark.parametrize(
    "forged",
    [
        "", "p", "p01", "p01:", "p1:1.a", "p001:1.a", "x:1.a", "p01:a.1", "p01:1.A", "p01:1.a\n",
        "p01:1.é", "P01:1.a", "open_goal", "p01:1." + "a" * 300, "p\u0661\u0662:1.a", "l01",
    ],
)  # fmt: skip
def test_what_we_did_not_write_is_not_ours(forged: str) -> None:
    assert ids.read(forged) is None
    assert ids.read_press({"action_id": forged}) is None


def test_a_link_is_known_and_means_nothing() -> None:
    made = ids.link(7)
    assert ids.is_link(made)
    assert ids.read_press({"action_id": made, "type": "button"}) is None
    assert not ids.is_link(ids.press("1.a", 7))


@pytest.mark.parametrize(
    ("element", "picked"),
    [
        ({"type": "button", "value": "x"}, ()),
        ({"selected_option": {"text": {}, "value": "final"}}, ("final",)),
        ({"selected_option": None}, ()),
        ({"selected_options": [{"value": "a"}, {"value": "b"}]}, ("a", "b")),
        ({"selected_user": "U1"}, ("U1",)),
        ({"selected_users": ["U1", "U2"]}, ("U1", "U2")),
        ({"selected_conversation": "C1"}, ("C1",)),
        ({"selected_date": "2026-12-01"}, ("2026-12-01",)),
        ({"selected_date_time": 1_800_000_000}, ()),
        ({"selected_options": [None, 3, {"value": 3}, {}]}, ()),
    ],
)
def test_what_was_picked_comes_back_from_every_kind_of_control(
    element: dict[str, object], picked: tuple[str, ...]
) -> None:
    pressed = ids.read_press({**element, "action_id": ids.press("1.a", 1)})
    assert pressed == Pressed("1.a", picked)


@given(st.text())
def test_no_text_makes_reading_fail(text: str) -> None:
    assert (ids.read(text) or "") in text
    assert (ids.read_form(text) or "") in text
    named = ids.read_field(text)
    assert named is None or named[0] in text


@given(st.text(min_size=1, max_size=limits.FIELD_NAME), st.sampled_from(Gives))
def test_a_field_keeps_its_name_and_what_it_gives(name: str, gives: Gives) -> None:
    assert ids.read_field(ids.field(name, gives)) == (name, gives)
