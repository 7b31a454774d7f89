"""The table of contents of REST: method, path, who answers, and whether the token is needed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final

from tests.servers.discord import callbacks, channels, commands, directory, webhooks

if TYPE_CHECKING:
    from tests.servers.discord.rest import Request
    from tests.servers.discord.server import DiscordServer

Answering = Callable[["DiscordServer", "Request"], Awaitable[tuple[int, Any]]]
_CHANNEL: Final = "/channels/{channel_id}"
_MESSAGE: Final = _CHANNEL + "/messages/{message_id}"
_MEMBER: Final = _CHANNEL + "/thread-members/{user_id}"
_HOOK: Final = "/webhooks/{application_id}/{token}"
_SHOWN: Final = _HOOK + "/messages/{message_id}"
_COMMANDS: Final = "/applications/{application_id}/commands"
_HOME_COMMANDS: Final = "/applications/{application_id}/guilds/{guild_id}/commands"

ALL: Final[tuple[tuple[str, str, Answering, bool], ...]] = (
    ("GET", "/users/@me", directory.me, True),
    ("GET", "/oauth2/applications/@me", directory.application, True),
    ("GET", "/applications/@me", directory.application, True),
    ("GET", "/gateway/bot", directory.gateway, True),
    ("GET", "/users/{user_id}", directory.user, True),
    ("GET", "/guilds/{guild_id}", directory.guild, True),
    ("GET", "/guilds/{guild_id}/channels", directory.channels, True),
    ("GET", "/guilds/{guild_id}/threads/active", directory.threads, True),
    ("GET", "/guilds/{guild_id}/roles", directory.roles, True),
    ("GET", "/guilds/{guild_id}/members/{user_id}", directory.member, True),
    ("GET", _COMMANDS, commands.show, True),
    ("PUT", _COMMANDS, commands.replace, True),
    ("GET", _HOME_COMMANDS, commands.show, True),
    ("PUT", _HOME_COMMANDS, commands.replace, True),
    ("POST", "/users/@me/channels", channels.open_dm, True),
    ("GET", _CHANNEL, channels.show, True),
    ("PATCH", _CHANNEL, channels.edit, True),
    ("DELETE", _CHANNEL, channels.delete, True),
    ("POST", _CHANNEL + "/messages", channels.post, True),
    ("GET", _MESSAGE, channels.show_message, True),
    ("PATCH", _MESSAGE, channels.edit_message, True),
    ("DELETE", _MESSAGE, channels.delete_message, True),
    ("POST", _CHANNEL + "/threads", channels.start_thread, True),
    ("GET", _CHANNEL + "/thread-members", channels.members, True),
    ("PUT", _MEMBER, channels.add_member, True),
    ("DELETE", _MEMBER, channels.remove_member, True),
    ("POST", "/interactions/{interaction_id}/{token}/callback", callbacks.acknowledge, False),
    ("POST", _HOOK, webhooks.follow_up, False),
    ("GET", _SHOWN, webhooks.show, False),
    ("PATCH", _SHOWN, webhooks.edit, False),
    ("DELETE", _SHOWN, webhooks.delete, False),
)
