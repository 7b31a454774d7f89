"""A card's blocks as Slack's: each in its best manner, every limit of a label kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from adapters.slack import controls, markup
from adapters.slack.markup import Json
from adapters.slack.words import Words
from bot.ui.card import (
    Block,
    Button,
    Buttons,
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

LONGEST_HEADER = 150
LONGEST_FIELD = 2000
LONGEST_ALT = 2000
_LONGEST_NAME = 80
_LONGEST_BAR = 10


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to be uploaded; `alt` says the same in words and is empty for what is no picture."""

    name: str
    data: bytes
    alt: str = ""


@dataclass(slots=True)
class Drawing:
    """The blocks of one card under construction: its files, and its controls counted."""

    words: Words
    files: list[Attachment] = field(default_factory=list)
    position: int = 0

    def blocks(self, block: Block) -> list[Json]:
        """Draw one block of ours as as many of Slack's as it takes."""
        match block:
            case Text() | Note() | Quote() | Facts() | Progress():
                return list(_prose(block))
            case Chart(_, alt):
                return list(_prose(Text(alt)))
            case Divider():
                return [{"type": "divider"}]
            case Picture(png, alt):
                return [self._picture(png, markup.fitted(markup.inline(alt), LONGEST_ALT))]
            case File(name, data, note):
                told = self.words.file.format(name=self._attach(name, data).name, note=note)
                return [context(told)]
            case Row(text, button):
                beside = self.words.beside.format(label=button.label, text=text)
                return [section(markup.said(text), self._button(button, beside))]
            case Buttons(items):
                return list(self._buttons(items))
            case Menu(label) | People(label) | Channels(label):
                return [section(markup.bold(label), controls.menu(block, self._next(), self.words))]
            case _:
                assert_never(block)

    def _button(self, button: Button, aloud: str = "") -> Json:
        return controls.button(button, self._next(), self.words, aloud)

    def _next(self) -> int:
        self.position += 1
        return self.position

    def _buttons(self, items: Sequence[Button | Link]) -> Iterator[Json]:
        """Draw a row of buttons; a link that no button may carry is a line of text above them."""
        lines, elements = list[str](), list[Json]()
        for item in items:
            if isinstance(item, Button):
                elements.append(self._button(item))
            elif url := markup.address(item.url):
                elements.append(controls.link(item, url, self._next(), self.words))
            else:
                lines.append(markup.inline(controls.spoken(item, self.words)))
        if lines:
            room = markup.LONGEST_TEXT // len(lines) - 1
            yield section(markup.said("\n".join(markup.fitted(line, room) for line in lines)))
        if elements:
            yield {"type": "actions", "elements": elements}

    def _picture(self, png: bytes, alt: str) -> Json:
        # The file's id is known once it is uploaded; until then its name stands there.
        name = self._attach("picture.png", png, alt).name
        return {"type": "image", "slack_file": {"id": name}, "alt_text": alt}

    def _attach(self, wanted: str, data: bytes, alt: str = "") -> Attachment:
        safe = markup.inline(wanted).replace("/", "_").replace("\\", "_")
        name, number = markup.fitted(safe, _LONGEST_NAME), 2
        stem, dot, ending = name.rpartition(".")
        while any(file.name == name for file in self.files):
            name = f"{stem}-{number}{dot}{ending}" if stem else f"{ending}-{number}"
            number += 1
        self.files.append(Attachment(name, data, alt))
        return self.files[-1]


def header(title: str) -> Json:
    """Draw a card's title."""
    return {"type": "header", "text": markup.label(title, LONGEST_HEADER)}


def section(text: Json, accessory: Json | None = None) -> Json:
    """Draw a text object, with a control beside it."""
    beside = {"accessory": accessory} if accessory else {}
    return {"type": "section", "text": text, **beside}


def context(text: str) -> Json:
    """Draw small print."""
    return {"type": "context", "elements": [markup.said(text)]}


def _prose(block: Text | Note | Quote | Facts | Progress) -> Iterator[Json]:
    match block:
        case Text(text):
            yield _paragraph(text)
        case Note(text):
            yield context(text)
        case Quote(text):
            part = {"type": "rich_text_preformatted", "elements": [markup.verbatim(text)]}
            yield {"type": "rich_text", "elements": [part]}
        case Facts(pairs):
            yield from _facts(pairs)
        case Progress(done, of, label):
            yield section(markup.said(f"{label}: {done}/{of} {_bar(done, of)}".rstrip()))
        case _:
            assert_never(block)


def _paragraph(text: str) -> Json:
    if markup.is_plain(text):
        return section(markup.plain_text(text))
    part = {"type": "rich_text_section", "elements": markup.rich(text)}
    return {"type": "rich_text", "elements": [part]}


def _facts(pairs: Sequence[tuple[str, str]]) -> Iterator[Json]:
    """Draw names and values as fields; a value too long for a field takes sections of its own."""
    fields: list[Json] = []
    for name, value in pairs:
        if drawn := markup.pair(name, value, LONGEST_FIELD):
            fields.append(drawn)
            continue
        if fields:
            yield {"type": "section", "fields": fields}
        fields = []
        yield from (section(markup.plain_text(each)) for each in markup.pieces(f"{name}\n{value}"))
    if fields:
        yield {"type": "section", "fields": fields}


def _bar(done: int, of: int) -> str:
    cells = min(of, _LONGEST_BAR)
    full = done * cells // of if of else 0
    return "▰" * full + "▱" * (cells - full)
