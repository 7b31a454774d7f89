"""A browser that walks through install pages, with the cookie that a real one would send back."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

import aiohttp
from aiohttp import DummyCookieJar

if TYPE_CHECKING:
    from tests.servers.slack.people import User
    from tests.servers.slack.server import SlackServer

HREF: Final = re.compile(r'href="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it came back."""

    status: int
    url: str
    text: str = field(repr=False)
    headers: dict[str, str] = field(default_factory=dict, repr=False)


class Browser:
    """Installs the app as people do."""

    def __init__(self, server: SlackServer) -> None:
        self._server = server

    async def installs(self, user: User, url: str, *, org: bool, denies: bool) -> Page:
        """Open an app's install page, allow or deny it, and return the page one ends on."""
        async with aiohttp.ClientSession(cookie_jar=DummyCookieJar()) as session:
            first = await self._get(session, url)
            target = self.authorize_url(first)
            asked = dict(parse_qsl(urlsplit(target).query))
            wrong = self._server.oauth.faults(asked)
            if wrong:
                return Page(400, target, "; ".join(wrong))
            if denies:
                query = urlencode({"error": "access_denied", "state": asked.get("state", "")})
            else:
                query = self._server.oauth.allow(user, asked, org=org)
            cookie = first.headers.get("set-cookie", "").partition(";")[0]
            back = self._back(asked.get("redirect_uri", ""), url)
            return await self._get(session, f"{back}?{query}", cookie)

    def authorize_url(self, page: Page) -> str:
        """Return where an install page leads; AssertionError where it does not lead to Slack."""
        targets = [page.headers.get("location", ""), *map(html.unescape, HREF.findall(page.text))]
        found = [one for one in targets if one.startswith(self._server.authorization_url)]
        assert found, f"{page} leads to none of {self._server.authorization_url}: {targets}"
        return found[0]

    def _back(self, uri: str, install_url: str) -> str:
        # A public address stands for the app that is listening here.
        here = urlsplit(install_url)
        path = urlsplit(uri).path or "/slack/oauth_redirect"
        return f"{here.scheme}://{here.netloc}{path}"

    async def _get(self, session: aiohttp.ClientSession, url: str, cookie: str = "") -> Page:
        headers = {"Cookie": cookie} if cookie else {}
        async with session.get(url, headers=headers, allow_redirects=False) as answer:
            told = {name.lower(): value for name, value in answer.headers.items()}
            return Page(answer.status, url, await answer.text(), told)
