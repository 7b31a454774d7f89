"""What came in: who did what, where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.ui.form import Value


class Kind(StrEnum):
    """What sort of place something happened in."""

    DM = "dm"
    CHANNEL = "channel"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody on a platform, as it names them; `zone` only where the platform tells it."""

    platform: str
    space: str
    user: str
    name: str
    locale: str = "en"
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happened; `space` is the workspace or server, empty in a bare direct message."""

    platform: str
    space: str
    channel: str
    kind: Kind
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Words said to the bot, in a direct message or by mentioning it."""

    text: str


@dataclass(frozen=True, slots=True)
class CommandUsed:
    """A command, and what was written behind it."""

    action: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button, or a menu with what was picked."""

    action: str
    picked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Submitted:
    """A form sent, with its values by field name."""

    action: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HomeOpened:
    """The person's own page was opened."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The person came to the place."""


@dataclass(frozen=True, slots=True)
class Left:
    """The person left the place."""


@dataclass(frozen=True, slots=True)
class Removed:
    """The whole space took the bot out."""


Doing = Said | CommandUsed | Pressed | Submitted | HomeOpened | Joined | Left | Removed


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `key` is the same when the platform tells it twice."""

    key: str
    actor: Actor
    place: Place
    doing: Doing
