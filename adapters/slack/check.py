"""A strict look at finished messages and views, by surface: every breach, before Slack finds one.

Slack's own library lets much through: inputs without a submit, blocks on the wrong surface, equal
ids. Only what we draw is known here; any other block is a breach.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from adapters.slack import elements
from adapters.slack.breaches import (
    Afterthought,
    Breach,
    Found,
    Json,
    Rule,
    boolean,
    calls_nobody,
    items,
    one_of,
    plain,
    shape,
    string,
    text,
    typed,
)

LARGEST_VIEW = 250_000
"""Bytes of a view."""

_LONGEST_TWIN = 4000
_ID = string(255)


class Surface(StrEnum):
    """Where blocks stand."""

    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


class Refused(ValueError):
    """What we were about to show would be refused."""

    def __init__(self, found: Sequence[Breach]) -> None:
        super().__init__("; ".join(map(str, found)))
        self.found = tuple(found)


def message(sent: Mapping[str, object]) -> list[Breach]:
    """Return all that is wrong with the text and blocks of a message; the rest is not read."""
    twin, blocks = sent.get("text", ""), sent.get("blocks", [])
    found = list(string(_LONGEST_TWIN)(twin, "text"))
    if isinstance(twin, str):
        found += calls_nobody(twin, "text")
    return [*found, *_blocks(blocks, Surface.MESSAGE)]


def view(sent: Mapping[str, object]) -> list[Breach]:
    """Return all that is wrong with a modal or a home page."""
    kind = sent.get("type")
    if kind not in (Surface.MODAL, Surface.HOME):
        return [Breach("type", f"is {kind!r}, neither modal nor home")]
    surface = Surface(str(kind))
    found = [*_FRAMES[surface](dict(sent), "view"), *_blocks(sent.get("blocks"), surface)]
    if surface is Surface.MODAL and "submit" not in sent and _has_input(sent.get("blocks")):
        found.append(Breach("view.submit", "is missing, though there is something to fill in"))
    size = len(json.dumps(sent).encode())
    if size > LARGEST_VIEW:
        found.append(Breach("view", f"has {size} bytes, over {LARGEST_VIEW}"))
    return found


def accept(found: Sequence[Breach]) -> None:
    """Raise Refused unless nothing was found."""
    if found:
        raise Refused(found)


def _anything(value: object, path: str) -> Found:
    yield from ()


def _block(
    name: str, needs: Mapping[str, Rule], may: Mapping[str, Rule] | None = None, *also: Afterthought
) -> dict[str, Rule]:
    own = {"type": one_of(name), **needs}
    return {name: shape(own, {"block_id": _ID, **(may or {})}, *also)}


def _says_something(value: Json, path: str) -> Found:
    if not {"text", "fields"} & value.keys():
        yield Breach(path, "has neither text nor fields")


_FILE = shape({"id": string(255, r"F[A-Z0-9]+")})
_SHOWN: Mapping[str, Rule] = {
    **_block("header", {"text": plain(150)}),
    **_block(
        "section",
        {},
        {"text": text(3000), "fields": items(1, 10, text(2000)), "accessory": elements.BESIDE},
        _says_something,
    ),
    **_block("context", {"elements": items(1, 10, text(3000))}),
    **_block("divider", {}),
    **_block("actions", {"elements": items(1, 25, elements.IN_ACTIONS)}),
    **_block("image", {"alt_text": string(2000), "slack_file": _FILE}, {"title": plain(2000)}),
    **_block("rich_text", {"elements": items(1, 100, elements.RICH)}),
}
_ASKED: Mapping[str, Rule] = _block(
    "input",
    {"label": plain(2000), "element": elements.IN_INPUT},
    {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
)
_RULES: Mapping[Surface, Rule] = {
    Surface.MESSAGE: items(0, 50, typed(_SHOWN)),
    Surface.HOME: items(0, 100, typed(_SHOWN)),
    Surface.MODAL: items(1, 100, typed({**_SHOWN, **_ASKED})),
}
_VIEW: Mapping[str, Rule] = {
    "callback_id": _ID,
    "private_metadata": string(3000),
    "external_id": _ID,
}
_FRAMES: Mapping[Surface, Rule] = {
    Surface.HOME: shape({"type": _anything, "blocks": _anything}, _VIEW),
    Surface.MODAL: shape(
        {"type": _anything, "blocks": _anything, "title": plain(24)},
        {
            **_VIEW,
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
        },
    ),
}


def _blocks(blocks: object, surface: Surface) -> Iterator[Breach]:
    yield from _RULES[surface](blocks, "blocks")
    yield from _equal(blocks, "block_id")
    yield from _equal(blocks, "action_id")


def _equal(blocks: object, key: str) -> Iterator[Breach]:
    for id_, count in Counter(str(part[key]) for part in _walk(blocks) if key in part).items():
        if count > 1:
            yield Breach("blocks", f"{count} have the {key} {id_}")


def _walk(part: object) -> Iterator[Json]:
    if isinstance(part, dict):
        yield part
        yield from (inner for value in part.values() for inner in _walk(value))
    elif isinstance(part, list):
        yield from (inner for each in part for inner in _walk(each))


def _has_input(blocks: object) -> bool:
    return any(part.get("type") == "input" for part in _walk(blocks))
