"""Pictures: charts drawn for a phone's width, on a ground of their own that suits light and dark.

The only place that plots. Loading it takes a second and much memory: whoever needs a picture asks
the studio, which loads it in a process of its own.
"""

import io
from collections.abc import Iterator, Sequence
from typing import assert_never

from matplotlib.figure import Figure
from matplotlib.patches import BoxStyle, FancyBboxPatch, PathPatch, Rectangle
from matplotlib.path import Path
from PIL import Image

from bot.ui.chart import SCALE, Bars, Funnel, Hue, Lines, Plot, Stage

WIDTH = 320
"""Dots across a narrow phone; a picture has two dots for each, and all measures are in these."""

SHARP = 2
SMALLEST = 11
"""The smallest letters, in dots of a narrow phone."""

GROUND, INK, QUIET, RULE = "#22323d", "#f4f1ea", "#c3ccd2", "#55666f"
"""The picture's own ground, its words, words that matter less, and lines to read by."""

HUES = {
    Hue.WAY: "#6cb6f2",
    Hue.OPEN: "#f2c14e",
    Hue.SILENT: "#74858f",
    Hue.NO: "#e6a9d3",
    Hue.OWN: "#e08e5a",
    Hue.GLAD: "#58d3a4",
}
"""Colours that people tell apart however they see colours; each has its words beside it, too."""

_MARGIN = 14.0
_COLOURS = 128
_HEAD, _LINE, _GAP = 24.0, 19.0, 5.0
_WIDEST, _THICKEST, _THINNEST = 92.0, 26.0, 2.5
_TURN, _END, _SAID = 14.0, 150.0, 158.0
_DASHES = ("-", "--", ":")
_MARKS = ("o", "s", "D")


def png(plot: Plot) -> bytes:
    """Draw a chart."""
    match plot:
        case Funnel():
            sheet = _Sheet(_height(plot))
            _funnel(sheet, plot)
        case Bars():
            sheet = _Sheet(210)
            _bars(sheet, plot)
        case Lines():
            sheet = _Sheet(210)
            _lines(sheet, plot)
        case _:
            assert_never(plot)
    return sheet.png()


class _Sheet:
    """A sheet to draw on, measured in dots of a narrow phone from its upper left corner."""

    def __init__(self, height: float) -> None:
        self.height = height
        dots = 72 * SHARP
        self._figure = Figure(figsize=(WIDTH / 72, height / 72), dpi=dots, facecolor=GROUND)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(height, 0)

    def words(
        self, x: float, y: float, said: str, *, ink: str = INK, size: float = 12, **how: str
    ) -> None:
        """Write something; `size` in dots of a narrow phone."""
        self._axes.text(
            x, y, said, color=ink, fontsize=size, parse_math=False,
            verticalalignment=how.get("up", "center"),
            horizontalalignment=how.get("side", "left"),
            fontweight=how.get("weight", "normal"),
        )  # fmt: skip

    def block(self, x: float, y: float, width: float, height: float, hue: Hue) -> None:
        """Draw a block of colour."""
        self._axes.add_patch(Rectangle((x, y), width, height, color=HUES[hue], linewidth=0))

    def sign(self, x: float, y: float, hue: Hue) -> None:
        """Draw a small sign of a colour, for a legend."""
        look = BoxStyle.Round(pad=0, rounding_size=2)
        self._axes.add_patch(
            FancyBboxPatch((x, y - 5), 10, 10, boxstyle=look, color=HUES[hue], linewidth=0)
        )

    def band(self, right: float, top: float, thick: float, y: float, hue: Hue) -> None:
        """Draw what leaves the way: from its right edge down, and round to the right."""
        left, low = right - thick, y + thick
        points = [
            (right, top), (right, y), (right, y), (_END, y),
            (_END, low), (left, low), (left, low), (left, top), (right, top),
        ]  # fmt: skip
        curve, line = [Path.CURVE4] * 3, [Path.LINETO]
        path = Path(points, [Path.MOVETO, *curve, *line, *curve, *line])
        self._axes.add_patch(PathPatch(path, color=HUES[hue], linewidth=0))

    def line(
        self, xs: Sequence[float], ys: Sequence[float], ink: str, *, mark: str = "", dash: str = "-"
    ) -> None:
        """Draw a line, with a mark at each point if wanted."""
        self._axes.plot(
            xs, ys, color=ink, linestyle=dash, marker=mark, markersize=6,
            linewidth=2 if mark else 0.6, solid_capstyle="round",
        )  # fmt: skip

    def png(self) -> bytes:
        """Return what was drawn."""
        drawn, out = io.BytesIO(), io.BytesIO()
        self._figure.savefig(drawn, format="png")
        with Image.open(drawn) as whole:
            # A flat drawing needs few colours, which makes it a third of the size.
            few = whole.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
        few.save(out, "PNG", optimize=True)
        return out.getvalue()


