"""Who and what there is, over REST: the bot, its application, people, servers, the gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.discord import errors, payloads
from tests.servers.discord.messages import Json

if TYPE_CHECKING:
    from tests.servers.discord.rest import Request
    from tests.servers.discord.server import DiscordServer
    from tests.servers.discord.world import Guild


async def me(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer GET /users/@me."""
    return 200, payloads.user(server.bot)


async def application(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer GET /oauth2/applications/@me."""
    told: Json = {
        "id": str(server.application_id),
        "name": "Undaunted",
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": payloads.user(server.owner),
        "verify_key": "0" * 64,
        "flags": 0,
        "team": None,
        "integration_types_config": {"0": {}, "1": {}},
    }
    return 200, told


async def gateway(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer GET /gateway/bot."""
    limit = {
        "total": 1000,
        "remaining": 1000 - len(server.gateway.identified),
        "reset_after": 86_400_000,
        "max_concurrency": 1,
    }
    shards = server.gateway.shards
    return 200, {"url": server.gateway_url, "shards": shards, "session_start_limit": limit}


async def user(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer GET /users/{user_id}."""
    person = server.world.users.get(_number(request.params["user_id"]))
    if person is None:
        raise errors.unknown_user()
    return 200, payloads.user(person)


async def guild(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer GET /guilds/{guild_id}."""
    told = payloads.guild(_guild(server, request))
    for key in ("channels", "threads", "members", "unavailable", "presences", "voice_states"):
        told.pop(key)
    return 200, told


async def channels(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer GET /guilds/{guild_id}/channels."""
    return 200, payloads.guild(_guild(server, request))["channels"]


async def threads(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer GET /guilds/{guild_id}/threads/active."""
    found = payloads.guild(_guild(server, request))["threads"]
    return 200, {"threads": found, "members": [thread["member"] for thread in found]}


async def member(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer GET /guilds/{guild_id}/members/{user_id}."""
    home = _guild(server, request)
    person = server.world.users.get(_number(request.params["user_id"]))
    if person is None:
        raise errors.unknown_user()
    if person is not server.bot and person not in home.members:
        raise errors.unknown_member()
    told = payloads.member(home, person)
    told.pop("permissions")
    return 200, told


async def roles(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer GET /guilds/{guild_id}/roles."""
    return 200, payloads.guild(_guild(server, request))["roles"]


def _guild(server: DiscordServer, request: Request) -> Guild:
    home = server.world.guilds.get(_number(request.params["guild_id"]))
    if home is None or not home.bot_in:
        raise errors.unknown_guild()
    return home


def _number(text: str) -> int:
    if not text.isdecimal():
        raise errors.breach(400, 50035, f"Value {text!r} is not snowflake.")
    return int(text)
