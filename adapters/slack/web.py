"""Signed requests to an address of ours: what Slack tells, and the pages that people read there.

Who may listen to the world is up to what stands before us: we listen to this machine only.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackClientError
from slack_sdk.signature import SignatureVerifier

from adapters.slack import guard, manifest, supervision
from adapters.slack.app import Ears, Hears, Work, bolt, web_client
from adapters.slack.install import STATE_LIFE, Installing, States
from adapters.slack.leaflet import Documents, Leaflet, Operator
from adapters.slack.pages import Pages
from adapters.slack.site import Site
from adapters.slack.wire import Web, Wire
from adapters.slack.words import Words
from adapters.standing import Watch
from bot.errors import Denied
from bot.ports.installations import Installations

log = logging.getLogger(__name__)

LARGEST: Final = 1024 * 1024
"""Bytes of a request; what Slack sends is far smaller."""

FINISH_SECONDS: Final = 5.0
"""For how long answers under way may keep us from ending."""

COOKIE: Final = "undaunted-install"

KINDS: Final = ("application/json", "application/x-www-form-urlencoded")
"""The kinds of body in which Slack speaks."""

_UNREADABLE: Final = (AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a body of quite another shape makes of whoever reads it."""


@dataclass(frozen=True, slots=True)
class Front:
    """What people find at our address: words, documents, who runs it, and other routes beside."""

    leaf: Leaflet
    documents: Documents
    operator: Operator = field(default_factory=Operator)
    beside: Sequence[web.RouteDef] = ()


class WebMode:
    """Listens until it is cancelled."""

    def __init__(
        self,
        wire: Wire,
        own: Web,
        kept: Installations,
        hears: Hears,
        work: Work,
        words: Words,
        front: Front,
        watch: Watch,
        now: Callable[[], datetime],
        began: Callable[[int], None] = lambda port: None,
    ) -> None:
        self._wire, self._own, self._kept = wire, own, kept
        self._hears, self._work, self._words = hears, work, words
        self._front, self._seen, self._now, self._began = front, watch, now, began

    async def run(self, session: aiohttp.ClientSession, ears: Ears) -> None:
        """Listen, tell so, and answer; raises Denied where the port is taken."""
        client = web_client(self._wire.api_base, session)
        installing = Installing(self._wire, self._own, self._kept, self._now, client)
        ears.met(client, installing)
        app = bolt(client, installing, self._hears, self._work, self._own.signing_secret)
        doors = Doors(app, self._own, installing, States(self._now), self._words, self._front)
        runner = web.AppRunner(doors.application(), access_log=None, handle_signals=False)
        await runner.setup()
        site = web.TCPSite(runner, self._own.host, self._own.port)
        try:
            await _listen(site, self._own.port)
            self._began(runner.addresses[0][1])
            await ears.live(await installing.teams())
            self._seen.is_up("listening")
            await asyncio.Event().wait()
        finally:
            self._seen.is_down("closed")
            await asyncio.shield(self._end(runner))

    async def _end(self, runner: web.AppRunner) -> None:
        for site in list(runner.sites):
            await site.stop()
        await self._work.drain(FINISH_SECONDS)
        await runner.cleanup()


class Doors:
    """The addresses below the public one."""

    def __init__(
        self,
        app: AsyncApp,
        own: Web,
        installing: Installing,
        states: States,
        words: Words,
        front: Front,
    ) -> None:
        self._app, self._installing, self._states = app, installing, states
        self._pages = Pages(words, front.leaf)
        self._site = Site(front.leaf, front.documents, front.operator)
        self._beside = front.beside
        self._signed = SignatureVerifier(own.signing_secret)
        self._is_safe = own.public_url.startswith("https:")

    def application(self) -> web.Application:
        """Put them together."""
        made = web.Application(client_max_size=LARGEST)
        made.router.add_post(manifest.EVENTS_PATH, self._told)
        made.router.add_get(manifest.INSTALL_PATH, self._offer)
        # To look ahead at this page would use the way back up.
        made.router.add_get(manifest.REDIRECT_PATH, self._back, allow_head=False)
        made.router.add_routes(self._beside)
        self._site.add_to(made)
        return made

    async def _told(self, request: web.Request) -> web.StreamResponse:
        """Hand what Slack tells to the app; what is not from Slack, or is nothing, goes back."""
        try:
            body = await request.read()
        except web.HTTPRequestEntityTooLarge:
            return _refused(413, "is too large", str(request.content_length).encode())
        except web.RequestPayloadError:
            return _unpacked(request)
        if not self._is_signed(body, request):
            return _refused(401, "is not from Slack", body)
        try:
            if request.content_type not in KINDS:
                return _refused(415, "is of no kind that we read", body)
            asked = await to_bolt_request(request)
        except _UNREADABLE as odd:
            return _refused(400, f"cannot be read ({type(odd).__name__})", body)
        return await to_aiohttp_response(await self._heard(asked))

    def _is_signed(self, body: bytes, request: web.Request) -> bool:
        """Tell whether Slack vouches for a body; a signature that is none vouches for nothing."""
        try:
            return self._signed.is_valid_request(body, dict(request.headers))
        except _UNREADABLE:
            return False

    async def _heard(self, asked: AsyncBoltRequest) -> BoltResponse:
        """Let the app hear it; what the library fails over is acknowledged all the same."""
        try:
            return await self._app.async_dispatch(asked)
        except guard.UNREADABLE as odd:
            return guard.unheard(asked.body, type(odd).__name__)

    async def _offer(self, request: web.Request) -> web.StreamResponse:
        """Show what the bot is, and the way to let it in."""
        state = self._states.give()
        page = self._pages.offer(self._installing.address(state))
        page.set_cookie(
            COOKIE,
            state,
            max_age=int(STATE_LIFE.total_seconds()),
            path=manifest.REDIRECT_PATH,
            secure=self._is_safe,
            httponly=True,
            samesite="Lax",
        )
        return page

    async def _back(self, request: web.Request) -> web.StreamResponse:
        """Take in who comes back from Slack, once, and only in the browser that left from here."""
        state = request.query.get("state", "")
        is_theirs = state != "" and request.cookies.get(COOKIE) == state
        if not is_theirs or not self._states.take(state):
            return self._pages.again(400)
        code = request.query.get("code", "")
        if not code:
            return self._pages.denied()
        try:
            place = await self._installing.let_in(code)
        except (OSError, aiohttp.ClientError, SlackClientError, TimeoutError) as problem:
            log.warning("somebody could not let us in: %s", supervision.named(problem))
            return self._pages.again(502)
        log.info("let into %s", place)
        return self._pages.done()


def _refused(status: int, why: str, body: bytes) -> web.Response:
    """Send a request back; of its body nothing is told but a digest, to find it again."""
    reference = hashlib.sha256(body).hexdigest()[:8]
    log.warning("a request %s, reference %s", why, reference)
    return web.Response(status=status)


def _unpacked(request: web.Request) -> web.Response:
    """Send back what only said that it was packed, and hang up."""
    # Else the library reads on, and logs at length that it cannot.
    request.content.feed_eof()
    answer = _refused(400, "cannot be unpacked", str(request.content_length).encode())
    answer.force_close()
    return answer


async def _listen(site: web.TCPSite, port: int) -> None:
    try:
        await site.start()
    except OSError as taken:
        sentence = f"Port {port} cannot be listened at: set SLACK_PORT to another one."
        raise Denied(sentence) from taken
