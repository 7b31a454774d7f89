"""Answers that nobody saw wait for their form to come again, for a while."""

from datetime import datetime, timedelta

import pytest

from adapters.discord import missed
from adapters.discord.missed import Missed
from bot.answers import Answer, Correct, Nothing, Say
from bot.events import Submitted
from bot.ui.card import Card, Text, Tone
from tests.adapters.discord.rig import NOON
from tests.adapters.discord.talks import FORM, card

KEPT = Say(card("It is kept."))
FORM_SENT = Submitted("1.plan", {"what": "Ring the port"})


class Clock:
    """A clock that goes on when told."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


def test_the_same_form_of_the_same_person_finds_its_answer_until_it_was_seen() -> None:
    unseen = Missed(Clock())
    unseen.keep("ana", FORM_SENT, KEPT)

    assert unseen.find("ana", Submitted("1.plan", {"what": "Ring the port"})) == KEPT
    assert unseen.find("ben", FORM_SENT) is None
    assert unseen.find("ana", Submitted("1.plan", {"what": "Ring the quay"})) is None
    assert unseen.find("ana", Submitted("1.goal", {"what": "Ring the port"})) is None
    unseen.forget("ana", FORM_SENT)
    assert unseen.find("ana", FORM_SENT) is None


def test_a_newer_form_of_its_kind_takes_its_place() -> None:
    unseen = Missed(Clock())
    unseen.keep("ana", FORM_SENT, KEPT)
    unseen.keep("ana", Submitted("1.plan", {"what": "Ring the quay"}), KEPT)
    assert unseen.find("ana", FORM_SENT) is None


@pytest.mark.parametrize(
    "answer",
    [
        Nothing(),
        Correct({"company": "Which one?"}, FORM),
        Say(Card("That did not work", (Text("Try again."),), Tone.WARN)),
    ],
    ids=["nothing", "mistakes", "a fault"],
)
def test_what_did_not_work_is_tried_again(answer: Answer) -> None:
    unseen = Missed(Clock())
    unseen.keep("ana", FORM_SENT, KEPT)
    unseen.keep("ana", FORM_SENT, answer)
    assert unseen.find("ana", FORM_SENT) is None


def test_after_a_quarter_of_an_hour_the_same_words_are_meant_anew() -> None:
    clock = Clock()
    unseen = Missed(clock)
    unseen.keep("ana", FORM_SENT, KEPT)
    clock.at += timedelta(minutes=15)
    assert unseen.find("ana", FORM_SENT) is None


def test_only_so_many_answers_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missed, "MOST", 2)
    unseen = Missed(Clock())
    for name in ("ana", "ben", "chidi"):
        unseen.keep(name, FORM_SENT, KEPT)
    assert [unseen.find(name, FORM_SENT) for name in ("ana", "ben", "chidi")] == [None, KEPT, KEPT]
