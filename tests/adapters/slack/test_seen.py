"""What Slack tells twice is done once, and what failed the first time is done the second time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
import pytest_asyncio

from adapters.slack.seen import LIFE, MOST, Seen
from tests.adapters.slack.rig import NOON
from tests.adapters.slack.talks import Talk, privately, talk


@dataclass
class Doing:
    """Something that is done, and ends as the test says."""

    seen: Seen
    ends: list[bool | Exception] = field(default_factory=lambda: [True])
    times: int = 0
    may_end: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self) -> bool:
        self.times += 1
        await self.may_end.wait()
        end = self.ends.pop(0)
        if isinstance(end, Exception):
            raise end
        return end


async def test_what_was_done_is_not_done_again_for_ten_minutes() -> None:
    now = [NOON]
    seen = Seen(lambda: now[0])
    doing = Doing(seen, [True, True])
    doing.may_end.set()
    assert await seen.once("Ev1", doing)
    now[0] += LIFE - timedelta(seconds=1)
    assert not await seen.once("Ev1", doing)
    assert doing.times == 1
    now[0] += timedelta(seconds=1)
    assert await seen.once("Ev1", doing)


async def test_a_retry_is_done_if_the_first_try_failed() -> None:
    doing = Doing(Seen(lambda: NOON), [ValueError("broken"), False, True])
    doing.may_end.set()
    with pytest.raises(ValueError, match="broken"):
        await doing.seen.once("Ev1", doing)
    assert await doing.seen.once("Ev1", doing)
    assert await doing.seen.once("Ev1", doing)
    assert not await doing.seen.once("Ev1", doing)
    assert doing.times == 3


async def test_a_retry_waits_for_what_is_under_way() -> None:
    doing = Doing(Seen(lambda: NOON), [True])
    first = asyncio.create_task(doing.seen.once("Ev1", doing))
    second = asyncio.create_task(doing.seen.once("Ev1", doing))
    await asyncio.sleep(0)
    assert not second.done()
    doing.may_end.set()
    assert (await first, await second, doing.times) == (True, False, 1)


async def test_a_retry_takes_over_from_what_failed_under_way() -> None:
    doing = Doing(Seen(lambda: NOON), [ValueError("broken"), True])
    first = asyncio.create_task(doing.seen.once("Ev1", doing))
    second = asyncio.create_task(doing.seen.once("Ev1", doing))
    await asyncio.sleep(0)
    doing.may_end.set()
    with suppress(ValueError):
        await first
    assert (await second, doing.times) == (True, 2)


async def test_only_so_much_is_remembered() -> None:
    seen = Seen(lambda: NOON)
    doing = Doing(seen, [True] * (MOST + 2))
    doing.may_end.set()
    for number in range(MOST + 1):
        await seen.once(f"Ev{number}", doing)
    assert not await seen.once(f"Ev{MOST}", doing)
    assert await seen.once("Ev0", doing)


@pytest_asyncio.fixture(name="talk")
async def opened() -> AsyncIterator[Talk]:
    async with talk() as here:
        here.bot.answers = privately("heard")
        yield here


async def test_words_delivered_twice_are_answered_once(talk: Talk) -> None:
    said = await (await talk.ana.says("a no again")).answered()
    talk.server.repeats(said)
    await talk.rig.until(lambda: said.attempts == 2)
    await talk.idle()
    assert len(talk.bot.events) == 1
    assert [text for text in talk.seen(talk.ana, talk.ana.dm) if "heard" in text] == [
        "Undaunted\nheard"
    ]


async def test_two_messages_of_the_same_words_are_answered_twice(talk: Talk) -> None:
    for _ in range(2):
        await (await talk.ana.says("a no again")).answered()
    assert len({event.key for event in talk.bot.events}) == 2
