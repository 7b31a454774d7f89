"""Hearing from the command line: what is understood of each line, as one JSON object a line."""

import asyncio
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import content
from bot.clock import SystemClock
from bot.domain import days, zones
from bot.problems import ConfigError, Problem
from bot.understanding import library, schooling
from bot.understanding.heard import Facts, Heard, Understanding
from bot.understanding.intents import NEWS, Intent

_LINE = Path("command line")
# Whose day it is that is told: of news, of a reminder, of a break's end, of what is put right.
_DATED = NEWS | {Intent.NUDGE_SET, Intent.TAKE_BREAK, Intent.UNDO, Intent.APPLICATIONS}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Place:
    """When and where somebody says the lines."""

    now: datetime
    zone: str


def place(now: str | None, zone: str | None) -> Place:
    """Read `--now` and `--zone`; raises ConfigError with what is wrong in both."""
    problems, instant = [], SystemClock().now()
    found = zones.parse(zone) if zone else "UTC"
    if found is None:
        near = ", ".join(zones.nearest(zone or ""))
        problems.append(Problem(_LINE, None, f"--zone {zone} is not known.", f"Nearest: {near}."))
    try:
        instant = instant if now is None else datetime.fromisoformat(now)
        if instant.tzinfo is None:
            instant = instant.replace(tzinfo=ZoneInfo(found or "UTC"))
        instant = instant.astimezone(UTC)
        # Days a year away are reckoned from it.
        _ = instant - timedelta(days=800), instant + timedelta(days=36_500)
    except (ValueError, OverflowError):
        problems.append(
            Problem(_LINE, None, f"--now {now} is not a moment.", "Write 2026-11-30T09:00.")
        )
    if problems or found is None:
        raise ConfigError(problems)
    return Place(instant, found)


def ears() -> Understanding:
    """Read the words and learn from the examples; raises ConfigError when something is wrong."""
    understanding = library.read(content.config_folder() / "en")
    asyncio.run(schooling.learn(understanding))
    return understanding


def lines(understanding: Understanding, said: Iterable[bytes], here: Place) -> Iterator[str]:
    """Tell of each line what was understood; bytes that are no text are left out."""
    for line in said:
        text = line.decode("utf-8", errors="replace")
        yield json.dumps(told(understanding.hear(text, here.now, here.zone)), ensure_ascii=False)


def told(heard: Heard) -> dict[str, object]:
    """Write what was heard as plain values."""
    return {
        "intents": [str(intent) for intent in heard.intents],
        "confidence": heard.confidence,
        "facts": dict(facts(heard.facts, heard.intents)),
        "care": str(heard.care),
    }


def facts(found: Facts, intents: Sequence[Intent]) -> Iterator[tuple[str, str]]:
    """Name each fact that was found, with its value as text; times only where they matter."""
    if found.company is not None:
        yield "company", found.company
    if found.role is not None:
        yield "role", found.role
    if found.stage is not None:
        yield "stage", str(found.stage)
    if found.weekday is not None:
        yield "weekday", _WEEKDAYS[found.weekday]
    if found.day is not None and found.weekday is None and not _DATED.isdisjoint(intents):
        clock = "" if found.minute is None else f"T{days.say_clock(found.minute)}"
        yield "when", f"{found.day.isoformat()}{clock}"
    elif found.minute is not None and (found.weekday is not None or Intent.NUDGE_SET in intents):
        yield "time", days.say_clock(found.minute)
