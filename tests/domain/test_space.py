"""Communities: which channel was picked, and what nobody can have picked."""

import pytest

from bot.domain import space


@pytest.mark.parametrize("picked", ["C024BE91L", "1287654321098765432", "#oaks", "x" * 64])
def test_what_platforms_call_their_channels_is_taken_as_it_is(picked: str) -> None:
    assert space.channel((picked,)) == picked


@pytest.mark.parametrize("picked", [(), ("",), (" ",), ("a b",), ("#oaks\n",), ("x" * 65,)])
def test_anything_else_is_no_channel(picked: tuple[str, ...]) -> None:
    assert space.channel(picked) is None
