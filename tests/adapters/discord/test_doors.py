"""Doors that are shut while somebody sets something up, and messages that are no plain words."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.discord.backstage import answered
from tests.adapters.discord.harbour import OAKS, Harbour
from tests.servers.discord import payloads
from tests.servers.discord.faults import Refused
from tests.servers.discord.messages import Message

REMINDED = "ana #lobby: @undaunted remind me every day at 10:00 to apply"
REMINDER = "You asked to be reminded"


@pytest.fixture
async def harbour(tmp_path: Path) -> AsyncIterator[Harbour]:
    async with Harbour.open(tmp_path) as opened:
        yield opened


def whispers(harbour: Harbour, name: str) -> list[str]:
    """Return what somebody was told in rooms about letters that do not come."""
    rooms = harbour.player.stage.rooms.values()
    seen = [each for room in rooms for each in harbour.server.seen_by(harbour.person(name), room)]
    return [each.text for each in seen if "cannot write to you" in each.text]


async def test_a_host_whose_door_is_shut_hears_of_it_while_founding_and_all_comes_once_it_opens(
    harbour: Harbour,
) -> None:
    ana = harbour.person("ana")
    ana.dms_open = False
    await harbour.play(OAKS)
    await harbour.delivers()
    await harbour.play("ben #oaks: [Look and join]\nben: [Take a seat]")
    await harbour.passes(hours=10)
    await harbour.play("ana #oaks: /circle")
    assert len(whispers(harbour, "ana")) == 1
    assert whispers(harbour, "ben") == []
    said = " ".join(each.text for each in harbour.posts(harbour.room("#oaks")))
    assert "directly" not in said

    ana.dms_open = True
    seen = harbour.server.seen_by(ana, harbour.room("#oaks"))
    tells = next(each for each in seen if "cannot write to you" in each.text)
    await (await ana.presses(tells, "Try again")).settled()
    await answered()
    await harbour.delivers()
    titles = sorted(each.text.partition("\n")[0] for each in harbour.letters("ana"))
    assert titles == ["### Oaks: your check-in", "### This is where I'll write to you"]


async def test_an_admin_whose_door_is_shut_sets_everything_up_in_private(harbour: Harbour) -> None:
    mia, lobby = harbour.person("mia"), harbour.room("#lobby")
    harbour.guild.join(mia, manage=True)
    mia.dms_open = False
    await harbour.play("mia #lobby: /setup\nmia #lobby: [Main channel = #lobby]")
    await harbour.play("mia #lobby: /setup\nmia #lobby: [Channel for reports = #mods]")
    harbour.room("#mods").delete()
    rude = await harbour.person("ben").says("Go home", at=lobby)
    await (await harbour.person("ana").uses_menu("Report to moderators", rude)).settled()
    await harbour.passes(days=2)
    await harbour.play("mia #lobby: /setup\n> There is one channel here that I cannot post in.")

    (told,) = whispers(harbour, "mia")
    assert "One letter is waiting for you" in told
    for name in ("ana", "ben"):
        assert whispers(harbour, name) == []
    assert harbour.posts(lobby) == []


async def test_who_blocks_the_bot_is_left_alone_and_finds_everything_when_they_come_back(
    harbour: Harbour,
) -> None:
    ana = harbour.person("ana")
    await harbour.play(REMINDED)
    await harbour.delivers()
    refused = Refused(403, 50007, "Cannot send messages to this user")
    harbour.server.rest.fails("POST /channels/*/messages", 1_000, refused)
    harbour.server.rest.fails("POST /users/@me/channels", 1_000, refused)
    before = len(harbour.server.recorded)
    await harbour.passes(days=30)
    assert len(harbour.server.recorded) - before <= 2
    asked = await (await ana.uses("help", at=harbour.room("#lobby"))).settled()
    await answered()
    assert "What we can do" in asked.messages[0].text
    assert len(whispers(harbour, "ana")) == 1

    harbour.server.rest.faults.clear()
    await harbour.play("ana: hello")
    await harbour.passes(days=2)
    assert any(REMINDER in each.text for each in harbour.letters("ana"))


def unheard(said: Message, bot: str) -> list[dict[str, Any]]:
    """Return what a message may be told as when it is not for the bot."""
    told = payloads.message(said, None)
    other = {"id": "77", "username": "eve", "discriminator": "0", "avatar": None}
    return [
        {**told, "id": "1001", "mentions": [], "content": "hello <@&55>", "mention_roles": ["55"]},
        {**told, "id": "1002", "mentions": [], "content": "@everyone", "mention_everyone": True},
        {**told, "id": "1003", "webhook_id": "99", "content": f"<@{bot}> hello"},
        {**told, "id": "1004", "author": {**told["author"], "bot": True}},
        {**told, "id": "1005", "type": 7},
        {**told, "id": "1006", "type": 18},
        {**told, "id": "1007", "mentions": [other], "content": "<@77> look at this", "type": 19},
        {**told, "id": "1008", "author": {**told["author"], "id": bot, "bot": True}},
    ]


async def test_what_is_not_for_the_bot_is_passed_over(harbour: Harbour) -> None:
    ana, lobby = harbour.person("ana"), harbour.room("#lobby")
    said = await ana.says("the weather", at=lobby)
    before = len(harbour.server.recorded)
    shard = harbour.guild.id >> 22
    for told in unheard(said, str(harbour.server.bot.id)):
        told |= {"guild_id": str(harbour.guild.id), "channel_id": str(lobby.id)}
        harbour.server.gateway.dispatch("MESSAGE_CREATE", told, shard=shard)
        harbour.server.gateway.dispatch("MESSAGE_UPDATE", told, shard=shard)
    asked = await (await ana.uses("help", at=lobby)).settled()
    await answered()

    assert [r.route for r in harbour.server.recorded[before:]] == [
        "POST /interactions/{interaction_id}/{token}/callback"
    ]
    assert "What we can do" in asked.message.text


def forwarded(told: dict[str, Any]) -> dict[str, Any]:
    """Return what comes with a message that was passed on from elsewhere."""
    inside = {key: told[key] for key in ("type", "timestamp", "embeds", "attachments", "flags")}
    inside |= {"content": "a no from Acme", "edited_timestamp": None, "components": []}
    reference = {"type": 1, "channel_id": told["channel_id"], "message_id": "9"}
    return {"message_reference": reference, "message_snapshots": [{"message": inside}]}


CDN = "https://cdn.discordapp.com/attachments/1/5/cv.pdf"
FILE = {"id": "5", "filename": "cv.pdf", "size": 9, "url": CDN, "proxy_url": CDN}
POLL: dict[str, Any] = {
    "question": {"text": "Go?"},
    "answers": [],
    "expiry": None,
    "allow_multiselect": False,
}
ODD: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "a file": lambda told: {"attachments": [FILE]},
    "a file of which nothing is told": lambda told: {"attachments": [{"id": "5"}]},
    "a sticker": lambda told: {"sticker_items": [{"id": "6", "name": "Wave", "format_type": 99}]},
    "a poll without end": lambda told: {"poll": POLL},
    "a forwarded message": forwarded,
    "an odd embed": lambda told: {"embeds": [{"type": "gifv", "timestamp": "never"}]},
}


@pytest.mark.parametrize("what", ODD)
async def test_a_message_of_something_else_than_words_is_answered_kindly(
    harbour: Harbour, what: str
) -> None:
    ana = harbour.person("ana")
    await harbour.play("ana: hello")
    den = harbour.guild.thread(harbour.room("#lobby"), "oaks")
    den.people.append(ana)
    before = len(harbour.letters("ana"))
    said = Message(harbour.server.snowflakes.next(), den, ana, "", mentions=[harbour.server.bot])
    den.messages.append(said)
    told = payloads.message(said, None)
    told |= {"content": "", **ODD[what](told)}
    told |= {"guild_id": str(harbour.guild.id)}
    shard = harbour.guild.id >> 22
    harbour.server.gateway.dispatch("MESSAGE_CREATE", told, shard=shard)
    await harbour.rig.until(lambda: len(harbour.letters("ana")) + len(harbour.posts(den)) > before)
    await answered()

    assert "went wrong" not in harbour.sees("ana").text
