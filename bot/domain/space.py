"""A space: one community's workspace or server."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

_CHANNEL = re.compile(r"\S{1,64}")
"""Longer than any platform's ids: whatever is longer still, a client has made up."""


@dataclass(frozen=True, slots=True)
class Space:
    """A community the bot lives in; `external` is the platform's own id.

    `lobby` is the channel where what is said to everybody is said: the one an admin chose, or else
    where the bot was first heard of. `moderators` is where reports go, empty until chosen.
    """

    platform: str
    external: str
    created_at: datetime
    id: int = 0
    name: str = ""
    zone: str = "UTC"
    country: str | None = None
    lobby: str = ""
    moderators: str = ""
    removed_at: datetime | None = None


def channel(picked: Sequence[str]) -> str | None:
    """Return the channel that was picked, as a platform may name one; None for anything else.

    Whether it is there, and whose it is, only the platform knows.
    """
    return picked[0] if picked and _CHANNEL.fullmatch(picked[0]) else None
