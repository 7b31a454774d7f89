"""The manifest: what Slack is told of the app when it is made, with the least it needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from adapters.slack.words import Words
from bot.commands import Command, Kind

COMMAND = "/undaunted"

EVENTS_PATH = "/slack/events"
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"
"""Where Slack and people find us below the public address."""

NO, CHECK_IN = "rejected", "checkin"
"""The commands that are shortcuts, too; Slack gives an app five of those."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One thing a bot token may do, and what for."""

    name: str
    reason: str


LEAST = (
    Scope("app_mentions:read", "answer where somebody mentions it"),
    Scope("chat:write", "answer, write to people, and put up and change a circle's board"),
    Scope("commands", "offer /undaunted and the shortcuts"),
    Scope("dnd:read", "wait with nudges while somebody wants no notifications"),
    Scope("files:write", "show the picture of somebody's own numbers, and hand over their data"),
    Scope("im:history", "read what people write to it in direct messages, and nothing else"),
    Scope("im:write", "begin direct messages for what was promised"),
    Scope("users:read", "know names, time zones, and who manages the workspace"),
)

PROMPTS_SCOPE = "assistant:write"
"""What suggested prompts need, in workspaces that have the agent view; the bot can do without."""

EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "dnd_updated_user",
    "message.im",
    "tokens_revoked",
    "user_change",
)

Json = dict[str, Any]


def scopes() -> tuple[str, ...]:
    """Return the scopes that the bot asks for."""
    return tuple(scope.name for scope in LEAST)


def prompts(words: Words) -> list[Json]:
    """Return the words that people are offered to begin with: Slack shows four at most."""
    said = (words.prompt_no, words.prompt_plan, words.prompt_feedback, words.prompt_help)
    return [{"title": each, "message": each} for each in said]


def manifest(
    commands: Sequence[Command], words: Words, public_url: str = "", *, agent: bool = False
) -> Json:
    """Describe the app: for Socket Mode, or for requests to a public address if there is one.

    With `agent`, it has the agent view and suggests what to say, which no free workspace shows.
    """
    asked = sorted((*scopes(), PROMPTS_SCOPE)) if agent else list(scopes())
    return {
        "display_information": {
            "name": words.app_name,
            "description": words.app_description,
            "long_description": words.app_long_description.strip(),
            "background_color": "#2f4858",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            **({"agent_view": _agent_view(words)} if agent else {}),
            "bot_user": {"display_name": words.app_name, "always_online": True},
            "shortcuts": _shortcuts(commands, words),
            "slash_commands": [_command(words, public_url)],
        },
        "oauth_config": {
            **({"redirect_urls": [public_url + REDIRECT_PATH]} if public_url else {}),
            "scopes": {"bot": asked},
        },
        "settings": _settings(public_url),
    }


def _agent_view(words: Words) -> Json:
    return {"agent_description": words.agent_description, "suggested_prompts": prompts(words)}


def _shortcuts(commands: Sequence[Command], words: Words) -> list[Json]:
    named = {each.name for each in commands if each.kind is Kind.WORD}
    everywhere = (
        (NO, words.app_no, words.app_no_note),
        (CHECK_IN, words.app_checkin, words.app_checkin_note),
    )
    return [
        *(_shortcut("global", *each) for each in everywhere if each[0] in named),
        *(
            _shortcut("message", each.action, each.name, words.app_message_note)
            for each in commands
            if each.kind is Kind.MESSAGE
        ),
    ]


def _shortcut(kind: str, callback_id: str, name: str, note: str) -> Json:
    return {"type": kind, "name": name, "callback_id": callback_id, "description": note}


def _command(words: Words, public_url: str) -> Json:
    return {
        "command": COMMAND,
        "description": words.app_command,
        "usage_hint": words.app_command_hint,
        "should_escape": True,
        **({"url": public_url + EVENTS_PATH} if public_url else {}),
    }


def _settings(public_url: str) -> Json:
    told = {"request_url": public_url + EVENTS_PATH} if public_url else {}
    return {
        "event_subscriptions": {**told, "bot_events": list(EVENTS)},
        "interactivity": {"is_enabled": True, **told},
        "org_deploy_enabled": True,
        "socket_mode_enabled": not public_url,
        # A token that was set by hand could not be renewed.
        "token_rotation_enabled": bool(public_url),
    }
