"""Long words are cut where it hurts least."""

from hypothesis import given
from hypothesis import strategies as st

from bot.views.excerpt import excerpt, first_line


def test_what_fits_is_left_as_it_is() -> None:
    assert excerpt("They rang me.", 13) == "They rang me."


def test_what_does_not_fit_ends_between_two_words() -> None:
    assert excerpt("They rang me at six.", 14) == "They rang …"


def test_an_endless_word_is_cut_inside() -> None:
    assert excerpt("a" * 20, 10) == "aaaaaaaa …"


def test_a_first_line_has_no_line_breaks() -> None:
    assert first_line("They rang.\n\nI was out.", 40) == "They rang. I was out."


@given(st.text(max_size=60), st.integers(3, 40))
def test_it_never_grows_over_the_limit(text: str, limit: int) -> None:
    assert len(excerpt(text, limit)) <= limit
