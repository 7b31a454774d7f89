"""What people write into the fields of a form, and what becomes of it."""

import pytest

from adapters.console.controls import Member
from adapters.console.fields import question_strips
from adapters.console.forms import blank, checked, corrected, filled, labelled, read, shown
from adapters.console.matching import Unmatched
from bot.ui.card import Choice
from bot.ui.form import NO, YES, Choose, ChooseMany, Line, Mistake, Person, Tick, Value
from tests.adapters.consoles import WORDS
from tests.adapters.samples import CHOICES, FIELDS, MISTAKES, form

PEOPLE = (Member("ana", "Ana"), Member("ben", "Ben"))
MOOD = Choose(
    name="mood",
    label="How are you",
    choices=tuple(Choice(str(number), f"{number} of 5") for number in range(5, 0, -1)),
)
COMMAS = ChooseMany(
    name="commas", label="Commas", choices=(Choice("a", "one, two"), Choice("b", "three"))
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("final", "final"),
        ("FINAL ROUND", "final"),
        ("no", "none"),
        ("after", "applied"),
        ("", ""),
        ("never heard of", "never heard of"),
        ("2", "2"),
    ],
)
def test_a_choice_is_meant_by_value_label_or_beginning(text: str, value: str) -> None:
    assert read(FIELDS["choose"], text, PEOPLE) == value


def test_an_ambiguous_choice_is_left_for_the_field_to_refuse() -> None:
    fives = Choose(name="n", label="N", choices=(Choice("a", "five"), Choice("b", "fifty")))
    assert read(fives, "fi", PEOPLE) == "fi"
    assert checked(filled(blank(form(fives)), [("N", "fi")], PEOPLE)).errors == {
        "n": "Please pick one of these."
    }


def test_a_number_counts_the_choices_only_where_they_are_numbered() -> None:
    assert read(MOOD, "1", PEOPLE) == "1"
    assert read(MOOD, "1", PEOPLE, numbered=True) == "5"
    assert read(MOOD, "6", PEOPLE, numbered=True) == "6"
    assert read(MOOD, "9" * 5000, PEOPLE, numbered=True) == "9" * 5000


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no reply, final", ("none", "final")),
        ("no reply | final round", ("none", "final")),
        ("final, final", ("final",)),
        ("", ()),
        ("final, what", ("final", "what")),
    ],
)
def test_several_choices_stand_between_commas_or_bars(text: str, value: Value) -> None:
    assert read(FIELDS["choose_many"], text, PEOPLE) == value


def test_a_label_with_a_comma_in_it_is_still_one_choice() -> None:
    assert read(COMMAS, "one, two", PEOPLE) == ("a",)
    assert read(COMMAS, "one, two | three", PEOPLE) == ("a", "b")


@pytest.mark.parametrize(
    ("text", "value"), [("yes", YES), ("Y", YES), ("x", YES), ("no", NO), ("N", NO), ("", NO)]
)
def test_a_tick_is_made_by_yes_and_no(text: str, value: str) -> None:
    assert read(FIELDS["tick"], text, PEOPLE) == value


def test_a_tick_is_never_guessed() -> None:
    with pytest.raises(Unmatched, match="yes, no"):
        read(FIELDS["tick"], "perhaps", PEOPLE)


@pytest.mark.parametrize(
    ("text", "value"), [("ben", "ben"), ("@Ben", "ben"), ("b", "ben"), ("", "")]
)
def test_a_person_is_meant_by_name(text: str, value: str) -> None:
    assert read(FIELDS["person"], text, PEOPLE) == value


def test_a_person_is_meant_by_number_where_people_are_numbered() -> None:
    assert read(FIELDS["person"], "2", PEOPLE, numbered=True) == "ben"


def test_somebody_who_is_not_here_cannot_be_picked() -> None:
    with pytest.raises(Unmatched, match="ana, ben"):
        read(FIELDS["person"], "zoe", PEOPLE)


