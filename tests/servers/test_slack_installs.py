"""Installing, rotating, organisations, signatures and uninstalling on the loopback Slack."""

import json
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.models.bot import Bot
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack.clients import client, listening
from tests.servers.slack.hooks import JSON
from tests.servers.slack.server import Mode, SlackServer

Json = dict[str, Any]
# slack_sdk writes its Basic header in a way that aiohttp is giving up.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")


class Shelf(AsyncInstallationStore):
    """Installations in memory, by organisation and workspace."""

    def __init__(self) -> None:
        self.all: dict[tuple[str | None, str | None], Installation] = {}

    async def async_save(self, installation: Installation) -> None:
        team = None if installation.is_enterprise_install else installation.team_id
        self.all[installation.enterprise_id, team] = installation

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        key = enterprise_id, None if is_enterprise_install else team_id
        return None if user_id else self.all.get(key)

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        found = await self.async_find_installation(
            enterprise_id=enterprise_id,
            team_id=team_id,
            is_enterprise_install=is_enterprise_install,
        )
        return found.to_bot() if found else None


class States(AsyncOAuthStateStore):
    """States that were given out, each good once."""

    def __init__(self) -> None:
        self.given: set[str] = set()

    async def async_issue(self, *args: Any, **kwargs: Any) -> str:
        self.given.add(f"state-{len(self.given)}")
        return f"state-{len(self.given) - 1}"

    async def async_consume(self, state: str) -> bool:
        known = state in self.given
        self.given.discard(state)
        return known


def made(server: SlackServer, web_client: AsyncWebClient, shelf: Shelf) -> AsyncApp:
    settings = AsyncOAuthSettings(
        client_id=server.client_id,
        client_secret=server.client_secret,
        scopes=list(server.manifest.scopes),
        redirect_uri="https://undaunted.example/slack/oauth_redirect",
        installation_store=shelf,
        state_store=States(),
        authorization_url=server.authorization_url,
    )
    return AsyncApp(
        signing_secret=server.signing_secret,
        client=web_client,
        installation_store=shelf,
        oauth_settings=settings,
    )


@pytest.mark.parametrize("org", [False, True])
async def test_people_install_the_app_and_are_answered_with_their_own_token(org: bool) -> None:
    async with SlackServer.open(mode=Mode.HTTP) as server:
        port = server.enterprise("Port Authority")
        harbour = port.team("Harbour", installed=False)
        hill = port.team("Hill", installed=False)
        ana, ben = harbour.user("ana", admin=True), hill.user("ben")
        shelf = Shelf()
        async with client(server, None) as web_client:
            app = made(server, web_client, shelf)

            @app.event("message")
            async def said(say: Any) -> None:
                await say(text="Welcome.")

            async with listening(server, app) as url:
                page = url.replace("/events", "/install")
                denied = await ana.installs(page, denies=True)
                assert "access_denied" in denied.text
                assert shelf.all == {}
                done = await ana.installs(page, org=org)
                assert done.status == 200
                assert server.installs.covers(harbour)
                assert server.installs.covers(hill) is org
                assert (await (await ana.says("hello")).answered()).answer.text == "Welcome."
                if org:
                    assert (await (await ben.says("hello")).answered()).answer.text == "Welcome."
                assert await server.deliveries.hooks.verifies_url()
        [installation] = shelf.all.values()
        assert installation.is_enterprise_install is org
        assert {call.token for call in server.calls("chat.*")} == {installation.bot_token}
        server.check()


