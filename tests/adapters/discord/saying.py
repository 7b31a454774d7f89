"""Words of Discord's side as the bot ships them."""

import tomllib
from pathlib import Path

from adapters.discord.words import Words
from tests.adapters.hostile import FRAGMENTS, texts

__all__ = ["FRAGMENTS", "WORDS", "texts"]

TEXTS = Path(__file__).parents[3] / "config" / "en" / "texts" / "discord.toml"
WORDS = Words(**tomllib.loads(TEXTS.read_text(encoding="utf-8")))