def _funnel(sheet: _Sheet, plot: Funnel) -> None:
    one = _one(plot)
    y = _MARGIN / 2
    for stage in plot.stages:
        sheet.words(_MARGIN, y + _HEAD / 2, f"{stage.label}  {stage.count}", size=13, weight="bold")
        y += _HEAD
        y = _stage(sheet, stage, y, one)


def _stage(sheet: _Sheet, stage: Stage, top: float, one: float) -> float:
    """Draw a stage from its head down; returns where the next one begins."""
    thick = [max(branch.count * one, _THINNEST) for branch in stage.branches]
    onward = max(stage.onward * one, _THINNEST) if stage.onward else 0.0
    bottom = top + _stage_height(stage, one)
    right, y = _MARGIN + onward + sum(thick), top + _TURN
    for branch, wide in zip(stage.branches, thick, strict=True):
        room = max(wide, _LINE)
        at = y + (room - wide) / 2
        sheet.band(right, top, wide, at, branch.hue)
        sheet.words(_SAID, at + wide / 2, f"{branch.count}  {branch.label}")
        right, y = right - wide, y + room + _GAP
    if onward:
        sheet.block(_MARGIN, top, onward, bottom - top, Hue.WAY)
    return bottom


def _stage_height(stage: Stage, one: float) -> float:
    rooms = [max(branch.count * one, _THINNEST, _LINE) + _GAP for branch in stage.branches]
    return max(_TURN + sum(rooms), _LINE)


def _height(plot: Funnel) -> float:
    one = _one(plot)
    return _MARGIN * 1.5 + sum(_HEAD + _stage_height(stage, one) for stage in plot.stages)


def _one(plot: Funnel) -> float:
    """Say how broad one of all is drawn; few are not made to look like many."""
    return min(_WIDEST / plot.stages[0].count, _THICKEST)


def _bars(sheet: _Sheet, plot: Bars) -> None:
    top, floor = _legend(sheet, plot.names, plot.hues) + 26, sheet.height - 28
    most = max(1, *(sum(counts) for _, counts in plot.columns))
    sheet.line((_MARGIN, WIDTH - _MARGIN), (floor, floor), RULE)
    for (label, counts), x, step in _columns(plot.columns):
        y = floor
        for count, hue in zip(counts, plot.hues, strict=True):
            tall = (floor - top) * count / most
            sheet.block(x - step * 0.31, y - tall, step * 0.62, max(tall - 1, 0), hue)
            y -= tall
        if any(counts):
            sheet.words(x, y - 9, str(sum(counts)), side="center", weight="bold")
        sheet.words(x, floor + 13, label, ink=QUIET, size=SMALLEST, side="center")


def _columns(
    columns: Sequence[tuple[str, tuple[int, ...]]],
) -> Iterator[tuple[tuple[str, tuple[int, ...]], float, float]]:
    """Place columns side by side; with many, only every other one has its label."""
    step = (WIDTH - 2 * _MARGIN) / len(columns)
    for place, (label, counts) in enumerate(columns):
        is_named = step > 40 or (len(columns) - 1 - place) % 2 == 0
        yield (label if is_named else "", counts), _MARGIN + step * (place + 0.5), step


def _lines(sheet: _Sheet, plot: Lines) -> None:
    top, floor = _legend(sheet, plot.names, plot.hues) + 14, sheet.height - 34
    lowest, highest = SCALE[0], SCALE[-1]
    step = (floor - top) / (highest - lowest)
    for value in SCALE:
        y = floor - (value - lowest) * step
        sheet.line((66, WIDTH - _MARGIN), (y, y), RULE)
    sheet.words(_MARGIN, top, plot.high, ink=QUIET, size=SMALLEST)
    sheet.words(_MARGIN, floor, plot.low, ink=QUIET, size=SMALLEST)
    wide = (WIDTH - _MARGIN - 96) / max(len(plot.labels) - 1, 1)
    xs = [76 + wide * place for place in range(len(plot.labels))]
    for place, (line, hue) in enumerate(zip(plot.points, plot.hues, strict=True)):
        said = [(x, floor - (y - lowest) * step) for x, y in zip(xs, line, strict=True) if y]
        across, down = [x for x, _ in said], [y for _, y in said]
        dash, mark = _DASHES[place % 3], _MARKS[place % 3]
        sheet.line(across, down, HUES[hue], mark=mark, dash=dash)
    for place, (x, label) in enumerate(zip(xs, plot.labels, strict=True)):
        if wide > 40 or (len(xs) - 1 - place) % 2 == 0:
            sheet.words(x, floor + 20, label, ink=QUIET, size=SMALLEST, side="center")


def _legend(sheet: _Sheet, names: Sequence[str], hues: Sequence[Hue]) -> float:
    """Name the colours at the top, in as many lines as it takes; returns where they end."""
    x, y = _MARGIN, 18.0
    for name, hue in zip(names, hues, strict=True):
        wide = 16 + 7 * len(name)
        if x > _MARGIN and x + wide > WIDTH:
            x, y = _MARGIN, y + 18
        sheet.sign(x, y, hue)
        sheet.words(x + 15, y, name)
        x += wide + 8
    return y + 9
