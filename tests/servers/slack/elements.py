"""Block elements: what each must look like, and which block takes it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final
from zoneinfo import available_timezones

from tests.servers.slack import limits, texts
from tests.servers.slack.checking import (
    Check,
    Report,
    flag,
    many,
    matching,
    one_of,
    shape,
    together,
    whole,
    words,
)

DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
CLOCK: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
ANY_ID: Final = words(limits.ID)
placeholder = texts.plain(limits.PLACEHOLDER)
action: dict[str, Check] = {"action_id": texts.ident}
acting: dict[str, Check] = {"confirm": texts.confirm, "focus_on_load": flag}
menu: dict[str, Check] = {**action, **acting, "placeholder": placeholder}
several: dict[str, Check] = {"max_selected_items": whole(1, 1_000)}


def _own_ids(report: Report, place: str, value: Any) -> None:
    block = place.split("/")[2]
    used = report.action_ids.setdefault(block, set())
    given = value.get("action_id")
    if given is not None and given in used:
        report.fault(f"{place}/action_id", "`action_id` already exists in this block")
    used.add(given)
    if value.get("focus_on_load"):
        report.focused += 1
        if report.focused > 1 or report.surface == "message":
            report.fault(place, "only one element of a view can have focus_on_load")


def _real_day(report: Report, place: str, value: Any) -> None:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        report.fault(place, "must be a valid date")


def _zone(report: Report, place: str, value: Any) -> None:
    if value not in available_timezones():
        report.fault(place, "must be a valid timezone")


def _options(report: Report, place: str, value: Any) -> None:
    groups = value.get("option_groups")
    if (value.get("options") is None) == (groups is None):
        report.fault(place, "must define either `options` or `option_groups`")
        return
    offered = value.get("options") or [one for group in groups for one in group["options"]]
    values = [one["value"] for one in offered]
    if len(set(values)) != len(values):
        report.fault(place, "options must have different values")
    chosen = value.get("initial_options") or []
    if "initial_option" in value:
        chosen = [value["initial_option"]]
    if any(one not in offered for one in chosen):
        report.fault(place, "initial options must be exactly among the options")
    if len(chosen) > value.get("max_selected_items", len(offered)):
        report.fault(place, "more initial options than can be selected")


def _lengths(report: Report, place: str, value: Any) -> None:
    least, most = value.get("min_length", 0), value.get("max_length", limits.INPUT)
    if least > most:
        report.fault(place, "min_length must not be greater than max_length")
    if len(value.get("initial_value", "")) > most:
        report.fault(f"{place}/initial_value", f"must be less than {most + 1} characters")


def _bounds(report: Report, place: str, value: Any) -> None:
    given = [
        float(value[key]) for key in ("min_value", "initial_value", "max_value") if key in value
    ]
    if given != sorted(given):
        report.fault(place, "min_value, initial_value and max_value must be in order")


def _element(
    kind: str, required: dict[str, Check], optional: dict[str, Check], *more: Check
) -> Check:
    return together(shape({"type": one_of(kind), **required}, optional), _own_ids, *more)


def _select(kind: str, optional: dict[str, Check], *more: Check) -> Check:
    return _element(kind, {}, {**menu, **optional}, *more)


OPTIONS: Final[dict[str, Check]] = {
    "options": many(texts.option, 1, limits.SELECT_OPTIONS),
    "option_groups": many(texts.option_group, 1, limits.OPTION_GROUPS),
}
CONVERSATIONS: Final[dict[str, Check]] = {
    "filter": texts.conversation_filter,
    "default_to_current_conversation": flag,
}


def _group(kind: str, initial: dict[str, Check]) -> Check:
    required = {"options": many(texts.marked_option, 1, limits.GROUP_OPTIONS)}
    return _element(kind, required, {**action, **acting, **initial}, _options)


BUTTON: Final = _element(
    "button",
    {"text": texts.plain(limits.BUTTON)},
    {
        **action,
        "url": texts.link,
        "value": words(limits.BUTTON_VALUE, 0),
        "style": one_of("primary", "danger"),
        "confirm": texts.confirm,
        "accessibility_label": words(limits.BUTTON),
    },
)
IMAGE: Final = together(
    shape(
        {"type": one_of("image"), "alt_text": words(limits.ALT_TEXT)},
        {"image_url": texts.link, "slack_file": texts.slack_file},
    ),
    texts.has_one_picture,
)
TEXT_INPUT: Final = _element(
    "plain_text_input",
    {},
    {
        **action,
        "initial_value": words(limits.INPUT, 0),
        "multiline": flag,
        "min_length": whole(0, limits.INPUT),
        "max_length": whole(1, limits.INPUT),
        "dispatch_action_config": texts.dispatch,
        "focus_on_load": flag,
        "placeholder": placeholder,
    },
    _lengths,
)

numeric = matching(NUMBER, "a number in quotes")
day = together(matching(DAY, "a date such as 2026-11-02"), _real_day)
typed: dict[str, Check] = {
    **action,
    "focus_on_load": flag,
    "placeholder": placeholder,
    "dispatch_action_config": texts.dispatch,
}

ALL: Final[dict[str, Check]] = {
    "button": BUTTON,
    "image": IMAGE,
    "overflow": _element(
        "overflow",
        {"options": many(texts.overflow_option, 1, limits.OVERFLOW_OPTIONS)},
        {**action, "confirm": texts.confirm},
    ),
    "static_select": _select(
        "static_select", {**OPTIONS, "initial_option": texts.option}, _options
    ),
    "multi_static_select": _select(
        "multi_static_select",
        {**OPTIONS, **several, "initial_options": many(texts.option, 1, limits.SELECT_OPTIONS)},
        _options,
    ),
    "users_select": _select("users_select", {"initial_user": ANY_ID}),
    "multi_users_select": _select(
        "multi_users_select", {**several, "initial_users": many(ANY_ID, 1, 1_000)}
    ),
    "channels_select": _select(
        "channels_select", {"initial_channel": ANY_ID, "response_url_enabled": flag}
    ),
    "multi_channels_select": _select(
        "multi_channels_select", {**several, "initial_channels": many(ANY_ID, 1, 1_000)}
    ),
    "conversations_select": _select(
        "conversations_select",
        {**CONVERSATIONS, "initial_conversation": ANY_ID, "response_url_enabled": flag},
    ),
    "multi_conversations_select": _select(
        "multi_conversations_select",
        {**CONVERSATIONS, **several, "initial_conversations": many(ANY_ID, 1, 1_000)},
    ),
    "checkboxes": _group(
        "checkboxes",
        {"initial_options": many(texts.marked_option, 1, limits.GROUP_OPTIONS)},
    ),
    "radio_buttons": _group("radio_buttons", {"initial_option": texts.marked_option}),
    "datepicker": _element("datepicker", {}, {**menu, "initial_date": day}),
    "timepicker": _element(
        "timepicker",
        {},
        {**menu, "initial_time": matching(CLOCK, "a time such as 09:30"), "timezone": _zone},
    ),
    "datetimepicker": _element(
        "datetimepicker",
        {},
        {**action, **acting, "initial_date_time": whole(1_000_000_000, 9_999_999_999)},
    ),
    "plain_text_input": TEXT_INPUT,
    "email_text_input": _element("email_text_input", {}, {**typed, "initial_value": words(3000)}),
    "url_text_input": _element("url_text_input", {}, {**typed, "initial_value": texts.link}),
    "number_input": _element(
        "number_input",
        {"is_decimal_allowed": flag},
        {**typed, "initial_value": numeric, "min_value": numeric, "max_value": numeric},
        _bounds,
    ),
}
"""Those that this app may use; external menus, uploads and rich text inputs are not among them."""

SINGLE_MENUS: Final = frozenset(
    {"static_select", "users_select", "channels_select", "conversations_select"}
)
MULTI_MENUS: Final = frozenset(f"multi_{kind}" for kind in SINGLE_MENUS)
GROUPS: Final = frozenset({"checkboxes", "radio_buttons"})
PICKERS: Final = frozenset({"datepicker", "timepicker"})
MODAL_ONLY: Final = frozenset({"email_text_input", "url_text_input", "number_input"})

IN_SECTION: Final = SINGLE_MENUS | MULTI_MENUS | GROUPS | PICKERS | {"button", "image", "overflow"}
IN_ACTIONS: Final = SINGLE_MENUS | GROUPS | PICKERS | {"button", "overflow", "datetimepicker"}
IN_INPUT: Final = (
    SINGLE_MENUS
    | MULTI_MENUS
    | GROUPS
    | PICKERS
    | MODAL_ONLY
    | {"datetimepicker", "plain_text_input"}
)
