"""Interactions with fields that are missing or odd: answered or logged, and nobody else notices."""

from collections.abc import AsyncIterator, Iterator
from copy import deepcopy
from functools import partial
from typing import Any

import pytest
import pytest_asyncio

from adapters.discord import apologies
from bot.answers import Ask
from tests.adapters.discord.talks import (
    CONTROLS,
    FORM,
    REFLECT,
    Talk,
    eventually,
    privately,
    talk,
)
from tests.servers.discord.interactions import Interaction

ODD: tuple[Any, ...] = (None, "x" * 4000, {"id": None})
NEEDED = {
    "application_id",
    "channel",
    "channel.id",
    "channel_id",
    "guild_id",
    "id",
    "member",
    "member.user",
    "member.user.id",
    "message",
    "message.id",
    "token",
    "type",
}
"""Without these the loopback server itself would not know what to do."""


@pytest_asyncio.fixture(name="talk")
async def opened() -> AsyncIterator[Talk]:
    async with talk() as here:
        here.bot.answers = privately("heard")
        yield here


def variants(told: dict[str, Any], path: str = "") -> Iterator[dict[str, Any]]:
    """Make a payload odd in one place at a time: each field missing, or something else."""
    for name, value in told.items():
        here = f"{path}{name}"
        if here not in NEEDED:
            yield {key: kept for key, kept in told.items() if key != name}
            yield from ({**told, name: deepcopy(odd)} for odd in ODD)
        if isinstance(value, dict) and here.count(".") < 2:
            yield from ({**told, name: inner} for inner in variants(value, f"{here}."))


async def samples(talk: Talk, kind: str) -> Interaction:
    """Do something that can then be told again in odd ways."""
    match kind:
        case "command":
            return await talk.ana.uses("rejected", "Acme", at=talk.lobby)
        case "menu":
            return await talk.ana.uses_menu(REFLECT, await talk.ana.says("no", at=talk.lobby))
        case "press":
            return await talk.ana.presses(await talk.posted(CONTROLS), "Go on")
        case "pick":
            post = await talk.posted(CONTROLS)
            return await talk.ana.picks_user(post, "Somebody", talk.ben)
        case _:
            talk.bot.answers = Ask(FORM)
            asked = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
            talk.bot.answers = privately("heard")
            return await talk.ana.submits(asked.shown_modal, {"Company": "Acme"})


def is_met(sent: Interaction, caplog: pytest.LogCaptureFixture) -> bool:
    """Say whether an interaction was answered, or else logged."""
    return sent.answer is not None or apologies.reference(f"discord:{sent.id}") in caplog.text


@pytest.mark.parametrize("kind", ["command", "menu", "press", "pick", "form"])
async def test_whatever_is_odd_is_answered_or_logged(
    talk: Talk, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    whole = await (await samples(talk, kind)).settled()
    talk.bot.answers = privately("heard")
    for payload in variants(whole.payload):
        sent = await talk.rig.server.sends_interaction(payload)
        await eventually(partial(is_met, sent, caplog))
    talk.bot.answers = privately("all is well")
    after = await (await talk.ben.uses("rejected", at=talk.lobby)).settled()
    assert "all is well" in after.message.text
    assert len(talk.rig.said) == 1, "the connection never ended"
    assert "Acme" not in caplog.text
