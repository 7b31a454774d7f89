"""Commands, permissions, threads and direct messages in the loopback Discord."""

from typing import Any

import discord
import pytest

from tests.servers.discord.clients import NO_MENTIONS, Bare, bare, running
from tests.servers.discord.server import DiscordServer
from tests.servers.discord.world import Channel

Json = dict[str, Any]
HELLO = {"content": "hello", "allowed_mentions": NO_MENTIONS}
SLASH = {"name": "plan", "description": "Make a plan"}
MENU = {"name": "Reflect on this", "type": 3}


def _option(**more: Any) -> Json:
    option = {"type": 3, "name": "text", "description": "Words", **more}
    return {**SLASH, "options": [option]}


COMMANDS: dict[str, tuple[list[Json], str]] = {
    "a name in capitals": ([SLASH | {"name": "Plan"}], "INVALID_NAME"),
    "a name of 33": ([SLASH | {"name": "p" * 33}], "INVALID_NAME"),
    "no description": ([{"name": "plan"}], "description"),
    "a description of 101": ([SLASH | {"description": "a" * 101}], "description"),
    "two alike": ([SLASH, SLASH], "DUPLICATE_NAME"),
    "a menu that describes itself": ([MENU | {"description": "a"}], "DESCRIPTION_NOT_ALLOWED"),
    "six menus": ([MENU | {"name": f"Menu {n}"} for n in range(6)], "COMMAND_LIMIT"),
    "a context that is none": ([SLASH | {"contexts": [3]}], "contexts"),
    "no install": ([SLASH | {"integration_types": []}], "integration_types"),
    "permissions that are none": ([SLASH | {"default_member_permissions": "all"}], "permissions"),
    "26 options": (
        [SLASH | {"options": [_option(name=f"o{n}")["options"][0] for n in range(26)]}],
        "options",
    ),
    "choices that complete themselves": (
        [_option(autocomplete=True, choices=[{"name": "a", "value": "a"}])],
        "AUTOCOMPLETE_WITH_CHOICES",
    ),
    "a required option after others": (
        [
            SLASH
            | {
                "options": [
                    _option(name="a")["options"][0],
                    _option(name="b", required=True)["options"][0],
                ]
            }
        ],
        "REQUIRED_INVALID",
    ),
    "more than 8,000 characters": (
        [
            SLASH
            | {
                "options": [
                    _option(name=f"o{n}", choices=[{"name": "c" * 100, "value": f"{m}" * 50}] * 20)[
                        "options"
                    ][0]
                    for n, m in enumerate("abcdef")
                ]
            }
        ],
        "TOO_LARGE",
    ),
}


@pytest.mark.parametrize(("payload", "why"), COMMANDS.values(), ids=COMMANDS)
async def test_commands_that_do_not_fit_are_not_registered(payload: list[Json], why: str) -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        path = f"/applications/{server.application_id}/commands"
        assert (await rest.ask("PUT", path, payload))[0] == 400
        assert why in server.violations[0]
        assert server.commands.of(None) == []


async def test_commands_of_the_real_client_are_registered_and_keep_their_ids() -> None:
    async with DiscordServer.open() as server, running(server) as client:
        tree = discord.app_commands.CommandTree(client)

        @tree.command(description="Make a plan")
        @discord.app_commands.describe(when="A day")
        async def plan(heard: discord.Interaction[Any], when: str) -> None: ...

        @tree.context_menu(name="Reflect on this")
        async def reflect(heard: discord.Interaction[Any], said: discord.Message) -> None: ...

        first = await tree.sync()
        second = await tree.sync()
        assert [command.id for command in first] == [command.id for command in second]
        assert [command.name for command in await tree.fetch_commands()] == [
            "plan",
            "Reflect on this",
        ]
        server.check()


async def test_what_the_bot_may_do_is_decided_place_by_place() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        harbour = server.guild("Harbour")
        lobby, other = harbour.channel("lobby"), harbour.channel("other")
        harbour.permit(lobby, {"send_messages": False})
        assert await _posts(rest, lobby) == (403, 50013)
        assert await _posts(rest, other) == (200, None)
        harbour.permit(lobby, {"send_messages": True, "view_channel": False})
        assert await _posts(rest, lobby) == (403, 50001)
        harbour.permit(None, {"send_messages": False})
        assert await _posts(rest, other) == (403, 50013)
        harbour.permit(None, {"send_messages": True})
        assert await _posts(rest, other) == (200, None)
        other.delete()
        assert await _posts(rest, other) == (404, 10003)
        harbour.remove_bot()
        assert await _posts(rest, lobby) == (403, 50001)
        assert (await rest.ask("GET", f"/guilds/{harbour.id}"))[1]["code"] == 10004
        server.check()


