"""All words checked together: the bot's own, and the few that the terminal says."""

from collections.abc import Mapping
from pathlib import Path

from adapters.console import words as console
from bot import house, texts
from bot.house import Words
from bot.problems import Findings
from bot.settings import load_settings
from bot.texts import Line, Texts

TERMINAL = {
    name: Line(f"console.{name}", *placeholders)
    for name, placeholders in console.placeholders().items()
}


def load(language: str) -> Words:
    """Read all words; raises ConfigError with everything that is wrong in them."""
    return house.load_words(language)


def terminal(t: Texts) -> console.Words:
    """Return what the terminal itself says, as templates for it to fill in."""
    return console.Words(**{name: _template(t, line) for name, line in TERMINAL.items()})


def _template(t: Texts, line: Line) -> str:
    """Say a line with its placeholders left standing."""
    standing: dict[str, str | int] = {each: f"{{{each}}}" for each in line.placeholders}
    return t(line, **standing)  # type: ignore[arg-type]


def check(environ: Mapping[str, str], folder: Path) -> int:
    """Check settings and words together; returns how many sentences there are."""
    with Findings() as found:
        settings = found.attempt(load_settings, environ, folder)
        found.attempt(load, "en")
    if settings().language != "en":
        load(settings().language)
    return len(texts.declared())
