"""The app's manifest: what is delivered to it, what it offers, and what its token may do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from tests.servers.slack import limits, shapes

Json = dict[str, Any]
COMMAND: Final = re.compile(r"/[a-z0-9_-]{1,31}")
NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "message.im": ("im:history",),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.mpim": ("mpim:history",),
    "app_mention": ("app_mentions:read",),
    "user_change": ("users:read",),
    "team_join": ("users:read",),
    "dnd_updated_user": ("dnd:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "member_left_channel": ("channels:read", "groups:read"),
    "channel_archive": ("channels:read",),
    "channel_deleted": ("channels:read",),
    "channel_left": ("channels:read",),
    "group_archive": ("groups:read",),
    "group_deleted": ("groups:read",),
    "group_left": ("groups:read",),
}
"""Scopes of which an event needs one."""

DEFAULT: Final[Json] = {
    "display_information": {"name": "Undaunted", "description": "Rejections, made lighter."},
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Undaunted", "always_online": True},
        "shortcuts": [
            {"name": "Log a no", "type": "global", "callback_id": "log", "description": "Log"},
            {"name": "Check in", "type": "global", "callback_id": "checkin", "description": "Ask"},
            {
                "name": "Reflect on this",
                "type": "message",
                "callback_id": "reflect",
                "description": "Reflect",
            },
            {
                "name": "Report to moderators",
                "type": "message",
                "callback_id": "report",
                "description": "Report",
            },
        ],
        "slash_commands": [
            {
                "command": "/undaunted",
                "description": "Everything",
                "usage_hint": "help",
                "should_escape": True,
            },
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read",
                "channels:read",
                "chat:write",
                "commands",
                "files:write",
                "groups:read",
                "im:history",
                "im:write",
                "users:read",
            ],
        },
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "app_mention",
                "app_uninstalled",
                "member_joined_channel",
                "member_left_channel",
                "message.im",
                "tokens_revoked",
                "user_change",
            ],
        },
        "interactivity": {"is_enabled": True},
        "org_deploy_enabled": True,
        "socket_mode_enabled": True,
        "token_rotation_enabled": False,
    },
}
"""What a test's app gets unless it gives its own."""


class Manifest:
    """What one manifest says, read as Slack reads it."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given: Json = dict(given)
        self._features: Json = self.given.get("features") or {}
        self._settings: Json = self.given.get("settings") or {}

    @property
    def scopes(self) -> tuple[str, ...]:
        """Return what the bot token may do."""
        scopes = (self.given.get("oauth_config") or {}).get("scopes") or {}
        return tuple(scopes.get("bot") or ())

    @property
    def redirect_urls(self) -> tuple[str, ...]:
        """Return where people may be sent back to after allowing the app."""
        return tuple((self.given.get("oauth_config") or {}).get("redirect_urls") or ())

    @property
    def events(self) -> tuple[str, ...]:
        """Return the events subscribed to ("message.im", "app_home_opened", …)."""
        return tuple((self._settings.get("event_subscriptions") or {}).get("bot_events") or ())

    @property
    def commands(self) -> dict[str, Json]:
        """Return the slash commands by name."""
        return {one["command"]: one for one in self._features.get("slash_commands") or []}

    @property
    def interactive(self) -> bool:
        """Say whether buttons, views and shortcuts are delivered."""
        return bool((self._settings.get("interactivity") or {}).get("is_enabled"))

    @property
    def home_tab(self) -> bool:
        """Say whether there is a home tab."""
        return bool((self._features.get("app_home") or {}).get("home_tab_enabled"))

    @property
    def messages_tab(self) -> bool:
        """Say whether there is a messages tab."""
        return bool((self._features.get("app_home") or {}).get("messages_tab_enabled"))

    @property
    def writable_messages_tab(self) -> bool:
        """Say whether people can write in it."""
        home = self._features.get("app_home") or {}
        return self.messages_tab and not home.get("messages_tab_read_only_enabled", True)

    @property
    def agent(self) -> bool:
        """Say whether it has the agent view, whose prompts need a scope of their own."""
        return "agent_view" in self._features

    def shortcut(self, kind: str, name: str) -> Json:
        """Return a shortcut by what people read; AssertionError where there is none."""
        offered = [s for s in self._features.get("shortcuts") or [] if s["type"] == kind]
        found = [shortcut for shortcut in offered if shortcut["name"] == name]
        assert found, f"no {kind} shortcut {name!r} among {[s['name'] for s in offered]}"
        assert self.interactive, "interactivity is off"
        return dict(found[0])

    def request_url(self, what: str, command: str = "") -> str:
        """Return where a delivery goes in HTTP mode, empty where the manifest says nothing."""
        if command:
            return str(self.commands.get(command, {}).get("url") or "")
        return str((self._settings.get(what) or {}).get("request_url") or "")

    def breaches(self) -> list[str]:
        """Return what Slack would refuse of it."""
        rules = (*self._naming(), *self._scoping(), *self._shortcuts(), *self._commanding())
        return [*shapes.faults(self.given), *rules]

    def _naming(self) -> list[str]:
        shown = self.given.get("display_information") or {}
        longest = {"name": 35, "description": 140, "long_description": 4000}
        wrong = [f"{k} over {n}" for k, n in longest.items() if len(str(shown.get(k, ""))) > n]
        long_text = shown.get("long_description")
        if long_text is not None and len(long_text) < 175:
            wrong.append("long_description under 175")
        return wrong if shown.get("name") else [*wrong, "no name"]

    def _scoping(self) -> list[str]:
        wrong = [
            f"event {event} needs one of {NEEDED[event]}"
            for event in self.events
            if event in NEEDED and not set(NEEDED[event]) & set(self.scopes)
        ]
        if len(self.events) > 100 or len(set(self.events)) != len(self.events):
            wrong.append("events twice, or over 100")
        if self.agent and "assistant:write" not in self.scopes:
            wrong.append("the agent view needs the scope assistant:write")
        if (self.commands or self._features.get("shortcuts")) and "commands" not in self.scopes:
            wrong.append("commands and shortcuts need the scope commands")
        return wrong

    def _shortcuts(self) -> list[str]:
        wrong = []
        for one in self._features.get("shortcuts") or []:
            if one.get("type") not in ("global", "message"):
                wrong.append(f"shortcut type {one.get('type')!r}")
            if not 1 <= len(one.get("name", "")) <= 24:
                wrong.append(f"shortcut name {one.get('name')!r}")
            if not 1 <= len(one.get("callback_id", "")) <= limits.CALLBACK_ID:
                wrong.append(f"shortcut callback_id {one.get('callback_id')!r}")
            if not 1 <= len(one.get("description", "")) <= 150:
                wrong.append(f"shortcut description {one.get('description')!r}")
        return wrong

    def _commanding(self) -> list[str]:
        wrong = [f"command {name!r}" for name in self.commands if not COMMAND.fullmatch(name)]
        return wrong + [
            f"{name} without description"
            for name, one in self.commands.items()
            if not one.get("description")
        ]
