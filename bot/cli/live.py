"""Live: the house open to people, on every platform that was set, until it is told to stop."""

import asyncio
import logging
import os
import random
import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from adapters.health import Health
from bot.cli import health as healthy
from bot.cli import words as wording
from bot.cli.exits import Exit
from bot.cli.opening import open_house
from bot.clock import ShiftedClock
from bot.errors import Denied
from bot.house import House, Words
from bot.ports.platform import Platform
from bot.ports.readiness import Stands
from bot.scheduler import Heartbeat
from bot.settings import Settings
from bot.understanding import schooling

log = logging.getLogger(__name__)

READY_SECONDS = 10.0
"""How long letters wait at the start for a platform that is ready to take them."""

LETTERS_SECONDS = 3.0
"""How long a stop waits for letters under way before their platforms are closed under them."""

STOP_SECONDS = 10.0
"""How long a stop may take; what is not done by then is done after the next start."""

Tell = Callable[[str], None]


class Live(Platform, Stands, Protocol):
    """A platform that says how it stands."""


def is_set(settings: Settings) -> bool:
    """Tell whether there is a platform to go live on."""
    return settings.discord is not None or settings.slack is not None


async def serve(settings: Settings) -> int:
    """Serve people until stopped; returns the exit code, or raises Denied, StoreProblem."""
    words = wording.load(settings.language)
    if stale := wording.stale_lines(words):
        print(wording.warning(stale), file=sys.stderr)
    clock, chance = ShiftedClock(), random.Random()
    house = await open_house(
        words, settings, settings.database, clock, zone=settings.zone, chance=chance
    )
    try:
        stopping, ready = _stop_on_signals(), asyncio.Event()
        health = healthy.of(house)
        platforms = platforms_for(settings, words, house, partial(_tell, ready), health)
        house.platforms.update({platform.name: platform for platform in platforms})
        health.watched.extend(platforms)
        async with schooling.learning(words.understanding):
            await _run(house, platforms, ready, stopping, healthy.Telling(health, settings))
    except BaseExceptionGroup as group:
        denied, other = group.split(Denied)
        if denied is None or other is not None:
            raise
        raise Denied("\n".join(_sentences(denied))) from None
    finally:
        await house.close()
    return Exit.OK


def platforms_for(
    settings: Settings, words: Words, house: House, tell: Tell, health: Health
) -> list[Live]:
    """Set up every platform for which there are tokens; `tell` hears when one is live."""
    found: list[Live] = []
    # Their libraries take a second to load, which nobody else should wait for.
    if settings.discord is not None:
        from bot.cli import live_discord  # noqa: PLC0415

        found.append(live_discord.platform(settings.discord, words, house.clock, tell))
    if settings.slack is not None:
        from bot.cli import live_slack  # noqa: PLC0415

        kept, front = house.store.installations, live_slack.front(settings, words, health)
        pages = house.store.pages
        own = live_slack.platform(settings.slack, words, house.clock, tell, kept, front, pages)
        found.append(own)
    return found


async def _run(
    house: House,
    platforms: Sequence[Platform],
    ready: asyncio.Event,
    stopping: asyncio.Event,
    telling: healthy.Telling,
) -> None:
    """Let events come in and letters go out until it is time to stop."""
    heart = Heartbeat(house.courier, house.tidy)
    house.app.changed = heart.wake
    try:
        async with asyncio.TaskGroup() as group:
            running = [
                group.create_task(platform.run(house.app.handle, house.words.commands))
                for platform in platforms
            ]
            running.append(group.create_task(telling.run()))
            await _either(ready, stopping, READY_SECONDS)
            await heart.start()
            await stopping.wait()
            telling.health.stop()
            # Letters under way still need the platforms, but may not keep them for long.
            calming = group.create_task(heart.stop())
            await asyncio.wait({calming}, timeout=LETTERS_SECONDS)
            for task in running:
                task.cancel()
    finally:
        await heart.stop()


async def _either(one: asyncio.Event, other: asyncio.Event, within_seconds: float) -> None:
    waiting = [asyncio.create_task(each.wait()) for each in (one, other)]
    try:
        await asyncio.wait(waiting, timeout=within_seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in waiting:
            task.cancel()


def _stop_on_signals() -> asyncio.Event:
    """Return what is set by the first signal to stop; a second one ends the process at once."""
    loop, stopping = asyncio.get_running_loop(), asyncio.Event()

    def stop(number: int) -> None:
        if stopping.is_set():
            os._exit(128 + number)
        stopping.set()
        loop.call_later(STOP_SECONDS, _give_up, number)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop, number)
    return stopping


def _give_up(number: int) -> None:
    print("Not all was done in time; the rest is done after the next start.", file=sys.stderr)
    os._exit(128 + number)


def _sentences(denied: BaseExceptionGroup[Denied]) -> list[str]:
    """Return what each platform that refused us has to say to the operator."""
    said: list[str] = []
    for each in denied.exceptions:
        said += _sentences(each) if isinstance(each, BaseExceptionGroup) else [each.sentence]
    return said


def _tell(ready: asyncio.Event, sentence: str) -> None:
    if not ready.is_set():
        # At once, so that whoever reads along through a pipe does not wait for a full buffer.
        print(sentence, flush=True)
    else:
        log.info(sentence)
    ready.set()
