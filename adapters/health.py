"""Whether all is well, told over HTTP to whoever keeps an eye on this process; never a secret.

`/health` answers while the process is alive and its loop turns; `/ready`, with 200, while people
can be reached on everything that was set. More of the kind goes beside them, in `routes`.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from aiohttp import web

from bot.errors import Denied
from bot.ports.readiness import Standing, Stands

HEALTH_PATH: Final = "/health"
READY_PATH: Final = "/ready"

LOOK_SECONDS: Final = 8.0
"""How often everything is asked; with the time an answer may take, well below half a minute."""

_HEADERS: Final = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class Health:
    """Knows how everything stands that was given to it."""

    def __init__(
        self, now: Callable[[], datetime], pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._now, self._pause = now, pause
        self._since = now()
        self._stopping_since: datetime | None = None
        self.watched: list[Stands] = []

    def routes(self) -> Sequence[web.RouteDef]:
        """Return what to serve, on a port of its own or beside other pages."""
        return [web.get(HEALTH_PATH, self._alive), web.get(READY_PATH, self._ready)]

    async def watch(self) -> None:
        """Ask everything again and again, until cancelled."""
        async with asyncio.TaskGroup() as group:
            for each in self.watched:
                group.create_task(self._keep_looking(each))

    def stop(self) -> None:
        """Be ready for nobody any more: whoever sends people here had better stop."""
        self._stopping_since = self._now()

    def standings(self) -> Mapping[str, Standing]:
        """Return how everything stands, by name."""
        found = {each.name: each.standing() for each in self.watched}
        if self._stopping_since is not None:
            found["process"] = Standing(False, "stopping", self._stopping_since)
        return found

    async def _keep_looking(self, at: Stands) -> None:
        # Each by itself: one that does not answer must not hide how the others are.
        while True:
            await at.look()
            await self._pause(LOOK_SECONDS)

    async def _alive(self, request: web.Request) -> web.StreamResponse:
        return _told(200, {"alive": True, "since": self._since.isoformat()})

    async def _ready(self, request: web.Request) -> web.StreamResponse:
        standings = self.standings()
        is_ready = bool(standings) and all(each.is_ready for each in standings.values())
        parts = {name: _shown(each) for name, each in standings.items()}
        return _told(200 if is_ready else 503, {"ready": is_ready, "parts": parts})


async def serve(health: Health, host: str, port: int) -> None:
    """Listen on a port of its own until cancelled; raises Denied where it is taken."""
    application = web.Application()
    application.router.add_routes(health.routes())
    runner = web.AppRunner(application, access_log=None, handle_signals=False)
    await runner.setup()
    try:
        await _listen(web.TCPSite(runner, host, port), port)
        await asyncio.Event().wait()
    finally:
        await asyncio.shield(runner.cleanup())


async def _listen(site: web.TCPSite, port: int) -> None:
    try:
        await site.start()
    except OSError as taken:
        sentence = f"Port {port} cannot be listened at: set HEALTH_PORT to another one."
        raise Denied(sentence) from taken


def _shown(standing: Standing) -> Mapping[str, Any]:
    since = standing.since.isoformat()
    return {"ready": standing.is_ready, "state": standing.why, "since": since}


def _told(status: int, what: Mapping[str, Any]) -> web.Response:
    text = json.dumps(what) + "\n"
    return web.Response(status=status, text=text, content_type="application/json", headers=_HEADERS)
