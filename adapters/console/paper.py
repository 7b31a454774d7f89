"""Putting lines on a terminal of any width, in colour or without, whatever they say."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from shutil import get_terminal_size
from typing import TextIO

from rich.console import Console
from rich.text import Text

from adapters.console.harmless import harmless

NARROWEST, WIDEST = 20, 100
"""Columns: below, words no longer fit; above, lines are too long to read."""

PIPED = 80
"""Columns where nobody says how many there are."""

_PLAINER = str.maketrans(
    {
        "╭": "+", "╰": "+", "│": "|", "┆": ":", "─": "-", "█": "#", "░": ".", "○": "o", "●": "*",
        "→": "->", "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...",
    }
)  # fmt: skip
_GAP = "   "
_BAR = "│ "


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stay together where they fit, in one of rich's styles."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """Pieces beside each other; each line they wrap into begins with `lead`."""

    pieces: tuple[Piece, ...] = ()
    lead: str = ""

    def text(self) -> str:
        """Return the strip as one bare line."""
        return self.lead + _GAP.join(piece.text for piece in self.pieces)


def strip(text: str, style: str = "", lead: str = "") -> Strip:
    """Make a strip of one piece."""
    return Strip((Piece(text, style),), lead)


@dataclass(frozen=True, slots=True)
class Paper:
    """Where lines go, how wide it is just now (in columns), and whether it takes colour."""

    write: Callable[[str], object]
    width: Callable[[], int]
    colour: bool = False

    def framed(self, heading: str, strips: Sequence[Strip], accent: str = "") -> None:
        """Print strips as a card, with a line above that says who can see it."""
        self.write(framed(heading, strips, accent, width=self.width(), colour=self.colour))

    def plain(self, *strips: Strip) -> None:
        """Print strips as they are."""
        self.write(flat(strips, width=self.width(), colour=self.colour))


def paper_for(out: Callable[[], TextIO], environ: Mapping[str, str]) -> Paper:
    """Print to a stream, as wide and colourful as it and the environment say."""
    tty = out().isatty()
    colour = tty and not environ.get("NO_COLOR") and environ.get("TERM", "") not in ("", "dumb")

    def write(text: str) -> None:
        stream = out()
        try:
            stream.write(writable(text, stream.encoding))
            stream.flush()
        except BrokenPipeError:
            # Whoever read along has left: the rest is said to nobody, and that is no failure.
            nobody = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nobody, stream.fileno())
            os.close(nobody)

    def width() -> int:
        return get_terminal_size((PIPED, 24)).columns if tty else PIPED

    return Paper(write, width, colour)


def writable(text: str, encoding: str | None) -> str:
    """Write text so that an encoding can hold it, with plainer signs where it lacks ours."""
    coding = encoding or "utf-8"
    try:
        text.encode(coding)
    except UnicodeEncodeError:
        return text.translate(_PLAINER).encode(coding, "replace").decode(coding)
    return text


def framed(
    heading: str, strips: Sequence[Strip], accent: str = "", *, width: int, colour: bool
) -> str:
    """Draw strips as a card of this many columns; the first one is its title."""
    room = _room(width) - len(_BAR)
    inner = [line for strip in strips for line in _lines(strip, room)]
    corners = ["╭ ", *[_BAR] * (len(inner) - 1), "╰"]
    edges = [Text(corner, style=accent) for corner in corners]
    drawn = [edge.append_text(line) for edge, line in zip(edges, [*inner, Text()], strict=True)]
    return _print([*_lines(strip_heading(heading), _room(width)), *drawn], colour)


def flat(strips: Iterable[Strip], *, width: int, colour: bool) -> str:
    """Draw strips without a frame."""
    return _print([line for strip in strips for line in _lines(strip, _room(width))], colour)


def strip_heading(heading: str) -> Strip:
    """Make the line above a card."""
    return strip(f"({heading})", "dim")


def _room(width: int) -> int:
    return max(NARROWEST, min(width, WIDEST))


def _lines(strip: Strip, room: int) -> list[Text]:
    room -= len(strip.lead)
    lines = [Text()]
    for piece in strip.pieces:
        text = Text(harmless(piece.text), style=piece.style)
        gap = _GAP if lines[-1] else ""
        if lines[-1].cell_len + len(gap) + text.cell_len <= room and "\n" not in text.plain:
            lines[-1].append(gap).append_text(text)
        else:
            lines += text.wrap(_console(False), room)
    if len(lines) > 1 and not lines[0]:
        del lines[0]
    return [Text(strip.lead).append_text(line) for line in lines]


def _print(lines: Iterable[Text], colour: bool) -> str:
    console = _console(colour)
    for line in lines:
        line.rstrip()
        console.print(line, soft_wrap=True)
    return str(console.file.getvalue())  # type: ignore[attr-defined]


def _console(colour: bool) -> Console:
    # Its own environment is left out: what it would guess from there has been decided above.
    return Console(
        file=StringIO(),
        width=WIDEST,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
