"""All words checked together: the bot's own, and the few that the terminal says."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from adapters.console import words as console
from adapters.discord import words as discord
from adapters.slack import leaflet as pages
from adapters.slack import words as slack
from bot import house, texts
from bot.cli import documents
from bot.clock import SystemClock
from bot.house import Words
from bot.platforms import SlackWeb
from bot.problems import Findings
from bot.settings import Settings, load_settings
from bot.texts import Line, Texts

TERMINAL = {
    name: Line(f"console.{name}", *placeholders)
    for name, placeholders in console.placeholders().items()
}
DISCORD = {
    name: Line(f"discord.{name}", *placeholders)
    for name, placeholders in discord.placeholders().items()
}
SLACK = {
    name: Line(f"slack.{name}", *placeholders)
    for name, placeholders in slack.placeholders().items()
}
PAGES = {
    name: Line(f"pages.{name}", *placeholders)
    for name, placeholders in pages.placeholders().items()
}


def load(language: str) -> Words:
    """Read all words; raises ConfigError with everything that is wrong in them."""
    return house.load_words(language)


def terminal(t: Texts) -> console.Words:
    """Return what the terminal itself says, as templates for it to fill in."""
    return console.Words(**{name: _template(t, line) for name, line in TERMINAL.items()})


def discord_words(t: Texts) -> discord.Words:
    """Return what Discord's side itself says, as templates for it to fill in."""
    return discord.Words(**{name: _template(t, line) for name, line in DISCORD.items()})


def slack_words(t: Texts) -> slack.Words:
    """Return what Slack's side itself says, as templates for it to fill in."""
    return slack.Words(**{name: _template(t, line) for name, line in SLACK.items()})


def leaflet(t: Texts) -> pages.Leaflet:
    """Return what the pages say that anybody can read in a browser."""
    return pages.Leaflet(**{name: _template(t, line) for name, line in PAGES.items()})


def _template(t: Texts, line: Line) -> str:
    """Say a line with its placeholders left standing."""
    standing: dict[str, str | int] = {each: f"{{{each}}}" for each in line.placeholders}
    return t(line, **standing)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found in order, and what somebody should look after soon."""

    sentences: int
    stale: tuple[str, ...]
    is_anonymous: bool = False


ANONYMOUS = (
    "Warning: OPERATOR_NAME or OPERATOR_CONTACT is not set. The pages that everybody can read say "
    "that nobody is named; people should know who answers for the bot, and Slack asks for it."
)
"""Tells an operator that people cannot know who they are."""


def stale_lines(words: Words) -> tuple[str, ...]:
    """Name every help line that nobody has checked, or not for 180 days."""
    return words.content.helplines.stale(SystemClock().now().date())


def warning(stale: tuple[str, ...]) -> str:
    """Tell an operator which help lines somebody has to look after."""
    named = ", ".join(stale[:3]) + (" …" if len(stale) > 3 else "")
    return (
        f"Warning: {len(stale)} help lines were not checked within 180 days ({named}). "
        "Verify them in config/helplines.toml before going live."
    )


def is_anonymous(settings: Settings) -> bool:
    """Tell whether there are pages for everybody that do not say who runs the bot."""
    way = settings.slack.way if settings.slack else None
    named = settings.operator.name and settings.operator.contact
    return isinstance(way, SlackWeb) and not named


def check(environ: Mapping[str, str], folder: Path) -> Checked:
    """Check settings and words together; raises ConfigError with everything that is wrong."""
    with Findings() as found:
        settings = found.attempt(load_settings, environ, folder)
        words = found.attempt(load, "en")
        found.attempt(documents.load)
    if settings().language != "en":
        load(settings().language)
    return Checked(len(texts.declared()), stale_lines(words()), is_anonymous(settings()))
