"""Real apps of the real library, talking to the loopback server in either mode."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack.server import Mode, SlackServer
from tests.servers.slack.world import Team

Listen = Callable[[AsyncApp], None]
PING = 0.3


@asynccontextmanager
async def client(server: SlackServer, token: str | None) -> AsyncIterator[AsyncWebClient]:
    """Give a client with one session, which tries nothing again."""
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient(
            token=token, base_url=server.api_base, session=session, retry_handlers=[]
        )


@asynccontextmanager
async def running(server: SlackServer, team: Team, listen: Listen) -> AsyncIterator[AsyncApp]:
    """Run an app for one workspace in the server's mode, and wait until it can be told things."""
    async with client(server, server.bot_token(team)) as web_client:
        app = AsyncApp(client=web_client, signing_secret=server.signing_secret)
        listen(app)
        if server.mode is Mode.SOCKET:
            async with connected(server, app):
                yield app
        else:
            async with listening(server, app):
                yield app


@asynccontextmanager
async def connected(
    server: SlackServer, app: AsyncApp, ping_interval: float = PING
) -> AsyncIterator[AsyncSocketModeHandler]:
    """Connect an app by Socket Mode."""
    handler = AsyncSocketModeHandler(app, server.app_token, ping_interval=ping_interval)
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]
        await server.connected()
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def listening(server: SlackServer, app: AsyncApp) -> AsyncIterator[str]:
    """Let an app listen on a free port, and tell the server where."""
    runner = web.AppRunner(app.web_app(path="/slack/events"), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    server.app_url = f"http://127.0.0.1:{port}/slack/events"
    try:
        yield server.app_url
    finally:
        await runner.cleanup()
