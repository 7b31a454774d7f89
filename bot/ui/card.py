"""What can be shown: a card of blocks, checked against every platform's limits when it is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from bot.ui import limits, markup
from bot.ui.action import Action


class Tone(StrEnum):
    """How a card feels; platforms show it as an accent, never as the only sign."""

    PLAIN = "plain"
    CARE = "care"
    GLAD = "glad"
    WARN = "warn"


class Look(StrEnum):
    """How much a button stands out."""

    PLAIN = "plain"
    MAIN = "main"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str

    def __post_init__(self) -> None:
        _within("text", self.text, limits.TEXT)


@dataclass(frozen=True, slots=True)
class Note:
    """Small print: who sees this, why it was offered."""

    text: str

    def __post_init__(self) -> None:
        _within("note", self.text, limits.TEXT)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words shown exactly as somebody wrote them, or to be copied as they stand."""

    text: str

    def __post_init__(self) -> None:
        _within("quote", self.text, limits.TEXT)


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of name and value."""

    pairs: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        _count("facts", self.pairs, limits.FACTS)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of how many."""

    done: int
    of: int
    label: str

    def __post_init__(self) -> None:
        if not 0 <= self.done <= self.of:
            raise ValueError(f"progress of {self.done} in {self.of}")
        _within("progress label", self.label, limits.BUTTON_LABEL)


@dataclass(frozen=True, slots=True)
class Divider:
    """A quiet line."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, with the words that say the same."""

    png: bytes
    alt: str

    def __post_init__(self) -> None:
        _within("alt text", self.alt, limits.ALT_TEXT)


@dataclass(frozen=True, slots=True)
class File:
    """A file to keep, with a line that says what it is."""

    name: str
    data: bytes
    note: str

    def __post_init__(self) -> None:
        _within("file name", self.name, limits.FILE_NAME)
        _within("file note", self.note, limits.ALT_TEXT)


@dataclass(frozen=True, slots=True)
class Confirm:
    """The question asked before a press counts."""

    text: str
    yes: str
    no: str

    def __post_init__(self) -> None:
        _within("confirm text", self.text, limits.CONFIRM_TEXT)
        _within("confirm yes", self.yes, limits.BUTTON_LABEL)
        _within("confirm no", self.no, limits.BUTTON_LABEL)


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press, and the action that comes back."""

    label: str
    action: Action
    look: Look = Look.PLAIN
    confirm: Confirm | None = None

    def __post_init__(self) -> None:
        _within("button label", self.label, limits.BUTTON_LABEL)


@dataclass(frozen=True, slots=True)
class Link:
    """A way out to a page."""

    label: str
    url: str

    def __post_init__(self) -> None:
        _within("link label", self.label, limits.BUTTON_LABEL)
        if not self.url.startswith(("https://", "tel:", "sms:")):
            raise ValueError(f"a link must be https, tel or sms: {self.url}")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text with one button beside it."""

    text: str
    button: Button

    def __post_init__(self) -> None:
        _within("row", self.text, limits.TEXT)


@dataclass(frozen=True, slots=True)
class Buttons:
    """A row of buttons and links."""

    items: tuple[Button | Link, ...]

    def __post_init__(self) -> None:
        _count("buttons", self.items, limits.BUTTONS_IN_BLOCK)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its value on the wire and its words."""

    value: str
    label: str
    hint: str = ""

    def __post_init__(self) -> None:
        _within("choice value", self.value, limits.CHOICE_VALUE)
        _within("choice label", self.label, limits.CHOICE_LABEL)
        if len(self.hint) > limits.CHOICE_LABEL:
            raise ValueError("a choice's hint is too long")


@dataclass(frozen=True, slots=True)
class Menu:
    """A choice made in place; what is picked travels beside the action."""

    label: str
    action: Action
    choices: tuple[Choice, ...]

    def __post_init__(self) -> None:
        _within("menu label", self.label, limits.CHOICE_LABEL)
        _count("choices", self.choices, limits.CHOICES)
        _distinct("menu values", [choice.value for choice in self.choices])


@dataclass(frozen=True, slots=True)
class People:
    """A choice among the people of this place; the user id picked travels beside the action."""

    label: str
    action: Action

    def __post_init__(self) -> None:
        _within("people label", self.label, limits.CHOICE_LABEL)


Block = (
    Text
    | Note
    | Quote
    | Facts
    | Row
    | Progress
    | Divider
    | Picture
    | File
    | Buttons
    | Menu
    | People
)


@dataclass(frozen=True, slots=True)
class Card:
    """One thing shown: a title, blocks, a tone."""

    title: str
    blocks: tuple[Block, ...] = ()
    tone: Tone = Tone.PLAIN

    def __post_init__(self) -> None:
        _within("card title", self.title, limits.CARD_TITLE)
        if len(self.blocks) > limits.CARD_BLOCKS:
            raise ValueError(f"a card has {len(self.blocks)} blocks, over {limits.CARD_BLOCKS}")
        count = limits.CARD_FRAME + sum(parts(block) for block in self.blocks)
        if count > limits.CARD_PARTS:
            raise ValueError(f"a card has {count} parts, over {limits.CARD_PARTS}")
        size = len(self.title) + sum(len(words(block)) for block in self.blocks)
        if size > limits.CARD_TEXT:
            raise ValueError(f"a card says {size} characters, over {limits.CARD_TEXT}")

    def summary(self) -> str:
        """Say the whole card in bare words, for notifications and readers aloud."""
        said = [markup.plain(self.title), *(markup.plain(words(block)) for block in self.blocks)]
        return "\n".join(line for line in said if line)


def words(block: Block) -> str:
    """Return what a block says, controls left out."""
    match block:
        case Text(text) | Note(text) | Quote(text) | Row(text, _):
            return text
        case Facts(pairs):
            return "\n".join(f"{name}: {value}" for name, value in pairs)
        case Progress(done, of, label):
            return f"{label}: {done}/{of}"
        case Picture(_, alt):
            return alt
        case File(_, _, note):
            return note
        case Divider() | Buttons() | Menu() | People():
            return ""
        case _:
            assert_never(block)


def parts(block: Block) -> int:
    """Count what a block is made of, as the narrowest platform counts."""
    match block:
        case Buttons(items):
            rows = -(-len(items) // limits.BUTTONS_IN_ROW)
            return rows + len(items)
        case Row() | Menu() | People():
            # A section with its text and button; or a label, a row and the menu in it.
            return 3
        case _:
            return 1


def _within(what: str, text: str, limit: int) -> None:
    if not text.strip() or len(text) > limit:
        raise ValueError(f"{what} must have 1 to {limit} characters, has {len(text)}")


def _count(what: str, items: Sequence[object], limit: int) -> None:
    if not 1 <= len(items) <= limit:
        raise ValueError(f"{what} must number 1 to {limit}, are {len(items)}")


def _distinct(what: str, values: Sequence[str]) -> None:
    if len(set(values)) != len(values):
        raise ValueError(f"{what} must differ from each other")
