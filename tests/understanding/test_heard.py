"""Hearing is honest about what it does not know, and safe with whatever is written."""

import time
import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.application import Stage
from bot.domain.care import Care
from bot.understanding.facts import Facts
from bot.understanding.heard import Heard
from bot.understanding.intents import Intent
from tests.understanding.conftest import NOW, ZONE, Ear

PIECES = """
got a no from Acme after the final round I was not rejected ghosted offer interview with Hooli
tomorrow at 10 on thursday thursdays remind me stop to kill myself want die my friend she if but and
, . ? ! 👻 don't 'it's' 1/2 9am node.js <@U1> @everyone https://a.example/x
"""
WORDS = st.sampled_from([*PIECES.split(), "\n", "\u202e", "\x00"])
TALK = st.lists(WORDS, max_size=40).map(" ".join)


@given(text=st.one_of(st.text(max_size=400), TALK))
def test_no_text_is_too_strange_to_be_heard(ear: Ear, text: str) -> None:
    heard = ear.hear(text)
    assert heard.intents
    assert len(heard.intents) == len(set(heard.intents))
    assert 0.0 <= heard.confidence <= 1.0
    assert set(heard.per_intent) <= set(Intent)
    for facts in (
        heard.facts,
        *heard.per_intent.values(),
        ear.understanding.facts_of(text, NOW, ZONE),
    ):
        assert is_clean(facts)


def is_clean(facts: Facts) -> bool:
    names = [name for name in (facts.company, facts.role) if name is not None]
    return all(
        0 < len(name) <= 80
        and name == name.strip()
        and not any(unicodedata.category(letter)[0] == "C" for letter in name)
        for name in names
    )


@given(text=TALK.filter(lambda text: "\n" not in text))
def test_blanks_do_not_change_what_is_heard(ear: Ear, text: str) -> None:
    assert ear.hear(f"  {text.replace(' ', '   ')}\t ") == ear.hear(text)


@given(text=TALK)
@example(text="die https://a.example/x")
def test_case_does_not_change_what_is_meant(ear: Ear, text: str) -> None:
    assert same_but_names(ear.hear(text.upper())) == same_but_names(ear.hear(text.lower()))


def same_but_names(heard: Heard) -> tuple[object, ...]:
    facts = heard.facts
    return heard.care, facts.stage, facts.day, facts.minute, facts.weekday


@pytest.mark.parametrize(
    "text", ["got a no from Acme", "GHOSTED AGAIN", "Remind Me Thursdays At 9"]
)
def test_shouting_and_headlines_mean_the_same(ear: Ear, text: str) -> None:
    assert ear.hear(text.upper()).intents == ear.hear(text.lower()).intents


@pytest.mark.parametrize(
    "text",
    [
        "I rejected the offer",
        "they said no to remote but made an offer",
        "got rejected? no, an offer!",
        "did they make an offer or is it a rejection?",
        "I declined their offer",
        "Acme rejected my counter offer",
    ],
)
def test_an_offer_and_a_no_are_never_guessed_between(ear: Ear, text: str) -> None:
    heard = ear.hear(text)
    assert heard.intent is Intent.UNKNOWN
    assert {Intent.OFFER, Intent.REJECTED} & set(heard.intents[1:])


def test_what_is_not_understood_offers_no_more_than_three_guesses(ear: Ear) -> None:
    heard = ear.hear("hmm the interview feedback people goal plan circle thing")
    assert heard.intent is Intent.UNKNOWN or heard.confidence < 0.8
    unknown = ear.hear("skills rent silence list year group contract")
    assert unknown.intent is Intent.UNKNOWN
    assert 1 < len(unknown.intents) <= 4
    assert unknown.confidence < 0.5


def test_what_was_denied_is_not_offered_as_a_guess(ear: Ear) -> None:
    assert Intent.REJECTED not in ear.hear("I have not been rejected").intents


def test_an_empty_message_means_nothing(ear: Ear) -> None:
    heard = ear.hear("")
    assert heard == Heard((Intent.UNKNOWN,), Facts(), Care.NONE, heard.confidence)


def test_words_of_crisis_lead_to_help_whatever_else_is_said(ear: Ear) -> None:
    heard = ear.hear("got a no from Acme. I want to kill myself")
    assert heard.care is Care.EXPLICIT
    assert heard.intents[:2] == (Intent.HELPNOW, Intent.REJECTED)
    assert heard.per_intent[Intent.REJECTED].company == "Acme"


