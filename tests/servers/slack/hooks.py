"""Signed HTTP deliveries to the app's own URLs."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

import aiohttp

from bot.clock import SystemClock
from tests.servers.slack.attempts import Attempt
from tests.servers.slack.deeds import Kind

if TYPE_CHECKING:
    from tests.servers.slack.deeds import Deed
    from tests.servers.slack.server import SlackServer

Json = dict[str, Any]
FORM: Final = "application/x-www-form-urlencoded"
JSON: Final = "application/json"
AWAY: Final = (aiohttp.ClientConnectionError, ConnectionError)


class Hooks:
    """Posts what happens to the app, as Slack signs it."""

    def __init__(self, server: SlackServer) -> None:
        self._server = server
        self._session: aiohttp.ClientSession | None = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """Return the session that everything is posted with."""
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session

    async def close(self) -> None:
        """End."""
        if self._session is not None:
            await self._session.close()

    def signed(self, body: str, kind: str, *, age: int = 0, secret: str = "") -> dict[str, str]:
        """Return the headers of a delivery; `age` seconds old, or with another `secret`."""
        stamp = str(int(SystemClock().now().timestamp()) - age)
        key = (secret or self._server.signing_secret).encode()
        digest = hmac.new(key, f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
        return {
            "Content-Type": kind,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={digest}",
        }

    async def verifies_url(self) -> bool:
        """Ask the app for the challenge, as Slack does when an events URL is entered."""
        body = json.dumps({"type": "url_verification", "challenge": "loopback", "token": "x"})
        headers = self.signed(body, JSON)
        async with self.session.post(self._server.app_url, data=body, headers=headers) as answer:
            return answer.status == 200 and "loopback" in await answer.text()

    async def attempt(self, deed: Deed, number: int, reason: str | None) -> Attempt:
        """Deliver once and wait for the acknowledgement."""
        url = self._url(deed)
        if not url:
            return Attempt("connection_failed", excused=True)
        body, kind = encoded(deed.kind, deed.payload)
        headers = self.signed(body, kind)
        if number and deed.kind is Kind.EVENT:
            headers |= {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason or ""}
        try:
            async with asyncio.timeout(self._server.patience):
                posting = self.session.post(url, data=body.encode(), headers=headers)
                async with posting as answer:
                    text = await answer.text()
        except TimeoutError:
            return Attempt("http_timeout")
        except AWAY:
            return Attempt("connection_failed", excused=True)
        if not 200 <= answer.status < 300:
            final = answer.headers.get("X-Slack-No-Retry") == "1"
            return Attempt("http_error", detail=f"{answer.status} {text[:200]}", final=final)
        return Attempt(None, _ack(text, answer.content_type))

    def _url(self, deed: Deed) -> str:
        manifest = self._server.manifest
        if self._server.app_url:
            return self._server.app_url
        if deed.kind is Kind.EVENT:
            url = manifest.request_url("event_subscriptions")
        elif deed.kind is Kind.COMMAND:
            url = manifest.request_url("", str(deed.payload["command"]))
        else:
            url = manifest.request_url("interactivity")
        return url if url.startswith("http://127.0.0.1:") else ""


def encoded(kind: Kind, payload: Json) -> tuple[str, str]:
    """Return a payload as it is posted, and its content type."""
    if kind is Kind.EVENT:
        return json.dumps(payload), JSON
    if kind is Kind.COMMAND:
        return urlencode(payload), FORM
    return urlencode({"payload": json.dumps(payload)}), FORM


def _ack(text: str, kind: str) -> Json | None:
    if not text.strip():
        return None
    if kind != JSON:
        return {"text": text}
    told = json.loads(text)
    return told if isinstance(told, dict) else {"text": str(told)}
