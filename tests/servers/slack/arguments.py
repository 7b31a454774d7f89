"""What a call carries: query, form, JSON or multipart, merged as Slack merges them."""

from __future__ import annotations

import base64
import json
from typing import Any

from aiohttp import web

from tests.servers.slack.errors import breach

Json = dict[str, Any]


async def read(request: web.Request) -> Json:
    """Return a call's arguments; SlackError where its body cannot be read."""
    given: Json = dict(request.query)
    kind = request.content_type
    if not request.body_exists:
        return given
    if kind == "application/json":
        given |= _json(await request.read())
    elif kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        given |= dict(await request.post())
    elif await request.read():
        raise breach("invalid_post_type", [f"unknown Content-Type {kind}"])
    return given


def bearer(request: web.Request) -> str | None:
    """Return the token of a call's header."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if kind == "Bearer" and token else None


def basic(request: web.Request) -> tuple[str, str] | None:
    """Return client id and secret of a call's header."""
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    if kind != "Basic":
        return None
    name, _, secret = base64.b64decode(given).decode().partition(":")
    return name, secret


def _json(body: bytes) -> Json:
    try:
        given = json.loads(body)
    except ValueError:
        raise breach("invalid_json") from None
    if not isinstance(given, dict):
        raise breach("json_not_object")
    return given
