"""How Slack writes people, places, messages and views."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from tests.servers.slack.channels import Channel
    from tests.servers.slack.messages import Message
    from tests.servers.slack.people import User
    from tests.servers.slack.views import View
    from tests.servers.slack.world import Team

Json = dict[str, Any]


def team(of: Team) -> Json:
    """Return a workspace as interactions tell it."""
    told: Json = {"id": of.id, "domain": of.domain}
    if of.enterprise is not None:
        told |= {"enterprise_id": of.enterprise.id, "enterprise_name": of.enterprise.name}
    return told


def enterprise(of: Team) -> Json | None:
    """Return the organisation of a workspace."""
    return {"id": of.enterprise.id, "name": of.enterprise.name} if of.enterprise else None


def actor(of: User) -> Json:
    """Return somebody as interactions tell them."""
    return {"id": of.id, "username": of.name, "name": of.name, "team_id": of.team.id}


def user(of: User) -> Json:
    """Return somebody as `users.info` and `user_change` tell them."""
    told: Json = {
        "id": of.id,
        "team_id": of.team.id,
        "name": of.name,
        "deleted": of.deleted,
        "real_name": of.name,
        "is_bot": of.bot,
        "is_app_user": False,
        "updated": of.server.ids.started,
        "profile": {
            "real_name": of.name,
            "display_name": of.name,
            "team": of.team.id,
            "avatar_hash": "loopback",
        },
    }
    if not of.deleted:
        instant = datetime.fromtimestamp(of.server.ids.started, UTC).astimezone(ZoneInfo(of.tz))
        offset = instant.utcoffset()
        told |= {
            "tz": of.tz,
            "tz_label": instant.tzname(),
            "tz_offset": int(offset.total_seconds()) if offset else 0,
            "is_admin": of.admin,
            "is_owner": False,
            "is_restricted": False,
            "is_ultra_restricted": False,
            "is_email_confirmed": True,
        }
    return told


def user_change(of: User) -> Json:
    """Return the event of a changed profile."""
    event_ts = of.server.ids.ts()
    told = {**user(of), "locale": of.locale}
    return {"type": "user_change", "user": told, "cache_ts": of.server.ids.started} | {
        "event_ts": event_ts
    }


def channel(of: Channel) -> Json:
    """Return a place as `conversations.info` tells it."""
    told: Json = {
        "id": of.id,
        "created": of.server.ids.started,
        "is_archived": of.archived,
        "is_im": of.kind == "im",
        "is_mpim": of.kind == "mpim",
        "is_org_shared": False,
        "context_team_id": of.team.id,
    }
    if of.kind == "im":
        person = next(member for member in of.members if not member.bot)
        return told | {"user": person.id, "is_user_deleted": person.deleted}
    return told | {
        "name": of.name,
        "name_normalized": of.name,
        "is_channel": of.kind == "channel",
        "is_group": of.kind == "group",
        "is_private": of.kind != "channel",
        "is_member": of.bot_in,
        "is_general": False,
        "is_shared": False,
        "creator": of.members[0].id if of.members else "",
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(of.members),
    }


def membership(of: Channel, who: User, what: str) -> Json:
    """Return the event of somebody who joined or left."""
    return {
        "type": f"member_{what}_channel",
        "user": who.id,
        "channel": of.id,
        "channel_type": "C" if of.kind == "channel" else "G",
        "team": of.team.id,
    }


def message(of: Message) -> Json:
    """Return a message as answers, events and interactions tell it."""
    told: Json = {"type": "message", "user": of.author.id, "text": of.text, "ts": of.ts}
    told["team"] = of.channel.team.id
    if of.author.bot:
        told |= {"bot_id": of.channel.team.bot_id, "app_id": of.channel.server.app_id}
    optional = {
        "blocks": of.blocks,
        "thread_ts": of.thread_ts,
        "files": of.files,
        "metadata": of.metadata,
    }
    told |= {key: value for key, value in optional.items() if value}
    if of.revisions:
        told["edited"] = {"user": of.author.id, "ts": of.ts}
    return told


def message_event(of: Message, **more: Any) -> Json:
    """Return the event of a message."""
    where = {"channel": of.channel.id, "channel_type": of.channel.kind.value}
    return {**message(of), **where, "event_ts": of.ts, **more}


def changed(of: Message, subtype: str) -> Json:
    """Return the event of a message that was changed or deleted."""
    before = message(of)
    if of.revisions:
        before |= {"text": of.revisions[-1].text, "blocks": of.revisions[-1].blocks}
    told: Json = {
        "type": "message",
        "subtype": subtype,
        "channel": of.channel.id,
        "channel_type": of.channel.kind.value,
        "ts": of.channel.server.ids.ts(),
        "hidden": True,
        "previous_message": before,
    }
    if subtype == "message_deleted":
        return told | {"deleted_ts": of.ts}
    return told | {"message": message(of)}


def view(of: View) -> Json:
    """Return a view as interactions and answers tell it."""
    body = of.body
    told: Json = {
        "id": of.id,
        "team_id": of.team.id,
        "type": body["type"],
        "blocks": body["blocks"],
        "private_metadata": of.private_metadata,
        "callback_id": of.callback_id,
        "state": {"values": of.state},
        "hash": of.hash,
        "title": body.get("title") or _view_title(),
        "clear_on_close": bool(body.get("clear_on_close")),
        "notify_on_close": bool(body.get("notify_on_close")),
        "close": body.get("close"),
        "submit": body.get("submit"),
        "previous_view_id": of.previous,
        "root_view_id": of.root,
        "app_id": of.team.server.app_id,
        "external_id": body.get("external_id") or "",
        "app_installed_team_id": of.team.id,
        "bot_id": of.team.bot_id,
    }
    return told


def _view_title() -> Json:
    return {"type": "plain_text", "text": "View Title", "emoji": True}


def interaction(kind: str, who: User) -> Json:
    """Return what all interactions have."""
    return {
        "type": kind,
        "token": "loopback-verification",
        "action_ts": who.server.ids.ts(),
        "team": team(who.team),
        "user": actor(who),
        "api_app_id": who.server.app_id,
        "is_enterprise_install": who.team.is_org,
        "enterprise": enterprise(who.team),
    }
