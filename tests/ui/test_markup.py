"""Words stay words: times and people are tokens, and nothing typed can pretend to be one."""

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui import markup
from bot.ui.markup import Plain, Style, When, Where, Who

NOON = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)


def test_a_time_is_said_in_the_zone_of_its_reader() -> None:
    text = f"See you {markup.when(NOON, 'Europe/Berlin')}."
    assert markup.plain(text) == "See you Mon 30 Nov, 13:00."
    assert markup.parts(text) == (
        Plain("See you "),
        When(NOON, "Europe/Berlin", Style.FULL),
        Plain("."),
    )


@pytest.mark.parametrize(("style", "said"), [(Style.DAY, "Mon 30 Nov"), (Style.TIME, "12:00")])
def test_a_time_can_be_said_by_halves(style: Style, said: str) -> None:
    assert markup.plain(markup.when(NOON, "UTC", style)) == said


def test_a_person_is_named_and_never_pinged() -> None:
    text = markup.who("U1", "Ana")
    assert markup.parts(text) == (Who("U1", "Ana"),)
    assert markup.plain(text) == "Ana"


def test_a_channel_is_named_by_what_its_platform_calls_it() -> None:
    text = markup.where("#oaks")
    assert markup.parts(text) == (Where("#oaks"),)
    assert markup.plain(text) == "#oaks"


def test_a_token_nobody_made_says_nothing() -> None:
    assert markup.plain("a\ue000what\ue001b") == "ab"
    assert markup.plain("") == ""


@given(st.text(max_size=300))
def test_what_is_typed_can_never_pretend_to_be_a_token(text: str) -> None:
    cleaned = markup.clean(text, 200)
    assert len(cleaned) <= 200
    assert all(isinstance(part, Plain) for part in markup.parts(cleaned))
    hidden = {letter for letter in cleaned if unicodedata.category(letter)[0] == "C"}
    assert hidden <= set("\n\t\u200c\u200d")


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = markup.clean(text, 200)
    assert markup.clean(once, 200) == once


def test_text_that_turns_round_or_beeps_is_made_harmless() -> None:
    assert markup.clean("a\u202eb\x1b[31mc\x07\r\nd", 50) == "ab[31mc\nd"
    assert markup.clean("a" + "\n" * 50 + "b", 50) == "a\n\n\nb"
