"""What people do in the loopback Discord, answered by the real client."""

from typing import Any

import discord
import pytest
from discord import app_commands, ui

from tests.servers.discord.clients import NO_MENTIONS, Heard, bare, button, row, running, text, v2
from tests.servers.discord.faults import How
from tests.servers.discord.interactions import Answer, Choice, Interaction
from tests.servers.discord.limits import EPHEMERAL
from tests.servers.discord.people import User
from tests.servers.discord.server import DiscordServer
from tests.servers.discord.world import Channel

COMMANDS: list[dict[str, Any]] = [
    {
        "name": "rejected",
        "description": "After a no",
        "options": [{"type": 3, "name": "text", "description": "What happened"}],
        "contexts": [0, 1, 2],
        "integration_types": [0, 1],
    },
    {"name": "circle", "description": "Circles", "contexts": [0], "integration_types": [0]},
    {
        "name": "setup",
        "description": "For hosts",
        "contexts": [0],
        "integration_types": [0],
        "default_member_permissions": str(1 << 5),
    },
    {
        "name": "zone",
        "description": "Where you are",
        "options": [
            {"type": 3, "name": "place", "description": "A city", "autocomplete": True},
        ],
    },
    {"name": "Reflect on this", "type": 3, "contexts": [0, 1], "integration_types": [0, 1]},
]


def _town(server: DiscordServer) -> tuple[User, Channel]:
    server.commands.register(None, COMMANDS)
    harbour, ana = server.guild("Harbour"), server.user("ana", "de")
    harbour.join(ana)
    return ana, harbour.channel("lobby")


def _card() -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container()
    container.add_item(ui.TextDisplay("That is a hard one."))
    container.add_item(ui.ActionRow(ui.Button(label="Reflect", custom_id="1.reflect")))
    container.add_item(ui.TextDisplay("How far did it get?"))
    options = [discord.SelectOption(label="Screen", value="screen", description="A first talk")]
    container.add_item(ui.ActionRow(ui.Select(custom_id="1.stage", options=options)))
    container.add_item(ui.ActionRow(ui.UserSelect(custom_id="1.buddy", placeholder="A buddy")))
    kinds = [discord.ChannelType.text]
    channels: ui.ChannelSelect[ui.LayoutView] = ui.ChannelSelect(
        custom_id="1.place", placeholder="A place", channel_types=kinds
    )
    container.add_item(ui.ActionRow(channels))
    view.add_item(container)
    view.stop()
    return view


async def test_a_command_is_answered_privately_and_pressed_on() -> None:
    async def answer(heard: Heard) -> None:
        if heard.type is discord.InteractionType.application_command:
            await heard.response.send_message(view=_card(), ephemeral=True)
        else:
            await heard.response.edit_message(view=_card())

    async with DiscordServer.open() as server:
        ana, lobby = _town(server)
        ben = server.user("ben")
        async with running(server, answer):
            used = await (await ana.uses("rejected", text="Acme", at=lobby)).settled()
            assert used.answer is Answer.MESSAGE
            assert used.acknowledged_after is not None
            assert used.acknowledged_after < 1
            shown = used.message
            assert shown.ephemeral_for is ana
            assert shown.text == "That is a hard one.\nHow far did it get?"
            assert shown.labels() == ["Reflect", "", "A buddy", "A place"]
            assert server.seen_by(ana, lobby) == [shown]
            assert server.seen_by(ben, lobby) == []
            pressed = await (await ana.presses(shown, "Reflect")).settled()
            assert pressed.answer is Answer.UPDATE
            assert pressed.message is shown
            assert shown.edited == 1
        server.check()


async def test_what_was_done_arrives_whole() -> None:
    seen: list[Heard] = []

    async def answer(heard: Heard) -> None:
        seen.append(heard)
        await heard.response.send_message(view=_card())

    async with DiscordServer.open() as server:
        ana, lobby = _town(server)
        async with running(server, answer):
            used = await (await ana.uses("rejected", text="Acme", at=lobby)).settled()
            card = used.message
            for doing in (
                ana.picks(card, "How far did it get?", "Screen"),
                ana.picks_user(card, "A buddy", ana),
                ana.picks_channel(card, "A place", lobby),
            ):
                await (await doing).settled()
            said = await ana.says("a thought", at=lobby)
            await (await ana.uses_menu("Reflect on this", said)).settled()
        command, stage, buddy, place, menu = [_data(heard) for heard in seen]
        assert command["options"] == [{"name": "text", "type": 3, "value": "Acme"}]
        assert stage["values"] == ["screen"]
        assert list(buddy["resolved"]["members"]) == [str(ana.id)]
        assert place["resolved"]["channels"][str(lobby.id)]["name"] == "lobby"
        assert menu["resolved"]["messages"][str(said.id)]["content"] == "a thought"
        first = seen[0]
        assert (first.user.id, first.channel_id, first.guild_id) == (
            ana.id,
            lobby.id,
            lobby.guild.id if lobby.guild else None,
        )
        assert first.locale is discord.Locale.german
        assert first.app_permissions.send_messages
        assert first.is_guild_integration()
        server.check()


