"""What comes in of another shape than Slack sends: acknowledged, named in the log, and left alone.

The library fails over such things without an acknowledgement, and Slack would send them again.
"""

import hashlib
import json
import logging
from collections.abc import Mapping
from typing import Any, Final

from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.request import SocketModeRequest

log = logging.getLogger(__name__)

UNREADABLE: Final = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What a body of quite another shape makes of whoever reads it."""

_UNHEARD: Final = 404
"""The library's status for what it has no listener for."""

_NAMED: Final = {
    "shortcut": ("callback_id",),
    "message_action": ("callback_id",),
    "view_submission": ("view", "callback_id"),
    "view_closed": ("view", "callback_id"),
    "event_callback": ("event", "type"),
    "block_actions": ("actions", "action_id"),
}
"""For each kind of payload, where it says what it is about."""


class Guarded(AsyncApp):
    """The library's app, which here answers whatever comes."""

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """Hear a request; one that nobody can hear is acknowledged, so that it does not return."""
        fault = fault_of(req.body)
        if fault:
            return unheard(req.body, fault)
        answer = await super().async_dispatch(req)
        return unheard(req.body, "nobody listens") if answer.status == _UNHEARD else answer


async def told(app: AsyncApp, request: SocketModeRequest) -> BoltResponse:
    """Bring in what a socket tells; returns what to acknowledge it with."""
    try:
        answer: BoltResponse = await run_async_bolt_app(app, request)
    except UNREADABLE as odd:
        return unheard(request.payload, type(odd).__name__)
    return answer


def fault_of(body: object) -> str:
    """Say in a word what is missing for anybody to hear this; empty where nothing is."""
    if not isinstance(body, Mapping):
        return "no object"
    if "command" in body:
        return "" if isinstance(body["command"], str) else "command"
    kind = body.get("type")
    if not isinstance(kind, str):
        return "type"
    found: Any = body
    for name in _NAMED.get(kind, ()):
        found = _first(found.get(name)) if isinstance(found, Mapping) else None
    return "" if found is body or isinstance(found, str) else kind


def unheard(body: object, why: str) -> BoltResponse:
    """Acknowledge what nobody can hear, leaving a reference to it in the log, and no word of it."""
    written = json.dumps(body, sort_keys=True, default=str).encode()
    reference = hashlib.sha256(written).hexdigest()[:8]
    log.warning("what came in cannot be heard (%s), reference %s", why, reference)
    return BoltResponse(status=200, body="")


def _first(value: object) -> object:
    """Return what a list begins with; anything else as it is."""
    if isinstance(value, list):
        return value[0] if value else None
    return value
