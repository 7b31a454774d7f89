"""The strict check finds what Slack would refuse, says where, and lets everything else through."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import check, forms, render
from adapters.slack.breaches import Breach
from tests.adapters.samples import CARDS, FORMS
from tests.adapters.slack.saying import WORDS

Json = dict[str, Any]


def plain(text: str = "x") -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}


def marked(text: str) -> Json:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def option(value: str = "a", text: str = "A") -> Json:
    return {"text": plain(text), "value": value}


def button(**more: object) -> Json:
    return {"type": "button", "action_id": "b", "text": plain(), **more}


def actions(*inner: Json) -> Json:
    return {"type": "actions", "elements": list(inner)}


def beside(accessory: Json) -> Json:
    return {"type": "section", "text": plain(), "accessory": accessory}


def select(**more: object) -> Json:
    return {"type": "static_select", "action_id": "s", "options": [option()], **more}


def asking(element: Json, **more: object) -> Json:
    return {"type": "input", "label": plain(), "element": {"action_id": "i", **element}, **more}


def typed(**more: object) -> Json:
    return asking({"type": "plain_text_input", **more})


def rich(*inner: Json, kind: str = "rich_text_section") -> Json:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": list(inner)}]}


def confirm(**more: object) -> Json:
    asked = {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain(), **more}
    return actions(button(confirm=asked))


def image(**more: object) -> Json:
    return {"type": "image", "alt_text": "x", "slack_file": {"id": "F1"}, **more}


def options(count: int) -> list[Json]:
    return [option(str(number)) for number in range(count)]


DATE = {"type": "date", "timestamp": 1, "format": "{date} {time}", "fallback": "then"}
FINE: dict[str, Json] = {
    "header": {"type": "header", "text": plain("x" * 150)},
    "section": {"type": "section", "text": marked("x" * 3000)},
    "fields": {"type": "section", "fields": [plain("x" * 2000)] * 10},
    "beside": beside(button()),
    "context": {"type": "context", "elements": [marked("<!date^1^{time}|then> <#C1>")] * 10},
    "divider": {"type": "divider", "block_id": "d"},
    "buttons": actions(*(button(action_id=str(number)) for number in range(25))),
    "link": actions(button(url="https://example.org", accessibility_label="x" * 75)),
    "confirm": confirm(text=plain("x" * 300), confirm=plain("x" * 30), style="danger"),
    "options": beside(select(options=options(100), placeholder=plain("x" * 150))),
    "image": image(title=plain()),
    "rich": rich({"type": "text", "text": "<!channel> *x*"}, DATE),
    "copied": rich({"type": "text", "text": "x"}, kind="rich_text_preformatted"),
}
WRONG: dict[str, tuple[Json, str]] = {
    "long header": ({"type": "header", "text": plain("x" * 151)}, ".text.text"),
    "marked header": ({"type": "header", "text": marked("x")}, ".text"),
    "empty text": ({"type": "section", "text": plain("")}, ".text.text"),
    "long section": ({"type": "section", "text": marked("x" * 3001)}, ".text.text"),
    "half a letter": ({"type": "section", "text": plain("\ud800")}, ".text.text"),
    "no text": ({"type": "section"}, ""),
    "words obeyed": (
        {"type": "section", "text": {"type": "mrkdwn", "text": "x"}},
        ".text.verbatim",
    ),
    "11 fields": ({"type": "section", "fields": [plain()] * 11}, ".fields"),
    "long field": ({"type": "section", "fields": [plain("x" * 2001)]}, ".fields[0].text"),
    "11 notes": ({"type": "context", "elements": [plain()] * 11}, ".elements"),
    "no notes": ({"type": "context", "elements": []}, ".elements"),
    "call to all": ({"type": "section", "text": marked("<!channel>")}, ".text.text"),
    "call to a few": ({"type": "section", "text": marked("<!subteam^S1>")}, ".text.text"),
    "mention": ({"type": "context", "elements": [marked("hi <@U1>")]}, ".elements[0].text"),
    "rich mention": (rich({"type": "user", "user_id": "U1"}), ".elements[0].elements[0]"),
    "broadcast": (rich({"type": "broadcast", "range": "here"}), ".elements[0].elements[0]"),
    "empty rich": (rich(), ".elements[0].elements"),
    "copied date": (rich(DATE, kind="rich_text_preformatted"), ".elements[0].elements[0]"),
    "bad date": (rich({**DATE, "format": "at {time}!"}), ".elements[0].elements[0].format"),
    "bad stamp": (rich({**DATE, "timestamp": "1"}), ".elements[0].elements[0].timestamp"),
    "26 buttons": (actions(*[button()] * 26), ".elements"),
    "no buttons": (actions(), ".elements"),
    "nameless": (actions({"type": "button", "text": plain()}), ".elements[0].action_id"),
    "long label": (actions(button(text=plain("x" * 76))), ".elements[0].text.text"),
    "long value": (actions(button(value="x" * 2001)), ".elements[0].value"),
    "long action": (actions(button(action_id="x" * 256)), ".elements[0].action_id"),
    "long aloud": (
        actions(button(accessibility_label="x" * 76)),
        ".elements[0].accessibility_label",
    ),
    "odd style": (actions(button(style="default")), ".elements[0].style"),
    "number to call": (actions(button(url="tel:988")), ".elements[0].url"),
    "spaced address": (actions(button(url="https://a b")), ".elements[0].url"),
    "many in a row": (
        actions({**select(), "type": "multi_static_select"}),
        ".elements[0]",
    ),
    "long question": (confirm(text=plain("x" * 301)), ".elements[0].confirm.text.text"),
    "long yes": (confirm(confirm=plain("x" * 31)), ".elements[0].confirm.confirm.text"),
    "long title": (confirm(title=plain("x" * 101)), ".elements[0].confirm.title.text"),
    "no title": (
        actions(button(confirm={"text": plain(), "confirm": plain(), "deny": plain()})),
        ".elements[0].confirm.title",
    ),
    "no options": (beside(select(options=[])), ".accessory.options"),
    "101 options": (beside(select(options=options(101))), ".accessory.options"),
    "equal options": (beside(select(options=[option(), option()])), ".accessory.options"),
    "long option": (beside(select(options=[option("a", "x" * 76)])), ".options[0].text.text"),
    "long choice": (beside(select(options=[option("x" * 151)])), ".options[0].value"),
    "marked option": (
        beside(select(options=[{"text": marked("x"), "value": "a"}])),
        ".options[0].text",
    ),
    "not offered": (beside(select(initial_option=option("b"))), ".accessory"),
    "relabelled": (beside(select(initial_option=option("a", "B"))), ".accessory"),
    "long hint": (beside(select(placeholder=plain("x" * 151))), ".placeholder.text"),
    "nothing to hear": ({"type": "image", "slack_file": {"id": "F1"}}, ".alt_text"),
    "long to hear": (image(alt_text="x" * 2001), ".alt_text"),
    "unplaced": (image(slack_file={"id": "picture.png"}), ".slack_file.id"),
    "from afar": ({"type": "image", "alt_text": "x", "image_url": "https://a.org"}, ".image_url"),
    "unknown key": ({"type": "divider", "text": plain()}, ".text"),
    "unknown block": ({"type": "data_table"}, ""),
    "other surface": ({"type": "markdown", "text": "x"}, ""),
    "alert": ({"type": "alert", "text": plain()}, ""),
    "no type": ({"text": plain()}, ""),
    "long block id": ({"type": "divider", "block_id": "x" * 256}, ".block_id"),
    "flag": ({"type": "section", "text": {**plain(), "emoji": "no"}}, ".text.emoji"),
}
ASKED: dict[str, tuple[Json, str]] = {
    "3001 letters": (typed(max_length=3001), ".element.max_length"),
    "no letters": (typed(max_length=0), ".element.max_length"),
    "yes letters": (typed(max_length=True), ".element.max_length"),
    "over its limit": (typed(max_length=3, initial_value="four"), ".element.initial_value"),
    "empty start": (typed(initial_value=""), ".element.initial_value"),
    "odd day": (asking({"type": "datepicker", "initial_date": "2026-13-01"}), ".initial_date"),
    "odd time": (asking({"type": "timepicker", "initial_time": "24:00"}), ".initial_time"),
    "odd person": (asking({"type": "users_select", "initial_user": "ben"}), ".initial_user"),
    "11 ways": (asking({"type": "radio_buttons", "options": options(11)}), ".element.options"),
    "11 boxes": (asking({"type": "checkboxes", "options": options(11)}), ".element.options"),
    "button": (asking(button()), ".element"),
    "too many picked": (
        asking(
            {
                "type": "multi_static_select",
                "options": options(2),
                "initial_options": options(2),
                "max_selected_items": 1,
            }
        ),
        ".initial_options",
    ),
    "no label": ({"type": "input", "element": select()}, ".label"),
    "marked label": ({**typed(), "label": marked("x")}, ".label"),
    "long hint": ({**typed(), "hint": plain("x" * 2001)}, ".hint.text"),
}


def modal(*blocks: Json, **more: object) -> Json:
    return {"type": "modal", "title": plain(), "submit": plain(), "blocks": list(blocks), **more}


def paths(found: list[Breach]) -> list[str]:
    return [breach.path for breach in found]


@pytest.mark.parametrize("name", FINE)
def test_what_is_within_every_limit_is_accepted_everywhere(name: str) -> None:
    block = FINE[name]
    assert check.message({"text": "x", "blocks": [block]}) == []
    assert check.view({"type": "home", "blocks": [block]}) == []
    assert check.view(modal(block)) == []


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_block_is_found_everywhere(name: str) -> None:
    block, path = WRONG[name]
    for found in (
        check.message({"text": "x", "blocks": [block]}),
        check.view({"type": "home", "blocks": [block]}),
        check.view(modal(block)),
    ):
        assert any(each.path.startswith("blocks[0]") and each.path.endswith(path) for each in found)
        with pytest.raises(check.Refused, match=r"blocks\[0\]"):
            check.accept(found)


@pytest.mark.parametrize("name", ASKED)
def test_what_is_wrong_with_a_field_is_found(name: str) -> None:
    block, path = ASKED[name]
    assert [each for each in paths(check.view(modal(block))) if each.endswith(path)]
    assert check.view(modal(typed())) == []


@pytest.mark.parametrize(
    ("message", "path"),
    [
        ({"blocks": [FINE["divider"]]}, "text"),
        ({"text": "", "blocks": []}, "text"),
        ({"text": "x" * 4001}, "text"),
        ({"text": "<!here> hello"}, "text"),
        ({"text": "<@U1>"}, "text"),
        ({"text": "x", "blocks": [{"type": "divider"}] * 51}, "blocks"),
        ({"text": "x", "blocks": {"type": "divider"}}, "blocks"),
        ({"text": "x", "blocks": [FINE["divider"], FINE["divider"]]}, "blocks"),
        ({"text": "x", "blocks": [actions(button()), beside(button())]}, "blocks"),
        ({"text": "x", "blocks": [typed()]}, "blocks[0]"),
        ({"text": "x", "blocks": [None]}, "blocks[0]"),
    ],
)
def test_what_is_wrong_with_a_message_is_found(message: Json, path: str) -> None:
    assert path in paths(check.message(message))


@pytest.mark.parametrize(
    ("view", "path"),
    [
        ({"type": "workflow_step", "blocks": []}, "type"),
        ({"blocks": []}, "type"),
        ({"type": "home"}, "view.blocks"),
        ({"type": "home", "blocks": [{"type": "divider"}] * 101}, "blocks"),
        ({"type": "home", "blocks": [typed()]}, "blocks[0]"),
        ({"type": "home", "blocks": [], "title": plain()}, "view.title"),
        (modal(), "blocks"),
        (modal(*[{"type": "divider"}] * 101), "blocks"),
        (modal(typed(), title=plain("x" * 25)), "view.title.text"),
        (modal(typed(), submit=plain("x" * 25)), "view.submit.text"),
        (modal(typed(), close=plain("x" * 25)), "view.close.text"),
        (modal(typed(), private_metadata="x" * 3001), "view.private_metadata"),
        (modal(typed(), callback_id="x" * 256), "view.callback_id"),
        (modal(typed(), hash="1"), "view.hash"),
        ({"type": "modal", "title": plain(), "blocks": [typed()]}, "view.submit"),
        ({"type": "modal", "blocks": [FINE["divider"]]}, "view.title"),
        (modal(typed(), typed()), "blocks"),
    ],
)
def test_what_is_wrong_with_a_view_is_found(view: Json, path: str) -> None:
    assert path in paths(check.view(view))


def test_a_view_that_is_too_large_is_found() -> None:
    many = [beside(select(action_id=str(n), options=options(100))) for n in range(30)]
    assert check.view({"type": "home", "blocks": many}) == []
    heavy = [beside(select(action_id=str(n), options=options(100))) for n in range(50)]
    assert paths(check.view({"type": "home", "blocks": heavy})) == ["view"]


def test_every_breach_is_told_at_once() -> None:
    found = check.message({"text": "", "blocks": [actions(), {"type": "section"}]})
    assert paths(found) == ["text", "blocks[0].elements", "blocks[1]"]
    with pytest.raises(check.Refused) as refused:
        check.accept(found)
    assert refused.value.found == tuple(found)
    assert str(refused.value).count(";") == 2


def drop(part: Any, key: object) -> None:
    del part[key]


def stretch(part: Any, key: object) -> None:
    part[key] = part[key] * 3001 if isinstance(part[key], str) else object


def places(part: Any) -> list[tuple[Any, object]]:
    """List every value that stands in a piece of JSON, by what holds it."""
    keys = list(part) if isinstance(part, dict) else range(len(part))
    inner = [key for key in keys if isinstance(part[key], dict | list)]
    return [*((part, key) for key in keys), *(each for key in inner for each in places(part[key]))]


@given(st.sampled_from(sorted(CARDS)), st.data())
def test_no_text_of_a_card_can_grow_beyond_all_limits_unseen(
    name: str, data: st.DataObject
) -> None:
    made = render.message(CARDS[name], WORDS)
    files = {file.name: f"F{number}" for number, file in enumerate(made.files)}
    whole = {"text": made.text, "blocks": copy.deepcopy(made.placed(files))}
    assert check.message(whole) == []
    part, key = data.draw(st.sampled_from(places(whole)))
    stretch(part, key)
    assert check.message(whole) != []


@given(st.sampled_from(sorted(FORMS)), st.data())
def test_no_needed_part_of_a_form_can_be_missing_unseen(name: str, data: st.DataObject) -> None:
    whole = copy.deepcopy(forms.view(FORMS[name], WORDS))
    needed = {
        "type",
        "text",
        "label",
        "element",
        "action_id",
        "options",
        "blocks",
        "title",
        "submit",
    }
    part, key = data.draw(st.sampled_from([each for each in places(whole) if each[1] in needed]))
    drop(part, key)
    assert check.view(whole) != []


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "text", "elements", "element", "options", "accessory"]), inner
        )
        | st.fixed_dictionaries(
            {"type": st.sampled_from(["section", "actions", "input", "button"])}
        )
    ),
)


@given(anything)
def test_nothing_makes_the_check_fail(part: object) -> None:
    judge: list[Callable[[], list[Breach]]] = [
        lambda: check.message({"text": part, "blocks": part}),
        lambda: check.message({"text": "x", "blocks": [part]}),
        lambda: check.view({"type": "modal", "blocks": part, "title": part}),
    ]
    for judged in judge:
        assert all(str(breach) for breach in judged())
