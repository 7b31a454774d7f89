"""The loopback Slack misbehaving: the Web API, sockets, and deliveries that nobody acknowledges."""

from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from tests.servers.slack.clients import client, connected, running
from tests.servers.slack.faults import Held, How, Limited
from tests.servers.slack.server import Mode, SlackServer

Json = dict[str, Any]


def deaf(app: AsyncApp) -> None:
    """Listen to nothing, so that Bolt answers 404."""


def heedful(server: SlackServer, seen: list[Json]) -> Any:
    def listen(app: AsyncApp) -> None:
        @app.event("message")
        async def said(event: Json, request: Any) -> None:
            number = request.headers.get("x-slack-retry-num", ["0"])[0]
            seen.append({"text": event.get("text"), "retry": number})
            server.changes.happened()

    return listen


@pytest.mark.parametrize(
    "code", ["is_archived", "token_revoked", "restricted_action", "fatal_error", "ratelimited"]
)
async def test_any_error_can_be_ordered(code: str) -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        ana = harbour.user("ana")
        server.web.fails("chat.*", 1, code)
        async with client(server, harbour.token) as app:
            with pytest.raises(SlackApiError) as refused:
                await app.chat_postMessage(channel=ana.id, text="Hello")
            assert refused.value.response["error"] == code
            await app.chat_postMessage(channel=ana.id, text="Hello")
        assert [call.error for call in server.calls("chat.postMessage")] == [code, ""]
        server.check()


async def test_statuses_resets_and_limits_can_be_ordered() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        ana = harbour.user("ana")
        async with client(server, harbour.token) as app:
            server.web.fails("chat.postMessage", 1, 503)
            with pytest.raises(SlackApiError) as refused:
                await app.chat_postMessage(channel=ana.id, text="1")
            assert refused.value.response.status_code == 503
            server.web.fails("chat.postMessage", 1, Limited(30))
            with pytest.raises(SlackApiError) as refused:
                await app.chat_postMessage(channel=ana.id, text="2")
            assert refused.value.response.headers["Retry-After"] == "30"
            server.web.fails("chat.postMessage", 1, How.RESET_BEFORE)
            with pytest.raises(aiohttp.ClientError):
                await app.chat_postMessage(channel=ana.id, text="3")
            assert server.seen_by(ana, ana.dm) == []
            server.web.fails("chat.postMessage", 1, How.RESET_AFTER)
            with pytest.raises(aiohttp.ClientError):
                await app.chat_postMessage(channel=ana.id, text="4")
            assert [one.text for one in server.seen_by(ana, ana.dm)] == ["4"]
            await server.web.down()
            with pytest.raises(aiohttp.ClientConnectionError):
                await app.chat_postMessage(channel=ana.id, text="5")
            await server.web.up()
            await app.chat_postMessage(channel=ana.id, text="6")
        assert server.web.faults.left() == 0
        server.check()


async def test_messages_are_paced_in_each_channel() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        ana, ben = harbour.user("ana"), harbour.user("ben")
        server.web.paces(per=60)
        async with client(server, harbour.token) as app:
            await app.chat_postMessage(channel=ana.dm.id, text="1")
            with pytest.raises(SlackApiError) as refused:
                await app.chat_postMessage(channel=ana.dm.id, text="2")
            assert refused.value.response["error"] == "ratelimited"
            assert int(refused.value.response.headers["Retry-After"]) in (59, 60)
            await app.chat_postMessage(channel=ben.dm.id, text="3")
        server.check()


@pytest.mark.parametrize("mode", list(Mode))
async def test_an_event_without_a_listener_is_told_again_and_is_a_violation(mode: Mode) -> None:
    async with SlackServer.open(mode=mode) as server:
        server.patience = 0.2
        server.retries_now()
        harbour = server.team("Harbour")
        ana = harbour.user("ana")
        async with running(server, harbour, deaf):
            said = await (await ana.says("hello")).settled()
            assert said.given_up
            assert said.attempts == 4
            used = await (await ana.uses("/undaunted")).settled()
            assert (used.attempts, used.acknowledged_after) == (1, None)
        assert len(server.violations) == 5
        with pytest.raises(AssertionError, match="message was not acknowledged"):
            server.check()


@pytest.mark.parametrize("mode", list(Mode))
async def test_what_is_told_again_says_so(mode: Mode) -> None:
    seen: list[Json] = []
    async with SlackServer.open(mode=mode) as server:
        harbour = server.team("Harbour")
        ana = harbour.user("ana")
        async with running(server, harbour, heedful(server, seen)):
            said = await (await ana.says("hello")).settled()
            server.repeats(said)
            await server.until(lambda: len(seen) == 2)
        assert [one["retry"] for one in seen] == ["0", "1"]
        assert [one["text"] for one in seen] == ["hello", "hello"]
        server.check()


