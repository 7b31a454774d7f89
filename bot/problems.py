"""Mistakes in words and settings, gathered so that all of them can be told at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import TracebackType
from typing import NoReturn, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where it stands, what is wrong and what puts it right.

    Without a file it stands in the environment; without a line it concerns the whole file.
    """

    file: Path | None
    line: int | None
    what: str
    remedy: str

    def __str__(self) -> str:
        place = "environment" if self.file is None else str(self.file)
        numbered = place if self.line is None else f"{place}:{self.line}"
        return f"{numbered}: {self.what} {self.remedy}"


class ConfigError(Exception):
    """Every mistake found in one reading, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(dict.fromkeys(problems), key=_place))
        super().__init__("\n".join(map(str, self.problems)))


class Findings:
    """A place to lay mistakes down until everything has been read."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def add(self, *problems: Problem) -> None:
        """Lay mistakes down."""
        self._problems.extend(problems)

    def attempt(self, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Callable[[], T]:
        """Read now and keep the mistakes; hand back a way to the value for after `settle`."""
        try:
            value = read(*args, **kwargs)
        except ConfigError as error:
            self._problems.extend(error.problems)
            return _refusing(error)
        return lambda: value

    def __enter__(self) -> "Findings":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self.settle()

    def settle(self) -> None:
        """Raise ConfigError with everything laid down, or do nothing when that is nothing."""
        if self._problems:
            raise ConfigError(self._problems)


def suggestion(name: str, known: Iterable[str], otherwise: str) -> str:
    """Offer the known name that looks most like a mistyped one, else say something else."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"Did you mean `{near[0]}`?" if near else otherwise


def readable(file: Path) -> str:
    """Read a text file; raise ConfigError when it is absent, closed to us or not UTF-8."""
    try:
        raw = file.read_bytes()
    except FileNotFoundError as error:
        raise ConfigError([Problem(file, None, "The file is missing.", "Add it.")]) from error
    except OSError as error:
        what = f"The file cannot be read: {error.strerror}."
        remedy = "Check that it is a file and that the bot may read it."
        raise ConfigError([Problem(file, None, what, remedy)]) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = "This line is not UTF-8 text."
        raise ConfigError([Problem(file, line, what, "Save the file as UTF-8.")]) from error


def _refusing(error: ConfigError) -> Callable[[], NoReturn]:
    def refuse() -> NoReturn:
        raise error

    return refuse


def _place(problem: Problem) -> tuple[str, int]:
    return str(problem.file or ""), problem.line or 0
