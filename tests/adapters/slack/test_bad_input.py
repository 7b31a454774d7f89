"""What comes to the address that Slack calls, and not as Slack sends it: never fatal."""

import gzip
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlencode

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from adapters.slack.web import LARGEST
from bot.clock import SystemClock
from tests.adapters.slack.doors import SECRET, doors
from tests.adapters.slack.hearing import Ear

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
WORDS = "my-own-secret-words"
EVENT = {
    "type": "event_callback",
    "team_id": "T1",
    "event_id": "Ev1",
    "event": {"type": "message", "channel": "D1", "user": "U9", "text": WORDS},
}


def signed(body: bytes, *, age: float = 0, secret: str = SECRET) -> dict[str, str]:
    """Return the headers with which Slack would vouch for a body."""
    stamp = str(int(SystemClock().now().timestamp() - age))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


@dataclass
class Sender:
    """Whoever can reach the address."""

    url: str
    session: aiohttp.ClientSession
    ear: Ear

    async def sends(
        self, body: bytes, kind: str = JSON, headers: dict[str, str] | None = None
    ) -> int:
        """Send a body, vouched for as Slack does unless other headers are given."""
        told = {"Content-Type": kind, **(signed(body) if headers is None else headers)}
        async with self.session.post(self.url, data=BytesIO(body), headers=told) as answer:
            said = await answer.text()
            assert WORDS not in said
            assert "Traceback" not in said
            return answer.status

    async def is_still_heard(self) -> bool:
        """Whether what Slack itself sends still comes through."""
        before = len(self.ear.heard)
        assert await self.sends(json.dumps(EVENT | {"event_id": f"Ev{before + 2}"}).encode()) == 200
        return len(self.ear.heard) == before + 1


@pytest.fixture
async def sender() -> AsyncIterator[Sender]:
    ear = Ear()
    server = TestServer(doors(ear=ear).application())
    await server.start_server()
    async with aiohttp.ClientSession() as session:
        yield Sender(str(server.make_url("/slack/events")), session, ear)
    await server.close()


BODY = json.dumps(EVENT).encode()


@pytest.mark.parametrize(
    "headers",
    [
        dict,
        lambda: signed(BODY, secret="f" * 32),
        lambda: signed(BODY, age=301),
        lambda: signed(BODY, age=-310),
        lambda: signed(b"another body"),
        lambda: {"X-Slack-Signature": signed(BODY)["X-Slack-Signature"]},
        lambda: {"X-Slack-Request-Timestamp": signed(BODY)["X-Slack-Request-Timestamp"]},
        lambda: signed(BODY) | {"X-Slack-Signature": "v0="},
        lambda: signed(BODY) | {"X-Slack-Signature": "é"},
    ],
    ids=[
        "none",
        "another secret",
        "replayed",
        "ahead",
        "another body",
        "no time",
        "no signature",
        "empty",
        "odd",
    ],
)
async def test_what_slack_did_not_sign_is_sent_back_and_leaves_a_reference(
    sender: Sender, caplog: pytest.LogCaptureFixture, headers: Callable[[], dict[str, str]]
) -> None:
    assert await sender.sends(BODY, headers=headers()) == 401
    assert "reference" in caplog.text
    assert WORDS not in caplog.text
    assert sender.ear.heard == []
    assert await sender.is_still_heard()


async def test_a_time_that_is_none_is_sent_back(
    sender: Sender, caplog: pytest.LogCaptureFixture
) -> None:
    headers = signed(BODY) | {"X-Slack-Request-Timestamp": "yesterday"}
    assert await sender.sends(BODY, headers=headers) == 401
    assert "reference" in caplog.text


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{not json", JSON, 400),
        (b"[1, 2]", JSON, 400),
        (b"[" * 100_000, JSON, 400),
        (b"\xff\xfe", JSON, 401),
        (BODY, f"{JSON}; charset=nonsense", 400),
        (BODY, "text/plain", 415),
        (BODY, "multipart/form-data; boundary=x", 415),
        (BODY, "application/xml", 415),
        (BODY, "nonsense", 415),
        (b"a" * (LARGEST + 1), JSON, 413),
        (urlencode({"payload": "{not json " + WORDS}).encode(), FORM, 400),
        (urlencode({"payload": "[]"}).encode(), FORM, 400),
    ],
    ids=lambda value: value[:24].decode("latin-1") if isinstance(value, bytes) else str(value),
)
async def test_what_cannot_be_read_is_sent_back_with_the_right_status_and_a_reference(
    sender: Sender,
    caplog: pytest.LogCaptureFixture,
    body: bytes,
    kind: str,
    status: int,
) -> None:
    assert await sender.sends(body, kind) == status
    assert "reference" in caplog.text
    assert WORDS not in caplog.text
    assert "Traceback" not in caplog.text
    assert sender.ear.heard == []
    assert await sender.is_still_heard()


async def test_a_small_body_that_unpacks_to_a_huge_one_is_too_large(
    sender: Sender, caplog: pytest.LogCaptureFixture
) -> None:
    huge = gzip.compress(b"a" * (20 * LARGEST))
    assert len(huge) < LARGEST
    headers = {"Content-Encoding": "gzip", **signed(huge)}
    assert await sender.sends(huge, headers=headers) in (400, 413)
    assert "Traceback" not in caplog.text
    assert await sender.is_still_heard()


async def test_a_body_that_only_says_it_is_packed_is_sent_back(
    sender: Sender, caplog: pytest.LogCaptureFixture
) -> None:
    headers = {"Content-Encoding": "gzip", **signed(BODY)}
    assert await sender.sends(BODY, headers=headers) == 400
    assert WORDS not in caplog.text
    assert "Traceback" not in caplog.text
    assert "reference" in caplog.text
    assert await sender.is_still_heard()


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "block_actions", "actions": [{"action_id": "never-heard-of"}]},
        {"type": "block_actions", "actions": [{}]},
        {"type": "block_actions", "actions": []},
        {"type": "block_actions"},
        {"type": "view_submission", "view": {"callback_id": "never-heard-of", "id": "V1"}},
        {"type": "view_submission", "view": None},
        {"type": "shortcut", "callback_id": "never-heard-of"},
        {"type": "nothing-we-know"},
        {"type": 7},
        {},
    ],
    ids=str,
)
async def test_what_nobody_knows_is_acknowledged_so_that_slack_does_not_repeat_it(
    sender: Sender, caplog: pytest.LogCaptureFixture, payload: dict[str, object]
) -> None:
    who = {"user": {"id": "U9"}, "team": {"id": "T1"}, "text": WORDS}
    body = urlencode({"payload": json.dumps(payload | who)}).encode()
    assert await sender.sends(body, FORM) == 200
    assert WORDS not in caplog.text
    assert await sender.is_still_heard()


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
async def test_slacks_address_takes_nothing_but_what_is_posted(sender: Sender, method: str) -> None:
    async with sender.session.request(method, sender.url) as answer:
        assert answer.status == 405
        assert answer.headers["Allow"] == "POST"
