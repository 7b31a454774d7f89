"""Channels over REST: messages, threads and direct messages, within the bot's permissions."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from tests.servers.discord import controls, errors, limits, payloads, posting
from tests.servers.discord.errors import Form, breach
from tests.servers.discord.messages import Message
from tests.servers.discord.permissions import Permission
from tests.servers.discord.world import Channel, Kind

if TYPE_CHECKING:
    from tests.servers.discord.people import User
    from tests.servers.discord.rest import Request
    from tests.servers.discord.server import DiscordServer


async def open_dm(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer POST /users/@me/channels."""
    given = (request.body or {}).get("recipient_id")
    user = server.world.users.get(_number(given))
    if user is None or user.bot:
        raise errors.ApiError(400, 50033, "Invalid Recipient(s)")
    return 200, payloads.channel(user.dm)


async def show(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer GET /channels/{channel_id}."""
    return 200, payloads.channel(find(server, request))


async def show_message(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer GET /channels/{channel_id}/messages/{message_id}."""
    return 200, payloads.message(_message(server, request))


async def post(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer POST /channels/{channel_id}/messages; an enforced nonce finds the earlier message."""
    channel = find(server, request)
    _may_write(channel, bool(request.files))
    body = request.body if isinstance(request.body, dict) else {}
    earlier = _earlier(server, body)
    if earlier is not None:
        return 200, payloads.message(earlier)
    made = posting.create(server, channel, body, request.files)
    if body.get("enforce_nonce") and made.nonce is not None:
        until = asyncio.get_running_loop().time() + server.nonce_life
        server.nonces[made.nonce] = (until, made)
    return 200, payloads.message(made)


def _earlier(server: DiscordServer, body: Any) -> Message | None:
    if not body.get("enforce_nonce"):
        return None
    until, made = server.nonces.get(str(body.get("nonce")), (0.0, None))
    return made if asyncio.get_running_loop().time() < until else None


async def edit_message(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer PATCH /channels/{channel_id}/messages/{message_id}."""
    message = _message(server, request)
    if message.author is not server.bot:
        raise breach(403, 50005, "Cannot edit a message authored by another user")
    if message.channel.archived:
        raise errors.archived_thread()
    posting.edit(message, request.body, request.files)
    return 200, payloads.message(message)


async def delete_message(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer DELETE of the same."""
    message = _message(server, request)
    others = message.author is not server.bot
    if others and not message.channel.permissions & Permission.MANAGE_MESSAGES:
        raise errors.no_permission()
    posting.delete(message)
    return 204, None


async def start_thread(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer POST /channels/{channel_id}/threads."""
    parent = find(server, request)
    body = request.body or {}
    form = Form()
    kinds = {int(Kind.PUBLIC_THREAD), int(Kind.PRIVATE_THREAD)}
    controls.choice(form, ("type",), body.get("type", int(Kind.PRIVATE_THREAD)), kinds)
    _thread_settings(form, body, new=True)
    form.settle()
    private = body.get("type", int(Kind.PRIVATE_THREAD)) == Kind.PRIVATE_THREAD
    if parent.kind is not Kind.TEXT:
        raise breach(400, 50024, "Cannot execute action on this channel type")
    needed = Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS
    if not parent.permissions & needed:
        raise errors.no_permission()
    thread = server.world.add_thread(parent, body["name"], private)
    thread.archive_after = body.get("auto_archive_duration") or thread.archive_after
    thread.invitable = body.get("invitable", True)
    return 201, payloads.channel(thread)


async def edit(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer PATCH /channels/{channel_id}: a thread opened again, closed or renamed."""
    thread = find(server, request)
    body = request.body or {}
    if not thread.is_thread:
        raise errors.no_permission()
    form = Form()
    _thread_settings(form, body, new=False)
    form.settle()
    if thread.archived and body.get("archived") is not False:
        raise errors.archived_thread()
    _may_tend(thread, body)
    thread.archived = body.get("archived", thread.archived)
    thread.locked = body.get("locked", thread.locked)
    thread.name = body.get("name", thread.name)
    thread.archive_after = body.get("auto_archive_duration", thread.archive_after)
    thread.invitable = body.get("invitable", thread.invitable)
    server.gateway.tell(thread.guild, "THREAD_UPDATE", payloads.channel(thread))
    return 200, payloads.channel(thread)


async def delete(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer DELETE /channels/{channel_id}."""
    channel = find(server, request)
    tending = Permission.MANAGE_THREADS if channel.is_thread else Permission.MANAGE_CHANNELS
    if not channel.permissions & tending:
        raise errors.no_permission()
    channel.delete()
    return 200, payloads.channel(channel)


async def add_member(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer PUT /channels/{channel_id}/thread-members/{user_id}."""
    thread, user = _thread_and_member(server, request)
    if user not in thread.people:
        thread.people.append(user)
    server.changes.happened()
    return 204, None


async def remove_member(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer DELETE of the same."""
    thread, user = _thread_and_member(server, request)
    if not thread.permissions & Permission.MANAGE_THREADS and thread.kind is Kind.PUBLIC_THREAD:
        raise errors.no_permission()
    if user in thread.people:
        thread.people.remove(user)
    server.changes.happened()
    return 204, None


async def members(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer GET /channels/{channel_id}/thread-members."""
    thread = find(server, request)
    return 200, [payloads.thread_member(thread, person) for person in thread.people]


def find(server: DiscordServer, request: Request) -> Channel:
    """Return the channel of a request, if the bot can see it; ApiError otherwise."""
    channel = server.world.channels.get(_number(request.params["channel_id"]))
    if channel is None or channel.deleted:
        raise errors.unknown_channel()
    if channel.guild is None:
        if len(channel.people) != 1:
            raise errors.no_access()
        return channel
    seen = channel.guild.bot_in and channel.permissions & Permission.VIEW_CHANNEL
    outside = channel.kind is Kind.PRIVATE_THREAD and server.bot not in channel.people
    if not seen or (outside and not channel.permissions & Permission.MANAGE_THREADS):
        raise errors.no_access()
    return channel


def _message(server: DiscordServer, request: Request) -> Message:
    channel = find(server, request)
    message = channel.message(_number(request.params["message_id"]))
    if message is None or message.ephemeral:
        raise errors.unknown_message()
    return message


def _may_write(channel: Channel, files: bool) -> None:
    if channel.guild is None:
        _may_reach(channel.people[0])
        return
    in_thread = channel.is_thread
    needed = Permission.SEND_MESSAGES_IN_THREADS if in_thread else Permission.SEND_MESSAGES
    if not channel.permissions & needed:
        raise errors.no_permission()
    if files and not channel.permissions & Permission.ATTACH_FILES:
        raise errors.no_permission()
    if channel.archived:
        raise errors.archived_thread()


def _may_reach(person: User) -> None:
    if not person.dms_open:
        raise errors.closed_dms()
    if not person.installed and not person.server.world.shares_guild(person):
        raise errors.no_mutual_guild()


def _may_tend(thread: Channel, body: Any) -> None:
    manages = thread.permissions & Permission.MANAGE_THREADS
    if ("locked" in body or thread.locked) and not manages:
        raise errors.no_permission()
    if not manages and not thread.permissions & Permission.SEND_MESSAGES_IN_THREADS:
        raise errors.no_permission()


def _thread_settings(form: Form, body: Any, new: bool) -> None:
    if new or "name" in body:
        controls.text(form, ("name",), body.get("name"), 1, limits.THREAD_NAME)
    after = body.get("auto_archive_duration")
    if after is not None:
        controls.choice(form, ("auto_archive_duration",), after, set(limits.ARCHIVE_AFTER))


def _thread_and_member(server: DiscordServer, request: Request) -> tuple[Channel, User]:
    thread = find(server, request)
    if not thread.is_thread or thread.guild is None:
        raise breach(400, 50024, "Cannot execute action on this channel type")
    if thread.archived:
        raise errors.archived_thread()
    wanted = request.params["user_id"]
    user = server.bot if wanted == "@me" else server.world.users.get(_number(wanted))
    if user is None:
        raise errors.unknown_user()
    if user is not server.bot and user not in thread.guild.members:
        raise errors.no_access()
    return thread, user


def _number(given: object) -> int:
    try:
        return int(str(given))
    except ValueError:
        raise breach(400, 50035, f"Value {str(given)!r} is not snowflake.") from None
