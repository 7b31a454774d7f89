"""What people do on Discord, and what of it the core is told."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from adapters.discord import inbound
from bot.answers import Ask, Nothing
from bot.events import CommandUsed, Event, Kind, Message, Place, Pressed, Said, Submitted
from tests.adapters.discord.talks import (
    COMMANDS,
    CONTROLS,
    FORM,
    REFLECT,
    Talk,
    openly,
    privately,
    talk,
)
from tests.adapters.samples import Sample


@pytest_asyncio.fixture(name="talk")
async def opened() -> AsyncIterator[Talk]:
    async with talk() as here:
        here.bot.answers = privately("heard")
        yield here


def only(talk: Talk) -> Event:
    (event,) = talk.bot.events
    return event


async def test_a_command_in_a_server_says_who_and_where(talk: Talk) -> None:
    used = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    event = only(talk)
    assert event.key == f"discord:{used.id}"
    assert event.doing == CommandUsed(COMMANDS[0].action)
    assert event.place == Place("discord", str(talk.guild.id), str(talk.lobby.id), Kind.CHANNEL)
    actor = event.actor
    assert (actor.platform, actor.space, actor.user) == ("discord", "", str(talk.ana.id))
    assert (actor.name, actor.locale, actor.zone) == ("Ana", "en-US", None)
    assert not actor.is_admin


async def test_a_thread_is_a_place_of_its_own(talk: Talk) -> None:
    thread = talk.guild.thread(talk.lobby, "circle", private=False)
    await (await talk.ana.uses("rejected", at=thread)).settled()
    place = Place("discord", str(talk.guild.id), str(thread.id), Kind.CHANNEL)
    assert only(talk).place == place
    talk.bot.events.clear()
    await talk.ana.says("hello", at=thread, mention_bot=True)
    await talk.rig.until(lambda: talk.seen(talk.ana, talk.ana.dm))
    assert only(talk).place == place


async def test_what_is_written_behind_a_command_comes_along(talk: Talk) -> None:
    await (await talk.ana.uses("rejected", "Acme, after the final round")).settled()
    assert only(talk).doing == CommandUsed(COMMANDS[0].action, "Acme, after the final round")
    assert only(talk).place == Place("discord", "", str(talk.ana.dm.id), Kind.DM)


async def test_who_may_manage_the_server_is_told_as_an_admin_there_alone(talk: Talk) -> None:
    dara = talk.rig.server.user("dara")
    talk.guild.join(dara, manage=True)
    await (await dara.uses("setup", at=talk.lobby)).settled()
    assert only(talk).actor.is_admin
    talk.bot.events.clear()
    await (await dara.uses("rejected")).settled()
    assert not only(talk).actor.is_admin


async def test_a_server_without_the_bot_is_as_private_as_a_dm(talk: Talk) -> None:
    elsewhere = talk.rig.server.guild("Elsewhere")
    elsewhere.remove_bot()
    hall = elsewhere.channel("hall")
    elsewhere.join(talk.ana)
    talk.ana.installed = True
    used = await (await talk.ana.uses("rejected", at=hall)).settled()
    assert only(talk).place == Place("discord", "", str(hall.id), Kind.DM)
    assert used.message.ephemeral


async def test_a_menu_on_ones_own_message_brings_the_words(talk: Talk) -> None:
    said = await talk.ana.says("they ghosted me", at=talk.lobby)
    await (await talk.ana.uses_menu(REFLECT, said)).settled()
    link = f"https://discord.com/channels/{talk.guild.id}/{talk.lobby.id}/{said.id}"
    about = Message(
        str(talk.lobby.id), str(said.id), str(talk.ana.id), link, text="they ghosted me"
    )
    assert only(talk).doing == CommandUsed(COMMANDS[4].action, about=about)


async def test_a_menu_on_somebody_elses_message_leaves_the_words_where_they_are(
    talk: Talk,
) -> None:
    said = await talk.ben.says("a secret of ben's", at=talk.lobby)
    await (await talk.ana.uses_menu(REFLECT, said)).settled()
    doing = only(talk).doing
    assert isinstance(doing, CommandUsed)
    assert doing.about is not None
    assert (doing.about.author, doing.about.text) == (str(talk.ben.id), "")


async def test_buttons_and_menus_come_back_as_what_they_left_as(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    talk.bot.answers = Nothing()
    talk.guild.join(dara := talk.rig.server.user("dara"))
    for done in (
        await talk.ana.presses(post, "Go on"),
        await talk.ana.presses(post, "Again"),
        await talk.ana.picks(post, "A stage", "final round"),
        await talk.ana.picks_user(post, "Somebody", dara),
        await talk.ana.picks_channel(post, "A channel", talk.lobby),
    ):
        await done.settled()
    assert sorted((event.doing for event in talk.bot.events), key=str) == sorted(
        (
            Pressed(Sample(11).pack()),
            Pressed(Sample(11).pack()),
            Pressed(Sample(14).pack(), ("final",)),
            Pressed(Sample(15).pack(), (str(dara.id),)),
            Pressed(Sample(16).pack(), (str(talk.lobby.id),)),
        ),
        key=str,
    )


async def test_a_form_comes_back_with_what_was_typed_and_chosen(talk: Talk) -> None:
    talk.bot.answers = Ask(FORM)
    asked = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    talk.bot.events.clear()
    talk.bot.answers = privately("kept")
    values = {"Company": "Acme", "How far": "late", "Anything to say": "it *stings*"}
    await (await talk.ana.submits(asked.shown_modal, values)).settled()
    doing = only(talk).doing
    assert isinstance(doing, Submitted)
    assert doing.action == FORM.does.pack()
    assert dict(doing.values) == {"company": "Acme", "stage": "z", "story": "it *stings*"}


async def test_a_direct_message_is_plain_words(talk: Talk) -> None:
    said = await talk.ana.says("got a no from Acme")
    await talk.rig.until(lambda: talk.seen(talk.ana, talk.ana.dm)[1:])
    event = only(talk)
    assert event.key == f"discord:{said.id}"
    assert event.doing == Said("got a no from Acme")
    assert event.place == Place("discord", "", str(talk.ana.dm.id), Kind.DM)


async def test_a_mention_is_heard_without_the_mention(talk: Talk) -> None:
    await talk.ana.says("how do I ask for feedback", at=talk.lobby, mention_bot=True)
    await talk.rig.until(lambda: talk.seen(talk.ana, talk.ana.dm))
    event = only(talk)
    assert event.doing == Said("how do I ask for feedback")
    assert event.place.kind is Kind.CHANNEL
    assert not event.actor.is_admin


async def test_a_reply_that_pings_the_bot_is_meant_for_it(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    talk.bot.answers = privately("heard")
    await talk.ana.says("what does this mean", at=talk.lobby, reply_to=post)
    await talk.rig.until(lambda: talk.seen(talk.ana, talk.ana.dm))
    assert only(talk).doing == Said("what does this mean")


async def test_what_people_say_to_each_other_is_not_heard(talk: Talk) -> None:
    await talk.ana.says("hello ben", at=talk.lobby)
    first = await talk.ben.says("hello ana", at=talk.lobby)
    await talk.ana.says("as I said", at=talk.lobby, reply_to=first)
    await talk.ana.says("now you", at=talk.lobby, mention_bot=True)
    await talk.rig.until(lambda: talk.seen(talk.ana, talk.ana.dm))
    assert only(talk).doing == Said("now you")


def message(talk: Talk, **changed: Any) -> dict[str, Any]:
    """Write a direct message as Discord tells it."""
    return {
        "id": str(talk.rig.server.snowflakes.next()),
        "channel_id": str(talk.ana.dm.id),
        "author": {"id": str(talk.ana.id), "username": "ana", "discriminator": "0", "avatar": None},
        "content": "hello",
        "timestamp": "2026-11-30T12:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "type": 0,
    } | changed


@pytest.mark.parametrize(
    "odd",
    [
        {"author": {"id": "9", "username": "b", "discriminator": "0", "avatar": None, "bot": True}},
        {"webhook_id": "77"},
        {"type": 7},
        {"author": None},
    ],
    ids=["from a bot", "from a webhook", "from the system", "from nobody"],
)
async def test_messages_that_no_person_wrote_are_not_heard(talk: Talk, odd: dict[str, Any]) -> None:
    talk.rig.server.sends_event("MESSAGE_CREATE", message(talk, **odd))
    talk.rig.server.sends_event("MESSAGE_CREATE", message(talk, content="from ana"))
    await talk.rig.until(lambda: talk.seen(talk.ana, talk.ana.dm))
    assert only(talk).doing == Said("from ana")


async def test_other_mentions_are_read_as_names(talk: Talk) -> None:
    ben = {"id": str(talk.ben.id), "username": "ben", "discriminator": "0", "avatar": None}
    content = f"thank <@{talk.ben.id}> and <@!{talk.ben.id}>, not <@123> <#45> <t:1:R>"
    talk.rig.server.sends_event("MESSAGE_CREATE", message(talk, content=content, mentions=[ben]))
    await talk.rig.until(lambda: talk.seen(talk.ana, talk.ana.dm))
    assert only(talk).doing == Said("thank @ben and @ben, not <@123> <#45> <t:1:R>")


async def test_fields_that_are_missing_from_a_message_are_done_without(talk: Talk) -> None:
    told = message(talk, content=None)
    for missing in ("mentions", "mention_roles", "attachments", "embeds", "pinned"):
        del told[missing]
    talk.rig.server.sends_event("MESSAGE_CREATE", told)
    await talk.rig.until(lambda: talk.seen(talk.ana, talk.ana.dm))
    assert only(talk).doing == Said("")


async def payload(talk: Talk) -> dict[str, Any]:
    """Return a real interaction of ana's in the lobby, to be sent again with changes."""
    used = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    talk.bot.events.clear()
    return dict(used.payload)


