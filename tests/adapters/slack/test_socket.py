"""Socket Mode over the real Bolt: heard at once, back after all that happens, and its endings."""

import asyncio
import logging

import pytest

from adapters.slack import manifest, supervision
from bot.errors import Denied
from tests.adapters.bots import COMMANDS
from tests.adapters.slack.hearing import Line
from tests.adapters.slack.saying import WORDS
from tests.servers.slack.deeds import Kind
from tests.servers.slack.faults import Limited
from tests.servers.slack.server import SlackServer

QUICK = 0.3
"""Seconds between pings, so that a silent connection is noticed soon."""


async def test_it_connects_once_and_knows_where_it_is() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        async with Line.open(server, harbour) as line:
            assert line.live == [(harbour.id,)]
            assert server.sockets.live == 1
            assert line.rested == []
        assert server.sockets.live == 0
        server.check()


async def test_everything_people_do_is_heard_with_a_token_and_without_asking_whose_it_is() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        ana = harbour.user("ana")
        async with Line.open(server, harbour) as line:
            await (await ana.uses("/undaunted", "help")).settled()
            await (await ana.says("hello")).settled()
            await (await ana.shortcut("Log a no")).settled()
            await (await ana.opens_home()).settled()
            await line.until(lambda: len(line.ear.heard) == 4)
            assert [what for what, _ in line.ear.heard] == ["command", "event", "shortcut", "event"]
            assert {client.token for client in line.ear.clients} == {server.bot_token(harbour)}
            assert len(server.calls("auth.test")) == 1
            assert server.web.connections <= 2, "one session for everything"
        server.check()


@pytest.mark.parametrize("callback_id", ["", "never-heard-of", "p01:1.help"])
async def test_what_nobody_knows_is_still_heard(callback_id: str) -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        ana = harbour.user("ana")
        view = {"id": "V1", "type": "modal", "callback_id": callback_id, "state": {"values": {}}}
        who = {"user": {"id": ana.id}, "team": {"id": harbour.id}}
        odd: list[tuple[str, dict[str, object]]] = [
            ("shortcut", {"type": "shortcut", "callback_id": callback_id, **who}),
            ("shortcut", {"type": "message_action", "callback_id": callback_id, **who}),
            ("view", {"type": "view_submission", "view": view, **who}),
            ("closed", {"type": "view_closed", "view": view, **who}),
            ("action", {"type": "block_actions", "actions": [{"action_id": callback_id}], **who}),
        ]
        async with Line.open(server, harbour) as line:
            for _, payload in odd:
                sent = await server.sends(harbour, Kind.INTERACTIVE, payload).settled()
                assert sent.acknowledged_after is not None
            event = {"type": callback_id or "odd", "user": ana.id}
            await server.sends_event(harbour, event).settled()
            await line.until(lambda: len(line.ear.heard) == len(odd) + 1)
            assert [what for what, _ in line.ear.heard] == [*(what for what, _ in odd), "event"]


async def test_a_failure_is_logged_by_reference_without_the_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        ana = harbour.user("ana")

        async def fail() -> None:
            raise LookupError("nothing there")

        async with Line.open(server, harbour) as line:
            line.ear.then = fail
            await (await ana.says("my secret")).settled()
            await line.until(lambda: "reference" in caplog.text)
        assert "LookupError" in caplog.text
        assert "my secret" not in caplog.text
        server.check()


async def test_a_refresh_moves_to_a_new_socket() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        ana = harbour.user("ana")
        async with Line.open(server, harbour) as line:
            server.sockets.asks_refresh()
            await line.until(lambda: server.sockets.opened == 2 and server.sockets.live == 1)
            await (await ana.uses("/undaunted")).settled()
            assert line.ear.named("command")
            assert line.rested == [], "that is no failure"
        server.check()


@pytest.mark.parametrize("how", ["closes", "breaks", "goes_silent"])
async def test_a_lost_socket_is_replaced(how: str) -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        ana = harbour.user("ana")
        async with Line.open(server, harbour, ping_seconds=QUICK) as line:
            getattr(server.sockets, how)()
            await line.until(lambda: server.sockets.opened >= 2 and server.sockets.live >= 1)
            await (await ana.uses("/undaunted")).settled()
            assert line.ear.named("command")
        server.check()


async def test_a_dead_address_is_given_up_for_a_fresh_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.slack.socket.CONNECT_SECONDS", 0.5)
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        server.sockets.hands_out_dead_addresses(2)
        async with Line.open(server, harbour, ping_seconds=QUICK) as line:
            assert server.sockets.issued == 3
            assert len(line.rested) == 2
        server.check()


