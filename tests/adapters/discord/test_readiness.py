"""Readiness on Discord, drilled: not ready while a shard hears nothing, ready again afterwards."""

import asyncio
from collections.abc import Callable

import pytest

from adapters.discord.platform import DiscordPlatform
from adapters.discord.wire import Wire
from bot.answers import Say
from bot.errors import Denied
from bot.ui.card import Card, Text
from tests.adapters.discord.rig import NOON, Bot, Rig, nothing_asked
from tests.adapters.discord.saying import WORDS
from tests.servers.discord.server import DiscordServer

CARD = Card("Hello", (Text("here you are"),))


async def turns(rig: Rig, true: Callable[[], object]) -> None:
    """Wait for what shows in the platform alone, which tells nobody when it changes."""
    async with asyncio.timeout(10):
        while not true():
            if rig.running.done():
                rig.running.result()
            await asyncio.sleep(0.01)


async def is_ready(rig: Rig) -> None:
    await turns(rig, lambda: rig.platform.standing().is_ready)


async def test_before_it_is_connected_it_is_not_ready() -> None:
    platform = DiscordPlatform(Wire("token"), WORDS, nothing_asked, lambda: NOON)
    await platform.look()
    assert platform.standing().why == "starting"
    assert not platform.standing().is_ready


async def test_a_shard_without_a_connection_shows_until_it_has_one() -> None:
    async with Rig.open(Bot(Say(CARD))) as rig:
        await is_ready(rig)
        assert rig.platform.standing().why == "connected"
        client = rig.platform.client
        assert client is not None
        # The library is back before anybody could look, so its word is given for it.
        await client.on_shard_disconnect(0)
        assert rig.platform.standing().why == "lost"
        await client.on_shard_resumed(0)
        await rig.platform.look()
        assert rig.platform.standing().is_ready
        rig.server.gateway.asks_reconnect()
        await rig.until(lambda: rig.server.gateway.resumed)
        await is_ready(rig)


async def test_an_outage_shows_until_it_is_over() -> None:
    async with DiscordServer.open() as server:
        await server.rest.down()
        async with Rig.open(Bot(Say(CARD)), server=server, ready=False) as rig:
            await rig.until(lambda: rig.rested)
            assert not rig.platform.standing().is_ready
            assert rig.platform.standing().why != "starting", "it says what is amiss"
            await server.rest.up()
            await is_ready(rig)


async def test_a_token_taken_back_ends_it_and_it_is_not_ready() -> None:
    async with Rig.open(Bot(Say(CARD))) as rig:
        await is_ready(rig)
        rig.server.gateway.closes(4004)
        with pytest.raises(Denied):
            await asyncio.wait_for(rig.running, 10)
        assert not rig.platform.standing().is_ready
