"""Example messages by meaning: the shape of `understanding-examples.toml`, spelt out."""

import random
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot import content, toml
from bot.problems import ConfigError, Problem
from bot.understanding.intents import Intent

# What one part of a line is: words that may be missing, a choice, or plain words.
_PART = re.compile(
    r"\((?P<maybe>[^()]*)\)|(?P<one>(?:\[[^\[\]()]*\]|[^\s()\[\]])+)|(?P<wrong>[()\[\]])"
)
_CHOICE = re.compile(r"(?:\[[^\[\]]*\]|[^/\[\]])+")
_SLOT = re.compile(r"\{(\w*)\}")
_SLOTS = frozenset({"company", "role", "when", "person"})
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_CHOOSES = re.compile(r"[(\[/]")
_MAYBE = 0.5
_WAYS = 8
_TRIES = 16

Message = tuple[Intent, Sequence[str]]
"""What is meant, and the ways in which one line says it."""


@dataclass(frozen=True, slots=True)
class Examples:
    """What people write, a message a line, under its meaning."""

    one: Mapping[Intent, str]

    def messages(self) -> Iterator[Message]:
        """Give every line with its choices made in several ways, the same ones each time."""
        for intent, block in self.one.items():
            for _, line in _lines(block):
                yield intent, ways(line)


def read(file: Path) -> Examples:
    """Read the file of examples; raises ConfigError naming every line that is wrong."""
    examples = content.read(file, Examples, said=False)
    document = toml.read(file)
    problems: list[Problem] = []
    for intent in Intent:
        # The lines of a block begin below its key.
        first = document.line(("one", intent)) or 0
        lines = list(_lines(examples.one.get(intent, "")))
        if not lines:
            problems.append(
                Problem(file, None, f"`{intent}` has no example.", "Write a few under [one].")
            )
        problems += [
            Problem(file, first + place + 1, f"`{line[:60]}` {trouble}", "Mend the line.")
            for place, line in lines
            if (trouble := _trouble(line))
        ]
    if problems:
        raise ConfigError(problems)
    return examples


def ways(line: str) -> tuple[str, ...]:
    """Spell a line out in up to eight different ways."""
    if not _CHOOSES.search(line):
        return (line,)
    # Chance would do, but a start must be like the last one.
    chance, found = random.Random(zlib.crc32(line.encode())), dict[str, None]()
    for _ in range(_TRIES):
        found[_spelt(line, chance)] = None
        if len(found) >= _WAYS:
            break
    return tuple(each for each in found if each)


def slots(way: str) -> Iterator[tuple[str, str | None]]:
    """Cut a message at its slots: what stands before each, and its name; None at the end."""
    start = 0
    for slot in _SLOT.finditer(way):
        yield way[start : slot.start()], slot[1]
        start = slot.end()
    yield way[start:], None


def _spelt(line: str, chance: random.Random) -> str:
    said = (
        _one_of(part["one"] or part["maybe"], chance)
        for part in _PART.finditer(line)
        if part["one"] or (part["maybe"] and chance.random() < _MAYBE)
    )
    return " ".join(said)


def _one_of(choices: str, chance: random.Random) -> str:
    """Choose between what a stroke divides, outside of brackets before inside."""
    chosen = chance.choice(_CHOICE.findall(choices) or [""])
    return _BRACKETS.sub(lambda inner: _one_of(inner[1], chance), chosen)


def _lines(block: str) -> Iterator[tuple[int, str]]:
    """Give the lines of a block that hold something, with their places in it."""
    for place, line in enumerate(block.splitlines()):
        if line.strip():
            yield place, line.strip()


def _trouble(line: str) -> str | None:
    """Say what is wrong with a line, if anything is."""
    if any(part["wrong"] for part in _PART.finditer(line)):
        return "has a bracket that is not closed or not opened."
    unknown = next((slot for slot in _SLOT.findall(line) if slot not in _SLOTS), None)
    return None if unknown is None else f"names {{{unknown}}}, which is not known."
