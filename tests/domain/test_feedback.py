"""Asking for feedback: about what, how, when again, and what an answer is about."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import feedback, recurrence
from bot.domain.application import Application, Stage, Status
from bot.domain.feedback import IN_HANDS, FeedbackTone, Hands, Occasion, Theme
from bot.domain.quiet import QuietHours

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stage", "occasion"),
    [
        (None, Occasion.PAPER),
        (Stage.NO_REPLY, Occasion.PAPER),
        (Stage.APPLYING, Occasion.PAPER),
        (Stage.SCREEN, Occasion.SCREEN),
        (Stage.INTERVIEW, Occasion.INTERVIEW),
        (Stage.FINAL, Occasion.FINAL),
        (Stage.OFFER, Occasion.OFFER),
    ],
)
def test_what_can_be_asked_about_depends_on_how_far_it_got(
    stage: Stage | None, occasion: Occasion
) -> None:
    assert feedback.occasion(stage) is occasion


def test_the_tones_go_round() -> None:
    tone, heard = FeedbackTone.WARM, []
    for _ in range(4):
        tone = feedback.next_tone(tone)
        heard.append(tone.value)
    assert heard == ["plain", "formal", "warm", "plain"]


@pytest.mark.parametrize(
    ("sent", "asked"),
    [
        ("2026-11-30T15:00+00:00", "2026-12-07T10:00+00:00"),
        ("2026-12-04T15:00+00:00", "2026-12-11T10:00+00:00"),
        ("2026-12-05T15:00+00:00", "2026-12-11T10:00+00:00"),
    ],
)
def test_we_ask_after_five_working_days(sent: str, asked: str) -> None:
    found = feedback.ask_again_at(datetime.fromisoformat(sent), "UTC", QuietHours())
    assert found == datetime.fromisoformat(asked)


@given(
    st.integers(0, 20 * 365 * 24 * 60),
    st.integers(0, 1439),
    st.integers(0, 1439),
)
def test_we_never_ask_in_quiet_hours(minutes: int, start: int, end: int) -> None:
    sent = NOW + timedelta(minutes=minutes)
    quiet, zone = QuietHours(start, end), "America/New_York"
    asked = feedback.ask_again_at(sent, zone, quiet)
    assert not quiet.is_quiet(asked, zone)
    days = (recurrence.local(asked, zone).date() - recurrence.local(sent, zone).date()).days
    assert 5 <= days <= 8


def test_every_theme_lies_in_somebodys_hands() -> None:
    assert set(IN_HANDS) == set(Theme)
    assert set(IN_HANDS.values()) == set(Hands)


def test_themes_are_sorted_by_whose_hands_they_lie_in() -> None:
    assert feedback.by_hands(["closed", "interview", "skills", "astrology"]) == {
        Hands.YOURS: (Theme.SKILLS, Theme.INTERVIEW),
        Hands.THEIRS: (Theme.CLOSED,),
    }
    assert feedback.by_hands([]) == {}


def test_an_application_is_found_by_its_company() -> None:
    mine = [
        Application(1, Status.REJECTED, NOW - timedelta(days=n), NOW, n, company)
        for n, company in enumerate(("", "ACME", "Acme", "Beta"))
    ]
    assert feedback.application_at(mine, "acme") == mine[1]
    assert feedback.application_at(mine, "Gamma") is None
    assert feedback.application_at(mine, "") is None
