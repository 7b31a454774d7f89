"""Forms on Slack: native pickers, every value there and back, and what must be put right."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.slack import fields, forms, ids, markup, render
from adapters.slack.forms import Sent
from adapters.slack.ids import Gives
from bot.ui.card import Buttons, Choice, Text
from bot.ui.form import (
    NO,
    YES,
    AnyField,
    Choose,
    ChooseMany,
    Day,
    Form,
    Line,
    Mistake,
    Paragraph,
    Person,
    Tick,
    Time,
    Value,
)
from tests.adapters.discord.cards import forms as any_forms
from tests.adapters.hostile import texts
from tests.adapters.samples import CHOICES, FORMS, HOSTILE, MISTAKES, Sample, form, hostile_form
from tests.adapters.slack import goldens, reading, strictly
from tests.adapters.slack.saying import WORDS

Json = dict[str, Any]
BEN = "U0BEN0BEN0"
MANY = tuple(Choice(str(number), f"Choice {number}") for number in range(11))
NATIVE = {
    "line": "plain_text_input",
    "paragraph": "plain_text_input",
    "choose": "radio_buttons",
    "choose_many": "multi_static_select",
    "day": "datepicker",
    "time": "timepicker",
    "tick": "checkboxes",
    "person": "users_select",
}


def drawn(form: Form, wrong: dict[str, str] | None = None) -> Json:
    """Draw a form and let strict eyes look at it."""
    made = forms.view(form, WORDS, wrong or {})
    strictly.accept_view(made)
    return made


def inputs(made: Json) -> list[Json]:
    return [block for block in made["blocks"] if block["type"] == "input"]


def element(field: AnyField) -> Json:
    (block,) = inputs(drawn(form(field)))
    inner: Json = block["element"]
    return inner


def left_as_it_is(part: Json) -> Json:
    """Answer a control as the client does when nobody touches it."""
    match part["type"]:
        case "plain_text_input":
            given: Json = {"value": part.get("initial_value")}
        case "datepicker":
            given = {"selected_date": part.get("initial_date")}
        case "timepicker":
            given = {"selected_time": part.get("initial_time")}
        case "users_select":
            given = {"selected_user": part.get("initial_user")}
        case "radio_buttons" | "static_select":
            given = {"selected_option": part.get("initial_option")}
        case _:
            given = {"selected_options": part.get("initial_options", [])}
    return {"type": part["type"], **given}


def sent_back(made: Json) -> Json:
    """Send a view as it stands, with all that Slack adds."""
    values = {
        block["block_id"]: {block["element"]["action_id"]: left_as_it_is(block["element"])}
        for block in inputs(made)
    }
    return {**made, "id": "V1", "hash": "1.a", "state": {"values": values}}


def brought(field: AnyField) -> Value:
    """Return what a field brings along, as it should travel back."""
    match field:
        case ChooseMany():
            return tuple(each.value for each in field.choices if each.value in field.values)
        case Tick():
            return YES if field.value else NO
        case Person():
            return field.value if markup.is_user(field.value) else ""
        case Choose():
            return field.value
        case _:
            return markup.harmless(field.value)


@pytest.mark.parametrize("name", FORMS)
def test_each_field_looks_as_somebody_approved(name: str) -> None:
    made = drawn(FORMS[name])
    assert goldens.agrees(f"form_{name}", made)
    assert inputs(made)[0]["element"]["type"] == NATIVE[name]


@pytest.mark.parametrize("name", FORMS)
def test_a_form_comes_back_with_the_values_it_brought(name: str) -> None:
    (field,) = FORMS[name].fields
    back = forms.read(sent_back(drawn(FORMS[name])))
    assert back == Sent(Sample(20).pack(), {field.name: brought(field)})


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=100)
@given(any_forms)
def test_every_form_fits_and_comes_back_as_it_left(form: Form) -> None:
    made = drawn(form)
    back = forms.read(sent_back(made))
    assert back is not None
    assert back.packed == form.does.pack()
    assert list(back.values) == [field.name for field in form.fields]
    for field in form.fields:
        whole = brought(field)
        if isinstance(whole, str) and len(whole) > fields.LONGEST_TYPED:
            assert str(back.values[field.name]).startswith(whole[:2950].rstrip())
        else:
            assert back.values[field.name] == whole
    for text in reading.texts(made):
        assert (text.live, [each for each in text.tokens if reading.CALLS.search(each)]) == ((), [])


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_stand_in_a_form_as_they_are(words: str) -> None:
    line, text, _ = (block["element"] for block in inputs(drawn(hostile_form(words))))
    assert line["initial_value"] == markup.harmless(words[:300])
    assert text["initial_value"] == markup.harmless(words)


def test_what_a_form_does_is_all_that_travels_with_it() -> None:
    made = drawn(form(Line(name="company", label="Company")))
    assert made["private_metadata"] == Sample(20).pack()
    assert made["callback_id"] == forms.FORM
    assert Sample(21).pack() not in str(made)


def test_a_form_shows_its_words_and_which_fields_may_stay_empty() -> None:
    made = drawn(
        form(
            Line(name="a", label="Company", hint="as you call it"),
            Choose(name="b", label="Stage", choices=CHOICES, required=True),
        )
    )
    assert [made[key]["text"] for key in ("title", "submit", "close")] == [
        "After a no",
        "Save",
        WORDS.close,
    ]
    first, second = inputs(made)
    assert (first["label"]["text"], first["hint"]["text"]) == ("Company", "as you call it")
    assert (first["optional"], second["optional"]) == (True, False)
    assert made["blocks"][0] == {
        "type": "context",
        "elements": [{"type": "plain_text", "text": "Nobody else sees it.", "emoji": False}],
    }


def test_a_long_note_takes_several_pieces() -> None:
    made = drawn(replace(FORMS["line"], note="word " * 1300))
    assert len(made["blocks"][0]["elements"]) == 3
    assert reading.words(made["blocks"][0]).split() == ["word"] * 1300


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        (Choose(name="x", label="X", choices=CHOICES, required=True), "radio_buttons"),
        (Choose(name="x", label="X", choices=CHOICES), "static_select"),
        (Choose(name="x", label="X", choices=MANY, required=True), "static_select"),
        (ChooseMany(name="x", label="X", choices=MANY[:10]), "checkboxes"),
        (ChooseMany(name="x", label="X", choices=MANY), "multi_static_select"),
        (ChooseMany(name="x", label="X", choices=CHOICES, most=2), "multi_static_select"),
    ],
)
def test_choices_are_shown_at_once_where_they_can_be(field: AnyField, kind: str) -> None:
    assert element(field)["type"] == kind


def test_a_choice_made_before_is_chosen() -> None:
    one = element(Choose(name="x", label="X", choices=CHOICES, value="final", required=True))
    assert one["initial_option"] == one["options"][2]
    many = element(ChooseMany(name="x", label="X", choices=CHOICES, values=("final", "none")))
    assert many["initial_options"] == [many["options"][0], many["options"][2]]


def test_more_than_may_be_picked_can_still_be_shown_to_be_put_right() -> None:
    field = ChooseMany(name="x", label="X", choices=CHOICES, values=("none", "final"), most=1)
    assert element(field)["max_selected_items"] == 2


def test_what_was_too_long_comes_back_whole_to_be_shortened() -> None:
    made = element(Line(name="x", label="X", longest=10, value="twelve chars"))
    assert (made["initial_value"], made["max_length"]) == ("twelve chars", 12)
    emoji = element(Line(name="x", label="X", longest=10, value="\U0001f600" * 9))
    assert emoji["max_length"] == 18


@pytest.mark.parametrize("value", ["2026-12-01", "2028-02-29"])
def test_a_day_is_a_calendar(value: str) -> None:
    made = element(Day(name="x", label="X", value=value))
    assert (made["type"], made["initial_date"]) == ("datepicker", value)


@pytest.mark.parametrize("value", ["friday", "2026-02-30", "20261201", "2026-W49-2", "1.12."])
def test_a_day_that_no_calendar_shows_stays_as_it_was_typed(value: str) -> None:
    made = element(Day(name="x", label="X", value=value))
    assert (made["type"], made["initial_value"]) == ("plain_text_input", value)
    assert made["placeholder"]["text"] == WORDS.day


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("", "timepicker"), ("09:00", "timepicker"), ("23:59", "timepicker"),
        ("9:30", "plain_text_input"), ("24:00", "plain_text_input"), ("noon", "plain_text_input"),
        ("\u0660\u0669:00", "plain_text_input"),
    ],
)  # fmt: skip
def test_a_time_is_a_clock_where_one_can_show_it(value: str, kind: str) -> None:
    made = element(Time(name="x", label="X", value=value))
    assert made["type"] == kind
    assert made.get("initial_time", made.get("initial_value", "")) == value


def test_empty_pickers_say_what_to_do() -> None:
    assert element(Day(name="x", label="X"))["placeholder"]["text"] == WORDS.pick_day
    assert element(Person(name="x", label="X"))["placeholder"]["text"] == WORDS.pick_person


def test_a_person_is_shown_by_id_and_an_unknown_one_not_at_all() -> None:
    assert element(Person(name="x", label="X", value=BEN))["initial_user"] == BEN
    assert "initial_user" not in element(Person(name="x", label="X", value="ben"))


def test_paragraphs_have_lines_and_a_tick_is_one_box() -> None:
    assert element(Paragraph(name="x", label="X"))["multiline"] is True
    assert element(Line(name="x", label="X"))["multiline"] is False
    ticked = element(Tick(name="x", label="X", value=True))
    assert [each["text"]["text"] for each in ticked["initial_options"]] == [WORDS.yes]
    assert "initial_options" not in element(Tick(name="x", label="X"))


def state(block_id: str, control: object) -> Json:
    return {
        "callback_id": forms.FORM,
        "private_metadata": "1.sample.act:20",
        "state": {"values": {block_id: {block_id: control}}},
    }


@pytest.mark.parametrize(
    ("block_id", "control", "values"),
    [
        ("s:a", {"type": "plain_text_input", "value": "Tom & Co"}, {"a": "Tom & Co"}),
        ("s:a", {"type": "plain_text_input", "value": None}, {"a": ""}),
        ("s:a", {"type": "plain_text_input"}, {"a": ""}),
        ("s:a", {"type": "datepicker", "selected_date": "2026-12-01"}, {"a": "2026-12-01"}),
        ("s:a", {"type": "datepicker", "selected_date": None}, {"a": ""}),
        ("s:a", {"type": "timepicker", "selected_time": "09:00"}, {"a": "09:00"}),
        ("s:a", {"type": "users_select", "selected_user": BEN}, {"a": BEN}),
        ("s:a", {"type": "radio_buttons", "selected_option": {"value": "final"}}, {"a": "final"}),
        ("m:a", {"selected_options": [{"value": "x"}, {"value": "y"}]}, {"a": ("x", "y")}),
        ("m:a", {"selected_options": []}, {"a": ()}),
        ("m:a", {"selected_options": None}, {"a": ()}),
        ("m:a", {"value": None}, {"a": ()}),
        ("t:a", {"selected_options": [{"value": "yes"}]}, {"a": YES}),
        ("t:a", {"selected_options": []}, {"a": NO}),
        ("s:a", {"type": "number_input", "value": 7}, {}),
        ("s:a", {"type": "something_new"}, {}),
        ("s:a", None, {}),
        ("a", {"type": "plain_text_input", "value": "x"}, {}),
    ],
)
def test_what_can_be_read_is_read_and_the_rest_left_out(
    block_id: str, control: object, values: dict[str, Value]
) -> None:
    assert forms.read(state(block_id, control)) == Sent("1.sample.act:20", values)


@pytest.mark.parametrize(
    "changed",
    [
        {"callback_id": None},
        {"callback_id": forms.LOADING},
        {"private_metadata": ""},
        {"private_metadata": None},
        {"private_metadata": "open goal"},
    ],
)
def test_a_view_we_did_not_write_is_not_read(changed: Json) -> None:
    assert forms.read({**state("s:a", {"value": "x"}), **changed}) is None
    assert forms.read({}) is None


nested = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["s:a", "m:a"]),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(["s:a", "m:a", "t:a", "value", "selected_options", "values", "type"]),
            inner,
        )
    ),
)


@given(nested)
def test_no_payload_makes_reading_fail(given_state: object) -> None:
    for inside in (given_state, {"values": given_state}, {"values": {"m:a": {"m:a": given_state}}}):
        read = forms.read({**state("s:a", None), "state": inside})
        assert read is not None
        for value in read.values.values():
            assert isinstance(value, str) or all(isinstance(each, str) for each in value)


def asked() -> Form:
    return form(
        Line(name="company", label="Company", value="Acme"),
        ChooseMany(name="where", label="Where", choices=CHOICES),
        Tick(name="share", label="Share"),
    )


def test_what_is_wrong_stands_beside_its_field() -> None:
    wrong = {"company": "Too *long*.", "where": MISTAKES[Mistake.MISSING], "share": "No."}
    assert forms.corrected(wrong, asked(), WORDS) == {
        "response_action": "errors",
        "errors": {"s:company": "Too *long*.", "m:where": "Please fill this in.", "t:share": "No."},
    }
    known = {block["block_id"] for block in inputs(drawn(asked()))}
    assert set(forms.errors(wrong, asked())) == known


def test_what_belongs_to_no_field_is_said_above_them_and_nothing_typed_is_lost() -> None:
    wrong = {"company": "Too long.", "elsewhere": "This circle is full."}
    made = forms.corrected(wrong, asked(), WORDS)
    assert made["response_action"] == "update"
    strictly.accept_view(made["view"])
    assert made["view"]["blocks"][0]["text"]["text"].split("\n") == [
        WORDS.put_right,
        "Company: Too long.",
        "This circle is full.",
    ]
    assert [each["block_id"] for each in inputs(made["view"])] == [
        each["block_id"] for each in inputs(drawn(asked()))
    ]
    assert inputs(made["view"])[0]["element"]["initial_value"] == "Acme"


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=50)
@given(any_forms, st.dictionaries(st.sampled_from([f"field_{n}" for n in range(9)]), texts))
def test_any_correction_can_be_shown(form: Form, wrong: dict[str, str]) -> None:
    made = forms.corrected(wrong, form, WORDS)
    drawn(form, wrong)
    if made["response_action"] == "errors":
        assert all(1 <= len(why) <= 200 for why in made["errors"].values())
    else:
        strictly.accept_view(made["view"])


def test_what_is_on_its_way_is_a_view_without_anything_to_send() -> None:
    made = forms.loading(WORDS)
    strictly.accept_view(made)
    assert goldens.agrees("loading", made)
    assert forms.read(sent_back(made)) is None


def test_a_form_that_could_not_open_at_once_has_a_button_that_opens_it() -> None:
    card = forms.ready(asked(), WORDS)
    (opens,) = [block for block in card.blocks if isinstance(block, Buttons)]
    assert [getattr(item, "action", None) for item in opens.items] == [Sample(21)]
    assert Text(WORDS.ready) in card.blocks
    made = render.message(card, WORDS)
    strictly.accept_message(made.text, made.placed())


def test_fields_are_named_by_what_they_give() -> None:
    named = {block["block_id"] for block in inputs(drawn(asked()))}
    assert named == {
        ids.field("company"),
        ids.field("where", Gives.SEVERAL),
        ids.field("share", Gives.TICK),
    }
