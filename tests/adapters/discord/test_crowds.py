"""Many people at once at the same post of the bot's."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from tests.adapters.discord.backstage import answered
from tests.adapters.discord.harbour import OAKS, Harbour
from tests.servers.discord.interactions import Interaction

MANY, WILLING = 200, 12


@pytest.fixture
async def harbour(tmp_path: Path) -> AsyncIterator[Harbour]:
    async with Harbour.open(tmp_path) as opened:
        yield opened


async def test_two_hundred_who_press_one_post_at_once_are_each_answered_alone_and_in_time(
    harbour: Harbour,
) -> None:
    await harbour.play(OAKS)
    await harbour.delivers()
    oaks = harbour.room("#oaks")
    (door,) = harbour.posts(oaks)
    crowd = [harbour.person(f"p{number:03}") for number in range(MANY)]
    before = len(harbour.server.requests(f"PATCH /channels/{oaks.id}/messages/*"))

    looked = await asyncio.gather(*(user.presses(door, "Look and join") for user in crowd))
    await answered_in_time(looked)
    pairs = list(zip(crowd, looked, strict=True))
    assert all(each.message.ephemeral_for is user for user, each in pairs)
    sits = [user.presses(each.message, "Take a seat") for user, each in pairs[:WILLING]]
    sat = await asyncio.gather(*sits)
    await answered_in_time(sat)
    await harbour.delivers()

    told = Counter(each.message.text.partition("\n")[0] for each in sat)
    assert told == {"### You have a seat in Oaks": 4, "### You are on the waiting list of Oaks": 8}
    assert "full, with a waiting list" in door.text
    assert harbour.posts(oaks) == [door]
    revised = len(harbour.server.requests(f"PATCH /channels/{oaks.id}/messages/*")) - before
    assert revised <= 2


async def answered_in_time(asked: Sequence[Interaction]) -> None:
    """Wait for all the answers; whoever was not acknowledged in three seconds has none here."""
    for each in asked:
        await each.settled()
    await answered()
    assert all(each.answer is not None for each in asked)
