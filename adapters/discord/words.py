"""The few words that Discord's side itself says; whoever starts it brings them along."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, get_type_hints


@dataclass(frozen=True, slots=True)
class Words:
    """Templates as `str.format` takes them; each one's placeholders stand in its annotation."""

    # Cards
    whole_name: str
    whole_note: str
    rest_name: str
    rest_note: str
    call: Annotated[str, "label", "number"]
    text: Annotated[str, "label", "number"]
    text_word: Annotated[str, "label", "number", "word"]
    pick_one: str
    pick_person: str
    pick_channel: str
    only_you: str
    # Forms
    pick_any: str
    day: str
    time: str
    put_right: str
    kept: str
    try_again: str
    ready: str
    open_form: str
    # Answers
    name: str
    left: str
    command_gone: str
    nobody: str
    form_gone_title: str
    form_gone: str
    failed_title: str
    failed: Annotated[str, "reference"]
    typed: str
    typed_name: str
    sealed: str
    sealed_open: str
    sealed_for_another: str
    sealed_gone: str
    # Commands
    option: str
    # Places
    own_thread: Annotated[str, "name"]


def placeholders() -> Mapping[str, tuple[str, ...]]:
    """Return each template's name and what must be filled into it."""
    hints = get_type_hints(Words, include_extras=True)
    return {name: getattr(hint, "__metadata__", ()) for name, hint in hints.items()}
