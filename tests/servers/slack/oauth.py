"""OAuth v2: the page where people allow the app, the codes it gives, and token rotation."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from aiohttp import web

from tests.servers.slack.errors import SlackError, breach
from tests.servers.slack.installs import TWELVE_HOURS

if TYPE_CHECKING:
    from tests.servers.slack.calls import Call
    from tests.servers.slack.installs import Install
    from tests.servers.slack.people import User
    from tests.servers.slack.server import SlackServer

Json = dict[str, Any]
LIFE = 600.0


@dataclass(slots=True, eq=False)
class Grant:
    """A code and what it stands for."""

    user: User
    org: bool
    redirect_uri: str
    born: float
    used: bool = False


class OAuth:
    """Codes, and what they are exchanged for."""

    def __init__(self, server: SlackServer) -> None:
        self._server = server
        self._grants: dict[str, Grant] = {}

    def page(self, request: web.Request) -> web.Response:
        """Answer `/oauth/v2/authorize` as plain HTML (people of the tests use `allow`)."""
        wrong = self.faults(dict(request.query))
        said = "; ".join(wrong) or f"Allow with {request.query.get('scope', '')}"
        page = f"<!doctype html><title>Slack</title><p>{html.escape(said)}</p>"
        return web.Response(status=400 if wrong else 200, text=page, content_type="text/html")

    def faults(self, asked: dict[str, str]) -> list[str]:
        """Return what is wrong with the address of the page; each is a violation."""
        server, wrong = self._server, []
        scopes = {one for one in asked.get("scope", "").split(",") if one}
        if asked.get("client_id") != server.client_id:
            wrong.append("client_id is unknown")
        if scopes != set(server.manifest.scopes):
            differing = sorted(scopes ^ set(server.manifest.scopes))
            wrong.append(f"scopes are not those of the manifest: {differing}")
        uris, given = server.manifest.redirect_urls, asked.get("redirect_uri", "")
        if uris and given and not given.startswith(uris):
            wrong.append(f"redirect_uri {given!r} is not in the manifest")
        if not asked.get("state"):
            wrong.append("no state")
        for what in wrong:
            server.breach(f"authorize: {what}")
        return wrong

    def allow(self, user: User, asked: dict[str, str], *, org: bool) -> str:
        """Return the query with which somebody who said yes comes back."""
        assert not org or user.team.enterprise is not None, f"{user.team.name} is in no org"
        code = f"code-{self._server.ids.number()}"
        uri = asked.get("redirect_uri", "")
        self._grants[code] = Grant(user, org, uri, self._server.now)
        return urlencode({"code": code, "state": asked.get("state", "")})

    def access(self, call: Call) -> Json:
        """Answer `oauth.v2.access`, for a code or for a refresh token."""
        self._know(call)
        if call.text("grant_type") == "refresh_token":
            return self._refresh(call)
        call.need("code")
        grant = self._redeem(call)
        team = None if grant.org else grant.user.team
        install = self._server.installs.add(team, grant.user.team.enterprise)
        return self._told(install, grant.user)

    def _know(self, call: Call) -> None:
        name, secret = call.basic or (call.text("client_id"), call.text("client_secret"))
        if name != self._server.client_id:
            raise breach("invalid_client_id")
        if secret != self._server.client_secret:
            raise breach("bad_client_secret")

    def _redeem(self, call: Call) -> Grant:
        grant = self._grants.get(call.text("code"))
        if grant is None or self._server.now - grant.born > LIFE:
            raise SlackError("invalid_code")
        if grant.used:
            raise SlackError("code_already_used")
        if grant.redirect_uri != call.text("redirect_uri"):
            raise breach("bad_redirect_uri")
        grant.used = True
        return grant

    def _refresh(self, call: Call) -> Json:
        given = call.text("refresh_token")
        for install in self._server.installs.all:
            if given and install.refresh_token == given and not install.ended:
                install.rotate()
                return self._told(install, None)
        used = any(given in install.used_refresh for install in self._server.installs.all)
        if used:
            # A refresh token is good once: two at a time mean that one of them loses its token.
            raise breach("invalid_refresh_token", ["it was used before"])
        raise SlackError("invalid_refresh_token")

    def _told(self, install: Install, user: User | None) -> Json:
        team, enterprise = install.team, install.enterprise
        bot = install.teams[0].bot.id if install.teams else ""
        told: Json = {
            "access_token": install.token,
            "token_type": "bot",
            "scope": ",".join(install.scopes),
            "bot_user_id": bot,
            "app_id": self._server.app_id,
            "team": {"id": team.id, "name": team.name} if team else None,
            "enterprise": {"id": enterprise.id, "name": enterprise.name} if enterprise else None,
            "is_enterprise_install": install.is_org,
        }
        if user is not None:
            told["authed_user"] = {"id": user.id}
        if install.refresh_token is not None:
            told |= {"refresh_token": install.refresh_token, "expires_in": TWELVE_HOURS}
        return told
