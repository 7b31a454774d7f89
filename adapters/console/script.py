"""Dialogues as people write them, read line by line; docs/dialogues.md tells the grammar."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from adapters.console import community, moments
from adapters.console.moments import Moment, UnclearTime

_SPOKEN = re.compile(
    r"(?P<name>[^\s:#]+)(?:\s+(?P<channel>#[^\s:]+))?\s*:(?:\s(?P<rest>.*))?", re.S
)
_CHANNEL = re.compile(r"#[\w-]+")
_PARTS = re.compile(r"((?:\\.|[^\\;]|\\\Z)*)(?:;|\Z)", re.S)
_SIDES = re.compile(r"((?:\\.|[^\\=])*)=(.*)", re.S)
_ESCAPED = re.compile(r"\\(.)", re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Where a step stands in the script, and how it was written."""

    number: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaks(Line):
    """Somebody says something or uses a command; an empty channel is a direct message."""

    user: str
    channel: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chooses(Line):
    """Somebody presses a button, or picks `Menu = choice`."""

    user: str
    channel: str
    wanted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fills(Line):
    """Somebody fills in their open form and sends it: pairs of label and value."""

    user: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancels(Line):
    """Somebody closes their open form."""

    user: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePasses(Line):
    """Time passes, for everybody."""

    moment: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Restarts(Line):
    """The bot stops, and starts over the same store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expects(Line):
    """The newest card that the last speaker can see says this."""

    text: str


Step = Speaks | Chooses | Fills | Cancels | TimePasses | Restarts | Expects


@dataclass(frozen=True, slots=True)
class ScriptMistake:
    """A line that means nothing, and why."""

    number: int
    why: str
    source: str

    def __str__(self) -> str:
        return f"line {self.number}: {self.why}: {self.source}"


class ScriptMistakes(Exception):
    """Every line of a script that means nothing."""

    def __init__(self, mistakes: tuple[ScriptMistake, ...]) -> None:
        self.mistakes = mistakes
        super().__init__("\n".join(map(str, mistakes)))


class _Unclear(Exception):
    pass


def parse(text: str) -> tuple[Step, ...]:
    """Read a whole script; raises ScriptMistakes with all that is wrong with it."""
    steps: list[Step] = []
    mistakes: list[ScriptMistake] = []
    heard = False
    # Only the line feed ends a line: people's words may hold every other kind of break.
    for number, raw in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        source = raw.removesuffix("\r")
        if not source.strip() or source.lstrip().startswith("#"):
            continue
        try:
            step = _step(number, source.strip(" \t"), heard)
        except _Unclear as unclear:
            mistakes.append(ScriptMistake(number, str(unclear), source))
            continue
        heard = heard or hasattr(step, "user")
        steps.append(step)
    if mistakes:
        raise ScriptMistakes(tuple(mistakes))
    return tuple(steps)


def _step(number: int, source: str, heard: bool) -> Step:
    word, _, rest = source.partition(" ")
    if word == ">" or source.startswith(">"):
        return _expects(number, source, heard)
    if source == "restart":
        return Restarts(number=number, source=source)
    if word == "wait":
        return TimePasses(number=number, source=source, moment=_moment(moments.parse_wait, rest))
    if word == "until":
        return TimePasses(number=number, source=source, moment=_moment(moments.parse_until, rest))
    return _deed(number, source)


def _expects(number: int, source: str, heard: bool) -> Expects:
    text = " ".join(source[1:].split())
    if not text:
        raise _Unclear("nothing is expected after >")
    if not heard:
        raise _Unclear("nobody has spoken yet, so nobody's card can be meant")
    return Expects(number=number, source=source, text=text)


def _moment(read: Callable[[str], Moment], words: str) -> Moment:
    try:
        return read(words)
    except UnclearTime:
        raise _Unclear(
            "no such time; write `wait 3 days`, `wait 90 minutes`, "
            "`until monday 09:00` or `until 2026-12-01 09:00`"
        ) from None


def _deed(number: int, source: str) -> Step:
    found = _SPOKEN.fullmatch(source)
    if found is None:
        raise _Unclear("neither `name: words`, nor wait, until, restart, > or #")
    user, channel = found["name"].lower(), (found["channel"] or "").lower()
    rest = (found["rest"] or "").strip(" \t")
    if not community.is_name(user):
        raise _Unclear(f"{found['name']!r} cannot be a name: one word that begins with a letter")
    if channel and not _CHANNEL.fullmatch(channel):
        raise _Unclear(f"{channel!r} cannot be a channel")
    if rest.startswith("[") and rest.endswith("]"):
        wanted = rest[1:-1].strip()
        if not wanted:
            raise _Unclear("no button is named between [ and ]")
        return Chooses(number=number, source=source, user=user, channel=channel, wanted=wanted)
    if rest.startswith("{") and rest.endswith("}"):
        return _form(number, source, user, rest[1:-1].strip())
    # A backslash lets somebody say what would otherwise be a button or a form.
    text = rest[1:] if rest.startswith(("\\[", "\\{")) else rest
    return Speaks(number=number, source=source, user=user, channel=channel, text=text)


def _form(number: int, source: str, user: str, inner: str) -> Fills | Cancels:
    if inner.lower() == "cancel":
        return Cancels(number=number, source=source, user=user)
    written = [part for part in _PARTS.findall(inner) if part.strip()]
    pairs = tuple(_pair(part) for part in written)
    return Fills(number=number, source=source, user=user, pairs=pairs)


def _pair(part: str) -> tuple[str, str]:
    found = _SIDES.fullmatch(part)
    if found is None or not found[1].strip():
        raise _Unclear(f"{part.strip()!r} is not `Label = value`")
    return _unescaped(found[1].strip()), _unescaped(found[2].strip())


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], text)
