"""What can be pressed or picked on a card, and the checks that all blocks share."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.ui import limits
from bot.ui.action import Action


class Look(StrEnum):
    """How much a button stands out."""

    PLAIN = "plain"
    MAIN = "main"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Confirm:
    """The question asked before a press counts."""

    text: str
    yes: str
    no: str

    def __post_init__(self) -> None:
        within("confirm text", self.text, limits.CONFIRM_TEXT)
        within("confirm yes", self.yes, limits.BUTTON_LABEL)
        within("confirm no", self.no, limits.BUTTON_LABEL)


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press, and the action that comes back."""

    label: str
    action: Action
    look: Look = Look.PLAIN
    confirm: Confirm | None = None

    def __post_init__(self) -> None:
        within("button label", self.label, limits.BUTTON_LABEL)


@dataclass(frozen=True, slots=True)
class Link:
    """A way out to a page."""

    label: str
    url: str

    def __post_init__(self) -> None:
        within("link label", self.label, limits.BUTTON_LABEL)
        if not self.url.startswith(("https://", "tel:", "sms:")):
            raise ValueError(f"a link must be https, tel or sms: {self.url}")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its value on the wire and its words."""

    value: str
    label: str
    hint: str = ""

    def __post_init__(self) -> None:
        within("choice value", self.value, limits.CHOICE_VALUE)
        within("choice label", self.label, limits.CHOICE_LABEL)
        if len(self.hint) > limits.CHOICE_LABEL:
            raise ValueError("a choice's hint is too long")


@dataclass(frozen=True, slots=True)
class Menu:
    """A choice made in place; what is picked travels beside the action."""

    label: str
    action: Action
    choices: tuple[Choice, ...]

    def __post_init__(self) -> None:
        within("menu label", self.label, limits.CHOICE_LABEL)
        number("choices", self.choices, limits.CHOICES)
        distinct("menu values", [choice.value for choice in self.choices])


@dataclass(frozen=True, slots=True)
class People:
    """A choice among the people of this place; the user id picked travels beside the action."""

    label: str
    action: Action

    def __post_init__(self) -> None:
        within("people label", self.label, limits.CHOICE_LABEL)


@dataclass(frozen=True, slots=True)
class Channels:
    """A choice among the text channels of this community; its id travels beside the action."""

    label: str
    action: Action

    def __post_init__(self) -> None:
        within("channels label", self.label, limits.CHOICE_LABEL)


def within(what: str, text: str, limit: int) -> None:
    """Refuse words that are missing or too long."""
    if not text.strip() or len(text) > limit:
        raise ValueError(f"{what} must have 1 to {limit} characters, has {len(text)}")


def number(what: str, items: Sequence[object], limit: int) -> None:
    """Refuse too few or too many of something."""
    if not 1 <= len(items) <= limit:
        raise ValueError(f"{what} must number 1 to {limit}, are {len(items)}")


def distinct(what: str, values: Sequence[str]) -> None:
    """Refuse the same value twice."""
    if len(set(values)) != len(values):
        raise ValueError(f"{what} must differ from each other")
