"""The two-second budget: answer now, or promise and follow up; the work is never cut off."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

BUDGET_SECONDS = 1.5
"""Both chat platforms give three seconds for a first answer, and we promise two: the rest is for
the way there, and for a moment in which everybody presses at once."""

T = TypeVar("T")
_at_work: set[asyncio.Task[Any]] = set()


async def answer_within(
    budget_seconds: float,
    work: Coroutine[Any, Any, T],
    promise: Callable[[], Awaitable[None]],
    follow_up: Callable[[T], Awaitable[None]],
    *,
    answer: Callable[[T], Awaitable[None]],
    failed: Callable[[BaseException], T],
    pause: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep,
) -> None:
    """Pass the work's result to `answer` inside the budget, else `promise` and then `follow_up`.

    `failed` makes a result of what the work raised. Whoever gives up waiting, the work goes on.
    """
    task = asyncio.ensure_future(work)
    # The loop itself holds tasks only weakly; work whose waiter has gone must still end.
    _at_work.add(task)
    task.add_done_callback(_at_work.discard)
    if await _ends_before(task, pause(budget_seconds)):
        return await answer(_result(task, failed))
    await promise()
    await asyncio.wait({task})
    return await follow_up(_result(task, failed))


async def _ends_before(task: asyncio.Task[T], pause: Coroutine[Any, Any, None]) -> bool:
    timer = asyncio.ensure_future(pause)
    try:
        await asyncio.wait({task, timer}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        timer.cancel()
    return task.done()


def _result(task: asyncio.Task[T], failed: Callable[[BaseException], T]) -> T:
    problem = task.exception()
    return task.result() if problem is None else failed(problem)
