"""Who and what cannot be reached on Discord, and what is said of it."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.errors import Fault, TryLater, Unreachable
from bot.ports.platform import Address
from tests.adapters.discord.delivering import (
    CARD,
    MESSAGES,
    Desk,
    count,
    desk,
    friend,
    home,
    lobby,
    to_channel,
    to_user,
)
from tests.adapters.discord.rig import Bot, Rig
from tests.adapters.samples import CARDS
from tests.servers.discord.server import DiscordServer


@pytest.fixture
async def post() -> AsyncIterator[Desk]:
    async with desk() as opened:
        yield opened


async def test_closed_direct_messages_are_told_after_one_try(post: Desk) -> None:
    ana = friend(post)
    ana.dms_open = False

    problem = await post.unreachable(to_user(ana))

    assert problem.fault is Fault.CLOSED
    assert str(ana.id) in str(problem)
    assert count(post, MESSAGES) == 1


async def test_somebody_without_a_server_in_common_is_closed(post: Desk) -> None:
    ana = post.server.user("ana")

    assert (await post.unreachable(to_user(ana))).fault is Fault.CLOSED


async def test_an_account_that_is_no_more_is_gone(post: Desk) -> None:
    nobody = Address("discord", "", user="123456789012345678")

    assert (await post.unreachable(nobody)).fault is Fault.GONE


async def test_what_cannot_be_an_id_is_gone_without_a_request(post: Desk) -> None:
    before = len(post.server.recorded)

    assert (await post.unreachable(Address("discord", "", user="ana"))).fault is Fault.GONE
    assert (await post.unreachable(Address("discord", "²", channel="²"))).fault is Fault.GONE
    assert len(post.server.recorded) == before


async def test_a_deleted_channel_is_gone(post: Desk) -> None:
    room = lobby(post)
    room.delete()

    assert (await post.unreachable(to_channel(room))).fault is Fault.GONE


async def test_a_missing_permission_is_named(post: Desk) -> None:
    room = lobby(post)
    assert room.guild is not None
    room.guild.permit(room, {"send_messages": False})

    problem = await post.unreachable(to_channel(room))

    assert problem.fault is Fault.BARRED
    assert problem.missing == ("Send Messages",)


async def test_a_channel_that_cannot_be_seen_is_named_so(post: Desk) -> None:
    room = lobby(post)
    assert room.guild is not None
    room.guild.permit(room, {"view_channel": False})

    problem = await post.unreachable(to_channel(room))

    assert problem.fault is Fault.BARRED
    assert problem.missing == ("View Channels",)


async def test_files_that_may_not_be_attached_are_named(post: Desk) -> None:
    room = lobby(post)
    assert room.guild is not None
    room.guild.permit(None, {"attach_files": False})

    with pytest.raises(Unreachable) as problem:
        await post.deliver(to_channel(room), card=CARDS["picture"])

    assert problem.value.missing == ("Attach Files",)


async def test_looking_for_what_is_missing_never_fails(post: Desk) -> None:
    room = lobby(post)
    assert room.guild is not None
    room.guild.permit(room, {"send_messages": False})
    post.server.rest.fails("GET /guilds/*", 9, 503)

    problem = await post.unreachable(to_channel(room))

    assert problem.fault is Fault.BARRED
    assert problem.missing == ()


async def test_in_an_outage_of_a_server_its_channels_are_not_taken_for_gone() -> None:
    async with DiscordServer.open() as server:
        guild = home(server)
        room = guild.channel("lobby")
        async with Rig.open(Bot(), server=server) as rig:
            client = rig.platform.client
            assert client is not None
            told = asyncio.create_task(client.wait_for("guild_unavailable", timeout=10))
            await asyncio.sleep(0)
            server.sends_event("GUILD_DELETE", {"id": str(guild.id), "unavailable": True})
            await told
            room.delete()

            with pytest.raises(TryLater, match="unavailable"):
                await rig.platform.deliver(to_channel(room), CARD, "letter:1")
