"""Content with a shape of its own: TOML files read into frozen dataclasses, checked whole."""

import dataclasses
import json
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from types import GenericAlias
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_type_hints

from bot import toml, wording
from bot.problems import ConfigError, Findings, Problem, suggestion

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

T = TypeVar("T")

_TABLE = "should be a table.", "Write its keys under a [heading] or between { and }."
_LIST = "should be a list.", "Put it between [ and ]."
_WRONG_TYPE: dict[str, wording.Fault] = {
    "string": ("should be text.", "Put it between quotes."),
    "int": ("should be a whole number.", "Write it without quotes, such as 3."),
    "float": ("should be a number.", "Write it without quotes, such as 0.5."),
    "bool": ("should be true or false.", "Write true or false, without quotes."),
    "datetime": ("should be an instant.", "Write it such as 2026-11-30T09:00:00Z."),
    "date": ("should be a day.", "Write it such as 2026-11-30."),
    "time_delta": ("should be a length of time.", 'Write it such as "P3D", three days.'),
    "time": ("should be a time of day.", "Write it such as 09:00:00."),
    **dict.fromkeys(("tuple", "list", "set", "frozen_set"), _LIST),
    **dict.fromkeys(("dict", "mapping", "dataclass"), _TABLE),
}


def config_folder(package: Path = Path(__file__).parent) -> Path:
    """Find `config/`: beside the package in the repository, inside it in an installed wheel."""
    beside = package.parent / "config"
    # Site-packages may hold somebody else's `config`; ours is known by what it holds.
    return beside if (beside / "en" / "texts").is_dir() else package / "_config"


def languages(folder: Path) -> tuple[str, ...]:
    """List the languages in which a config folder has texts."""
    return tuple(sorted(texts.parent.name for texts in folder.glob("*/texts") if texts.is_dir()))


def read(file: Path, kind: type[T], *, said: bool = True) -> T:
    """Read a TOML file into a frozen dataclass; raise ConfigError with all that is wrong in it.

    Types are strict and unknown keys are refused. Where the file holds what the bot says (`said`),
    its strings are held to the wording rules; pass False where it holds what people say.
    A ValueError from a `__post_init__` is reported as a mistake, so let it be a whole sentence.
    """
    document = toml.read(file)
    with Findings() as found:
        if said:
            found.add(*_word_problems(document))
        value = found.attempt(_shaped, document, kind)
    return value()


def _word_problems(document: toml.Document) -> Iterator[Problem]:
    for key, text in document.strings():
        for fault in wording.word_faults(text):
            yield document.problem(key, *fault)


def _shaped(document: toml.Document, kind: type[T]) -> T:
    # Imported here, for it takes longer than all the rest and `--help` does without.
    from pydantic import ConfigDict, TypeAdapter, ValidationError  # noqa: PLC0415

    # A dataclass takes its rules from what contains it, so something must.
    one: Any = GenericAlias(tuple, (kind,))
    shape: TypeAdapter[tuple[T]] = TypeAdapter(one, config=ConfigDict(extra="forbid", strict=True))
    try:
        # Strict JSON, unlike strict Python, takes lists for tuples and text for enums.
        return shape.validate_json(json.dumps([document.data], default=_iso))[0]
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise ConfigError(_problem(document, kind, detail) for detail in details) from error


def _iso(value: date | time) -> str:
    return value.isoformat()


def _problem(document: toml.Document, kind: object, detail: "ErrorDetails") -> Problem:
    """Say one of pydantic's findings in our words, at its line."""
    key = _present(document.data, detail["loc"][1:])
    name = detail["loc"][-1]
    match detail["type"]:
        case "missing":
            key = (*key, name)
            return document.problem(key, "is missing.", f"Add {toml.spoken(key[-1:])}.")
        case "unexpected_keyword_argument":
            remedy = suggestion(str(name), _fields(kind, key[:-1]), "Take it out.")
            return document.problem(key, "is not known here.", remedy)
        case other:
            return document.problem(key, *_fault(other, detail))


def _fault(kind: str, detail: "ErrorDetails") -> wording.Fault:
    for name, fault in _WRONG_TYPE.items():
        if kind.startswith((f"{name}_type", f"{name}_parsing", f"{name}_from")):
            return fault
    if kind in {"enum", "literal_error"}:
        return "is not a word known here.", f"Write {detail['ctx']['expected']}."
    said = detail["ctx"]["error"] if kind == "value_error" else f"{detail['msg']}."
    return f"is refused: {said}", "Change what stands here."


def _present(value: object, loc: toml.Key) -> toml.Key:
    """Keep of a place what the file knows of it: pydantic also names the members of unions."""
    key: toml.Key = ()
    for part in loc:
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and part in range(len(value)):
            value = value[int(part)]
        else:
            continue
        key = (*key, part)
    return key


def _fields(kind: object, key: toml.Key) -> set[str]:
    """Name the fields that could stand at a key, to guess what a mistyped one was meant to be."""
    shapes = _shapes(kind)
    for part in key:
        hints = [get_type_hints(shape) for shape in shapes]
        inner = [hint[part] for hint in hints if isinstance(part, str) and part in hint]
        shapes = [shape for hint in inner for shape in _shapes(hint)] if inner else shapes
    return {field.name for shape in shapes for field in dataclasses.fields(shape)}


def _shapes(hint: object) -> list[type]:
    """Find the dataclasses that a type mentions."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return [hint]
    return [shape for inner in get_args(hint) for shape in _shapes(inner)]
