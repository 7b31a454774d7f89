"""Composition objects: texts, options, confirm dialogs, filters and files."""

from __future__ import annotations

import re
from typing import Any, Final

from tests.servers.slack import limits
from tests.servers.slack.checking import (
    Check,
    Report,
    flag,
    many,
    matching,
    one_of,
    shape,
    together,
    words,
)

LINK: Final = re.compile(r"(?:https?|mailto|slack):\S{1,2990}")
EVERYBODY: Final = re.compile(r"<!(?:channel|here|everyone|subteam)\b")


def plain(most: int, least: int = 1) -> Check:
    """Check plain text."""
    return shape({"type": one_of("plain_text"), "text": words(most, least)}, {"emoji": flag})


def marked(most: int) -> Check:
    """Check mrkdwn, which must not call everybody."""
    return together(
        shape({"type": one_of("mrkdwn"), "text": words(most)}, {"verbatim": flag}), _calls_nobody
    )


def either(most: int) -> Check:
    """Check text of either kind."""
    known = {"plain_text": plain(most), "mrkdwn": marked(most)}

    def check(report: Report, place: str, value: Any) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        known.get(str(kind), known["mrkdwn"])(report, place, value)

    return check


def _calls_nobody(report: Report, place: str, value: Any) -> None:
    if EVERYBODY.search(value["text"]):
        report.fault(place, "calls everybody in the channel")


link = matching(LINK, "a valid url")
ident = words(limits.ID)

confirm = shape(
    {
        "title": plain(limits.CONFIRM_TITLE),
        "text": either(limits.CONFIRM_TEXT),
        "confirm": plain(limits.CONFIRM_LABEL),
        "deny": plain(limits.CONFIRM_LABEL),
    },
    {"style": one_of("primary", "danger")},
)

option = shape(
    {"text": plain(limits.OPTION), "value": words(limits.OPTION_VALUE)},
    {"description": plain(limits.OPTION)},
)
marked_option = shape(
    {"text": either(limits.OPTION), "value": words(limits.OPTION_VALUE)},
    {"description": either(limits.OPTION)},
)
overflow_option = shape(
    {"text": plain(limits.OPTION), "value": words(limits.OPTION_VALUE)},
    {"description": plain(limits.OPTION), "url": link},
)
option_group = shape(
    {"label": plain(limits.OPTION), "options": many(option, 1, limits.SELECT_OPTIONS)}
)

conversation_filter = shape(
    {},
    {
        "include": many(one_of("im", "mpim", "private", "public"), 1, 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
)
dispatch = shape(
    {},
    {"trigger_actions_on": many(one_of("on_enter_pressed", "on_character_entered"), 1, 2)},
)
slack_file = shape({}, {"id": words(limits.ID), "url": link})


def has_one_picture(report: Report, place: str, value: Any) -> None:
    """Check that there is one picture, and one way to it."""
    if ("image_url" in value) == ("slack_file" in value):
        report.fault(place, "must define either `image_url` or `slack_file`")
    if "slack_file" in value and len(value["slack_file"]) != 1:
        report.fault(f"{place}/slack_file", "must define either `id` or `url`")
