"""A manifest of another shape than Slack takes is refused, with the place of what is wrong."""

from typing import Any

import pytest

from tests.servers.slack import shapes
from tests.servers.slack.manifests import DEFAULT, Manifest

NAMED = {"display_information": {"name": "Undaunted"}}


def features(**parts: Any) -> dict[str, Any]:
    return {**NAMED, "features": parts}


def settings(**parts: Any) -> dict[str, Any]:
    return {**NAMED, "settings": parts}


def prompts(count: int) -> dict[str, Any]:
    said = [{"title": "t", "message": "m"}] * count
    return features(agent_view={"suggested_prompts": said})


COMMAND = {"command": "/undaunted", "description": "All of it"}
WRONG: dict[str, tuple[object, str]] = {
    "no object": ([], "is no object"),
    "nothing": ({}, "lacks display_information"),
    "a name of nobody": ({**NAMED, "display_infomation": {}}, "'display_infomation'"),
    "another colour": (
        {"display_information": {"name": "n", "background_color": "blue"}},
        "background_color is not of the form",
    ),
    "a short account of itself": (
        {"display_information": {"name": "n", "long_description": "short"}},
        "long_description has 5 letters",
    ),
    "no shortcut among shortcuts": (features(shortcuts=[]), "shortcuts has 0 entries"),
    "a shortcut of another type": (
        features(
            shortcuts=[{"name": "n", "type": "local", "callback_id": "c", "description": "d"}]
        ),
        "shortcuts[0].type",
    ),
    "a shortcut without a note": (
        features(shortcuts=[{"name": "n", "type": "global", "callback_id": "c"}]),
        "shortcuts[0] lacks description",
    ),
    "a command without a stroke": (
        features(slash_commands=[{**COMMAND, "command": "undaunted"}]),
        "slash_commands[0].command",
    ),
    "a command too long": (
        features(slash_commands=[{**COMMAND, "command": "/" + "c" * 32}]),
        "has 33 letters",
    ),
    "a command at no address": (
        features(slash_commands=[{**COMMAND, "url": "bot.example.org"}]),
        "slash_commands[0].url",
    ),
    "five prompts": (prompts(5), "suggested_prompts has 5 entries"),
    "a prompt that says nothing": (
        features(agent_view={"suggested_prompts": [{"title": "t"}]}),
        "lacks message",
    ),
    "a long account of the agent": (
        features(agent_view={"agent_description": "d" * 301}),
        "agent_description has 301 letters",
    ),
    "a bot without a name": (features(bot_user={"always_online": True}), "lacks display_name"),
    "yes as a word": (features(app_home={"home_tab_enabled": "yes"}), "neither yes nor no"),
    "an event twice": (
        settings(event_subscriptions={"bot_events": ["app_mention", "app_mention"]}),
        "bot_events says something twice",
    ),
    "more events than can be heard": (
        settings(event_subscriptions={"bot_events": [f"e{each}" for each in range(101)]}),
        "bot_events has 101 entries",
    ),
    "events as one text": (settings(event_subscriptions={"bot_events": "all"}), "is no list"),
    "buttons of which nobody says whether": (settings(interactivity={}), "lacks is_enabled"),
    "a scope that is a number": (
        {**NAMED, "oauth_config": {"scopes": {"bot": [7]}}},
        "scopes.bot[0] is no text",
    ),
}


@pytest.mark.parametrize("why", WRONG)
def test_what_slack_refuses_is_refused_with_its_place(why: str) -> None:
    manifest, told = WRONG[why]
    assert any(told in fault for fault in shapes.faults(manifest)), shapes.faults(manifest)


@pytest.mark.parametrize("fine", [NAMED, DEFAULT, prompts(0), prompts(4)])
def test_what_slack_takes_is_taken(fine: dict[str, Any]) -> None:
    assert shapes.faults(fine) == []


def test_the_agent_view_is_worth_nothing_without_its_scope() -> None:
    assert "the agent view needs the scope assistant:write" in Manifest(prompts(1)).breaches()
