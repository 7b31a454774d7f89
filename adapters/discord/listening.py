"""What is heard of Discord's events, and how little of it is kept."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from discord.gateway import DiscordWebSocket
from discord.state import AutoShardedConnectionState

from adapters.discord import apologies
from adapters.discord.unread import LACKING

log = logging.getLogger(__name__)

HANG_UP_SECONDS = 1.0

Parse = Callable[[Any], None]

HEARD = ("READY", "RESUMED", "GUILD_CREATE", "GUILD_DELETE", "INTERACTION_CREATE", "MESSAGE_CREATE")
"""All other events would only fill a cache that nothing here reads."""

# Without these two there is no session to go on with.
_VITAL = ("READY", "RESUMED")

_KEPT = ("id", "name", "unavailable", "owner_id", "preferred_locale")

_BARE: Mapping[str, Any] = {"embeds": [], "attachments": [], "components": []}
_UNREAD = frozenset(
    {"poll", "sticker_items", "stickers", "message_snapshots", "call", "activity", "application"}
    | {"interaction", "interaction_metadata", "referenced_message", "message_reference"}
    | {"role_subscription_data", "purchase_notification", "thread"}
)
"""What a message may bring besides words; some of it the library cannot always read."""


class Listening(AutoShardedConnectionState[Any]):
    """The library's state, which hears six events and keeps of a server little but its name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._sockets: list[DiscordWebSocket] = []
        self.parsers = {name: self._careful(name, self.parsers[name]) for name in HEARD}

    def _update_references(self, ws: DiscordWebSocket) -> None:
        """Remember every connection that is begun, for some never come to be a shard's."""
        self._sockets = [*(each for each in self._sockets if each.open), ws]
        super()._update_references(ws)

    async def hang_up(self) -> None:
        """Close what connections are left: those of failed tries would stay, each with a thread."""
        left, self._sockets = self._sockets, []
        with suppress(TimeoutError):
            async with asyncio.timeout(HANG_UP_SECONDS):
                await asyncio.gather(*(ws.close(1000) for ws in left), return_exceptions=True)

    def parse_ready(self, data: Any) -> None:
        """Take in a session, and forget servers that have taken the bot out since the last."""
        here, shard = {int(guild["id"]) for guild in data["guilds"]}, data["shard"][0]
        for guild in self.guilds:
            if guild.shard_id == shard and guild.id not in here:
                self._remove_guild(guild)
        super().parse_ready(data)

    def parse_guild_create(self, data: Any) -> None:
        """Take in a server, without its channels, members, emoji and all else."""
        super().parse_guild_create(slim(data))

    def parse_message_create(self, data: Any) -> None:
        """Take in a message's words, and nothing that came along with them."""
        super().parse_message_create(bare(data))

    def parse_interaction_create(self, data: Any) -> None:
        """Take in an interaction, which may lack what nobody here asks for."""
        whole: Any = {**LACKING, **data, **_somewhere(data)}
        super().parse_interaction_create(whole)

    def _careful(self, name: str, parse: Parse) -> Parse:
        """Have an event that cannot be read be skipped; by itself it would end the connection."""

        def parse_or_skip(data: Any) -> None:
            try:
                parse(data)
            except Exception as problem:
                reference = apologies.reference(f"discord:{_id(data)}")
                # Only the kind of problem: its text may quote the payload, and so somebody's words.
                kind = type(problem).__name__
                log.error("%s cannot be read: %s, reference %s", name, kind, reference)
                self.dispatch("unreadable", name, data)

        return parse if name in _VITAL else parse_or_skip


def slim(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is kept of a server; of its roles, the one that everybody has."""
    kept = {key: data[key] for key in _KEPT if key in data}
    return {**kept, "roles": [role for role in data.get("roles", ()) if role["id"] == data["id"]]}


def bare(data: Mapping[str, Any]) -> Any:
    """Return a message without all that is not words."""
    return {**{key: data[key] for key in data if key not in _UNREAD}, **_BARE}


def _somewhere(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return where in a server an interaction happened, whatever kind of channel that is.

    The library wants much of each kind that Discord need not tell; here only its id is asked for.
    """
    match data:
        case {"guild_id": str(), "channel": {"id": str(channel)}} if channel.isdecimal():
            return {"channel": {"id": channel, "type": 0, "name": "", "position": 0}}
        case _:
            return {}


def _id(data: object) -> object:
    return data.get("id") if isinstance(data, dict) else None
