"""Examples are written by people who write no code: every mistake is told with its line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.problems import ConfigError
from bot.understanding import examples
from tests.understanding.conftest import ENGLISH

FILE = ENGLISH / "understanding-examples.toml"


@pytest.mark.parametrize(
    ("line", "ways"),
    [
        ("hi", {"hi"}),
        ("got/had it", {"got it", "had it"}),
        ("so (sad)", {"so", "so sad"}),
        ("[not yet/never again] {company}", {"not yet {company}", "never again {company}"}),
        ("my/[the other] job", {"my job", "the other job"}),
    ],
)
def test_a_line_is_spelt_out_in_all_its_ways(line: str, ways: set[str]) -> None:
    assert set(examples.ways(line)) == ways


def test_a_line_of_many_ways_is_spelt_out_in_eight_and_always_the_same() -> None:
    line = "a/b/c d/e/f g/h/i (j) (k)"
    assert len(examples.ways(line)) == 8
    assert examples.ways(line) == examples.ways(line)


@given(line=st.text(alphabet="ab/()[] {}", max_size=40))
def test_no_line_is_too_strange_to_be_spelt_out(line: str) -> None:
    assert len(examples.ways(line)) <= 8


def test_the_examples_speak_of_every_meaning_many_times() -> None:
    told = [intent for intent, _ in examples.read(FILE).messages()]
    assert min(told.count(intent) for intent in set(told)) >= 20


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("\nbanana\n", "\nbanana (\n", "has a bracket that is not closed"),
        ("\nbanana\n", "\nbanana {who}\n", "names {who}, which is not known"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    broken = tmp_path / FILE.name
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        examples.read(broken)
    line = text[: text.index(old)].count("\n") + 2
    assert f"{FILE.name}:{line}: " in str(refused.value)
    assert told in str(refused.value)


def test_a_meaning_without_examples_is_told(tmp_path: Path) -> None:
    broken = tmp_path / FILE.name
    broken.write_text('[one]\nthanks = "thanks"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="`tip` has no example"):
        examples.read(broken)
