"""The manifest that Slack makes the app from, as an operator pastes it."""

import json
from pathlib import Path

from adapters.slack import manifest
from bot import entries, platforms
from bot.cli import words as wording
from bot.problems import ConfigError, Problem
from bot.settings import Settings

_LINE = Path("command line")


def text(settings: Settings, url: str | None, *, agent: bool = False) -> str:
    """Return the manifest as JSON, for the public address given or set, else for Socket Mode.

    With `agent`, it has the agent view. Raises ConfigError when the address is none.
    """
    words = wording.load(settings.language)
    said = wording.slack_words(words.texts)
    made = manifest.manifest(words.commands, said, _address(settings, url), agent=agent)
    return json.dumps(made, indent=2, ensure_ascii=False)


def _address(settings: Settings, url: str | None) -> str:
    if url is not None:
        try:
            return platforms.public(url)
        except entries.Wrong as wrong:
            raise ConfigError(
                [Problem(_LINE, None, f"--url {wrong.what}", wrong.remedy)]
            ) from wrong
    own = settings.slack
    return own.way.public_url if own and isinstance(own.way, platforms.SlackWeb) else ""
