"""A form is checked when it is made and when it comes back, and what was typed is put back in."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.ui import form, limits
from bot.ui.action import Action, action
from bot.ui.card import Choice
from bot.ui.form import AnyField, Correction, Form, Mistake, Value

TWO = (Choice("a", "A"), Choice("b", "B"))
SAYS = {mistake: mistake.value for mistake in Mistake}


@action("test.keep")
class Keep(Action):
    """Keep a form."""


def make(*fields: AnyField, **changed: Any) -> Form:
    parts: dict[str, Any] = {
        "title": "A form",
        "fields": fields,
        "does": Keep(),
        "reopen": Keep(),
        "submit": "Send",
        "mistakes": SAYS,
    }
    return Form(**{**parts, **changed})


NAME = form.Line(name="name", label="Name", required=True, longest=5)


@pytest.mark.parametrize(
    ("field", "value", "mistake"),
    [
        (NAME, "", Mistake.MISSING),
        (NAME, "Robert", Mistake.TOO_LONG),
        (NAME, "Ana", None),
        (form.Paragraph(name="p", label="P"), "", None),
        (form.Choose(name="c", label="C", choices=TWO), "c", Mistake.NOT_A_CHOICE),
        (form.Choose(name="c", label="C", choices=TWO), "a", None),
        (form.Choose(name="c", label="C", choices=TWO, required=True), "", Mistake.MISSING),
        (form.ChooseMany(name="m", label="M", choices=TWO), ("a", "c"), Mistake.NOT_A_CHOICE),
        (form.ChooseMany(name="m", label="M", choices=TWO, most=1), ("a", "b"), Mistake.TOO_MANY),
        (form.ChooseMany(name="m", label="M", choices=TWO, required=True), (), Mistake.MISSING),
        (form.ChooseMany(name="m", label="M", choices=TWO), "a", None),
        (form.Tick(name="t", label="T"), "yes", None),
        (form.Day(name="d", label="D", required=True), "", Mistake.MISSING),
        (form.Time(name="d", label="D"), "", None),
        (form.Person(name="d", label="D"), "U1", None),
    ],
)
def test_a_field_says_what_is_plainly_wrong(
    field: AnyField, value: Value, mistake: Mistake | None
) -> None:
    assert field.check(value) == mistake
    expected = {field.name: mistake.value} if mistake else {}
    assert make(field).errors({field.name: value}) == expected


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: form.Line(name="", label="a"),
        lambda: form.Line(name="a", label="a" * (limits.FIELD_LABEL + 1)),
        lambda: form.Line(name="a", label="a", hint="h" * (limits.HINT + 1)),
        lambda: form.Line(name="a", label="a", longest=0),
        lambda: form.Choose(name="a", label="a", choices=()),
        lambda: form.Choose(name="a", label="a", choices=TWO, value="c"),
        lambda: form.Choose(name="a", label="a", choices=(TWO[0], TWO[0])),
        lambda: form.ChooseMany(name="a", label="a", choices=TWO, values=("c",)),
        make,
        lambda: make(NAME, NAME),
        lambda: make(NAME, title=""),
        lambda: make(NAME, title="t" * 25),
        lambda: make(NAME, submit=""),
        lambda: make(NAME, mistakes={}),
    ],
)
def test_a_form_that_a_platform_would_refuse_is_never_made(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        wrong()


def test_what_was_typed_comes_back_as_far_as_it_fits() -> None:
    fields: tuple[AnyField, ...] = (
        NAME,
        form.Choose(name="one", label="One", choices=TWO, value="b"),
        form.ChooseMany(name="many", label="Many", choices=TWO),
        form.Tick(name="tick", label="Tick"),
        form.Day(name="day", label="Day", value="today"),
    )
    typed: dict[str, Value] = {
        "name": "Robert",
        "one": "gone",
        "many": ("a", "gone"),
        "tick": "yes",
        "day": ("odd",),
    }
    name, one, many, tick, day = make(*fields).filled(typed).fields
    assert isinstance(name, form.Line)
    assert isinstance(one, form.Choose)
    assert isinstance(many, form.ChooseMany)
    assert isinstance(tick, form.Tick)
    assert isinstance(day, form.Day)
    assert (name.value, one.value, many.values) == ("Rober", "b", ("a",))
    assert (tick.value, day.value) == (True, "today")


def test_a_single_choice_counts_as_one_of_many_and_an_empty_value_changes_nothing() -> None:
    fields: tuple[AnyField, ...] = (
        form.ChooseMany(name="many", label="Many", choices=TWO),
        form.Day(name="day", label="Day", value="today"),
        form.Choose(name="one", label="One", choices=TWO),
    )
    many, day, one = make(*fields).filled({"many": "b", "day": "", "one": "a"}).fields
    assert isinstance(many, form.ChooseMany)
    assert isinstance(day, form.Day)
    assert isinstance(one, form.Choose)
    assert (many.values, day.value, one.value) == (("b",), "today", "a")


def test_a_correction_names_the_fields_and_carries_the_form() -> None:
    made = make(NAME)
    wrong = Correction(made, {"name": "too long"})
    assert (wrong.form, wrong.errors, str(wrong)) == (made, {"name": "too long"}, "name")
