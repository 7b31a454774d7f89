"""A mistake among the writers' phrases is told at start, all of it, and never to a person."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot import content
from bot.problems import ConfigError
from bot.understanding.care import CarePatterns
from bot.understanding.intents import Intent
from bot.understanding.patterns import Phrases
from tests.understanding.conftest import ENGLISH, Ear


def test_every_meaning_needs_a_phrase(ear: Ear) -> None:
    with pytest.raises(ValueError, match="`tip` has no phrase"):
        replace(ear.phrases, intents={**ear.phrases.intents, Intent.TIP: ()})


def test_mistakes_in_different_lists_are_told_together(ear: Ear) -> None:
    broken = {**ear.phrases.intents, Intent.TIP: ("tip <x>",)}
    with pytest.raises(ValueError, match=r"tip: `tip <x>` names <x>.*zone: `\(y` has a \("):
        replace(ear.phrases, intents=broken, hints={Intent.ZONE: ("(y",)})


@pytest.mark.parametrize(
    ("name", "kind", "old", "new", "told"),
    [
        ("understanding.toml", Phrases, "[intents]\nrejected", "[intents]\nrejcted", "rejcted"),
        ("understanding.toml", Phrases, '"stop reminding', '"stop <x> reminding', "names <x>"),
        ("care.toml", CarePatterns, '"hopeless", ', '"hopeless", "hopeless", ', "is there already"),
    ],
)
def test_a_mistake_in_the_file_is_told_of_that_file(
    tmp_path: Path, name: str, kind: type[object], old: str, new: str, told: str
) -> None:
    text = (ENGLISH / name).read_text(encoding="utf-8")
    assert old in text
    broken = tmp_path / name
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        content.read(broken, kind, said=False)
    assert told in str(refused.value)
    assert name in str(refused.value)