def test_fields_that_are_not_named_keep_what_they_had() -> None:
    sheet = blank(form(FIELDS["line"], FIELDS["tick"], MOOD))
    after = filled(sheet, [("how are", "2")], PEOPLE)
    assert after.values == {"company": "Acme", "share": YES, "mood": "2"}


def test_a_field_can_be_emptied() -> None:
    sheet = blank(form(FIELDS["line"], FIELDS["tick"]))
    after = filled(sheet, [("Company", ""), ("share", "no")], PEOPLE)
    assert after.values == {"company": "", "share": NO}


def test_a_label_is_meant_by_its_beginning_or_by_a_part_that_only_it_has() -> None:
    asked = form(FIELDS["line"], FIELDS["choose"], FIELDS["tick"])
    assert labelled(asked, "COMPANY").name == "company"
    assert labelled(asked, "how").name == "stage"
    assert labelled(asked, "circle").name == "share"
    with pytest.raises(Unmatched, match="could mean any of: Company, How far did it get"):
        labelled(asked, "o")
    with pytest.raises(Unmatched, match="there is: Company"):
        labelled(asked, "salary")
    with pytest.raises(Unmatched):
        labelled(asked, " ")


def test_what_was_typed_stays_when_a_form_comes_back() -> None:
    asked = form(FIELDS["line"], MOOD)
    sheet = filled(blank(asked), [("Company", "Bolt"), ("How", "2")], PEOPLE)
    back = corrected(sheet, {"company": "Which one?"}, asked)
    assert back.values == {"company": "Bolt", "mood": "2"}
    assert back.errors == {"company": "Which one?"}


def test_a_form_may_come_back_with_choices_instead_of_a_line() -> None:
    typed = form(Line(name="zone", label="Zone", value=""))
    offered = form(
        Choose(name="zone", label="Zone", choices=(Choice("Europe/Berlin", "Berlin"),)),
        Line(name="new", label="New", value="as it comes"),
    )
    sheet = filled(blank(typed), [("Zone", "Berln")], PEOPLE)
    assert corrected(sheet, {}, offered).values == {"zone": "", "new": "as it comes"}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("line", "Acme", "Acme"),
        ("choose", "final", "final round"),
        ("choose", "", ""),
        ("choose", "gone", "gone"),
        ("choose_many", ("none", "final"), "no reply, final round"),
        ("tick", YES, "y"),
        ("tick", NO, "n"),
        ("person", "ben", "Ben"),
        ("person", "zoe", "zoe"),
    ],
)
def test_a_value_is_said_as_people_read_it(name: str, value: Value, words: str) -> None:
    assert shown(FIELDS[name], value, PEOPLE, WORDS) == words


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("line", "", "Enter leaves it empty."),
        ("line", "Acme", "Enter keeps “Acme”. - empties it."),
        ("line", "x" * 300, f"Enter keeps “{'x' * 60}…”. - empties it."),
        ("choose", "", "One number or word."),
        ("choose", "none", "One number or word. Enter keeps “no reply”."),
        ("choose_many", (), "Numbers or words, with commas between them. Enter leaves it empty."),
        (
            "paragraph",
            "",
            "As many lines as you like; an empty line ends it. Enter leaves it empty.",
        ),
        ("tick", YES, "y or n. Enter keeps “y”."),
        ("person", "", "A number or a name. Enter leaves it empty."),
        ("day", "", "Enter leaves it empty."),
        ("time", "", "Enter leaves it empty."),
    ],
)
def test_each_question_says_how_to_answer_it(name: str, value: Value, says: str) -> None:
    assert question_strips(FIELDS[name], value, PEOPLE, WORDS)[-1].text().strip() == says


def test_the_form_alone_sees_what_is_missing() -> None:
    person = Person(name="who", label="Who", required=True)
    tick = Tick(name="sure", label="Sure", required=True)
    assert checked(blank(form(person, tick))).errors == {
        "who": MISTAKES[Mistake.MISSING],
        "sure": MISTAKES[Mistake.MISSING],
    }


def test_every_choice_can_be_picked_by_its_own_value() -> None:
    for choice in CHOICES:
        assert read(FIELDS["choose"], choice.value, PEOPLE) == choice.value
