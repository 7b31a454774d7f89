"""Response URLs: answers, replacements and deletions where somebody acted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.slack import posting
from tests.servers.slack.errors import breach

if TYPE_CHECKING:
    from tests.servers.slack.calls import Call
    from tests.servers.slack.messages import Message
    from tests.servers.slack.tickets import ResponseUrl

Json = dict[str, Any]


def respond(call: Call) -> Json:
    """Do what a response URL was told."""
    url = call.server.tickets.redeem(call.path)
    if call.args.get("delete_original"):
        _delete(_original(url))
        return {"ok": True}
    kind = call.args.get("response_type", "ephemeral")
    if kind not in ("ephemeral", "in_channel"):
        raise breach("invalid_arguments", [f"response_type {kind!r}"])
    text, blocks = posting.taken(call.server, call.args, "response_url")
    if call.args.get("replace_original"):
        message = _original(url)
        message.change(text, blocks)
        posting.shown(url.deed, message)
        return {"ok": True}
    alone = url.user if kind == "ephemeral" else None
    made = posting.made(url.channel, text, blocks, ephemeral_for=alone)
    made.thread_ts = call.args.get("thread_ts")
    url.mine.append(posting.put(url.channel, made, url.deed))
    return {"ok": True}


def _original(url: ResponseUrl) -> Message:
    source = url.source
    if source is None:
        shown = url.deed.messages if url.deed is not None else []
        source = shown[-1] if shown else None
    if source is None or source.deleted:
        raise breach("no_text", ["there is no original to replace or delete"])
    return source


def _delete(message: Message) -> None:
    message.deleted = True
    message.channel.server.changes.happened()
