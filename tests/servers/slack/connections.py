"""One socket of Socket Mode, and the envelopes that go through it."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.servers.slack.deeds import Kind

if TYPE_CHECKING:
    from tests.servers.slack.deeds import Deed

Json = dict[str, Any]


class Connection:
    """One socket. `silent` ones stay open, say nothing and answer no ping."""

    def __init__(self, socket: web.WebSocketResponse, transport: asyncio.Transport | None) -> None:
        self.socket = socket
        self.transport = transport
        self.greeted = False
        self.leaving = False
        self.silent = False
        self.pings = 0

    async def send(self, frame: Json) -> None:
        """Write a frame, if there is still anybody."""
        if self.silent or self.socket.closed:
            return
        try:
            await self.socket.send_str(json.dumps(frame))
        except ConnectionError:
            return


def envelope_of(name: str, deed: Deed, number: int, reason: str | None) -> Json:
    """Return a deed in its envelope; events say how often they were tried before."""
    envelope: Json = {
        "envelope_id": name,
        "payload": deed.payload,
        "type": deed.kind.value,
        "accepts_response_payload": deed.kind is not Kind.EVENT,
    }
    if deed.kind is Kind.EVENT:
        envelope |= {"retry_attempt": number, "retry_reason": reason or ""}
    return envelope
