"""Care: how worrying somebody's words are, and the help lines that can be offered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_FITTING = 2
_STALE_AFTER = timedelta(days=180)
_SAME_COUNTRY = {"UK": "GB"}


class Care(StrEnum):
    """How words are met: with help lines at once, with a warm question, or as any others."""

    EXPLICIT = "explicit"
    VEILED = "veiled"
    NONE = "none"


class Reach(StrEnum):
    """How a help line is reached."""

    CALL = "call"
    TEXT = "text"
    CHAT = "chat"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One help line; `contact` is a number, a word to send to a number, or an address.

    `source` is where its entry comes from, `checked` the day on which somebody compared
    the two, absent while nobody has.
    """

    name: str
    reach: Reach
    contact: str
    hours: str
    languages: tuple[str, ...]
    source: str
    checked: date | None = None

    def is_stale(self, today: date) -> bool:
        """Tell whether the line was never checked, or more than 180 days ago."""
        return self.checked is None or today - self.checked > _STALE_AFTER


@dataclass(frozen=True, slots=True)
class HelpLines:
    """Help lines by ISO 3166 country code, and those for everywhere else.

    Raises ValueError when a code is none, or a country or the whole world is without a line.
    """

    note: str
    international: tuple[HelpLine, ...]
    countries: Mapping[str, tuple[HelpLine, ...]]

    def __post_init__(self) -> None:
        """Refuse tables in which somebody would find nothing."""
        if not self.international:
            raise ValueError("There is no international line.")
        for code, lines in self.countries.items():
            if len(code) != 2 or not (code.isascii() and code.isalpha() and code.isupper()):
                raise ValueError(f"`{code}` is not a country code such as GB.")
            if not lines:
                raise ValueError(f"{code} has no line.")

    def for_country(self, code: str | None) -> tuple[HelpLine, ...]:
        """Give the fitting lines, two where there are: the country's first, then the world's."""
        wanted = (code or "").strip().upper()
        own = self.countries.get(_SAME_COUNTRY.get(wanted, wanted), ())
        return (*own, *self.international)[:_FITTING]

    def stale(self, today: date) -> tuple[str, ...]:
        """Name every line that was never checked, or more than 180 days ago."""
        listed = {"international": self.international, **self.countries}
        return tuple(
            f"{code}: {line.name}"
            for code, lines in listed.items()
            for line in lines
            if line.is_stale(today)
        )
