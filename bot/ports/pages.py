"""What a platform knows of the pages that it shows: whose were opened, and what stands on them."""

from collections.abc import Sequence
from typing import Protocol


class Pages(Protocol):
    """People's own pages where a platform has them; each call is a transaction of its own."""

    async def find(self, platform: str, space: str, user: str) -> tuple[str, ...] | None:
        """Return the pictures on somebody's page; None where they never opened it."""
        ...

    async def keep(self, platform: str, space: str, user: str, pictures: Sequence[str]) -> None:
        """Note which pictures stand on somebody's page now, by the platform's own ids."""
        ...
