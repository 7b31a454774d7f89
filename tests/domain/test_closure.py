"""Closures: when a room that was closed is worth a try."""

from datetime import UTC, datetime, timedelta

from bot.domain import closure as closures
from bot.domain.closure import Closure
from bot.errors import Fault

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
NEVER_TRIED = Closure("test", "lobby", "#oaks", Fault.GONE, NOW)
TRIED = closures.tried(NEVER_TRIED, NOW)


def test_a_room_that_was_never_tried_can_be_tried_at_once() -> None:
    assert closures.is_to_be_tried(NEVER_TRIED, NOW)


def test_a_room_is_tried_once_a_day() -> None:
    assert not closures.is_to_be_tried(TRIED, NOW + timedelta(hours=23, minutes=59))
    assert closures.is_to_be_tried(TRIED, NOW + timedelta(days=1))


def test_words_heard_there_let_it_be_tried_once_an_hour() -> None:
    assert not closures.is_worth_hearing(TRIED, NOW + timedelta(minutes=59))
    assert closures.is_worth_hearing(TRIED, NOW + timedelta(hours=1))
    assert closures.is_to_be_tried(closures.to_be_tried(TRIED), NOW)


def test_words_heard_there_change_nothing_while_a_try_is_owed() -> None:
    assert not closures.is_worth_hearing(NEVER_TRIED, NOW)
