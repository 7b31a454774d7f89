"""Discord's limits: kept to, sat out or handed back, and never asked for in vain too often."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from adapters.discord.pacing import MOST_NOES, WINDOW
from bot.errors import TryLater, Unreachable
from bot.ports.platform import Address
from tests.adapters.discord.delivering import (
    MESSAGES,
    OPENINGS,
    Desk,
    count,
    desk,
    friend,
    home,
    lobby,
    to_channel,
    to_user,
)
from tests.servers.discord.faults import OPENING_TOO_FAST, Limited, Refused


@pytest.fixture
async def post() -> AsyncIterator[Desk]:
    async with desk() as opened:
        yield opened


async def test_eight_lanes_of_openings_keep_to_the_pace(post: Desk) -> None:
    people = [friend(post, f"friend{number}") for number in range(16)]
    waiting, refused = list(people), []

    async def lane() -> None:
        while waiting:
            person = waiting.pop()
            try:
                await post.deliver(to_user(person))
            except TryLater as later:
                refused.append(later.until)

    began = post.clock.now()
    await asyncio.gather(*(lane() for _ in range(8)))

    took = (post.clock.now() - began) / timedelta(seconds=1)
    opened = count(post, OPENINGS)
    assert opened + len(refused) == 16
    assert 5 < opened <= 5 + took
    assert len(set(refused)) == len(refused)


async def test_opening_too_fast_keeps_all_from_opening_but_not_from_writing(post: Desk) -> None:
    ana, ben, chidi = (friend(post, name) for name in ("ana", "ben", "chidi"))
    await post.deliver(to_user(ana), "letter:0")
    post.server.rest.fails(OPENINGS, 1, OPENING_TOO_FAST)

    until = await post.try_later(to_user(ben))
    later = await post.try_later(to_user(chidi))
    await post.deliver(to_user(ana), "letter:1")

    assert until is not None
    assert later is not None
    assert later >= until > post.clock.now() + timedelta(seconds=30)
    assert count(post, OPENINGS) == 2
    post.clock.set(later)
    await post.deliver(to_user(ben))
    assert len(ben.dm.messages) == 1


async def test_a_long_limit_of_one_channel_holds_no_other_up(post: Desk) -> None:
    guild = home(post.server)
    loud, quiet = guild.channel("loud"), guild.channel("quiet")
    post.server.rest.fails(f"POST /channels/{loud.id}/messages", 1, Limited(90.0))

    until, _ = await asyncio.gather(
        post.try_later(to_channel(loud)), post.deliver(to_channel(quiet))
    )

    assert until == post.clock.now() + timedelta(seconds=90)
    assert len(quiet.messages) == 1
    assert not post.paused


async def test_a_limit_that_outlasts_our_patience_is_not_sat_out(post: Desk) -> None:
    room = lobby(post)
    post.delivery.requests.patience = 0.05
    post.server.rest.fails(MESSAGES, 1, Limited(20.0))

    assert await post.try_later(to_channel(room)) == post.clock.now() + timedelta(seconds=20)

    await post.deliver(to_channel(room))
    assert len(room.messages) == 1


async def test_a_short_limit_is_sat_out(post: Desk) -> None:
    room = lobby(post)
    post.server.rest.fails(MESSAGES, 1, Limited(0.01))

    await post.deliver(to_channel(room))

    assert len(room.messages) == 1


async def test_whoever_waits_for_all_is_not_interrupted(post: Desk) -> None:
    # discord.py would keep every later request waiting for ever.
    guild = home(post.server)
    rooms = [guild.channel(name) for name in ("one", "two", "three")]
    post.delivery.requests.patience = 0.01
    post.server.rest.fails(f"POST /channels/{rooms[0].id}/messages", 1, Limited(0.15, True))

    await post.deliver(to_channel(rooms[0]))
    post.delivery.requests.patience = 8.0
    for room in rooms[1:]:
        await post.deliver(to_channel(room))

    assert [len(room.messages) for room in rooms] == [1, 1, 1]


async def test_an_answer_held_back_until_the_bucket_refills_is_not_lost(post: Desk) -> None:
    room = lobby(post)
    post.delivery.requests.patience = 0.05
    post.server.rest.limits(MESSAGES, 1, 0.2)

    made = await post.deliver(to_channel(room))

    assert made.ref == f"{room.id}/{room.messages[0].id}"
    assert count(post, MESSAGES) == 1


async def test_a_machine_shut_out_by_the_front_door_keeps_silent(post: Desk) -> None:
    room = lobby(post)
    post.server.rest.fails(MESSAGES, 1, Limited(by_cloudflare=True))

    first = await post.try_later(to_channel(room))
    second = await post.try_later(to_channel(room), "letter:2")

    assert first == second == post.clock.now() + WINDOW
    assert count(post, MESSAGES) == 1


async def test_ten_thousand_closed_doors_are_not_all_knocked_at(
    post: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    room = lobby(post)
    room.delete()
    barred = Refused(403, 50001, "Missing Access")
    post.server.rest.fails(MESSAGES, 10_000, barred)
    targets = iter([Address("discord", "", channel=str(room.id + n)) for n in range(10_000)])
    ended: list[Exception] = []

    async def lane() -> None:
        for number, target in enumerate(targets):
            try:
                await post.deliver(target, f"letter:{number}")
            except (TryLater, Unreachable) as problem:
                ended.append(problem)

    with caplog.at_level(logging.ERROR):
        await asyncio.gather(*(lane() for _ in range(8)))

    assert len(ended) == 10_000
    assert MOST_NOES <= count(post, MESSAGES) < MOST_NOES + 8
    assert len(caplog.records) == 1
    assert post.server.invalid_requests == count(post, MESSAGES)
    untils = {later.until for later in ended if isinstance(later, TryLater)}
    assert untils == {post.clock.now() + WINDOW}


async def test_noes_are_counted_even_by_a_client_without_our_trace(post: Desk) -> None:
    room = lobby(post)
    await post.login(is_traced=False)
    post.delivery.requests.budget.most = 2
    post.server.rest.fails(MESSAGES, 2, Refused(403, 50013, "Missing Permissions"))

    for number in range(2):
        await post.unreachable(to_channel(room), f"letter:{number}")

    assert await post.try_later(to_channel(room)) == post.clock.now() + WINDOW


async def test_limits_that_the_library_sits_out_are_counted_too(post: Desk) -> None:
    room = lobby(post)
    post.delivery.requests.budget.most = 3
    post.server.rest.fails(MESSAGES, 3, Limited(0.001))

    await post.deliver(to_channel(room))

    assert await post.try_later(to_channel(room)) == post.clock.now() + WINDOW


async def test_a_limit_for_all_is_waited_for_by_all(post: Desk) -> None:
    guild = home(post.server)
    rooms = [guild.channel(f"room{number}") for number in range(8)]
    post.server.rest.fails(MESSAGES, 1, Limited(0.1, everywhere=True))

    await asyncio.gather(*(post.deliver(to_channel(room), room.name) for room in rooms))

    assert [len(room.messages) for room in rooms] == [1] * 8
    assert not post.paused
