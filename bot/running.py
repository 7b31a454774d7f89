"""Who runs it, and where it tells how it is doing."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot import dotenv, entries
from bot.entries import Wrong
from bot.problems import Findings

NAMES = ("OPERATOR_NAME", "OPERATOR_CONTACT", "HEALTH_HOST", "HEALTH_PORT", "PORT")
"""Every variable that means something here."""

LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104 - only where a host gives the port
LONGEST_NAME, LONGEST_WORD = 80, 30

_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")


@dataclass(frozen=True, slots=True)
class Operator:
    """Who answers for this bot, and a mail address or page to reach them; empty where unset."""

    name: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """Where to listen for whoever asks whether all is well.

    `is_given` where the port came from the host, who gives it to whatever serves pages.
    """

    host: str
    port: int
    is_given: bool = False


def operator(given: Mapping[str, dotenv.Entry]) -> Operator:
    """Read who runs it; raises ConfigError."""
    with Findings() as found:
        name = found.attempt(entries.read, given, "OPERATOR_NAME", _name, "")
        contact = found.attempt(entries.read, given, "OPERATOR_CONTACT", _contact, "")
    return Operator(name(), contact())


def health(given: Mapping[str, dotenv.Entry]) -> Health | None:
    """Read where to tell how it is doing, None for nowhere; raises ConfigError."""
    own = "HEALTH_PORT" in given
    with Findings() as found:
        port = found.attempt(entries.read, given, "HEALTH_PORT" if own else "PORT", as_port, 0)
        standard = LOOPBACK if own else EVERYWHERE
        host = found.attempt(entries.read, given, "HEALTH_HOST", as_host, standard)
    return Health(host(), port(), not own) if port() else None


def as_host(text: str) -> str:
    """Read an address to listen at; raises Wrong."""
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        remedy = "Write 127.0.0.1 for this machine alone, 0.0.0.0 for every network it is in."
        raise Wrong(f"is {entries.shown(text)}, which is no IP address.", remedy) from None


def as_port(text: str) -> int:
    """Read a port to listen at; raises Wrong."""
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= 65_535:
        raise Wrong(f"is {entries.shown(text)}, which is no port.", "Write one such as 3000.")
    return int(text)


def _name(text: str) -> str:
    # Everybody can read it, so it had better not be a key that was put in the wrong place.
    if len(text) > LONGEST_NAME or any(len(word) > LONGEST_WORD for word in text.split()):
        raise Wrong("is too long for a name.", f"Write {LONGEST_NAME} letters or fewer.")
    return text


def _contact(text: str) -> str:
    parts = urlsplit(text)
    is_page = parts.scheme == "https" and bool(parts.hostname) and not parts.username
    is_mail = not parts.netloc and bool(_MAIL.fullmatch(text))
    if not is_page and not is_mail:
        remedy = "Write help@example.org or https://example.org/help."
        raise Wrong("is neither a mail address nor a page.", remedy)
    return text
