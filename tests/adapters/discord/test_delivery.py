"""Letters on their way to Discord: each shown once, whatever happens to the answer."""

import asyncio
from collections.abc import AsyncIterator

import discord
import pytest

from adapters.discord.delivery import nonce
from bot.errors import Fault, Unreachable
from bot.ports.platform import Address, Post
from bot.ui.card import Card, Text
from tests.adapters.discord.delivering import (
    EDITS,
    MESSAGES,
    OPENINGS,
    Desk,
    count,
    desk,
    friend,
    lobby,
    to_channel,
    to_user,
)
from tests.adapters.samples import CARDS
from tests.servers.discord.faults import Held, How, Limited, Refused

OTHER = Card("A thought", (Text("Another line."),))


@pytest.fixture
async def post() -> AsyncIterator[Desk]:
    async with desk() as opened:
        yield opened


async def test_a_letter_reaches_somebody_by_direct_message(post: Desk) -> None:
    ana = friend(post)

    made = await post.deliver(to_user(ana))

    (message,) = ana.dm.messages
    assert made == Post(to_user(ana), f"{ana.dm.id}/{message.id}")
    assert "One line for today." in message.text
    assert message.mentions == []
    assert not message.silent


async def test_a_letter_reaches_a_channel(post: Desk) -> None:
    room = lobby(post)

    made = await post.deliver(to_channel(room))

    assert made == Post(to_channel(room), f"{room.id}/{room.messages[0].id}")
    assert count(post, OPENINGS) == 0


async def test_direct_messages_are_opened_once(post: Desk) -> None:
    ana = friend(post)

    for number in range(3):
        await post.deliver(to_user(ana), f"letter:{number}")

    assert count(post, OPENINGS) == 1
    assert len(ana.dm.messages) == 3


def test_a_nonce_fits_and_tells_letters_and_readers_apart() -> None:
    ana, ben = Address("discord", "", user="1"), Address("discord", "", user="2")
    nonces = {nonce(ana, "a"), nonce(ana, "b"), nonce(ben, "a"), nonce(ana, "x" * 300)}

    assert len(nonces) == 4
    assert all(len(each) <= 25 for each in nonces)
    assert nonce(ana, "a") == nonce(ana, "a")


@pytest.mark.parametrize("how", [How.RESET_AFTER, How.RESET_BEFORE, 503])
async def test_a_lost_answer_shows_one_message(post: Desk, how: How | int) -> None:
    room = lobby(post)
    post.server.rest.fails(MESSAGES, 2, how)

    made = await post.deliver(to_channel(room))

    assert len(room.messages) == 1
    assert made.ref == f"{room.id}/{room.messages[0].id}"
    assert count(post, MESSAGES) == 3
    assert post.paused == [0.5, 2.0]


async def test_a_crash_before_it_was_written_down_shows_one_message(post: Desk) -> None:
    ana = friend(post)
    first = await post.deliver(to_user(ana), "nudge:7")
    post.restart()
    await post.login()

    second = await post.deliver(to_user(ana), "nudge:7")

    assert second == first
    assert len(ana.dm.messages) == 1


async def test_a_picture_is_opened_anew_for_each_try(post: Desk) -> None:
    room = lobby(post)
    post.server.rest.fails(MESSAGES, 1, How.RESET_BEFORE)
    post.server.rest.fails(MESSAGES, 1, 503)

    await post.deliver(to_channel(room), card=CARDS["picture"])

    (attached,) = room.messages[0].attachments
    assert attached.data.startswith(b"\x89PNG")


async def test_an_outage_hands_the_letter_back(post: Desk) -> None:
    room = lobby(post)
    post.server.rest.fails(MESSAGES, 9, 503)

    assert await post.try_later(to_channel(room)) is None
    assert count(post, MESSAGES) == 3


