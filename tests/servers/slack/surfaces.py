"""Messages and views as a whole: checked, and given the ids that Slack gives."""

from __future__ import annotations

import copy
import json
from typing import Any, Final

from tests.servers.slack import blocks, controls, limits, texts
from tests.servers.slack.checking import Check, Json, Report, flag, one_of, shape, words
from tests.servers.slack.errors import breach
from tests.servers.slack.ids import Ids


def _any(report: Report, place: str, value: Any) -> None:
    """Take it: it is looked at on its own."""


COMMON: Final[dict[str, Check]] = {
    "private_metadata": words(limits.PRIVATE_METADATA, 0),
    "callback_id": words(limits.CALLBACK_ID, 0),
    "external_id": words(limits.EXTERNAL_ID, 0),
}
MODAL: Final = shape(
    {"type": one_of("modal"), "title": texts.plain(limits.VIEW_TITLE), "blocks": _any},
    {
        **COMMON,
        "submit": texts.plain(limits.VIEW_TITLE),
        "close": texts.plain(limits.VIEW_TITLE),
        "clear_on_close": flag,
        "notify_on_close": flag,
        "submit_disabled": flag,
    },
)
HOME: Final = shape({"type": one_of("home"), "blocks": _any}, COMMON)


def message_faults(given: Any) -> list[str]:
    """Return what Slack would refuse of a message's blocks."""
    report = Report("message")
    blocks.check(report, "/blocks", given)
    return report.wrong


def view_faults(view: Any) -> list[str]:
    """Return what Slack would refuse of a view, apart from its size."""
    kind = view.get("type") if isinstance(view, dict) else None
    if kind not in ("modal", "home"):
        return ["must be a modal or a home page [json-pointer:/view/type]"]
    report = Report(kind)
    (MODAL if kind == "modal" else HOME)(report, "/view", view)
    blocks.check(report, "/blocks", view.get("blocks"))
    if kind == "modal" and not report.wrong:
        _needs_submit(report, view)
    return report.wrong


def _needs_submit(report: Report, view: Json) -> None:
    asks = any(block["type"] == "input" for block in view["blocks"])
    if asks and "submit" not in view:
        report.fault("/view/submit", "missing required field: submit (there are input blocks)")


def taken_message(ids: Ids, given: Any) -> list[Json]:
    """Return a message's blocks with ids; SlackError `invalid_blocks` with every fault."""
    decoded = decode(given)
    faults = message_faults(decoded)
    if faults:
        raise breach("invalid_blocks", faults)
    return _identified(ids, decoded)


def taken_view(ids: Ids, given: Any, kind: str) -> Json:
    """Return a view with ids; SlackError with every fault, or for its size."""
    decoded = decode(given)
    if len(json.dumps(decoded, ensure_ascii=False).encode()) > limits.VIEW_BYTES:
        raise breach("view_too_large")
    faults = view_faults(decoded)
    if not faults and decoded["type"] != kind:
        faults = [f"must be a {kind} here [json-pointer:/view/type]"]
    if faults:
        raise breach("invalid_arguments", faults)
    return {**decoded, "blocks": _identified(ids, decoded["blocks"])}


def decode(given: Any) -> Any:
    """Return JSON that may have come as text."""
    if not isinstance(given, str):
        return given
    try:
        return json.loads(given)
    except ValueError:
        raise breach("invalid_json") from None


def _identified(ids: Ids, given: list[Json]) -> list[Json]:
    made = copy.deepcopy(given)
    for block in made:
        block.setdefault("block_id", f"b{ids.number()}")
    for control in controls.walk(made):
        control.element.setdefault("action_id", f"a{ids.number()}")
    return made
