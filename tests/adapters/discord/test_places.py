"""Threads in which circles meet: put away, locked or deleted."""

from collections.abc import AsyncIterator

import pytest

from bot.errors import Fault
from tests.adapters.discord.delivering import (
    CARD,
    MESSAGES,
    Desk,
    count,
    desk,
    home,
    to_channel,
)
from tests.servers.discord.faults import Refused
from tests.servers.discord.people import User
from tests.servers.discord.world import Channel, Guild

OPENED = "PATCH /channels/{channel_id}"


@pytest.fixture
async def post() -> AsyncIterator[Desk]:
    async with desk() as opened:
        yield opened


@pytest.fixture
def ana(post: Desk) -> User:
    return post.server.user("ana")


@pytest.fixture
def guild(post: Desk, ana: User) -> Guild:
    return home(post.server, ana)


@pytest.fixture
def lobby(guild: Guild) -> Channel:
    return guild.channel("lobby")


@pytest.fixture
def circle(guild: Guild, lobby: Channel) -> Channel:
    return guild.thread(lobby, "circle one")


async def test_a_thread_that_was_put_away_is_opened_before_posting(
    post: Desk, circle: Channel
) -> None:
    circle.archive()

    await post.deliver(to_channel(circle))

    assert len(circle.messages) == 1
    assert not circle.archived


async def test_a_board_in_a_thread_that_was_put_away_is_changed(
    post: Desk, circle: Channel
) -> None:
    made = await post.deliver(to_channel(circle))
    circle.archive()

    await post.delivery.revise(made, CARD)

    assert circle.messages[0].edited == 1
    assert count(post, OPENED) == 1


async def test_a_locked_thread_is_barred_and_says_what_would_help(
    post: Desk, circle: Channel
) -> None:
    circle.archive()
    circle.locked = True

    problem = await post.unreachable(to_channel(circle))

    assert problem.fault is Fault.BARRED
    assert problem.missing == ("Manage Threads",)
    assert count(post, OPENED) == 0


async def test_a_lock_that_discord_tells_of_is_barred_too(post: Desk, circle: Channel) -> None:
    post.server.rest.fails(MESSAGES, 1, Refused(403, 160005, "Thread is locked"))

    assert (await post.unreachable(to_channel(circle))).missing == ("Manage Threads",)


async def test_a_thread_put_away_again_and_again_waits(post: Desk, circle: Channel) -> None:
    post.server.rest.fails(MESSAGES, 2, Refused(400, 50083, "Thread is archived"))

    assert await post.try_later(to_channel(circle)) is None


async def test_a_deleted_thread_is_gone(post: Desk, circle: Channel) -> None:
    circle.delete()

    assert (await post.unreachable(to_channel(circle))).fault is Fault.GONE


async def test_what_a_thread_lacks_is_named_as_for_threads(
    post: Desk, guild: Guild, lobby: Channel, circle: Channel
) -> None:
    guild.permit(lobby, {"send_messages_in_threads": False})

    problem = await post.unreachable(to_channel(circle))

    assert problem.missing == ("Send Messages in Threads",)
