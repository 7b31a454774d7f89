"""Many workspaces: let in by people, told by signed requests, with tokens that are renewed."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest

from adapters.slack.app import Work
from adapters.slack.web import WebMode
from adapters.slack.wire import Web, Wire
from adapters.standing import Watch
from bot.errors import Denied, TryLater
from bot.store.database import Database
from bot.store.installations import Installations
from bot.store.vault import Vault, new_key
from tests.adapters.slack.fronts import FRONT
from tests.adapters.slack.hearing import Line
from tests.adapters.slack.saying import WORDS
from tests.servers.slack.faults import Held
from tests.servers.slack.server import Mode, SlackServer

START = datetime(2026, 11, 30, 12, tzinfo=UTC)
HALF_A_DAY = timedelta(hours=12)


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Installations]:
    database = await Database.open(tmp_path / "kept.db", Vault([new_key()]), START)
    yield Installations(database)
    await database.close()


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    async with SlackServer.open(mode=Mode.HTTP) as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def test_let_in_by_its_page_it_hears_and_speaks_there(
    server: SlackServer, kept: Installations, clock: Clock
) -> None:
    harbour = server.team("Harbour", installed=False)
    ana = harbour.user("ana")
    async with Line.listen(server, kept, clock) as line:
        assert line.live == [()]
        page = await ana.installs(f"{line.here}/slack/install")
        assert page.status == 200
        assert "Undaunted is here" in page.text
        assert await kept.places("slack") == (harbour.id,)
        await (await ana.uses("/undaunted", "help")).settled()
        await (await ana.says("hello")).settled()
        await line.until(lambda: len(line.ear.heard) == 2)
        assert {client.token for client in line.ear.clients} == {server.bot_token(harbour)}
        assert len(server.calls("auth.test")) == 1, "once, when it was let in"
        known = await kept.find("slack", harbour.id)
        assert known is not None
        assert known["bot"] == harbour.bot_id
    server.check()


async def test_after_a_new_start_it_is_still_let_in(
    server: SlackServer, kept: Installations, clock: Clock
) -> None:
    harbour, quay = (server.team(name, installed=False) for name in ("Harbour", "Quay"))
    async with Line.listen(server, kept, clock) as line:
        for team in (harbour, quay):
            await team.user("ana").installs(f"{line.here}/slack/install")
    async with Line.listen(server, kept, clock) as line:
        assert line.live == [(harbour.id, quay.id)]
        await (await quay.user("ben").uses("/undaunted")).settled()
        assert line.ear.clients[-1].token == server.bot_token(quay)
    server.check()


async def test_a_no_at_slack_changes_nothing(
    server: SlackServer, kept: Installations, clock: Clock
) -> None:
    ana = server.team("Harbour", installed=False).user("ana")
    async with Line.listen(server, kept, clock) as line:
        page = await ana.installs(f"{line.here}/slack/install", denies=True)
        assert "Nothing was changed" in page.text
        assert await kept.places("slack") == ()


async def test_the_way_back_is_good_once_soon_and_in_the_same_browser_only(
    server: SlackServer, kept: Installations, clock: Clock
) -> None:
    async with (
        Line.listen(server, kept, clock) as line,
        aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser,
    ):

        async def leave() -> str:
            async with browser.get(f"{line.here}/slack/install") as page:
                assert "HttpOnly" in page.headers["Set-Cookie"]
                assert "Secure" in page.headers["Set-Cookie"]
                return str(page.cookies["undaunted-install"].value)

        async def back(state: str, cookie: str) -> int:
            url = f"{line.here}/slack/oauth_redirect?error=access_denied&state={state}"
            headers = {"Cookie": f"undaunted-install={cookie}"}
            async with browser.get(url, headers=headers) as page:
                return page.status

        state = await leave()
        assert await back(state, "") == 400
        assert await back(state, "another") == 400
        assert await back("", "") == 400
        assert await back(state, state) == 200
        assert await back(state, state) == 400, "a second time"
        late = await leave()
        clock.at += timedelta(minutes=10)
        assert await back(late, late) == 400


async def test_a_code_that_slack_does_not_take_is_told_kindly(
    server: SlackServer, kept: Installations, clock: Clock
) -> None:
    ana = server.team("Harbour", installed=False).user("ana")
    server.web.fails("oauth.v2.access", 1, "invalid_code")
    async with Line.listen(server, kept, clock) as line:
        page = await ana.installs(f"{line.here}/slack/install")
        assert page.status == 502
        assert "That did not work" in page.text
        assert await kept.places("slack") == ()


async def test_an_organisation_lets_it_into_all_its_workspaces(
    server: SlackServer, kept: Installations, clock: Clock
) -> None:
    coast = server.enterprise("Coast")
    harbour, quay = (coast.team(name, installed=False) for name in ("Harbour", "Quay"))
    ana = harbour.user("ana")
    async with Line.listen(server, kept, clock) as line:
        await ana.installs(f"{line.here}/slack/install", org=True)
        assert await kept.places("slack") == (coast.id,)
        await (await quay.user("ben").uses("/undaunted")).settled()
        assert line.ear.clients[-1].token == server.bot_token(quay)
        assert line.tokens is not None
        assert await line.tokens.of(quay.id), "letters do not know the organisation"
        assert await line.tokens.of(harbour.id) is None, "nobody there was heard of"
    async with Line.listen(server, kept, clock) as line:
        assert line.live == [None], "nobody knows in how many it is"
    server.check()


async def test_a_token_is_renewed_before_its_end_once_however_many_ask(
    server: SlackServer, kept: Installations, clock: Clock
) -> None:
    server.rotates = True
    harbour = server.team("Harbour", installed=False)
    async with Line.listen(server, kept, clock) as line:
        await harbour.user("ana").installs(f"{line.here}/slack/install")
        assert line.tokens is not None
        first = await line.tokens.of(harbour.id)
        clock.at += HALF_A_DAY - timedelta(hours=1)
        second, *others = await asyncio.gather(*(line.tokens.of(harbour.id) for _ in range(5)))
        assert first is not None
        assert second is not None
        assert second.text == server.bot_token(harbour) != first.text
        assert second.bot == harbour.bot_id, "what is not told again is kept"
        assert set(others) == {second}
        assert server.installs.of(harbour).rotations == 1
        clock.at += HALF_A_DAY
        await line.tokens.of(harbour.id)
        assert server.installs.of(harbour).rotations == 2
    server.check()


async def test_a_token_that_expired_early_is_renewed_once(
    server: SlackServer, kept: Installations, clock: Clock
) -> None:
    server.rotates = True
    harbour = server.team("Harbour", installed=False)
    async with Line.listen(server, kept, clock) as line:
        await harbour.user("ana").installs(f"{line.here}/slack/install")
        assert line.tokens is not None
        stale = await line.tokens.of(harbour.id)
        assert stale is not None
        await asyncio.gather(*(line.tokens.expired(harbour.id, stale.text) for _ in range(3)))
        assert server.installs.of(harbour).rotations == 1
    server.check()


async def test_while_slack_is_away_a_token_serves_as_long_as_it_lasts(
    server: SlackServer, kept: Installations, clock: Clock
) -> None:
    server.rotates = True
    harbour = server.team("Harbour", installed=False)
    async with Line.listen(server, kept, clock) as line:
        await harbour.user("ana").installs(f"{line.here}/slack/install")
        assert line.tokens is not None
        server.web.fails("oauth.v2.access", 2, 503)
        clock.at += HALF_A_DAY - timedelta(hours=1)
        assert await line.tokens.of(harbour.id) is not None
        clock.at += timedelta(hours=1)
        with pytest.raises(TryLater):
            await line.tokens.of(harbour.id)
        assert await line.tokens.of(harbour.id) is not None
    server.check()


async def test_a_token_that_can_never_be_renewed_is_forgotten(
    server: SlackServer, kept: Installations, clock: Clock
) -> None:
    server.rotates = True
    harbour = server.team("Harbour", installed=False)
    async with Line.listen(server, kept, clock) as line:
        await harbour.user("ana").installs(f"{line.here}/slack/install")
        assert line.tokens is not None
        server.web.fails("oauth.v2.access", 1, "token_revoked")
        clock.at += HALF_A_DAY
        assert await line.tokens.of(harbour.id) is None
        assert await kept.places("slack") == ()


async def test_taken_out_it_hears_of_it_and_the_token_is_forgotten_at_once(
    server: SlackServer, kept: Installations, clock: Clock
) -> None:
    harbour = server.team("Harbour", installed=False)
    async with Line.listen(server, kept, clock) as line:
        await harbour.user("ana").installs(f"{line.here}/slack/install")
        await harbour.uninstalls().settled()
        await line.until(lambda: len(line.ear.named("event")) == 2)
        assert line.tokens is not None
        for _ in range(2):
            await line.tokens.ended(harbour.id)
        assert await kept.places("slack") == ()
        assert await line.tokens.of(harbour.id) is None
    server.check()


async def test_an_organisation_stays_where_only_one_of_its_workspaces_leaves(
    server: SlackServer, kept: Installations, clock: Clock
) -> None:
    coast = server.enterprise("Coast")
    harbour, quay = (coast.team(name, installed=False) for name in ("Harbour", "Quay"))
    async with Line.listen(server, kept, clock) as line:
        await harbour.user("ana").installs(f"{line.here}/slack/install", org=True)
        assert line.tokens is not None
        assert await line.tokens.of(quay.id, coast.id)
        await line.tokens.ended(quay.id, coast.id)
        assert await kept.places("slack") == (coast.id,)
        await harbour.uninstalls().settled()
        await line.tokens.ended(harbour.id, coast.id)
        assert await kept.places("slack") == ()
    server.check()


async def test_the_address_is_verified_as_slack_does(
    server: SlackServer, kept: Installations, clock: Clock
) -> None:
    async with Line.listen(server, kept, clock):
        assert await server.deliveries.hooks.verifies_url()


@pytest.mark.parametrize(
    ("body", "age", "secret", "status"),
    [
        ("{}", 0, "of-somebody-else", 401),
        ("{}", 301, "", 401),
        ("{not json", 0, "", 400),
        ("[1, 2]", 0, "", 400),
        ("\xff", 0, "", 400),
        (json.dumps({"type": "event_callback", "text": "a" * 2_000_000}), 0, "", 413),
    ],
)
async def test_what_is_not_from_slack_or_is_nothing_goes_back_and_stays_out_of_the_log(
    server: SlackServer,
    kept: Installations,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
    body: str,
    age: int,
    secret: str,
    status: int,
) -> None:
    async with Line.listen(server, kept, clock) as line:
        headers = server.deliveries.hooks.signed(body, "application/json", age=age, secret=secret)
        session = server.deliveries.hooks.session
        async with session.post(
            server.app_url, data=BytesIO(body.encode()), headers=headers
        ) as answer:
            assert answer.status == status
        unsigned = {"Content-Type": "application/json"}
        async with session.post(server.app_url, data=b"{}", headers=unsigned) as answer:
            assert answer.status == 401
        assert line.ear.heard == []
    assert body[:20] not in caplog.text


async def test_a_workspace_that_never_let_us_in_is_answered_and_heard_by_nobody(
    server: SlackServer, kept: Installations, clock: Clock
) -> None:
    stranger = server.team("Stranger").user("ana")
    async with Line.listen(server, kept, clock) as line:
        await (await stranger.says("hello")).settled()
        assert line.ear.heard == []


async def test_a_stop_lets_answers_come_to_their_end(
    server: SlackServer, kept: Installations, clock: Clock
) -> None:
    harbour = server.team("Harbour", installed=False)
    ana = harbour.user("ana")
    async with Line.listen(server, kept, clock) as line:
        await ana.installs(f"{line.here}/slack/install")
        gate, ended = Held(), []

        async def slow() -> None:
            await gate.gate.wait()
            ended.append(True)

        line.ear.then = slow
        await (await ana.uses("/undaunted")).settled()
        stopping = asyncio.create_task(line.stop())
        await asyncio.sleep(0)
        gate.release()
        await stopping
        assert ended
    server.check()


async def test_a_port_that_is_taken_is_told(server: SlackServer, kept: Installations) -> None:
    way = Web("s", "1.2", "s", "https://bot.example.org", port=server.web.port)
    line = Line(server)
    wire = Wire(way, server.api_base)
    mode = WebMode(wire, way, kept, line.ear, Work(), WORDS, FRONT, Watch(Clock()), Clock())
    async with line.over(mode):
        with pytest.raises(Denied, match="SLACK_PORT"):
            await line.running
