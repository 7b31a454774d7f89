"""Whispers to whoever is talking with the bot right now, and to nobody else."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import discord
import pytest
import pytest_asyncio

from adapters.discord import recent
from adapters.discord.recent import Recent
from bot.answers import Answer, Ask, Nothing
from bot.ports.platform import Address
from tests.adapters.discord.rig import NOON, Bot, Rig
from tests.adapters.discord.talks import (
    CALLBACK,
    COMMANDS,
    FOLLOW_UP,
    FORM,
    Slow,
    Talk,
    card,
    eventually,
    privately,
    talk,
)
from tests.servers.discord.faults import How
from tests.servers.discord.people import User


@pytest_asyncio.fixture(name="talk")
async def opened() -> AsyncIterator[Talk]:
    async with talk() as here:
        here.bot.answers = privately("heard")
        yield here


@pytest.fixture(name="noted", autouse=True)
def _noted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Collect the interactions that are remembered, which happens after people see the answer."""
    noted, note = list[int](), Recent.note

    def noting(self: Recent, interaction: discord.Interaction[Any]) -> None:
        note(self, interaction)
        noted.append(interaction.id)

    monkeypatch.setattr(Recent, "note", noting)
    return noted


async def whisper(rig: Rig, to: User) -> bool:
    return await rig.platform.whisper(Address("discord", "", user=str(to.id)), card("psst"))


async def test_whoever_was_just_answered_can_be_whispered_to(talk: Talk, noted: list[int]) -> None:
    used = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    await eventually(lambda: noted)
    assert await whisper(talk.rig, talk.ana)
    assert "psst" in used.messages[-1].text
    assert used.messages[-1].ephemeral_for is talk.ana
    assert talk.seen(talk.ben) == []


async def test_whoever_said_nothing_is_not_whispered_to(talk: Talk, noted: list[int]) -> None:
    await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    await eventually(lambda: noted)
    assert not await whisper(talk.rig, talk.ben)


async def test_the_last_place_is_where_the_whisper_goes(talk: Talk, noted: list[int]) -> None:
    await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    await eventually(lambda: noted)
    await (await talk.ana.uses("rejected")).settled()
    await eventually(lambda: noted[1:])
    assert await whisper(talk.rig, talk.ana)
    assert "psst" in talk.seen(talk.ana, talk.ana.dm)[-1]


async def test_after_fourteen_minutes_it_is_too_late(noted: list[int]) -> None:
    now, bot = [NOON], Bot(privately("heard"))

    def clock() -> datetime:
        return now[0]

    async with Rig.open(bot, commands=COMMANDS, now=clock) as rig:
        ana = rig.server.user("ana")
        await (await ana.uses("rejected")).settled()
        await eventually(lambda: noted)
        now[0] += recent.LIFE - timedelta(seconds=1)
        assert await whisper(rig, ana)
        now[0] += timedelta(seconds=1)
        assert not await whisper(rig, ana)


async def test_a_guest_whispers_no_more_often_than_discord_allows(
    talk: Talk, noted: list[int]
) -> None:
    talk.ana.installed = True
    between = talk.rig.server.private_channel(talk.ana, talk.ben)
    used = await (await talk.ana.uses("rejected", at=between)).settled()
    await eventually(lambda: noted)
    told = [await whisper(talk.rig, talk.ana) for _ in range(6)]
    assert told == [True] * recent.MOST_FOR_GUESTS + [False] * 2
    assert used.follow_ups == recent.MOST_FOR_GUESTS


@pytest.mark.parametrize("answer", [Nothing(), Ask(FORM)])
async def test_what_showed_nothing_gives_no_room_for_a_whisper(
    talk: Talk, noted: list[int], answer: Answer
) -> None:
    talk.bot.answers = answer
    used = await talk.ana.uses("rejected", at=talk.lobby)
    await talk.rig.until(lambda: used.answer is not None)
    talk.bot.answers = privately("heard")
    await (await talk.ben.uses("rejected", at=talk.lobby)).settled()
    await eventually(lambda: noted)
    assert not await whisper(talk.rig, talk.ana)


async def test_a_promise_is_not_used_up_by_a_whisper(talk: Talk) -> None:
    slow = talk.bot.answers = Slow(privately("here it is"))
    used = await talk.ana.uses("rejected", at=talk.lobby)
    await slow.began.wait()
    talk.budget.over.set()
    await talk.rig.until(lambda: used.answer is not None)
    assert not await whisper(talk.rig, talk.ana)
    slow.thought.set()
    await used.settled()
    assert "here it is" in used.message.text


@pytest.mark.parametrize("how", [How.RESET_BEFORE, 404])
async def test_a_whisper_that_fails_raises_nothing(
    talk: Talk, noted: list[int], how: How | int
) -> None:
    used = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    await eventually(lambda: noted)
    if isinstance(how, How):
        talk.rig.server.rest.fails(FOLLOW_UP, 1, how)
    else:
        used.expire()
    assert not await whisper(talk.rig, talk.ana)


async def test_a_whisper_through_a_client_that_has_ended_raises_nothing(
    talk: Talk, noted: list[int]
) -> None:
    await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    await eventually(lambda: noted)
    assert talk.rig.platform.client is not None
    await talk.rig.platform.client.close()
    assert not await whisper(talk.rig, talk.ana)


async def test_only_so_many_people_are_remembered(
    talk: Talk, noted: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recent, "MOST_PEOPLE", 1)
    await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    await eventually(lambda: noted)
    await (await talk.ben.uses("rejected", at=talk.lobby)).settled()
    await eventually(lambda: noted[1:])
    assert not await whisper(talk.rig, talk.ana)
    assert await whisper(talk.rig, talk.ben)
    assert len(talk.rig.server.requests(CALLBACK)) == 2
