"""The few words that the terminal itself says; whoever starts it brings them along."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, get_type_hints


@dataclass(frozen=True, slots=True)
class Words:
    """Templates as `str.format` takes them; each one's placeholders stand in its annotation."""

    only: Annotated[str, "name"]
    only_in: Annotated[str, "name", "channel"]
    revised: str
    picture: Annotated[str, "path"]
    file: Annotated[str, "path"]
    unsaved: str
    needed: str
    empty: str
    send: Annotated[str, "label"]
    keep: Annotated[str, "value"]
    empties: str
    optional: str
    pick_one: str
    pick_many: str
    pick_person: str
    paragraph: str
    tick: str
    yes: str
    no: str
    not_understood: str
    form_help: str
    form_left: str
    put_right: str
    nothing_done: str
    unread: Annotated[str, "mention"]
    no_number: Annotated[str, "number"]
    unmatched: Annotated[str, "wanted"]
    offered: Annotated[str, "offered"]
    link: str
    hint: str
    leave: str
    goodbye: str
    time: Annotated[str, "moment"]
    unclear_time: str
    passed_time: str
    now_you: Annotated[str, "name"]
    unclear_name: str
    here: Annotated[str, "names"]
    you: Annotated[str, "name"]
    how_in: str
    as_summary: str
    in_summary: str
    wait_summary: str
    until_summary: str
    who_summary: str
    quit_summary: str


def placeholders() -> Mapping[str, tuple[str, ...]]:
    """Return each template's name and what must be filled into it."""
    hints = get_type_hints(Words, include_extras=True)
    return {name: getattr(hint, "__metadata__", ()) for name, hint in hints.items()}
