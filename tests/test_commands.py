"""Commands: each can be offered by every platform, and each answers, whoever asks."""

import re

import pytest

from bot.answers import Ask, Say
from bot.cli import words as wording
from bot.commands import Command
from bot.content import config_folder
from bot.ui import action, limits
from bot.views import plain
from tests.talking import WORDS, World

TERMINALS_OWN = {"as", "in", "wait", "until", "who", "quit", "cancel"}
NAMES = {command.name for command in WORDS.commands}
SENTENCES = "\n".join(
    file.read_text("utf-8")
    for pattern in ("en/texts/*.toml", "en/nudges.toml", "en/checkins.toml")
    for file in sorted(config_folder().glob(pattern))
)
HOSTILE = (
    "x" * 4000,
    "@everyone <!channel> **bold** `code` [link](https://example.org)",
    "'; DROP TABLE person; --",
    "\u202eright to left\u202c \u0007 bell",
    "\U0001f642" * 300,
    "{company} {} %s",
)


def test_every_command_the_first_version_promises_is_there() -> None:
    assert {
        "rejected", "reflect", "feedback", "plan", "goal", "apply", "applications", "circle",
        "checkin", "nudges", "break", "home", "settings", "undo", "privacy", "help", "about",
        "helpnow",
    } == NAMES  # fmt: skip


def test_no_two_commands_share_a_name_or_an_action() -> None:
    assert len(NAMES) == len(WORDS.commands)
    assert len({command.action for command in WORDS.commands}) == len(WORDS.commands)


@pytest.mark.parametrize("command", WORDS.commands, ids=lambda command: str(command.name))
def test_a_command_can_be_offered_everywhere(command: Command) -> None:
    assert re.fullmatch("[a-z]{1,32}", command.name)
    assert 0 < len(command.summary) <= limits.COMMAND_SUMMARY
    assert action.unpack(command.action).pack() == command.action
    assert command.name not in TERMINALS_OWN


def test_every_command_that_a_sentence_names_exists() -> None:
    named = set(re.findall(r"(?<![\w/.:])/([a-z]+)\b", SENTENCES))
    assert named - NAMES - TERMINALS_OWN == set()
    assert len(named) > 10


@pytest.mark.parametrize("name", sorted(NAMES))
async def test_a_command_answers_somebody_who_was_never_here(world: World, name: str) -> None:
    ana = world.person("ana")
    answer = await ana.uses(f"/{name}")
    assert isinstance(answer, Say | Ask)
    if isinstance(answer, Say) and name != "undo":
        refusals = {WORDS.texts(plain.REFUSAL_TITLE), WORDS.texts(plain.STALE_TITLE)}
        assert answer.card.title not in refusals | {WORDS.texts(plain.FAILURE_TITLE)}


@pytest.mark.parametrize("name", sorted(NAMES))
async def test_a_command_bears_whatever_is_written_behind_it(world: World, name: str) -> None:
    ana = world.person("ana")
    for text in HOSTILE:
        answer = await ana.uses(f"/{name} {text}")
        assert isinstance(answer, Say | Ask)
        if isinstance(answer, Say):
            assert answer.card.title != WORDS.texts(plain.FAILURE_TITLE)


@pytest.mark.parametrize("name", sorted(NAMES))
async def test_what_a_command_answers_in_a_channel_only_its_user_sees(
    world: World, name: str
) -> None:
    ana = world.person("ana").inside("#lobby")
    answer = await ana.uses(f"/{name}")
    assert not isinstance(answer, Say) or answer.audience.value == "only_you"
    assert world.mail.in_room("#lobby") == []


def test_the_terminal_declares_its_words_with_the_bot_s() -> None:
    assert wording.TERMINAL
