"""Plain words to the bot, and answers that only their reader sees, wherever the words were said."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from adapters.discord import apologies, envelopes
from adapters.discord.envelopes import Envelope, Envelopes
from bot.answers import EVERYONE_HERE, Answer, Ask, Correct, Nothing, Replace, Say
from bot.events import Event
from bot.ui.card import Card, File
from tests.adapters.discord.rig import NOON
from tests.adapters.discord.talks import (
    FORM,
    POST,
    Talk,
    card,
    eventually,
    openly,
    privately,
    talk,
)
from tests.servers.discord.faults import How
from tests.servers.discord.messages import Message
from tests.servers.discord.world import Channel

OPEN = "Show it to me"


@pytest_asyncio.fixture(name="talk")
async def opened() -> AsyncIterator[Talk]:
    async with talk() as here:
        here.bot.answers = privately("I hear you")
        yield here


async def asks(talk: Talk) -> Message:
    """Have ana say something to the bot in the lobby."""
    return await talk.ana.says("I am so tired", at=talk.lobby, mention_bot=True)


def posts(talk: Talk, at: Channel) -> list[Message]:
    """Return what the bot wrote in a place."""
    everything = talk.rig.server.seen_by(talk.ana, at)
    return [said for said in everything if said.author is talk.rig.server.bot]


def pointed_at(talk: Talk) -> str:
    """Return the id of the message that the bot's last post replies to."""
    body = talk.rig.server.requests(POST)[-1].body
    assert isinstance(body, dict)
    assert body["message_reference"]["fail_if_not_exists"] is False
    return str(body["message_reference"]["message_id"])


async def first(talk: Talk, at: Channel) -> Message:
    """Wait for the bot's words in a place."""
    await talk.rig.until(lambda: posts(talk, at))
    return posts(talk, at)[0]


async def test_a_direct_message_is_answered_with_one(talk: Talk) -> None:
    await talk.ana.says("hello")
    answer = await first(talk, talk.ana.dm)
    assert "I hear you" in answer.text
    assert not answer.ephemeral


@pytest.mark.parametrize("answer", [Ask(FORM), Correct({"company": "Which?"}, FORM)])
async def test_a_form_in_answer_to_words_is_offered_on_a_card(talk: Talk, answer: Answer) -> None:
    talk.bot.answers = answer
    await talk.ana.says("I want to tell you something")
    (label,) = (await first(talk, talk.ana.dm)).labels()
    assert label in ("Open the form", "Try again")


async def test_nothing_to_say_is_said_nowhere(talk: Talk) -> None:
    talk.bot.answers = Nothing()
    await talk.ana.says("ok")
    await eventually(lambda: talk.bot.events)
    talk.bot.answers = privately("next")
    await talk.ana.says("hello")
    assert "next" in (await first(talk, talk.ana.dm)).text


async def test_an_answer_to_everybody_is_a_reply_that_pings_nobody(talk: Talk) -> None:
    talk.bot.answers = openly("here are the circles")
    asked = await asks(talk)
    answer = await first(talk, talk.lobby)
    assert pointed_at(talk) == str(asked.id)
    assert answer.mentions == []
    assert "here are the circles" in talk.seen(talk.ben)[-1]


async def test_an_answer_to_everybody_stands_alone_once_the_question_is_gone(talk: Talk) -> None:
    async def answers(event: Event) -> Answer:
        talk.lobby.messages.clear()
        return openly("here are the circles")

    talk.bot.answers = answers
    await asks(talk)
    assert "here are the circles" in (await first(talk, talk.lobby)).text


@pytest.mark.parametrize("answer", [privately("I hear you"), Replace(card("I hear you"))])
async def test_a_private_answer_to_a_mention_goes_to_the_dms(talk: Talk, answer: Answer) -> None:
    talk.bot.answers = answer
    await asks(talk)
    assert "I hear you" in (await first(talk, talk.ana.dm)).text
    assert posts(talk, talk.lobby) == []


async def test_where_dms_are_closed_nothing_private_is_said_in_public(talk: Talk) -> None:
    talk.ana.dms_open = False
    asked = await asks(talk)
    sealed = await first(talk, talk.lobby)
    assert pointed_at(talk) == str(asked.id)
    assert "I hear you" not in sealed.text
    opened = await (await talk.ana.presses(sealed, OPEN)).settled()
    assert "I hear you" in opened.message.text
    assert opened.message.ephemeral_for is talk.ana
    assert len(talk.bot.events) == 1


async def test_a_sealed_answer_opens_more_than_once(talk: Talk) -> None:
    talk.ana.dms_open = False
    await asks(talk)
    sealed = await first(talk, talk.lobby)
    for _ in range(2):
        opened = await (await talk.ana.presses(sealed, OPEN)).settled()
        assert "I hear you" in opened.message.text


