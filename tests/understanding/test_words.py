"""Text is made safe, cut into sentences, and spelt one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.words import Spelling, clean, sentences

SPELLING = Spelling(
    {"tmrw": "tomorrow"}, forgiven=("rejected", "hopeless"), breaks=("but",), known=("rejecting",)
)


def forms(text: str) -> list[list[str]]:
    return [[word.form for word in each.words] for each in sentences(text, SPELLING)]


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  a \t b  ", "a b"),
        ("a\r\n\n  b", "a\nb"),
        ("a\u2028b", "a\nb"),
        ("\u202eabc\u200b\x00\x1b[31m", "abc[31m"),
        ("ﬁne Ａ", "fine A"),
        ("don’t “no”", 'don\'t "no"'),
        ("\ud800x", "x"),
        ("", ""),
    ],
)
def test_text_is_made_safe(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(text=st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(text=st.text(max_size=60), limit=st.integers(min_value=1, max_value=20))
def test_cleaned_text_keeps_to_its_limit(text: str, limit: int) -> None:
    assert len(clean(text, limit)) <= limit


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("No. From Acme!", [["no"], ["from", "acme"]]),
        ("so, well", [["so", ",", "well"]]),
        (", a,, b", [["a", ",", "b"]]),
        ("yes but no", [["yes"], ["no"]]),
        ("node.js at U.S. Steel", [["node.js", "at", "u.s", "steel"]]),
        ("Acme Inc. said", [["acme", "inc", "said"]]),
        ("I'll, we're, can't", [["i", "will", ",", "we", "are", ",", "can", "not"]]),
        ("let's see what's Acme's", [["let", "us", "see", "what", "is", "acme"]]),
        ("cannot wanna", [["can", "not", "want", "to"]]),
        ("tmrw", [["tomorrow"]]),
        ("rejetced hopless", [["rejected", "hopeless"]]),
        ("rejecting homeless dejected", [["rejecting", "homeless", "dejected"]]),
        ("see https://a.example/b?c mail a@b.example <@U1>", [["see", "mail"]]),
        ("a - b — c (d)", [["a", ",", "b", ",", "c", ",", "d", ","]]),
        ("take-home", [["take", "home"]]),
        ("", []),
        ("...", []),
    ],
)
def test_text_is_cut_and_spelt(text: str, words: list[list[str]]) -> None:
    assert forms(text) == words


def test_a_question_is_known_by_its_mark() -> None:
    assert [each.asks for each in sentences("what now? ok. why?!", SPELLING)] == [True, False, True]


def test_an_endless_sentence_is_cut() -> None:
    cut = sentences("la " * 200, SPELLING)
    assert [len(each.words) for each in cut] == [80, 80, 40]


@given(text=st.text(max_size=200))
def test_every_word_stands_where_it_says(text: str) -> None:
    cleaned = clean(text)
    for sentence in sentences(cleaned, SPELLING):
        assert sentence.line == f" {' '.join(word.form for word in sentence.words)} "
        for place, word in enumerate(sentence.words):
            assert cleaned[word.start : word.end]
            assert sentence.index(sentence.offsets[place]) == place
