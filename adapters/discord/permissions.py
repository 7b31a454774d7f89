"""What the bot asks to be allowed in a server: the least, each with its reason."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Final
from urllib.parse import urlencode

import aiohttp
import discord


class Where(StrEnum):
    """What kind of place something is posted in."""

    CHANNEL = auto()
    THREAD = auto()
    OWN_THREAD = auto()
    """A private thread still to be made, in a channel."""


EVERYWHERE: Final = frozenset(Where)
IN_THREADS: Final = frozenset({Where.THREAD, Where.OWN_THREAD})


@dataclass(frozen=True, slots=True)
class Needed:
    """One permission: discord.py's name, its name in Discord's settings, what for and where."""

    flag: str
    name: str
    reason: str
    where: frozenset[Where] = EVERYWHERE


LEAST: Final = (
    Needed(
        "view_channel",
        "View Channels",
        "sees the channels it is to post in, and no others",
    ),
    Needed(
        "send_messages",
        "Send Messages",
        "posts check-in boards, recaps and what members choose to share",
        frozenset({Where.CHANNEL}),
    ),
    Needed(
        "send_messages_in_threads",
        "Send Messages in Threads",
        "does the same where a circle meets in a thread, and writes in people's own threads",
        IN_THREADS,
    ),
    Needed(
        "create_private_threads",
        "Create Private Threads",
        "makes a private thread for somebody who asks for reminders there, not by direct message",
        frozenset({Where.OWN_THREAD}),
    ),
    Needed(
        "embed_links",
        "Embed Links",
        "shows its cards in full, with links to help lines",
    ),
    Needed(
        "attach_files",
        "Attach Files",
        "adds pictures of progress, and long texts as a file so that no words are lost",
    ),
    Needed(
        "read_message_history",
        "Read Message History",
        "finds its own posts again to keep them up to date, and replies to mentions",
    ),
)

MANAGE_THREADS: Final = "Manage Threads"
"""Never asked for; only with it can anybody post in a thread that moderators have locked."""

SCOPES: Final = ("bot", "applications.commands")


def least() -> discord.Permissions:
    """Return what an invitation asks for."""
    return discord.Permissions(**{each.flag: True for each in LEAST})


def invite_link(application_id: int | str) -> str:
    """Return the page where an admin adds the bot to a server, never as administrator."""
    asked = {
        "client_id": str(application_id),
        "scope": " ".join(SCOPES),
        "permissions": str(least().value),
    }
    return f"https://discord.com/oauth2/authorize?{urlencode(asked)}"


def missing(
    permissions: discord.Permissions, where: Collection[Where] = EVERYWHERE
) -> tuple[str, ...]:
    """Name, as Discord's settings do, what is needed in such places and not granted."""
    needed = [each for each in LEAST if not each.where.isdisjoint(where)]
    return tuple(each.name for each in needed if not getattr(permissions, each.flag))


async def look(
    client: discord.Client, guild_id: int, channel_id: int, *, own_thread: bool = False
) -> tuple[str, ...]:
    """Name what posting in a channel or thread lacks, or making a private thread in a channel.

    Asks Discord, since what was kept may be what has changed; empty where nothing can be seen.
    """
    try:
        return await _look(client, guild_id, channel_id, own_thread)
    except (discord.DiscordException, aiohttp.ClientError, OSError, RuntimeError, LookupError):
        # It only adds to what is known already, so it must not fail where that would not.
        return ()


async def _look(
    client: discord.Client, guild_id: int, channel_id: int, own_thread: bool
) -> tuple[str, ...]:
    guild = await client.fetch_guild(guild_id, with_counts=False)
    where = Where.OWN_THREAD if own_thread else Where.CHANNEL
    try:
        place = await guild.fetch_channel(channel_id)
        if isinstance(place, discord.Thread):
            # What is granted in a channel counts for its threads.
            where, place = Where.THREAD, await guild.fetch_channel(place.parent_id)
    except discord.Forbidden:
        return missing(discord.Permissions.all() ^ discord.Permissions(view_channel=True))
    if client.user is None or isinstance(place, discord.Thread):
        return ()
    me = await guild.fetch_member(client.user.id)
    # The channel's own method also takes away what is of no use without another permission.
    return missing(discord.abc.GuildChannel.permissions_for(place, me), {where})
