"""Pictures: small, sharp, and readable by everybody on any ground."""

import itertools
import subprocess
import sys
from collections.abc import Sequence
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.ui import picture
from bot.ui.chart import Bars, Branch, Funnel, Hue, Lines, Plot, Stage
from bot.ui.picture import GROUND, HUES, INK, QUIET

ONE = Funnel((Stage("Sent", 1, (Branch("waiting", 1, Hue.OPEN),)),))
FIVE = Funnel(
    (
        Stage("Sent", 5, (Branch("waiting", 2, Hue.OPEN), Branch("no reply", 1, Hue.SILENT))),
        Stage("Interview", 2, (Branch("a no", 1, Hue.NO),)),
        Stage("Offer", 1, (Branch("accepted", 1, Hue.GLAD),)),
    )
)
ENDS = (
    Branch("waiting", 1, Hue.OPEN),
    Branch("no reply", 520, Hue.SILENT),
    Branch("a no", 300, Hue.NO),
    Branch("withdrawn", 1, Hue.OWN),
)
THOUSAND = Funnel(
    (
        Stage("Sent", 1000, ENDS),
        Stage("Screening", 178, (Branch("a no", 76, Hue.NO), Branch("waiting", 2, Hue.OPEN))),
        Stage("Interview", 100, (Branch("a no", 98, Hue.NO),)),
        Stage("Offer", 2, (Branch("declined", 1, Hue.OWN), Branch("accepted", 1, Hue.GLAD))),
    )
)
WEEKS = tuple(f"{day} Nov" for day in range(1, 9))
BARS = Bars(
    ("Applications", "Steps done", "Looking back"),
    (Hue.WAY, Hue.OPEN, Hue.GLAD),
    tuple((week, (place, 2, place % 2)) for place, week in enumerate(WEEKS)),
)
CROWDED = Bars(
    ("Applications sent in", "Steps done or begun", "Reflections written"),
    (Hue.WAY, Hue.OPEN, Hue.GLAD),
    tuple((f"{day} Nov", (120, 0, day)) for day in range(1, 13)),
)
EMPTY = Bars(("Applications",), (Hue.WAY,), (("1 Nov", (0,)), ("8 Nov", (0,))))
LINES = Lines(
    "low", "high", WEEKS, ("Confidence", "Mood after a no"), (Hue.WAY, Hue.OPEN),
    ((3, None, 2, 3, 3, None, 4, 4), (None, 2, None, 1, 3, None, None, 3)),
)  # fmt: skip
LONE = Lines("low", "high", ("1 Nov",), ("Confidence",), (Hue.WAY,), ((3,),))
PLOTS: tuple[Plot, ...] = (ONE, FIVE, THOUSAND, BARS, CROWDED, EMPTY, LINES, LONE)

# How people with too few cones of one sort see colours (Machado, Oliveira and Fernandes 2009).
SIGHTS = {
    "all cones": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no long": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no middle": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no short": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> tuple[float, ...]:
    """Return a colour's red, green and blue as light, from 0 to 1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG counts it, from 1 to 21."""
    lights = sorted(
        sum(
            part * share for part, share in zip(linear(each), (0.2126, 0.7152, 0.0722), strict=True)
        )
        for each in (one, other)
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def seen(colour: str, sight: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    """Return a colour as somebody sees it, in CIE Lab."""
    light = linear(colour)
    r, g, b = (
        min(max(sum(share * part for share, part in zip(row, light, strict=True)), 0), 1)
        for row in sight
    )
    x, y, z = (
        each ** (1 / 3) if each > 0.008856 else 7.787 * each + 16 / 116
        for each in (
            (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
            0.2126 * r + 0.7152 * g + 0.0722 * b,
            (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("plot", PLOTS)
def test_a_picture_is_small_and_sharp_on_a_phone(plot: Plot) -> None:
    png = picture.png(plot)
    assert len(png) < 60_000
    with Image.open(BytesIO(png)) as drawn:
        assert drawn.width == 2 * 320
        assert drawn.height <= 2 * 640


def test_a_picture_is_the_same_each_time() -> None:
    assert picture.png(THOUSAND) == picture.png(THOUSAND)


@pytest.mark.parametrize("plot", PLOTS)
def test_a_picture_has_a_ground_of_its_own_to_its_edges(plot: Plot) -> None:
    with Image.open(BytesIO(picture.png(plot))) as drawn:
        whole = drawn.convert("RGB")
    ground = tuple(int(GROUND[at : at + 2], 16) for at in (1, 3, 5))
    wide, tall = whole.size
    for edge in (
        (0, 0, wide, 4),
        (0, tall - 4, wide, tall),
        (0, 0, 4, tall),
        (wide - 4, 0, wide, tall),
    ):
        assert whole.crop(edge).getcolors() == [((edge[2] - edge[0]) * (edge[3] - edge[1]), ground)]


def test_no_letters_are_too_small_and_none_leave_the_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[tuple[float, float]] = []
    write = picture._Sheet.words

    def words(sheet: picture._Sheet, x: float, y: float, said: str, **how: object) -> None:
        written.append((float(str(how.get("size", 12))), x))
        assert 0 < y < sheet.height
        write(sheet, x, y, said, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(picture._Sheet, "words", words)
    for plot in PLOTS:
        picture.png(plot)
    assert min(size for size, _ in written) >= 11


def test_words_can_be_read_and_colours_seen() -> None:
    for ink in (INK, QUIET):
        assert contrast(ink, GROUND) >= 7
    for hue in HUES.values():
        assert contrast(hue, GROUND) >= 3


@pytest.mark.parametrize("sight", SIGHTS)
def test_colours_are_told_apart_however_somebody_sees(sight: str) -> None:
    colours = {hue: seen(colour, SIGHTS[sight]) for hue, colour in HUES.items()}
    for one, other in itertools.combinations(colours, 2):
        apart = sum((a - b) ** 2 for a, b in zip(colours[one], colours[other], strict=True)) ** 0.5
        assert apart >= 12, (one, other, apart)


@settings(max_examples=10, deadline=None)
@given(
    st.text(
        st.characters(codec="latin-1", exclude_categories=["C"]), min_size=1, max_size=20
    ).filter(str.strip),
    st.integers(1, 99_999),
)
def test_whatever_a_label_says_is_drawn(label: str, count: int) -> None:
    assert picture.png(Funnel((Stage(label, count, (Branch(label, count, Hue.NO),)),)))


def test_nothing_that_plots_is_loaded_before_the_first_picture() -> None:
    code = "import sys, bot.app, bot.desk; print([m for m in sys.modules if 'matplotlib' in m])"
    told = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"
