"""The house behind a platform's curtain: its store, its clock, and what it has in hand."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from random import Random

from bot.cli.opening import open_house
from bot.clock import ManualClock
from bot.house import House
from bot.settings import load_settings
from tests.talking import WORDS


class Backstage:
    """The house behind the curtain, which can be taken down and put up again over its store."""

    def __init__(self, folder: Path, clock: ManualClock, zone: str) -> None:
        self.clock, self.zone = clock, zone
        self._settings = load_settings({"UNDAUNTED_DATA": str(folder)}, folder)
        self._house: House | None = None

    @property
    def database(self) -> Path:
        """Return where the store's file is."""
        return self._settings.database

    @property
    def house(self) -> House:
        """Return the house that stands now."""
        assert self._house is not None
        return self._house

    async def put_up(self) -> None:
        """Open the house."""
        chance = Random(7)
        opening = open_house(
            WORDS, self._settings, self.database, self.clock, zone=self.zone, chance=chance
        )
        self._house = await opening

    async def take_down(self) -> None:
        """Close it."""
        if self._house is not None:
            await self._house.close()
        self._house = None

    async def advance(self, to: datetime) -> None:
        """Let time pass in the house that stands by then."""
        await self.house.advance(to)

    def zones(self) -> list[str]:
        """List every zone in which somebody may read a time, the dialogue's first."""
        with closing(sqlite3.connect(self.database)) as database:
            rows = database.execute("SELECT zone FROM person UNION SELECT zone FROM circle")
            return list(dict.fromkeys([self.zone, *(zone for (zone,) in rows)]))
