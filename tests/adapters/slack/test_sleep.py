"""A machine that slept is back within half a minute, whatever it finds when it wakes."""

from collections.abc import AsyncIterator
from types import SimpleNamespace

import pytest

from adapters.slack import socket, supervision
from adapters.slack.wire import Socket, Wire
from bot.clock import SystemClock
from tests.adapters.slack.hearing import Line
from tests.servers.slack.people import User
from tests.servers.slack.server import SlackServer

NIGHT = 8 * 60 * 60.0
QUICK = 0.3
"""Seconds between pings, so that a connection that is no more is noticed soon."""


class Sleep:
    """The clock on the wall, which a machine asleep does not see move."""

    def __init__(self) -> None:
        self.slept = 0.0

    def time(self) -> float:
        return SystemClock().now().timestamp() + self.slept


@pytest.fixture
def asleep(monkeypatch: pytest.MonkeyPatch) -> Sleep:
    """Let the library see the wall's clock jump, as it does when a lid is opened."""
    sleep = Sleep()
    seen = SimpleNamespace(time=sleep.time)
    monkeypatch.setattr("slack_sdk.socket_mode.aiohttp.time", seen)
    monkeypatch.setattr("adapters.slack.socket.LOOK_SECONDS", 0.1)
    monkeypatch.setattr("adapters.slack.socket.CONNECT_SECONDS", 0.5)
    return sleep


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    async with SlackServer.open() as opened:
        yield opened
        opened.check()


async def is_heard(line: Line, ana: User) -> bool:
    before = len(line.ear.named("command"))
    await (await ana.uses("/undaunted")).settled()
    return len(line.ear.named("command")) == before + 1


@pytest.mark.parametrize("found", ["goes_silent", "breaks", "closes"])
async def test_a_connection_that_ended_in_its_sleep_is_replaced(
    server: SlackServer, asleep: Sleep, found: str
) -> None:
    harbour = server.team("Harbour")
    async with Line.open(server, harbour, ping_seconds=QUICK, away_seconds=1.0) as line:
        getattr(server.sockets, found)()
        asleep.slept = NIGHT
        await line.until(lambda: server.sockets.opened >= 2 and server.sockets.live >= 1)
        assert await is_heard(line, harbour.user("ana"))


async def test_a_connection_that_lived_through_a_short_sleep_goes_on(
    server: SlackServer, asleep: Sleep
) -> None:
    harbour = server.team("Harbour")
    async with Line.open(server, harbour, ping_seconds=QUICK, away_seconds=1.0) as line:
        asleep.slept = QUICK
        pings = server.sockets.pings
        await line.until(lambda: server.sockets.pings > pings + 1)
        assert (server.sockets.opened, line.rested) == (1, [])
        assert await is_heard(line, harbour.user("ana"))


async def test_waking_without_a_network_it_waits_for_one(
    server: SlackServer, asleep: Sleep
) -> None:
    harbour = server.team("Harbour")
    async with Line.open(server, harbour, ping_seconds=QUICK, away_seconds=0.5) as line:
        await server.web.down()
        await server.sockets.down()
        asleep.slept = NIGHT
        await line.until(lambda: len(line.rested) >= 2)
        server.sockets.hands_out_dead_addresses()
        await server.web.up()
        await server.sockets.up()
        await line.until(lambda: server.sockets.live == 1)
        assert await is_heard(line, harbour.user("ana"))
        assert max(line.rested) <= supervision.LONGEST_REST_SECONDS


def test_as_shipped_all_of_it_takes_less_than_half_a_minute() -> None:
    wire = Wire(Socket("xoxb-1", "xapp-1"))
    noticed = wire.ping_seconds * 1.5
    given_up = wire.away_seconds + socket.LOOK_SECONDS
    connected = supervision.FIRST_REST_SECONDS + socket.CONNECT_SECONDS
    assert noticed + given_up + connected < 30
    assert supervision.LONGEST_REST_SECONDS + socket.CONNECT_SECONDS < 30, "with a network again"
