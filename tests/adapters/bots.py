"""A bot of the test's own, at noon, with a few commands: the same behind every adapter."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.answers import Answer, Nothing
from bot.commands import Command, Kind, Where
from bot.events import Coming, Event

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)

COMMANDS = (
    Command("help", "What we can do together", "1.help"),
    Command("rejected", "After a no", "1.rejected", asks="company", hint="Who said no"),
    Command("circle", "Your circles", "1.circle", where=Where.COMMUNITY),
    Command("setup", "For admins", "1.setup", where=Where.COMMUNITY, for_admins=True),
    Command("Reflect on this", "", "1.reflect", kind=Kind.MESSAGE),
)
"""A few commands of each sort; tests of the whole house bring the real ones."""


@dataclass
class Bot:
    """A bot that answers as the test says, and remembers what it was asked.

    `answers` is one answer for everything, or makes one of each event (and may wait).
    """

    answers: Answer | Callable[[Event], Awaitable[Answer]] = field(default_factory=Nothing)
    events: list[Event] = field(default_factory=list)
    comings: list[Event] = field(default_factory=list)

    async def __call__(self, event: Event) -> Answer:
        """Answer one event; what is only noted is kept apart."""
        if isinstance(event.doing, Coming):
            self.comings.append(event)
            return Nothing()
        self.events.append(event)
        return await self.answers(event) if callable(self.answers) else self.answers
