"""The terminal session: the whole house, with an invented community to talk in."""

import asyncio
import os
import random
import secrets
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.console import script as scripts
from adapters.console.community import Community
from adapters.console.paper import Paper
from adapters.console.passing import Passing
from adapters.console.platform import ConsolePlatform, terminal
from bot import content
from bot.cli import words as wording
from bot.cli.exits import Exit
from bot.cli.opening import open_house
from bot.clock import ManualClock, ShiftedClock, SystemClock
from bot.domain import zones
from bot.house import Clock, House, Words
from bot.ports.platform import Handle
from bot.problems import ConfigError, Problem
from bot.scheduler import Heartbeat
from bot.settings import Settings
from bot.ui.card import Card
from bot.understanding import schooling

_LINE = Path("command line")

PEOPLE = ("ana", "ben", "chidi", "dara", "eli")
SEED = 7


@dataclass(frozen=True, slots=True)
class Beginning:
    """When and in which zone a session begins; without an instant, now."""

    at: datetime | None
    zone: str


@dataclass(frozen=True, slots=True)
class _Session:
    settings: Settings
    path: Path
    clock: Clock
    zone: str


def beginning(settings: Settings, at: str | None, zone: str | None) -> Beginning:
    """Read `--at` and `--zone`; raises ConfigError with what is wrong in both."""
    problems = []
    found = zones.parse(zone) if zone else settings.zone
    if found is None:
        near = ", ".join(zones.nearest(zone or ""))
        problems.append(Problem(_LINE, None, f"--zone {zone} is not known.", f"Nearest: {near}."))
    try:
        instant = None if at is None else datetime.fromisoformat(at)
    except ValueError:
        problems.append(
            Problem(_LINE, None, f"--at {at} is not a moment.", "Write 2026-11-30T09:00.")
        )
        instant = None
    if problems or found is None:
        raise ConfigError(problems)
    if instant is not None and instant.tzinfo is None:
        instant = instant.replace(tzinfo=ZoneInfo(found))
    return Beginning(instant, found)


async def visit(settings: Settings, begins: Beginning, db: Path | None) -> int:
    """Let somebody at the keyboard live in the invented community; returns the exit code."""
    words = wording.load(settings.language)
    if stale := wording.stale_lines(words):
        print(wording.warning(stale), file=sys.stderr)
    clock = ShiftedClock()
    # Beside the database, never in it: play does not mix with people.
    path = db or settings.database.with_name("terminal.db")
    session = _Session(settings, path, clock, begins.zone)
    is_new = not session.path.exists()
    async with _house(words, session) as house:
        await _catch_up(house, clock, begins.at)
        if is_new:
            await _settle_community(house, words, session)
        heart = Heartbeat(house.courier, house.tidy)
        passing = Passing(clock, _Waking(house, heart), begins.zone)
        platform = _terminal(words, session, passing, greeting=words.greeting)
        house.platforms[platform.name] = platform
        house.app.changed = heart.wake
        await heart.start()
        try:
            async with schooling.learning(words.understanding):
                await platform.run(house.app.handle, words.commands)
        finally:
            await heart.stop()
    return Exit.OK


async def play(settings: Settings, begins: Beginning, db: Path | None, script: Path) -> int:
    """Play a dialogue over a database of its own, or the given one; returns the exit code."""
    try:
        steps = scripts.parse(await asyncio.to_thread(script.read_text, "utf-8"))
    except OSError as error:
        raise ConfigError([Problem(script, None, f"{error.strerror}.", "Name a file.")]) from error
    except UnicodeDecodeError as error:
        raise ConfigError([Problem(script, None, "is not text.", "Write it in UTF-8.")]) from error
    except scripts.ScriptMistakes as mistakes:
        print(mistakes, file=sys.stderr)
        return Exit.SCRIPT
    clock = ManualClock(begins.at or SystemClock().now())
    with tempfile.TemporaryDirectory() as folder:
        path = db or Path(folder) / "dialogue.db"
        session = _Session(settings, path, clock, begins.zone)
        words = wording.load(settings.language)
        # A dialogue is played alike each time, so nothing is said before all is learnt.
        await schooling.learn(words.understanding)
        return await _Stage(words, session).play(steps)


class _Stage:
    """Where a dialogue is played; the house on it can be taken down and put up again."""

    def __init__(self, words: Words, session: _Session) -> None:
        self._words, self._session = words, session
        self._house: House | None = None
        passing = Passing(session.clock, self._advance, session.zone)
        self._platform = _terminal(words, session, passing)

    async def play(self, steps: Sequence[scripts.Step]) -> int:
        """Play all steps; returns the exit code."""
        handle = await self._put_up()
        try:
            return await self._platform.play(steps, handle, self._words.commands, self._put_up)
        finally:
            await self._take_down()

    async def _put_up(self) -> Handle:
        await self._take_down()
        self._house = await _open(self._words, self._session)
        self._house.platforms[self._platform.name] = self._platform
        return self._house.app.handle

    async def _take_down(self) -> None:
        if self._house is not None:
            await self._house.close()
            self._house = None

    async def _advance(self, target: datetime) -> None:
        if self._house is not None:
            await self._house.advance(target)


@dataclass(frozen=True, slots=True)
class _Waking:
    """Lets time pass, and sets the alarm anew for what comes after."""

    house: House
    heart: Heartbeat

    async def __call__(self, target: datetime) -> None:
        """Deliver everything due up to an instant."""
        await self.house.advance(target)
        await self.heart.wake()


def _terminal(
    words: Words,
    session: _Session,
    passing: Passing,
    *,
    greeting: Card | None = None,
    paper: Paper | None = None,
) -> ConsolePlatform:
    # No two sessions over one database may share it, though two dialogues may begin alike.
    community = Community(secrets.token_hex(6), session.zone)
    community.meet(PEOPLE)
    files = session.settings.data / "files"
    said = wording.terminal(words.texts)
    return terminal(said, passing, community, files, os.environ, greeting=greeting, paper=paper)


async def _open(words: Words, session: _Session) -> House:
    return await open_house(
        words,
        session.settings,
        session.path,
        session.clock,
        zone=session.zone,
        chance=random.Random(SEED),
    )


@asynccontextmanager
async def _house(words: Words, session: _Session) -> AsyncIterator[House]:
    house = await _open(words, session)
    try:
        yield house
    finally:
        await house.close()


async def _catch_up(house: House, clock: ShiftedClock, at: datetime | None) -> None:
    """Go on where the last visit left off, which may lie ahead of the real clock."""
    last = await house.store.last_act()
    for instant in (at, last):
        if instant is not None:
            clock.set(instant)


async def _settle_community(house: House, words: Words, session: _Session) -> None:
    """Let the invented people found their circles, by playing their own small dialogue unseen."""
    story = content.config_folder() / session.settings.language / "community.txt"
    passing = Passing(session.clock, house.advance, session.zone)
    platform = _terminal(words, session, passing, paper=Paper(write=str, width=lambda: 80))
    house.platforms[platform.name] = platform

    async def stay() -> Handle:
        return house.app.handle

    steps = scripts.parse(story.read_text("utf-8"))
    await platform.play(steps, house.app.handle, words.commands, stay)
