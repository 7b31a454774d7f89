"""Which reflection is meant, and which of its words are given back."""

from datetime import UTC, datetime, timedelta

from bot.domain import reflection
from bot.domain.reflection import Reflection

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def begun(number: int, ago: timedelta = DAY, no: int | None = None) -> Reflection:
    return Reflection(1, NOW - ago, number, no, happened="They wrote on Friday.")


def test_the_words_to_a_friend_are_given_back_first() -> None:
    whole = Reflection(1, NOW, happened="a", others="b", friend="c")
    assert whole.own_words == "c"
    assert Reflection(1, NOW, happened="a", others="b").own_words == "b"
    assert Reflection(1, NOW, happened="a").own_words == "a"


def test_a_reflection_is_known_again_by_what_happened() -> None:
    assert Reflection(1, NOW, happened="a", friend="c").first_words == "a"
    assert Reflection(1, NOW, others="b", friend="c").first_words == "b"
    assert Reflection(1, NOW, friend="c").first_words == "c"


def test_the_latest_that_was_begun_only_is_offered() -> None:
    done = Reflection(1, NOW, 3, done_at=NOW)
    assert reflection.unfinished([begun(1, 3 * DAY), begun(2), done]) == begun(2)
    assert reflection.unfinished([done]) is None


def test_after_a_no_only_what_was_begun_about_it_is_offered() -> None:
    mine = [begun(1, no=7), begun(2)]
    assert reflection.unfinished(mine, 7) == mine[0]
    assert reflection.unfinished(mine, 8) is None


def test_its_age_is_counted_by_the_persons_calendar() -> None:
    late = Reflection(1, datetime(2026, 11, 29, 23, 30, tzinfo=UTC))
    assert reflection.days_old(late, "UTC", NOW) == 1
    assert reflection.days_old(late, "Asia/Tokyo", NOW) == 0
    assert reflection.days_old(late, "UTC", late.started_at - DAY) == 0
