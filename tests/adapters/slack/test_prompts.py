"""Suggested prompts: offered where they can be shown, missed nowhere, and understood when taken."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from adapters.slack import manifest
from adapters.slack.app import web_client
from adapters.slack.prompts import REST, Prompts
from bot.answers import Ask, Say
from bot.clock import ManualClock
from bot.events import Actor, Event, Kind, Place, Said
from tests.adapters.backstage import Backstage
from tests.adapters.slack.rig import COMMANDS, NOON, Bot, Rig
from tests.adapters.slack.saying import WORDS
from tests.adapters.slack.talks import privately
from tests.servers.slack.faults import Limited
from tests.servers.slack.server import SlackServer

OFFERED = "assistant.threads.setSuggestedPrompts"
TITLES = [each["title"] for each in manifest.prompts(WORDS)]


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest_asyncio.fixture(name="rig")
async def opened(clock: Clock) -> AsyncIterator[Rig]:
    async with Rig.open(Bot(privately("hello")), now=clock) as rig:
        rig.server.manifest = manifest.manifest(COMMANDS, WORDS, agent=True)
        yield rig


async def looks_in(rig: Rig, name: str = "ana") -> list[str]:
    """Have somebody open the messages tab; returns what they are offered there."""
    user = next((each for each in rig.team.users if each.name == name), None)
    user = user or rig.team.user(name)
    await (await user.opens_messages()).settled()
    await rig.platform.work.drain(10)
    return user.dm.prompts


async def test_whoever_opens_the_messages_is_offered_words_to_begin_with(rig: Rig) -> None:
    assert await looks_in(rig) == TITLES
    assert len(TITLES) == 4
    (call,) = rig.server.calls(OFFERED)
    assert "thread_ts" not in call.args, "named with a thread, nothing would be shown"


async def test_without_the_agent_view_nobody_asks_for_it(clock: Clock) -> None:
    async with Rig.open(Bot(privately("hello")), now=clock) as rig:
        for name in ("ana", "ben", "ana"):
            assert await looks_in(rig, name) == []
        assert rig.server.calls(OFFERED) == []
        assert len(rig.server.calls("auth.test")) == 2, "at the start, and once for the scopes"


@pytest.mark.parametrize("how", ["not_allowed", "feature_not_enabled", 500, Limited(30)])
async def test_a_workspace_that_refuses_is_left_alone_for_a_day(
    rig: Rig, clock: Clock, how: str | int | Limited
) -> None:
    rig.server.web.fails(OFFERED, 9, how)
    await looks_in(rig)
    refused = len(rig.server.calls(OFFERED))
    rig.server.web.faults.clear()
    clock.at += REST - timedelta(seconds=1)
    assert await looks_in(rig, "ben") == []
    assert len(rig.server.calls(OFFERED)) == refused
    clock.at += timedelta(seconds=1)
    assert await looks_in(rig, "ben") == TITLES


async def test_a_refusal_keeps_nobody_from_being_greeted(rig: Rig) -> None:
    rig.server.web.fails(OFFERED, 9, "not_allowed")
    await looks_in(rig)
    ana = rig.team.users[0]
    assert [each.words for each in rig.server.seen_by(ana, ana.dm)] == ["Undaunted\nhello"]


async def test_what_cannot_be_known_of_the_scope_is_asked_again(rig: Rig) -> None:
    rig.server.web.fails("auth.test", 1, Limited(1))
    assert await looks_in(rig) == []
    assert rig.server.calls(OFFERED) == []


async def test_one_workspace_that_refuses_is_no_other(clock: Clock) -> None:
    async def may(team: str, scope: str) -> bool:
        return True

    async with SlackServer.open() as server, aiohttp.ClientSession() as session:
        server.manifest = manifest.manifest(COMMANDS, WORDS, agent=True)
        prompts = Prompts(WORDS, may, clock, asyncio.sleep)
        shown = []
        server.web.fails(OFFERED, 1, "not_allowed")
        for name in ("Harbour", "Quay"):
            team = server.team(name)
            ana = team.user("ana")
            client = web_client(server.api_base, session, server.bot_token(team))
            await prompts.offer(client, team.id, ana.dm.id)
            shown.append(ana.dm.prompts)
        assert shown == [[], TITLES]


async def test_each_of_them_is_understood(tmp_path: Path) -> None:
    behind = Backstage(tmp_path, ManualClock(NOON), "UTC")
    await behind.put_up()
    answers = []
    try:
        for number, said in enumerate(TITLES):
            actor = Actor("slack", "T1", f"U{number}", "Ana")
            event = Event(f"slack:{number}", actor, Place("slack", "T1", "D1", Kind.DM), Said(said))
            answers.append(await behind.house.app.handle(event))
    finally:
        await behind.take_down()
    titles = [
        answer.form.title if isinstance(answer, Ask) else answer.card.title
        for answer in answers
        if isinstance(answer, Ask | Say)
    ]
    assert titles == [
        "A no",
        "A plan for two weeks",
        "Ask for feedback",
        "What we can do together",
    ]