async def test_a_name_of_thousands_of_letters_is_cut(talk: Talk) -> None:
    odd = await payload(talk)
    odd["member"] = {**odd["member"], "nick": "a" * 4000}
    sent = await talk.rig.server.sends_interaction(odd)
    await sent.settled()
    assert only(talk).actor.name == "a" * inbound.LONGEST_NAME


async def test_a_name_of_nothing_but_odd_signs_is_still_somebody(talk: Talk) -> None:
    odd = await payload(talk)
    odd["member"] = {**odd["member"], "nick": "\u202e\u200b"}
    await (await talk.rig.server.sends_interaction(odd)).settled()
    assert only(talk).actor.name == str(talk.ana.id)


@pytest.mark.parametrize("missing", ["member", "locale", "context", "app_permissions", "channel"])
async def test_an_interaction_with_a_missing_field_is_answered(talk: Talk, missing: str) -> None:
    odd = await payload(talk)
    del odd[missing]
    sent = await talk.rig.server.sends_interaction(odd)
    await talk.rig.until(lambda: sent.answer is not None)
    heard = [event.doing for event in talk.bot.events]
    assert heard == ([] if missing == "member" else [CommandUsed(COMMANDS[0].action)])


async def test_who_installed_the_bot_may_be_left_unsaid(talk: Talk) -> None:
    odd = await payload(talk)
    del odd["authorizing_integration_owners"]
    await (await talk.rig.server.sends_interaction(odd)).settled()
    assert only(talk).place.kind is Kind.CHANNEL


