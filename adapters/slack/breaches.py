"""Rules that say of a piece of JSON whatever Slack would refuse in it, each with its path."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing wrong: where, as `blocks[2].text.text`, and what."""

    path: str
    why: str

    def __str__(self) -> str:
        return f"{self.path}: {self.why}"


Found = Iterator[Breach]
Json = dict[str, Any]
Rule = Callable[[object, str], Found]
Afterthought = Callable[[Json, str], Found]
"""What is asked of an object that has all it needs and nothing wrong in it."""

_PINGS = re.compile(r"<(?:!(?:channel|here|everyone|subteam)|@[UW])", re.IGNORECASE)


def string(longest: int, pattern: str = r"(?s).*") -> Rule:
    """Want a text of 1 to so many characters, all of which can be sent."""

    def rule(value: object, path: str) -> Found:
        if not isinstance(value, str):
            yield Breach(path, "is no text")
        elif not 1 <= len(value) <= longest:
            yield Breach(path, f"has {len(value)} characters, not 1 to {longest}")
        elif re.search("[\ud800-\udfff]", value):
            yield Breach(path, "has half a character")
        elif not re.fullmatch(pattern, value):
            yield Breach(path, f"is not like {pattern}")

    return rule


def one_of(*allowed: object) -> Rule:
    """Want one of a few values."""

    def rule(value: object, path: str) -> Found:
        if not any(value is each or value == each for each in allowed):
            yield Breach(path, f"is {value!r}, none of {allowed}")

    return rule


def whole(least: int, most: int) -> Rule:
    """Want a whole number between two, both included."""

    def rule(value: object, path: str) -> Found:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            yield Breach(path, f"is {value!r}, no number from {least} to {most}")

    return rule


def boolean(value: object, path: str) -> Found:
    """Want true or false."""
    if not isinstance(value, bool):
        yield Breach(path, f"is {value!r}, neither true nor false")


def items(least: int, most: int, each: Rule) -> Rule:
    """Want a list of so many."""

    def rule(value: object, path: str) -> Found:
        if not isinstance(value, list):
            yield Breach(path, "is no list")
            return
        if not least <= len(value) <= most:
            yield Breach(path, f"has {len(value)} items, not {least} to {most}")
        yield from chain.from_iterable(
            each(item, f"{path}[{number}]") for number, item in enumerate(value)
        )

    return rule


def shape(
    needs: Mapping[str, Rule], may: Mapping[str, Rule] | None = None, *also: Afterthought
) -> Rule:
    """Want an object with these keys and no others; `also` comes last."""
    known = {**needs, **(may or {})}

    def rule(value: object, path: str) -> Found:
        if not isinstance(value, dict):
            yield Breach(path, "is no object")
            return
        found = [Breach(f"{path}.{key}", "is missing") for key in needs if key not in value]
        for key, inner in value.items():
            here = f"{path}.{key}"
            found += known[key](inner, here) if key in known else [Breach(here, "is not known")]
        yield from found
        if not found:
            yield from chain.from_iterable(each(value, path) for each in also)

    return rule


def typed(kinds: Mapping[str, Rule]) -> Rule:
    """Want an object of one of these types."""

    def rule(value: object, path: str) -> Found:
        kind = value.get("type") if isinstance(value, dict) else None
        if isinstance(kind, str) and kind in kinds:
            yield from kinds[kind](value, path)
        else:
            yield Breach(path, f"is of type {kind!r}, none of {', '.join(kinds)}")

    return rule


def text(longest: int, kinds: Collection[str] = ("plain_text", "mrkdwn")) -> Rule:
    """Want a text object of these kinds, calling nobody and leaving words as they are."""
    said = {"type": one_of(*kinds), "text": string(longest)}
    plain = shape(said, {"emoji": boolean})
    marked = shape({**said, "verbatim": one_of(True)}, None, _calls_nobody)
    return typed({kind: {"plain_text": plain, "mrkdwn": marked}[kind] for kind in kinds})


def plain(longest: int) -> Rule:
    """Want a text object whose words Slack does not read."""
    return text(longest, ("plain_text",))


def calls_nobody(words: str, path: str) -> Found:
    """Want words in which nobody is notified."""
    if _PINGS.search(words):
        yield Breach(path, "notifies people")


def _calls_nobody(value: Json, path: str) -> Found:
    yield from calls_nobody(value["text"], f"{path}.text")
