"""What conversations over any rig share: commands, a card and a form, answers that wait."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.answers import EVERYONE_HERE, Answer, Say
from bot.commands import Command, Kind, Where
from bot.events import Event
from bot.ui.card import Button, Buttons, Card, Channels, Choice, Confirm, Menu, People, Text
from bot.ui.form import Choose, Form, Line, Paragraph
from tests.adapters.samples import MISTAKES, Sample

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo")
REFLECT = "Reflect on this"
BOUND = 10.0


def suggest(typed: str) -> tuple[Choice, ...]:
    """Complete the name of a zone."""
    return tuple(Choice(zone, zone) for zone in ZONES if typed.lower() in zone.lower())


COMMANDS = (
    Command("rejected", "tell about a no", Sample(1).pack(), asks="what happened", hint="who"),
    Command("zone", "set your zone", Sample(2).pack(), asks="place", suggest=suggest),
    Command("circle", "the circles here", Sample(3).pack(), where=Where.COMMUNITY),
    Command("setup", "for admins", Sample(4).pack(), where=Where.COMMUNITY, for_admins=True),
    Command(REFLECT, "", Sample(5).pack(), kind=Kind.MESSAGE),
)

LEAVE = Sample(13)
SURE = Confirm("Leave the circle?", "Yes, leave", "No, stay")


def question(packed: str) -> Confirm | None:
    """Ask before somebody leaves."""
    return SURE if packed == LEAVE.pack() else None


CONTROLS = Card(
    "All controls",
    (
        Buttons((Button("Go on", Sample(11)), Button("Again", Sample(11)))),
        Buttons((Button("Leave", LEAVE, confirm=SURE),)),
        Menu("A stage", Sample(14), (Choice("none", "no reply"), Choice("final", "final round"))),
        People("Somebody", Sample(15)),
        Channels("A channel", Sample(16)),
    ),
)
FORM = Form(
    "A no",
    (
        Line(name="company", label="Company", longest=40),
        Choose(name="stage", label="How far", choices=(Choice("a", "early"), Choice("z", "late"))),
        Paragraph(name="story", label="Anything to say", longest=3000),
    ),
    Sample(20),
    Sample(21),
    "Send",
    MISTAKES,
)


def card(text: str, title: str = "Undaunted") -> Card:
    """Make a card of one sentence."""
    return Card(title, (Text(text),))


def privately(text: str) -> Say:
    """Say something to whoever asked."""
    return Say(card(text))


def openly(text: str) -> Say:
    """Say something to everybody there."""
    return Say(card(text), EVERYONE_HERE)


async def eventually(true: Callable[[], object]) -> None:
    """Let everything else go on until this is true, also where no server notices."""
    async with asyncio.timeout(BOUND):
        while not true():  # noqa: ASYNC110 - what it waits for tells nobody
            await asyncio.sleep(0)


@dataclass
class Slow:
    """Thinks about every event until the test lets it answer."""

    answer: Answer | BaseException
    began: asyncio.Event = field(default_factory=asyncio.Event)
    thought: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, event: Event) -> Answer:
        self.began.set()
        await self.thought.wait()
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer
