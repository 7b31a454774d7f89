"""People and places of the loopback Slack, as an app finds them, and stacks of forms."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from tests.servers.slack.clients import client, running
from tests.servers.slack.manifests import DEFAULT
from tests.servers.slack.people import Quiet
from tests.servers.slack.server import SlackServer

Json = dict[str, Any]


def wider(*scopes: str, events: tuple[str, ...] = ()) -> Json:
    """Return the usual manifest with more scopes and events."""
    settings = DEFAULT["settings"]
    told = [*settings["event_subscriptions"]["bot_events"], *events]
    allowed = [*DEFAULT["oauth_config"]["scopes"]["bot"], *scopes]
    return {
        **DEFAULT,
        "features": {**DEFAULT["features"], "agent_view": {"agent_description": "Company."}},
        "oauth_config": {"scopes": {"bot": allowed}},
        "settings": {**settings, "event_subscriptions": {"bot_events": told}},
    }


def modal(title: str, **more: Any) -> Json:
    words = {"type": "section", "text": {"type": "mrkdwn", "text": "One moment."}}
    shown = {"type": "plain_text", "text": title}
    send = {"type": "plain_text", "text": "Send"}
    view = {"type": "modal", "callback_id": title, "title": shown, "submit": send}
    return {**view, "blocks": [words], **more}


async def test_people_and_channels_are_found_page_by_page() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        ana, ben = harbour.user("ana", "Asia/Kolkata"), harbour.user("ben", locale="de-DE")
        lobby = harbour.channel("lobby", ana, ben)
        old = harbour.channel("old", ana)
        harbour.channel("secret", ana, private=True, bot=False)
        old.archives()
        async with client(server, harbour.token) as app:
            pages = await app.users_list(limit=2)
            names = [user["name"] async for page in pages for user in page["members"]]
            assert names == ["ana", "ben", "undaunted"]
            told = await app.users_info(user=ben.id, include_locale=True)
            assert told["user"]["locale"] == "de-DE"
            assert (await app.users_info(user=ana.id))["user"]["tz_offset"] == 19_800
            kinds = "public_channel,private_channel"
            listed = await app.conversations_list(types=kinds, exclude_archived=True)
            assert [channel["name"] for channel in listed["channels"]] == ["lobby"]
            mine = await app.users_conversations(types=kinds)
            assert [channel["name"] for channel in mine["channels"]] == ["lobby", "old"]
            people = await app.conversations_members(channel=lobby.id)
            assert people["members"] == [ana.id, ben.id, harbour.bot.id]
            opened = await app.conversations_open(users=[ana.id])
            assert opened["channel"]["id"] == ana.dm.id
            with pytest.raises(SlackApiError, match="user_not_found"):
                await app.users_info(user="U0")
            lobby.deletes()
            with pytest.raises(SlackApiError, match="channel_not_found"):
                await app.conversations_info(channel=lobby.id)
        server.check()


async def test_messages_are_seen_only_by_whom_they_are_for() -> None:
    async with SlackServer.open() as server:
        server.manifest = wider("reactions:write", "dnd:read", "assistant:write")
        harbour = server.team("Harbour")
        ana, ben, eli = harbour.user("ana"), harbour.user("ben"), harbour.user("eli")
        lobby = harbour.channel("lobby", ana, ben, private=True)
        async with client(server, harbour.token) as app:
            everyone = await app.chat_postMessage(channel=lobby.id, text=f"For {ana.mention}")
            await app.chat_postEphemeral(channel=lobby.id, user=ana.id, text="For you")
            assert [one.text for one in server.seen_by(ana, lobby)][1:] == ["For you"]
            assert [one.mention_ids for one in server.seen_by(ben, lobby)] == [[ana.id]]
            assert server.seen_by(eli, lobby) == []
            ts = everyone["ts"]
            await app.reactions_add(channel=lobby.id, timestamp=ts, name="seedling")
            assert server.seen_by(ben, lobby)[0].reactions == ["seedling"]
            link = await app.chat_getPermalink(channel=lobby.id, message_ts=ts)
            assert link["permalink"].endswith(f"/{lobby.id}/p{ts.replace('.', '')}")
            thread = await app.chat_postMessage(channel=lobby.id, text="More", thread_ts=ts)
            assert thread["message"]["thread_ts"] == ts
            await app.chat_delete(channel=lobby.id, ts=ts)
            with pytest.raises(SlackApiError, match="message_not_found"):
                await app.chat_update(channel=lobby.id, ts=ts, text="Too late")
            quiet = Quiet(enabled=True, starts=1_793_650_000, ends=1_793_690_000)
            await ana.goes_quiet(quiet)
            told = await app.dnd_info(user=ana.id)
            assert (told["dnd_enabled"], told["next_dnd_end_ts"]) == (True, 1_793_690_000)
            prompts = [{"title": "Log a no", "message": "I got a no"}]
            await app.assistant_threads_setSuggestedPrompts(channel_id=ana.dm.id, prompts=prompts)
            assert ana.dm.prompts == ["Log a no"]
        server.check()


async def test_somebody_who_left_gets_no_messages_and_closed_tabs_take_none() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        ana = harbour.user("ana")
        await ana.changes_profile(deleted=True)
        async with client(server, harbour.token) as app:
            with pytest.raises(SlackApiError, match="user_disabled"):
                await app.conversations_open(users=ana.id)
            with pytest.raises(SlackApiError, match="account_inactive"):
                await app.chat_postMessage(channel=ana.id, text="Hello")
            features = {**DEFAULT["features"], "app_home": {"home_tab_enabled": False}}
            server.manifest = {**DEFAULT, "features": features}
            ben = harbour.user("ben")
            with pytest.raises(SlackApiError, match="messages_tab_disabled"):
                await app.chat_postMessage(channel=ben.id, text="Hello")
            server.check()
            page = {"type": "home", "blocks": modal("x")["blocks"]}
            with pytest.raises(SlackApiError, match="not_enabled"):
                await app.views_publish(user_id=ben.id, view=page)
            with pytest.raises(AssertionError, match="no home tab"):
                await ben.opens_home()


async def test_forms_are_pushed_three_deep_and_cleared_at_once() -> None:
    def listen(app: AsyncApp) -> None:
        @app.shortcut("log")
        async def used(ack: Any, client: Any, shortcut: Json) -> None:
            await ack()
            await client.views_open(trigger_id=shortcut["trigger_id"], view=modal("one"))

        @app.view("one")
        async def first(ack: Any) -> None:
            await ack(response_action="push", view=modal("two"))

        @app.view("two")
        async def second(ack: Any) -> None:
            await ack(response_action="clear")

    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        ana = harbour.user("ana")
        async with running(server, harbour, listen):
            await (await ana.shortcut("Log a no")).answered()
            pushed = await (await ana.submits(ana.view)).settled()
            assert [view.title for view in ana.view_stack] == ["one", "two"]
            assert pushed.view.previous == pushed.view.root == ana.view_stack[0].id
            with pytest.raises(AssertionError, match="not on top"):
                await ana.submits(ana.view_stack[0])
            await (await ana.submits(ana.view)).settled()
            assert ana.view_stack == []
        server.check()


async def test_a_reason_at_no_input_is_a_violation() -> None:
    def listen(app: AsyncApp) -> None:
        @app.shortcut("log")
        async def used(ack: Any, client: Any, shortcut: Json) -> None:
            await ack()
            await client.views_open(trigger_id=shortcut["trigger_id"], view=modal("one"))

        @app.view("one")
        async def first(ack: Any) -> None:
            await ack(response_action="errors", errors={"nowhere": "No."})

    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        ana = harbour.user("ana")
        async with running(server, harbour, listen):
            await (await ana.shortcut("Log a no")).answered()
            await (await ana.submits(ana.view)).settled()
        with pytest.raises(AssertionError, match="no input of this view"):
            server.check()


async def test_an_app_has_ten_sockets_at_most() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        async with client(server, harbour.token) as app:
            assert app.session is not None
            sockets, heard = [], []
            for _ in range(11):
                told = await app.apps_connections_open(app_token=server.app_token)
                sockets.append(await app.session.ws_connect(told["url"]))
                heard.append((await sockets[-1].receive_json()).get("reason", "hello"))
            assert heard == ["hello"] * 10 + ["too_many_websockets"]
        assert server.violations == ["more than 10 sockets"]
