"""A small model of Discord's markdown: what people would see of a text, and what would be live."""

import re
from dataclasses import dataclass

TOKENS = re.compile(
    r"\\(?P<escaped>[^0-9A-Za-z\s])"
    r"|<(?P<link>https?://[^\s<>]+)>"
    r"|(?P<token><t:-?\d+(?::[tTdDfFR])?>|<@!?\d+>|<@&\d+>|<#\d+>)",
)
LIVE = {
    "bold": r"\*\*(?s:.+?)\*\*",
    "italics": r"\*[^\s*](?s:.*?)\*",
    "underline": r"__(?s:.+?)__",
    "underscored": r"_[^_]+_(?![0-9A-Za-z_])",
    "struck": r"~~(?s:.+?)~~",
    "spoiler": r"\|\|(?s:.+?)\|\|",
    "code": r"`[^`]+`",
    "link": r"\[[^\]]*\]\([^)]*\)",
    "heading": r"(?m)^[^\S\n]*#{1,3}\s",
    "subtext": r"(?m)^[^\S\n]*-#\s",
    "list": r"(?m)^[^\S\n]*(?:[*-]|\d+\.)\s",
    "quote": r"(?m)^[^\S\n]*>(?:\s|>>)",
    "everyone": r"@(?:everyone|here)",
    "emoji": r":[a-zA-Z0-9_+-]+:",
    "address": r"\w://\S",
    "angle": r"<(?:[@#/:]|a:|t:|id:|[a-z]+:/)\S*>",
}
UNSEEN = "\u200b"
FENCED = re.compile(r"(?m)^```\n((?s:.*?))\n```$")


@dataclass(frozen=True)
class Seen:
    """The words people see, Discord's own tokens among them, and the kinds of markup at work."""

    text: str
    tokens: tuple[str, ...]
    live: tuple[str, ...]


def seen(written: str) -> Seen:
    """Read a text as Discord shows it; what stands between fences is shown as it is."""
    shown, bare, tokens = "", "", list[str]()
    for number, stretch in enumerate(FENCED.split(written)):
        if number % 2:
            shown, bare = shown + stretch, bare + "\uf8ff"
            continue
        text, live = _unescaped(stretch, tokens)
        shown, bare = shown + text, bare + live
    kinds = tuple(kind for kind, pattern in LIVE.items() if re.search(pattern, bare))
    return Seen(shown.replace(UNSEEN, ""), tuple(tokens), kinds)


def _unescaped(written: str, tokens: list[str]) -> tuple[str, str]:
    """Return the words shown, and the same with a blot for all that is escaped or a token."""
    shown, bare, at = "", "", 0
    for found in TOKENS.finditer(written):
        plain = written[at : found.start()]
        words = found["escaped"] or found["link"] or found["token"]
        shown, bare = shown + plain + words, bare + plain + "\uf8ff"
        if found["token"]:
            tokens.append(words)
        at = found.end()
    return shown + written[at:], bare + written[at:]
