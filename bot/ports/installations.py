"""What lets a platform into its places where no operator sets a token: kept for it, sealed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

Secrets = Mapping[str, str]
"""What lets a platform speak in one of its places, by names of its own."""


class Installations(Protocol):
    """The places that let us in, on all platforms; each call is a transaction of its own."""

    async def find(self, platform: str, place: str) -> Secrets | None:
        """Return what lets us into a place, if anything does."""
        ...

    async def places(self, platform: str) -> tuple[str, ...]:
        """Return every place of a platform that lets us in, the first first."""
        ...

    async def keep(self, platform: str, place: str, secrets: Secrets, now: datetime) -> None:
        """Keep what lets us into a place, instead of what did before."""
        ...

    async def forget(self, platform: str, place: str) -> None:
        """Forget what let us into a place, at once."""
        ...
