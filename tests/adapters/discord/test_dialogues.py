"""Every dialogue of the terminal goes the same way on Discord, through the real client."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from random import Random

import pytest

from adapters.console.passing import Passing
from adapters.console.script import parse
from bot.cli.opening import open_house
from bot.clock import ManualClock
from bot.house import House
from bot.settings import load_settings
from bot.views import sure
from tests.adapters.discord.playing import Player, Stage
from tests.adapters.discord.rig import Rig
from tests.servers.discord.server import DiscordServer
from tests.talking import MONDAY, WORDS
from tests.test_dialogues import DIALOGUES, beginning

ANSWERS = "discord.py: on_"
"""What the library calls the tasks in which we answer."""


class Backstage:
    """The house behind the curtain, which can be taken down and put up again over its store."""

    def __init__(self, folder: Path, clock: ManualClock, zone: str) -> None:
        self.clock, self.zone = clock, zone
        self._settings = load_settings({"UNDAUNTED_DATA": str(folder)}, folder)
        self._house: House | None = None

    @property
    def house(self) -> House:
        """Return the house that stands now."""
        assert self._house is not None
        return self._house

    async def put_up(self) -> None:
        """Open the house."""
        database, chance = self._settings.database, Random(7)
        opening = open_house(
            WORDS, self._settings, database, self.clock, zone=self.zone, chance=chance
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
        with closing(sqlite3.connect(self._settings.database)) as database:
            rows = database.execute("SELECT zone FROM person UNION SELECT zone FROM circle")
            return list(dict.fromkeys([self.zone, *(zone for (zone,) in rows)]))


async def _answered() -> None:
    """Return once nothing that came in is still being answered."""
    here = asyncio.current_task()
    while pending := [
        task
        for task in asyncio.all_tasks()
        if task is not here and task.get_name().startswith(ANSWERS)
    ]:
        await asyncio.wait(pending)


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: path.stem)
async def test_the_dialogue_goes_the_same_way_on_discord(path: Path, tmp_path: Path) -> None:
    text = await asyncio.to_thread(path.read_text, "utf-8")
    begins = beginning(text)
    clock = ManualClock(begins.at or MONDAY)
    behind = Backstage(tmp_path, clock, begins.zone)
    await behind.put_up()
    try:
        async with DiscordServer.open(now=clock.now()) as server:
            guild = server.guild("Harbour")
            async with Rig.open(
                behind.house.app.handle,
                server=server,
                commands=WORDS.commands,
                question=partial(sure.question, WORDS.texts),
                now=clock.now,
            ) as rig:
                behind.house.platforms[rig.platform.name] = rig.platform

                async def restart() -> None:
                    await rig.stop()
                    await behind.take_down()
                    await behind.put_up()
                    rig.handle = behind.house.app.handle
                    rig.start()
                    await rig.ready()
                    behind.house.platforms[rig.platform.name] = rig.platform

                passing = Passing(clock, behind.advance, begins.zone)
                stage = Stage(server, guild, passing, behind.zones, restart, _answered)
                await Player(stage).play(parse(text))
    finally:
        await behind.take_down()
