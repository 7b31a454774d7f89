"""Making any text safe to print: no escape sequence in it can move, colour or rename a terminal."""

import unicodedata

from bot.ui import markup

# Emoji and several scripts are spelled with these joiners; they move nothing.
_JOINERS = "\u200c\u200d"
_BREAKS = str.maketrans({"\r": "", "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\t": "    "})


def harmless(text: str) -> str:
    """Drop control, direction, private and broken characters; keep words and line breaks."""
    return "".join(letter for letter in text.translate(_BREAKS) if _is_shown(letter))


def spoken(text: str) -> str:
    """Say marked-up text in bare harmless words."""
    return harmless(markup.plain(text))


def inline(text: str) -> str:
    """Say marked-up text on one line."""
    return " ".join(spoken(text).split())


def _is_shown(letter: str) -> bool:
    return letter == "\n" or letter in _JOINERS or unicodedata.category(letter)[0] != "C"
