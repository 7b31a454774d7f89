"""The pages that say what the bot is and how it deals with people, printed once at the start."""

from collections.abc import Mapping
from html import escape
from types import MappingProxyType
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler

from adapters.slack import markdown, sheet
from adapters.slack.leaflet import Documents, Leaflet, Operator
from adapters.slack.manifest import INSTALL_PATH
from adapters.slack.sheet import CRISIS, HOME, PRIVACY, SUPPORT, TERMS

SHORT_INSTALL_PATH: Final = "/install"
ROBOTS_PATH: Final = "/robots.txt"

ROBOTS: Final = "User-agent: *\nDisallow: /slack/\nDisallow: /health\nDisallow: /ready\n"

KEPT: Final = {"Cache-Control": "public, max-age=300"}
"""A page may be kept for a few minutes: after an update it should not be long out of date."""

FILES: Final = MappingProxyType(
    {"privacy.md": PRIVACY, "terms.md": TERMS, "crisis-protocol.md": CRISIS}
)
"""Which page stands for which file of the repository."""


class Site:
    """Every page by its address; showing one costs nothing."""

    def __init__(self, leaf: Leaflet, documents: Documents, operator: Operator) -> None:
        self._leaf, self._operator = leaf, operator
        self.pages: Mapping[str, str] = {
            HOME: self._about(),
            PRIVACY: self._document(documents.privacy, PRIVACY),
            TERMS: self._document(documents.terms, TERMS),
            CRISIS: self._document(documents.crisis, CRISIS),
            SUPPORT: self._support(),
        }
        self._gone = self._notice(leaf.gone_title, leaf.gone)
        self._method = self._notice(leaf.method_title, leaf.method)

    def add_to(self, application: web.Application) -> None:
        """Put the pages under their addresses, and a kind page where there is none."""
        for path in self.pages:
            application.router.add_get(path, self._show)
        application.router.add_get(ROBOTS_PATH, _robots)
        application.router.add_get(SHORT_INSTALL_PATH, _to_install)

        @web.middleware
        async def kindly(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._kindly(request, handler)

        application.middlewares.append(kindly)

    async def _show(self, request: web.Request) -> web.StreamResponse:
        return answer(self.pages[request.path], headers=KEPT)

    async def _kindly(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPNotFound:
            return answer(self._gone, 404)
        except web.HTTPMethodNotAllowed as wrong:
            allowed = {"Allow": ", ".join(sorted(wrong.allowed_methods))}
            return answer(self._method, 405, allowed)

    def _about(self) -> str:
        leaf = self._leaf
        body = (
            markdown.prose(leaf.about_first).html
            + sheet.press(INSTALL_PATH, leaf.install)
            + markdown.prose(leaf.about, FILES).html
            + self._whose()
        )
        return sheet.sheet(leaf, leaf.about_title, body, HOME)

    def _support(self) -> str:
        leaf = self._leaf
        body = self._whose() + markdown.prose(leaf.support_text, FILES).html
        return sheet.sheet(leaf, leaf.support_title, body, SUPPORT)

    def _document(self, text: str, here: str) -> str:
        prose = markdown.prose(text, FILES, self._leaf.table)
        return sheet.sheet(self._leaf, prose.title, prose.html + self._whose(), here)

    def _notice(self, title: str, text: str) -> str:
        return sheet.sheet(self._leaf, title, markdown.paragraph(text))

    def _whose(self) -> str:
        """Say who runs the bot and how to reach them, or honestly that nobody was named."""
        leaf, own = self._leaf, self._operator
        who = leaf.operator_named.format(name=own.name) if own.name else leaf.operator_unnamed
        said = [escape(who), escape(leaf.operator_unreached)]
        if own.contact:
            link = f'<a href="{escape(own.link)}">{escape(own.contact)}</a>'
            said[1] = escape(leaf.operator_reached).format(contact=link)
        heading = f'<h2 id="operator">{escape(leaf.operator_title)}</h2>'
        return f'<aside aria-labelledby="operator">{heading}<p>{"</p><p>".join(said)}</p></aside>\n'


def answer(
    page: str, status: int = 200, headers: Mapping[str, str] = MappingProxyType({})
) -> web.Response:
    """Return a page with its strict headers; unless told otherwise, nobody keeps it."""
    told = {"Cache-Control": "no-store", **sheet.HEADERS, **headers}
    return web.Response(status=status, text=page, content_type="text/html", headers=told)


async def _robots(request: web.Request) -> web.StreamResponse:
    return web.Response(text=ROBOTS, headers={**KEPT, "X-Content-Type-Options": "nosniff"})


async def _to_install(request: web.Request) -> web.StreamResponse:
    """Lead on, without a word that could be missed."""
    return web.Response(status=308, headers={"Location": INSTALL_PATH, "Cache-Control": "no-store"})
