"""What can be shown: a card of blocks, checked against every platform's limits when it is made."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from bot.ui import limits, markup
from bot.ui.chart import Chart as Chart
from bot.ui.control import Button as Button
from bot.ui.control import Channels as Channels
from bot.ui.control import Choice as Choice
from bot.ui.control import Confirm as Confirm
from bot.ui.control import Link as Link
from bot.ui.control import Look as Look
from bot.ui.control import Menu as Menu
from bot.ui.control import People as People
from bot.ui.control import number, within


class Tone(StrEnum):
    """How a card feels; platforms show it as an accent, never as the only sign."""

    PLAIN = "plain"
    CARE = "care"
    GLAD = "glad"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str

    def __post_init__(self) -> None:
        within("text", self.text, limits.TEXT)


@dataclass(frozen=True, slots=True)
class Note:
    """Small print: who sees this, why it was offered."""

    text: str

    def __post_init__(self) -> None:
        within("note", self.text, limits.TEXT)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words shown exactly as somebody wrote them, or to be copied as they stand."""

    text: str

    def __post_init__(self) -> None:
        within("quote", self.text, limits.TEXT)


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of name and value."""

    pairs: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        number("facts", self.pairs, limits.FACTS)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of how many."""

    done: int
    of: int
    label: str

    def __post_init__(self) -> None:
        if not 0 <= self.done <= self.of:
            raise ValueError(f"progress of {self.done} in {self.of}")
        within("progress label", self.label, limits.BUTTON_LABEL)


@dataclass(frozen=True, slots=True)
class Divider:
    """A quiet line."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, with the words that say the same."""

    png: bytes
    alt: str

    def __post_init__(self) -> None:
        within("alt text", self.alt, limits.ALT_TEXT)


@dataclass(frozen=True, slots=True)
class File:
    """A file to keep, with a line that says what it is."""

    name: str
    data: bytes
    note: str

    def __post_init__(self) -> None:
        within("file name", self.name, limits.FILE_NAME)
        within("file note", self.note, limits.ALT_TEXT)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text with one button beside it."""

    text: str
    button: Button

    def __post_init__(self) -> None:
        within("row", self.text, limits.TEXT)


@dataclass(frozen=True, slots=True)
class Buttons:
    """A row of buttons and links."""

    items: tuple[Button | Link, ...]

    def __post_init__(self) -> None:
        number("buttons", self.items, limits.BUTTONS_IN_BLOCK)


Block = (
    Text
    | Note
    | Quote
    | Facts
    | Row
    | Progress
    | Divider
    | Picture
    | Chart
    | File
    | Buttons
    | Menu
    | People
    | Channels
)


@dataclass(frozen=True, slots=True)
class Card:
    """One thing shown: a title, blocks, a tone."""

    title: str
    blocks: tuple[Block, ...] = ()
    tone: Tone = Tone.PLAIN

    def __post_init__(self) -> None:
        within("card title", self.title, limits.CARD_TITLE)
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
        case Picture(_, alt) | Chart(_, alt):
            return alt
        case File(_, _, note):
            return note
        case Divider() | Buttons() | Menu() | People() | Channels():
            return ""
        case _:
            assert_never(block)


def parts(block: Block) -> int:
    """Count what a block is made of, as the narrowest platform counts."""
    match block:
        case Buttons(items):
            rows = -(-len(items) // limits.BUTTONS_IN_ROW)
            return rows + len(items)
        case Row() | Menu() | People() | Channels():
            # A section with its text and button; or a label, a row and the menu in it.
            return 3
        case _:
            return 1
