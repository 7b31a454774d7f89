"""Answers in time, promises kept, and work that nobody cuts off."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from adapters import patience
from adapters.patience import answer_within


class Conversation:
    """What the person is told, in order; `waited` ends the budget when it is set."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.budgets: list[float] = []
        self.waited = asyncio.Event()
        self.promised = asyncio.Event()

    async def pause(self, seconds: float) -> None:
        self.budgets.append(seconds)
        await self.waited.wait()

    async def promise(self) -> None:
        self.told.append("one moment")
        self.promised.set()

    async def answer(self, result: str) -> None:
        self.told.append(f"now: {result}")

    async def follow_up(self, result: str) -> None:
        self.told.append(f"later: {result}")

    def failed(self, problem: BaseException) -> str:
        return f"sorry, {problem}"

    async def hold(self, work: Coroutine[Any, Any, str]) -> None:
        await answer_within(
            2.0,
            work,
            self.promise,
            self.follow_up,
            answer=self.answer,
            failed=self.failed,
            pause=self.pause,
        )


async def _done(result: str) -> str:
    return result


async def _broken() -> str:
    raise ValueError("the store is away")


async def test_quick_work_is_answered_at_once_and_nothing_is_promised() -> None:
    talk = Conversation()
    await talk.hold(_done("saved"))
    assert talk.told == ["now: saved"]
    await asyncio.sleep(0)
    assert not patience._at_work
    assert talk.budgets in ([], [2.0])


async def test_slow_work_is_promised_at_the_end_of_the_budget_and_followed_up() -> None:
    talk = Conversation()
    finish = asyncio.Event()

    async def slow() -> str:
        await finish.wait()
        return "saved"

    holding = asyncio.create_task(talk.hold(slow()))
    talk.waited.set()
    await talk.promised.wait()
    assert talk.told == ["one moment"]
    finish.set()
    await holding
    assert talk.told == ["one moment", "later: saved"]


async def test_work_that_breaks_in_time_is_told_at_once() -> None:
    talk = Conversation()
    await talk.hold(_broken())
    assert talk.told == ["now: sorry, the store is away"]


async def test_work_that_breaks_late_is_told_in_the_follow_up() -> None:
    talk = Conversation()

    async def slow() -> str:
        await talk.promised.wait()
        return await _broken()

    talk.waited.set()
    await talk.hold(slow())
    assert talk.told == ["one moment", "later: sorry, the store is away"]


async def test_work_goes_on_when_nobody_waits_for_it_any_more() -> None:
    talk = Conversation()
    finish, finished = asyncio.Event(), asyncio.Event()

    async def slow() -> str:
        await finish.wait()
        finished.set()
        return "saved"

    holding = asyncio.create_task(talk.hold(slow()))
    talk.waited.set()
    await talk.promised.wait()
    holding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await holding
    finish.set()
    await asyncio.wait_for(finished.wait(), 5)
    assert talk.told == ["one moment"]


async def test_work_goes_on_when_the_promise_cannot_be_told() -> None:
    talk = Conversation()
    finish, finished = asyncio.Event(), asyncio.Event()

    async def slow() -> str:
        await finish.wait()
        finished.set()
        return "saved"

    async def unheard() -> None:
        raise ConnectionError("gone")

    talk.waited.set()
    with pytest.raises(ConnectionError):
        await answer_within(
            2.0,
            slow(),
            unheard,
            talk.follow_up,
            answer=talk.answer,
            failed=talk.failed,
            pause=talk.pause,
        )
    finish.set()
    await asyncio.wait_for(finished.wait(), 5)


async def test_the_budget_is_measured_by_the_event_loop_when_nothing_else_is_given() -> None:
    talk = Conversation()

    async def slow() -> str:
        await talk.promised.wait()
        return "saved"

    await answer_within(
        0.0, slow(), talk.promise, talk.follow_up, answer=talk.answer, failed=talk.failed
    )
    assert talk.told == ["one moment", "later: saved"]