async def test_what_only_a_person_installed_is_private_even_where_the_bot_is(talk: Talk) -> None:
    odd = await payload(talk)
    odd["authorizing_integration_owners"] = {"1": str(talk.ana.id)}
    talk.bot.answers = openly("for all")
    sent = await (await talk.rig.server.sends_interaction(odd)).settled()
    assert only(talk).place.kind is Kind.DM
    assert sent.message.ephemeral


async def test_odd_options_are_as_good_as_none(talk: Talk) -> None:
    odd = await payload(talk)
    for options in (None, "x", [None], [{"type": 3}], [{"value": 5, "type": 4}]):
        odd["data"] = {**odd["data"], "options": options}
        await (await talk.rig.server.sends_interaction(odd)).settled()
    assert [event.doing for event in talk.bot.events] == [CommandUsed(COMMANDS[0].action)] * 5


async def test_a_menu_on_a_message_that_is_not_sent_along_still_says_which(talk: Talk) -> None:
    odd = await payload(talk)
    odd["data"] = {"id": "1", "name": REFLECT, "type": 3, "target_id": "99", "resolved": None}
    await (await talk.rig.server.sends_interaction(odd)).settled()
    doing = only(talk).doing
    assert isinstance(doing, CommandUsed)
    link = f"https://discord.com/channels/{talk.guild.id}/{talk.lobby.id}/99"
    assert doing.about == Message(str(talk.lobby.id), "99", "", link)
