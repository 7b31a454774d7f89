"""Forms on Discord: each field in its best manner, and everything typed comes back readable."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.discord import forms, ids, markup
from adapters.discord.forms import Sent
from adapters.discord.render import layout
from bot.ui import limits
from bot.ui.card import Buttons, Choice, Note, Quote, Text
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
from tests.adapters.discord import goldens
from tests.adapters.discord.cards import forms as any_forms
from tests.adapters.discord.saying import WORDS, texts
from tests.adapters.discord.strictly import accept, components
from tests.adapters.samples import CHOICES, FORMS, HOSTILE, MISTAKES, Sample, form, hostile_form
from tests.servers.discord import modals as strict
from tests.servers.discord.errors import Form as Faults

Json = dict[str, Any]
BEN = "123456789012345678"
MANY = tuple(Choice(str(number), f"Choice {number}") for number in range(11))


def drawn(form: Form) -> Json:
    """Draw a form and let the strict server look at it."""
    made = forms.modal(form, WORDS).to_dict()
    faults = Faults()
    strict.check(faults, made)
    faults.settle()
    return made


def labels(made: Json) -> list[Json]:
    return [part for part in made["components"] if part["type"] == 18]


def component(field: AnyField) -> Json:
    (label,) = labels(drawn(form(field)))
    inner: Json = label["component"]
    return inner


def left_as_it_is(part: Json) -> Json:
    """Answer a component as the client does when nobody touches it."""
    answer = {"type": part["type"], "custom_id": part["custom_id"]}
    chosen = [option["value"] for option in part.get("options", []) if option.get("default")]
    people = [each["id"] for each in part.get("default_values", [])]
    match part["type"]:
        case 4:
            return answer | {"value": part.get("value", "")}
        case 21:
            return answer | {"value": chosen[0] if chosen else None}
        case 23:
            return answer | {"value": part["default"]}
        case _:
            return answer | {"values": chosen or [str(user) for user in people]}


def sent_back(made: Json) -> Json:
    """Send a modal as it stands."""
    answers = [
        {"type": 18, "component": left_as_it_is(label["component"])} for label in labels(made)
    ]
    return {"custom_id": made["custom_id"], "components": answers}


def brought(field: AnyField) -> Value:
    """Return what a field brings along, as it should travel back."""
    match field:
        case ChooseMany():
            return tuple(each.value for each in field.choices if each.value in field.values)
        case Tick():
            return YES if field.value else NO
        case Person():
            return field.value if markup.is_user(field.value) else ""
        case _:
            return field.value


@pytest.mark.parametrize("name", FORMS)
def test_each_field_looks_as_somebody_approved(name: str) -> None:
    assert goldens.agrees(f"form_{name}", drawn(FORMS[name]))


@pytest.mark.parametrize("name", FORMS)
def test_a_form_comes_back_with_the_values_it_brought(name: str) -> None:
    (field,) = FORMS[name].fields
    back = forms.read(sent_back(drawn(FORMS[name])))
    assert back == Sent(Sample(20).pack(), {field.name: brought(field)})


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=80)
@given(any_forms)
def test_every_form_fits_and_comes_back_as_it_left(form: Form) -> None:
    back = forms.read(sent_back(drawn(form)))
    assert back is not None
    assert back.packed == form.does.pack()
    assert list(back.values) == [field.name for field in form.fields]
    for field in form.fields:
        if isinstance(brought(field), str) and len(brought(field)) > 1900:
            assert str(back.values[field.name]).startswith(str(brought(field))[:1900])
        else:
            assert back.values[field.name] == brought(field)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_stand_in_a_form_as_they_are(words: str) -> None:
    made = drawn(hostile_form(words))
    line, text, _ = (label["component"] for label in labels(made))
    assert (line["value"], text["value"]) == (words[:300], words)


def test_a_required_choice_of_a_few_is_radio_buttons() -> None:
    field = Choose(name="stage", label="Stage", choices=CHOICES, value="final", required=True)
    made = component(field)
    assert (made["type"], made["required"]) == (21, True)
    assert [each["value"] for each in made["options"] if each.get("default")] == ["final"]


@pytest.mark.parametrize(
    "field",
    [
        Choose(name="stage", label="Stage", choices=CHOICES),
        Choose(name="stage", label="Stage", choices=CHOICES[:1], required=True),
        Choose(name="stage", label="Stage", choices=MANY, required=True),
    ],
)
def test_any_other_choice_is_a_menu(field: Choose) -> None:
    made = component(field)
    assert (made["type"], made["required"]) == (3, field.required)
    assert (made["min_values"], made["max_values"]) == (int(field.required), 1)


def test_several_of_a_few_are_checkboxes_and_of_many_a_menu() -> None:
    few = component(ChooseMany(name="where", label="Where", choices=MANY[:10], most=3))
    many = component(ChooseMany(name="where", label="Where", choices=MANY, required=True))
    assert (few["type"], few["min_values"], few["max_values"], few["required"]) == (22, 0, 3, False)
    assert (many["type"], many["min_values"], many["max_values"]) == (3, 1, 11)


def test_more_than_may_be_picked_can_still_be_shown_to_be_put_right() -> None:
    field = ChooseMany(name="x", label="X", choices=CHOICES, values=("none", "final"), most=1)
    assert component(field)["max_values"] == 2


def test_what_was_too_long_comes_back_whole_to_be_shortened() -> None:
    made = component(Line(name="x", label="X", longest=10, value="twelve chars"))
    assert (made["value"], made["max_length"]) == ("twelve chars", 12)


def test_days_and_times_say_how_they_may_be_written() -> None:
    day = component(Day(name="day", label="Day", value="2026-12-01"))
    time = component(Time(name="time", label="Time"))
    assert (day["placeholder"], day["value"]) == (WORDS.day, "2026-12-01")
    assert time["placeholder"] == WORDS.time
    assert "value" not in time


def test_a_person_is_shown_by_id_and_an_unknown_one_not_at_all() -> None:
    known = component(Person(name="host", label="Host", value=BEN, required=True))
    assert [(each["id"], each["type"]) for each in known["default_values"]] == [(int(BEN), "user")]
    assert "default_values" not in component(Person(name="host", label="Host", value="ben"))


def _five(note: str, *hints: str) -> Form:
    lines = tuple(
        Line(name=f"f{number}", label="Label", hint=hint) for number, hint in enumerate(hints)
    )
    return Form("Five", lines, Sample(1), Sample(2), "Save", MISTAKES, note)


def test_a_note_stands_above_the_fields_where_there_is_room() -> None:
    made = drawn(_five("Only *you* see it.", "", "", "", ""))
    assert made["components"][0] == {"type": 10, "content": r"-# Only \*you\* see it."}
    assert len(made["components"]) == 5


@pytest.mark.parametrize(
    ("note", "hints", "described"),
    [
        ("Seen by you.", ("as you call it", "", "", "", ""), "Seen by you. as you call it"),
        ("Seen by you.", ("", "", "", "", ""), "Seen by you."),
    ],
)
def test_a_note_with_no_room_of_its_own_joins_the_first_hint(
    note: str, hints: tuple[str, ...], described: str
) -> None:
    assert labels(drawn(_five(note, *hints)))[0]["description"] == described


def test_a_long_note_is_shortened_to_a_field_without_a_hint() -> None:
    made = labels(drawn(_five("word " * 40, "x" * 90, "", "", "", "")))
    assert made[0]["description"] == "x" * 90
    assert made[1]["description"].endswith("word…")
    assert 80 < len(made[1]["description"]) <= 100


async def test_the_client_stores_no_modal_of_ours() -> None:
    modal = forms.modal(FORMS["line"], WORDS)
    assert modal.is_finished()
    assert modal.custom_id == ids.form(Sample(20).pack())


FIELD = {"type": 4, "custom_id": "s:company", "value": "Acme"}
OURS = ids.form("1.sample.act:20")


@pytest.mark.parametrize(
    ("components", "values"),
    [
        ([{"type": 18, "component": FIELD}], {"company": "Acme"}),
        ([{"type": 1, "components": [FIELD]}], {"company": "Acme"}),
        ([{"type": 10, "id": 1}, {"type": 18, "component": FIELD}], {"company": "Acme"}),
        ([{"type": 18, "component": FIELD | {"value": None}}], {"company": ""}),
        ([{"type": 18, "component": FIELD | {"value": 7}}], {}),
        ([{"type": 18, "component": {"type": 4, "custom_id": "s:company"}}], {}),
        ([{"type": 18, "component": FIELD | {"custom_id": "company"}}], {}),
        ([{"type": 18, "component": FIELD | {"custom_id": None}}], {}),
        ([{"type": 18}, None, 7, "x", [], {"components": 3}], {}),
        ([{"component": {"custom_id": "s:far", "values": ["final"]}}], {"far": "final"}),
        ([{"component": {"custom_id": "s:far", "values": []}}], {"far": ""}),
        ([{"component": {"custom_id": "s:far", "values": [None, 3, "a"]}}], {"far": "a"}),
        ([{"component": {"custom_id": "m:where", "values": ["a"]}}], {"where": ("a",)}),
        ([{"component": {"custom_id": "m:where", "values": []}}], {"where": ()}),
        ([{"component": {"custom_id": "m:where", "values": None}}], {}),
        ([{"component": {"custom_id": "m:where", "value": None}}], {"where": ()}),
        ([{"component": {"custom_id": "s:share", "value": True}}], {"share": YES}),
        ([{"component": {"custom_id": "s:share", "value": False}}], {"share": NO}),
        ([{"component": {"type": 99, "custom_id": "s:new", "value": {"a": 1}}}], {}),
        (None, {}),
        ({"a": 1}, {}),
    ],
)
def test_what_can_be_read_is_read_and_the_rest_left_out(
    components: object, values: dict[str, Value]
) -> None:
    read = forms.read({"custom_id": OURS, "components": components})
    assert read == Sent("1.sample.act:20", values)


@pytest.mark.parametrize(
    "data", [{}, {"custom_id": None}, {"custom_id": "x"}, {"custom_id": ids.press("1.a", 1)}]
)
def test_a_form_we_did_not_write_is_not_read(data: Json) -> None:
    assert forms.read(data) is None


nested = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["s:a", "m:a"]),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(["type", "custom_id", "value", "values", "component", "components"]),
            inner,
        )
    ),
)


@given(nested)
def test_no_payload_makes_reading_fail(components: object) -> None:
    read = forms.read({"custom_id": OURS, "components": components})
    assert read is not None
    for value in read.values.values():
        assert isinstance(value, str) or all(isinstance(each, str) for each in value)


def asked() -> Form:
    return form(
        Line(name="company", label="Company", value="Acme"),
        Day(name="day", label="Which day"),
        Choose(name="stage", label="How far", choices=CHOICES),
    )


def test_what_must_be_put_right_is_said_with_what_was_typed() -> None:
    errors = {"day": "That day has passed.", "stage": MISTAKES[Mistake.MISSING]}
    card = forms.corrected(errors, asked(), WORDS, {"day": "last friday", "stage": "final"})
    assert card.title == WORDS.put_right
    assert card.blocks[:5] == (
        Text("Which day: That day has passed."),
        Quote("last friday"),
        Text("How far: Please fill this in."),
        Quote("final round"),
        Note(WORDS.kept),
    )
    (again,) = [block for block in card.blocks if isinstance(block, Buttons)]
    assert [item.label for item in again.items] == [WORDS.try_again]
    assert Sample(21).pack() in str(components(layout(card, WORDS)))


def test_where_nothing_was_sent_along_the_forms_own_words_are_shown() -> None:
    card = forms.corrected({"company": "Too short."}, asked(), WORDS)
    assert card.blocks[:2] == (Text("Company: Too short."), Quote("Acme"))


def test_long_words_are_shown_in_part() -> None:
    card = forms.corrected({"company": "Too long."}, asked(), WORDS, {"company": "word " * 900})
    quoted = [block.text for block in card.blocks if isinstance(block, Quote)]
    assert quoted[0].endswith("word…")
    assert 300 < len(quoted[0]) < 410


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=50)
@given(any_forms, st.dictionaries(st.sampled_from([f"field_{n}" for n in range(9)]), texts), texts)
def test_any_correction_can_be_shown(form: Form, errors: dict[str, str], typed: str) -> None:
    card = forms.corrected(errors, form, WORDS, dict.fromkeys(errors, typed))
    assert len(card.blocks) <= limits.CARD_BLOCKS
    accept(layout(card, WORDS))


def test_a_form_that_could_not_open_at_once_has_a_button_that_opens_it() -> None:
    card = forms.ready(asked(), WORDS)
    (opens,) = [block for block in card.blocks if isinstance(block, Buttons)]
    assert card.title == "After a no"
    assert [getattr(item, "action", None) for item in opens.items] == [Sample(21)]
    assert Text(WORDS.ready) in card.blocks


def test_paragraphs_have_lines_and_ticks_their_state() -> None:
    assert component(Paragraph(name="x", label="X"))["style"] == 2
    assert component(Line(name="x", label="X"))["style"] == 1
    assert component(Tick(name="x", label="X", value=True))["default"] is True
