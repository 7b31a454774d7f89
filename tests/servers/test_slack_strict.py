"""What the loopback Slack refuses: blocks, views, triggers, arguments, scopes."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack import limits, surfaces
from tests.servers.slack.clients import client
from tests.servers.slack.deeds import Deed, Kind
from tests.servers.slack.manifests import DEFAULT, Manifest
from tests.servers.slack.people import User
from tests.servers.slack.server import SlackServer

Json = dict[str, Any]


def plain(length: int) -> Json:
    return {"type": "plain_text", "text": "x" * length}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str = "v", length: int = 1) -> Json:
    return {"text": plain(length), "value": value}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain(3), "action_id": "a", **more}


def select(count: int, **more: Any) -> Json:
    options = [option(str(number)) for number in range(count)]
    return {"type": "static_select", "action_id": "s", "options": options, **more}


def group(kind: str, count: int) -> Json:
    return {"type": kind, "options": [option(str(number)) for number in range(count)]}


def asks(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain(4), "element": element, **more}


def section(text: Json | None = None, **more: Any) -> Json:
    return {"type": "section", **({"text": text} if text else {}), **more}


CONFIRM = {"title": plain(4), "text": plain(4), "confirm": plain(3), "deny": plain(2)}
TEXT = {"type": "plain_text_input", "action_id": "t"}
PICTURE = {"type": "image", "alt_text": "a line", "image_url": "https://example.org/a.png"}

GOOD: list[Json] = [
    {"type": "header", "text": plain(150)},
    {"type": "divider"},
    section(plain(3000)),
    section(fields=[mrkdwn("x" * 2000)] * 10),
    actions(*(button(action_id=f"a{n}", value="v" * 2000) for n in range(25))),
    actions(button(text=plain(75), confirm=CONFIRM, style="danger", accessibility_label="x" * 75)),
    section(mrkdwn("x"), accessory=select(100, placeholder=plain(150))),
    section(mrkdwn("x"), accessory={"type": "multi_users_select", "max_selected_items": 3}),
    actions(group("radio_buttons", 10), group("checkboxes", 10)),
    actions({"type": "timepicker", "initial_time": "09:30", "timezone": "Europe/Berlin"}),
    {"type": "context", "elements": [mrkdwn("x")] * 10},
    PICTURE,
    asks({**TEXT, "max_length": 3000, "min_length": 1}, hint=plain(2000), optional=True),
]

BAD: list[tuple[str, Json]] = [
    ("must be less than 151", {"type": "header", "text": plain(151)}),
    ("must be one of plain_text", {"type": "header", "text": mrkdwn("x")}),
    ("more than 0 characters", section(plain(0))),
    ("must be less than 3001", section(plain(3001))),
    ("either `text` or `fields`", section()),
    ("no more than 10 items", section(fields=[plain(1)] * 11)),
    ("must be less than 2001", section(fields=[plain(2001)])),
    ("calls everybody", section(mrkdwn("hello <!channel>"))),
    ("calls everybody", section(mrkdwn("hello <!subteam^S1|all>"))),
    ("additional property: colour", section(plain(1), colour="red")),
    ("unsupported type: plain_text_input", section(plain(1), accessory=TEXT)),
    ("no more than 25 items", actions(*(button(action_id=f"a{n}") for n in range(26)))),
    ("no less than 1 items", actions()),
    ("`action_id` already exists", actions(button(), button())),
    ("must be less than 76", actions(button(text=plain(76)))),
    ("must be less than 2001", actions(button(value="v" * 2001))),
    ("must be less than 76", actions(button(accessibility_label="x" * 76))),
    ("must be one of primary, danger", actions(button(style="default"))),
    ("must be less than 256", actions(button(action_id="a" * 256))),
    ("must be a valid url", actions(button(url="tel:116123"))),
    ("must be less than 101", actions(button(confirm={**CONFIRM, "title": plain(101)}))),
    ("must be less than 301", actions(button(confirm={**CONFIRM, "text": plain(301)}))),
    ("must be less than 31", actions(button(confirm={**CONFIRM, "deny": plain(31)}))),
    ("missing required field: deny", actions(button(confirm={"title": plain(1)}))),
    ("no more than 100 items", actions(select(101))),
    ("must be less than 151", actions(select(1, placeholder=plain(151)))),
    ("different values", actions({**select(1), "options": [option(), option()]})),
    ("exactly among", actions(select(2, initial_option=option("7")))),
    ("must be less than 76", actions({**select(1), "options": [option(length=76)]})),
    ("must be less than 151", actions({**select(1), "options": [option("v" * 151)]})),
    ("either `options` or", actions({"type": "static_select"})),
    ("no more than 10 items", actions(group("radio_buttons", 11))),
    ("no more than 10 items", actions(group("checkboxes", 11))),
    ("no more than 5 items", actions(group("overflow", 6))),
    ("unsupported type: multi_users_select", actions({"type": "multi_users_select"})),
    ("must be a valid date", actions({"type": "datepicker", "initial_date": "2026-02-30"})),
    ("a time such as", actions({"type": "timepicker", "initial_time": "24:00"})),
    ("valid timezone", actions({"type": "timepicker", "timezone": "Berlin"})),
    ("no more than 10 items", {"type": "context", "elements": [mrkdwn("x")] * 11}),
    ("missing required field: alt_text", {"type": "image", "image_url": "https://e.org/a.png"}),
    ("either `image_url` or", {**PICTURE, "slack_file": {"id": "F1"}}),
    ("between 1 and 3000", asks({**TEXT, "max_length": 3001})),
    ("not be greater than", asks({**TEXT, "max_length": 2, "min_length": 3})),
    ("must be less than 3", asks({**TEXT, "max_length": 2, "initial_value": "abc"})),
    ("unsupported type: button", asks(button())),
    ("must not be null", section(plain(1), block_id=None)),
    ("unsupported type: None", {}),
]


def modal(*blocks: Json, **more: Any) -> Json:
    view = {"type": "modal", "title": plain(5), "submit": plain(4), "blocks": list(blocks)}
    return {key: value for key, value in {**view, **more}.items() if value is not None}


VIEWS: list[tuple[str, Json]] = [
    ("must be less than 25", modal(GOOD[0], title=plain(25))),
    ("must be less than 25", modal(GOOD[0], submit=plain(25))),
    ("must be less than 25", modal(GOOD[0], close=plain(25))),
    ("must be less than 256", modal(GOOD[0], callback_id="c" * 256)),
    ("must be less than 3001", modal(GOOD[0], private_metadata="m" * 3001)),
    ("missing required field: submit", modal(asks(TEXT), submit=None)),
    ("missing required field: title", modal(GOOD[0], title=None)),
    ("no more than 100 items", modal(*[{"type": "divider"}] * 101)),
    ("no less than 1 items", modal()),
    ("`block_id` 'b' already", modal(*[{"type": "divider", "block_id": "b"}] * 2)),
    ("unsupported type: markdown", modal({"type": "markdown", "text": "x"})),
    ("unsupported type: card", modal({"type": "card"})),
    (
        "only one element",
        modal(asks({**TEXT, "focus_on_load": True}), asks({**TEXT, "focus_on_load": True})),
    ),
    ("unsupported type: alert", {"type": "home", "blocks": [{"type": "alert"}]}),
    ("additional property: title", {"type": "home", "title": plain(1), "blocks": [GOOD[0]]}),
    (
        "unsupported type: number_input",
        {"type": "home", "blocks": [asks({"type": "number_input", "is_decimal_allowed": False})]},
    ),
    ("must be a modal or a home page", {"type": "workflow_step", "blocks": []}),
]


@pytest.mark.parametrize("block", GOOD, ids=lambda block: str(block["type"]))
def test_blocks_up_to_the_limits_are_taken(block: Json) -> None:
    assert surfaces.message_faults([block]) == []
    assert surfaces.view_faults(modal(block)) == []
    assert surfaces.view_faults({"type": "home", "blocks": [block]}) == []


@pytest.mark.parametrize(("why", "block"), BAD, ids=lambda given: str(given)[:40])
def test_blocks_beyond_are_refused_with_their_place(why: str, block: Json) -> None:
    faults = surfaces.message_faults([{"type": "divider"}, block])
    assert any(why in fault and "json-pointer:/blocks/1" in fault for fault in faults), faults


@pytest.mark.parametrize(("why", "view"), VIEWS, ids=lambda given: str(given)[:40])
def test_views_beyond_are_refused(why: str, view: Json) -> None:
    faults = surfaces.view_faults(view)
    assert any(why in fault for fault in faults), faults


def test_a_message_takes_fifty_blocks_and_no_alert() -> None:
    assert surfaces.message_faults([{"type": "divider"}] * 50) == []
    assert "no more than 50" in surfaces.message_faults([{"type": "divider"}] * 51)[0]
    assert "unsupported type: alert" in surfaces.message_faults([{"type": "alert"}])[0]
    written = [{"type": "markdown", "text": "x" * 6001}] * 2
    assert "over 12000" in surfaces.message_faults(written)[0]


def test_a_manifest_is_read_as_slack_reads_it() -> None:
    assert Manifest(DEFAULT).breaches() == []
    shown = {"name": "n" * 36, "description": "d" * 141, "long_description": "short"}
    features = {
        "slash_commands": [{"command": "/Shout"}],
        "shortcuts": [{"name": "x" * 25, "type": "odd", "callback_id": "", "description": ""}],
    }
    events = {"bot_events": ["message.im", "message.im"]}
    given = {"features": features, "settings": {"event_subscriptions": events}}
    found = Manifest({**given, "display_information": shown}).breaches()
    for wrong in (
        "name over 35",
        "description over 140",
        "long_description under 175",
        "event message.im needs one of ('im:history',)",
        "events twice, or over 100",
        "commands and shortcuts need the scope commands",
        "shortcut type 'odd'",
        "shortcut callback_id ''",
        "command '/Shout'",
        "/Shout without description",
    ):
        assert wrong in found


async def refusal(server: SlackServer, calling: Any) -> tuple[str, int]:
    """Return the error of a call, and how many violations it left."""
    before = len(server.violations)
    with pytest.raises(SlackApiError) as refused:
        await calling
    return refused.value.response["error"], len(server.violations) - before


def used(server: SlackServer, user: User, at: Any) -> Deed:
    """Return a command that nobody is told of, with a living trigger and response URL."""
    trigger = server.tickets.trigger(user)
    url = server.tickets.response_url(user, at, None)
    payload = {"trigger_id": trigger.id, "response_url": server.tickets.address(url)}
    deed = Deed(server, Kind.COMMAND, user.team, payload, user=user, channel=at)
    server.tickets.belong(deed, trigger, url)
    return deed


async def test_a_trigger_opens_one_view_and_soon() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        ana = harbour.user("ana")
        async with client(server, harbour.token) as app:
            view = modal(GOOD[0], external_id="one")
            first = used(server, ana, ana.dm)
            opened = await app.views_open(trigger_id=first.trigger_id, view=view)
            assert first.view.id == opened["view"]["id"]
            again = app.views_open(trigger_id=first.trigger_id, view=modal(GOOD[0]))
            assert await refusal(server, again) == ("exchanged_trigger_id", 1)
            made_up = app.views_open(trigger_id="1.2.3", view=modal(GOOD[0]))
            assert await refusal(server, made_up) == ("invalid_trigger_id", 1)
            outside = app.views_push(trigger_id=used(server, ana, ana.dm).trigger_id, view=view)
            assert await refusal(server, outside) == ("invalid_arguments", 1)
            for _ in range(2):
                trigger = server.tickets.trigger(ana, in_view=True)
                await app.views_push(trigger_id=trigger.id, view=modal(GOOD[0]))
            trigger = server.tickets.trigger(ana, in_view=True)
            beyond = app.views_push(trigger_id=trigger.id, view=modal(GOOD[0]))
            assert await refusal(server, beyond) == ("push_limit_reached", 1)
            trigger = server.tickets.trigger(ana)
            twice = app.views_open(trigger_id=trigger.id, view=view)
            await twice
            assert len(ana.view_stack) == 1
            server.trigger_life = -1
            late = app.views_open(trigger_id=used(server, ana, ana.dm).trigger_id, view=view)
            assert await refusal(server, late) == ("expired_trigger_id", 0)


async def test_views_are_updated_by_their_hash_and_not_when_closed() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        ana = harbour.user("ana")
        async with client(server, harbour.token) as app:
            home = {"type": "home", "blocks": [GOOD[0]]}
            first = await app.views_publish(user_id=ana.id, view=home)
            digest = first["view"]["hash"]
            await app.views_publish(user_id=ana.id, view=home, hash=digest)
            stale = app.views_publish(user_id=ana.id, view=home, hash=digest)
            assert await refusal(server, stale) == ("hash_conflict", 0)
            wrong = app.views_publish(user_id=ana.id, view=modal(GOOD[0]))
            assert await refusal(server, wrong) == ("invalid_arguments", 1)
            trigger = server.tickets.trigger(ana)
            shown = await app.views_open(trigger_id=trigger.id, view=modal(GOOD[0]))
            name = shown["view"]["id"]
            large = modal(*[section(plain(3000))] * 90, private_metadata="")
            assert await refusal(server, app.views_update(view_id=name, view=large)) == (
                "view_too_large",
                1,
            )
            assert await ana.closes(ana.view) is None
            gone = app.views_update(view_id=name, view=modal(GOOD[0]))
            assert await refusal(server, gone) == ("not_found", 0)


async def test_messages_need_words_a_place_and_a_text_twin() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        ana = harbour.user("ana")
        lobby, quiet = harbour.channel("lobby", ana), harbour.channel("quiet", ana, bot=False)
        hidden = harbour.channel("hidden", ana, private=True, bot=False)
        other = server.team("Hill").channel("hill")
        async with client(server, harbour.token) as app:

            async def post(**given: Any) -> tuple[str, int]:
                return await refusal(server, app.chat_postMessage(**given))

            empty = app.api_call("chat.postMessage", json={"channel": lobby.id, "text": " "})
            assert await refusal(server, empty) == ("no_text", 1)
            assert await post(channel=lobby.id, text="x" * 40_001) == ("msg_too_long", 1)
            assert await post(channel=lobby.id, text="x", blocks=[{}]) == ("invalid_blocks", 1)
            assert await post(channel=quiet.id, text="x") == ("not_in_channel", 0)
            assert await post(channel=hidden.id, text="x") == ("channel_not_found", 0)
            assert await post(channel=other.id, text="x") == ("channel_not_found", 0)
            lobby.archives()
            assert await post(channel=lobby.id, text="x") == ("is_archived", 0)
            with pytest.warns(UserWarning, match="text"):
                await app.chat_postMessage(channel=ana.id, blocks=[GOOD[0]])
            assert "without a top-level text" in server.violations[-1]
            await app.chat_postMessage(channel=ana.dm.id, text="Hello <!here>")
            assert "calls everybody" in server.violations[-1]
            alone = app.chat_postEphemeral(channel=ana.dm.id, user=harbour.user("b").id, text="x")
            assert await refusal(server, alone) == ("user_not_in_channel", 0)
            by_person = app.chat_update(channel=ana.id, ts="1.2", text="x")
            assert await refusal(server, by_person) == ("channel_not_found", 1)
            server.manifest = {"settings": {}, "features": {}, "oauth_config": {}}
            assert await post(channel=ana.id, text="x") == ("missing_scope", 1)
            assert any("manifest: no name" in wrong for wrong in server.violations)


async def test_scopes_and_arguments_are_asked_for() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        lobby = harbour.channel("lobby")
        async with client(server, harbour.token) as app:
            with pytest.raises(SlackApiError) as refused:
                await app.dnd_info(user="U1")
            told = refused.value.response
            assert (told["error"], told["needed"]) == ("missing_scope", "dnd:read")
            assert "chat:write" in told["provided"]
            read = app.conversations_history(channel=lobby.id)
            assert await refusal(server, read) == ("missing_scope", 1)
            nothing = app.api_call("chat.delete", json={"channel": lobby.id})
            assert await refusal(server, nothing) == ("invalid_arguments", 1)
            assert await refusal(server, app.api_call("chat.shout")) == ("unknown_method", 1)
            page = await app.api_call("conversations.list", http_verb="GET", params={"limit": 1})
            assert page["channels"][0]["id"] == lobby.id
            opened = app.apps_connections_open(app_token=harbour.token)
            assert await refusal(server, opened) == ("not_allowed_token_type", 1)
        async with client(server, None) as nobody:
            assert await refusal(server, nobody.auth_test()) == ("not_authed", 1)
        async with client(server, "xoxb-made-up") as stranger:
            assert await refusal(server, stranger.auth_test()) == ("invalid_auth", 0)


async def test_response_urls_serve_five_times() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        ana = harbour.user("ana")
        lobby = harbour.channel("lobby", ana, bot=False)
        deed = used(server, ana, lobby)
        async with client(server, None) as app:
            assert app.session is not None
            for number in range(limits.RESPONSE_URL_USES):
                told = {"text": f"{number}", "replace_original": number > 1}
                async with app.session.post(deed.response_url, json=told) as answer:
                    assert answer.status == 200
            async with app.session.post(deed.response_url, json={"text": "more"}) as answer:
                assert (answer.status, (await answer.json())["error"]) == (404, "used_url")
        assert [message.text for message in deed.messages] == ["0", "4"]
        assert deed.shown == limits.RESPONSE_URL_USES
        assert len(server.violations) == 1


async def upload(app: AsyncWebClient, name: str, data: bytes) -> str:
    address = await app.files_getUploadURLExternal(filename=name, length=len(data), alt_txt="a")
    assert app.session is not None
    async with app.session.post(address["upload_url"], data=data) as answer:
        assert (answer.status, await answer.text()) == (200, f"OK - {len(data)}")
    await app.files_completeUploadExternal(files=[{"id": address["file_id"], "title": name}])
    return str(address["file_id"])


async def test_a_picture_is_shown_once_it_is_uploaded_and_ready() -> None:
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        ana = harbour.user("ana")
        async with client(server, harbour.token) as app:
            server.files.busy = 1
            name = await upload(app, "week.png", b"\x89PNG week")
            picture = {"type": "image", "alt_text": "a line", "slack_file": {"id": name}}
            calling = app.chat_postMessage(channel=ana.id, text="Your week", blocks=[picture])
            assert await refusal(server, calling) == ("invalid_blocks", 0)
            await app.chat_postMessage(channel=ana.id, text="Your week", blocks=[picture])
            [shown] = server.seen_by(ana, ana.dm)
            assert shown.alt_texts == ["a line"]
            missing = {**picture, "slack_file": {"id": "F0"}}
            calling = app.chat_postMessage(channel=ana.id, text="Your week", blocks=[missing])
            assert await refusal(server, calling) == ("invalid_blocks", 1)
