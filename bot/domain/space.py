"""A space: one community's workspace or server."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Space:
    """A community the bot lives in; `external` is the platform's own id.

    `lobby` is the channel where the bot was first heard of, empty until then.
    """

    platform: str
    external: str
    created_at: datetime
    id: int = 0
    name: str = ""
    zone: str = "UTC"
    country: str | None = None
    lobby: str = ""
    removed_at: datetime | None = None