async def test_a_deferred_answer_stays_as_private_as_it_was_promised() -> None:
    async def answer(heard: Heard) -> None:
        await heard.response.defer(ephemeral=True, thinking=True)
        await heard.followup.send("here it is")
        await heard.followup.send("and one more for all")

    async with DiscordServer.open() as server:
        ana, lobby = _town(server)
        async with running(server, answer):
            used = await (await ana.uses("rejected", at=lobby)).settled()
            await used.followed_up(2)
        first, second = used.messages
        assert first.ephemeral_for is ana
        assert second.ephemeral_for is None
        assert [message.text for message in server.seen_by(ana, lobby)] == [
            "here it is",
            "and one more for all",
        ]
        server.check()


async def test_a_deferred_answer_is_not_settled_while_it_only_thinks() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        ana, lobby = _town(server)
        used = await ana.uses("rejected", at=lobby)
        await _callback(rest, used, {"type": 5, "data": {"flags": EPHEMERAL}})
        assert used.answer is Answer.DEFERRED_MESSAGE
        assert not used.is_settled
        assert server.seen_by(ana, lobby) == []
        path = f"/webhooks/{server.application_id}/{used.token}/messages/@original"
        status, told = await rest.ask("PATCH", path, v2(text("done")))
        assert (status, told["flags"]) == (200, 1 << 15 | EPHEMERAL)
        assert (await used.settled()).message.text == "done"


async def test_a_modal_is_filled_in_as_on_a_screen() -> None:
    seen: list[dict[str, Any]] = []

    async def answer(heard: Heard) -> None:
        if heard.type is discord.InteractionType.modal_submit:
            seen.append(_data(heard))
            await heard.response.send_message("kept", ephemeral=True)
            return
        await heard.response.send_modal(_form())

    async with DiscordServer.open() as server:
        ana, lobby = _town(server)
        ben = server.user("ben")
        async with running(server, answer):
            used = await (await ana.uses("rejected", at=lobby)).settled()
            modal = used.shown_modal
            assert modal.title == "After a no"
            assert modal.labels == ["Company", "How far", "What helped", "Tell me later"]
            assert modal.text == "Only the second is needed."
            with pytest.raises(AssertionError, match="'How far' is required"):
                await ana.submits(modal, {"Company": "Acme"})
            with pytest.raises(AssertionError, match="takes 20 characters"):
                await ana.submits(modal, {"Company": "A" * 21, "How far": "Screen"})
            with pytest.raises(AssertionError, match="offers"):
                await ana.submits(modal, {"How far": "Offer"})
            with pytest.raises(AssertionError, match="0 fields 'Role'"):
                await ana.submits(modal, {"Role": "Baker"})
            with pytest.raises(AssertionError, match="on the screen of"):
                await ben.submits(modal, {"How far": "Screen"})
            values = {"How far": "Screen", "What helped": ["Rest", "talk"], "Tell me later": True}
            sent = await (await ana.submits(modal, values)).settled()
            assert sent.message.text == "kept"
        company, _, stage, helped, later = seen[0]["components"]
        assert seen[0]["custom_id"] == "1.form"
        assert company["component"]["value"] == "prefilled"
        assert stage["component"]["value"] == "screen"
        assert helped["component"]["values"] == ["rest", "talk"]
        assert later["component"]["value"] is True
        server.check()


def _form() -> ui.Modal:
    form = ui.Modal(title="After a no", custom_id="1.form", timeout=900)
    company: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="company", required=False, max_length=20, default="prefilled"
    )
    stages = [discord.RadioGroupOption(label=n, value=n.lower()) for n in ("Screen", "Interview")]
    helps = [discord.CheckboxGroupOption(label=n, value=n.lower()) for n in ("Rest", "Talk")]
    form.add_item(ui.Label(text="Company", component=company))
    form.add_item(ui.TextDisplay("Only the second is needed."))
    form.add_item(
        ui.Label(text="How far", component=ui.RadioGroup(custom_id="stage", options=stages))
    )
    group: ui.CheckboxGroup[ui.Modal] = ui.CheckboxGroup(
        custom_id="helped", options=helps, required=False, min_values=0
    )
    form.add_item(ui.Label(text="What helped", component=group))
    form.add_item(ui.Label(text="Tell me later", component=ui.Checkbox(custom_id="later")))
    return form


