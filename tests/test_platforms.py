"""What reaches Slack, as an operator sets it: one of two ways, whole, and told about at once."""

import dataclasses
from pathlib import Path

import pytest

from bot.platforms import Slack, SlackSocket, SlackWeb
from bot.problems import ConfigError, Problem
from bot.settings import load_settings

BOT, APP = "xoxb-loopback-123456", "xapp-1-A0LOOPBACK-1-loopback"
SECRET, CLIENT = "0123456789abcdef0123456789abcdef", "111222.333444"
URL = "https://bot.example.org"
SOCKET = {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP}
WEB = {
    "SLACK_SIGNING_SECRET": SECRET,
    "SLACK_CLIENT_ID": CLIENT,
    "SLACK_CLIENT_SECRET": SECRET[::-1],
    "SLACK_PUBLIC_URL": URL,
}


def slack_of(folder: Path, environ: dict[str, str]) -> Slack:
    slack = load_settings(environ, folder).slack
    assert slack is not None
    return slack


def refused(folder: Path, environ: dict[str, str]) -> tuple[Problem, ...]:
    with pytest.raises(ConfigError) as caught:
        load_settings(environ, folder)
    return caught.value.problems


def test_two_tokens_are_all_that_socket_mode_needs(tmp_path: Path) -> None:
    slack = slack_of(tmp_path, SOCKET)
    assert isinstance(slack.way, SlackSocket)
    assert (slack.way.bot_token.reveal(), slack.way.app_token.reveal()) == (BOT, APP)
    assert slack.api_base is None


def test_many_workspaces_need_secrets_and_an_address(tmp_path: Path) -> None:
    slack = slack_of(tmp_path, WEB)
    assert isinstance(slack.way, SlackWeb)
    assert (slack.way.client_id, slack.way.public_url) == (CLIENT, URL)
    assert (slack.way.host, slack.way.port) == ("127.0.0.1", 3000)
    assert slack.way.signing_secret.reveal() == SECRET
    other = slack_of(tmp_path, WEB | {"SLACK_PORT": "8080", "SLACK_PUBLIC_URL": f"{URL}/"})
    assert isinstance(other.way, SlackWeb)
    assert (other.way.port, other.way.public_url) == (8080, URL)


@pytest.mark.parametrize("way", [SOCKET, WEB])
def test_what_is_missing_of_a_way_is_named(tmp_path: Path, way: dict[str, str]) -> None:
    for name, value in way.items():
        if name == "SLACK_PUBLIC_URL":
            continue
        problems = refused(tmp_path, {name: value})
        assert {each.what for each in problems} == {
            f"{other} is not set." for other in way if other != name
        }


def test_an_address_alone_means_nothing_yet(tmp_path: Path) -> None:
    assert load_settings({"SLACK_PUBLIC_URL": URL}, tmp_path).slack is None


def test_both_ways_at_once_are_one_too_many(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, SOCKET | WEB)
    assert problem.what == "Two ways to reach Slack are set."


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("SLACK_BOT_TOKEN", APP, "does not look like a bot's token."),
        ("SLACK_BOT_TOKEN", "xoxp-12345678901", "does not look like a bot's token."),
        ("SLACK_BOT_TOKEN", f"xoxe.{BOT}", "is a token that is good for twelve hours only."),
        ("SLACK_APP_TOKEN", BOT, "does not look like an app's token."),
        ("SLACK_SIGNING_SECRET", "hunter2", "does not look like one of Slack's secrets"),
        ("SLACK_CLIENT_SECRET", SECRET[1:], "does not look like one of Slack's secrets"),
        ("SLACK_CLIENT_ID", "A0123", "is not a client id"),
        ("SLACK_HOST", "localhost", "is “localhost”, which is no IP address."),
        ("SLACK_PORT", "0", "is “0”, which is no port."),
        ("SLACK_PORT", "http", "is “http”, which is no port."),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_no_secret_repeated(
    tmp_path: Path, name: str, text: str, what: str
) -> None:
    base = SOCKET if name in SOCKET else WEB
    (problem,) = refused(tmp_path, base | {name: text})
    assert problem.what.startswith(f"{name} {what}")
    assert name in ("SLACK_HOST", "SLACK_PORT") or text not in str(problem)


@pytest.mark.parametrize(
    "url",
    [
        "bot.example.org",
        "http://bot.example.org",
        f"{URL}/bot",
        f"{URL}?x=1",
        "https://",
        "ftp://a",
    ],
)
def test_an_address_must_be_one_that_slack_can_call(tmp_path: Path, url: str) -> None:
    (problem,) = refused(tmp_path, WEB | {"SLACK_PUBLIC_URL": url})
    assert "SLACK_PUBLIC_URL" in problem.what


@pytest.mark.parametrize(
    "url", ["https://slack.com/api/", "http://10.0.0.1/api/", "http://127.0.0.1.example.org", "x"]
)
def test_tokens_are_never_led_away_from_this_machine(tmp_path: Path, url: str) -> None:
    (problem,) = refused(tmp_path, SOCKET | {"SLACK_API_BASE_URL": url})
    assert "leads elsewhere than to this machine" in problem.what


def test_slack_may_be_stood_in_for_on_this_machine(tmp_path: Path) -> None:
    url = "http://127.0.0.1:8082/api/"
    assert slack_of(tmp_path, SOCKET | {"SLACK_API_BASE_URL": url}).api_base == url


@pytest.mark.parametrize("way", [SOCKET, WEB])
def test_secrets_never_show_themselves(tmp_path: Path, way: dict[str, str]) -> None:
    settings = load_settings(way, tmp_path)
    shown = repr(settings) + repr(dataclasses.asdict(settings))
    assert not [text for text in (BOT, APP, SECRET, SECRET[::-1]) if text in shown]


def test_all_mistakes_about_slack_are_told_at_once(tmp_path: Path) -> None:
    problems = refused(tmp_path, dict.fromkeys([*SOCKET, "SLACK_API_BASE_URL"], "x"))
    assert len(problems) == 3


def test_nearly_the_right_name_is_told_and_other_programs_are_left_alone(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, {"SLACK_BOT_TOKN": BOT})
    assert problem.remedy == "Did you mean `SLACK_BOT_TOKEN`?"
    assert load_settings({"SLACK_WEBHOOK_URL": "https://example.org"}, tmp_path).slack is None