async def test_changed_permissions_reach_the_client() -> None:
    async with DiscordServer.open() as server:
        harbour = server.guild("Harbour")
        lobby, hidden = harbour.channel("lobby"), harbour.channel("hosts", private=True)
        harbour.permit(lobby, {"send_messages": False})
        harbour.permit(None, {"create_private_threads": False})
        async with running(server) as client:
            await client.wait_until_ready()
            seen = {place.id: place for place in client.get_all_channels()}
            home = seen[lobby.id].guild
            assert not seen[lobby.id].permissions_for(home.me).send_messages
            assert not seen[hidden.id].permissions_for(home.me).create_private_threads
            assert seen[hidden.id].permissions_for(home.me).view_channel
            assert not seen[hidden.id].permissions_for(home.default_role).view_channel


async def test_a_private_thread_is_made_joined_archived_and_opened_again() -> None:
    async with DiscordServer.open() as server:
        harbour, ana = server.guild("Harbour"), server.user("ana")
        lobby = harbour.channel("lobby")
        harbour.join(ana)
        async with running(server) as client:
            await client.wait_until_ready()
            place = client.get_channel(lobby.id)
            assert isinstance(place, discord.TextChannel)
            thread = await place.create_thread(name="Monday circle", invitable=False)
            await thread.add_user(discord.Object(ana.id))
            (made,) = lobby.threads
            assert made.people == [server.bot, ana]
            assert (made.private, made.invitable) == (True, False)
            await thread.send("welcome")
            made.archive()
            with pytest.raises(discord.HTTPException) as closed:
                await thread.send("hello?")
            assert closed.value.code == 50083
            await thread.edit(archived=False)
            await thread.send("hello again")
            stranger = server.user("dara")
            with pytest.raises(discord.Forbidden):
                await thread.add_user(discord.Object(stranger.id))
            assert [m.text for m in server.seen_by(ana, made)] == ["welcome", "hello again"]
            ben = server.user("ben")
            harbour.join(ben)
            assert server.seen_by(ben, made) == []
            with pytest.raises(AssertionError, match="not in"):
                await ben.says("may I?", at=made)
            made.delete()
            with pytest.raises(discord.NotFound):
                await thread.send("gone?")
        server.check()


async def test_threads_need_a_permission_and_a_text_channel() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        harbour = server.guild("Harbour")
        lobby = harbour.channel("lobby")
        body = {"name": "circle", "type": 12}
        thread = harbour.thread(lobby, "a thread")
        assert (await rest.ask("POST", f"/channels/{thread.id}/threads", body))[1]["code"] == 50024
        harbour.permit(lobby, {"create_private_threads": False, "send_messages_in_threads": False})
        assert (await rest.ask("POST", f"/channels/{lobby.id}/threads", body))[1]["code"] == 50013
        assert await _posts(rest, thread) == (403, 50013)
        assert (await rest.ask("POST", f"/channels/{lobby.id}/threads", {"type": 12}))[0] == 400
        assert len(server.violations) == 2


async def test_direct_messages_reach_those_who_take_them() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        ana = server.user("ana")
        status, told = await rest.ask("POST", "/users/@me/channels", {"recipient_id": ana.id})
        assert (status, told["id"]) == (200, str(ana.dm.id))
        assert await _posts(rest, ana.dm) == (403, 50278)
        ana.installed = True
        assert await _posts(rest, ana.dm) == (200, None)
        ana.dms_open = False
        assert await _posts(rest, ana.dm) == (403, 50007)
        nobody = {"recipient_id": "1"}
        assert (await rest.ask("POST", "/users/@me/channels", nobody))[1]["code"] == 50033
        assert [m.text for m in server.seen_by(ana, ana.dm)] == ["hello"]
        server.check()


async def test_people_and_members_are_found_while_they_are_there() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        harbour, ana = server.guild("Harbour"), server.user("ana")
        harbour.join(ana)
        member = f"/guilds/{harbour.id}/members/{ana.id}"
        assert (await rest.ask("GET", member))[1]["user"]["username"] == "ana"
        harbour.leave(ana)
        assert (await rest.ask("GET", member))[1]["code"] == 10007
        assert (await rest.ask("GET", f"/users/{ana.id}"))[0] == 200
        assert (await rest.ask("GET", "/users/12"))[1]["code"] == 10013
        server.check()


async def _posts(rest: Bare, place: Channel) -> tuple[int, int | None]:
    status, told = await rest.ask("POST", f"/channels/{place.id}/messages", HELLO)
    return status, told.get("code")
