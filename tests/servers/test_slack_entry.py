"""What people do in the loopback Slack, answered by the real library in both modes."""

from datetime import date, time
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp

from tests.servers.slack.channels import Channel
from tests.servers.slack.clients import running
from tests.servers.slack.people import User
from tests.servers.slack.server import Mode, SlackServer
from tests.servers.slack.world import Team

BOTH = pytest.mark.parametrize("mode", list(Mode))
Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def card(*elements: Json) -> list[Json]:
    words = {"type": "section", "text": {"type": "mrkdwn", "text": "That is a hard one."}}
    if not elements:
        return [words]
    return [words, {"type": "actions", "block_id": "row", "elements": list(elements)}]


def button(label: str, name: str = "press") -> Json:
    return {"type": "button", "text": plain(label), "action_id": name, "value": "1.reflect"}


def form(**more: Any) -> Json:
    field = {"type": "plain_text_input", "action_id": "in", "max_length": 300}
    asks = {"type": "input", "block_id": "what", "label": plain("What happened"), "element": field}
    return {
        "type": "modal",
        "callback_id": "reflection",
        "title": plain("Reflect"),
        "submit": plain("Save"),
        "blocks": [asks],
        **more,
    }


def town(server: SlackServer) -> tuple[Team, User, Channel]:
    harbour = server.team("Harbour")
    ana = harbour.user("ana", "Europe/Berlin")
    return harbour, ana, harbour.channel("lobby", ana)


@BOTH
async def test_a_command_is_answered_privately_and_pressed_on(mode: Mode) -> None:
    def listen(app: AsyncApp) -> None:
        @app.command("/undaunted")
        async def used(ack: Any, command: Json) -> None:
            await ack(text=f"heard {command['text']}", blocks=card(button("Reflect")))

        @app.action("press")
        async def pressed(ack: Any, respond: Any) -> None:
            await ack()
            await respond(text="Saved.", blocks=card(), replace_original=True)

    async with SlackServer.open(mode=mode) as server:
        harbour, ana, lobby = town(server)
        ben = harbour.user("ben")
        lobby.lets_in(ben)
        async with running(server, harbour, listen):
            used = await (await ana.uses("/undaunted", "rejected Acme", at=lobby)).settled()
            assert used.acknowledged_after is not None
            assert used.acknowledged_after < 2
            shown = used.answer
            assert shown.ephemeral_for is ana
            assert (shown.text, shown.words) == ("heard rejected Acme", "That is a hard one.")
            assert shown.labels() == ["Reflect"]
            assert server.seen_by(ana, lobby) == [shown]
            assert server.seen_by(ben, lobby) == []
            pressed = await (await ana.presses(shown, "Reflect")).answered()
            assert pressed.answer is shown
            assert (shown.text, shown.labels()) == ("Saved.", [])
            assert [revision.text for revision in shown.revisions] == ["heard rejected Acme"]
        server.check()


@BOTH
async def test_a_direct_message_is_answered_with_chat_post_message(mode: Mode) -> None:
    heard: list[Json] = []

    def listen(app: AsyncApp) -> None:
        @app.event("message")
        async def said(event: Json, say: Any, client: Any) -> None:
            heard.append(event)
            posted = await say(text="Thank you.", blocks=card())
            await client.chat_update(channel=posted["channel"], ts=posted["ts"], text="Thanks.")

    async with SlackServer.open(mode=mode) as server:
        harbour, ana, _ = town(server)
        async with running(server, harbour, listen):
            said = await (await ana.says("no from Acme & <co>")).answered(2)
            assert said.answer.text == "Thanks."
            assert said.answer.blocks == []
            assert [one.text for one in server.seen_by(ana, ana.dm)][1:] == ["Thanks."]
            # Slack tells an app of its own messages too; Bolt keeps those from the listeners.
            told = [deed for deed in server.deeds if deed.user is harbour.bot]
            assert [(await deed.settled()).what for deed in told] == ["message", "message"]
        [first] = heard
        assert first["text"] == "no from Acme &amp; &lt;co&gt;"
        assert first["channel_type"] == "im"
        assert len(server.calls("auth.test")) == 1
        assert server.web.connections == 1
        server.check()


@BOTH
async def test_a_shortcut_opens_a_form_whose_mistakes_are_told_inline(mode: Mode) -> None:
    sent: list[Json] = []

    def listen(app: AsyncApp) -> None:
        @app.shortcut("log")
        async def used(ack: Any, client: Any, shortcut: Json) -> None:
            await ack()
            await client.views_open(trigger_id=shortcut["trigger_id"], view=form())

        @app.view("reflection")
        async def submitted(ack: Any, view: Json) -> None:
            sent.append(view)
            words = view["state"]["values"]["what"]["in"]["value"]
            if words == "x":
                await ack(response_action="errors", errors={"what": "A little more, please."})
            elif words == "more":
                await ack(response_action="update", view=form(title=plain("Again")))
            else:
                await ack()

    async with SlackServer.open(mode=mode) as server:
        harbour, ana, _ = town(server)
        async with running(server, harbour, listen):
            opened = await (await ana.shortcut("Log a no")).answered()
            view = opened.view
            assert ana.view_stack == [view]
            assert (view.title, view.fields()) == ("Reflect", ["What happened"])
            with pytest.raises(AssertionError, match="required"):
                await ana.submits(view)
            first = await (await ana.submits(view, {"What happened": "x"})).settled()
            assert first.errors == {"what": "A little more, please."}
            assert view.error("What happened") == "A little more, please."
            assert view.value("What happened") == "x"
            again = await (await ana.submits(view, {"What happened": "more"})).settled()
            assert (again.view.title, again.view.revision) == ("Again", 1)
            await (await ana.submits(view, {"What happened": "They said no."})).settled()
            assert view.closed
            assert ana.view_stack == []
        assert [view["callback_id"] for view in sent] == ["reflection"] * 3
        server.check()


