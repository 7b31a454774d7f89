"""Whoever is on the way to Slack while we start anew comes back to a page that lets them begin."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.store.database import Database
from bot.store.installations import Installations
from bot.store.vault import Vault, new_key
from tests.adapters.slack.hearing import Line
from tests.adapters.slack.rig import NOON
from tests.servers.slack.server import Mode, SlackServer


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Installations]:
    database = await Database.open(tmp_path / "kept.db", Vault([new_key()]), NOON)
    yield Installations(database)
    await database.close()


async def test_a_start_between_leaving_and_coming_back_costs_another_click(
    kept: Installations,
) -> None:
    async with (
        SlackServer.open(mode=Mode.HTTP) as server,
        aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser,
    ):
        harbour = server.team("Harbour", installed=False)
        async with (
            Line.listen(server, kept, lambda: NOON) as line,
            browser.get(f"{line.here}/slack/install") as page,
        ):
            state = str(page.cookies["undaunted-install"].value)
        async with Line.listen(server, kept, lambda: NOON) as line:
            url = f"{line.here}/slack/oauth_redirect?code=c0de&state={state}"
            cookie = {"Cookie": f"undaunted-install={state}"}
            async with browser.get(url, headers=cookie) as page:
                said = await page.text()
            assert page.status == 400
            assert 'install"' in said, "a link to begin again"
            assert "Traceback" not in said
            assert server.calls("oauth.v2.access") == [], (
                "a code is worth nothing without its state"
            )
            assert await kept.places("slack") == ()
            again = await harbour.user("ana").installs(f"{line.here}/slack/install")
            assert again.status == 200
            assert await kept.places("slack") == (harbour.id,)
        server.check()
