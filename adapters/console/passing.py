"""Letting time pass in the terminal, with everything that falls due meanwhile."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from adapters.console import moments
from adapters.console.moments import Moment


class Clock(Protocol):
    """Says what time it is, as an aware UTC datetime, and can be moved on."""

    def now(self) -> datetime:
        """Return the present instant."""
        ...

    def set(self, instant: datetime) -> None:
        """Make this instant the present."""
        ...


Advance = Callable[[datetime], Awaitable[None]]
"""Delivers everything due up to an instant (its own now included), moving the clock there."""


@dataclass(frozen=True, slots=True)
class Passing:
    """The time of this terminal, told and understood in one zone."""

    clock: Clock
    advance: Advance
    zone: str

    async def to(self, moment: Moment) -> None:
        """Let time pass until a moment; raises PassedTime when it is not ahead."""
        instant = moments.target(moment, self.clock.now(), self.zone)
        await self.advance(instant)
        if self.clock.now() < instant:
            self.clock.set(instant)

    async def catch_up(self) -> None:
        """Deliver what is due by now."""
        await self.advance(self.clock.now())

    def spoken(self) -> str:
        """Say what time it is."""
        return moments.spoken(self.clock.now(), self.zone)
