"""Setbacks: which belong to an interview, which is still to be said back, and when it was."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain import setback
from bot.domain.application import Application, Status
from bot.domain.setback import Setback

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
BLANK = Setback(1, "my mind goes blank", "ask for a moment and breathe", NOW, id=2)


def interview(key: int, **ahead: float) -> Application:
    at = NOW + timedelta(**ahead)
    return Application(1, Status.INTERVIEW, NOW, NOW, id=key, interview_at=at)


def test_each_interview_has_its_own_in_the_order_of_writing() -> None:
    hooli = replace(BLANK, id=5, application_id=7)
    earlier = replace(BLANK, id=4, application_id=7)
    kept = (hooli, BLANK, earlier)
    assert setback.about(kept, 7) == (earlier, hooli)
    assert setback.about(kept, None) == (BLANK,)


def test_on_the_eve_its_own_come_before_those_for_any_interview() -> None:
    hooli = replace(BLANK, id=5, application_id=7)
    assert setback.for_eve((BLANK, hooli), 7) == (hooli,)
    assert setback.for_eve((BLANK, hooli), 8) == (BLANK,)
    assert setback.for_eve((hooli,), 8) == ()


def test_the_latest_not_said_back_is_next() -> None:
    said = replace(BLANK, id=3, rehearsed_at=NOW)
    assert setback.unrehearsed((BLANK, said)) == BLANK
    assert setback.unrehearsed((said,)) is None


@pytest.mark.parametrize(
    ("said", "is_close"),
    [
        ("If my mind goes blank, I ask for a moment and breathe.", True),
        ("mind blank: moment, breathe", True),
        ("I smile a lot", False),
    ],
)
def test_the_gist_is_enough(said: str, *, is_close: bool) -> None:
    assert setback.is_said_back(said, BLANK) is is_close


def test_what_is_ahead_is_the_next_first() -> None:
    later, sooner = interview(1, days=3), interview(2, days=1)
    over, off = interview(3, days=-1), replace(interview(4, days=2), interview_at=None)
    ended = replace(interview(5, days=2), status=Status.REJECTED)
    assert setback.ahead((later, sooner, over, off, ended), NOW) == (sooner, later)
