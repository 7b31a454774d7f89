"""Whether, and where, letters find their readers."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain import reach
from bot.domain.person import Identity

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
OPEN = Identity(1, "here", "", "ana", NOW)
CLOSED = replace(OPEN, reachable=False)
PLACED = replace(CLOSED, place="lobby", place_space="town")
LEFT = replace(OPEN, reachable=False, left_at=NOW)
FAR = replace(OPEN, platform="far")


def test_an_account_is_written_to_directly_or_in_its_place_but_not_once_it_left() -> None:
    assert reach.is_open(OPEN)
    assert reach.is_open(PLACED)
    assert not reach.is_open(CLOSED)
    assert not reach.is_open(replace(PLACED, left_at=NOW))


@pytest.mark.parametrize(
    ("accounts", "chosen"),
    [
        ((), None),
        ((CLOSED, LEFT), None),
        ((CLOSED, FAR, OPEN), OPEN),
        ((CLOSED, FAR), FAR),
        ((PLACED, OPEN), PLACED),
        ((OPEN, PLACED), OPEN),
    ],
)
def test_the_latest_seen_account_that_is_open_is_written_to_if_its_platform_is_here(
    accounts: tuple[Identity, ...], chosen: Identity | None
) -> None:
    assert reach.best(accounts, ("here",)) == chosen


def test_an_account_is_found_as_its_platform_names_it() -> None:
    assert reach.of((FAR, OPEN), "here", "", "ana") is OPEN
    assert reach.of((FAR, OPEN), "here", "town", "ana") is None


@pytest.mark.parametrize(
    ("accounts", "shut"),
    [
        ((), False),
        ((OPEN,), False),
        ((CLOSED,), True),
        ((CLOSED, FAR), False),
        ((CLOSED, LEFT), True),
        ((LEFT,), False),
        ((PLACED,), False),
    ],
)
def test_somebody_is_shut_off_who_is_here_and_can_be_written_to_nowhere(
    accounts: tuple[Identity, ...], shut: bool
) -> None:
    assert reach.are_shut(accounts) is shut


def test_somebody_is_told_once_and_only_if_nothing_reaches_them() -> None:
    assert reach.must_be_told((CLOSED,))
    assert not reach.must_be_told((OPEN,))
    assert not reach.must_be_told((replace(CLOSED, told_at=NOW),))


def test_only_who_never_wrote_to_us_and_may_be_closed_is_told_where_letters_come() -> None:
    assert reach.wants_hello(OPEN, is_direct=False)
    assert not reach.wants_hello(OPEN, is_direct=True)
    assert not reach.wants_hello(replace(OPEN, space="town"), is_direct=False)
    assert not reach.wants_hello(replace(OPEN, greeted_at=NOW), is_direct=False)
    assert not reach.wants_hello(CLOSED, is_direct=False)
