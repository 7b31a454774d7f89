"""A person: who they are to us, and when they want to be left in peace."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.quiet import QuietHours


class Often(StrEnum):
    """How many unprompted nudges somebody wants."""

    USUAL = "usual"
    MORE = "more"
    LESS = "less"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who uses the bot; minutes are of their local day, instants are UTC.

    A zone that they have not chosen and no platform has told is a guess.
    """

    name: str
    zone: str
    created_at: datetime
    id: int = 0
    zone_chosen: bool = False
    zone_told: bool = False
    locale: str = "en"
    country: str | None = None
    quiet_start: int = 21 * 60
    quiet_end: int = 8 * 60
    often: Often = Often.USUAL
    away_until: datetime | None = None
    gentle_until: datetime | None = None
    acted_at: datetime | None = None
    asked_still_at: datetime | None = None
    muted: tuple[str, ...] = ()

    @property
    def quiet(self) -> QuietHours:
        """Their quiet hours."""
        return QuietHours(self.quiet_start, self.quiet_end)


@dataclass(frozen=True, slots=True)
class Identity:
    """A person's account on one platform; one person may have several.

    `left_at` is since when they, or the bot, have not been in that community any more.
    `place` is the channel (of `place_space`) their letters go to where direct messages cannot, and
    `told_at` when they were told that those are closed. `greeted_at` is since when they know where
    letters come: they were written to there, or wrote to us there. `home_at` is when they first
    opened their page there, and `home_pictures` what it shows, by the platform's own ids.
    """

    person_id: int
    platform: str
    space: str
    user: str
    seen_at: datetime
    id: int = 0
    reachable: bool = True
    left_at: datetime | None = None
    place: str = ""
    place_space: str = ""
    told_at: datetime | None = None
    greeted_at: datetime | None = None
    home_at: datetime | None = None
    home_pictures: tuple[str, ...] = ()


def is_away(person: Person, now: datetime) -> bool:
    """Tell whether the person is on a break."""
    return person.away_until is not None and now < person.away_until


def is_gentle(person: Person, now: datetime) -> bool:
    """Tell whether a no is so recent that ordinary nudges rest."""
    return person.gentle_until is not None and now < person.gentle_until
