"""Events: who is told of what, in the wrapper in which Slack sends them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.slack.deeds import Deed, Kind

if TYPE_CHECKING:
    from tests.servers.slack.channels import Channel
    from tests.servers.slack.people import User
    from tests.servers.slack.world import Team

Json = dict[str, Any]


def tell(
    team: Team,
    event: Json,
    *,
    name: str = "",
    user: User | None = None,
    channel: Channel | None = None,
    ending: bool = False,
) -> Deed:
    """Tell the app of an event if it subscribed to `name` (that is, its type) and is installed.

    `ending` is for what tells that it is installed no more.
    """
    deed = Deed(team.server, Kind.EVENT, team, wrapped(team, event), user=user, channel=channel)
    if ending:
        deed.payload["authorizations"] = []
    away = channel is not None and not channel.bot_in and user is not team.bot
    wanted = (name or event["type"]) in team.server.manifest.events
    deed.delivered = wanted and not away and (ending or team.server.installs.covers(team))
    return team.server.deliveries.send(deed) if deed.delivered else deed


def sends(team: Team, event: Json, leave_out: tuple[str, ...]) -> Deed:
    """Tell the app of an event as it is."""
    payload = wrapped(team, event)
    for key in leave_out:
        payload.pop(key)
    return team.server.deliveries.send(Deed(team.server, Kind.EVENT, team, payload))


def wrapped(team: Team, event: Json) -> Json:
    """Return an event in its wrapper."""
    server = team.server
    enterprise = team.enterprise.id if team.enterprise else None
    seen_by = {
        "enterprise_id": enterprise,
        "team_id": team.id,
        "user_id": team.bot.id,
        "is_bot": True,
        "is_enterprise_install": team.is_org,
    }
    return {
        "token": "loopback-verification",
        "team_id": team.id,
        "enterprise_id": enterprise,
        "context_team_id": team.id,
        "context_enterprise_id": enterprise,
        "api_app_id": server.app_id,
        "event": {**event, "event_ts": event.get("event_ts") or server.ids.ts()},
        "type": "event_callback",
        "event_id": server.ids.next("Ev"),
        "event_time": server.ids.started,
        "authorizations": [seen_by],
        "is_ext_shared_channel": False,
        "event_context": f"4-loopback-{server.ids.number()}",
    }
