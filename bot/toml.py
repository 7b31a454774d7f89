"""TOML with line numbers: a file's values, and the line on which each of its keys stands."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.problems import ConfigError, Problem, readable

Key = tuple[str | int, ...]
"""A dotted key; a number is a place in a list, counted from nought."""

_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_NAME = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|'[^']*'""")
_STRING = re.compile(
    r""""{3}(?:\\.|[^\\])*?"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\])*"|'[^']*\'""", re.DOTALL
)
_PLAIN = re.compile(r"[^,\]}#\n]+")
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds, and where."""

    file: Path
    data: dict[str, object]
    lines: dict[Key, int]

    def line(self, key: Key) -> int | None:
        """Find the line of a key or, where it is absent, of the nearest table around it."""
        while key:
            if key in self.lines:
                return self.lines[key]
            key = key[:-1]
        return None

    def problem(self, key: Key, what: str, remedy: str, *, within: Key = ()) -> Problem:
        """Describe a mistake at a key; `what` goes on after its name, which may have a prefix."""
        name = spoken((*within, *key))
        return Problem(self.file, self.line(key), f"{name[0].upper()}{name[1:]} {what}", remedy)

    def strings(self) -> Iterator[tuple[Key, str]]:
        """Walk over every string of the file."""
        return _strings((), self.data)


def read(file: Path) -> Document:
    """Read a TOML file; raise ConfigError when it is absent, not UTF-8 or not TOML."""
    text = readable(file)
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigError([_syntax(file, text, str(error))]) from error
    return Document(file, data, index(text))


def index(text: str) -> dict[Key, int]:
    """Find the line, counted from one, of every key and list item; ValueError if it is not TOML."""
    scan = _Scan(text.replace("\r\n", "\n"))
    scan.statements()
    return scan.lines


def spoken(key: Key) -> str:
    """Name a key the way its writer knows it."""
    dotted = ".".join(part for part in key if isinstance(part, str))
    if key and isinstance(key[-1], int):
        return f"item {key[-1] + 1}" + (f" of `{dotted}`" if dotted else "")
    return f"`{dotted}`" if dotted else "the file"


class _Scan:
    """One pass over TOML that tomllib has found valid; it looks only for keys and line ends."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Key, int] = {}
        self._text = text
        self._at = 0
        self._line = 1
        self._counts: dict[Key, int] = {}

    def statements(self) -> None:
        table: Key = ()
        while self._skip(_BLANK) < len(self._text):
            line = self._line
            if self._take("[["):
                table = self._element(self._names(), line)
                self._take("]]")
            elif self._take("["):
                table = self._mark((), self._names(), line)
                self._take("]")
            else:
                self._pair(table)

    def _pair(self, table: Key) -> None:
        key = self._mark(table, self._names(), self._line)
        self._take("=")
        self._skip(_SPACE)
        self._value(key)

    def _value(self, key: Key) -> None:
        if self._take("["):
            self._items(key)
        elif self._take("{"):
            self._pairs(key)
        elif not self._match(_STRING):
            self._need(_PLAIN)

    def _items(self, key: Key) -> None:
        place = 0
        while not self._closed("]"):
            self.lines[*key, place] = self._line
            self._value((*key, place))
            self._skip(_BLANK)
            self._take(",")
            place += 1

    def _pairs(self, key: Key) -> None:
        while not self._closed("}"):
            self._pair(key)
            self._skip(_BLANK)
            self._take(",")

    def _closed(self, bracket: str) -> bool:
        self._skip(_BLANK)
        return self._take(bracket)

    def _names(self) -> list[str]:
        names = []
        while True:
            self._skip(_SPACE)
            names.append(_plain(self._need(_NAME)))
            self._skip(_SPACE)
            if not self._take("."):
                return names

    def _mark(self, table: Key, names: list[str], line: int) -> Key:
        """Note a key and, where nothing else did, the tables that its dots imply."""
        key = (*self._around(table, names, line), names[-1])
        self.lines[key] = line
        return key

    def _element(self, names: list[str], line: int) -> Key:
        """Note one more table of a list of tables; the list stands where its first table does."""
        key = (*self._around((), names, line), names[-1])
        place = self._counts.get(key, 0)
        self._counts[key] = place + 1
        self.lines.setdefault(key, line)
        self.lines[*key, place] = line
        return (*key, place)

    def _around(self, table: Key, names: list[str], line: int) -> Key:
        for name in names[:-1]:
            table = (*table, name)
            self.lines.setdefault(table, line)
            table = self._newest(table)
        return table

    def _newest(self, key: Key) -> Key:
        """Step into the newest table where a name means a list of tables."""
        return (*key, self._counts[key] - 1) if key in self._counts else key

    def _take(self, mark: str) -> bool:
        if not self._text.startswith(mark, self._at):
            return False
        self._at += len(mark)
        return True

    def _skip(self, pattern: re.Pattern[str]) -> int:
        self._match(pattern)
        return self._at

    def _need(self, pattern: re.Pattern[str]) -> str:
        """Match, or give up: on what is not TOML the loops would never end."""
        if found := self._match(pattern):
            return found
        raise ValueError(f"line {self._line} is not TOML")

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            return ""
        self._at = found.end()
        self._line += found.group().count("\n")
        return found.group()


def _plain(name: str) -> str:
    """Take a key's quotes and escapes away."""
    quoted = name.startswith(('"', "'"))
    return str(tomllib.loads(f"k = {name}")["k"]) if quoted else name


def _syntax(file: Path, text: str, said: str) -> Problem:
    place = _PLACE.search(said)
    last = text.rstrip().count("\n") + 1
    line = None if place is None else int(place[1] or last)
    what = f"This is not TOML: {_PLACE.sub('', said)}."
    return Problem(file, line, what, "Mend this line or the one before it.")


def _strings(key: Key, value: object) -> Iterator[tuple[Key, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings((*key, name), inner)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _strings((*key, place), inner)
