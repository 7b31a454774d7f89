"""What people do, turned into what Slack would send for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from tests.servers.slack import answers, filling, happening, payloads, posting
from tests.servers.slack.deeds import Deed, Kind
from tests.servers.slack.messages import Message
from tests.servers.slack.views import View

if TYPE_CHECKING:
    from tests.servers.slack.channels import Channel
    from tests.servers.slack.controls import Control
    from tests.servers.slack.people import User

Json = dict[str, Any]
MENTIONED: Final = re.compile(r"&lt;@(\w+)&gt;")


def says(user: User, text: str, at: Channel, thread: Message | None) -> Deed:
    """Write a message; a mention of the app is a second event where it is a member."""
    _present(user, at)
    assert not at.is_dm or user.server.manifest.writable_messages_tab, "nobody can write there"
    message = Message(user.server.ids.ts(), at, user, _escaped(text), [_rich(text)])
    message.thread_ts = (thread.thread_ts or thread.ts) if thread is not None else None
    at.messages.append(message)
    deed = posting.announce(message)
    if user.team.bot.mention in text and not at.is_dm:
        told = {**payloads.message_event(message), "type": "app_mention"}
        told.pop("channel_type")
        mention = happening.tell(user.team, told, user=user, channel=at)
        mention.message = message
        deed = mention if mention.delivered or not deed.delivered else deed
    user.server.changes.happened()
    return deed


def edits(user: User, message: Message, text: str) -> Deed:
    """Change one's own message."""
    assert message.author is user, "somebody else's message"
    message.change(_escaped(text), [_rich(text)])
    return posting.announce(message, "message_changed")


def deletes(user: User, message: Message) -> Deed:
    """Delete one's own message."""
    assert message.author is user, "somebody else's message"
    message.deleted = True
    return posting.announce(message, "message_deleted")


def uses(user: User, command: str, text: str, at: Channel) -> Deed:
    """Use a slash command."""
    _present(user, at)
    server, offered = user.server, user.server.manifest.commands
    assert command in offered, f"no command {command!r} among {list(offered)}"
    assert server.installs.covers(user.team), f"the app is not in {user.team.name}"
    trigger = server.tickets.trigger(user)
    url = server.tickets.response_url(user, at, None)
    payload = {
        "token": "loopback-verification",
        "team_id": user.team.id,
        "team_domain": user.team.domain,
        "channel_id": at.id,
        "channel_name": "directmessage" if at.is_dm else at.name,
        "user_id": user.id,
        "user_name": user.name,
        "command": command,
        "text": text.strip(),
        "api_app_id": server.app_id,
        "is_enterprise_install": "true" if user.team.is_org else "false",
        "response_url": server.tickets.address(url),
        "trigger_id": trigger.id,
    }
    if user.team.enterprise is not None:
        enterprise = user.team.enterprise
        payload |= {"enterprise_id": enterprise.id, "enterprise_name": enterprise.name}
    deed = Deed(server, Kind.COMMAND, user.team, payload, user=user, channel=at)
    server.tickets.belong(deed, trigger, url)
    return server.deliveries.send(deed)


def shortcut(user: User, name: str) -> Deed:
    """Use a global shortcut."""
    found = user.server.manifest.shortcut("global", name)
    return _sends(user, "shortcut", {"callback_id": found["callback_id"]}, None)


def message_shortcut(user: User, name: str, message: Message) -> Deed:
    """Use a shortcut on a message."""
    assert not message.ephemeral, "no shortcuts on what only one person sees"
    assert message in message.channel.seen_by(user), f"{user} does not see it"
    found = user.server.manifest.shortcut("message", name)
    at = message.channel
    told = {
        "callback_id": found["callback_id"],
        "message_ts": message.ts,
        "message": payloads.message(message),
        "channel": _channel(at),
    }
    return _sends(user, "message_action", told, message, at=at)


def opens_app(user: User, tab: str) -> Deed:
    """Open a tab of the app; its view is told once there is one."""
    manifest = user.server.manifest
    assert manifest.home_tab if tab == "home" else manifest.messages_tab, f"no {tab} tab"
    event: Json = {"type": "app_home_opened", "user": user.id, "channel": user.dm.id, "tab": tab}
    if tab == "home" and user.team.id in user.homes:
        event["view"] = payloads.view(user.homes[user.team.id])
    return happening.tell(user.team, event, user=user)


def presses(user: User, surface: Message | View, label: str, which: str) -> Deed:
    """Press a button, and say yes where it asks."""
    control = surface.control(label, which)
    assert control.element["type"] == "button", f"{label!r} is no button"
    told = {"text": control.element["text"]}
    told |= {key: control.element[key] for key in ("value", "style") if key in control.element}
    return _acts(user, surface, control, told)


