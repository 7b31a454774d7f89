"""Signed requests to an address of ours: what Slack tells, and the pages on which it is installed.

Who may listen to the world is up to what stands before us: we listen to this machine only.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Final

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackClientError
from slack_sdk.signature import SignatureVerifier

from adapters.slack import manifest, pages, supervision
from adapters.slack.app import Ears, Hears, Work, bolt, web_client
from adapters.slack.install import STATE_LIFE, Installing, States
from adapters.slack.wire import Web, Wire
from adapters.slack.words import Words
from bot.errors import Denied
from bot.ports.installations import Installations

log = logging.getLogger(__name__)

LARGEST: Final = 1024 * 1024
"""Bytes of a request; what Slack sends is far smaller."""

FINISH_SECONDS: Final = 5.0
"""For how long answers under way may keep us from ending."""

COOKIE: Final = "undaunted-install"

_UNREADABLE: Final = (AttributeError, KeyError, TypeError, ValueError)
"""What a body of quite another shape makes of whoever reads it."""


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
        now: Callable[[], datetime],
        began: Callable[[int], None] = lambda port: None,
    ) -> None:
        self._wire, self._own, self._kept = wire, own, kept
        self._hears, self._work, self._words = hears, work, words
        self._now, self._began = now, began

    async def run(self, session: aiohttp.ClientSession, ears: Ears) -> None:
        """Listen, tell so, and answer; raises Denied where the port is taken."""
        client = web_client(self._wire.api_base, session)
        installing = Installing(self._wire, self._own, self._kept, self._now, client)
        ears.met(client, installing)
        app = bolt(client, installing, self._hears, self._work, self._own.signing_secret)
        doors = Doors(app, self._own, installing, States(self._now), self._words)
        runner = web.AppRunner(doors.application(), access_log=None, handle_signals=False)
        await runner.setup()
        site = web.TCPSite(runner, self._own.host, self._own.port)
        try:
            await _listen(site, self._own.port)
            self._began(runner.addresses[0][1])
            await ears.live(await installing.teams())
            await asyncio.Event().wait()
        finally:
            await asyncio.shield(self._end(runner))

    async def _end(self, runner: web.AppRunner) -> None:
        for site in list(runner.sites):
            await site.stop()
        await self._work.drain(FINISH_SECONDS)
        await runner.cleanup()


class Doors:
    """The addresses below the public one."""

    def __init__(
        self, app: AsyncApp, own: Web, installing: Installing, states: States, words: Words
    ) -> None:
        self._app, self._installing, self._states, self._words = app, installing, states, words
        self._signed = SignatureVerifier(own.signing_secret)
        self._is_safe = own.public_url.startswith("https:")

    def application(self) -> web.Application:
        """Put them together."""
        made = web.Application(client_max_size=LARGEST)
        made.router.add_post(manifest.EVENTS_PATH, self._told)
        made.router.add_get(manifest.INSTALL_PATH, self._offer)
        made.router.add_get(manifest.REDIRECT_PATH, self._back)
        return made

    async def _told(self, request: web.Request) -> web.StreamResponse:
        """Hand what Slack tells to the app; what is not from Slack, or is nothing, goes back."""
        body = await request.read()
        try:
            if not self._signed.is_valid_request(body, dict(request.headers)):
                return web.Response(status=401)
            asked = await to_bolt_request(request)
        except _UNREADABLE as odd:
            return self._unreadable(body, odd)
        return await to_aiohttp_response(await self._app.async_dispatch(asked))

    def _unreadable(self, body: bytes, odd: Exception) -> web.Response:
        reference = hashlib.sha256(body).hexdigest()[:8]
        log.warning("a request cannot be read (%s), reference %s", type(odd).__name__, reference)
        return web.Response(status=400)

    async def _offer(self, request: web.Request) -> web.StreamResponse:
        """Show what the bot is, and the way to let it in."""
        state = self._states.give()
        page = pages.offer(self._words, self._installing.address(state))
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
            return pages.again(self._words, 400)
        code = request.query.get("code", "")
        if not code:
            return pages.denied(self._words)
        try:
            place = await self._installing.let_in(code)
        except (OSError, aiohttp.ClientError, SlackClientError, TimeoutError) as problem:
            log.warning("somebody could not let us in: %s", supervision.named(problem))
            return pages.again(self._words, 502)
        log.info("let into %s", place)
        return pages.done(self._words)


async def _listen(site: web.TCPSite, port: int) -> None:
    try:
        await site.start()
    except OSError as taken:
        sentence = f"Port {port} cannot be listened at: set SLACK_PORT to another one."
        raise Denied(sentence) from taken