async def test_an_option_completes_itself() -> None:
    async def answer(heard: Heard) -> None:
        found = [app_commands.Choice(name="Berlin", value="Europe/Berlin")]
        await heard.response.autocomplete(found)

    async with DiscordServer.open() as server:
        ana, lobby = _town(server)
        async with running(server, answer):
            typed = await (await ana.types("zone", "place", "berl", at=lobby)).settled()
        assert typed.choices == [Choice("Berlin", "Europe/Berlin")]
        server.check()


async def test_commands_are_offered_only_where_they_belong() -> None:
    async with DiscordServer.open() as server:
        ana, lobby = _town(server)
        host = server.user("chidi")
        assert lobby.guild is not None
        lobby.guild.join(host, manage=True)
        with pytest.raises(AssertionError, match="no command 'unknown'"):
            await ana.uses("unknown")
        with pytest.raises(AssertionError, match="context 1"):
            await ana.uses("circle")
        with pytest.raises(AssertionError, match="hidden"):
            await ana.uses("setup", at=lobby)
        await ana.uses("setup", at=lobby, forced=True)
        await host.uses("setup", at=lobby)
        elsewhere = server.private_channel(ana, host)
        with pytest.raises(AssertionError, match="not installed"):
            await ana.uses("rejected", at=elsewhere)
        ana.installed = True
        used = await ana.uses("rejected", at=elsewhere)
        assert used.payload["context"] == 2
        assert used.payload["authorizing_integration_owners"] == {"1": str(ana.id)}
        stranger = server.user("dara")
        with pytest.raises(AssertionError, match="not in Harbour"):
            await stranger.uses("rejected", at=lobby)


async def test_an_interaction_is_acknowledged_once_in_time_and_fittingly() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        ana, lobby = _town(server)
        used = await ana.uses("rejected", at=lobby)
        hello = {"type": 4, "data": {"content": "hi", "allowed_mentions": NO_MENTIONS}}
        assert await _callback(rest, used, {"type": 6}) == (400, 50035)
        assert await _callback(rest, used, hello) == (200, None)
        assert await _callback(rest, used, hello) == (400, 40060)
        assert len(server.violations) == 2
        late = await ana.uses("rejected", at=lobby)
        server.patience = 0.0
        assert await _callback(rest, late, hello) == (404, 10062)
        forged = f"/interactions/{used.id}/another-token/callback"
        assert (await rest.ask("POST", forged, hello))[0] == 404
        assert len(server.violations) == 2
        with pytest.raises(AssertionError, match="unanswered"):
            await late.settled(within=0.02)


async def test_a_modal_never_answers_a_modal() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        ana, lobby = _town(server)
        used = await ana.uses("rejected", at=lobby)
        field = {"type": 4, "custom_id": "a", "style": 1, "required": False}
        form = {
            "custom_id": "form",
            "title": "A form",
            "components": [{"type": 18, "label": "Words", "component": field}],
        }
        assert await _callback(rest, used, {"type": 9, "data": form}) == (200, None)
        sent = await ana.submits(used.shown_modal)
        assert await _callback(rest, sent, {"type": 9, "data": form}) == (400, 50035)
        assert "type" in server.violations[0]


async def test_a_token_has_an_end_and_a_beginning() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        ana, lobby = _town(server)
        used = await ana.uses("rejected", at=lobby)
        path = f"/webhooks/{server.application_id}/{used.token}"
        body = {"content": "more", "allowed_mentions": NO_MENTIONS}
        status, told = await rest.ask("POST", path, body)
        assert (status, told["code"]) == (404, 10015)
        await _callback(rest, used, {"type": 4, "data": body})
        assert (await rest.ask("POST", path, body))[0] == 200
        used.expire()
        status, told = await rest.ask("POST", path, body)
        assert (status, told["code"]) == (401, 50027)
        server.check()


