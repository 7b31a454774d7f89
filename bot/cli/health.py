"""Whether all is well: what is asked besides the platforms, and where it is told."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from adapters import health
from adapters.health import Health
from adapters.standing import Watch
from bot.errors import StoreProblem
from bot.house import House
from bot.platforms import SlackWeb
from bot.ports.readiness import Standing
from bot.settings import Settings

BELIEVED = timedelta(seconds=30)


class DatabaseWatch:
    """Reads something small from the database, again and again."""

    name = "database"

    def __init__(self, house: House) -> None:
        self._house = house
        # It was opened a moment ago.
        self._watch = Watch(house.clock.now, BELIEVED)
        self._watch.is_up("open")

    def standing(self) -> Standing:
        """Return whether it could be read lately."""
        return self._watch.standing()

    async def look(self) -> None:
        """Read something."""
        try:
            await self._house.store.installations.places("")
        except StoreProblem:
            self._watch.is_down("unreadable")
        else:
            self._watch.is_up("open")


def of(house: House) -> Health:
    """Return what watches over a house; its platforms are added when they are set up."""
    made = Health(house.clock.now)
    made.watched.append(DatabaseWatch(house))
    return made


@dataclass(frozen=True, slots=True)
class Telling:
    """Keeps looking and tells, where there is anybody to ask; else does nothing at all."""

    health: Health
    settings: Settings

    async def run(self) -> None:
        """Look, and listen on a port of its own where one is wanted; raises Denied."""
        own, pages = self.settings.health, _pages(self.settings)
        is_shared = pages is not None and (own is None or own.is_given or own.port == pages.port)
        if own is None and pages is None:
            return
        async with asyncio.TaskGroup() as group:
            group.create_task(self.health.watch())
            if own is not None and not is_shared:
                group.create_task(health.serve(self.health, own.host, own.port))


def _pages(settings: Settings) -> SlackWeb | None:
    way = settings.slack.way if settings.slack else None
    return way if isinstance(way, SlackWeb) else None
