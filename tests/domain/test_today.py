"""Today: what is due by the person's own calendar, and nothing that would be a reproach."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain import today
from bot.domain.application import Application, Status
from bot.domain.plan import Commitment, Kept, Source

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def step(number: int, due_at: datetime | None, kept: Kept = Kept.OPEN) -> Commitment:
    return Commitment(1, Source.PLAN, 1, f"step {number}", NOW, id=number, due_at=due_at, kept=kept)


def interview(number: int, at: datetime | None, status: Status = Status.INTERVIEW) -> Application:
    return Application(1, status, NOW, NOW, id=number, interview_at=at)


def due(*mine: Commitment, zone: str = "UTC") -> list[int]:
    return [each.id for each in today.commitments(mine, NOW, zone)]


def near(*mine: Application, zone: str = "UTC") -> list[int]:
    return [each.id for each in today.interviews(mine, NOW, zone)]


def test_what_is_for_today_comes_in_the_order_of_its_times() -> None:
    assert due(step(1, NOW + 3 * HOUR), step(2, NOW - HOUR), step(3, NOW + HOUR)) == [2, 3, 1]


def test_of_two_at_the_same_time_the_one_made_first_comes_first() -> None:
    assert due(step(2, NOW), step(1, NOW)) == [1, 2]


@pytest.mark.parametrize("kept", [Kept.DONE, Kept.DROPPED])
def test_what_is_settled_does_not_come_again(kept: Kept) -> None:
    assert due(step(1, NOW, kept)) == []


@pytest.mark.parametrize("kept", [Kept.OPEN, Kept.PARTLY, Kept.NOT_YET])
def test_what_is_begun_or_put_off_is_still_open(kept: Kept) -> None:
    assert due(step(1, NOW, kept)) == [1]


def test_what_has_no_time_waits_in_the_plan() -> None:
    assert due(step(1, None)) == []


def test_what_is_for_tomorrow_is_for_tomorrow() -> None:
    assert due(step(1, NOW + 12 * HOUR)) == []
    assert due(step(1, NOW + 12 * HOUR - today.STILL_SHOWN / 1000)) == [1]


def test_something_of_the_last_three_days_is_brought_up_and_then_rests() -> None:
    assert due(step(1, NOW - 3 * DAY), step(2, NOW - 4 * DAY)) == [1]


def test_the_day_is_the_person_s_own() -> None:
    late = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
    assert due(step(1, late), zone="UTC") == [1]
    assert due(step(1, late), zone="Europe/Berlin") == []
    assert due(step(1, late + HOUR), zone="America/New_York") == [1]


def test_an_interview_of_today_or_tomorrow_comes_the_earliest_first() -> None:
    mine = (interview(1, NOW + DAY), interview(2, NOW + HOUR), interview(3, NOW + 2 * DAY))
    assert near(*mine) == [2, 1]


def test_an_interview_that_has_begun_is_over() -> None:
    assert near(interview(1, NOW), interview(2, NOW + timedelta.resolution)) == [2]


def test_of_interviews_only_those_count_that_still_stand() -> None:
    gone = replace(interview(2, NOW + HOUR), status=Status.REJECTED)
    assert near(interview(1, None), gone, interview(3, NOW + HOUR)) == [3]


def test_tomorrow_is_the_person_s_own_too() -> None:
    at = datetime(2026, 12, 1, 23, 30, tzinfo=UTC)
    assert near(interview(1, at), zone="UTC") == [1]
    assert near(interview(1, at), zone="Asia/Tokyo") == []


def test_before_means_before_today() -> None:
    assert today.is_before(NOW - DAY, NOW, "UTC")
    assert not today.is_before(NOW - 12 * HOUR, NOW, "UTC")
    assert not today.is_before(None, NOW, "UTC")
    assert today.is_before(NOW - 12 * HOUR, NOW, "America/New_York")
