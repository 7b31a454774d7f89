"""`chat.*` and `reactions.*`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.slack import payloads, posting
from tests.servers.slack.calls import Call
from tests.servers.slack.errors import SlackError, breach
from tests.servers.slack.surfaces import decode

if TYPE_CHECKING:
    from tests.servers.slack.channels import Channel
    from tests.servers.slack.messages import Message

Json = dict[str, Any]


def post(call: Call) -> Json:
    """Answer `chat.postMessage`; a person's id stands for their DM."""
    call.need("channel")
    channel = posting.writable(_place(call))
    person = next((one for one in channel.members if not one.bot), None)
    if channel.is_dm and person is not None and person.deleted:
        raise SlackError("account_inactive")
    text, blocks = posting.taken(call.server, call.args, call.method)
    message = posting.made(channel, text, blocks)
    message.thread_ts = call.args.get("thread_ts")
    message.metadata = decode(call.args.get("metadata"))
    message.unfurls = call.args.get("unfurl_links") not in (False, "0", "false")
    posting.put(channel, message, posting.answered(channel))
    return {"channel": channel.id, "ts": message.ts, "message": payloads.message(message)}


def post_ephemeral(call: Call) -> Json:
    """Answer `chat.postEphemeral`."""
    call.need("channel", "user")
    channel, user = posting.writable(_place(call)), call.user()
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    text, blocks = posting.taken(call.server, call.args, call.method)
    message = posting.made(channel, text, blocks, ephemeral_for=user)
    message.thread_ts = call.args.get("thread_ts")
    posting.put(channel, message, posting.answered(channel, user))
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    """Answer `chat.update`; blocks go where only text is given, text stays beside new blocks."""
    call.need("channel", "ts")
    if call.text("channel").startswith(("U", "W")):
        raise breach("channel_not_found", ["a DM's id is needed here, not a person's"])
    message = _own(call, "cant_update_message")
    given = {"text": message.text, **call.args}
    text, blocks = posting.taken(call.server, given, call.method)
    if "blocks" not in call.args and "text" not in call.args:
        blocks = message.blocks
    message.change(text, blocks)
    posting.announce(message, "message_changed")
    posting.shown(posting.answered(message.channel), message)
    told = {"channel": message.channel.id, "ts": message.ts, "text": message.text}
    return {**told, "message": payloads.message(message)}


def delete(call: Call) -> Json:
    """Answer `chat.delete`."""
    call.need("channel", "ts")
    message = _own(call, "cant_delete_message")
    message.deleted = True
    posting.announce(message, "message_deleted")
    return {"channel": message.channel.id, "ts": message.ts}


def permalink(call: Call) -> Json:
    """Answer `chat.getPermalink`."""
    call.need("channel", "message_ts")
    channel = call.channel()
    message = channel.message(call.text("message_ts"))
    if message is None or message.ephemeral:
        raise SlackError("message_not_found")
    name = message.ts.replace(".", "")
    url = f"https://{channel.team.domain}.slack.com/archives/{channel.id}/p{name}"
    return {"channel": channel.id, "permalink": url}


def react(call: Call) -> Json:
    """Answer `reactions.add`."""
    call.need("channel", "timestamp", "name")
    message = call.channel().message(call.text("timestamp"))
    if message is None:
        raise SlackError("message_not_found")
    if call.text("name") in message.reactions:
        raise SlackError("already_reacted")
    message.reactions.append(call.text("name"))
    return {}


def _place(call: Call) -> Channel:
    name = call.text("channel")
    if name.startswith(("U", "W")):
        user = call.user("channel")
        return user.team.dm(user)
    if name.startswith("#"):
        raise breach("channel_not_found", ["a channel's id is needed, not its name"])
    return call.channel()


def _own(call: Call, refusal: str) -> Message:
    channel = call.channel()
    message = channel.message(call.text("ts"))
    if message is None or message.ephemeral:
        raise SlackError("message_not_found")
    if message.author is not channel.team.bot:
        raise SlackError(refusal, breach=True)
    if channel.archived:
        raise SlackError("is_archived")
    return message
