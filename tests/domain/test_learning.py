"""Learning: what is noticed, what stands on the list, and the weeks with an hour in them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain import learning
from bot.domain.feedback import FeedbackRequest
from bot.domain.learning import LEARNABLE, Learning, LearningState, Noticed
from bot.domain.reflection import Reflection

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
SQL = Learning(1, "SQL joins", NOW, id=1)
BOOKS = Learning(1, "Bookkeeping", NOW, id=2)


def test_own_words_and_what_companies_said_are_noticed_and_nothing_else() -> None:
    reflections = (
        Reflection(1, NOW, id=4, gap="SQL joins"),
        Reflection(1, NOW, id=3, gap="  "),
    )
    requests = (
        FeedbackRequest(1, NOW, id=9, company="Acme", themes=("closed", "skills", "fit")),
        FeedbackRequest(1, NOW, id=8),
    )
    assert learning.noticed(reflections, requests) == (
        Noticed("r4", "SQL joins"),
        Noticed("f9.skills", theme=LEARNABLE[0], company="Acme"),
    )


def test_what_is_on_the_list_already_or_comes_twice_is_left_out() -> None:
    named = [("r1", "sql  JOINS"), ("r2", "Bookkeeping"), ("r3", "bookkeeping"), ("r4", "French")]
    assert learning.without_known(named, (SQL,)) == (("r2", "Bookkeeping"), ("r4", "French"))
    many = [(f"r{number}", f"gap {number}") for number in range(30)]
    assert len(learning.without_known(many, ())) == learning.MOST_SEEN


def test_one_is_in_work_and_the_others_wait_in_the_order_of_noting() -> None:
    working = learning.begun(BOOKS, "a course", 3, 1080, NOW)
    french = Learning(1, "French", NOW, id=3)
    assert learning.in_work((SQL, working)) == working
    assert learning.in_work((SQL,)) is None
    assert learning.listed((french, working, SQL)) == (SQL, french)


def test_what_is_begun_again_keeps_its_beginning_and_its_weeks() -> None:
    first = learning.with_hour(learning.begun(SQL, "a book", None, None, NOW), "2026-W49")
    back = learning.put_back(first)
    again = learning.begun(back, "a course", 3, 1080, NOW + timedelta(days=30))
    assert back.state is LearningState.LISTED
    assert (again.begun_at, again.weeks, again.resource) == (NOW, ("2026-W49",), "a course")


def test_a_week_counts_once() -> None:
    once = learning.with_hour(SQL, "2026-W49")
    assert learning.with_hour(once, "2026-W49") is once
    assert learning.with_hour(once, "2026-W52").weeks == ("2026-W49", "2026-W52")


def test_what_is_done_with_stands_apart_the_latest_first() -> None:
    early = learning.finished(SQL, NOW)
    late = learning.finished(BOOKS, NOW + timedelta(days=1))
    assert learning.closed((early, late, Learning(1, "French", NOW, id=3))) == (late, early)
    assert learning.closed((learning.put_back(early),)) == ()


@pytest.mark.parametrize(
    ("weekday", "minute", "has_hour"),
    [(0, 0, True), (3, 1080, True), (None, 1080, False), (3, None, False)],
)
def test_an_hour_is_a_day_and_a_time(
    weekday: int | None, minute: int | None, *, has_hour: bool
) -> None:
    assert replace(SQL, weekday=weekday, minute=minute).has_hour is has_hour


@pytest.mark.parametrize(
    ("resource", "link"),
    [
        ("https://example.com/course", "https://example.com/course"),
        ("https://example.com/course, chapter 3", ""),
        ("https://Example.com", "https://Example.com"),
        ("http://example.com", ""),
        ("https://", ""),
        ("https://localhost/x", ""),
        ("https://example.com/caf\u00e9", ""),
        ("a book", ""),
        ("", ""),
    ],
)
def test_a_page_can_be_opened_where_nothing_else_is_named(resource: str, link: str) -> None:
    assert replace(SQL, resource=resource).link == link