async def test_slow_failures_do_not_keep_the_other_letters_waiting(post: Desk) -> None:
    room = lobby(post)
    post.server.rest.fails(MESSAGES, 9, 503)

    async def slowly(seconds: float) -> None:
        await post.pause(seconds + 20)

    post.delivery.requests.pause = slowly

    assert await post.try_later(to_channel(room)) is None
    assert count(post, MESSAGES) == 2


async def test_a_server_that_is_down_hands_the_letter_back(post: Desk) -> None:
    room = lobby(post)
    await post.server.rest.down()

    assert await post.try_later(to_channel(room)) is None

    await post.server.rest.up()
    await post.deliver(to_channel(room))
    assert len(room.messages) == 1


async def test_no_answer_at_all_is_not_waited_for(post: Desk) -> None:
    room = lobby(post)
    post.delivery.requests.patience = 0.05
    post.server.rest.fails(MESSAGES, 3, How.HANG)

    assert await post.try_later(to_channel(room)) is None

    await post.deliver(to_channel(room))
    assert len(room.messages) == 1


async def test_without_a_client_letters_wait(post: Desk) -> None:
    room = lobby(post)
    await post.logout()

    assert await post.try_later(to_channel(room)) is None
    post.client = None
    assert await post.try_later(to_channel(room)) is None
    async with discord.Client(intents=discord.Intents.none()) as post.client:
        assert await post.try_later(to_channel(room)) is None
    assert count(post, MESSAGES) == 0


async def test_a_refused_token_is_told_and_asked_with_no_more(post: Desk) -> None:
    room = lobby(post)
    post.server.token_works = False

    for number in range(5):
        await post.try_later(to_channel(room), f"letter:{number}")

    assert post.refusals == 1
    assert count(post, MESSAGES) == 1
    post.server.token_works = True
    await post.login()
    await post.deliver(to_channel(room))
    assert len(room.messages) == 1


async def test_what_is_wrong_with_a_letter_is_raised_as_it_is(post: Desk) -> None:
    room = lobby(post)
    post.server.rest.fails(MESSAGES, 1, Refused(400, 200000, "Blocked by moderation"))

    with pytest.raises(Exception, match="200000"):
        await post.deliver(to_channel(room))

    assert count(post, MESSAGES) == 1


async def test_a_letter_deleted_before_we_heard_of_it_counts_as_shown(post: Desk) -> None:
    room = lobby(post)
    post.server.rest.fails(MESSAGES, 1, Refused(404, 10008, "Unknown Message"))

    made = await post.deliver(to_channel(room))

    with pytest.raises(Unreachable) as gone:
        await post.delivery.revise(made, OTHER)
    assert gone.value.fault is Fault.GONE
    assert count(post, EDITS) == 0


# When it ends under way


async def test_a_client_that_closes_under_a_letter_hands_it_back(post: Desk) -> None:
    room = lobby(post)
    post.server.rest.fails(MESSAGES, 1, held := Held())
    waiting = asyncio.create_task(post.try_later(to_channel(room)))
    await post.server.until(lambda: count(post, MESSAGES))

    await post.logout()
    held.release()

    assert await waiting is None


async def test_a_client_that_closes_while_a_letter_waits_hands_it_back(post: Desk) -> None:
    room = lobby(post)
    post.server.rest.fails(MESSAGES, 1, Limited(0.1))
    waiting = asyncio.create_task(post.try_later(to_channel(room)))
    await post.server.until(lambda: [r for r in post.server.recorded if r.status == 429])

    await post.logout()

    assert await waiting is None
    assert room.messages == []


async def test_a_letter_that_is_given_up_is_not_sent_behind_our_back(post: Desk) -> None:
    room = lobby(post)
    post.server.rest.fails(MESSAGES, 1, Limited(0.3))
    waiting = asyncio.create_task(post.deliver(to_channel(room)))
    await post.server.until(lambda: [r for r in post.server.recorded if r.status == 429])

    waiting.cancel()
    await asyncio.wait({waiting})
    await post.deliver(to_channel(room), "letter:2")

    assert waiting.cancelled()
    assert len(room.messages) == 1
    assert count(post, MESSAGES) == 2
