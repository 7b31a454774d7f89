"""One value that was set: read, checked, and told about without repeating what is secret."""

import ipaddress
from collections.abc import Callable, Mapping
from typing import TypeVar
from urllib.parse import urlsplit

from bot import dotenv
from bot.problems import ConfigError

T = TypeVar("T")

# A Fernet key has 44 characters; whatever is shorter may be repeated to its writer.
_LONGEST_REPEATED = 40


class Secret:
    """A text that shows itself only to whoever asks for it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return "Secret(hidden)"

    def reveal(self) -> str:
        """Give the text itself."""
        return self._text


class Wrong(Exception):
    """A value that cannot be used: what is wrong, to go on after its name, and the remedy."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


def read(
    given: Mapping[str, dotenv.Entry], name: str, understand: Callable[[str], T], default: T
) -> T:
    """Understand what was given under a name, if anything was; raises ConfigError."""
    entry = given.get(name)
    if entry is None:
        return default
    try:
        return understand(_visible(entry.value.strip()))
    except Wrong as wrong:
        raise ConfigError([entry.problem(wrong.what, wrong.remedy)]) from wrong


def _visible(text: str) -> str:
    if not text.isprintable():
        raise Wrong("holds a character that cannot be seen.", "Type the value again.")
    return text


def loopback(scheme: str) -> Callable[[str], str]:
    """Return what reads an address that leads no further than to this machine."""

    def read(text: str) -> str:
        if not is_loopback(text, scheme):
            raise Wrong(
                "leads elsewhere than to this machine, and the token would go there.",
                f"Take it out; it is for tests alone, such as {scheme}://127.0.0.1:8080.",
            )
        return text

    return read


def is_loopback(url: str, scheme: str) -> bool:
    """Tell whether an address leads nowhere but to this machine."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        is_here = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
    return parts.scheme == scheme and is_here


def one_of(words: tuple[str, ...]) -> str:
    """Say which words may be written."""
    *others, last = words
    return f"Write {', '.join(others)} or {last}." if others else f"Write {last}."


def shown(text: str) -> str:
    """Repeat what was written, unless it is long enough to be a secret."""
    return f"“{text}”" if len(text) <= _LONGEST_REPEATED else "something long"
