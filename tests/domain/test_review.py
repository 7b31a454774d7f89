"""Reviews: one request stands at a time, and the first end counts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain import review as reviews
from bot.domain.material import Material
from bot.domain.review import ReviewRequest

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
ONE = ReviewRequest(1, Material.RESUME, NOW, id=1)


def test_the_newest_request_that_is_open_stands() -> None:
    two = replace(ONE, id=2)
    letter = replace(ONE, id=3, material=Material.LETTER)
    assert reviews.current([two, ONE, letter], Material.RESUME) == two
    assert reviews.current([ONE, reviews.closed(two, NOW)], Material.RESUME) == ONE
    assert reviews.current([letter], Material.RESUME) is None


def test_a_request_ends_once_and_can_be_taken_up_again() -> None:
    closed = reviews.closed(ONE, NOW)
    assert closed.closed_at == NOW
    assert reviews.closed(closed, NOW + timedelta(days=1)) == closed
    assert reviews.reopened(closed) == ONE
