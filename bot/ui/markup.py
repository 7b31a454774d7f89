"""Text as people read it: plain words, and the three that only a platform says well."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import assert_never
from zoneinfo import ZoneInfo

_OPEN, _CLOSE, _BETWEEN = "\ue000", "\ue001", "\ue002"
_TOKEN = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_KEPT_CONTROLS = "\n\t"
_LINES = re.compile(r"\n{4,}")


class Style(StrEnum):
    """How much of an instant is said."""

    DAY = "day"
    TIME = "time"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Plain:
    """Words to be shown exactly as they are, so escaped by each platform."""

    text: str


@dataclass(frozen=True, slots=True)
class When:
    """An instant (UTC) and the zone in which it is said where the platform does not know better."""

    instant: datetime
    zone: str
    style: Style

    def spoken(self) -> str:
        """Say the instant in its zone: `Mon 30 Nov, 09:00`."""
        there = self.instant.astimezone(ZoneInfo(self.zone))
        day, clock = f"{there:%a} {there.day} {there:%b}", f"{there:%H:%M}"
        return {Style.DAY: day, Style.TIME: clock, Style.FULL: f"{day}, {clock}"}[self.style]


@dataclass(frozen=True, slots=True)
class Who:
    """A person, by the platform's user id, and the name to fall back on."""

    user: str
    name: str


@dataclass(frozen=True, slots=True)
class Where:
    """A channel, by the platform's id."""

    channel: str


Part = Plain | When | Who | Where


def when(instant: datetime, zone: str, style: Style = Style.FULL) -> str:
    """Return a token that each platform shows as a time in the reader's own zone."""
    stamp = str(int(instant.astimezone(UTC).timestamp()))
    return _token("when", stamp, zone, style.value)


def who(user: str, name: str) -> str:
    """Return a token that each platform shows as a person, without pinging them."""
    return _token("who", user, clean(name, 80))


def where(channel: str) -> str:
    """Return a token that each platform shows as a channel, to be gone to where it can."""
    return _token("where", clean(channel, 80))


def parts(text: str) -> tuple[Part, ...]:
    """Split text into what is plain and what the platform says itself."""
    found: list[Part] = []
    at = 0
    for token in _TOKEN.finditer(text):
        found += _plain(text[at : token.start()])
        found.append(_part(token.group(1).split(_BETWEEN)))
        at = token.end()
    found += _plain(text[at:])
    return tuple(found)


def plain(text: str) -> str:
    """Return the text as bare words, for summaries, alt text and the terminal."""
    return "".join(_bare(part) for part in parts(text))


def clean(text: str, limit: int) -> str:
    """Make what a person typed safe to keep: no control, direction or private characters."""
    folded = unicodedata.normalize("NFC", text[: limit * 2].replace("\r\n", "\n"))
    kept = "".join(letter for letter in folded if _is_kept(letter))
    return _LINES.sub("\n\n\n", kept).strip()[:limit].rstrip()


def _is_kept(letter: str) -> bool:
    if letter in _KEPT_CONTROLS:
        return True
    # The joiners inside emoji and Indic scripts are format characters, too, and are words.
    return letter in "\u200c\u200d" or unicodedata.category(letter)[0] != "C"


def _token(*fields: str) -> str:
    return f"{_OPEN}{_BETWEEN.join(fields)}{_CLOSE}"


def _plain(text: str) -> list[Part]:
    return [Plain(text)] if text else []


def _part(fields: list[str]) -> Part:
    match fields:
        case ["when", stamp, zone, style]:
            return When(datetime.fromtimestamp(int(stamp), UTC), zone, Style(style))
        case ["who", user, name]:
            return Who(user, name)
        case ["where", channel]:
            return Where(channel)
        case _:
            return Plain("")


def _bare(part: Part) -> str:
    match part:
        case Plain(text):
            return text
        case When():
            return part.spoken()
        case Who(_, name):
            return name
        case Where(channel):
            return channel
        case _:
            assert_never(part)
