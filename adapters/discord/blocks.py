"""A card's blocks as the parts that Discord's components are made of; nothing is counted here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never
from urllib.parse import parse_qs, unquote

from adapters.discord import markup
from adapters.discord.prose import Piece
from adapters.discord.words import Words
from bot.ui import limits
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
    Menu,
    Note,
    People,
    Picture,
    Progress,
    Quote,
    Row,
    Text,
)

_LONGEST_BAR = 10


@dataclass(frozen=True, slots=True)
class Said:
    """Text, of pieces that follow each other without a gap."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Text with a button at its side."""

    said: Said
    button: Button


@dataclass(frozen=True, slots=True)
class Pressed:
    """At most five buttons beside each other; a link comes with an address that is taken."""

    items: tuple[Button | Link, ...]


@dataclass(frozen=True, slots=True)
class Picked:
    """A menu; its label stands above it as text."""

    menu: Menu | People | Channels


Part = Said | Beside | Pressed | Picked | Divider | Picture | File


def card_parts(card: Card, words: Words) -> tuple[Part, ...]:
    """Take a card apart, its title first."""
    title = said(Piece(card.title, markup.heading))
    return (title, *(part for block in card.blocks for part in _parts(block, words)))


def said(*pieces: Piece) -> Said:
    """Put pieces of text together."""
    return Said(pieces)


def pieces(parts: Sequence[Part]) -> Iterator[Piece]:
    """Go over every piece of text."""
    for part in parts:
        if isinstance(part, Beside):
            yield from part.said.pieces
        elif isinstance(part, Said):
            yield from part.pieces


def _parts(block: Block, words: Words) -> tuple[Part, ...]:
    match block:
        case Row(text, button):
            return (Beside(said(Piece(text, markup.markdown)), button),)
        case Divider() | Picture():
            return (block,)
        case Chart(_, alt):
            return (_prose(Text(alt)),)
        case File(_, _, note):
            return (block, said(Piece(note, markup.small)))
        case Buttons(items):
            return _buttons(items, words)
        case Menu(label) | People(label) | Channels(label):
            return (said(Piece(label, markup.bold)), Picked(block))
        case _:
            return (_prose(block),)


def _prose(block: Text | Note | Quote | Facts | Progress) -> Said:
    match block:
        case Text(text):
            return said(Piece(text, markup.markdown))
        case Note(text):
            return said(Piece(text, markup.small))
        case Quote(text):
            return said(Piece(text, markup.fenced))
        case Facts(pairs):
            return said(*_facts(pairs))
        case Progress(done, of, label):
            return said(Piece(f"{label}: {done}/{of} {_bar(done, of)}", markup.markdown))
        case _:
            assert_never(block)


def _facts(pairs: Sequence[tuple[str, str]]) -> Iterator[Piece]:
    for number, (name, value) in enumerate(pairs):
        start = "\n" if number else ""
        yield Piece(name, lambda text, start=start: f"{start}{markup.bold(text)}: ")  # type: ignore[misc]
        yield Piece(value, lambda text: " ".join(markup.markdown(text).split()))


def _bar(done: int, of: int) -> str:
    cells = min(of, _LONGEST_BAR)
    full = done * cells // of if of else 0
    return "▰" * full + "▱" * (cells - full)


def _buttons(items: Sequence[Button | Link], words: Words) -> tuple[Part, ...]:
    """Lay out rows of five; a link that no button may carry becomes a line of text above them."""
    spoken = [item for item in items if isinstance(item, Link) and not markup.address(item.url)]
    shown = [item for item in items if item not in spoken]
    lines = tuple(_line(number, _spoken(link, words)) for number, link in enumerate(spoken))
    step = limits.BUTTONS_IN_ROW
    rows = [Pressed(tuple(shown[at : at + step])) for at in range(0, len(shown), step)]
    return (Said(lines), *rows) if lines else tuple(rows)


def _line(number: int, text: str) -> Piece:
    start = "\n" if number else ""
    return Piece(text, lambda text: start + markup.markdown(text))


def _spoken(link: Link, words: Words) -> str:
    if not link.url.startswith(("tel:", "sms:")):
        return f"{link.label}: {link.url}"
    scheme, _, way = link.url.partition(":")
    path, _, query = way.partition("?")
    number, label = unquote(path), link.label
    if scheme == "tel":
        return words.call.format(label=label, number=number)
    body = parse_qs(query).get("body")
    if body:
        return words.text_word.format(label=label, number=number, word=body[0])
    return words.text.format(label=label, number=number)
