"""REST v10: finds the route, carries out ordered faults, answers, and records everything."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from tests.servers.discord import bodies, routes
from tests.servers.discord.buckets import Bucket, Buckets, limited
from tests.servers.discord.errors import ApiError
from tests.servers.discord.faults import Fault, Faults, Held, How, Limited, Refused, Slow
from tests.servers.doors import Door, reset

if TYPE_CHECKING:
    from tests.servers.discord.server import DiscordServer

PREFIX: Final = "/api/v10"
INVALID: Final = frozenset({401, 403, 429})
MAJOR: Final = ("channel_id", "guild_id", "token", "application_id")


@dataclass(slots=True, eq=False)
class Request:
    """One request. `route` is like "POST /channels/{channel_id}/messages"; `at` is monotonic.

    `status` is 0 until it is answered, and stays 0 where the connection broke.
    """

    method: str
    path: str
    route: str
    params: dict[str, str]
    at: float
    query: dict[str, str] = field(default_factory=dict)
    body: Any = None
    files: tuple[bodies.File, ...] = ()
    status: int = 0
    answer: Any = field(default=None, repr=False)

    def matches(self, pattern: str) -> bool:
        """Say whether route or path fit a pattern such as "PATCH /webhooks/*"."""
        path = f"{self.method} {self.path}"
        return fnmatchcase(self.route, pattern) or fnmatchcase(path, pattern)


@dataclass(frozen=True, slots=True)
class Route:
    """A method, a path with {names}, and who answers it."""

    method: str
    path: str
    answer: Callable[[DiscordServer, Request], Awaitable[tuple[int, Any]]]
    needs_token: bool

    @property
    def name(self) -> str:
        """Return how patterns and records call it."""
        return f"{self.method} {self.path}"


class Rest:
    """REST and its faults; patterns have `*` and are matched against routes and paths."""

    def __init__(self, server: DiscordServer) -> None:
        self._server = server
        self._door = Door(self._handle)
        self._ending = asyncio.Event()
        self._routes = [
            (re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path)), Route(verb, path, do, token))
            for verb, path, do, token in routes.ALL
        ]
        self.faults = Faults()
        self.buckets = Buckets()
        self.recorded: list[Request] = []

    @property
    def port(self) -> int:
        """Return the port, which stays the same from `open` to the end."""
        return self._door.port

    def fails(self, pattern: str, times: int, how: Fault) -> None:
        """Have the next `times` matching requests go wrong.

        `how` is a status (500, 502, 503, 504), `How.RESET_BEFORE`, `How.RESET_AFTER`, `How.HANG`,
        `Limited(retry_after, everywhere)`, `Slow(seconds)`, `Held()` or `Refused(…)`.
        """
        self.faults.order(pattern, times, how)

    def limits(self, pattern: str, limit: int, per: float) -> None:
        """Allow `limit` requests in `per` seconds on each matching route and place."""
        self.buckets.narrow(pattern, limit, per)

    async def down(self) -> None:
        """Refuse connections on the port, and break those that are open."""
        await self._door.shut()

    async def up(self) -> None:
        """Listen (again)."""
        await self._door.open()

    async def close(self) -> None:
        """End, answering nobody any more."""
        self._ending.set()
        await self._door.close()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        route, record = self._recognise(request)
        self.recorded.append(record)
        self._server.changes.happened()
        how = self.faults.take(record.route, f"{record.method} {record.path}")
        await self._wait(how)
        if how in (How.RESET_BEFORE, How.HANG):
            return reset(request)
        now = asyncio.get_running_loop().time()
        major = "/".join(record.params[name] for name in MAJOR if name in record.params)
        bucket = self.buckets.of(record.route, major, now)
        status, body, headers = await self._decide(request, route, record, how, bucket, now)
        if how is How.RESET_AFTER:
            return reset(request)
        return self._respond(record, status, body, headers | bucket.headers(now))

    def _recognise(self, request: web.Request) -> tuple[Route | None, Request]:
        path = request.raw_path.partition("?")[0].removeprefix(PREFIX).replace("%40", "@")
        at = asyncio.get_running_loop().time()
        query = dict(request.query)
        for pattern, route in self._routes:
            found = pattern.fullmatch(path)
            if found and route.method == request.method and request.path.startswith(PREFIX):
                params = found.groupdict()
                return route, Request(request.method, path, route.name, params, at, query)
        unknown = f"{request.method} {path}"
        return None, Request(request.method, path, unknown, {}, at, query)

    async def _wait(self, how: Fault | None) -> None:
        if how is How.HANG:
            await self._ending.wait()
        elif isinstance(how, Held):
            await how.gate.wait()
        elif isinstance(how, Slow):
            try:
                await asyncio.wait_for(self._ending.wait(), how.seconds)
            except TimeoutError:
                return

    async def _decide(
        self,
        request: web.Request,
        route: Route | None,
        record: Request,
        how: Fault | None,
        bucket: Bucket,
        now: float,
    ) -> tuple[int, Any, dict[str, str]]:
        try:
            body = await bodies.read(request)
            record.body, record.files = body.json, body.files
            if isinstance(how, int):
                return how, {"message": f"{how}: Internal Server Error", "code": 0}, {}
            if isinstance(how, Refused):
                raise ApiError(how.status, how.code, how.message)
            if isinstance(how, Limited):
                return self._limited(how)
            if not bucket.take(now):
                headers, told = limited(bucket.reset_after(now), everywhere=False)
                return 429, told, headers
            return *await self._answer(request, route, record), {}
        except ApiError as refused:
            if refused.breach:
                self._note(record, refused)
            return refused.status, refused.body, {}
        except (AttributeError, TypeError, KeyError, ValueError) as malformed:
            # A body of quite another shape: said aloud, because a bare 500 would be tried again.
            self._server.breach(f"{record.route}: malformed body, {malformed!r}")
            return 400, {"message": "Invalid Form Body", "code": 50035}, {}

    def _limited(self, how: Limited) -> tuple[int, Any, dict[str, str]]:
        headers, told = limited(how.retry_after, how.everywhere)
        if how.by_cloudflare:
            return 429, "error code: 1015", {}
        return 429, told, headers

    async def _answer(
        self, request: web.Request, route: Route | None, record: Request
    ) -> tuple[int, Any]:
        if route is None:
            raise ApiError(404, 0, "404: Not Found", breach=True)
        if route.needs_token:
            self._check_token(request.headers.get("Authorization"))
        return await route.answer(self._server, record)

    def _check_token(self, given: str | None) -> None:
        if given != f"Bot {self._server.token}" or not self._server.token_works:
            raise ApiError(401, 0, "401: Unauthorized")

    def _note(self, record: Request, refused: ApiError) -> None:
        why = json.dumps(refused.body, ensure_ascii=False)
        self._server.breach(f"{record.route}: {refused.status} {why}")

    def _respond(
        self, record: Request, status: int, body: Any, headers: dict[str, str]
    ) -> web.Response:
        record.status, record.answer = status, body
        if status in INVALID:
            self._server.invalid_requests += 1
        self._server.changes.happened()
        if body is None:
            return web.Response(status=status, headers=headers)
        if isinstance(body, str):
            return web.Response(status=status, text=body)
        text = json.dumps(body).encode()
        # Exactly this: with a charset the client would take the answer for plain text.
        headers = {**headers, "Content-Type": "application/json"}
        return web.Response(status=status, body=text, headers=headers)
