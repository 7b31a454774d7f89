"""Modals: what Discord accepts, and what people can fill in."""

from __future__ import annotations

import copy
from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from tests.servers.discord import controls, limits
from tests.servers.discord.controls import Ids, Place
from tests.servers.discord.errors import Form
from tests.servers.discord.messages import walk

if TYPE_CHECKING:
    from tests.servers.discord.interactions import Interaction

Json = dict[str, Any]
ROW, INPUT, TEXT, LABEL, UPLOAD, RADIO, GROUP, CHECKBOX = 1, 4, 10, 18, 19, 21, 22, 23
SELECTS: Final = frozenset({3, 5, 6, 7, 8})
IN_LABEL: Final = SELECTS | {INPUT, UPLOAD, RADIO, GROUP, CHECKBOX}


class Modal:
    """A modal on somebody's screen; `user.submits(modal, {"Label": value})` sends it."""

    def __init__(self, data: Json, shown_by: Interaction) -> None:
        self.custom_id: str = data["custom_id"]
        self.title: str = data["title"]
        self.components: list[Json] = copy.deepcopy(data["components"])
        self.shown_by = shown_by
        given = {part.get("id") for part in walk(self.components)}
        numbers = (number for number in count(1) if number not in given)
        for part in walk(self.components):
            part["id"] = part.get("id") or next(numbers)

    @property
    def labels(self) -> list[str]:
        """Return the labels of its fields, from top to bottom."""
        return [part["label"] for part in self.components if part["type"] == LABEL]

    @property
    def text(self) -> str:
        """Return the words between its fields."""
        return "\n".join(part["content"] for part in self.components if part["type"] == TEXT)

    def label(self, label: str) -> Json:
        """Return the field with this label; AssertionError where there is none or several."""
        found = [part for part in self.components if part.get("label") == label]
        if len(found) != 1:
            raise AssertionError(f"{len(found)} fields {label!r} among {self.labels}")
        return found[0]

    def field(self, label: str) -> Json:
        """Return the component under a label: its placeholder, options, value, max_length …"""
        component: Json = self.label(label)["component"]
        return component

    def __repr__(self) -> str:
        return f"<Modal {self.title!r} {self.labels}>"


def check(form: Form, data: object) -> None:
    """Note everything that Discord would not accept in a modal."""
    if not isinstance(data, dict):
        form.required(("data",))
        return
    ids = Ids(form)
    place: Place = ("data",)
    Ids(form).custom(place, data)
    controls.text(form, (*place, "title"), data.get("title"), 1, limits.MODAL_TITLE)
    parts = data.get("components")
    if not isinstance(parts, list):
        form.required((*place, "components"))
        return
    form.length((*place, "components"), len(parts), 1, limits.MODAL_PARTS)
    for number, part in enumerate(parts):
        _top(form, (*place, "components", number), part, ids)


def _top(form: Form, place: Place, part: Json, ids: Ids) -> None:
    if not controls.choice(form, (*place, "type"), part.get("type"), {ROW, TEXT, LABEL}):
        return
    ids.number(place, part)
    if part["type"] == TEXT:
        where, most = (*place, "content"), limits.TEXT_IN_TOTAL
        controls.text(form, where, part.get("content"), 1, most)
    elif part["type"] == LABEL:
        _label(form, place, part, ids)
    else:
        message = "Text inputs in action rows are deprecated: put each under a label"
        form.wrong(place, "COMPONENT_TYPE_DEPRECATED", message)


def _label(form: Form, place: Place, part: Json, ids: Ids) -> None:
    controls.text(form, (*place, "label"), part.get("label"), 1, limits.LABEL)
    where, most = (*place, "description"), limits.LABEL_DESCRIPTION
    controls.text(form, where, part.get("description"), 0, most)
    component, here = part.get("component"), (*place, "component")
    if not isinstance(component, dict):
        form.required(here)
    elif controls.choice(form, (*here, "type"), component.get("type"), IN_LABEL):
        ids.number(here, component)
        if component["type"] not in SELECTS:
            ids.custom(here, component)
        _FIELDS[component["type"]](form, here, component, ids)


def _input(form: Form, place: Place, part: Json, ids: Ids) -> None:
    controls.choice(form, (*place, "style"), part.get("style"), {1, 2})
    least = controls.whole(form, place, part, "min_length", 0, limits.INPUT, 0)
    most = controls.whole(form, place, part, "max_length", 1, limits.INPUT, limits.INPUT)
    if least > most:
        message = "min_length must be less than or equal to max_length"
        form.wrong((*place, "min_length"), "TEXT_INPUT_MIN_LENGTH_TOO_LARGE", message)
    controls.text(form, (*place, "value"), part.get("value"), 0, most)
    where = (*place, "placeholder")
    controls.text(form, where, part.get("placeholder"), 0, limits.INPUT_PLACEHOLDER)
    if part.get("label") is not None:
        message = "A text input under a label has no label of its own"
        form.wrong((*place, "label"), "TEXT_INPUT_LABEL_IN_LABEL", message)


def _select(form: Form, place: Place, part: Json, ids: Ids) -> None:
    controls.select(form, place, part, ids)
    if part.get("disabled"):
        message = "Components in modals cannot be disabled"
        form.wrong((*place, "disabled"), "COMPONENT_DISABLED_IN_MODAL", message)
    _required(form, place, part)


def _upload(form: Form, place: Place, part: Json, ids: Ids) -> None:
    controls.whole(form, place, part, "min_values", 0, limits.FILES, 1)
    controls.whole(form, place, part, "max_values", 1, limits.FILES, 1)
    _required(form, place, part)


def _radio(form: Form, place: Place, part: Json, ids: Ids) -> None:
    controls.options(form, place, part, *limits.RADIO_OPTIONS)
    chosen = [option for option in part.get("options") or [] if option.get("default")]
    if len(chosen) > 1:
        message = "Only one option can be the default"
        form.wrong((*place, "options"), "RADIO_GROUP_TOO_MANY_DEFAULTS", message)


def _group(form: Form, place: Place, part: Json, ids: Ids) -> None:
    available = max(1, controls.options(form, place, part, *limits.CHECKBOX_OPTIONS))
    controls.counts(form, place, part, available, (1, available))
    _required(form, place, part)


def _checkbox(form: Form, place: Place, part: Json, ids: Ids) -> None:
    if part.get("required") is not None:
        message = "A checkbox cannot be required"
        form.wrong((*place, "required"), "CHECKBOX_REQUIRED", message)


def _required(form: Form, place: Place, part: Json) -> None:
    if part.get("required", True) and part.get("min_values") == 0:
        message = "min_values must be at least 1 where an answer is required"
        form.wrong((*place, "min_values"), "REQUIRED_WITH_MIN_VALUES_0", message)


_FIELDS: Final[dict[int, Callable[[Form, Place, Json, Ids], None]]] = {
    INPUT: _input,
    UPLOAD: _upload,
    RADIO: _radio,
    GROUP: _group,
    CHECKBOX: _checkbox,
    **dict.fromkeys(SELECTS, _select),
}
