"""How any server can be ordered to answer: broken off, late, or once the test says so."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum


class How(StrEnum):
    """A connection that breaks or never answers; aiohttp tries GET, PUT and DELETE twice itself."""

    RESET_BEFORE = "reset before the request is looked at"
    RESET_AFTER = "reset after it was done, before the answer"
    HANG = "never answer"


@dataclass(frozen=True, slots=True)
class Slow:
    """Answer properly, this many seconds late."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Held:
    """Answer properly once the test says `release()`."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let what is held go on, and all that comes after it."""
        self.gate.set()
