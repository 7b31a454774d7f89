"""Actions travel as text and come back as what they were, or not at all."""

from datetime import date
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StaleAction
from bot.ui.action import Action, action, registered, unpack


class Colour(StrEnum):
    """Something to choose."""

    RED = "red"
    SEA_BLUE = "sea:blue"


@action("test.everything")
class Everything(Action):
    """One field of every kind."""

    number: int
    word: str
    yes: bool
    colour: Colour
    day: date
    maybe: int | None = None


@action("test.bare")
class Bare(Action):
    """No field at all."""


DAY = date(2026, 11, 30)


def test_an_action_reads_like_what_it_is() -> None:
    packed = Everything(12, "a:b", True, Colour.SEA_BLUE, DAY).pack()
    assert packed == "1.test.everything:12:a%3Ab:1:sea%3Ablue:2026-11-30:"
    assert Bare().pack() == "1.test.bare"


@given(
    number=st.integers(-(10**9), 10**9),
    word=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=4),
    yes=st.booleans(),
    colour=st.sampled_from(Colour),
    day=st.dates(),
    maybe=st.none() | st.integers(0, 10**6),
)
def test_every_action_comes_back_as_it_left(
    number: int, word: str, yes: bool, colour: Colour, day: date, maybe: int | None
) -> None:
    made = Everything(number, word, yes, colour, day, maybe)
    assert unpack(made.pack()) == made


@given(st.text(max_size=120))
def test_whatever_a_client_makes_up_is_stale_and_nothing_worse(text: str) -> None:
    with pytest.raises(StaleAction):
        unpack(text)


@pytest.mark.parametrize(
    "packed",
    [
        "",
        "1.nobody.home",
        "2.test.bare",
        "1.test.bare:extra",
        "1.test.everything:1",
        f"1.test.everything:{2**63}:a:1:red:2026-11-30:",
        "1.test.everything:01:a:1:red:2026-11-30:",
        "1.test.everything:one:a:1:red:2026-11-30:",
        "1.test.everything:1:a:2:red:2026-11-30:",
        "1.test.everything:1:a:1:green:2026-11-30:",
        "1.test.everything:1:a:1:red:yesterday:",
        "1.test.everything:1:%FF:1:red:2026-11-30:",
        "1.test.everything:1:" + "a" * 200 + ":1:red:2026-11-30:",
    ],
)
def test_a_stale_or_forged_action_is_refused(packed: str) -> None:
    with pytest.raises(StaleAction):
        unpack(packed)


def test_an_action_over_the_limit_is_never_made() -> None:
    with pytest.raises(ValueError, match="over 96"):
        Everything(1, "ü" * 60, True, Colour.RED, DAY)


def test_two_actions_cannot_share_a_route() -> None:
    with pytest.raises(ValueError, match="share the route"):

        @action("test.bare")
        class Other(Action):
            """A second one."""

    assert registered()["test.bare"] is Bare


def test_an_action_carries_only_small_plain_values() -> None:
    @action("test.listing")
    class Listing(Action):
        """What an action cannot be."""

        items: list[int]

    with pytest.raises(TypeError, match="cannot carry list"):
        Listing([1])
    with pytest.raises(StaleAction):
        unpack("1.test.listing:1")
