"""Charts as data: what a picture shows, and the words that say the same; drawn later, elsewhere."""

from dataclasses import dataclass
from enum import StrEnum

from bot.ui import limits
from bot.ui.control import number, within


class Hue(StrEnum):
    """What a part of a chart is; every picture gives each a colour of its own."""

    WAY = "way"
    OPEN = "open"
    SILENT = "silent"
    NO = "no"
    OWN = "own"
    GLAD = "glad"


@dataclass(frozen=True, slots=True)
class Branch:
    """What left the way at a stage, and how many did."""

    label: str
    count: int
    hue: Hue

    def __post_init__(self) -> None:
        """Refuse what could not be read, or would not be seen."""
        within("branch", self.label, limits.CHART_LABEL)
        if self.count < 1:
            raise ValueError(f"a branch of {self.count}")


@dataclass(frozen=True, slots=True)
class Stage:
    """How many came so far, and what became of those who went no further."""

    label: str
    count: int
    branches: tuple[Branch, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what could not be read, or does not add up."""
        within("stage", self.label, limits.CHART_LABEL)
        if self.onward < 0:
            raise ValueError(f"of {self.count} more than all went other ways")

    @property
    def onward(self) -> int:
        """How many went on to the next stage."""
        return self.count - sum(branch.count for branch in self.branches)


@dataclass(frozen=True, slots=True)
class Funnel:
    """A way in stages that grows narrower, each stage made of those who went on."""

    stages: tuple[Stage, ...]

    def __post_init__(self) -> None:
        """Refuse a way on which somebody appears or gets lost."""
        number("stages", self.stages, limits.CHART_STAGES)
        after = [stage.count for stage in self.stages[1:]]
        if [stage.onward for stage in self.stages] != [*after, 0]:
            raise ValueError("not all who went on are at the next stage")
        if self.stages[0].count < 1:
            raise ValueError("nobody is on the way")


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts side by side, such as weeks; each column has one count for each name."""

    names: tuple[str, ...]
    hues: tuple[Hue, ...]
    columns: tuple[tuple[str, tuple[int, ...]], ...]

    def __post_init__(self) -> None:
        """Refuse columns that do not say something about every name."""
        _legend(self.names)
        number("columns", self.columns, limits.CHART_COLUMNS)
        for label, counts in self.columns:
            within("column", label, limits.CHART_LABEL)
            if len(counts) != len(self.names) or min(counts) < 0:
                raise ValueError(f"{len(counts)} counts for {len(self.names)} names")
        if len(self.hues) != len(self.names):
            raise ValueError(f"{len(self.hues)} hues for {len(self.names)} names")


SCALE = range(1, 6)
"""What people are asked to say: from 1, low, to 5."""


@dataclass(frozen=True, slots=True)
class Lines:
    """How something went up and down from `low` to `high`; None where nothing was said."""

    low: str
    high: str
    labels: tuple[str, ...]
    names: tuple[str, ...]
    hues: tuple[Hue, ...]
    points: tuple[tuple[int | None, ...], ...]

    def __post_init__(self) -> None:
        """Refuse lines that leave the scale, or are shorter than the others."""
        _legend(self.names)
        number("labels", self.labels, limits.CHART_COLUMNS)
        if {len(self.hues), len(self.points)} != {len(self.names)}:
            raise ValueError("not every line has a name, a hue and points")
        for line in self.points:
            if len(line) != len(self.labels):
                raise ValueError(f"{len(line)} points for {len(self.labels)} labels")
            if any(point is not None and point not in SCALE for point in line):
                raise ValueError("a point off the scale")


Plot = Funnel | Bars | Lines


@dataclass(frozen=True, slots=True)
class Chart:
    """Something to be drawn, and the words that say the same; never seen by a platform."""

    plot: Plot
    alt: str

    def __post_init__(self) -> None:
        """Refuse more words than a picture may have."""
        within("alt text", self.alt, limits.ALT_TEXT)


def _legend(names: tuple[str, ...]) -> None:
    number("names", names, limits.CHART_NAMES)
    for name in names:
        within("name", name, limits.CHART_LABEL)
