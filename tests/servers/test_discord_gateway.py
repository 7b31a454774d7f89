"""The gateway of the loopback Discord, asked by the real client."""

import asyncio

import discord
import pytest

from tests.servers.discord.clients import NO_MENTIONS, Sample, bare, running
from tests.servers.discord.pointing import pointed
from tests.servers.discord.server import DiscordServer


async def test_a_client_is_ready_in_a_moment_and_knows_its_servers() -> None:
    async with DiscordServer.open() as server:
        harbour = server.guild("Harbour")
        lobby = harbour.channel("lobby")
        began = asyncio.get_running_loop().time()
        async with running(server) as client:
            await client.wait_until_ready()
            assert asyncio.get_running_loop().time() - began < 2
            assert client.application_id == server.application_id
            assert client.user is not None
            assert client.user.id == server.bot_user_id
            found = client.get_channel(lobby.id)
            assert isinstance(found, discord.TextChannel)
            assert found.guild.name == "Harbour"
            allowed = found.permissions_for(found.guild.me)
            assert allowed.create_private_threads
            assert not allowed.administrator
        assert server.gateway.heartbeats >= 1
        server.check()


async def test_what_happens_while_a_client_is_away_is_told_when_it_resumes() -> None:
    async with DiscordServer.open() as server:
        harbour = server.guild("Harbour")
        ana = server.user("ana")
        harbour.join(ana)
        async with running(server) as client:
            await client.wait_until_ready()
            server.gateway.closes(4000)
            await server.until(lambda: not server.gateway.is_ready())
            await ana.says("hello?")
            await server.until(lambda: server.gateway.resumed)
            await server.connected()
            await client.until(lambda: len(client.heard) == 1)
        assert [message.content for message in client.heard] == ["hello?"]
        assert len(server.gateway.identified) == 1
        server.check()


async def test_asked_to_reconnect_a_client_resumes() -> None:
    async with DiscordServer.open() as server, running(server) as client:
        server.gateway.asks_reconnect()
        await server.until(lambda: server.gateway.resumed)
        await server.connected()
        await client.until(lambda: client.happened == ["resumed"])
        assert len(server.gateway.identified) == 1


async def test_a_session_that_is_invalid_is_begun_anew() -> None:
    async with DiscordServer.open() as server, running(server):
        server.gateway.invalidates(resumable=False)
        await server.until(lambda: len(server.gateway.identified) == 2)
        await server.connected()
        assert server.gateway.resumed == []


async def test_a_session_that_may_be_resumed_is_resumed() -> None:
    async with DiscordServer.open() as server, running(server):
        server.gateway.invalidates(resumable=True)
        await server.until(lambda: server.gateway.resumed)
        assert len(server.gateway.identified) == 1


async def test_a_connection_gone_silent_is_noticed_and_loses_nothing() -> None:
    async with DiscordServer.open() as server:
        server.gateway.heartbeat_interval = 0.05
        ana = server.user("ana")
        async with running(server, heartbeat_timeout=0.15) as client:
            server.gateway.goes_silent()
            await ana.says("anybody there?")
            await server.until(lambda: server.gateway.resumed)
            await client.until(lambda: len(client.heard) == 1)
        assert client.heard[0].content == "anybody there?"


async def test_a_first_connection_can_be_refused() -> None:
    async with DiscordServer.open() as server:
        server.gateway.refuses(1)
        with pointed(server):
            # A sharded client would come back by itself, after five seconds.
            client = discord.Client(intents=Sample().intents)
            with pytest.raises(AttributeError):
                await client.start(server.token)
            await client.close()
        async with running(server):
            assert server.gateway.opened == 2


async def test_the_gateway_can_be_down_and_come_back_on_its_port() -> None:
    async with DiscordServer.open() as server:
        url = server.gateway_url
        async with running(server):
            await server.gateway.down()
            await server.until(lambda: not server.gateway.is_ready())
            await server.gateway.up()
            assert server.gateway_url == url
            await server.until(lambda: server.gateway.resumed)


