"""What Slack's side says is whole, and short enough to be shown as it was written."""

import pytest

from adapters.slack import forms
from bot.cli import words as wording
from tests.adapters.slack.saying import WORDS


def test_the_words_that_are_shipped_are_the_ones_that_are_said() -> None:
    assert wording.slack_words(wording.load("en").texts) == WORDS


@pytest.mark.parametrize(
    ("said", "longest"),
    [
        (WORDS.close, 24),
        (WORDS.loading_title, 24),
        (WORDS.sure, 100),
        (WORDS.yes, 75),
        (WORDS.open_form, 75),
        (WORDS.pick_any, 150),
        (WORDS.day, 150),
    ],
)
def test_nothing_that_was_written_is_cut_off(said: str, longest: int) -> None:
    assert len(said) <= longest
    assert forms.loading(WORDS)["title"]["text"] == WORDS.loading_title
