"""The commands as Discord is told of them: right for each place, and registered only when new."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord import offers
from bot.cli import words as wording
from bot.commands import Command, Kind, Where
from tests.adapters.discord.rig import Bot, Rig
from tests.adapters.discord.talks import COMMANDS, REFLECT, eventually, suggest
from tests.adapters.samples import Sample
from tests.servers.discord.faults import Fault, How, Limited, Refused
from tests.talking import WORDS as HOUSE

WORDS = wording.discord_words(HOUSE.texts)
GET = "GET /applications/*/commands"
PUT = "PUT /applications/*/commands"


def payload(command: Command) -> dict[str, Any]:
    (made,) = offers.payload((command,), WORDS)
    return made


BY_NAME = {command.name: payload(command) for command in COMMANDS}


def test_what_is_private_is_offered_everywhere() -> None:
    assert BY_NAME["rejected"]["contexts"] == [0, 1, 2]
    assert BY_NAME["rejected"]["integration_types"] == [0, 1]
    assert BY_NAME[REFLECT]["contexts"] == [0, 1, 2]


def test_what_is_of_a_community_is_offered_in_servers_and_to_their_people_in_dms() -> None:
    assert BY_NAME["circle"]["contexts"] == [0, 1]
    assert BY_NAME["circle"]["integration_types"] == [0]


def test_what_admins_do_and_menus_of_a_community_are_offered_in_servers_alone() -> None:
    report = payload(replace(COMMANDS[4], where=Where.COMMUNITY))
    for made in (BY_NAME["setup"], report):
        assert (made["contexts"], made["integration_types"]) == ([0], [0])


def test_what_is_for_admins_is_for_whoever_manages_the_server() -> None:
    assert BY_NAME["setup"]["default_member_permissions"] == str(1 << 5)
    assert BY_NAME["circle"]["default_member_permissions"] is None


def test_what_may_be_written_behind_is_one_option() -> None:
    assert BY_NAME["circle"]["options"] == []
    assert BY_NAME["rejected"]["options"] == [
        {
            "type": 3,
            "name": "what-happened",
            "description": "who",
            "required": False,
            "autocomplete": False,
        }
    ]
    (place,) = BY_NAME["zone"]["options"]
    assert place["autocomplete"]
    assert place["description"] == WORDS.option


def test_a_menu_on_messages_has_a_name_and_nothing_else() -> None:
    menu = BY_NAME[REFLECT]
    assert (menu["type"], menu["name"]) == (3, REFLECT)
    assert (menu["description"], menu["options"]) == ("", [])


@pytest.mark.parametrize("asks", ["Place", "what happened?", "Été", "?!", "a" * 50])
def test_the_name_of_an_option_is_one_that_discord_takes(asks: str) -> None:
    (option,) = payload(replace(COMMANDS[0], asks=asks))["options"]
    name = option["name"]
    assert 1 <= len(name) <= 32
    assert name == name.lower()
    assert all(letter.isalnum() or letter in "-_" for letter in name)


def listed(made: dict[str, Any]) -> dict[str, Any]:
    """Return a command as Discord lists it: more fields, other orders, empty ones left out."""
    told = {key: value for key, value in made.items() if value not in ([], None, "", False)}
    options = [{k: v for k, v in option.items() if v} for option in made["options"]]
    told |= {"options": options} if options else {}
    told["contexts"] = list(reversed(made["contexts"]))
    return {**told, "id": "1", "version": "2", "dm_permission": True, "name_localizations": None}


@given(st.permutations(COMMANDS))
def test_the_same_commands_have_the_same_fingerprint(commands: list[Command]) -> None:
    ours = offers.payload(COMMANDS, WORDS)
    theirs = [listed(made) for made in offers.payload(commands, WORDS)]
    assert offers.fingerprint(ours) == offers.fingerprint(theirs)


@pytest.mark.parametrize(
    "changed",
    [
        replace(COMMANDS[0], name="turned-down"),
        replace(COMMANDS[0], summary="another"),
        replace(COMMANDS[0], asks=""),
        replace(COMMANDS[0], asks="more"),
        replace(COMMANDS[0], hint="other"),
        replace(COMMANDS[0], suggest=suggest),
        replace(COMMANDS[0], where=Where.COMMUNITY),
        replace(COMMANDS[0], for_admins=True),
        replace(COMMANDS[0], kind=Kind.MESSAGE),
    ],
)
def test_whatever_is_seen_of_a_command_changes_the_fingerprint(changed: Command) -> None:
    before = offers.fingerprint([payload(COMMANDS[0])])
    assert offers.fingerprint([payload(changed)]) != before


def test_what_a_command_does_is_none_of_discords_business() -> None:
    changed = payload(replace(COMMANDS[0], action=Sample(99).pack()))
    assert offers.fingerprint([changed]) == offers.fingerprint([payload(COMMANDS[0])])


@asynccontextmanager
async def rig(commands: tuple[Command, ...] = COMMANDS) -> AsyncIterator[Rig]:
    async with Rig.open(Bot(), commands=commands) as opened:
        yield opened


async def test_all_commands_of_the_house_are_taken_by_discord() -> None:
    async with rig(tuple(HOUSE.commands)) as opened:
        names = {command.name for command in opened.server.commands.of(None)}
        assert names == {command.name for command in HOUSE.commands}


async def test_a_restart_registers_nothing_again() -> None:
    async with rig() as opened:
        await opened.restart()
        await opened.until(lambda: len(opened.server.requests(GET)) == 2)
        opened.commands = (*COMMANDS[1:], replace(COMMANDS[0], summary="a changed summary"))
        await opened.restart()
        await opened.until(lambda: len(opened.server.requests(PUT)) == 2)
        assert len(opened.server.requests(GET)) == 3
        taken = {each.name: each.payload for each in opened.server.commands.of(None)}
        assert taken["rejected"]["description"] == "a changed summary"


@dataclass
class Waits:
    """A pause that notes how long it would have been."""

    seconds: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)


async def registers(opened: Rig, commands: tuple[Command, ...], pause: Waits) -> None:
    client = opened.platform.client
    assert client is not None
    await offers.register(client, opened.server.application_id, commands, WORDS, pause)


@pytest.mark.parametrize(
    "fault",
    [How.RESET_BEFORE, 503, Refused(400, 30032, "too many"), Refused(403, 20012, "not yours")],
)
async def test_a_failure_is_tried_again_later_and_says_what_to_do(
    fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    async with rig() as opened:
        pause = Waits()
        opened.server.rest.fails(PUT, 2, fault)
        await registers(opened, COMMANDS[:2], pause)
        # The library tries a broken connection again by itself, once.
        assert pause.seconds == list(offers.PAUSES[: 1 if fault is How.RESET_BEFORE else 2])
        assert {each.name for each in opened.server.commands.of(None)} == {"rejected", "zone"}
        assert "tried again by itself" in caplog.text


async def test_too_many_registrations_wait_longer_and_longer() -> None:
    async with rig() as opened:
        pause = Waits()
        opened.server.rest.fails(PUT, 6, Limited(0.0, by_cloudflare=True))
        await registers(opened, COMMANDS[:2], pause)
        assert pause.seconds == [*offers.PAUSES, offers.PAUSES[-1], offers.PAUSES[-1]]


async def test_the_bot_answers_while_its_commands_cannot_be_registered() -> None:
    async with rig() as opened:
        ana = opened.server.user("ana")
        await opened.stop()
        opened.server.rest.fails(GET, 1, How.HANG)
        opened.start()
        await opened.ready()
        await ana.says("hello")
        bot = opened.handle
        assert isinstance(bot, Bot)
        await eventually(lambda: bot.events)