def picks(user: User, surface: Message | View, name: str, choices: Sequence[Any]) -> Deed:
    """Put something into a menu, a group or a picker that is no input of a form."""
    control = surface.control(name)
    element, block = control.element, control.block
    assert element["type"] != "button", f"{name!r} is a button"
    one = len(choices) == 1
    told = filling.held(element, choices[0] if one else list(choices))
    held = surface.state.setdefault(block["block_id"], {})
    if element["type"] != "overflow":
        held[element["action_id"]] = told
    assert block["type"] != "input" or block.get("dispatch_action"), f"{name!r} is for `submits`"
    return _acts(user, surface, control, {key: told[key] for key in told if key != "type"})


def submits(user: User, view: View, values: Mapping[str, Any]) -> Deed:
    """Fill in a modal and send it."""
    _on_top(user, view)
    assert view.submit, f"{view.title!r} cannot be sent"
    filling.fill(view, values)
    view.errors = {}
    told = {"view": payloads.view(view), "response_urls": []}
    return _sends(user, "view_submission", told, view)


def closes(user: User, view: View, whole: bool) -> Deed | None:
    """Close a modal or the whole stack."""
    _on_top(user, view)
    view.state = filling.state(view.blocks, view.state)
    told = {"view": payloads.view(view), "is_cleared": whole}
    answers.closes(user, view, whole=whole)
    if not view.body.get("notify_on_close"):
        return None
    return _sends(user, "view_closed", told, view, triggers=False)


def _acts(user: User, surface: Message | View, control: Control, told: Json) -> Deed:
    element, block = control.element, control.block
    action = {
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "type": element["type"],
        "action_ts": user.server.ids.ts(),
        **told,
    }
    if isinstance(surface, View):
        _before(user, surface)
        where = _in_view(surface)
        return _sends(user, "block_actions", {"actions": [action], **where}, surface)
    assert surface in surface.channel.seen_by(user), f"{user} does not see it"
    where = _in_message(surface)
    told = {"actions": [action], **where}
    return _sends(user, "block_actions", told, surface, at=surface.channel)


def _in_view(view: View) -> Json:
    view.state = filling.state(view.blocks, view.state)
    return {
        "container": {"type": "view", "view_id": view.id},
        "view": payloads.view(view),
    }


def _in_message(message: Message) -> Json:
    at = message.channel
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": at.id,
        "is_ephemeral": message.ephemeral,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    told: Json = {"container": container, "channel": _channel(at)}
    told["state"] = {"values": filling.state(message.blocks, message.state)}
    if not message.ephemeral:
        told["message"] = payloads.message(message)
    return told


def _sends(
    user: User,
    kind: str,
    told: Json,
    source: Message | View | None,
    *,
    at: Channel | None = None,
    triggers: bool = True,
) -> Deed:
    server = user.server
    assert server.manifest.interactive, "interactivity is off"
    assert server.installs.covers(user.team), f"the app is not in {user.team.name}"
    payload = {**payloads.interaction(kind, user), **told}
    trigger = server.tickets.trigger(user, in_view=_in_modal(source)) if triggers else None
    message = source if isinstance(source, Message) else None
    url = server.tickets.response_url(user, at, message) if at is not None else None
    if trigger is not None:
        payload["trigger_id"] = trigger.id
    if url is not None:
        payload["response_url"] = server.tickets.address(url)
    deed = Deed(server, Kind.INTERACTIVE, user.team, payload, user=user, channel=at)
    deed.source = source
    server.tickets.belong(deed, trigger, url)
    return server.deliveries.send(deed)


def _in_modal(source: Message | View | None) -> bool:
    return isinstance(source, View) and not source.is_home


def _channel(at: Channel) -> Json:
    return {"id": at.id, "name": "directmessage" if at.is_dm else at.name}


def _present(user: User, at: Channel) -> None:
    assert not at.deleted, f"{at} was deleted"
    assert not at.archived, f"{at} is archived"
    assert user in at.members, f"{user} is not in {at}"


def _before(user: User, view: View) -> None:
    assert view.user is user, f"not before {user}"
    if not view.is_home:
        _on_top(user, view)


def _on_top(user: User, view: View) -> None:
    assert user.view_stack, f"no modal before {user}"
    assert user.view_stack[-1] is view, f"{view.title!r} is not on top before {user}"


def _escaped(text: str) -> str:
    kept = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return MENTIONED.sub(r"<@\1>", kept)


def _rich(text: str) -> Json:
    words = {"type": "text", "text": text}
    section = {"type": "rich_text_section", "elements": [words]}
    return {"type": "rich_text", "block_id": "words", "elements": [section]}
