"""`conversations.*`, `users.*`, `dnd.*`, `team.info`: where and who."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.slack import payloads
from tests.servers.slack.calls import Call
from tests.servers.slack.errors import SlackError

if TYPE_CHECKING:
    from tests.servers.slack.channels import Channel
    from tests.servers.slack.people import User

Json = dict[str, Any]
NAMES = {"channel": "public_channel", "group": "private_channel", "im": "im", "mpim": "mpim"}


def open_dm(call: Call) -> Json:
    """Answer `conversations.open`."""
    call.need("users")
    names = call.items("users")
    found = [user for name in names if (user := _person(call, str(name))) is not None]
    if len(found) != len(names):
        raise SlackError("user_not_found")
    if any(user.deleted for user in found):
        raise SlackError("user_disabled")
    team = found[0].team
    channel = team.dm(found[0]) if len(found) == 1 else team.mpim(*found)
    told = payloads.channel(channel)
    return {"channel": told if _truthy(call.args.get("return_im")) else {"id": channel.id}}


def info(call: Call) -> Json:
    """Answer `conversations.info`."""
    return {"channel": payloads.channel(call.channel())}


def members(call: Call) -> Json:
    """Answer `conversations.members`, paged."""
    channel = call.channel()
    if channel.kind != "channel" and not channel.bot_in:
        raise SlackError("fetch_members_failed")
    page, cursor = _page(call, [member.id for member in channel.members], 100)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def listed(call: Call) -> Json:
    """Answer `conversations.list`, paged."""
    return _channels(call, member_only=False)


def mine(call: Call) -> Json:
    """Answer `users.conversations`, paged."""
    return _channels(call, member_only=True)


def history(call: Call) -> Json:
    """Answer `conversations.history` where the scope for this kind of place is there."""
    channel = call.channel()
    if not channel.bot_in:
        raise SlackError("not_in_channel")
    needed = {"channel": "channels:history", "group": "groups:history"}
    scope = needed.get(channel.kind, f"{channel.kind}:history")
    if scope not in call.install.scopes:
        provided = ",".join(call.install.scopes)
        raise SlackError("missing_scope", breach=True, needed=scope, provided=provided)
    shown = [one for one in channel.messages if not one.ephemeral and not one.deleted]
    return {"messages": [payloads.message(one) for one in reversed(shown)], "has_more": False}


def join(call: Call) -> Json:
    """Answer `conversations.join`."""
    channel = call.channel()
    if channel.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type", breach=True)
    if channel.archived:
        raise SlackError("is_archived")
    channel.invites_bot()
    return {"channel": payloads.channel(channel)}


def user(call: Call) -> Json:
    """Answer `users.info`; the locale only where it is asked for."""
    found = call.user()
    told = payloads.user(found)
    if _truthy(call.args.get("include_locale")) and not found.deleted:
        told["locale"] = found.locale
    return {"user": told}


def users(call: Call) -> Json:
    """Answer `users.list`, paged."""
    people = [payloads.user(one) for one in (*call.team.users, call.team.bot)]
    page, cursor = _page(call, people, 200)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def quiet(call: Call) -> Json:
    """Answer `dnd.info`."""
    return _quiet(call.user())


def quiet_team(call: Call) -> Json:
    """Answer `dnd.teamInfo`."""
    found = [one for name in call.items("users") if (one := _person(call, str(name)))]
    return {"users": {one.id: _quiet(one) for one in found}}


def team(call: Call) -> Json:
    """Answer `team.info`."""
    return {"team": {**payloads.team(call.team), "name": call.team.name, "icon": {}}}


def _quiet(of: User) -> Json:
    snoozed = of.quiet.snoozed_until
    return {
        "dnd_enabled": of.quiet.enabled,
        "next_dnd_start_ts": of.quiet.starts or 1,
        "next_dnd_end_ts": of.quiet.ends or 1,
        "snooze_enabled": bool(snoozed),
        **({"snooze_endtime": snoozed} if snoozed else {}),
    }


def _channels(call: Call, *, member_only: bool) -> Json:
    kinds = call.items("types") or ["public_channel"]
    exclude = _truthy(call.args.get("exclude_archived"))
    found: list[Channel] = [
        channel
        for channel in call.team.channels
        if NAMES[channel.kind] in kinds
        and not channel.deleted
        and not (exclude and channel.archived)
        and (channel.bot_in or (channel.kind == "channel" and not member_only))
    ]
    page, cursor = _page(call, [payloads.channel(one) for one in found], 100)
    return {"channels": page, "response_metadata": {"next_cursor": cursor}}


def _person(call: Call, name: str) -> User | None:
    for of in call.install.teams:
        found = of.find_user(name)
        if found is not None:
            return found
    return None


def _page(call: Call, everything: list[Any], usual: int) -> tuple[list[Any], str]:
    size = int(call.args.get("limit") or usual)
    cursor = call.text("cursor")
    if cursor and not cursor.isdecimal():
        raise SlackError("invalid_cursor", breach=True)
    start = int(cursor or 0)
    end = start + size
    return everything[start:end], str(end) if end < len(everything) else ""


def _truthy(given: object) -> bool:
    return given in (True, 1, "1", "true")
