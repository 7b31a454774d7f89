"""One's own numbers are counted from what happened, and shares are not made of a handful."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import pipeline
from bot.domain.application import Application, Stage, Status
from bot.domain.pipeline import Filter, Numbers

NOW = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
TODAY = date(2026, 11, 30)


@dataclass(frozen=True)
class Told:
    at: datetime


def made(status: Status = Status.APPLIED, **fields: object) -> Application:
    return replace(Application(1, status, NOW, NOW, id=1), **fields)  # type: ignore[arg-type]


def count(*mine: Application) -> Numbers:
    return pipeline.numbers(mine, ())


@pytest.mark.parametrize(
    ("one", "answered", "interviewed"),
    [
        (made(), 0, 0),
        (made(Status.SCREENING), 1, 0),
        (made(Status.INTERVIEW), 1, 1),
        (made(Status.OFFER), 1, 1),
        (made(Status.ACCEPTED), 1, 1),
        (made(Status.DECLINED, stage=Stage.OFFER), 1, 1),
        (made(Status.REJECTED, stage=Stage.APPLYING), 1, 0),
        (made(Status.REJECTED, stage=Stage.NO_REPLY), 0, 0),
        (made(Status.REJECTED, stage=Stage.FINAL), 1, 1),
        (made(Status.GHOSTED, stage=Stage.NO_REPLY), 0, 0),
        (made(Status.GHOSTED, stage=Stage.SCREEN), 1, 0),
        (made(Status.GHOSTED, stage=Stage.NO_REPLY, rounds=1), 1, 1),
        (made(Status.WITHDRAWN, stage=Stage.APPLYING), 0, 0),
        (made(Status.WITHDRAWN, stage=Stage.INTERVIEW), 1, 1),
    ],
)
def test_an_answer_is_any_answer_and_an_interview_is_a_talk(
    one: Application, answered: int, interviewed: int
) -> None:
    numbers = count(one)
    assert (numbers.sent, numbers.answered, numbers.interviewed) == (1, answered, interviewed)


def test_what_was_never_sent_is_not_counted_as_sent() -> None:
    numbers = count(made(Status.WISHLIST), made(Status.WITHDRAWN))
    assert (numbers.sent, numbers.open) == (0, 1)


def test_open_waiting_and_offers_are_counted_apart() -> None:
    numbers = count(
        made(Status.WISHLIST),
        made(),
        made(Status.INTERVIEW),
        made(Status.OFFER),
        made(Status.REJECTED, stage=Stage.OFFER),
    )
    assert (numbers.open, numbers.waiting, numbers.offers) == (4, 2, 2)


def test_below_five_there_is_no_share() -> None:
    few = count(*[made(Status.INTERVIEW)] * 4)
    assert (few.response_rate, few.interview_rate) == (None, None)


def test_from_five_on_there_is_one() -> None:
    numbers = count(made(), made(), made(), made(Status.SCREENING), made(Status.INTERVIEW))
    assert (numbers.response_rate, numbers.interview_rate) == (0.4, 0.2)


def test_counting_begins_on_a_day_of_the_persons_own_calendar() -> None:
    mine = [made(), made(applied_on=date(2026, 11, 29)), made(created_at=NOW - timedelta(days=9))]
    noes = [Told(NOW), Told(NOW - timedelta(days=2))]
    utc = pipeline.numbers(mine, noes, TODAY)
    assert (utc.sent, utc.noes) == (1, 1)
    tokyo = pipeline.numbers(mine, noes, date(2026, 12, 1), "Asia/Tokyo")
    assert (tokyo.sent, tokyo.noes) == (1, 1)
    assert pipeline.numbers(mine, noes, date(2026, 12, 1)).sent == 0
    everything = pipeline.numbers(mine, noes)
    assert (everything.sent, everything.noes) == (3, 2)


def test_what_is_nearest_to_a_job_is_shown_first_and_then_what_moved_last() -> None:
    old = made(id=1, moved_at=NOW - timedelta(days=5))
    new = made(id=2)
    offer = made(Status.OFFER, id=3, moved_at=NOW - timedelta(days=9))
    ended = made(Status.REJECTED, id=4)
    mine = [ended, old, offer, new]
    assert pipeline.shown(mine, Filter.OPEN) == (offer, new, old)
    assert pipeline.shown(mine, Filter.WAITING) == (new, old)
    assert pipeline.shown(mine, Filter.ALL) == (offer, new, old, ended)


@given(st.lists(st.builds(made, st.sampled_from(Status), stage=st.sampled_from([None, *Stage]))))
def test_no_count_is_larger_than_what_it_is_taken_from(mine: list[Application]) -> None:
    numbers = count(*mine)
    assert numbers.offers <= numbers.interviewed <= numbers.answered <= numbers.sent <= len(mine)
    assert set(pipeline.shown(mine, Filter.ALL)) == set(mine)