def test_each_piece_of_mixed_news_keeps_its_own_facts(ear: Ear) -> None:
    heard = ear.hear("No from Acme, final round. But an onsite at Globex thursday at 2")
    assert heard.per_intent[Intent.REJECTED] == Facts(company="Acme", stage=Stage.FINAL)
    coming = heard.per_intent[Intent.INTERVIEW_COMING]
    assert (coming.company, coming.day, coming.minute) == ("Globex", date(2026, 11, 26), 14 * 60)


def test_days_are_those_of_the_persons_zone(ear: Ear) -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    here = ear.understanding.hear("interview tomorrow", late, "Europe/London")
    there = ear.understanding.hear("interview tomorrow", late, "Asia/Tokyo")
    assert (here.facts.day, there.facts.day) == (date(2026, 11, 24), date(2026, 11, 25))


def test_a_zone_that_does_not_exist_falls_back_to_utc(ear: Ear) -> None:
    assert ear.understanding.hear("interview tomorrow", NOW, "Mars").facts.day == date(2026, 11, 24)


def test_what_stands_behind_the_limit_is_not_read(ear: Ear) -> None:
    assert ear.hear("la " * 2_000 + ". got a no from Acme").intent is Intent.UNKNOWN
    assert ear.hear("la " * 2_000 + ". I want to kill myself").care is Care.EXPLICIT


@pytest.mark.parametrize(
    "piece",
    [
        "a", "no ", "not ", ",", '"', 'he said "', "\ufdfa", "😭", "a\u0301", "\n", ".", "1",
        "1/1/", "at 9 ", "a.b@", "https://", "k ", "h3", "i want to ", "a-", "a'", "end it ",
        "\u202e", "got a no from ", "interview with ", "every tue ", "<@",
        "monday at 9 interview with Acme ",
    ],
)  # fmt: skip
def test_a_hundred_thousand_characters_are_heard_at_once(ear: Ear, piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    ear.hear(text)
    # A tenth of this is usual; without the limits it would be minutes.
    assert time.process_time() - began < 30


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("", Facts()),
        ("Acme", Facts(company="Acme")),
        ("acme", Facts(company="acme")),
        ("Acme final round", Facts(company="Acme", stage=Stage.FINAL)),
        ("Acme, data analyst, after the screen",
         Facts(company="Acme", role="data analyst", stage=Stage.SCREEN)),
        ("Acme data analyst", Facts(company="Acme", role="data analyst")),
        ("nurse at Initech", Facts(company="Initech", role="nurse")),
        ("Initech as a nurse", Facts(company="Initech", role="nurse")),
        ("Bank of America", Facts(company="Bank of America")),
        ("Home Depot", Facts(company="Home Depot")),
        ("from Acme after the final round", Facts(company="Acme", stage=Stage.FINAL)),
        ("final round", Facts(stage=Stage.FINAL)),
        ("Acme offer", Facts(company="Acme", stage=Stage.OFFER)),
        ("Acme yesterday", Facts(company="Acme", day=date(2026, 11, 22))),
        ("they said that I was not what they want", Facts()),
        ("\u202eAcme\x00", Facts(company="Acme")),
    ],
)  # fmt: skip
def test_the_words_after_a_command_are_read_as_facts(ear: Ear, text: str, facts: Facts) -> None:
    assert ear.understanding.facts_of(text, NOW, ZONE) == facts


def test_a_very_long_name_is_cut(ear: Ear) -> None:
    company = ear.understanding.facts_of("A" + "c" * 200, NOW, ZONE).company
    assert company == "A" + "c" * 79


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("final round", Stage.FINAL), ("Final", Stage.FINAL),
        ("after the phone screen", Stage.SCREEN), ("applying", Stage.APPLYING),
        ("interview", Stage.INTERVIEW), ("2 rounds", Stage.INTERVIEW),
        ("never heard back", Stage.NO_REPLY), ("offer", Stage.OFFER),
        ("they rescinded it", Stage.OFFER), ("banana", None), ("", None),
    ],
)  # fmt: skip
def test_how_far_it_got_is_read_from_a_bare_answer(
    ear: Ear, text: str, stage: Stage | None
) -> None:
    assert ear.understanding.stage_of(text) is stage


def test_taking_it_back_is_understood(ear: Ear) -> None:
    assert ear.understanding.retracts("I was joking, sorry")
    assert not ear.understanding.retracts("got a no from Acme")
