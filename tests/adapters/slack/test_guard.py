"""What Slack would never send is acknowledged and named in the log, in both ways of being told."""

import asyncio
import copy
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.socket_mode.request import SocketModeRequest

from adapters.slack import guard
from adapters.slack.app import Work, bolt, web_client
from adapters.slack.guard import Guarded
from adapters.slack.tokens import OwnToken, Token
from bot.store.database import Database
from bot.store.installations import Installations
from bot.store.vault import Vault, new_key
from tests.adapters.slack.hearing import Ear, Line
from tests.adapters.slack.rig import NOON
from tests.servers.slack.deeds import Kind
from tests.servers.slack.server import Mode, SlackServer

SECRET = "nobody should read this"
WHO = {"team": {"id": "T1"}, "user": {"id": "U1"}}
VIEW = {"id": "V1", "type": "modal", "callback_id": "c", "state": {"values": {}}, "hash": "1"}
WELL: dict[str, dict[str, Any]] = {
    "event": {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": "Ev1",
        "event": {"type": "message", "user": "U1", "channel": "D1", "text": SECRET, "ts": "1.1"},
        "authorizations": [{"team_id": "T1", "user_id": "UB", "is_bot": True}],
    },
    "action": {
        "type": "block_actions",
        "actions": [{"action_id": "a", "block_id": "b", "action_ts": "1.1", "value": SECRET}],
        "trigger_id": "1.1.t",
        "channel": {"id": "C1"},
        **WHO,
    },
    "view": {"type": "view_submission", "view": VIEW, **WHO},
    "closed": {"type": "view_closed", "view": VIEW, **WHO},
    "shortcut": {"type": "shortcut", "callback_id": "c", "trigger_id": "1.1.t", **WHO},
    "message": {
        "type": "message_action",
        "callback_id": "c",
        "message": {"ts": "1.1", "text": SECRET},
        "channel": {"id": "C1"},
        **WHO,
    },
    "command": {
        "command": "/undaunted",
        "team_id": "T1",
        "user_id": "U1",
        "channel_id": "C1",
        "text": SECRET,
        "trigger_id": "1.1.t",
    },
}
ODD: tuple[object, ...] = (None, "", 7, [], {}, "x", [None], True)
MISSING = object()
ODDITIES: dict[str, dict[str, Any]] = {
    "no type": {"event": {"type": "message", "text": SECRET}},
    "a type of which nobody heard": {"type": "yet_to_come", "text": SECRET, **WHO},
    "an event without a type": {"type": "event_callback", "event": {"text": SECRET}},
    "an event that is none": {"type": "event_callback", "event": [SECRET]},
    "a press of nothing": {"type": "block_actions", "actions": [], **WHO},
    "a press without an id": {"type": "block_actions", "actions": [{"value": SECRET}], **WHO},
    "a shortcut without a name": {"type": "shortcut", "callback_id": {"a": SECRET}, **WHO},
}


@asynccontextmanager
async def app() -> AsyncIterator[Guarded]:
    async with aiohttp.ClientSession() as session:
        client = web_client("http://127.0.0.1:1/api/", session, "xoxb-1")
        made = bolt(client, OwnToken(Token("xoxb-1", "B1", "UB")), Ear(), Work())
        assert isinstance(made, Guarded)
        yield made


def paths(part: object, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Go over every place in a payload."""
    found: list[tuple[Any, Any]] = []
    if isinstance(part, dict):
        found = list(part.items())
    elif isinstance(part, list):
        found = list(enumerate(part))
    for name, inner in found:
        yield (*before, name)
        yield from paths(inner, (*before, name))


def with_odd(payload: dict[str, Any], path: tuple[Any, ...], value: object) -> dict[str, Any]:
    """Return a payload with something else in one place, or nothing."""
    odd = copy.deepcopy(payload)
    inner: Any = odd
    for name in path[:-1]:
        inner = inner[name]
    if value is MISSING:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return odd


@pytest.mark.parametrize("name", WELL)
async def test_whatever_stands_in_any_place_the_socket_gets_its_acknowledgement(name: str) -> None:
    async with app() as made:
        for path in paths(WELL[name]):
            for value in (*ODD, MISSING):
                body = with_odd(WELL[name], path, value)
                request = SocketModeRequest("", "envelope", body)
                answer = await guard.told(made, request)
                assert answer.status == 200, (path, value)
        # What was heard is dealt with beside its acknowledgement.
        await asyncio.sleep(0)


@pytest.mark.parametrize("name", WELL)
async def test_what_slack_sends_is_heard(name: str) -> None:
    assert guard.fault_of(WELL[name]) == ""
    async with app() as made:
        answer = await made.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=WELL[name]))
        assert answer.status == 200


@pytest.mark.parametrize("body", [None, 7, [], "x"])
def test_what_is_no_object_is_no_payload(body: object) -> None:
    assert guard.fault_of(body)


async def test_over_a_socket_it_is_acknowledged_once_and_named(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        async with Line.open(server, harbour) as line:
            for payload in ODDITIES.values():
                sent = await server.sends(harbour, Kind.INTERACTIVE, payload).settled()
                assert (sent.acknowledged_after is not None, sent.attempts) == (True, 1)
            assert line.ear.heard == []
            await (await harbour.user("ana").uses("/undaunted")).settled()
            assert line.ear.named("command"), "whoever comes next is heard"
        server.check()
    named = [each for each in caplog.records if each.name == guard.__name__]
    assert len(named) == len(ODDITIES)
    assert all("reference" in each.getMessage() for each in named)
    assert SECRET not in caplog.text


async def test_over_a_signed_request_it_is_acknowledged_once_and_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database = await Database.open(tmp_path / "kept.db", Vault([new_key()]), NOON)
    caplog.set_level(logging.INFO)
    async with SlackServer.open(mode=Mode.HTTP) as server:
        harbour = server.team("Harbour", installed=False)
        async with Line.listen(server, Installations(database), lambda: NOON) as line:
            await harbour.user("ana").installs(f"{line.here}/slack/install")
            for payload in (ODDITIES[name] for name in ODDITIES if "event" in name):
                event = {**payload, "team_id": harbour.id}
                sent = await server.sends(harbour, Kind.EVENT, event).settled()
                assert sent.acknowledged_after is not None or sent.failed
            press = {**ODDITIES["a press without an id"], "team": {"id": harbour.id}}
            sent = await server.sends(harbour, Kind.INTERACTIVE, press).settled()
            assert (sent.acknowledged_after is not None, sent.attempts) == (True, 1)
            assert line.ear.heard == []
    await database.close()
    assert "reference" in caplog.text
    assert SECRET not in caplog.text
