"""Words of Discord's side as the bot ships them, and hostile texts for every test of rendering."""

import tomllib
from pathlib import Path

from hypothesis import strategies as st

from adapters.discord.words import Words
from tests.adapters.samples import HOSTILE

TEXTS = Path(__file__).parents[3] / "config" / "en" / "texts" / "discord.toml"
WORDS = Words(**tomllib.loads(TEXTS.read_text(encoding="utf-8")))

FRAGMENTS = (
    *HOSTILE.values(), "*", "**", "_", "__", "~", "~~", "|", "||", "`", "```", "\\", "[", "]", "(",
    ")", "](", "<", ">", "@", "#", ":", "\n", "\n\n", " ", "  ", "\t", "# ", "-# ", "- ", "1. ",
    "> ", ">>> ", "everyone", "here", "@everyone", "<@", "123456789012345678>", "<t:1:R>", ":a:",
    "https://", "https://example.org/a_b_c?d=(e)", "https://ok.example@evil.example", "steam://run",
    "snake_case", "a", "é", "7", ".", "\U0001f600", "\u200d", "\ue001", "\x00", "\ud800",
)  # fmt: skip

texts = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=6), min_size=1, max_size=30).map(
    lambda made: "".join(made).replace("\ue000", "") or "x"
)
"""Texts that somebody out to break things would write.

Without what opens a token of ours: that is taken out of people's words when they come in, and here
would swallow the words behind it.
"""
