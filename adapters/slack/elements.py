"""Rules for the controls that stand in Slack's blocks, and for what they are made of."""

from collections.abc import Mapping

from adapters.slack.breaches import (
    Afterthought,
    Breach,
    Found,
    Json,
    Rule,
    boolean,
    items,
    one_of,
    plain,
    shape,
    string,
    typed,
    whole,
)

_ID = string(255)
_USER = string(255, r"[UW][A-Z0-9]+")
_DAY = string(10, r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_CLOCK = string(5, r"(?:[01]\d|2[0-3]):[0-5]\d")
_URL = string(3000, r"https?://[!-~]+")

CONFIRM = shape(
    {"title": plain(100), "text": plain(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
OPTION = shape({"text": plain(75), "value": string(150)}, {"description": plain(75)})


def _kind(
    name: str, needs: Mapping[str, Rule], may: Mapping[str, Rule] | None = None, *also: Afterthought
) -> dict[str, Rule]:
    """Describe a control; each has an id of its own."""
    return {name: shape({"type": one_of(name), "action_id": _ID, **needs}, may, *also)}


def _offers_what_is_chosen(value: Json, path: str) -> Found:
    """Want values that differ, and only such as are offered to be chosen already."""
    options = value["options"]
    values = [each["value"] for each in options]
    if len(set(values)) < len(values):
        yield Breach(f"{path}.options", "have equal values")
    first = value.get("initial_option")
    for each in [*value.get("initial_options", []), *([first] if first else [])]:
        if each not in options:
            yield Breach(path, "starts with an option that it does not offer")
    if len(value.get("initial_options", [])) > value.get("max_selected_items", len(options)):
        yield Breach(f"{path}.initial_options", "are more than may be picked")


def _holds_what_is_typed(value: Json, path: str) -> Found:
    most = value.get("max_length", 3000)
    if len(value.get("initial_value", "")) > most:
        yield Breach(f"{path}.initial_value", f"is over max_length {most}")


_HINT = {"placeholder": plain(150), "focus_on_load": boolean}
_ASKS = {"confirm": CONFIRM}
_FILTER = shape(
    {"include": items(1, 4, one_of("im", "mpim", "private", "public"))},
    {"exclude_bot_users": boolean, "exclude_external_shared_channels": boolean},
)

BUTTON = _kind(
    "button",
    {"text": plain(75)},
    {
        "value": string(2000),
        "url": _URL,
        "style": one_of("primary", "danger"),
        "accessibility_label": string(75),
        **_ASKS,
    },
)
SELECT = _kind(
    "static_select",
    {"options": items(1, 100, OPTION)},
    {**_HINT, **_ASKS, "initial_option": OPTION},
    _offers_what_is_chosen,
)
SELECT_MANY = _kind(
    "multi_static_select",
    {"options": items(1, 100, OPTION)},
    {
        **_HINT,
        **_ASKS,
        "initial_options": items(1, 100, OPTION),
        "max_selected_items": whole(1, 100),
    },
    _offers_what_is_chosen,
)
RADIO = _kind(
    "radio_buttons",
    {"options": items(1, 10, OPTION)},
    {**_ASKS, "focus_on_load": boolean, "initial_option": OPTION},
    _offers_what_is_chosen,
)
CHECKBOXES = _kind(
    "checkboxes",
    {"options": items(1, 10, OPTION)},
    {**_ASKS, "focus_on_load": boolean, "initial_options": items(1, 10, OPTION)},
    _offers_what_is_chosen,
)
USERS = _kind("users_select", {}, {**_HINT, **_ASKS, "initial_user": _USER})
CONVERSATIONS = _kind("conversations_select", {}, {**_HINT, **_ASKS, "filter": _FILTER})
DAY = _kind("datepicker", {}, {**_HINT, **_ASKS, "initial_date": _DAY})
TIME = _kind("timepicker", {}, {**_HINT, **_ASKS, "initial_time": _CLOCK, "timezone": _ID})
TYPED = _kind(
    "plain_text_input",
    {},
    {
        **_HINT,
        "initial_value": string(3000),
        "multiline": boolean,
        "min_length": whole(0, 3000),
        "max_length": whole(1, 3000),
    },
    _holds_what_is_typed,
)

_PICKED = {**SELECT, **USERS, **CONVERSATIONS, **DAY, **TIME, **RADIO, **CHECKBOXES}
IN_ACTIONS = typed({**BUTTON, **_PICKED})
BESIDE = typed({**BUTTON, **_PICKED, **SELECT_MANY})
IN_INPUT = typed({**TYPED, **_PICKED, **SELECT_MANY})

_WORDS = shape({"type": one_of("text"), "text": string(3000)})
_LINK = shape({"type": one_of("link"), "url": _URL}, {"text": string(3000)})
_DATE = shape(
    {
        "type": one_of("date"),
        "timestamp": whole(-(2**40), 2**40),
        "format": string(300, r"(?:\{[a-z_]+\}|[ ,])+"),
        "fallback": string(300),
    }
)
_CHANNEL = shape({"type": one_of("channel"), "channel_id": string(255, r"[CG][A-Z0-9]+")})
_SECTION = typed({"text": _WORDS, "link": _LINK, "date": _DATE, "channel": _CHANNEL})

RICH = typed(
    {
        name: shape({"type": one_of(name), "elements": items(1, 2000, inner)})
        for name, inner in (
            ("rich_text_section", _SECTION),
            ("rich_text_preformatted", typed({"text": _WORDS, "link": _LINK})),
        )
    }
)
