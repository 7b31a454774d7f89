"""A terminal for tests: a fake bot behind it, its paper caught as text, its time moved by hand."""

import tomllib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from adapters.console.attachments import Attachments
from adapters.console.community import Community
from adapters.console.display import Display
from adapters.console.paper import Paper
from adapters.console.passing import Passing
from adapters.console.platform import ConsolePlatform
from adapters.console.script import parse
from adapters.console.words import Words
from bot.answers import Answer, Nothing
from bot.clock import ManualClock
from bot.commands import Command
from bot.events import Doing, Event
from bot.ports.platform import Address
from bot.ui.card import Card

TEXTS = Path(__file__).parents[2] / "config" / "en" / "texts" / "console.toml"
WORDS = Words(**tomllib.loads(TEXTS.read_text(encoding="utf-8")))
START = datetime(2026, 11, 30, 14, tzinfo=UTC)
ZONE = "America/New_York"
COMMANDS = (
    Command("rejected", "tell about a no", "1.open.rejection"),
    Command("checkin", "check in", "1.open.checkin"),
)

Answers = Callable[[Event], Answer]


@dataclass
class FakeBot:
    """Answers as it is told, and keeps what it heard; nothing else of the core is here."""

    answers: Answers = lambda event: Nothing()
    heard: list[Event] = field(default_factory=list)
    starts: int = 1

    async def handle(self, event: Event) -> Answer:
        self.heard.append(event)
        return self.answers(event)

    async def restart(self) -> Callable[[Event], Awaitable[Answer]]:
        self.starts += 1
        return self.handle

    @property
    def last(self) -> Doing:
        return self.heard[-1].doing


@dataclass(frozen=True)
class Due:
    """A card that falls due."""

    at: datetime
    to: Address
    card: Card


@dataclass
class Terminal:
    """The platform with everything around it that a test looks at."""

    bot: FakeBot
    folder: Path
    people: Sequence[str] = ("ana", "ben", "chidi")
    columns: int = 80
    colour: bool = False
    due: list[Due] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    clock: ManualClock = field(default_factory=lambda: ManualClock(START))
    platform: ConsolePlatform = field(init=False)

    def __post_init__(self) -> None:
        community = Community("test", ZONE)
        community.meet(self.people)
        paper = Paper(self.printed.append, lambda: self.columns, self.colour)
        display = Display(community, paper, Attachments(self.folder), WORDS)
        self.platform = ConsolePlatform(display, Passing(self.clock, self.advance, ZONE))

    async def advance(self, target: datetime) -> None:
        for due in [due for due in self.due if due.at <= target]:
            self.due.remove(due)
            await self.platform.deliver(due.to, due.card, due.at.isoformat())
        self.clock.set(target)

    async def play(self, *lines: str) -> int:
        """Play a script of these lines."""
        steps = parse("\n".join(lines))
        return await self.platform.play(steps, self.bot.handle, COMMANDS, self.bot.restart)

    def text(self) -> str:
        """Return everything printed so far."""
        return "".join(self.printed)

    def said(self) -> str:
        """Return everything printed so far with spaces and frames folded away."""
        return " ".join(self.text().replace("│", " ").split())


class TypedAhead:
    """Lines a visitor will type; an exception among them is what their keys raise."""

    def __init__(self, lines: Iterable[str | type[BaseException]]) -> None:
        self._lines = iter(lines)
        self.prompts: list[str] = []
        self.drafts: list[str] = []

    def open(self) -> AbstractContextManager[None]:
        return nullcontext()

    async def read(self, prompt: str, *, main: bool = False, draft: str = "") -> str:
        self.prompts.append(prompt)
        self.drafts.append(draft)
        line = next(self._lines, EOFError)
        if isinstance(line, str):
            return line
        raise line


def to_user(user: str) -> Address:
    """Address somebody's direct messages."""
    return Address("console", "lobby", user=user)


def to_channel(channel: str) -> Address:
    """Address a channel."""
    return Address("console", "lobby", channel=channel)
