"""Commands: each can be offered by every platform, and each answers, whoever asks."""

import re

import pytest

from bot.answers import Ask, Say
from bot.cli import words as wording
from bot.commands import Command, Kind, Where
from bot.content import config_folder
from bot.ui import action, limits
from bot.views import plain
from tests.talking import WORDS, World

TERMINALS_OWN = {"as", "in", "wait", "until", "who", "quit", "cancel"}
SLACKS_OWN = {"invite", "undaunted"}
TYPED = [command for command in WORDS.commands if command.kind is Kind.WORD]
MENUS = [command for command in WORDS.commands if command.kind is Kind.MESSAGE]
NAMES = {command.name for command in TYPED}
LONGEST_NAME = 32
"""Letters that a platform takes for the name of a command or of what it asks."""

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
        "rejected", "reflect", "feedback", "plan", "goal", "apply", "applications", "progress",
        "circle", "checkin", "nudges", "break", "home", "settings", "zone", "undo", "privacy",
        "help", "about", "helpnow", "setup", "interview", "learn", "paths", "grow", "practices",
        "network", "materials",
    } == NAMES  # fmt: skip


def test_no_two_commands_share_a_name_or_an_action() -> None:
    assert len(NAMES | {command.name for command in MENUS}) == len(WORDS.commands)
    assert len({command.action for command in WORDS.commands}) == len(WORDS.commands)


@pytest.mark.parametrize("command", TYPED, ids=lambda command: str(command.name))
def test_a_command_can_be_offered_everywhere(command: Command) -> None:
    assert re.fullmatch("[a-z]{1,32}", command.name)
    assert 0 < len(command.summary) <= limits.COMMAND_SUMMARY
    assert action.unpack(command.action).pack() == command.action
    assert command.name not in TERMINALS_OWN


@pytest.mark.parametrize("command", MENUS, ids=lambda command: str(command.name))
def test_a_command_of_a_message_s_menu_is_called_by_its_words(command: Command) -> None:
    assert 0 < len(command.name) <= LONGEST_NAME
    assert (command.summary, command.asks, command.hint, command.suggest) == ("", "", "", None)
    assert action.unpack(command.action).pack() == command.action


@pytest.mark.parametrize("command", TYPED, ids=lambda command: str(command.name))
def test_what_a_command_asks_for_is_named_in_one_word_and_explained(command: Command) -> None:
    assert bool(command.asks) == bool(command.hint)
    assert re.fullmatch("[a-z]{0,32}", command.asks)
    assert len(command.hint) <= limits.COMMAND_SUMMARY
    assert command.asks or command.suggest is None


def test_only_what_needs_a_community_is_kept_to_communities() -> None:
    inside = {command.name for command in WORDS.commands if command.where is Where.COMMUNITY}
    assert inside == {"circle", "setup", "Report to moderators"}
    assert {command.name for command in WORDS.commands if command.for_admins} == {"setup"}


def test_a_zone_is_completed_while_it_is_written() -> None:
    [zone] = [command for command in TYPED if command.name == "zone"]
    assert zone.suggest is not None
    assert [choice.value for choice in zone.suggest("new yo")] == ["America/New_York"]
    assert zone.suggest("new yo")[0].label == "New York, United States (Eastern)"
    assert len(zone.suggest("")) == limits.CHOICES


def test_every_command_that_a_sentence_names_exists() -> None:
    named = set(re.findall(r"(?<![\w/.:])/([a-z]+)\b", SENTENCES))
    assert named - NAMES - TERMINALS_OWN - SLACKS_OWN == set()
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
