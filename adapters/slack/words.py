"""The few words that Slack's side itself says; whoever starts it brings them along."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, get_type_hints


@dataclass(frozen=True, slots=True)
class Words:
    """Templates as `str.format` takes them; each one's placeholders stand in its annotation."""

    # The app
    app_name: str
    app_description: str
    app_long_description: str
    app_command: str
    app_command_hint: str
    app_no: str
    app_no_note: str
    app_checkin: str
    app_checkin_note: str
    app_message_note: str
    # Where Slack shows an agent's view
    agent_description: str
    prompt_no: str
    prompt_plan: str
    prompt_feedback: str
    prompt_help: str
    # The pages on which it is let in
    web_title: str
    web_add: str
    web_done_title: str
    web_done: str
    web_denied_title: str
    web_denied: str
    web_failed_title: str
    web_failed: str
    web_again: str
    # Cards
    call: Annotated[str, "label", "number"]
    text: Annotated[str, "label", "number"]
    text_word: Annotated[str, "label", "number", "word"]
    pick_one: str
    pick_person: str
    pick_channel: str
    sure: str
    opens: Annotated[str, "label"]
    beside: Annotated[str, "label", "text"]
    file: Annotated[str, "name", "note"]
    # Forms
    pick_any: str
    pick_day: str
    pick_time: str
    day: str
    time: str
    yes: str
    close: str
    put_right: str
    wrong: Annotated[str, "label", "why"]
    loading_title: str
    loading: str
    ready: str
    open_form: str
    # Answers
    name: str
    done: str
    here: str
    in_direct: str
    command_gone: str
    nobody: str
    form_gone_title: str
    form_gone: str
    failed_title: str
    failed: Annotated[str, "reference"]
    typed: str
    typed_name: str
    # Delivery
    invite: str


def placeholders() -> Mapping[str, tuple[str, ...]]:
    """Return each template's name and what must be filled into it."""
    hints = get_type_hints(Words, include_extras=True)
    return {name: getattr(hint, "__metadata__", ()) for name, hint in hints.items()}
