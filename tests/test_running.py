"""Who runs it, and where it tells how it is doing, as an operator sets it."""

from pathlib import Path

import pytest

from bot.cli import words as wording
from bot.problems import ConfigError
from bot.running import Health, Operator
from bot.settings import Settings, load_settings


def settings_of(folder: Path, **environ: str) -> Settings:
    return load_settings(environ, folder)


def refused(folder: Path, **environ: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load_settings(environ, folder)
    (problem,) = caught.value.problems
    return str(problem)


def test_nobody_need_be_named_and_nowhere_need_be_listened(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    assert settings.operator == Operator("", "")
    assert settings.health is None
    assert settings_of(tmp_path, HEALTH_HOST="127.0.0.1").health is None


@pytest.mark.parametrize(
    "contact", ["help@harbour.example", "https://harbour.example/help?to=bot", "a+b@c.example"]
)
def test_an_operator_has_a_name_and_a_way_to_be_reached(tmp_path: Path, contact: str) -> None:
    named = settings_of(tmp_path, OPERATOR_NAME="Harbour Job Club", OPERATOR_CONTACT=contact)
    assert named.operator == Operator("Harbour Job Club", contact)


@pytest.mark.parametrize(
    "contact",
    [
        "harbour",
        "help@harbour",
        "help@@harbour.example",
        "two words@harbour.example",
        "http://harbour.example",
        "https://",
        "https://user:pass@harbour.example",
        "javascript://harbour.example/%0aalert(1)",
        'a"b@harbour.example',
    ],
)
def test_what_leads_nowhere_is_no_contact(tmp_path: Path, contact: str) -> None:
    said = refused(tmp_path, OPERATOR_CONTACT=contact)
    assert said.startswith("`OPERATOR_CONTACT`") or "OPERATOR_CONTACT" in said
    assert "neither a mail address nor a page" in said


@pytest.mark.parametrize("name", ["a" * 31, "ab " * 30])
def test_a_name_is_a_name(tmp_path: Path, name: str) -> None:
    assert "too long for a name" in refused(tmp_path, OPERATOR_NAME=name)


@pytest.mark.parametrize(
    ("environ", "health"),
    [
        ({"HEALTH_PORT": "9000"}, Health("127.0.0.1", 9000)),
        ({"HEALTH_PORT": "9000", "HEALTH_HOST": "::1"}, Health("::1", 9000)),
        ({"PORT": "5000"}, Health("0.0.0.0", 5000, is_given=True)),  # noqa: S104
        ({"PORT": "5000", "HEALTH_PORT": "9000"}, Health("127.0.0.1", 9000)),
        ({"PORT": "5000", "HEALTH_HOST": "127.0.0.1"}, Health("127.0.0.1", 5000, is_given=True)),
    ],
)
def test_its_own_port_stands_before_the_one_a_host_gives(
    tmp_path: Path, environ: dict[str, str], health: Health
) -> None:
    assert settings_of(tmp_path, **environ).health == health


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "٣٠٠٠"])
@pytest.mark.parametrize("name", ["HEALTH_PORT", "PORT"])
def test_what_is_no_port_is_told(tmp_path: Path, name: str, port: str) -> None:
    assert "which is no port" in refused(tmp_path, **{name: port})


def test_what_is_no_address_is_told(tmp_path: Path) -> None:
    assert "no IP address" in refused(tmp_path, HEALTH_PORT="9000", HEALTH_HOST="localhost")


WEB = {
    "SLACK_SIGNING_SECRET": "0123456789abcdef0123456789abcdef",
    "SLACK_CLIENT_ID": "111222.333444",
    "SLACK_CLIENT_SECRET": "0123456789abcdef0123456789abcdef",
    "SLACK_PUBLIC_URL": "https://bot.example.org",
}
NAMED = {"OPERATOR_NAME": "Ana", "OPERATOR_CONTACT": "ana@harbour.example"}


@pytest.mark.parametrize(
    ("environ", "warned"),
    [({}, False), (WEB, True), (WEB | {"OPERATOR_NAME": "Ana"}, True), (WEB | NAMED, False)],
)
def test_pages_that_name_nobody_are_warned_of(
    tmp_path: Path, environ: dict[str, str], warned: bool
) -> None:
    assert wording.is_anonymous(settings_of(tmp_path, **environ)) is warned
