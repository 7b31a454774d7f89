"""Standing posts on Discord: changed in place, and no more often than they change."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.errors import Fault, TryLater, Unreachable
from bot.ports.platform import Post
from bot.ui.card import Card, Text
from tests.adapters.discord.delivering import (
    CARD,
    EDITS,
    Desk,
    count,
    desk,
    friend,
    lobby,
    to_channel,
    to_user,
)
from tests.adapters.samples import CARDS
from tests.servers.discord.faults import How
from tests.servers.discord.messages import Message
from tests.servers.discord.world import Channel

OTHER = Card("A thought", (Text("Another line."),))


@pytest.fixture
async def post() -> AsyncIterator[Desk]:
    async with desk() as opened:
        yield opened


def only(channel: Channel) -> Message:
    (message,) = channel.messages
    return message


async def test_a_standing_post_is_changed_in_place(post: Desk) -> None:
    room = lobby(post)
    made = await post.deliver(to_channel(room))

    assert await post.delivery.revise(made, OTHER) == made

    assert "Another line." in only(room).text
    assert only(room).edited == 1


async def test_a_picture_takes_the_place_of_the_one_before(post: Desk) -> None:
    room = lobby(post)
    made = await post.deliver(to_channel(room), card=CARDS["picture"])

    await post.delivery.revise(made, CARDS["picture"])

    assert len(only(room).attachments) == 1


async def test_many_answers_at_once_change_a_board_once(post: Desk) -> None:
    room = lobby(post)
    made = await post.deliver(to_channel(room))

    for _ in range(200):
        await post.delivery.revise(made, OTHER)
    assert count(post, EDITS) == 1
    await post.delivery.revise(made, CARD)
    await post.delivery.revise(made, OTHER)

    assert count(post, EDITS) == 3
    assert "Another line." in only(room).text


async def test_a_change_whose_answer_was_lost_can_be_taken_back(post: Desk) -> None:
    room = lobby(post)
    made = await post.deliver(to_channel(room))
    await post.delivery.revise(made, CARD)
    post.server.rest.fails(EDITS, 3, How.RESET_AFTER)
    with pytest.raises(TryLater):
        await post.delivery.revise(made, OTHER)
    assert "Another line." in only(room).text

    await post.delivery.revise(made, CARD)

    assert "One line for today." in only(room).text


async def test_a_board_is_looked_after_again_a_while_later(post: Desk) -> None:
    room = lobby(post)
    made = await post.deliver(to_channel(room))
    await post.delivery.revise(made, OTHER)
    post.clock.set(post.clock.now() + timedelta(minutes=2))

    await post.delivery.revise(made, OTHER)

    assert count(post, EDITS) == 2


async def test_somebody_s_own_post_is_always_changed(post: Desk) -> None:
    ana = friend(post)
    made = await post.deliver(to_user(ana))

    await post.delivery.revise(made, OTHER)
    await post.delivery.revise(made, OTHER)

    assert count(post, EDITS) == 2


async def test_a_post_that_was_deleted_is_gone(post: Desk) -> None:
    room = lobby(post)
    made = await post.deliver(to_channel(room))
    room.messages.clear()

    with pytest.raises(Unreachable) as gone:
        await post.delivery.revise(made, OTHER)

    assert gone.value.fault is Fault.GONE


@pytest.mark.parametrize("ref", ["", "12", "a/b", "12/", "/12"])
async def test_a_post_that_cannot_be_found_by_its_name_is_gone(post: Desk, ref: str) -> None:
    room = lobby(post)

    with pytest.raises(Unreachable):
        await post.delivery.revise(Post(to_channel(room), ref), OTHER)

    assert count(post, EDITS) == 0


async def test_a_change_is_tried_again_like_a_letter(post: Desk) -> None:
    room = lobby(post)
    made = await post.deliver(to_channel(room))
    post.server.rest.fails(EDITS, 1, How.RESET_AFTER)
    post.server.rest.fails(EDITS, 1, 503)

    await post.delivery.revise(made, OTHER)

    assert "Another line." in only(room).text
    assert count(post, EDITS) == 3
