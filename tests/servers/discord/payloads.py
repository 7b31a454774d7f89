"""People, places and messages as they go over the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.discord import permissions
from tests.servers.discord.permissions import Permission
from tests.servers.discord.snowflakes import instant

if TYPE_CHECKING:
    from tests.servers.discord.messages import Attachment, Message
    from tests.servers.discord.people import User
    from tests.servers.discord.world import Channel, Guild

Json = dict[str, Any]
COMMUNITY_ROLES = 8
COMMUNITY_CHANNELS = 14


def user(person: User) -> Json:
    """Return an account."""
    return {
        "id": str(person.id),
        "username": person.name,
        "discriminator": "0",
        "global_name": None if person.bot else person.name.capitalize(),
        "avatar": None,
        "bot": person.bot,
        "public_flags": 0,
    }


def member(home: Guild, person: User) -> Json:
    """Return an account as one server knows it."""
    return {
        "user": user(person),
        "nick": None,
        "avatar": None,
        "roles": [str(home.bot_role)] if person.bot else [],
        "joined_at": instant(home.id),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": None,
        "permissions": str(int(member_permissions(home, person))),
    }


def member_permissions(home: Guild, person: User) -> Permission:
    """Return what somebody may do in a server."""
    return permissions.HOST if home.members.get(person) else permissions.EVERYONE


def roles(home: Guild) -> list[Json]:
    """Return @everyone and the bot's own role."""
    everyone = permissions.EVERYONE & ~home.withheld
    return [
        role(home.id, "@everyone", everyone, 0),
        role(home.bot_role, "Undaunted", home.bot_permissions, 1, managed=True),
    ]


def role(
    snowflake: int, name: str, granted: Permission, position: int, managed: bool = False
) -> Json:
    """Return a role."""
    return {
        "id": str(snowflake),
        "name": name,
        "permissions": str(int(granted)),
        "position": position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "managed": managed,
        "mentionable": False,
        "flags": 0,
    }


def channel(place: Channel) -> Json:
    """Return a channel, thread or direct messages."""
    last = place.messages[-1].id if place.messages else None
    told: Json = {
        "id": str(place.id),
        "type": int(place.kind),
        "last_message_id": str(last) if last else None,
        "flags": 0,
    }
    if place.guild is None:
        told["recipients"] = [user(person) for person in place.people]
        return told
    told |= {"guild_id": str(place.guild.id), "name": place.name, "rate_limit_per_user": 0}
    return told | (_thread(place) if place.is_thread else _text_channel(place, place.guild))


def _text_channel(place: Channel, home: Guild) -> Json:
    hidden = Permission.VIEW_CHANNEL if place.private else Permission(0)
    overwrites = [
        _overwrite(home.id, Permission(0), hidden),
        _overwrite(home.bot_role, hidden & ~place.denied | place.allowed, place.denied),
    ]
    return {
        "position": 1,
        "parent_id": None,
        "topic": None,
        "nsfw": False,
        "permission_overwrites": [o for o in overwrites if o["allow"] != "0" or o["deny"] != "0"],
    }


def _overwrite(snowflake: int, allow: Permission, deny: Permission) -> Json:
    bits = {"allow": str(int(allow)), "deny": str(int(deny))}
    return {"id": str(snowflake), "type": 0, **bits}


def _thread(place: Channel) -> Json:
    assert place.parent is not None
    told: Json = {
        "parent_id": str(place.parent.id),
        "owner_id": str(place.server.bot.id),
        "message_count": len(place.messages),
        "total_message_sent": len(place.messages),
        "member_count": len(place.people),
        "thread_metadata": {
            "archived": place.archived,
            "locked": place.locked,
            "invitable": place.invitable,
            "auto_archive_duration": place.archive_after,
            "archive_timestamp": instant(place.id),
            "create_timestamp": instant(place.id),
        },
    }
    if place.server.bot in place.people:
        told["member"] = thread_member(place, place.server.bot)
    return told


