"""The house put together: words loaded, the database opened, the core and the courier joined."""

import random
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bot import commands, content, texts
from bot.app import App, Defaults
from bot.commands import Command
from bot.courier import Courier
from bot.domain.care import HelpLines
from bot.domain.checkin import CheckInContent
from bot.domain.contact import NetworkContent
from bot.domain.material import MaterialsContent
from bot.domain.nudge import NudgeWordings
from bot.domain.paths import PathsContent
from bot.domain.rehearsal import RehearsalContent
from bot.ports.content import Content
from bot.ports.platform import Platform
from bot.problems import Findings
from bot.store.database import Database
from bot.store.store import DatabaseStore
from bot.store.vault import Vault
from bot.texts import Texts
from bot.ui.card import Card
from bot.understanding import library
from bot.understanding.heard import Understanding
from bot.views import welcome


class Clock(Protocol):
    """Says what time it is, and may be moved."""

    def now(self) -> datetime:
        """Return the present instant, UTC."""
        ...

    def set(self, instant: datetime) -> None:
        """Make an instant the present."""
        ...


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that comes from config, checked whole."""

    texts: Texts
    content: Content
    understanding: Understanding
    commands: tuple[Command, ...]
    greeting: Card


def load_words(language: str = "en", folder: Path | None = None) -> Words:
    """Read all words of a language; raises ConfigError with everything that is wrong in them."""
    root = folder or content.config_folder()
    here = root / language
    with Findings() as found:
        said = found.attempt(texts.load, here / "texts", texts.declared())
        helplines = found.attempt(content.read, root / "helplines.toml", HelpLines)
        checkins = found.attempt(content.read, here / "checkins.toml", CheckInContent)
        nudges = found.attempt(content.read, here / "nudges.toml", NudgeWordings)
        network = found.attempt(content.read, here / "network.toml", NetworkContent)
        materials = found.attempt(content.read, here / "materials.toml", MaterialsContent)
        paths = found.attempt(content.read, here / "paths.toml", PathsContent)
        rehearsal = found.attempt(content.read, here / "questions.toml", RehearsalContent)
        understanding = found.attempt(library.read, here)
    return Words(
        said(),
        Content(
            helplines(),
            checkins(),
            nudges(),
            network(),
            materials(),
            rehearsal=rehearsal(),
            paths=paths(),
        ),
        understanding(),
        commands.table(said()),
        welcome.greeting(said()),
    )


@dataclass(slots=True)
class House:
    """One running bot over one database; `platforms` are filled in by whoever opens it."""

    words: Words
    store: DatabaseStore
    app: App
    courier: Courier
    platforms: dict[str, Platform]
    clock: Clock

    @classmethod
    async def open(
        cls,
        words: Words,
        database: Path,
        keys: list[str],
        clock: Clock,
        defaults: Defaults,
        rng: random.Random,
    ) -> "House":
        """Open the database and join everything; raises StoreProblem when it cannot be opened."""
        store = DatabaseStore(await Database.open(database, Vault(keys), clock.now()))
        app = App(
            store=store,
            texts=words.texts,
            content=words.content,
            understanding=words.understanding,
            clock=clock,
            rng=rng,
            defaults=defaults,
        )
        platforms: dict[str, Platform] = {}
        return cls(words, store, app, Courier(store, app, platforms, clock), platforms, clock)

    async def advance(self, target: datetime) -> None:
        """Deliver everything due up to an instant, moving the clock from due to due."""
        due = await self.courier.deliver_due()
        while due is not None and due <= target:
            self.clock.set(max(due, self.clock.now()))
            due = await self.courier.deliver_due()
        self.clock.set(max(target, self.clock.now()))

    async def tidy(self) -> None:
        """Forget who has been gone too long, and remove what has outlived its use."""
        while await self.app.forget_gone():
            pass
        await self.store.tidy(self.clock.now())

    async def close(self) -> None:
        """Close the database."""
        await self.store.close()
