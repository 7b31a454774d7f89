"""Whether something that we need is there right now, as it says itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Standing:
    """Ready or not, in a word why, and since when it has been so; nothing in it is secret."""

    is_ready: bool
    why: str
    since: datetime


class Stands(Protocol):
    """Something that can be asked how it stands."""

    @property
    def name(self) -> str:
        """What it is called where it is told."""
        ...

    def standing(self) -> Standing:
        """Return how it stands, as far as is known without asking anybody."""
        ...

    async def look(self) -> None:
        """Ask whether it is still so; what comes of it shows in `standing`, and raises nothing."""
        ...
