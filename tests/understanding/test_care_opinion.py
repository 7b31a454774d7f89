"""The second opinion of care: learnt from the examples of today, and only ever raising a tier."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import content
from bot.domain.care import Care
from bot.understanding import care_opinion, care_study
from bot.understanding.care import CarePatterns, CareReader

ENGLISH = content.config_folder() / "en"
PATTERNS = content.read(ENGLISH / "care.toml", CarePatterns, said=False)
OPINION = care_opinion.read(ENGLISH)
ALONE, ADVISED = CareReader(PATTERNS), CareReader(PATTERNS, OPINION)
ORDER = (Care.NONE, Care.VEILED, Care.EXPLICIT)
EXAMPLES = care_study.read(ENGLISH)
LINES = [*EXAMPLES.veiled.splitlines(), *EXAMPLES.explicit.splitlines()]


def test_what_was_learnt_was_learnt_from_the_examples_that_stand_there() -> None:
    assert OPINION is not None
    told = care_study.fingerprint(EXAMPLES)
    assert OPINION.of == told, "run `python -m bot.understanding.care_study`"


def test_a_language_without_examples_has_no_opinion(tmp_path: Path) -> None:
    assert care_opinion.read(tmp_path) is None


@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=60)), max_size=4))
def test_it_never_lowers_what_the_phrases_found(said: list[str]) -> None:
    text = ". ".join(said)
    assert ORDER.index(ADVISED.assess(text)) >= ORDER.index(ALONE.assess(text))


@pytest.mark.parametrize(
    "said",
    [
        "got a no from Acme after the final round",
        "interview tomorrow!! dying to know how it goes",
        "this job search is killing me",
        "I killed the presentation",
        "no deadline, no feedback, no nothing",
        "remind me thursdays at 9 to apply",
        "sorry, I was only joking",
        "h" * 80,
        "asdfgh",
    ],
)
def test_ordinary_talk_raises_no_alarm(said: str) -> None:
    assert ADVISED.assess(said) is Care.NONE


def test_it_hears_what_no_phrase_says() -> None:
    heard = {line: (ALONE.assess(line), ADVISED.assess(line)) for line in LINES if line.strip()}
    raised = [line for line, (alone, advised) in heard.items() if alone != advised]
    assert len(raised) > 50


def test_very_long_words_are_read_at_both_ends() -> None:
    talk = "I sent the form and then we talked about the office. " * 60
    end = "everybody would manage so much better if I were simply not around anymore"
    assert ADVISED.assess(talk) is Care.NONE
    assert ADVISED.assess(talk + end) is not Care.NONE
