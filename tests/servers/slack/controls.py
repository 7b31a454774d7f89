"""Finding buttons, menus, inputs and words in blocks by what people read beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

Json = dict[str, Any]
MENTION: Final = re.compile(r"<@([UW]\w+)(?:\|[^>]*)?>")
OPTIONED: Final = frozenset(
    {"static_select", "multi_static_select", "radio_buttons", "checkboxes", "overflow"}
)


class Control(NamedTuple):
    """An element, the block it is in, and the name that people know it by."""

    name: str
    element: Json
    block: Json


def walk(blocks: list[Json]) -> Iterator[Control]:
    """Yield all controls in reading order."""
    above = ""
    for block in blocks:
        kind = block["type"]
        if kind == "section":
            above = _plain(block.get("text")) or above
            if _is_control(block.get("accessory")):
                yield Control(name(block["accessory"], above), block["accessory"], block)
        elif kind == "actions":
            for element in block["elements"]:
                yield Control(name(element, above), element, block)
        elif kind == "input":
            yield Control(_plain(block["label"]), block["element"], block)


def name(element: Json, above: str) -> str:
    """Return a button's words, or a menu's placeholder or the words above it."""
    if element["type"] in ("button", "workflow_button"):
        return _plain(element["text"])
    return _plain(element.get("placeholder")) or above


def labels(blocks: list[Json]) -> list[str]:
    """Return the names of all controls."""
    return [control.name for control in walk(blocks)]


def find(blocks: list[Json], wanted: str, which: str = "") -> Control:
    """Return the one control of this name; `which` is part of its action id or value."""
    same = [control for control in walk(blocks) if control.name == wanted]
    if not same:
        same = [control for control in walk(blocks) if wanted and wanted in control.name]
    if which:
        told = ("action_id", "value", "url")
        same = [c for c in same if any(which in str(c.element.get(key, "")) for key in told)]
    if len(same) != 1:
        raise AssertionError(f"{len(same)} controls {wanted!r} {which!r} among {labels(blocks)}")
    return same[0]


def inputs(blocks: list[Json]) -> list[Control]:
    """Return the inputs of a modal."""
    return [control for control in walk(blocks) if control.block["type"] == "input"]


def words(blocks: list[Json]) -> str:
    """Return what is read, without the words on controls, a line each."""
    return "\n".join(line for block in blocks for line in _lines(block) if line)


def marked(value: Any) -> list[str]:
    """Return all texts in blocks that Slack reads as mrkdwn or markdown."""
    if isinstance(value, list):
        return [text for one in value for text in marked(one)]
    if not isinstance(value, dict):
        return []
    if value.get("type") in ("mrkdwn", "markdown"):
        return [str(value.get("text", ""))]
    return [text for one in value.values() for text in marked(one)]


def mentions(texts: list[str]) -> list[str]:
    """Return the ids of the people named in texts."""
    return [found for text in texts for found in MENTION.findall(text)]


def alt_texts(value: Any) -> list[str]:
    """Return all alternative texts."""
    if isinstance(value, list):
        return [text for one in value for text in alt_texts(one)]
    if not isinstance(value, dict):
        return []
    own = [value["alt_text"]] if isinstance(value.get("alt_text"), str) else []
    return own + [text for one in value.values() for text in alt_texts(one)]


def options(element: Json) -> list[Json]:
    """Return all options of a menu or group."""
    groups = element.get("option_groups") or []
    return (element.get("options") or []) + [o for group in groups for o in group["options"]]


def _lines(block: Json) -> list[str]:
    kind = block["type"]
    if kind in ("header", "section"):
        return [_plain(block.get("text")), *(_plain(f) for f in block.get("fields") or [])]
    if kind == "context":
        return [_plain(e) for e in block["elements"] if e["type"] != "image"]
    if kind == "image":
        return [_plain(block.get("title"))]
    if kind == "markdown":
        return [str(block["text"])]
    if kind == "input":
        return [_plain(block["label"]), _plain(block.get("hint"))]
    return []


def _plain(text: Json | None) -> str:
    return str(text.get("text", "")) if text else ""


def _is_control(element: Json | None) -> bool:
    return element is not None and element["type"] != "image"
