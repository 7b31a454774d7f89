"""Words of crisis are recognised; sayings, denials and other people's words raise no alarm."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.care import Care
from tests.understanding.conftest import Ear

CASES = tomllib.loads(Path(__file__).with_name("care_cases.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("line", CASES["explicit"])
def test_what_is_said_plainly_is_recognised(ear: Ear, line: str) -> None:
    assert ear.care.assess(line) is Care.EXPLICIT


@pytest.mark.parametrize("line", CASES["veiled"])
def test_what_is_said_between_the_lines_is_recognised(ear: Ear, line: str) -> None:
    assert ear.care.assess(line) is Care.VEILED


@pytest.mark.parametrize("line", CASES["none"])
def test_a_saying_a_denial_or_somebody_else_raises_no_alarm(ear: Ear, line: str) -> None:
    assert ear.care.assess(line) is Care.NONE


@pytest.mark.parametrize("line", CASES["takes_back"])
def test_taking_it_back_is_recognised(ear: Ear, line: str) -> None:
    assert ear.care.retracts(line)


@pytest.mark.parametrize("line", CASES["takes_nothing_back"])
def test_what_takes_nothing_back_is_not_read_so(ear: Ear, line: str) -> None:
    assert not ear.care.retracts(line)


@pytest.mark.parametrize("line", CASES["explicit"])
@pytest.mark.parametrize(
    "around",
    [
        "got a no from Acme. {}",
        "{}, sorry to say",
        "{}!!! ...",
        "HI. {}",
        "{}\nthanks for listening",
    ],
)
def test_nothing_around_it_hides_what_is_said_plainly(ear: Ear, line: str, around: str) -> None:
    assert ear.care.assess(around.format(line)) is Care.EXPLICIT
    assert ear.care.assess(around.format(line).upper()) is Care.EXPLICIT


@given(noise=st.text(alphabet="\u200b\u200d\u202e\u2060\ufeff\x00", max_size=3))
@pytest.mark.parametrize("line", ["I want to kill myself", "i dont want to live anymore"])
def test_invisible_signs_hide_nothing(ear: Ear, line: str, noise: str) -> None:
    assert ear.care.assess(noise.join(line)) is Care.EXPLICIT


@pytest.mark.parametrize("form", ["Ｉ ｗａｎｔ ｔｏ ｄｉｅ", "i want to d1e", "𝗜 𝘄𝗮𝗻𝘁 𝘁𝗼 𝗱𝗶𝗲"])
def test_fancy_letters_hide_nothing(ear: Ear, form: str) -> None:
    assert ear.care.assess(form) is Care.EXPLICIT


@given(text=st.text(max_size=300))
def test_any_text_can_be_assessed(ear: Ear, text: str) -> None:
    assert ear.care.assess(text) in Care
    assert ear.care.retracts(text) in (True, False)


def test_the_tables_are_long_enough_to_mean_something() -> None:
    assert len(CASES["explicit"]) + len(CASES["veiled"]) >= 80
    assert len(CASES["none"]) >= 80


def test_a_mistake_in_the_patterns_is_told_with_its_phrase(ear: Ear) -> None:
    with pytest.raises(ValueError, match="`kill <nobody>` names <nobody>"):
        replace(ear.care_patterns, explicit=("kill <nobody>",))
    with pytest.raises(
        ValueError, match=r"`\(only\)` has no word that must be there.*is there already"
    ):
        replace(ear.care_patterns, veiled=("(only)",), unsafe=("not safe", "not safe"))
