"""The platform over the real client: what it connects with, hears, and how it ends."""

import re
from pathlib import Path

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discord.client import application_id
from adapters.discord.permissions import LEAST
from adapters.discord.wire import Wire
from bot.answers import Say
from bot.cli import words as wording
from bot.errors import Denied
from bot.ports.platform import Address
from bot.ui.card import Card, Text
from tests import talking
from tests.adapters.discord.rig import Bot, Rig, laid
from tests.adapters.discord.saying import WORDS
from tests.servers.discord.server import DiscordServer

CARD = Card("Hello", (Text("here you are"),))


async def test_it_connects_once_with_the_least_and_says_so() -> None:
    async with Rig.open(Bot()) as rig:
        (identified,) = rig.server.gateway.identified
        assert identified["intents"] == (1 << 0) | (1 << 9) | (1 << 12)
        assert identified["shard"] == [0, 1]
        assert rig.said == ["Live on Discord in 0 servers."]


async def test_a_command_is_heard_and_answered() -> None:
    bot = Bot(Say(CARD))
    async with Rig.open(bot) as rig:
        ana = rig.server.user("ana")
        shown = await ana.uses("help")
        await shown.settled()
        assert "here you are" in shown.messages[0].text
        assert len(bot.events) == 1


async def test_words_said_to_it_are_answered() -> None:
    async with Rig.open(Bot(Say(CARD))) as rig:
        ana = rig.server.user("ana")
        rig.server.guild("Harbour").join(ana)
        await ana.says("hello")
        await rig.until(lambda: len(rig.server.seen_by(ana, ana.dm)) == 2)
        assert "here you are" in rig.server.seen_by(ana, ana.dm)[-1].text


async def test_a_letter_is_put_up_once_and_changed_where_it_stands() -> None:
    async with Rig.open(Bot()) as rig:
        ana, harbour = rig.server.user("ana"), rig.server.guild("Harbour")
        harbour.join(ana)
        to = Address("discord", "", user=str(ana.id))
        post = await rig.platform.deliver(to, CARD, "letter")
        assert await rig.platform.deliver(to, CARD, "letter") == post
        await rig.platform.revise(post, Card("Hello", (Text("again"),)))
        (message,) = rig.server.seen_by(ana, ana.dm)
        assert "again" in message.text


async def test_a_whisper_reaches_whoever_is_here_and_nobody_else() -> None:
    async with Rig.open(Bot(Say(CARD))) as rig:
        ana, harbour = rig.server.user("ana"), rig.server.guild("Harbour")
        lobby = harbour.channel("lobby")
        harbour.join(ana)
        to, card = Address("discord", "", user=str(ana.id)), Card("Psst", (Text("a word"),))
        assert not await rig.platform.whisper(to, card)
        # The first is remembered by the time the second is answered.
        for _ in range(2):
            await (await ana.uses("help", at=lobby)).settled()
        assert await rig.platform.whisper(to, card)
        assert "a word" in rig.server.seen_by(ana, lobby)[-1].text
        assert rig.server.seen_by(rig.server.user("ben"), lobby) == []


async def test_another_platform_over_the_same_server_goes_on() -> None:
    bot = Bot(Say(CARD))
    async with Rig.open(bot) as rig:
        before = rig.platform
        await rig.restart()
        assert rig.platform is not before
        used = await rig.server.user("ana").uses("help")
        await used.settled()
        assert len(rig.server.requests("PUT /applications/*")) == 1, "commands are still the same"


@pytest.mark.parametrize("url", ["https://discord.com", "http://10.0.0.1", "http://[", "localhost"])
def test_a_token_goes_nowhere_but_to_discord_or_this_machine(url: str) -> None:
    for addresses in ((url, None), (None, url)):
        with pytest.raises(ValueError, match="this machine"):
            Wire("token", *addresses)


def test_without_addresses_the_library_stays_as_it_is() -> None:
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    wire = Wire("a.secret.token")
    wire.lay()
    assert before == (Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY)
    assert Route.BASE == "https://discord.com/api/v10"
    assert "secret" not in repr(wire)


def test_every_word_of_discord_s_side_is_checked_with_all_others() -> None:
    assert wording.discord_words(talking.WORDS.texts) == WORDS


def test_the_page_for_admins_gives_the_reason_for_each_permission_and_no_other() -> None:
    page = (Path(__file__).parents[3] / "docs" / "discord.md").read_text("utf-8")
    table = re.search(r"\| permission .*?\n\n", page, re.DOTALL)
    assert table is not None
    told = [tuple(row.strip("| ").split(" | ")) for row in table[0].strip().splitlines()[2:]]
    assert told == [(each.name, each.reason) for each in LEAST]


async def test_discord_says_whose_token_it_is() -> None:
    async with DiscordServer.open() as server, laid():
        wire = Wire(server.token, server.api_base, server.gateway_url)
        assert await application_id(wire) == server.application_id
        await server.rest.down()
        with pytest.raises(ConnectionError, match="could not be reached"):
            await application_id(wire)
        await server.rest.up()
        server.token_works = False
        with pytest.raises(Denied, match="Reset Token"):
            await application_id(wire)
