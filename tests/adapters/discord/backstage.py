"""When nothing that came in from Discord is under way any more."""

import asyncio

from tests.adapters.backstage import Backstage

__all__ = ["ANSWERS", "Backstage", "answered"]

ANSWERS = "discord.py: on_"
"""What the library calls the tasks in which we answer."""


async def answered() -> None:
    """Return once nothing that came in is still being answered."""
    here = asyncio.current_task()
    while pending := [
        task
        for task in asyncio.all_tasks()
        if task is not here and task.get_name().startswith(ANSWERS)
    ]:
        await asyncio.wait(pending)
