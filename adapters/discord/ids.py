"""Custom ids: the packed action a control carries, within Discord's hundred characters."""

import re
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 100
"""Characters of a custom id."""

_OURS = re.compile(r"(?:p\d\d|[ynf]):(\d{1,3}\.[a-z][\x20-\x7e]*)")
_FIELD = re.compile(r"([sm]):(.+)", re.DOTALL)


class Kind(StrEnum):
    """What a press or a sent form means for the action its id carries."""

    PRESS = "p"
    SURE = "y"
    UNSURE = "n"
    FORM = "f"


@dataclass(frozen=True, slots=True)
class Id:
    """A custom id read back."""

    kind: Kind
    packed: str


def press(packed: str, position: int) -> str:
    """Name a control of a card; its position, 0 to 99, tells equal actions apart."""
    return _within(f"{Kind.PRESS}{position:02}:{packed}")


def sure(packed: str) -> str:
    """Name the yes of a confirm."""
    return _within(f"{Kind.SURE}:{packed}")


def unsure(packed: str) -> str:
    """Name the no of a confirm."""
    return _within(f"{Kind.UNSURE}:{packed}")


def form(packed: str) -> str:
    """Name a form by what it does."""
    return _within(f"{Kind.FORM}:{packed}")


def read(custom_id: str) -> Id | None:
    """Read a custom id back; None for anything we did not write."""
    ours = _OURS.fullmatch(custom_id) if len(custom_id) <= LONGEST else None
    return Id(Kind(custom_id[0]), ours.group(1)) if ours else None


def field(name: str, *, several: bool = False) -> str:
    """Name a field of a form, and whether it gives one value or several."""
    return _within(f"{'m' if several else 's'}:{name}")


def read_field(custom_id: str) -> tuple[str, bool] | None:
    """Read a field's name back, and whether it gives several values; None if it is not ours."""
    ours = _FIELD.fullmatch(custom_id)
    return (ours.group(2), ours.group(1) == "m") if ours else None


def _within(made: str) -> str:
    if len(made) > LONGEST:
        raise ValueError(f"a custom id has at most {LONGEST} characters: {made}")
    return made
