"""REST of the loopback Discord: recorded, limited, and failing on order."""

import asyncio

import aiohttp
import discord
import pytest

from tests.servers.discord.buckets import Bucket
from tests.servers.discord.clients import NO_MENTIONS, bare, running
from tests.servers.discord.faults import OPENING_TOO_FAST, Held, How, Limited, Slow
from tests.servers.discord.server import DiscordServer

POSTS = "POST /channels/*/messages"
HELLO = {"content": "hello", "allowed_mentions": NO_MENTIONS}


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_a_route_can_be_ordered_to_fail_some_times(status: int) -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        path = f"/channels/{_lobby(server)}/messages"
        server.rest.fails(POSTS, 2, status)
        statuses = [(await rest.ask("POST", path, HELLO))[0] for _ in range(3)]
        assert statuses == [status, status, 200]
        assert [request.status for request in server.requests(POSTS)] == statuses
        assert server.rest.faults.left() == 0
        server.check()


async def test_a_reset_before_does_nothing_and_a_reset_after_has_done_it() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        lobby = server.guild("Harbour").channel("lobby")
        path = f"/channels/{lobby.id}/messages"
        server.rest.fails(POSTS, 1, How.RESET_BEFORE)
        server.rest.fails(POSTS, 1, How.RESET_AFTER)
        with pytest.raises(aiohttp.ClientOSError) as reset:
            await rest.ask("POST", path, HELLO)
        assert reset.value.errno == 104
        assert lobby.messages == []
        with pytest.raises(aiohttp.ClientOSError):
            await rest.ask("POST", path, HELLO)
        assert len(lobby.messages) == 1
        assert [request.status for request in server.requests(POSTS)] == [0, 0]


async def test_an_answer_can_hang_be_held_or_come_late() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        held = Held()
        server.rest.fails("GET /users/@me", 1, How.HANG)
        server.rest.fails("GET /users/@me", 1, held)
        server.rest.fails("GET /users/@me", 1, Slow(0.05))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(rest.ask("GET", "/users/@me"), 0.05)
        waiting = asyncio.create_task(rest.ask("GET", "/users/@me"))
        await server.until(lambda: len(server.requests("GET /users/@me")) == 2)
        assert not waiting.done()
        held.release()
        assert (await waiting)[0] == 200
        before = asyncio.get_running_loop().time()
        assert (await rest.ask("GET", "/users/@me"))[0] == 200
        assert asyncio.get_running_loop().time() - before >= 0.05


async def test_the_real_client_waits_for_limits_that_it_is_told_of() -> None:
    async with DiscordServer.open() as server:
        lobby = server.guild("Harbour").channel("lobby")
        async with running(server) as client:
            channel = client.get_partial_messageable(lobby.id)
            server.rest.fails(POSTS, 1, Limited(0.02))
            server.rest.fails(POSTS, 1, Limited(0.02, everywhere=True))
            await channel.send("hello")
        assert [request.status for request in server.requests(POSTS)] == [429, 429, 200]
        assert server.invalid_requests == 2
        server.check()


async def test_a_ban_by_the_network_is_not_waited_for() -> None:
    async with DiscordServer.open() as server:
        lobby = server.guild("Harbour").channel("lobby")
        async with running(server) as client:
            server.rest.fails(POSTS, 1, Limited(by_cloudflare=True))
            with pytest.raises(discord.HTTPException) as banned:
                await client.get_partial_messageable(lobby.id).send("hello")
        assert banned.value.status == 429


async def test_a_bucket_counts_for_one_place() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        harbour = server.guild("Harbour")
        lobby, other = (f"/channels/{harbour.channel(n).id}/messages" for n in "ab")
        server.rest.limits(POSTS, 2, 60.0)
        statuses = [(await rest.ask("POST", lobby, HELLO))[0] for _ in range(3)]
        assert statuses == [200, 200, 429]
        assert (await rest.ask("POST", other, HELLO))[0] == 200
        _, told = await rest.ask("POST", lobby, HELLO)
        assert 0 < told["retry_after"] <= 60
        assert told["global"] is False
        assert server.invalid_requests == 2


def test_a_bucket_fills_again_when_its_time_is_over() -> None:
    bucket = Bucket("messages", 2, 5.0, began=10.0)
    assert [bucket.take(at) for at in (10.0, 11.0, 12.0)] == [True, True, False]
    assert bucket.headers(12.0)["X-RateLimit-Remaining"] == "0"
    assert bucket.headers(12.0)["X-RateLimit-Reset-After"] == "3.000"
    assert [bucket.take(at) for at in (14.9, 15.0)] == [False, True]
    assert bucket.headers(15.0)["X-RateLimit-Remaining"] == "1"


async def test_the_port_can_be_closed_and_opened_again() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        base = server.api_base
        assert (await rest.ask("GET", "/users/@me"))[0] == 200
        await server.rest.down()
        with pytest.raises(aiohttp.ClientConnectorError):
            await rest.ask("GET", "/users/@me")
        await server.rest.up()
        assert server.api_base == base
        assert (await rest.ask("GET", "/users/@me"))[0] == 200


async def test_only_the_token_opens_the_door() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        status, told = await rest.ask("GET", "/users/@me", token="somebody.elses")
        assert (status, told["message"]) == (401, "401: Unauthorized")
        assert server.invalid_requests == 1
        server.check()


async def test_what_no_bot_of_ours_should_ask_for_is_a_violation() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        assert (await rest.ask("GET", "/guilds/1/audit-logs"))[0] == 404
        with pytest.raises(AssertionError, match="audit-logs"):
            server.check()


async def test_a_body_that_is_no_json_is_a_violation() -> None:
    async with DiscordServer.open() as server, aiohttp.ClientSession() as session:
        url = f"{server.api_base}/channels/{_lobby(server)}/messages"
        headers = {"Authorization": f"Bot {server.token}"}
        for kind in ("application/json; charset=utf-8", "application/json"):
            typed = headers | {"Content-Type": kind}
            async with session.post(url, data="{", headers=typed) as answer:
                assert answer.status == 400
        assert len(server.violations) == 2


async def test_a_body_of_quite_another_shape_is_a_violation() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        path = f"/channels/{_lobby(server)}/messages"
        odd = HELLO | {"attachments": ["chart.png"]}
        assert (await rest.ask("POST", path, odd))[0] == 400
        assert "malformed" in server.violations[0]


async def test_direct_messages_can_be_opened_too_fast() -> None:
    async with DiscordServer.open() as server:
        ana = server.user("ana")
        server.rest.fails("POST /users/@me/channels", 1, OPENING_TOO_FAST)
        async with running(server) as client:
            with pytest.raises(discord.Forbidden) as refused:
                await client.create_dm(discord.Object(ana.id))
            assert refused.value.code == 40003
            assert (await client.create_dm(discord.Object(ana.id))).id == ana.dm.id
        server.check()


async def test_waiting_has_a_bound_and_says_what_for() -> None:
    async with DiscordServer.open() as server:
        server.breach("something was wrong")
        with pytest.raises(AssertionError, match="something was wrong"):
            await server.until(lambda: False, within=0.02)


def _lobby(server: DiscordServer) -> int:
    return server.guild("Harbour").channel("lobby").id