async def test_a_sealed_answer_opens_for_nobody_else(talk: Talk) -> None:
    talk.ana.dms_open = False
    await asks(talk)
    opened = await (await talk.ben.presses(await first(talk, talk.lobby), OPEN)).settled()
    assert "somebody else" in opened.message.text
    assert opened.message.ephemeral_for is talk.ben


async def test_after_a_restart_a_sealed_answer_is_gone_and_says_so(talk: Talk) -> None:
    talk.ana.dms_open = False
    await asks(talk)
    sealed = await first(talk, talk.lobby)
    await talk.rig.restart()
    opened = await (await talk.ana.presses(sealed, OPEN)).settled()
    assert "write to me again" in opened.message.text
    theirs = await (await talk.ben.presses(sealed, OPEN)).settled()
    assert "somebody else" in theirs.message.text


async def test_where_the_bot_may_not_write_the_answer_goes_to_the_dms(talk: Talk) -> None:
    talk.guild.permit(talk.lobby, {"send_messages": False})
    talk.bot.answers = openly("here are the circles")
    await asks(talk)
    assert "here are the circles" in (await first(talk, talk.ana.dm)).text


async def test_where_nothing_reaches_anybody_it_is_logged_without_words(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    talk.ana.dms_open = False
    talk.guild.permit(talk.lobby, {"send_messages": False})
    asked = await asks(talk)
    await eventually(lambda: apologies.reference(f"discord:{asked.id}") in caplog.text)
    assert "I hear you" not in caplog.text
    assert "so tired" not in caplog.text


async def test_whoever_closes_their_dms_behind_their_words_is_not_pursued(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    talk.ana.dms_open = False
    asked = await talk.ana.says("hello")
    await eventually(lambda: apologies.reference(f"discord:{asked.id}") in caplog.text)
    assert len(talk.rig.server.requests(POST)) <= 2


@pytest.mark.parametrize("how", [How.RESET_BEFORE, How.RESET_AFTER, 503])
async def test_faults_on_the_way_show_the_answer_once(talk: Talk, how: How | int) -> None:
    talk.rig.server.rest.fails(POST, 1, how)
    await talk.ana.says("hello")
    await talk.rig.until(lambda: len(talk.rig.server.requests(POST)) == 2)
    talk.bot.answers = privately("next")
    await talk.ana.says("hello again")
    await talk.rig.until(lambda: "next" in talk.seen(talk.ana, talk.ana.dm)[-1])
    assert len(posts(talk, talk.ana.dm)) == 2


async def test_files_come_along(talk: Talk) -> None:
    talk.bot.answers = Say(Card("Yours", (File("mine.json", b"{}", "All of it"),)), EVERYONE_HERE)
    await talk.ana.says("what do you know of me")
    (file,) = (await first(talk, talk.ana.dm)).attachments
    assert file.data == b"{}"


async def test_a_core_that_raises_is_apologised_for_to_the_writer_alone(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    async def answers(event: Event) -> Answer:
        raise RuntimeError("the store is away")

    talk.bot.answers = answers
    asked = await asks(talk)
    answer = await first(talk, talk.ana.dm)
    assert apologies.reference(f"discord:{asked.id}") in answer.text
    assert posts(talk, talk.lobby) == []
    assert "so tired" not in caplog.text


def test_envelopes_are_kept_for_a_quarter_of_an_hour() -> None:
    now = [NOON]
    kept = Envelopes(lambda: now[0])
    first, second = Envelope("1", "10"), Envelope("1", "11")
    kept.seal(first, card("one"))
    now[0] += envelopes.LIFE - timedelta(seconds=1)
    kept.seal(second, card("two"))
    assert kept.open(first) == card("one")
    now[0] += timedelta(seconds=1)
    assert kept.open(first) is None
    assert kept.open(second) == card("two")


def test_no_more_envelopes_are_kept_than_fit() -> None:
    kept = Envelopes(lambda: NOON)
    for number in range(envelopes.MOST + 1):
        kept.seal(Envelope("1", str(number)), card("one"))
    assert kept.open(Envelope("1", "0")) is None
    assert kept.open(Envelope("1", str(envelopes.MOST))) == card("one")


def test_an_envelope_is_known_by_its_custom_id_alone() -> None:
    envelope = Envelope("1566738638505508864", "1566738638509703168")
    assert len(envelope.custom_id()) <= 100
    assert envelopes.read(envelope.custom_id()) == envelope
    for other in ("", "e:", "e:1", "e:a:b", "p00:1.sample.act:1", f"{envelope.custom_id()}:1"):
        assert envelopes.read(other) is None
