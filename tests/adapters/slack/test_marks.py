"""What is known of letters that were sent: which stand, which may, and who looks."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from adapters.slack import marks
from adapters.slack.marks import YOUNG
from bot.ports.platform import Address
from tests.adapters.slack.delivering import LOOKS, POSTS, Desk, desk, to_channel, to_user
from tests.servers.slack.faults import Held, How, Limited


@pytest.fixture
async def post() -> AsyncIterator[Desk]:
    async with desk() as opened:
        yield opened


def test_a_mark_tells_letters_and_readers_apart() -> None:
    ana, ben = Address("slack", "T1", user="U1"), Address("slack", "T1", user="U2")
    found = {marks.mark_for(ana, "a"), marks.mark_for(ana, "b"), marks.mark_for(ben, "a")}

    assert len(found) == 3
    assert marks.mark_for(ana, "a") == marks.mark_for(ana, "a")


def test_a_mark_is_read_back_from_our_own_messages_only() -> None:
    assert marks.mark_of({"metadata": marks.metadata("ab12")}) == "ab12"
    assert marks.mark_of({"metadata": {"event_type": "x", "event_payload": {"mark": "a"}}}) == ""
    assert marks.mark_of({"text": "hello"}) == ""


async def test_only_at_first_somebody_before_us_may_have_sent_the_same(post: Desk) -> None:
    ana = post.team.user("ana")
    post.restart()
    await post.deliver(to_user(ana), "letter:1")
    post.pass_by(YOUNG)
    await post.deliver(to_user(ana), "letter:2")

    assert post.count(LOOKS) == 1


async def test_a_letter_that_could_not_be_looked_for_at_first_is_looked_for_later(
    post: Desk,
) -> None:
    ana = post.team.user("ana")
    await post.deliver(to_user(ana))
    post.restart()
    post.server.web.fails(LOOKS, 1, Limited(300))

    until = await post.try_later(to_user(ana))

    assert until == post.clock.now() + timedelta(seconds=300)
    post.clock.set(until)
    await post.deliver(to_user(ana))
    assert (len(ana.dm.messages), post.count(LOOKS)) == (1, 2)


async def test_a_letter_that_was_deleted_after_it_was_lost_is_sent_again(post: Desk) -> None:
    ana = post.team.user("ana")
    await post.deliver(to_user(ana))
    ana.dm.messages[0].deleted = True
    post.restart()

    await post.deliver(to_user(ana))

    assert len(ana.dm.messages) == 2


async def test_a_second_break_is_looked_after_as_well(post: Desk) -> None:
    ana = post.team.user("ana")
    post.server.web.fails(POSTS, 1, How.RESET_BEFORE)
    post.server.web.fails(POSTS, 1, How.RESET_AFTER)

    await post.deliver(to_user(ana))

    assert (len(ana.dm.messages), post.count(POSTS), post.count(LOOKS)) == (1, 2, 2)


async def test_a_lookout_that_breaks_sends_nothing(post: Desk) -> None:
    ana = post.team.user("ana")
    post.server.web.fails(POSTS, 1, How.RESET_AFTER)
    post.server.web.fails(LOOKS, 99, How.RESET_BEFORE)

    assert await post.try_later(to_user(ana)) is None
    post.server.web.faults.clear()
    await post.deliver(to_user(ana))

    assert (len(ana.dm.messages), post.count(POSTS)) == (1, 1)


async def test_a_letter_that_is_given_up_is_looked_for(post: Desk) -> None:
    ana = post.team.user("ana")
    post.server.web.fails(POSTS, 1, held := Held())
    waiting = asyncio.create_task(post.deliver(to_user(ana)))
    await post.server.until(lambda: post.count(POSTS))

    waiting.cancel()
    await asyncio.wait({waiting})
    held.release()
    await post.server.until(lambda: ana.dm.messages)
    await post.deliver(to_user(ana))

    assert (len(ana.dm.messages), post.count(POSTS)) == (1, 1)


async def test_memory_has_an_end(post: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "MOST_MARKS", 3)
    room = post.team.channel("lobby")

    for number in range(9):
        await post.deliver(to_channel(room), f"letter:{number}")

    assert len(post.delivery.marks._stand) == 3
