"""The `.env` file: NAME=value lines with their line numbers, and the lines that are none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.problems import ConfigError, Problem, readable

_ENTRY = re.compile(r"\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*")
_QUOTED = re.compile(r"""(?:'([^']*)'|"((?:\\.|[^"\\])*)")\s*(?:#.*)?""")
_COMMENT = re.compile(r"(?:^|\s+)#.*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One value and where it was given; without a file, in the environment itself."""

    name: str
    value: str
    file: Path | None = None
    line: int | None = None

    def problem(self, what: str, remedy: str) -> Problem:
        """Describe a mistake here; `what` goes on after the name."""
        return Problem(self.file, self.line, f"{self.name} {what}", remedy)


def read(file: Path) -> tuple[list[Entry], list[Problem]]:
    """Read a file, which may be absent, into its entries and its mistakes.

    A mistake never repeats the line: it may hold a secret.
    """
    try:
        text = readable(file) if file.exists() else ""
    except ConfigError as error:
        return [], list(error.problems)
    read = list(_lines(file, text))
    entries = [line for line in read if isinstance(line, Entry)]
    return entries, [*(line for line in read if isinstance(line, Problem)), *_repeated(entries)]


def _lines(file: Path, text: str) -> Iterator[Entry | Problem]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not _COMMENT.sub("", line).strip():
            continue
        entry = _ENTRY.fullmatch(line)
        if entry is None:
            remedy = "Write NAME=value, or begin the line with # if it is a note."
            yield Problem(file, number, "This line is not a setting.", remedy)
        elif (value := _value(entry[2])) is None:
            remedy = "Put the whole value, and nothing but a # note after it, on one line."
            yield Problem(file, number, f"The quotes of {entry[1]} do not close.", remedy)
        else:
            yield Entry(entry[1], value, file, number)


def _value(written: str) -> str | None:
    """Take quotes and notes away; None when quotes do not close where the value ends."""
    if not written.startswith(('"', "'")):
        return _COMMENT.sub("", written)
    quoted = _QUOTED.fullmatch(written)
    if quoted is None:
        return None
    return quoted[1] if quoted[1] is not None else re.sub(r"\\(.)", r"\1", quoted[2])


def _repeated(entries: list[Entry]) -> Iterator[Problem]:
    first: dict[str, Entry] = {}
    for entry in entries:
        earlier = first.setdefault(entry.name, entry)
        if earlier is not entry:
            yield entry.problem(f"is set in line {earlier.line}, too.", "Keep one of the two.")
