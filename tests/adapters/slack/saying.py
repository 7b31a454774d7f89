"""Words of Slack's side as the bot ships them."""

import tomllib
from pathlib import Path

from adapters.slack.words import Words

TEXTS = Path(__file__).parents[3] / "config" / "en" / "texts" / "slack.toml"
WORDS = Words(**tomllib.loads(TEXTS.read_text(encoding="utf-8")))