async def test_where_only_a_person_installed_it_follow_ups_are_few() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        ana, _ = _town(server)
        ana.installed = True
        elsewhere = server.private_channel(ana, server.user("ben"))
        used = await ana.uses("rejected", at=elsewhere)
        body = {"content": "more", "allowed_mentions": NO_MENTIONS}
        await _callback(rest, used, {"type": 4, "data": body})
        path = f"/webhooks/{server.application_id}/{used.token}"
        statuses = [(await rest.ask("POST", path, body))[0] for _ in range(6)]
        assert statuses == [200] * 5 + [400]
        status, told = await rest.ask("POST", f"/channels/{elsewhere.id}/messages", body)
        assert (status, told["code"]) == (403, 50001)


async def test_an_acknowledgement_can_be_lost_after_it_was_made() -> None:
    async def answer(heard: Heard) -> None:
        with pytest.raises(OSError, match="reset"):
            await heard.response.send_message("hello")
        await heard.followup.send("hello again")

    async with DiscordServer.open() as server:
        ana, lobby = _town(server)
        async with running(server, answer):
            server.rest.fails("POST /interactions/*", 1, How.RESET_AFTER)
            used = await ana.uses("rejected", at=lobby)
            await used.followed_up()
        assert [message.text for message in used.messages] == ["hello", "hello again"]


async def test_an_ephemeral_message_is_out_of_reach_but_for_its_token() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        ana, lobby = _town(server)
        used = await ana.uses("rejected", at=lobby)
        await _callback(rest, used, {"type": 4, "data": _private("only you")})
        shown = used.message
        path = f"/channels/{lobby.id}/messages/{shown.id}"
        for method in ("GET", "PATCH", "DELETE"):
            status, told = await rest.ask(method, path, None if method == "GET" else _private("x"))
            assert (status, told["code"]) == (404, 10008)
        hook = f"/webhooks/{server.application_id}/{used.token}/messages/{shown.id}"
        assert (await rest.ask("PATCH", hook, _private("changed")))[0] == 200
        assert (shown.text, shown.ephemeral_for) == ("changed", ana)
        assert (await rest.ask("DELETE", hook))[0] == 204
        assert server.seen_by(ana, lobby) == []
        assert (await rest.ask("GET", hook))[1]["code"] == 10008
        server.check()


async def test_only_its_owner_can_press_on_an_ephemeral_message() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        ana, lobby = _town(server)
        ben = server.user("ben")
        assert lobby.guild is not None
        lobby.guild.join(ben)
        used = await ana.uses("rejected", at=lobby)
        card = v2(row(button("Go"), button("Wait", disabled=True)))
        card["flags"] |= EPHEMERAL
        await _callback(rest, used, {"type": 4, "data": card})
        for person, label, why in (
            (ben, "Go", "only"),
            (ana, "Wait", "disabled"),
            (ana, "No", "0"),
        ):
            with pytest.raises(AssertionError, match=why):
                await person.presses(used.message, label)
        pressed = await ana.presses(used.message, "Go")
        assert pressed.payload["message"]["id"] == str(used.message.id)
        assert await _callback(rest, pressed, {"type": 6}) == (200, None)
        assert pressed.is_settled
        server.check()


async def test_odd_interactions_can_be_sent_as_they_are() -> None:
    seen: list[str] = []

    async def answer(heard: Heard) -> None:
        seen.append(str(_data(heard).get("custom_id")))
        await heard.response.send_message("I did not get that.", ephemeral=True)

    async with DiscordServer.open() as server:
        ana, lobby = _town(server)
        async with running(server, answer):
            used = await (await ana.uses("rejected", at=lobby)).settled()
            forged = {"custom_id": "1.admin.erase:all", "component_type": 2}
            odd = await server.sends_interaction({**used.payload, "type": 3, "data": forged})
            await odd.settled()
            assert odd.user is ana
            assert odd.id != used.id
            server.sends_event("GUILD_MEMBER_ADD", {"odd": "data nobody asked for"})
        assert seen == ["None", "1.admin.erase:all"]
        assert odd.message.text == "I did not get that."


def _data(heard: Heard) -> dict[str, Any]:
    data: dict[str, Any] = {**heard.data} if heard.data else {}
    return data


def _private(words: str) -> dict[str, Any]:
    return {"content": words, "flags": EPHEMERAL, "allowed_mentions": NO_MENTIONS}


async def _callback(rest: Any, used: Interaction, body: dict[str, Any]) -> tuple[int, int | None]:
    path = f"/interactions/{used.id}/{used.token}/callback?with_response=1"
    status, told = await rest.ask("POST", path, body)
    return status, told.get("code")
