"""Readiness on Slack, drilled: not ready while people cannot reach us, ready again afterwards."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from adapters import health
from adapters.slack.app import REQUEST_SECONDS
from adapters.slack.platform import BELIEVED, SlackPlatform
from adapters.slack.socket import CONNECT_SECONDS, LOOK_SECONDS
from adapters.slack.supervision import LONGEST_REST_SECONDS
from adapters.slack.wire import Socket, Wire
from adapters.standing import UNSEEN
from bot.answers import Say
from bot.errors import Denied
from bot.store.database import Database
from bot.store.installations import Installations
from bot.store.vault import Vault, new_key
from bot.ui.card import Card, Text
from tests.adapters.slack.rig import NOON, Bot, Rig
from tests.adapters.slack.saying import WORDS
from tests.servers.slack.faults import How
from tests.servers.slack.server import Mode, SlackServer

CARD = Card("Hello", (Text("here you are"),))
QUICK = 0.3
"""Seconds between pings, so that a silent connection is noticed soon."""


class Clock:
    """A clock that the test moves; between its moves it goes on by itself."""

    def __init__(self) -> None:
        self.ahead = timedelta()
        self._began = time.monotonic()

    def __call__(self) -> datetime:
        return NOON + timedelta(seconds=time.monotonic() - self._began) + self.ahead


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.slack.socket.LOOK_SECONDS", 0.05)


@asynccontextmanager
async def connected(
    server: SlackServer, now: Callable[[], datetime] | None = None
) -> AsyncIterator[Rig]:
    """Run Socket Mode, with pings that follow quickly, until it says that it is ready."""
    harbour = server.team("Harbour")
    async with Rig.open(
        Bot(Say(CARD)),
        server=server,
        team=harbour,
        now=now or Clock(),
        ping_seconds=QUICK,
        away_seconds=0.5,
    ) as rig:
        await is_ready(rig)
        yield rig


async def is_ready(rig: Rig) -> None:
    """Return once it says so; the socket must be there when it does."""
    await turns(rig, lambda: rig.platform.standing().is_ready)
    assert rig.server.sockets.live


async def turns(rig: Rig, true: Callable[[], object]) -> None:
    """Wait for what shows in the platform alone, which tells nobody when it changes."""
    async with asyncio.timeout(10):
        while not true():
            if rig.running.done():
                rig.running.result()
            await asyncio.sleep(0.01)


async def test_before_it_is_connected_it_is_not_ready() -> None:
    async with SlackServer.open() as server:
        wire = Wire(Socket("xoxb-1", "xapp-1"), server.api_base)
        platform = SlackPlatform(wire, WORDS, lambda: NOON)
        await platform.look()
        assert platform.standing().why == "starting"
        assert not platform.standing().is_ready


@pytest.mark.parametrize("how", ["closes", "breaks", "goes_silent"])
@pytest.mark.usefixtures("often")
async def test_a_dead_socket_shows_until_there_is_another(how: str) -> None:
    async with SlackServer.open() as server, connected(server) as rig:
        # Nothing can be opened meanwhile, so that nobody misses the moment.
        server.web.fails("apps.connections.open", 3, 503)
        getattr(server.sockets, how)()
        await turns(rig, lambda: not rig.platform.standing().is_ready)
        assert rig.platform.standing().why == "lost", "seen at once, not only when it is given up"
        await is_ready(rig)
        assert server.sockets.opened >= 2
        assert rig.platform.standing().why == "connected"


@pytest.mark.usefixtures("often")
async def test_a_socket_on_which_slack_never_greeted_us_is_not_believed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        monkeypatch.setattr(server.sockets, "_hello", lambda: {"type": "odd"})
        async with Rig.open(Bot(Say(CARD)), server=server, team=harbour, ping_seconds=QUICK) as rig:
            pings = server.sockets.pings
            await rig.until(lambda: server.sockets.pings > pings + 1)
            assert rig.platform.standing().why == "starting"


@pytest.mark.usefixtures("often")
async def test_socket_mode_switched_off_shows_until_it_is_on() -> None:
    async with SlackServer.open() as server, connected(server) as rig:
        server.sockets.disables_link()
        await turns(rig, lambda: rig.platform.standing().why == "connection_disabled")
        assert not rig.platform.standing().is_ready
        server.sockets.enables_link()
        await is_ready(rig)


@pytest.mark.usefixtures("often")
async def test_an_outage_shows_until_it_is_over() -> None:
    async with SlackServer.open() as server, connected(server) as rig:
        await server.web.down()
        await server.sockets.down()
        await turns(rig, lambda: not rig.platform.standing().is_ready)
        since = rig.platform.standing().since
        await server.web.up()
        await server.sockets.up()
        await is_ready(rig)
        assert rig.platform.standing().since > since


@pytest.mark.usefixtures("often")
async def test_an_outage_of_the_web_api_alone_shows_too() -> None:
    async with SlackServer.open() as server, connected(server) as rig:
        for fault in (503, How.RESET_BEFORE):
            server.web.fails("auth.test", 1, fault)
            await rig.platform.look()
            assert not rig.platform.standing().is_ready
            await rig.platform.look()
            assert rig.platform.standing().is_ready
        server.web.fails("auth.test", 1, "ratelimited")
        await rig.platform.look()
        assert rig.platform.standing().is_ready, "busy is not away"


@pytest.mark.usefixtures("often")
async def test_a_token_taken_back_shows_at_the_next_look_and_ends_it_with_the_remedy() -> None:
    async with SlackServer.open() as server, connected(server) as rig:
        server.web.fails("auth.test", 5, "token_revoked")
        await rig.platform.look()
        assert rig.platform.standing().why == "token_revoked"
        with pytest.raises(Denied, match="SLACK_BOT_TOKEN"):
            await asyncio.wait_for(rig.running, 10)
        assert not rig.platform.standing().is_ready


@pytest.mark.usefixtures("often")
async def test_after_a_sleep_of_the_machine_it_is_not_ready_until_it_has_a_live_socket(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    # The library asks the machine's clock, which jumps as ours does.
    wall = SimpleNamespace(time=lambda: clock().timestamp())
    monkeypatch.setattr("slack_sdk.socket_mode.aiohttp.time", wall)
    async with SlackServer.open() as server, connected(server, clock) as rig:
        before = server.sockets.opened
        server.sockets.goes_silent()
        clock.ahead += timedelta(hours=8)
        assert rig.platform.standing().why == UNSEEN, "at once, before anybody looks"
        await turns(rig, lambda: server.sockets.opened > before)
        await is_ready(rig)
        ana = rig.team.user("ana")
        assert (await (await ana.uses("/undaunted", "help")).answered()).answer.text


def test_whatever_happens_shows_within_half_a_minute() -> None:
    half_a_minute = 30.0
    ping = Wire(Socket("xoxb-1", "xapp-1")).ping_seconds
    # The library calls a socket dead that left pings of four rounds unanswered.
    assert ping * 4 + ping + LOOK_SECONDS < half_a_minute
    assert half_a_minute > health.LOOK_SECONDS + REQUEST_SECONDS
    assert BELIEVED.total_seconds() > 3 * LOOK_SECONDS, "a slow look is no outage"
    assert half_a_minute > LONGEST_REST_SECONDS + CONNECT_SECONDS, "and so does its end"


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Installations]:
    database = await Database.open(tmp_path / "kept.db", Vault([new_key()]), NOON)
    yield Installations(database)
    await database.close()


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    async with SlackServer.open(mode=Mode.HTTP) as opened:
        yield opened


async def test_listening_it_is_ready_though_nobody_let_it_in_yet(
    server: SlackServer, kept: Installations
) -> None:
    async with Rig.open(Bot(Say(CARD)), server=server, kept=kept) as rig:
        await turns(rig, lambda: rig.platform.standing().is_ready)
        await rig.platform.look()
        assert rig.platform.standing().is_ready
        assert len(server.calls("api.test")) == 1
        server.web.fails("api.test", 1, 503)
        await rig.platform.look()
        assert not rig.platform.standing().is_ready
        await rig.platform.look()
        assert rig.platform.standing().is_ready
        await rig.stop()
        assert rig.platform.standing().why == "closed"


async def test_one_refusal_among_many_workspaces_is_that_workspaces_own(
    server: SlackServer, kept: Installations
) -> None:
    teams = [server.team(name, installed=False) for name in ("Harbour", "Quay", "Mole", "Pier")]
    async with Rig.open(Bot(Say(CARD)), server=server, team=teams[0], kept=kept) as rig:
        for team in teams:
            await team.user("ana").installs(f"{rig.here}/slack/install")
        await turns(rig, lambda: rig.platform.standing().is_ready)
        asked = len(server.calls("auth.test"))
        server.web.fails("auth.test", 2, "token_revoked")
        for _ in range(2):
            await rig.platform.look()
            assert rig.platform.standing().is_ready
        server.web.fails("auth.test", 1, "token_revoked")
        await rig.platform.look()
        assert rig.platform.standing().why == "token_revoked", "three in a row"
        await rig.platform.look()
        assert rig.platform.standing().is_ready
        tokens = {call.token for call in server.calls("auth.test")[asked:]}
        assert tokens == {server.bot_token(team) for team in teams}, "each in its turn"


async def test_the_one_workspace_that_takes_its_token_back_shows_until_it_is_let_in_again(
    server: SlackServer, kept: Installations
) -> None:
    harbour = server.team("Harbour", installed=False)
    async with Rig.open(Bot(Say(CARD)), server=server, team=harbour, kept=kept) as rig:
        await harbour.user("ana").installs(f"{rig.here}/slack/install")
        await turns(rig, lambda: rig.platform.standing().is_ready)
        server.web.fails("auth.test", 2, "token_revoked")
        for _ in range(2):
            await rig.platform.look()
            assert not rig.platform.standing().is_ready
        await harbour.user("ana").installs(f"{rig.here}/slack/install")
        await rig.platform.look()
        assert rig.platform.standing().is_ready
