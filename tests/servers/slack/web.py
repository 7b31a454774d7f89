"""The Web API and its pages: finds the method, carries out ordered faults, records everything."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from tests.servers.doors import Door, reset
from tests.servers.slack import arguments, methods, responding
from tests.servers.slack.calls import Call
from tests.servers.slack.errors import SlackError, missing_scope
from tests.servers.slack.faults import Fault, Faults, Held, How, Limited, Slow
from tests.servers.slack.pacing import Pace

if TYPE_CHECKING:
    from tests.servers.slack.server import SlackServer

__all__ = ["Call", "Web"]
Json = dict[str, Any]
API: Final = "/api/"
REFUSING: Final = {"response_url": 404, "upload": 400}
"""Only these say by their status that they refuse."""


class Web:
    """The Web API, uploads, response URLs and pages, and their faults.

    `recorded`     every call, in the order of arrival
    `connections`  how many connections they came over
    """

    def __init__(self, server: SlackServer) -> None:
        self._server = server
        self._door = Door(self._handle)
        self._ending = asyncio.Event()
        self._peers: set[object] = set()
        self._pace = Pace()
        self.faults = Faults()
        self.recorded: list[Call] = []

    @property
    def port(self) -> int:
        """Return the port, which stays the same from `open` to the end."""
        return self._door.port

    @property
    def connections(self) -> int:
        """Return over how many connections the Web API was called so far."""
        return len(self._peers)

    def fails(self, pattern: str, times: int, how: Fault) -> None:
        """Have the next `times` calls whose method matches go wrong.

        `how` is a status (500, 503), an error ("is_archived"), `How.RESET_BEFORE`,
        `How.RESET_AFTER`, `How.HANG`, `Limited(retry_after)`, `Slow(seconds)` or `Held()`.
        """
        self.faults.order(pattern, times, how)

    def limits(self, pattern: str, count: int, per: float) -> None:
        """Allow `count` calls of each matching method in `per` seconds in a workspace."""
        self._pace.limit(pattern, count, per)

    def paces(self, per: float = 1.0) -> None:
        """Allow one message in `per` seconds in each channel."""
        self._pace.limit("chat.postMessage", 1, per, by_channel=True)

    def tiers(self) -> None:
        """Limit all methods as Slack's tiers do."""
        self._pace.tiers()

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
        if request.path.startswith("/oauth/"):
            return self._server.oauth.page(request)
        call = await self._recognise(request)
        how = self.faults.take(call.method)
        await self._wait(how)
        if how in (How.RESET_BEFORE, How.HANG):
            return reset(request)
        status, answer, headers = await self._decide(request, call, how)
        if how is How.RESET_AFTER:
            return reset(request)
        call.status, call.answer = status, answer
        self._server.changes.happened()
        if call.method == "upload" and status == 200:
            return web.Response(text=f"OK - {len(call.body)}", headers=headers)
        text = json.dumps(answer)
        return web.Response(
            status=status, text=text, content_type="application/json", headers=headers
        )

    async def _recognise(self, request: web.Request) -> Call:
        path, now = request.path, self._server.now
        method = path.removeprefix(API) if path.startswith(API) else path
        if path.startswith("/actions/"):
            method = "response_url"
        elif path.startswith("/upload/"):
            method = "upload"
        call = Call(self._server, method, request.method, now, path=path)
        call.token, call.basic = arguments.bearer(request), arguments.basic(request)
        if method == "upload":
            call.body = await request.read()
        if request.transport is not None:
            self._peers.add(request.transport.get_extra_info("peername"))
        self.recorded.append(call)
        self._server.changes.happened()
        return call

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
        self, request: web.Request, call: Call, how: Fault | None
    ) -> tuple[int, Json, dict[str, str]]:
        if isinstance(how, Limited):
            return limited(how.retry_after)
        if isinstance(how, int):
            return how, {"ok": False, "error": "internal_error"}, {}
        try:
            if isinstance(how, str) and not isinstance(how, How):
                raise SlackError(how)
            return await self._answer(request, call)
        except SlackError as refused:
            if refused.breach:
                self._server.breach(f"{call.method}: {json.dumps(refused.body)}")
            status = REFUSING.get(call.method, 200)
            return status, refused.body, {}
        except (AttributeError, TypeError, KeyError, ValueError) as malformed:
            # A call of quite another shape: said aloud, because a bare 500 would be tried again.
            self._server.breach(f"{call.method}: malformed call, {malformed!r}")
            return 200, {"ok": False, "error": "invalid_arguments"}, {}

    async def _answer(self, request: web.Request, call: Call) -> tuple[int, Json, dict[str, str]]:
        if call.method == "upload":
            self._server.files.receive(call)
            return 200, {}, {}
        call.args = await arguments.read(request)
        if call.method == "response_url":
            return 200, responding.respond(call), {}
        found = methods.ALL.get(call.method)
        if found is None:
            raise SlackError("unknown_method", breach=True)
        call.token = call.args.pop("token", None) or call.token
        if found.scopes is not None:
            self._allow(call, found.scopes)
        wait = self._too_many(call)
        if wait is not None:
            return limited(wait)
        told = found.answer(call)
        scopes = ",".join(call.installed.scopes) if call.installed else ""
        return 200, {"ok": True, **told}, {"x-oauth-scopes": scopes}

    def _allow(self, call: Call, scopes: tuple[str, ...]) -> None:
        call.installed = self._server.installs.by_token(call.token)
        if scopes and not set(scopes) & set(call.installed.scopes):
            raise missing_scope(scopes, call.installed.scopes)

    def _too_many(self, call: Call) -> int | None:
        home = call.installed.token if call.installed else ""
        return self._pace.take(call.method, home, call.text("channel"), self._server.now)


def limited(retry_after: int) -> tuple[int, Json, dict[str, str]]:
    """Return a 429 as Slack sends it."""
    return 429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(retry_after)}
