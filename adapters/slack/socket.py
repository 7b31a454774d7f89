"""Socket Mode: one connection, watched, and given up for a new one when it does not come back.

The library by itself tries a dead address for ever, and never says that a token is worth nothing.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

import aiohttp
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import guard, manifest, supervision
from adapters.slack.app import Ears, Hears, Work, bolt, web_client
from adapters.slack.supervision import Life, Lost, Pause, Supervision
from adapters.slack.tokens import OwnToken, Token
from adapters.slack.wire import Socket, Wire
from adapters.standing import Watch
from bot.errors import Denied

log = logging.getLogger(__name__)

SCOPES = "x-oauth-scopes"
"""The header in which Slack names what a token may do."""

CONNECT_SECONDS = 6.0
"""How long a fresh address may take to become a connection."""

FINISH_SECONDS = 5.0
"""For how long answers under way may keep a connection from closing."""

LOOK_SECONDS = 1.0
"""How often we look whether we are still connected."""

_SDK = logging.getLogger("slack_sdk.undaunted.socket")
# It tells of every try with a traceback; we look for ourselves, and tell in a line.
_SDK.setLevel(logging.CRITICAL + 1)


async def whose(client: AsyncWebClient) -> tuple[Token, tuple[str] | None]:
    """Ask whose the bot token is; raises Denied for a bad one.

    Returns it with its one workspace, or with None where it is a whole organisation's.
    """
    try:
        told = await client.auth_test()
    except SlackApiError as problem:
        sentence = supervision.bot_token_refused(problem)
        if sentence:
            raise Denied(sentence) from None
        raise
    _warn_of_missing(told.headers)
    token = Token(client.token or "", str(told.get("bot_id") or ""), str(told.get("user_id") or ""))
    return token, None if told.get("is_enterprise_install") else (str(told.get("team_id")),)


async def address(client: AsyncWebClient, socket: Socket, *, is_first: bool) -> str:
    """Ask where to connect; raises Denied where no socket will ever be given out."""
    try:
        told = await client.apps_connections_open(app_token=socket.app_token)
    except SlackApiError as problem:
        sentence = supervision.app_token_refused(problem, is_first=is_first)
        if sentence:
            raise Denied(sentence) from None
        raise
    return str(told["url"])


class SocketMode:
    """One life of a connection after the other."""

    def __init__(
        self,
        wire: Wire,
        socket: Socket,
        hears: Hears,
        work: Work,
        pause: Pause,
        supervision: Supervision,
        watch: Watch,
    ) -> None:
        self._wire, self._socket, self._seen = wire, socket, watch
        self._hears, self._work = hears, work
        self._pause, self._supervision = pause, supervision
        self._was_live = False
        self._link: Link | None = None

    def begin_anew(self) -> None:
        """Give the connection up: the next one asks first whether we are still wanted."""
        if self._link is not None:
            self._link.is_given_up = True

    async def run(self, session: aiohttp.ClientSession, ears: Ears) -> None:
        """Stay connected until cancelled; raises Denied when Slack wants none of us."""

        async def live(life: Life) -> None:
            await self._live(life, session, ears)

        await self._supervision.keep(live, self._seen.is_down)

    async def _live(self, life: Life, session: aiohttp.ClientSession, ears: Ears) -> None:
        client = web_client(self._wire.api_base, session, self._socket.bot_token)
        token, teams = await whose(client)
        url = await address(client, self._socket, is_first=not self._was_live)
        tokens = OwnToken(token)
        ears.met(client, tokens)

        async def connected() -> None:
            life.was_ready = self._was_live = True
            await ears.live(teams)

        app = bolt(client, tokens, self._hears, self._work)
        self._link = Link(self._wire, self._socket, client, app, self._work, self._seen)
        await self._link.live(url, connected, self._pause)


class Link:
    """One connection of Socket Mode, used until it is lost."""

    def __init__(
        self,
        wire: Wire,
        socket: Socket,
        client: AsyncWebClient,
        app: AsyncApp,
        work: Work,
        watch: Watch,
    ) -> None:
        self._wire, self._socket, self._client, self._seen = wire, socket, client, watch
        self._app, self._work = app, work
        self.is_given_up = False
        self._is_hearing = True
        self._sent_away: object = None
        self._greeted: object = None

    async def live(self, url: str, connected: Callable[[], Awaitable[None]], pause: Pause) -> None:
        """Connect, tell so, and bring in what is said; raises Lost when that has an end."""
        client = SocketModeClient(
            self._socket.app_token,
            logger=_SDK,
            web_client=self._client,
            ping_interval=self._wire.ping_seconds,
        )

        async def read(message: aiohttp.WSMessage) -> None:
            if _is(message, "disconnect"):
                self._sent_away = client.current_session
            elif _is(message, "hello"):
                self._greeted = client.current_session

        client.on_message_listeners.append(read)
        client.wss_uri = url
        client.socket_mode_request_listeners.append(self._hear)
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                await client.connect()  # type: ignore[no-untyped-call]
            await connected()
            await self._watch(client, pause)
        finally:
            self._is_hearing = False
            await asyncio.shield(self._end(client))

    async def _watch(self, client: SocketModeClient, pause: Pause) -> None:
        """Raise Lost once the connection stays away, or was given up."""
        away = 0.0
        while away < self._wire.away_seconds and not self.is_given_up:
            await pause(LOOK_SECONDS)
            away = 0.0 if await self._is_there(client) else away + LOOK_SECONDS
        raise Lost("the socket is of no more use")

    async def _is_there(self, client: SocketModeClient) -> bool:
        # A connection that was told to go is deaf, however well it answers pings.
        is_there = client.current_session is not self._sent_away and await client.is_connected()
        if not is_there:
            self._seen.is_down("lost")
        elif client.current_session is self._greeted:
            self._seen.is_up()
        return is_there

    async def _hear(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        # What is not acknowledged comes again to whoever is there next.
        if not self._is_hearing:
            return
        answer = await guard.told(self._app, request)
        with suppress(ConnectionError, aiohttp.ClientError):
            await send_async_response(client, request, answer, 0.0)

    async def _end(self, client: SocketModeClient) -> None:
        await self._work.drain(FINISH_SECONDS)
        await client.close()  # type: ignore[no-untyped-call]


def _warn_of_missing(headers: Mapping[str, str]) -> None:
    """Tell the operator what the token may not do, as after an update that needs more."""
    told = next((value for name, value in headers.items() if name.lower() == SCOPES), None)
    granted = {scope.strip() for scope in (told or "").split(",")}
    missing = [scope for scope in manifest.scopes() if scope not in granted]
    if told is not None and missing:
        log.warning("the app lacks %s: give it the new manifest, and install it again", missing)


def _is(message: aiohttp.WSMessage, kind: str) -> bool:
    """Tell whether Slack greets us ("hello"), or says that this connection is of no more use."""
    text = message.data if isinstance(message.data, str) else ""
    if kind not in text:
        return False
    try:
        told = json.loads(text)
    except ValueError:
        return False
    return isinstance(told, dict) and told.get("type") == kind
