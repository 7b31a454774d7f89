"""Ids: the packed action that every control carries there and back, and the names of fields.

Of a pressed button Slack returns its value, of a menu only what was picked; but of every control
its action id. So the action travels there, behind a position that tells equal actions apart.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from bot.events import Pressed

LONGEST = 255
"""Characters of an action id or block id."""

_PACKED = r"\d{1,3}\.[a-z][\x20-\x7e]{0,199}"
_PRESS = re.compile(rf"p[0-9]{{2}}:({_PACKED})", re.ASCII)
_LINK = re.compile(r"l[0-9]{2}", re.ASCII)
_FORM = re.compile(_PACKED, re.ASCII)
_FIELD = re.compile(r"([smt]):(.+)", re.DOTALL)


class Gives(StrEnum):
    """What comes back from a field: one value, several, or whether it was ticked."""

    ONE = "s"
    SEVERAL = "m"
    TICK = "t"


def press(packed: str, position: int) -> str:
    """Name a control of a card; its position, 0 to 99, tells equal actions apart."""
    return _within(f"p{position:02}:{packed}")


def link(position: int) -> str:
    """Name a button that leads to a page; its press is told to us, too, and means nothing."""
    return _within(f"l{position:02}")


def read(action_id: str) -> str | None:
    """Read the packed action back from an action id; None for anything we did not write."""
    ours = _PRESS.fullmatch(action_id)
    return ours.group(1) if ours else None


def is_link(action_id: str) -> bool:
    """Tell whether this control only led to a page."""
    return _LINK.fullmatch(action_id) is not None


def read_press(action: Mapping[str, object]) -> Pressed | None:
    """Read one of the `actions` of an interaction; None for one that means nothing to us."""
    packed = read(str(action.get("action_id", "")))
    return Pressed(packed, picked(action)) if packed else None


def picked(element: Mapping[str, object]) -> tuple[str, ...]:
    """Return what was picked in any kind of menu; whatever cannot be read is left out."""
    found: list[object] = []
    for name, value in element.items():
        if name.startswith("selected_"):
            found += value if isinstance(value, list) else [value]
    values = (each.get("value") if isinstance(each, dict) else each for each in found)
    return tuple(value for value in values if isinstance(value, str))


def form(packed: str) -> str:
    """Name a form by what it does; nothing else travels with it."""
    return _within(packed)


def read_form(metadata: str) -> str | None:
    """Read back what a form does; None for anything we did not write."""
    return metadata if _FORM.fullmatch(metadata) else None


def field(name: str, gives: Gives = Gives.ONE) -> str:
    """Name a field of a form, and what comes back from it."""
    return _within(f"{gives}:{name}")


def read_field(block_id: str) -> tuple[str, Gives] | None:
    """Read a field's name back, and what it gives; None if it is not ours."""
    ours = _FIELD.fullmatch(block_id)
    return (ours.group(2), Gives(ours.group(1))) if ours else None


def _within(made: str) -> str:
    if len(made) > LONGEST:
        raise ValueError(f"an id has at most {LONGEST} characters: {made}")
    return made