async def test_envelopes_come_twice_late_and_out_of_order() -> None:
    seen: list[Json] = []
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        ana = harbour.user("ana")
        async with running(server, harbour, heedful(server, seen)):
            server.sockets.doubles()
            await (await ana.says("one")).settled()
            await server.until(lambda: len(seen) == 2)
            server.sockets.holds()
            first, second = await ana.says("two"), await ana.says("three")
            await server.until(lambda: len(server.sockets.envelopes) == 3)
            server.sockets.releases(reverse=True)
            await first.settled()
            await second.settled()
            await server.until(lambda: len(seen) == 4)
            server.sockets.leaves_out("payload")
            server.patience = 0.1
            server.sends_event(harbour, {"type": "message", "text": "odd"}, leave_out=("team_id",))
            await server.until(lambda: server.violations)
        assert [one["text"] for one in seen][:4] == ["one", "one", "three", "two"]


async def test_sockets_are_refreshed_closed_and_opened_again() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        async with client(server, harbour.token) as web_client:
            app = AsyncApp(client=web_client)
            async with connected(server, app, ping_interval=0.05):
                server.sockets.asks_refresh()
                await server.until(lambda: server.sockets.opened == 2 and server.sockets.live == 1)
                server.sockets.closes()
                await server.until(lambda: server.sockets.opened == 3 and server.sockets.live == 1)
                await server.sockets.down()
                await server.until(lambda: server.sockets.live == 0)
                await server.sockets.up()
                # The library tries a dead address for ever: only a new one helps it.
                assert server.sockets.issued >= 3
        server.check()


async def test_silent_sockets_answer_no_ping_and_get_replaced() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        async with client(server, harbour.token) as web_client:
            app = AsyncApp(client=web_client)
            async with connected(server, app, ping_interval=0.1):
                await server.until(lambda: server.sockets.pings > 0)
                server.sockets.goes_silent()
                await server.until(lambda: server.sockets.opened >= 2)
        server.check()


async def test_dead_addresses_wrong_tokens_and_a_disabled_link() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        async with client(server, harbour.token) as app:
            server.sockets.hands_out_dead_addresses()
            dead = await app.apps_connections_open(app_token=server.app_token)
            assert app.session is not None
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await app.session.ws_connect(dead["url"])
            living = await app.apps_connections_open(app_token=server.app_token)
            async with app.session.ws_connect(living["url"]) as socket:
                assert (await socket.receive_json())["type"] == "hello"
                with pytest.raises(aiohttp.WSServerHandshakeError):
                    await app.session.ws_connect(living["url"])
                server.sockets.disables_link()
                assert (await socket.receive_json())["reason"] == "link_disabled"
            with pytest.raises(SlackApiError, match="connection_disabled"):
                await app.apps_connections_open(app_token=server.app_token)
            server.sockets.enables_link()
            server.sockets.refuses_token()
            with pytest.raises(SlackApiError, match="invalid_auth"):
                await app.apps_connections_open(app_token=server.app_token)
        server.check()


async def test_an_answer_can_be_held_until_it_is_let_go() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        ana = harbour.user("ana")
        held = Held()
        server.web.fails("chat.postMessage", 1, held)

        def listen(app: AsyncApp) -> None:
            @app.event("message")
            async def said(say: Any) -> None:
                await say(text="At last.")

        async with running(server, harbour, listen):
            said = await (await ana.says("hello")).settled()
            await server.until(lambda: server.calls("chat.postMessage"))
            assert said.messages == []
            held.release()
            assert (await said.answered()).answer.text == "At last."
        server.check()


async def test_sockets_break_are_refused_and_come_back() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        async with client(server, harbour.token) as web_client:
            app = AsyncApp(client=web_client)
            async with connected(server, app, ping_interval=0.05) as handler:
                server.sockets.breaks()
                await server.until(lambda: server.sockets.opened == 2 and server.sockets.live == 1)
                server.sockets.warns()
                await server.until(lambda: server.sockets.opened == 3 and server.sockets.live == 1)
                server.sockets.refuses()
                server.sockets.closes()
                await server.until(lambda: server.sockets.refused)
                # Its address is used up, and the library asks for no other by itself.
                handler.client.wss_uri = None
                await server.connected()
        server.check()
