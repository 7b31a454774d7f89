"""The sentences of the bot: declared by name in code, written in TOML, checked whole at start."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from bot import toml, wording
from bot.problems import ConfigError, Findings, Problem, suggestion
from bot.ui import limits

_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){1,2}")
_declared: dict[str, "Line"] = {}


class Line:
    """A sentence, or several that take turns: its name and the placeholders the code fills.

    Declare each once, at module level. Its length counts without what the placeholders bring.
    """

    __slots__ = ("name", "placeholders")
    limit: ClassVar[int] = limits.TEXT
    many_lines: ClassVar[bool] = True

    def __init__(self, name: str, *placeholders: str) -> None:
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is neither `file.key` nor `file.table.key`")
        for placeholder in placeholders:
            if not wording.is_placeholder(placeholder) or placeholder == "turn":
                raise ValueError(f"{name}: {placeholder!r} cannot be a placeholder")
        if name in _declared:
            raise ValueError(f"{name} is declared twice")
        self.name = name
        self.placeholders = frozenset(placeholders)
        _declared[name] = self

    def __repr__(self) -> str:
        words = (self.name, *sorted(self.placeholders))
        return f"{type(self).__name__}({', '.join(map(repr, words))})"


class Label(Line):
    """The words on a button."""

    __slots__ = ()
    limit = limits.BUTTON_LABEL
    many_lines = False


class FieldLabel(Line):
    """The label of a form's field."""

    __slots__ = ()
    limit = limits.FIELD_LABEL
    many_lines = False


class Title(Line):
    """The title of a card."""

    __slots__ = ()
    limit = limits.CARD_TITLE
    many_lines = False


class FormTitle(Line):
    """The title of a form."""

    __slots__ = ()
    limit = limits.FORM_TITLE
    many_lines = False


class Choice(Line):
    """One choice of a menu or field."""

    __slots__ = ()
    limit = limits.CHOICE_LABEL
    many_lines = False


class Hint(Line):
    """A field's placeholder or description."""

    __slots__ = ()
    limit = limits.HINT
    many_lines = False


class Part(Line):
    """The words beside a part of a chart."""

    __slots__ = ()
    limit = limits.CHART_LABEL
    many_lines = False


class Summary(Line):
    """What a command does, as platforms list it."""

    __slots__ = ()
    limit = limits.COMMAND_SUMMARY
    many_lines = False


@dataclass(frozen=True, slots=True)
class Texts:
    """Every sentence by name, each with its variants."""

    _variants: Mapping[str, tuple[str, ...]]

    def __call__(self, line: Line, /, *, turn: int = 0, **args: str | int) -> str:
        """Say a line; `turn` goes round its variants; arguments are inserted as they are.

        Raises TypeError when the arguments are not exactly the declared placeholders.
        """
        if args.keys() != line.placeholders:
            raise TypeError(f"{line!r} was given {sorted(args)}")
        variants = self._variants[line.name]
        return variants[turn % len(variants)].format_map(args)

    def count(self, line: Line, /) -> int:
        """Count a line's variants."""
        return len(self._variants[line.name])


def declared() -> Mapping[str, Line]:
    """List every line declared so far, by name."""
    return dict(_declared)


def load(folder: Path, declared: Mapping[str, Line]) -> Texts:
    """Read every `*.toml` of a folder; raise ConfigError with all that is wrong in any of them."""
    wanted: dict[str, dict[toml.Key, Line]] = {file.stem: {} for file in folder.glob("*.toml")}
    for line in declared.values():
        stem, *key = line.name.split(".")
        wanted.setdefault(stem, {})[tuple(key)] = line
    with Findings() as found:
        files = [
            found.attempt(_read, folder / f"{stem}.toml", lines) for stem, lines in wanted.items()
        ]
    return Texts({name: variants for read in files for name, variants in read().items()})


def _read(file: Path, lines: Mapping[toml.Key, Line]) -> Mapping[str, tuple[str, ...]]:
    """Read one file of sentences, in which exactly these lines should stand."""
    if not file.exists():
        raise ConfigError([_missing_file(file, lines)])
    document = toml.read(file)
    given = dict(_given((), document.data, lines))
    with Findings() as found:
        found.add(*(_unknown(document, key, lines) for key in given.keys() - lines.keys()))
        found.add(*(_missing(document, key) for key in lines.keys() - given.keys()))
        for key in lines.keys() & given.keys():
            found.add(*_wrong(document, key, lines[key], given[key]))
    return {line.name: tuple(map(_tidy, _variants(given[key]))) for key, line in lines.items()}


def _given(
    key: toml.Key, table: Mapping[str, object], lines: Mapping[toml.Key, Line]
) -> Iterator[tuple[toml.Key, object]]:
    """Walk over what a file gives, through its tables."""
    for name, value in table.items():
        inner = (*key, name)
        if isinstance(value, dict) and inner not in lines:
            yield from _given(inner, value, lines)
        else:
            yield inner, value


def _variants(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _tidy(text: object) -> str:
    return str(text).strip()


def _missing_file(file: Path, lines: Mapping[toml.Key, Line]) -> Problem:
    names = ", ".join(f"`{line.name}`" for line in lines.values())
    return Problem(file, None, f"The file is missing, and with it {names}.", "Add it.")


def _missing(document: toml.Document, key: toml.Key) -> Problem:
    remedy = f"Add `{key[-1]}` here."
    return document.problem(key, "is missing.", remedy, within=(document.file.stem,))


def _unknown(document: toml.Document, key: toml.Key, lines: Mapping[toml.Key, Line]) -> Problem:
    beside = (str(other[-1]) for other in lines if other[:-1] == key[:-1])
    remedy = suggestion(str(key[-1]), beside, "Take it out, or declare it where it is said.")
    return document.problem(key, "is never said.", remedy, within=(document.file.stem,))


def _wrong(document: toml.Document, key: toml.Key, line: Line, value: object) -> Iterator[Problem]:
    """Find what is wrong with one sentence, or with any of its variants."""
    within = (document.file.stem,)
    if value == []:
        yield document.problem(key, "has no variants.", "Write one.", within=within)
    seen: set[str] = set()
    for place, text in enumerate(_variants(value)):
        here = (*key, place) if isinstance(value, list) else key
        for fault in _faults(line, text, seen):
            yield document.problem(here, *fault, within=within)


def _faults(line: Line, value: object, seen: set[str]) -> Iterator[wording.Fault]:
    if not isinstance(value, str):
        yield "is not text.", "Put it between quotes."
        return
    text = _tidy(value)
    yield from wording.template_faults(
        text, placeholders=line.placeholders, limit=line.limit, many_lines=line.many_lines
    )
    yield from wording.word_faults(text)
    if text and text.casefold() in seen:
        yield "says what an earlier variant says.", "Say it differently, or take it out."
    seen.add(text.casefold())
