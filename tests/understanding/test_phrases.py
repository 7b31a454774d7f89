"""The language of phrases: what each sign means, and what is told about a mistake."""

from datetime import date

import pytest

from bot.understanding.paper import Paper
from bot.understanding.phrases import Grammar, Phrasebook, Slot
from bot.understanding.words import Spelling

SPELLING = Spelling({"cv's": "cv"}, forgiven=("rejected",), breaks=("but",))
GRAMMAR = Grammar(SPELLING, {"they": ("they", "the company")}, ("please", "so"), ("and",))


def is_found(phrase: str, text: str) -> bool:
    book = Phrasebook(GRAMMAR, {"it": (phrase,)}, tuple(Slot))
    paper = Paper.lay(text, SPELLING, date(2026, 11, 23))
    return any(True for sentence in paper.sentences for _ in book.hits(sentence))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("said no", "They said NO."),
        ("got/had a no", "had a no"),
        ("got (a/another) no", "got no"),
        ("got (a/another) no", "got another no"),
        ("got [one more/yet another] no", "got one more no"),
        ("<they> said no", "the company said no"),
        ("<they>/we said no", "we said no"),
        ("took .. back", "took the offer back"),
        ("took ... back", "took it all right back"),
        ("| stop |", "please stop"),
        ("| stop |", "stop, please!"),
        ("| stop |", "wait, stop"),
        ("stop |", "make it stop and go"),
        ("did not get it", "I didn't get it"),
        ("did not get it", "i didnt get it"),
        ("did not get it", "I didn’t, get it"),
        ("take home", "the take-home"),
        ("no |", "well that was a no but fine"),
        ("rejected", "rejceted"),
        ("so tired", "sooo tired"),
        ("still here", "stilll here"),
        ("cafe", "Café"),
        ("my cv", "my cv's"),
        ("👻", "oh 👻"),
    ],
)
def test_a_phrase_is_found(phrase: str, text: str) -> None:
    assert is_found(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("said no", "said nothing"),
        ("said no", "said. No"),
        ("said no", "said but no"),
        ("got a no", "got no"),
        ("got [one more/yet another] no", "got no"),
        ("took .. back", "took one two three back"),
        ("took ... back", "took one two three four five back"),
        ("| stop |", "stop the music"),
        ("| stop |", "a bus stop"),
        ("rejected", "projected"),
        ("no", "know nowhere knot"),
    ],
)
def test_a_phrase_is_not_found(phrase: str, text: str) -> None:
    assert not is_found(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "trouble"),
    [
        ("", "has no word that must be there"),
        ("(maybe)", "has no word that must be there"),
        ("{company}", "has no word that must be there"),
        ("from {planet}", r"names \{planet\}, which cannot stand here"),
        ("from <aliens>", "names <aliens>, which is not among the groups"),
        ("from (here", r"has a \( that is not closed or not opened"),
        ("from here]", r"has a \] that is not closed or not opened"),
        ("a | b", "has an edge in its middle"),
        ("at {when} sharp", r"has \{when\} where it cannot stand"),
        ("x {company} y {role} z", r"has \{role\} where it cannot stand"),
        ("no!", "has the sign ! where a word should be"),
        ("a//b", "has an empty choice where a word should be"),
    ],
)
def test_a_mistake_in_a_phrase_is_told_with_the_phrase(phrase: str, trouble: str) -> None:
    with pytest.raises(ValueError, match=trouble):
        Phrasebook(GRAMMAR, {"it": (phrase,)}, tuple(Slot))


def test_a_slot_may_be_named_only_where_it_is_read() -> None:
    with pytest.raises(ValueError, match="cannot stand here"):
        Phrasebook(GRAMMAR, {"it": ("from {company}",)})


def test_a_phrase_is_not_written_twice() -> None:
    with pytest.raises(ValueError, match=r"two: `said NO` is there already, as one: `said no`\."):
        Phrasebook(GRAMMAR, {"one": ("said no",), "two": ("said NO",)})


def test_a_hint_may_be_shared_by_two_meanings_but_not_said_twice_of_one() -> None:
    Phrasebook(GRAMMAR, {"one": ("no",), "two": ("no",)}, shared=True)
    with pytest.raises(ValueError, match="is there already"):
        Phrasebook(GRAMMAR, {"one": ("no", "no")}, shared=True)


def test_all_mistakes_are_told_together() -> None:
    with pytest.raises(ValueError, match=r"one: `\(a` .* two: `b\)` "):
        Phrasebook(GRAMMAR, {"one": ("(a",), "two": ("b)",)})
