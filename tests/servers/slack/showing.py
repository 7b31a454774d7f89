"""Showing views: opened, pushed, updated and published, within what a trigger allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.slack import limits, surfaces
from tests.servers.slack.errors import SlackError, breach
from tests.servers.slack.views import View

if TYPE_CHECKING:
    from tests.servers.slack.deeds import Deed
    from tests.servers.slack.people import User
    from tests.servers.slack.server import SlackServer
    from tests.servers.slack.world import Team

Json = dict[str, Any]


def taken(server: SlackServer, given: Any, kind: str) -> Json:
    """Return a view with ids; SlackError where Slack refuses it."""
    body = surfaces.taken_view(server.ids, given, kind)
    server.files.need(body["blocks"])
    return body


def opens(user: User, body: Json, deed: Deed | None) -> View:
    """Open a modal; one that is open gives way to it."""
    for old in user.view_stack:
        old.closed = True
    user.server.world.closed_views += user.view_stack
    user.view_stack.clear()
    return pushes(user, body, deed)


def pushes(user: User, body: Json, deed: Deed | None) -> View:
    """Put a modal on top of the stack; SlackError where it is full."""
    if len(user.view_stack) >= limits.VIEW_STACK:
        raise breach("push_limit_reached")
    below = user.view_stack[-1] if user.view_stack else None
    name = user.server.ids.next("V")
    root = below.root if below else name
    view = View(user.team, user, name, root, below.id if below else None, body)
    view.hash = digest(user.server)
    _unique(user.server, view, body)
    user.view_stack.append(view)
    return _shown(deed, view)


def updates(view: View, body: Json, deed: Deed | None, given: object = None) -> View:
    """Update a view; SlackError where it is closed, or `given` is not its present hash."""
    if given and given != view.hash:
        raise SlackError("hash_conflict")
    if view.closed:
        raise SlackError("not_found")
    _unique(view.user.server, view, body)
    view.update(body, digest(view.user.server))
    return _shown(deed, view)


def publishes(user: User, team: Team, body: Json, given: object, deed: Deed | None) -> View:
    """Publish somebody's home page."""
    server = user.server
    if not server.manifest.home_tab:
        raise breach("not_enabled")
    present = user.homes.get(team.id)
    if present is not None:
        return updates(present, body, deed, given)
    if given:
        raise SlackError("hash_conflict")
    name = server.ids.next("V")
    view = View(team, user, name, name, None, body)
    view.hash = digest(server)
    user.homes[team.id] = view
    return _shown(deed, view)


def find(server: SlackServer, view_id: object, external_id: object) -> View:
    """Return a view by either id; SlackError where there is none."""
    for view in _all(server):
        if view_id and view.id == view_id:
            return view
        if external_id and view.body.get("external_id") == external_id:
            return view
    raise SlackError("not_found")


def digest(server: SlackServer) -> str:
    """Return a hash that no view had before."""
    return f"{server.ids.started}.{server.ids.number():08x}"


def latest(user: User) -> Deed | None:
    """Return what somebody did last."""
    return next((deed for deed in reversed(user.server.deeds) if deed.user is user), None)


def _all(server: SlackServer) -> list[View]:
    people = [user for team in server.world.teams for user in team.users]
    open_ones = [view for user in people for view in (*user.view_stack, *user.homes.values())]
    return open_ones + server.world.closed_views


def _unique(server: SlackServer, view: View, body: Json) -> None:
    wanted = body.get("external_id")
    others = [one for one in _all(server) if one is not view and not one.closed]
    if wanted and any(one.body.get("external_id") == wanted for one in others):
        raise breach("duplicate_external_id")


def _shown(deed: Deed | None, view: View) -> View:
    if deed is not None:
        deed.show(view)
    view.user.server.changes.happened()
    return view