async def test_every_control_comes_back_with_what_was_picked() -> None:
    seen: list[Json] = []
    options: list[Json] = [
        {"text": plain("Screen"), "value": "screen"},
        {"text": plain("Offer"), "value": "o"},
    ]
    controls: list[Json] = [
        {"type": "static_select", "placeholder": plain("Stage"), "options": options},
        {"type": "users_select", "placeholder": plain("Buddy")},
        {"type": "conversations_select", "placeholder": plain("Place")},
        {"type": "datepicker", "placeholder": plain("Day"), "initial_date": "2026-11-02"},
        {"type": "timepicker", "placeholder": plain("At")},
    ]

    def listen(app: AsyncApp) -> None:
        @app.event("app_mention")
        async def mentioned(say: Any) -> None:
            named = [{**one, "action_id": f"c{n}"} for n, one in enumerate(controls)]
            await say(text="Which?", blocks=card(*named))

        for number in range(len(controls)):

            @app.action(f"c{number}")
            async def picked(ack: Any, action: Json) -> None:
                await ack()
                seen.append(action)

    async with SlackServer.open() as server:
        harbour, ana, lobby = town(server)
        ben = harbour.user("ben")
        async with running(server, harbour, listen):
            asked = (await (await ana.mentions_bot("hello", at=lobby)).answered()).answer
            for deed in (
                await ana.picks(asked, "Stage", "Screen"),
                await ana.picks_users(asked, "Buddy", ben),
                await ana.picks_channel(asked, "Place", lobby),
                await ana.picks_date(asked, "Day", date(2026, 11, 3)),
                await ana.picks_time(asked, "At", time(9, 30)),
            ):
                await deed.settled()
        keys = ("selected_user", "selected_conversation", "selected_date", "selected_time")
        assert seen[0]["selected_option"] == options[0]
        assert [one[key] for one, key in zip(seen[1:], keys, strict=True)] == [
            ben.id,
            lobby.id,
            "2026-11-03",
            "09:30",
        ]
        server.check()


@BOTH
async def test_the_home_page_is_published_and_comes_along_when_opened_again(mode: Mode) -> None:
    views: list[object] = []

    def listen(app: AsyncApp) -> None:
        @app.event("app_home_opened")
        async def opened(event: Json, client: Any) -> None:
            if event["tab"] != "home":
                return
            held = event.get("view")
            views.append(held and held["hash"])
            page = {"type": "home", "blocks": card(button("Snooze"))}
            digest = held["hash"] if held else None
            await client.views_publish(user_id=event["user"], view=page, hash=digest)

    async with SlackServer.open(mode=mode) as server:
        harbour, ana, _ = town(server)
        async with running(server, harbour, listen):
            await (await ana.opens_home()).answered()
            first = ana.home.hash
            assert ana.home.labels() == ["Snooze"]
            assert ana.home.words == "That is a hard one."
            await (await ana.opens_home()).answered()
            assert views == [None, first]
            assert ana.home.revision == 1
            await (await ana.opens_messages()).settled()
        server.check()


async def test_message_shortcuts_bring_the_message_and_closing_is_told_where_wanted() -> None:
    seen: list[Json] = []

    def listen(app: AsyncApp) -> None:
        @app.shortcut("reflect")
        async def used(ack: Any, client: Any, shortcut: Json) -> None:
            seen.append(shortcut)
            await ack()
            view = form(private_metadata="r7", notify_on_close=True)
            await client.views_open(trigger_id=shortcut["trigger_id"], view=view)

        @app.view_closed("reflection")
        async def closed(ack: Any, view: Json) -> None:
            await ack()
            seen.append(view)

    async with SlackServer.open() as server:
        harbour, ana, lobby = town(server)
        ben = harbour.user("ben")
        lobby.lets_in(ben)
        async with running(server, harbour, listen):
            said = await ben.says("They never called back.", at=lobby)
            assert said.message is not None
            # Talk in channels is not subscribed to, so the app hears nothing of it.
            assert not said.delivered
            used = await (await ana.message_shortcut("Reflect on this", said.message)).answered()
            assert used.view.private_metadata == "r7"
            closed = await ana.closes(used.view)
            assert closed is not None
            await closed.settled()
        assert seen[0]["message"]["text"] == "They never called back."
        assert seen[1]["private_metadata"] == "r7"
        server.check()


async def test_profiles_memberships_and_the_end_are_told() -> None:
    seen: list[str] = []

    async with SlackServer.open() as server:

        def listen(app: AsyncApp) -> None:
            async def note(event: Json) -> None:
                seen.append(event["type"])
                server.changes.happened()

            for name in ("user_change", "member_joined_channel", "member_left_channel"):
                app.event(name)(note)
            app.event("tokens_revoked")(note)
            app.event("app_uninstalled")(note)

        harbour, ana, lobby = town(server)
        async with running(server, harbour, listen) as app:
            changed = await (await ana.changes_profile(tz="Asia/Tokyo")).settled()
            assert changed.payload["event"]["user"]["tz"] == "Asia/Tokyo"
            told = await app.client.users_info(user=ana.id)
            assert told["user"]["tz_offset"] == 9 * 3600
            await (await ana.leaves(lobby)).settled()
            await (await ana.joins(lobby)).settled()
            await harbour.uninstalls().settled()
            await server.until(lambda: len(seen) == 5)
        assert sorted(seen) == [
            "app_uninstalled",
            "member_joined_channel",
            "member_left_channel",
            "tokens_revoked",
            "user_change",
        ]
        server.check()