def thread_member(place: Channel, person: User) -> Json:
    """Return somebody who is in a thread."""
    ids = {"id": str(place.id), "user_id": str(person.id)}
    return {**ids, "join_timestamp": instant(place.id), "flags": 0}


def joined_guild(home: Guild) -> Json:
    """Return a server that has just invited the bot: it was never `unavailable`."""
    return {key: value for key, value in guild(home).items() if key != "unavailable"}


def guild(home: Guild) -> Json:
    """Return a whole server as GUILD_CREATE tells it: of its members only the bot."""
    known = home.server.world.channels.values()
    open_threads = [c for c in known if c.guild is home and c.is_thread and not c.archived]
    return {
        **_guild_settings(home),
        "roles": roles(home) + (_community_roles(home) if home.light else []),
        "channels": [channel(c) for c in home.channels if not c.deleted]
        + (_community_channels(home) if home.light else []),
        "threads": [channel(thread) for thread in open_threads],
        "members": [member(home, home.server.bot)],
        "member_count": 350 if home.light else len(home.members) + 1,
        "joined_at": instant(home.id),
        "large": home.light,
        "unavailable": False,
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def _guild_settings(home: Guild) -> Json:
    return {
        "id": str(home.id),
        "name": home.name,
        "icon": None,
        "splash": None,
        "banner": None,
        "description": None,
        "owner_id": str(home.server.owner.id),
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "verification_level": 1,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": home.locale,
        "features": ["COMMUNITY"] if home.light else [],
        "emojis": [],
        "stickers": [],
        "vanity_url_code": None,
        "max_members": 500000,
    }


def _community_roles(home: Guild) -> list[Json]:
    return [
        role(home.id + 10 + number, f"Role {number}", permissions.EVERYONE, number + 2)
        for number in range(COMMUNITY_ROLES)
    ]


def _community_channels(home: Guild) -> list[Json]:
    shared = {"permission_overwrites": [_overwrite(home.id, permissions.EVERYONE, Permission(0))]}
    return [
        {
            **shared,
            "id": str(home.id + 100 + number),
            "type": (4, 0, 0, 0, 0, 2, 0)[number % 7],
            "name": f"channel-{number}",
            "position": number,
            "parent_id": None if number % 7 == 0 else str(home.id + 100 + number // 7 * 7),
            "topic": "Where people talk about looking for work" if number % 3 == 0 else None,
            "nsfw": False,
            "rate_limit_per_user": 0,
            "last_message_id": str(home.id),
            "bitrate": 64000,
            "user_limit": 0,
            "flags": 0,
        }
        for number in range(COMMUNITY_CHANNELS)
    ]


def message(said: Message, content: str | None = None) -> Json:
    """Return a message; `content` stands in for words that the reader may not have."""
    told: Json = {
        "id": str(said.id),
        "channel_id": str(said.channel.id),
        "author": user(said.author),
        "content": said.content if content is None else content,
        "timestamp": instant(said.id),
        "edited_timestamp": instant(said.id) if said.edited else None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [user(person) for person in said.mentions],
        "mention_roles": [],
        "attachments": [attachment(file) for file in said.attachments],
        "embeds": said.embeds,
        "components": said.components,
        "pinned": False,
        "type": 19 if said.reference else 0,
        "flags": said.flags,
    }
    if said.nonce is not None:
        told["nonce"] = said.nonce
    if said.reference is not None:
        ids = {"channel_id": str(said.channel.id), "message_id": str(said.reference.id)}
        told |= {"message_reference": ids, "referenced_message": message(said.reference)}
    return told


def attachment(file: Attachment) -> Json:
    """Return a file that came with a message."""
    return {
        "id": str(file.id),
        "filename": file.name,
        "size": len(file.data),
        "url": file.url,
        "proxy_url": file.url,
        "description": file.description,
    }
