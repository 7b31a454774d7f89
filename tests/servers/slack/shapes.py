"""What a manifest may hold: every name, kind and limit, and nothing besides.

Written after Slack's own schema, version 2.0.0, in slackapi/manifest-schema on GitHub (July 2026),
for the parts that an app like ours can have. Colours are said there, but not checked by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    def faults(self, value: object, at: str) -> Iterator[str]:
        """Say what is wrong."""
        if not isinstance(value, bool):
            yield f"{at} is neither yes nor no"


@dataclass(frozen=True, slots=True)
class Words:
    """A text of so many letters, of a certain form."""

    most: int
    least: int = 0
    form: str = ""

    def faults(self, value: object, at: str) -> Iterator[str]:
        """Say what is wrong."""
        if not isinstance(value, str):
            yield f"{at} is no text"
        elif not self.least <= len(value) <= self.most:
            yield f"{at} has {len(value)} letters, not {self.least} to {self.most}"
        elif self.form and not re.match(self.form, value):
            yield f"{at} is not of the form {self.form}"


@dataclass(frozen=True, slots=True)
class Row:
    """So many of one sort."""

    of: Flag | Words | Row | Table
    most: int
    least: int = 0
    unique: bool = False

    def faults(self, value: object, at: str) -> Iterator[str]:
        """Say what is wrong."""
        if not isinstance(value, Sequence) or isinstance(value, str):
            yield f"{at} is no list"
            return
        if not self.least <= len(value) <= self.most:
            yield f"{at} has {len(value)} entries, not {self.least} to {self.most}"
        if self.unique and len({repr(each) for each in value}) < len(value):
            yield f"{at} says something twice"
        for number, each in enumerate(value):
            yield from self.of.faults(each, f"{at}[{number}]")


@dataclass(frozen=True, slots=True)
class Table:
    """Named parts, some of which must be there."""

    parts: Mapping[str, Flag | Words | Row | Table]
    needed: frozenset[str] = field(default_factory=frozenset)

    def faults(self, value: object, at: str) -> Iterator[str]:
        """Say what is wrong."""
        if not isinstance(value, Mapping):
            yield f"{at} is no object"
            return
        yield from (f"{at} lacks {name}" for name in sorted(self.needed - set(value)))
        for name, inner in value.items():
            if name not in self.parts:
                yield f"{at} has {name!r}, which Slack does not know"
            else:
                yield from self.parts[name].faults(inner, f"{at}.{name}".removeprefix("."))


def _all(**parts: Flag | Words | Row | Table) -> Table:
    return Table(parts, frozenset(parts))


FLAG: Final = Flag()
ANY: Final = 1_000_000
SHORTCUT: Final = _all(
    name=Words(24, 1),
    type=Words(7, 1, r"message$|global$"),
    callback_id=Words(255, 1),
    description=Words(150, 1),
)
COMMAND: Final = Table(
    {
        "command": Words(32, 2, "/"),
        "url": Words(3000, 0, "https?://"),
        "description": Words(2000, 1),
        "usage_hint": Words(1000, 1),
        "should_escape": FLAG,
    },
    frozenset({"command", "description"}),
)
AGENT: Final = Table(
    {
        "agent_description": Words(300),
        "suggested_prompts": Row(_all(title=Words(ANY), message=Words(ANY)), 4),
        "actions": Row(_all(name=Words(ANY), description=Words(ANY)), ANY),
    }
)
FEATURES: Final = Table(
    {
        "app_home": Table(
            {
                "home_tab_enabled": FLAG,
                "messages_tab_enabled": FLAG,
                "messages_tab_read_only_enabled": FLAG,
            }
        ),
        "bot_user": Table(
            {"display_name": Words(80, 1), "always_online": FLAG}, frozenset({"display_name"})
        ),
        "shortcuts": Row(SHORTCUT, 10, 1),
        "slash_commands": Row(COMMAND, 50, 1),
        "agent_view": AGENT,
    }
)
SCOPES: Final = Row(Words(50), 255)
EVENTS: Final = Row(Words(50), 100, unique=True)
SETTINGS: Final = Table(
    {
        "event_subscriptions": Table(
            {
                "request_url": Words(3500, 0, "https?://"),
                "bot_events": EVENTS,
                "user_events": EVENTS,
            }
        ),
        "interactivity": Table(
            {"is_enabled": FLAG, "request_url": Words(3500, 0, "https?://")},
            frozenset({"is_enabled"}),
        ),
        "org_deploy_enabled": FLAG,
        "socket_mode_enabled": FLAG,
        "token_rotation_enabled": FLAG,
    }
)
MANIFEST: Final = Table(
    {
        "display_information": Table(
            {
                "name": Words(35, 1),
                "description": Words(140, 1),
                "long_description": Words(4000, 175),
                "background_color": Words(7, 4, "#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$"),
            },
            frozenset({"name"}),
        ),
        "features": FEATURES,
        "oauth_config": Table(
            {
                "redirect_urls": Row(Words(2500), 1000, unique=True),
                "scopes": Table({"bot": SCOPES, "user": SCOPES}),
            }
        ),
        "settings": SETTINGS,
    },
    frozenset({"display_information"}),
)


def faults(manifest: object) -> list[str]:
    """Return what in a manifest has another shape than Slack takes."""
    return list(MANIFEST.faults(manifest, ""))
