"""Blocks: what each must look like, and on which surface it may stand."""

from __future__ import annotations

from typing import Any, Final

from tests.servers.slack import elements, limits, texts
from tests.servers.slack.checking import (
    Check,
    Json,
    Report,
    flag,
    kinds,
    many,
    one_of,
    shape,
    together,
    whole,
    words,
)

identified: dict[str, Check] = {"block_id": texts.ident}
LOOSE: Final = frozenset(
    {"alert", "card", "carousel", "container", "context_actions", "data_table", "plan"}
    | {"data_visualization", "file", "rich_text", "table", "task_card", "video"}
)
"""Known, but not checked inside: this app has no use for them."""

FORBIDDEN: Final[dict[str, frozenset[str]]] = {
    "message": frozenset({"alert", "file"}),
    "modal": frozenset(
        {"markdown", "table", "task_card", "plan", "context_actions", "card", "carousel"}
        | {"data_visualization", "data_table", "container", "file"}
    ),
    "home": frozenset(
        {"alert", "markdown", "table", "task_card", "plan", "context_actions", "file"}
        | {"data_visualization", "data_table", "container"}
    ),
}


def _loose(report: Report, place: str, value: Any) -> None:
    """Take it as it is."""


def _has_words(report: Report, place: str, value: Any) -> None:
    if "text" not in value and "fields" not in value:
        report.fault(place, "must define either `text` or `fields`")


def _modal_only(report: Report, place: str, value: Any) -> None:
    if value["element"]["type"] in elements.MODAL_ONLY and report.surface != "modal":
        report.fault(f"{place}/element", f"unsupported type: {value['element']['type']}")


def _block(
    kind: str, required: dict[str, Check], optional: dict[str, Check], *more: Check
) -> Check:
    known = {"type": one_of(kind), **required}
    return together(shape(known, {**identified, **optional}), *more)


CONTEXT: Final = kinds(
    {
        "image": elements.IMAGE,
        "plain_text": texts.plain(limits.TEXT_OBJECT),
        "mrkdwn": texts.marked(limits.TEXT_OBJECT),
    }
)

ALL: Final[dict[str, Check]] = {
    "header": _block("header", {"text": texts.plain(limits.HEADER)}, {"level": whole(1, 4)}),
    "divider": _block("divider", {}, {}),
    "section": _block(
        "section",
        {},
        {
            "text": texts.either(limits.SECTION),
            "fields": many(texts.either(limits.FIELD), 1, limits.FIELDS),
            "accessory": kinds(elements.ALL, elements.IN_SECTION),
            "expand": flag,
        },
        _has_words,
    ),
    "actions": _block(
        "actions",
        {"elements": many(kinds(elements.ALL, elements.IN_ACTIONS), 1, limits.ACTIONS)},
        {},
    ),
    "context": _block("context", {"elements": many(CONTEXT, 1, limits.CONTEXT)}, {}),
    "image": _block(
        "image",
        {"alt_text": words(limits.ALT_TEXT)},
        {
            "image_url": texts.link,
            "slack_file": texts.slack_file,
            "title": texts.plain(limits.ALT_TEXT),
        },
        texts.has_one_picture,
    ),
    "input": _block(
        "input",
        {
            "label": texts.plain(limits.LABEL),
            "element": kinds(elements.ALL, elements.IN_INPUT),
        },
        {"hint": texts.plain(limits.LABEL), "optional": flag, "dispatch_action": flag},
        _modal_only,
    ),
    "markdown": _block("markdown", {"text": words(limits.MARKDOWN)}, {}),
    **dict.fromkeys(LOOSE, _loose),
}


def check(report: Report, place: str, blocks: Any) -> None:
    """Check the blocks of a message, a modal or a home page."""
    most = limits.MESSAGE_BLOCKS if report.surface == "message" else limits.VIEW_BLOCKS
    allowed = ALL.keys() - FORBIDDEN[report.surface]
    many(kinds(ALL, allowed), 0 if report.surface == "message" else 1, most)(report, place, blocks)
    if isinstance(blocks, list):
        given = [block for block in blocks if isinstance(block, dict)]
        _check_ids(report, place, given)
        _check_sums(report, place, given)


def _check_ids(report: Report, place: str, blocks: list[Json]) -> None:
    for block in blocks:
        given = block.get("block_id")
        if given is not None and given in report.block_ids:
            report.fault(place, f"`block_id` {given!r} already exists")
        report.block_ids.add(str(given))


def _check_sums(report: Report, place: str, blocks: list[Json]) -> None:
    written = [block.get("text") for block in blocks if block.get("type") == "markdown"]
    if sum(len(text) for text in written if isinstance(text, str)) > limits.MARKDOWN:
        report.fault(place, f"markdown blocks over {limits.MARKDOWN} characters together")
    if sum(block.get("type") == "table" for block in blocks) > 1:
        report.fault(place, "only one table allowed")
