"""What came in: who did what, where; and its text made harmless."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.ui import limits, markup
from bot.ui.form import Value

TYPED_LIMIT = 20_000
"""Characters of one field that are kept for the person to shorten; the rest is cut off."""


class Kind(StrEnum):
    """What sort of place something happened in."""

    DM = "dm"
    CHANNEL = "channel"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody on a platform, as it names them; `zone` only where the platform tells it.

    `space` is the workspace an account belongs to, empty where accounts reach across communities.
    `is_admin` says that the platform lets them manage the community this happens in.
    """

    platform: str
    space: str
    user: str
    name: str
    locale: str = "en"
    zone: str | None = None
    is_admin: bool = False


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
    """Words said to the bot, in a direct message or by mentioning it.

    `quietly` if nobody else could read them, whatever the place, as behind a command.
    """

    text: str
    quietly: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """A message that a command is about; `text` only where its own author chose to hand it over."""

    channel: str
    ref: str
    author: str
    link: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class CommandUsed:
    """A command, what was written behind it, and the message it was used on."""

    action: str
    text: str = ""
    about: Message | None = None


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
    """The person's own page was opened, or is shown `again` by itself because something changed."""

    again: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """The person came to the place."""


@dataclass(frozen=True, slots=True)
class Left:
    """The person left the place."""


@dataclass(frozen=True, slots=True)
class Removed:
    """The whole space took the bot out."""


Deed = Said | CommandUsed | Pressed | Submitted | HomeOpened
"""What somebody does with the bot, and is answered."""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """The platform told, of all its communities at once, which ones the bot is in."""

    spaces: frozenset[str]


Coming = Joined | Left | Removed | Surveyed
"""What is only noted."""

Doing = Deed | Coming


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `key` is the same when the platform tells it twice."""

    key: str
    actor: Actor
    place: Place
    doing: Doing


def cleaned(event: Event) -> Event:
    """Return the event without what no text needs, and no longer than we read."""
    match event.doing:
        case Said(text) as said:
            return replace(event, doing=replace(said, text=markup.clean(text, limits.SAID)))
        case CommandUsed(packed, text, about):
            told = CommandUsed(packed, markup.clean(text, limits.SAID), _clean_message(about))
            return replace(event, doing=told)
        case Pressed(packed, picked):
            values = tuple(markup.clean(value, limits.CHOICE_VALUE) for value in picked)
            return replace(event, doing=Pressed(packed, values))
        case Submitted(packed, values):
            return replace(event, doing=Submitted(packed, _clean_values(values)))
        case _:
            return event


def _clean_message(about: Message | None) -> Message | None:
    return about and replace(about, text=markup.clean(about.text, limits.SAID))


def _clean_values(values: Mapping[str, Value]) -> dict[str, Value]:
    return {name[: limits.FIELD_NAME]: _clean_value(value) for name, value in values.items()}


def _clean_value(value: Value) -> Value:
    if isinstance(value, str):
        return markup.clean(value, TYPED_LIMIT)
    return tuple(markup.clean(item, limits.CHOICE_VALUE) for item in value)
