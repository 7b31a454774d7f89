"""`auth.*`, `apps.*`, `bots.info`, `views.*` and `assistant.*`."""

from __future__ import annotations

from typing import Any

from tests.servers.slack import payloads, showing
from tests.servers.slack.calls import Call
from tests.servers.slack.errors import SlackError, breach, invalid_arguments

Json = dict[str, Any]


def tests_token(call: Call) -> Json:
    """Answer `auth.test`; an organisation's token has no workspace."""
    install = call.install
    first = install.teams[0] if install.teams else None
    told: Json = {"is_enterprise_install": install.is_org}
    if install.enterprise is not None:
        told["enterprise_id"] = install.enterprise.id
    if first is not None:
        told |= {"user": first.bot.name, "user_id": first.bot.id, "bot_id": first.bot_id}
    place = install.enterprise if install.is_org and install.enterprise else first
    if place is None:
        raise SlackError("team_access_not_granted")
    name = place.name.lower().replace(" ", "-")
    return {**told, "url": f"https://{name}.slack.com/", "team": place.name, "team_id": place.id}


def revoke(call: Call) -> Json:
    """Answer `auth.revoke`."""
    call.install.ended = "token_revoked"
    return {"revoked": True}


def uninstall(call: Call) -> Json:
    """Answer `apps.uninstall`."""
    if call.basic is None and call.text("client_secret") != call.server.client_secret:
        raise breach("bad_client_secret")
    call.team.uninstalls()
    return {}


def connect(call: Call) -> Json:
    """Answer `apps.connections.open`, which takes the app's token and no other."""
    if call.token and not call.token.startswith("xapp-"):
        raise breach("not_allowed_token_type")
    return {"url": call.server.sockets.address(call.token)}


def bot(call: Call) -> Json:
    """Answer `bots.info`."""
    found = next((of for of in call.install.teams if of.bot_id == call.text("bot")), None)
    if found is None:
        raise SlackError("bot_not_found")
    told = {"id": found.bot_id, "name": found.bot.name, "user_id": found.bot.id, "deleted": False}
    return {"bot": {**told, "app_id": call.server.app_id}}


def opens(call: Call) -> Json:
    """Answer `views.open`."""
    call.need("view", "trigger_id")
    body = showing.taken(call.server, call.args["view"], "modal")
    trigger = call.server.tickets.exchange(call.args["trigger_id"])
    view = showing.opens(trigger.user, body, trigger.deed)
    return {"view": payloads.view(view)}


def pushes(call: Call) -> Json:
    """Answer `views.push`, which needs a trigger from inside a modal."""
    call.need("view", "trigger_id")
    body = showing.taken(call.server, call.args["view"], "modal")
    trigger = call.server.tickets.exchange(call.args["trigger_id"])
    if not trigger.in_view:
        raise invalid_arguments("the trigger is from no modal")
    if not trigger.user.view_stack:
        raise SlackError("not_found")
    return {"view": payloads.view(showing.pushes(trigger.user, body, trigger.deed))}


def updates(call: Call) -> Json:
    """Answer `views.update`."""
    call.need("view")
    if not call.text("view_id") and not call.text("external_id"):
        raise invalid_arguments("missing required field: view_id")
    view = showing.find(call.server, call.args.get("view_id"), call.args.get("external_id"))
    body = showing.taken(call.server, call.args["view"], "home" if view.is_home else "modal")
    deed = showing.latest(view.user)
    showing.updates(view, body, deed, call.args.get("hash"))
    return {"view": payloads.view(view)}


def publishes(call: Call) -> Json:
    """Answer `views.publish`."""
    call.need("user_id", "view")
    user = call.user("user_id")
    body = showing.taken(call.server, call.args["view"], "home")
    if user.deleted:
        raise SlackError("user_not_found")
    deed, given = showing.latest(user), call.args.get("hash")
    view = showing.publishes(user, user.team, body, given, deed)
    return {"view": payloads.view(view)}


def prompts(call: Call) -> Json:
    """Answer `assistant.threads.setSuggestedPrompts`: one to four, in somebody's DM."""
    call.need("channel_id", "prompts")
    channel = call.channel("channel_id")
    if not channel.is_dm or not call.server.manifest.agent:
        raise breach("not_allowed")
    given = call.items("prompts")
    if not 1 <= len(given) <= 4 or not all(
        one.get("title") and one.get("message") for one in given
    ):
        raise invalid_arguments("one to four prompts with title and message")
    channel.prompts = [str(one["title"]) for one in given]
    return {}


def status(call: Call) -> Json:
    """Answer `assistant.threads.setStatus` and `setTitle`."""
    call.need("channel_id", "thread_ts")
    call.channel("channel_id")
    return {}
