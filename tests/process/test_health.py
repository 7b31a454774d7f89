"""Health and readiness as a process tells them: beside its pages, or on a port of its own."""

import asyncio
import json
import signal
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiohttp

from bot.cli.exits import Exit
from tests.process.child import BOUND, Child, started
from tests.servers.slack.faults import Held
from tests.servers.slack.server import Mode, SlackServer

SECRET = "0123456789abcdef0123456789abcdef"
WEB = {
    "SLACK_SIGNING_SECRET": SECRET,
    "SLACK_CLIENT_ID": "111222.333444",
    "SLACK_CLIENT_SECRET": SECRET[::-1],
    "SLACK_PUBLIC_URL": "https://bot.example.org",
}


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


async def asked(port: int, path: str) -> tuple[int, str]:
    """Return status and text, or nothing where nobody listens."""
    async with aiohttp.ClientSession() as session:
        try:
            async with session.get(f"http://127.0.0.1:{port}{path}") as answer:
                return answer.status, await answer.text()
        except aiohttp.ClientConnectionError:
            return 0, ""


async def becomes(child: Child, port: int, status: int) -> Mapping[str, Any]:
    """Ask until it is ready or not, as wanted; returns how its parts stand."""
    async with asyncio.timeout(BOUND):
        while True:
            found, text = await asked(port, "/ready")
            if found == status:
                parts: Mapping[str, Any] = json.loads(text)["parts"]
                return parts
            assert child.process.returncode is None, child.err


async def test_with_a_socket_it_tells_on_a_port_of_its_own(tmp_path: Path) -> None:
    port = free_port()
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        settings = {
            "SLACK_BOT_TOKEN": server.bot_token(harbour),
            "SLACK_APP_TOKEN": server.app_token,
            "SLACK_API_BASE_URL": server.api_base,
            "HEALTH_PORT": str(port),
        }
        held = Held()
        server.web.fails("apps.connections.open", 1, held)
        async with started(server, tmp_path, settings) as child:
            await server.until(lambda: server.calls("apps.connections.open"), BOUND)
            parts = await becomes(child, port, 503)
            assert parts["slack"]["ready"] is False
            assert parts["database"]["ready"] is True
            assert (await asked(port, "/health"))[0] == 200, "alive it is all the same"
            held.release()
            await child.live()
            assert set(await becomes(child, port, 200)) == {"database", "slack"}
            for path in ("/ready", "/health"):
                _, text = await asked(port, path)
                assert not any(secret in text for secret in settings.values() if len(secret) > 8)
            child.signals(signal.SIGTERM)
            assert await child.ends() == Exit.OK
            assert await asked(port, "/health") == (0, "")
            assert "Traceback" not in child.err


async def test_with_pages_it_tells_beside_them_and_says_who_runs_it(tmp_path: Path) -> None:
    port = free_port()
    async with SlackServer.open(mode=Mode.HTTP) as server:
        settings = WEB | {
            "SLACK_PORT": str(port),
            "PORT": str(port),
            "SLACK_API_BASE_URL": server.api_base,
            "OPERATOR_NAME": "The Harbour Job Club",
            "OPERATOR_CONTACT": "help@harbour.example",
        }
        async with started(server, tmp_path, settings) as child:
            await child.says("Live on Slack in 0 workspaces.")
            await becomes(child, port, 200)
            assert (await asked(port, "/health"))[0] == 200
            status, page = await asked(port, "/support")
            assert status == 200
            assert "This bot is run by The Harbour Job Club." in page
            for path in ("/", "/privacy", "/terms", "/crisis", "/slack/install", "/install"):
                assert (await asked(port, path))[0] == 200, path
            child.signals(signal.SIGTERM)
            assert await child.ends() == Exit.OK
            assert "Traceback" not in child.err
