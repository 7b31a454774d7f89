"""What people put into inputs and menus, as the real client would let them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from tests.servers.slack import controls, limits

if TYPE_CHECKING:
    from tests.servers.slack.views import View

Json = dict[str, Any]
State = dict[str, dict[str, Json]]
TYPED: Final = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})
IDS: Final = {
    "users_select": "selected_user",
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
}
MANY_IDS: Final = {f"multi_{kind}": f"{key}s" for kind, key in IDS.items()}
PICKED: Final = {
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}


def held(element: Json, given: Any) -> Json:
    """Return what an element holds once something was put into it; AssertionError if it cannot."""
    kind = element["type"]
    if kind in TYPED:
        return {"type": kind, "value": _words(element, given)}
    if kind in PICKED:
        return {"type": kind, PICKED[kind]: _moment(kind, given)}
    if kind in IDS:
        return {"type": kind, IDS[kind]: _name(given)}
    if kind in MANY_IDS:
        return {"type": kind, MANY_IDS[kind]: [_name(one) for one in _many(given)]}
    return _chosen(element, given)


def initial(element: Json) -> Json:
    """Return what an element holds before anybody touches it."""
    kind = element["type"]
    if kind in TYPED:
        return {"type": kind, "value": element.get("initial_value") or None}
    for keys in (PICKED, IDS, MANY_IDS):
        if kind in keys:
            default: Any = [] if keys is MANY_IDS else None
            first = element.get(keys[kind].replace("selected", "initial"), default)
            return {"type": kind, keys[kind]: first}
    if kind in ("checkboxes", "multi_static_select"):
        return {"type": kind, "selected_options": element.get("initial_options", [])}
    return {"type": kind, "selected_option": element.get("initial_option")}


def state(blocks: list[Json], before: State) -> State:
    """Return the state of a surface: what was put in, else what it began with."""
    now: State = {}
    for control in controls.walk(blocks):
        element, block = control.element, control.block["block_id"]
        if element["type"] in ("button", "overflow"):
            continue
        action = element["action_id"]
        present = before.get(block, {}).get(action) or initial(element)
        now.setdefault(block, {})[action] = present
    return now


def fill(view: View, values: Mapping[str, Any]) -> None:
    """Put values into a modal's inputs; AssertionError for what could not be sent."""
    view.state = state(view.blocks, view.state)
    for label, given in values.items():
        control = view.control(label)
        assert control.block["type"] == "input", f"{label!r} is no input"
        place = view.state[control.block["block_id"]]
        place[control.element["action_id"]] = held(control.element, given)
    for control in controls.inputs(view.blocks):
        present = view.state[control.block["block_id"]][control.element["action_id"]]
        empty = not any(value for key, value in present.items() if key != "type")
        assert not empty or control.block.get("optional"), f"{control.name!r} is required"


def _words(element: Json, given: Any) -> str | None:
    if given is None or given == "":
        return None
    assert isinstance(given, str), f"words wanted, not {given!r}"
    most, least = element.get("max_length", limits.INPUT), element.get("min_length", 0)
    assert len(given) <= most, f"at most {most} characters, not {len(given)}"
    assert len(given) >= least, f"at least {least} characters, not {len(given)}"
    assert element.get("multiline") or "\n" not in given, "one line only"
    return given


def _moment(kind: str, given: Any) -> str | int | None:
    if given is None:
        return None
    if isinstance(given, datetime):
        return int(given.timestamp())
    if isinstance(given, date):
        return given.isoformat()
    if isinstance(given, time):
        return f"{given:%H:%M}"
    wanted = (date if kind == "datepicker" else time).fromisoformat(str(given))
    return _moment(kind, wanted)


def _name(given: Any) -> str | None:
    return None if given is None else str(getattr(given, "id", given))


def _chosen(element: Json, given: Any) -> Json:
    kind, offered = element["type"], controls.options(element)
    several = kind in ("checkboxes", "multi_static_select")
    if isinstance(given, bool):
        assert kind == "checkboxes", f"{kind} is no tick"
        assert len(offered) == 1, f"{len(offered)} boxes, not one"
        given = offered if given else []
    picked = [_option(offered, one) for one in _many(given)]
    if several:
        most = element.get("max_selected_items", len(offered))
        assert len(picked) <= most, f"at most {most} choices"
        return {"type": kind, "selected_options": picked}
    assert len(picked) <= 1, f"one choice, not {len(picked)}"
    return {"type": kind, "selected_option": picked[0] if picked else None}


def _option(offered: Sequence[Json], wanted: Any) -> Json:
    if isinstance(wanted, dict):
        return wanted
    found = [one for one in offered if wanted in (one["text"]["text"], one["value"])]
    names = [one["text"]["text"] for one in offered]
    assert len(found) == 1, f"{len(found)} choices {wanted!r} among {names}"
    return found[0]


def _many(given: Any) -> list[Any]:
    if given is None:
        return []
    return list(given) if isinstance(given, list | tuple | set) else [given]
