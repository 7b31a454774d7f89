"""The methods of the Web API: who answers each, and which scope it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from tests.servers.slack import account, chat, places
from tests.servers.slack.calls import Call

Json = dict[str, Any]
CHANNELS: Final = ("channels:read", "groups:read", "im:read", "mpim:read")


@dataclass(frozen=True, slots=True)
class Method:
    """`scopes` are those of which one is needed; None where no bot token is."""

    answer: Callable[[Call], Json]
    scopes: tuple[str, ...] | None = ()


ALL: Final[dict[str, Method]] = {
    "api.test": Method(lambda call: {"args": call.args}, None),
    "apps.connections.open": Method(account.connect, None),
    "apps.uninstall": Method(account.uninstall),
    "assistant.threads.setStatus": Method(account.status, ("assistant:write", "chat:write")),
    "assistant.threads.setSuggestedPrompts": Method(account.prompts, ("assistant:write",)),
    "assistant.threads.setTitle": Method(account.status, ("assistant:write",)),
    "auth.revoke": Method(account.revoke),
    "auth.test": Method(account.tests_token),
    "bots.info": Method(account.bot, ("users:read",)),
    "chat.delete": Method(chat.delete, ("chat:write",)),
    "chat.getPermalink": Method(chat.permalink),
    "chat.postEphemeral": Method(chat.post_ephemeral, ("chat:write",)),
    "chat.postMessage": Method(chat.post, ("chat:write",)),
    "chat.update": Method(chat.update, ("chat:write",)),
    "conversations.history": Method(places.history),
    "conversations.info": Method(places.info, CHANNELS),
    "conversations.join": Method(places.join, ("channels:join",)),
    "conversations.list": Method(places.listed, CHANNELS),
    "conversations.members": Method(places.members, CHANNELS),
    "conversations.open": Method(places.open_dm, ("im:write", "mpim:write")),
    "dnd.info": Method(places.quiet, ("dnd:read",)),
    "dnd.teamInfo": Method(places.quiet_team, ("dnd:read",)),
    "files.completeUploadExternal": Method(lambda c: c.server.files.complete(c), ("files:write",)),
    "files.delete": Method(lambda c: c.server.files.delete(c), ("files:write",)),
    "files.getUploadURLExternal": Method(lambda c: c.server.files.address(c), ("files:write",)),
    "oauth.v2.access": Method(lambda c: c.server.oauth.access(c), None),
    "reactions.add": Method(chat.react, ("reactions:write",)),
    "team.info": Method(places.team, ("team:read",)),
    "users.conversations": Method(places.mine, CHANNELS),
    "users.info": Method(places.user, ("users:read",)),
    "users.list": Method(places.users, ("users:read",)),
    "views.open": Method(account.opens),
    "views.publish": Method(account.publishes),
    "views.push": Method(account.pushes),
    "views.update": Method(account.updates),
}