async def test_a_dead_address_after_a_refresh_is_given_up_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("adapters.slack.socket.LOOK_SECONDS", 0.1)
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        async with Line.open(server, harbour, ping_seconds=QUICK, away_seconds=0.5) as line:
            server.sockets.hands_out_dead_addresses()
            server.sockets.asks_refresh()
            await line.until(lambda: len(line.live) == 2 and server.sockets.live == 1)
            assert len(line.rested) == 1
        server.check()


async def test_an_outage_is_waited_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.slack.socket.LOOK_SECONDS", 0.1)
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        async with Line.open(server, harbour, ping_seconds=QUICK, away_seconds=0.5) as line:
            await server.web.down()
            await server.sockets.down()
            await line.until(lambda: len(line.rested) >= 3)
            await server.web.up()
            await server.sockets.up()
            await line.until(lambda: server.sockets.live == 1)
        server.check()


async def test_socket_mode_switched_off_and_on_again_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("adapters.slack.socket.LOOK_SECONDS", 0.1)
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        async with Line.open(server, harbour, ping_seconds=QUICK, away_seconds=0.5) as line:
            server.sockets.disables_link()
            await line.until(lambda: line.rested)
            server.sockets.enables_link()
            await line.until(lambda: server.sockets.live == 1)
        server.check()


async def test_socket_mode_switched_off_at_the_start_is_told() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        server.sockets.disables_link()
        async with Line.open(server, harbour, ready=False) as line:
            with pytest.raises(Denied, match="switch it on"):
                await line.running


async def test_a_wrong_app_token_is_told_before_anything_is_connected() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        server.sockets.refuses_token()
        async with Line.open(server, harbour, ready=False) as line:
            with pytest.raises(Denied, match="SLACK_APP_TOKEN"):
                await line.running
            assert server.sockets.opened == 0


async def test_an_app_token_taken_back_while_it_runs_ends_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("adapters.slack.socket.LOOK_SECONDS", 0.1)
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        async with Line.open(server, harbour, ping_seconds=QUICK, away_seconds=0.5) as line:
            server.sockets.refuses_token()
            with pytest.raises(Denied, match="connections:write"):
                await line.running


@pytest.mark.parametrize("wrong", ["invalid_auth", "account_inactive", "token_revoked"])
async def test_a_wrong_bot_token_is_told(wrong: str) -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        server.web.fails("auth.test", 1, wrong)
        async with Line.open(server, harbour, ready=False) as line:
            with pytest.raises(Denied, match=f"SLACK_BOT_TOKEN.*{wrong}"):
                await line.running


async def test_what_the_token_may_not_do_is_named(caplog: pytest.LogCaptureFixture) -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        server.manifest = manifest.manifest(COMMANDS, WORDS)
        async with Line.open(server, harbour):
            assert "lacks" not in caplog.text
        fewer = manifest.manifest(COMMANDS, WORDS)
        fewer["oauth_config"]["scopes"]["bot"].remove("files:write")
        server.manifest = fewer
        async with Line.open(server, harbour):
            assert "lacks ['files:write']" in caplog.text
        server.check()


async def test_asked_to_wait_it_waits_that_long() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        server.web.fails("apps.connections.open", 1, Limited(29))
        async with Line.open(server, harbour) as line:
            assert line.rested == [29.0]


async def test_a_stop_lets_the_answers_under_way_come_to_their_end() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        ana = harbour.user("ana")
        async with Line.open(server, harbour) as line:
            gate, ended = asyncio.Event(), []

            async def slow() -> None:
                await gate.wait()
                ended.append(True)

            line.ear.then = slow
            await (await ana.uses("/undaunted")).settled()
            stopping = asyncio.create_task(line.stop())
            await asyncio.sleep(0)
            gate.set()
            await stopping
            assert ended
        server.check()


def test_rests_grow_but_never_beyond_what_is_bearable() -> None:
    rests = [supervision.rest_seconds(failures, 1.0) for failures in range(1, 10)]
    assert rests[:4] == [1.0, 2.0, 4.0, 8.0]
    assert set(rests[4:]) == {supervision.LONGEST_REST_SECONDS}


def test_the_library_is_too_quiet_to_repeat_what_people_write() -> None:
    assert logging.getLogger("slack_bolt.undaunted").level >= logging.ERROR
    assert logging.getLogger("slack_sdk.undaunted").level >= logging.ERROR