async def test_tokens_live_twelve_hours_and_a_refresh_token_once() -> None:
    async with SlackServer.open() as server:
        server.rotates = True
        harbour = server.team("Harbour")
        install = server.installs.of(harbour)
        async with client(server, None) as web_client:
            old, refresh = install.token, install.refresh_token
            await web_client.auth_test(token=old)
            install.expires()
            with pytest.raises(SlackApiError, match="token_expired"):
                await web_client.auth_test(token=old)
            rotator = AsyncTokenRotator(
                client_id=server.client_id,
                client_secret=server.client_secret,
                client=web_client,
            )
            bot = Bot(
                app_id=server.app_id,
                bot_id=harbour.bot_id,
                bot_user_id=harbour.bot.id,
                bot_token=old,
                bot_refresh_token=refresh,
                bot_token_expires_in=1,
                installed_at=0.0,
            )
            rotated = await rotator.perform_bot_token_rotation(bot=bot)
            assert rotated is not None
            assert rotated.bot_token == harbour.token != old
            assert (await web_client.auth_test(token=rotated.bot_token))["team"] == "Harbour"
            server.check()
            with pytest.raises(SlackApiError, match="invalid_refresh_token"):
                await web_client.oauth_v2_access(
                    client_id=server.client_id,
                    client_secret=server.client_secret,
                    grant_type="refresh_token",
                    refresh_token=refresh,
                )
            assert len(server.violations) == 1


async def test_tokens_are_worth_nothing_after_the_end() -> None:
    async with SlackServer.open() as server:
        harbour, hill = server.team("Harbour"), server.team("Hill")
        async with client(server, None) as web_client:
            old = harbour.token
            harbour.uninstalls()
            server.revokes(hill)
            with pytest.raises(SlackApiError, match="account_inactive"):
                await web_client.auth_test(token=old)
            with pytest.raises(SlackApiError, match="token_revoked"):
                await web_client.auth_test(token=hill.token)
            told = [deed.what for deed in server.deeds]
            assert told == ["tokens_revoked", "app_uninstalled", "tokens_revoked"]
            ana = harbour.user("ana")
            with pytest.raises(AssertionError, match="not in Harbour"):
                await ana.uses("/undaunted")
            harbour.installs()
            await web_client.auth_test(token=harbour.token)
        server.check()


async def test_the_page_refuses_what_is_not_in_the_manifest() -> None:
    async with SlackServer.open() as server:
        asked = {"client_id": "9", "scope": "chat:write,search:read", "redirect_uri": "x"}
        faults = server.oauth.faults(asked)
        assert "client_id is unknown" in faults
        assert "no state" in faults
        assert any("search:read" in fault for fault in faults)
        assert len(server.violations) == len(faults)


@pytest.mark.parametrize(("age", "secret", "status"), [(0, "", 200), (400, "", 401), (0, "x", 401)])
async def test_signatures_are_those_that_the_library_checks(
    age: int, secret: str, status: int
) -> None:
    async with SlackServer.open(mode=Mode.HTTP) as server:
        harbour = server.team("Harbour")
        async with client(server, harbour.token) as web_client:
            app = AsyncApp(client=web_client, signing_secret=server.signing_secret)
            hooks = server.deliveries.hooks
            async with listening(server, app) as url:
                body = json.dumps({"type": "url_verification", "challenge": "c"})
                headers = hooks.signed(body, JSON, age=age, secret=secret)
                async with hooks.session.post(url, data=body, headers=headers) as answer:
                    assert answer.status == status
        server.check()


async def test_the_app_can_give_its_own_token_back() -> None:
    async with SlackServer.open() as server:
        harbour, hill = server.team("Harbour"), server.team("Hill")
        async with client(server, None) as web_client:
            await web_client.auth_revoke(token=harbour.token)
            with pytest.raises(SlackApiError, match="token_revoked"):
                await web_client.auth_test(token=harbour.token)
            secret = {"client_id": server.client_id, "client_secret": server.client_secret}
            await web_client.apps_uninstall(token=hill.token, **secret)
            with pytest.raises(SlackApiError, match="account_inactive"):
                await web_client.auth_test(token=hill.token)
            assert web_client.session is not None
            scope = ",".join(server.manifest.scopes)
            asked = {"client_id": server.client_id, "scope": scope, "state": "s"}
            async with web_client.session.get(server.authorization_url, params=asked) as page:
                assert (page.status, "chat:write" in await page.text()) == (200, True)
        server.check()
