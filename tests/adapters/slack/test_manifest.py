"""The manifest: the least that is needed, and nothing that Slack would refuse."""

import json
import re
from pathlib import Path

import pytest

from adapters.slack import manifest
from bot.cli import manifest as printing
from bot.cli import words as wording
from bot.settings import load_settings
from tests.servers.slack.manifests import Manifest
from tests.talking import WORDS

SAID = wording.slack_words(WORDS.texts)
URL = "https://bot.example.org"
DOCS = Path(__file__).parents[3] / "docs" / "slack.md"
FORBIDDEN = re.compile(r"(channels|groups|mpim):history|search:.*|.*:write\.customize|admin.*")


@pytest.mark.parametrize("agent", [False, True])
@pytest.mark.parametrize("url", ["", URL])
def test_slack_takes_it(url: str, agent: bool) -> None:
    made = manifest.manifest(WORDS.commands, SAID, url, agent=agent)
    assert Manifest(made).breaches() == []
    assert json.loads(json.dumps(made)) == made


def test_it_asks_for_at_most_eight_scopes_and_reads_no_channel() -> None:
    scopes = manifest.scopes()
    assert len(scopes) <= 8
    assert sorted(set(scopes)) == list(scopes)
    assert not [scope for scope in scopes if FORBIDDEN.fullmatch(scope)]
    assert not any(event.startswith("message.") for event in manifest.EVENTS if event[8:] != "im")


def test_only_whoever_wants_the_agent_view_is_asked_for_its_scope() -> None:
    made, agent = (manifest.manifest(WORDS.commands, SAID, agent=each) for each in (False, True))
    assert "agent_view" not in made["features"]
    plain, more = (each["oauth_config"]["scopes"]["bot"] for each in (made, agent))
    assert sorted({*plain, "assistant:write"}) == more
    assert len(plain) <= 8
    view = agent["features"]["agent_view"]
    assert len(view["agent_description"]) <= 300
    assert 1 <= len(view["suggested_prompts"]) <= 4
    del agent["features"]["agent_view"]
    agent["oauth_config"]["scopes"]["bot"].remove("assistant:write")
    assert agent == made, "and nothing else is different"


def test_the_command_line_prints_either(tmp_path: Path) -> None:
    settings = load_settings({"UNDAUNTED_DATA": str(tmp_path)}, tmp_path)
    plain, agent = (json.loads(printing.text(settings, URL, agent=each)) for each in (False, True))
    assert "agent_view" not in plain["features"]
    assert "agent_view" in agent["features"]


def test_every_shortcut_means_a_command() -> None:
    made = manifest.manifest(WORDS.commands, SAID)
    known = {command.name for command in WORDS.commands} | {each.action for each in WORDS.commands}
    shortcuts = made["features"]["shortcuts"]
    assert [each["name"] for each in shortcuts] == [
        "Log a no",
        "Check in",
        "Reflect on this",
        "Report to moderators",
    ]
    assert {each["callback_id"] for each in shortcuts} <= known


def test_what_slack_shows_is_no_longer_than_it_may_be() -> None:
    made = manifest.manifest(WORDS.commands, SAID)
    shown = made["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    assert len(made["features"]["bot_user"]["display_name"]) <= 80
    assert re.fullmatch(r"[\w ._-]+", made["features"]["bot_user"]["display_name"])
    for each in made["features"]["shortcuts"]:
        assert len(each["name"]) <= 24
        assert len(each["description"]) <= 150
    (command,) = made["features"]["slash_commands"]
    assert len(command["description"]) <= 2000
    assert len(command["usage_hint"]) <= 1000


def test_by_socket_there_is_no_address_and_no_token_that_ends() -> None:
    made = manifest.manifest(WORDS.commands, SAID)
    assert "http" not in json.dumps(made)
    assert made["settings"]["socket_mode_enabled"] is True
    assert made["settings"]["token_rotation_enabled"] is False


def test_with_an_address_everything_comes_there() -> None:
    made = manifest.manifest(WORDS.commands, SAID, URL)
    read = Manifest(made)
    where = f"{URL}/slack/events"
    assert read.request_url("event_subscriptions") == where
    assert read.request_url("interactivity") == where
    assert read.request_url("", "/undaunted") == where
    assert read.redirect_urls == (f"{URL}/slack/oauth_redirect",)
    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["token_rotation_enabled"] is True


def test_the_page_for_admins_gives_the_reason_for_each_scope_and_no_other() -> None:
    table = re.search(r"\| scope .*?\n\n", DOCS.read_text("utf-8"), re.DOTALL)
    assert table is not None
    told = [tuple(row.strip("| ").split(" | ")) for row in table[0].strip().splitlines()[2:]]
    assert told == [(f"`{each.name}`", each.reason) for each in manifest.LEAST]


def test_the_page_for_admins_counts_what_the_bot_is_told_of() -> None:
    assert len(manifest.EVENTS) == 7
    assert "It is told of seven things" in DOCS.read_text("utf-8")
    assert len(set(manifest.EVENTS)) == len(manifest.EVENTS)
