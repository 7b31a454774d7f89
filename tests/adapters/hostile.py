"""Texts that somebody out to break things would write, for every test of rendering."""

from hypothesis import strategies as st

from tests.adapters.samples import HOSTILE

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
"""Many of them in a row.

Without what opens a token of ours: that is taken out of people's words when they come in, and here
would swallow the words behind it.
"""
