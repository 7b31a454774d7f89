"""Showing messages: taken from the app, checked, put where people see them, told as events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.slack import happening, limits, payloads, surfaces, texts
from tests.servers.slack.errors import SlackError, breach
from tests.servers.slack.messages import Message

if TYPE_CHECKING:
    from tests.servers.slack.channels import Channel
    from tests.servers.slack.deeds import Deed
    from tests.servers.slack.people import User
    from tests.servers.slack.server import SlackServer

Json = dict[str, Any]
EVENTS = {
    "channel": "message.channels",
    "group": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}


def taken(server: SlackServer, given: Json, where: str) -> tuple[str, list[Json]]:
    """Return text and blocks of a message; SlackError where Slack refuses them.

    Blocks without a text twin, pings of everybody and attachments are violations all the same.
    """
    text, blocks = given.get("text") or "", given.get("blocks")
    if not isinstance(text, str):
        raise breach("invalid_arguments", ["must be a string [json-pointer:/text]"])
    if len(text) > limits.MESSAGE_TEXT:
        raise breach("msg_too_long")
    found = surfaces.taken_message(server.ids, blocks) if blocks is not None else []
    if not text.strip() and not found:
        raise breach("no_text")
    if not text.strip():
        server.breach(f"{where}: blocks without a top-level text")
    if texts.EVERYBODY.search(text):
        server.breach(f"{where}: a text that calls everybody: {text[:60]!r}")
    if given.get("attachments"):
        server.breach(f"{where}: attachments, which are legacy")
    server.files.need(found)
    return text, found


def shown(deed: Deed | None, message: Message) -> Message:
    """Note a message shown or changed, as an answer to a deed where there is one."""
    if deed is not None:
        deed.show(message)
    message.channel.server.changes.happened()
    return message


def put(channel: Channel, message: Message, deed: Deed | None) -> Message:
    """Put a message where people see it, and tell the app of it as of any other."""
    channel.messages.append(message)
    if not message.ephemeral:
        announce(message)
    return shown(deed, message)


def announce(message: Message, subtype: str = "") -> Deed:
    """Tell the app of a message, or of its change."""
    channel = message.channel
    told = payloads.changed(message, subtype) if subtype else payloads.message_event(message)
    deed = happening.tell(
        channel.team, told, name=EVENTS[channel.kind], user=message.author, channel=channel
    )
    deed.message = message
    return deed


def made(
    channel: Channel, text: str, blocks: list[Json], *, ephemeral_for: User | None = None
) -> Message:
    """Return a message of the app that is not shown yet."""
    server = channel.server
    return Message(
        server.ids.ts(), channel, channel.team.bot, text, blocks, ephemeral_for=ephemeral_for
    )


def writable(channel: Channel | None) -> Channel:
    """Return a place where the app can write; SlackError where it cannot."""
    if channel is None:
        raise SlackError("channel_not_found")
    if channel.archived:
        raise SlackError("is_archived")
    if not channel.bot_in:
        known = channel.kind == "channel"
        raise SlackError("not_in_channel" if known else "channel_not_found")
    if channel.read_only:
        raise SlackError("restricted_action")
    if channel.is_dm and not channel.server.manifest.messages_tab:
        raise SlackError("messages_tab_disabled")
    return channel


def answered(channel: Channel, ephemeral_for: User | None = None) -> Deed | None:
    """Return the deed that something in this place is taken for an answer to, if any."""
    people = [member for member in channel.members if not member.bot]
    for deed in reversed(channel.server.deeds):
        if deed.user is None or deed.user.bot:
            continue
        private = ephemeral_for or (people[0] if channel.is_dm else None)
        if private is not None and deed.user is private:
            return deed
        if private is None and deed.channel is channel:
            return deed
    return None
