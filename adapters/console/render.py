"""Cards as lines of a terminal; pure, but for the picture files that the caller keeps."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import assert_never

from adapters.console import controls
from adapters.console.controls import Control, Member
from adapters.console.harmless import inline, spoken
from adapters.console.paper import Piece, Strip, framed, strip
from adapters.console.words import Words
from bot.ui.card import (
    Block,
    Button,
    Buttons,
    Card,
    Channels,
    Chart,
    Divider,
    Facts,
    File,
    Link,
    Look,
    Menu,
    Note,
    People,
    Picture,
    Progress,
    Quote,
    Row,
    Text,
    Tone,
)

ACCENTS = {Tone.PLAIN: "cyan", Tone.CARE: "magenta", Tone.GLAD: "green", Tone.WARN: "yellow"}
_LOOKS = {Look.PLAIN: "", Look.MAIN: "bold", Look.DANGER: "red"}
_LONGEST_BAR = 20

Keep = Callable[[str, bytes], Path | None]
"""Writes a file of this name and content, and says where; None when it cannot."""

Numbers = Iterator[int]


def drawn(
    card: Card,
    heading: str,
    people: Sequence[Member],
    words: Words,
    keep: Keep,
    *,
    channels: Sequence[str] = (),
    width: int,
    colour: bool,
) -> str:
    """Draw a card, headed by who can see it."""
    strips = card_strips(card, people, words, keep, channels)
    return framed(heading, strips, ACCENTS[card.tone], width=width, colour=colour)


def card_strips(
    card: Card,
    people: Sequence[Member],
    words: Words,
    keep: Keep,
    channels: Sequence[str] = (),
) -> tuple[Strip, ...]:
    """Lay a card out: its title, its blocks, its controls numbered from 1."""
    numbers = count(1)
    strips = [strip(inline(card.title), "bold")]
    for before, block in zip((None, *card.blocks), card.blocks, strict=False):
        strips += [] if _belongs_to(before, block) else [Strip()]
        offered = controls.on_block(block, people, channels)
        strips += _block(block, offered, numbers, words, keep)
    return tuple(strips)


def paragraph(text: str, style: str = "", lead: str = "") -> list[Strip]:
    """Lay out text whose line breaks are kept."""
    return [strip(line, style, lead) for line in spoken(text).split("\n")]


def _belongs_to(before: Block | None, block: Block) -> bool:
    """Tell whether no empty line is wanted between two blocks: lists, and beside a divider."""
    listed = isinstance(block, Row | Facts | Progress) and type(before) is type(block)
    return listed or isinstance(before, Divider) or isinstance(block, Divider)


def _block(
    block: Block, offered: Sequence[Control], numbers: Numbers, words: Words, keep: Keep
) -> list[Strip]:
    match block:
        case Row(text, button):
            return [Strip((Piece(inline(text)), _press(button, numbers)))]
        case Buttons(items):
            return _buttons(items, numbers)
        case Menu(label) | People(label) | Channels(label):
            return [strip(f"{inline(label)}:"), *_choices(offered, numbers)]
        case Chart(_, alt):
            return paragraph(alt)
        case Picture(png, alt):
            return _attached(keep("picture.png", png), words.picture, alt, words)
        case File(name, data, note):
            return _attached(keep(name, data), words.file, note, words)
        case _:
            return _prose(block)


def _prose(block: Text | Note | Quote | Facts | Progress | Divider) -> list[Strip]:
    match block:
        case Text(text):
            return paragraph(text)
        case Note(text):
            return paragraph(text, "dim")
        case Quote(text):
            return paragraph(text, "italic", "┆ ")
        case Facts(pairs):
            return [strip(f"{inline(name)}: {inline(value)}") for name, value in pairs]
        case Progress(done, of, label):
            return [strip(f"{inline(label)}: {done}/{of} {_bar(done, of)}".rstrip())]
        case Divider():
            return [strip("─" * 12, "dim")]
        case _:
            assert_never(block)


def _bar(done: int, of: int) -> str:
    cells = min(of, _LONGEST_BAR)
    full = done * cells // of if of else 0
    return "█" * full + "░" * (cells - full)


def _attached(path: Path | None, template: str, note: str, words: Words) -> list[Strip]:
    where = words.unsaved if path is None else template.format(path=path)
    return [strip(where), *paragraph(note, "dim")]


def _buttons(items: Sequence[Button | Link], numbers: Numbers) -> list[Strip]:
    pressed = tuple(_press(item, numbers) for item in items if isinstance(item, Button))
    ways_out = [item for item in items if isinstance(item, Link)]
    strips = [Strip(pressed)] if pressed else []
    return strips + [strip(f"→ {inline(item.label)}: {inline(item.url)}") for item in ways_out]


def _press(button: Button, numbers: Numbers) -> Piece:
    return Piece(f"[{next(numbers)}] {inline(button.label)}", _LOOKS[button.look])


def _choices(offered: Sequence[Control], numbers: Numbers) -> list[Strip]:
    pieces = [Piece(f"[{next(numbers)}] {pick.label}{_hint(pick)}") for pick in offered]
    if any(pick.hint for pick in offered):
        return [Strip((piece,), "  ") for piece in pieces]
    return [Strip(tuple(pieces), "  ")]


def _hint(pick: Control) -> str:
    return f" ({inline(pick.hint)})" if pick.hint else ""