async def test_a_revoked_token_ends_the_client_and_every_request() -> None:
    async with DiscordServer.open() as server:
        with pointed(server):
            client = Sample()
            task = asyncio.create_task(client.start(server.token))
            await server.connected()
            server.gateway.revokes_token()
            with pytest.raises(discord.ConnectionClosed) as closed:
                await task
            assert closed.value.code == 4004
            await client.close()
        async with bare(server) as rest:
            assert (await rest.ask("GET", "/users/@me"))[0] == 401
        assert server.invalid_requests == 1
        server.check()


async def test_privileged_intents_are_refused_and_others_noted() -> None:
    async with DiscordServer.open() as server:
        with pointed(server):
            client = discord.Client(intents=discord.Intents(guilds=True, members=True))
            with pytest.raises(discord.PrivilegedIntentsRequired):
                await client.start(server.token)
            await client.close()
            assert "4014" in server.violations[0]
            plain = discord.Client(intents=discord.Intents(guilds=True))
            task = asyncio.create_task(plain.start(server.token))
            await server.connected()
            await plain.close()
            await task
        with pytest.raises(AssertionError, match="intents 1 "):
            server.check()


async def test_a_close_can_be_ordered_for_the_next_identify() -> None:
    async with DiscordServer.open() as server:
        server.gateway.closes_next(4014)
        with pointed(server):
            client = Sample()
            with pytest.raises(discord.PrivilegedIntentsRequired):
                await client.start(server.token)
            await client.close()
        server.check()


async def test_servers_are_shared_out_among_shards() -> None:
    async with DiscordServer.open() as server:
        server.gateway.shards = 2
        ana = server.user("ana")
        # Ids count up, so that every second guild falls to the other shard.
        homes = [server.guild(name) for name in ("Harbour", "Mill", "Tower")]
        for home in homes:
            home.channel("lobby")
            home.join(ana)
        async with running(server) as client:
            await client.wait_until_ready()
            assert len(client.guilds) == 3
            assert {guild.shard_id for guild in client.guilds} == {0, 1}
            for home in homes:
                await ana.says("hello", at=home.channels[0], mention_bot=True)
            await client.until(lambda: len(client.heard) == 3)
        assert [entry["shard"] for entry in server.gateway.identified] == [[0, 2], [1, 2]]
        server.check()


async def test_many_servers_can_be_told_of() -> None:
    async with DiscordServer.open() as server:
        server.fill(300)
        async with running(server) as client:
            await client.wait_until_ready()
            assert len(client.guilds) == 300
            some = client.guilds[7]
            assert len(some.channels) == 14
            assert len(some.roles) == 10
            assert [member.id for member in some.members] == [server.bot_user_id]
        server.check()


async def test_a_client_learns_of_servers_that_come_and_go() -> None:
    async with DiscordServer.open() as server, running(server) as client:
        await client.wait_until_ready()
        harbour = server.guild("Harbour")
        harbour.remove_bot()
        harbour.invite_bot()
        await client.until(lambda: len(client.happened) == 3)
        assert client.happened == ["joined Harbour", "removed from Harbour", "joined Harbour"]


async def test_words_reach_the_bot_only_where_it_may_read_them() -> None:
    async with DiscordServer.open() as server:
        harbour, ana = server.guild("Harbour"), server.user("ana")
        lobby = harbour.channel("lobby")
        harbour.join(ana)
        async with running(server) as client, bare(server) as rest:
            await ana.says("nothing to do with the bot", at=lobby)
            await ana.says("got a no", at=lobby, mention_bot=True)
            await ana.says("ghosted again")
            path = f"/channels/{lobby.id}/messages"
            await rest.ask("POST", path, {"content": "hi", "allowed_mentions": NO_MENTIONS})
            await ana.says("and now?", at=lobby, reply_to=lobby.messages[-1])
            await client.until(lambda: len(client.heard) == 4)
        words = [message.content for message in client.heard]
        assert words == ["", f"<@{server.bot_user_id}> got a no", "ghosted again", "and now?"]
        assert len(server.seen_by(ana, lobby)) == 4
        server.check()
