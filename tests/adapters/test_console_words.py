"""The terminal's own words: each one written, each one fillable."""

import tomllib
from string import Formatter

from adapters.console.words import Words, placeholders
from tests.adapters.consoles import TEXTS, WORDS


def test_every_word_of_the_terminal_stands_in_the_config_and_nothing_else() -> None:
    written = tomllib.loads(TEXTS.read_text(encoding="utf-8"))
    assert written.keys() == placeholders().keys()


def test_every_template_has_exactly_the_placeholders_it_says() -> None:
    for name, needs in placeholders().items():
        fields = {field for _, field, _, _ in Formatter().parse(getattr(WORDS, name)) if field}
        assert fields == set(needs), name


def test_words_can_be_made_of_templates_filled_with_their_own_placeholders() -> None:
    templates = {name: getattr(WORDS, name) for name in placeholders()}
    filled = {
        name: templates[name].format_map({need: f"{{{need}}}" for need in needs})
        for name, needs in placeholders().items()
    }
    assert Words(**filled) == WORDS
