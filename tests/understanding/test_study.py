"""What was learnt is heard beside the phrases, the same each time, and never as a guess."""

import asyncio
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding import library, schooling, study
from bot.understanding.heard import Heard, Understanding
from bot.understanding.intents import GOOD_NEWS, Intent
from tests.understanding.conftest import ENGLISH, NOW, ZONE

WORDS = Path(__file__).parents[1] / "bench" / "words" / "messages.toml"


@pytest.fixture(scope="session")
def schooled() -> Understanding:
    understanding = library.read(ENGLISH)
    assert understanding.lessons is not None
    understanding.take(study.learn(*understanding.lessons))
    return understanding


def hear(schooled: Understanding, text: str) -> Heard:
    return schooled.hear(text, NOW, ZONE)


def developed() -> Iterator[tuple[str, set[str]]]:
    for row in tomllib.loads(WORDS.read_text(encoding="utf-8"))["case"]:
        if row["set"] == "dev":
            yield row["said"], {row["intents"][0], *row.get("or", ())}


def test_most_messages_written_apart_are_heard_as_meant(schooled: Understanding) -> None:
    cases = list(developed())
    right = sum(str(hear(schooled, said).intent) in meant for said, meant in cases)
    assert right / len(cases) > 0.9


def test_no_offer_is_heard_as_a_no_and_no_no_as_an_offer(schooled: Understanding) -> None:
    for said, meant in developed():
        heard = hear(schooled, said)
        if heard.intent is Intent.UNKNOWN:
            continue
        if meant == {Intent.REJECTED}:
            rest = set(heard.intents) & GOOD_NEWS
            assert not rest or len(heard.intents) > 1
        if meant <= GOOD_NEWS:
            assert Intent.REJECTED not in heard.intents


def test_each_of_two_pieces_of_news_has_its_own_facts(schooled: Understanding) -> None:
    heard = hear(schooled, "Acme went for somebody internal, but Globex will see me on thursday")
    assert heard.intents[:2] == (Intent.REJECTED, Intent.INTERVIEW_COMING)
    assert heard.per_intent[Intent.REJECTED].company == "Acme"
    coming = heard.per_intent[Intent.INTERVIEW_COMING]
    assert (coming.company, coming.day) == ("Globex", date(2026, 11, 26))


def test_the_name_of_somebody_who_signs_is_no_company(schooled: Understanding) -> None:
    heard = hear(
        schooled,
        "Dear Ada, we will not be taking your application for the final round any further. "
        "Kind regards, Sarah Miller, Talent Partner at Initech",
    )
    assert heard.intent is Intent.REJECTED
    assert heard.facts.company == "Initech"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ich suche arbeit und habe keine antwort", "de"),
        ("no me dieron el trabajo", "es"),
        ("работу не дали", "ru"),
        ("面接に落ちました", "ja"),
        ("got a no from Acme", "en"),
        ("😭😭", "en"),
        ("", "en"),
    ],
)
def test_another_language_is_recognised(schooled: Understanding, text: str, language: str) -> None:
    assert hear(schooled, text).language == language


def test_an_insult_means_nothing_but_is_marked(schooled: Understanding) -> None:
    heard = hear(schooled, "you are a useless piece of garbage")
    assert heard.abusive
    assert heard.intent is Intent.UNKNOWN
    assert not hear(schooled, "I feel useless").abusive


@given(text=st.text(max_size=300))
def test_no_text_is_too_strange_once_schooled(schooled: Understanding, text: str) -> None:
    heard = hear(schooled, text)
    assert heard.intents
    assert len(heard.intents) == len(set(heard.intents))
    assert 0 <= heard.confidence <= 1


def test_a_hundred_thousand_characters_are_no_trouble(schooled: Understanding) -> None:
    assert hear(schooled, "no from Acme, " * 7_000).intents


async def test_learning_happens_in_another_process() -> None:
    understanding = library.read(ENGLISH)
    async with schooling.learning(understanding):
        before = understanding.hear("they will not be taking me on", NOW, ZONE)
        assert before.intents
    # What was cut short has taught nothing, and stopped at once.
    assert understanding.hear("they will not be taking me on", NOW, ZONE) == before
    async with asyncio.timeout(60):
        assert await schooling.learn(understanding)
    assert understanding.hear("they will not be taking me on", NOW, ZONE).intent == "rejected"


async def test_what_cannot_be_learnt_is_said_and_phrases_go_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    understanding = library.read(ENGLISH)
    monkeypatch.setattr("sys.executable", "/no/such/python")
    assert not await schooling.learn(understanding)
    assert "phrases answer alone" in caplog.text
    assert understanding.hear("ghosted again", NOW, ZONE).intent is Intent.GHOSTED
