"""A small model of how Slack shows blocks: the words people see, and what in them would be live."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

TOKENS = re.compile(
    r"<!date\^(?P<stamp>-?\d+)\^(?P<format>[^|>^]+)\|(?P<fallback>[^>]*)>"
    r"|<#(?P<channel>[CG][A-Z0-9]+)>"
    r"|<(?P<url>https?://[^<>|]+)>",
)
LIVE = {
    "bold": r"\*[^*\n]+\*",
    "italics": r"(?<![^\W_])_[^_\n]+_(?![^\W_])",
    "struck": r"~[^~\n]+~",
    "code": r"`[^`]+`",
    "quote": r"(?m)^\s*&gt;",
    "emoji": r":[a-z0-9_+'-]+:",
    "everyone": r"(?i)@(?:channel|everyone|here)\b",
    "token": r"<[^<>]*>",
}
ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
CALLS = re.compile(r"<(?:!(?!date\^)|@|#(?![CG][A-Z0-9]+>))")


@dataclass(frozen=True)
class Seen:
    """The words people see, Slack's own tokens among them, and the kinds of markup at work."""

    text: str
    tokens: tuple[str, ...] = ()
    live: tuple[str, ...] = ()


def seen(text: Json) -> Seen:
    """Read a text object as Slack shows it; a bold name of ours at its start is no surprise."""
    if text["type"] == "plain_text":
        return Seen(text["text"])
    written = re.sub(r"\A\*([^*\n]+)\*(?=\n|\Z)", r"\1", text["text"])
    tokens = tuple(found.group() for found in TOKENS.finditer(written))
    rest = TOKENS.sub("\uf8ff", written)
    live = tuple(kind for kind, pattern in LIVE.items() if re.search(pattern, rest))
    shown = TOKENS.sub(lambda token: token["fallback"] or token["channel"] or token["url"], written)
    return Seen(unescaped(shown), tokens, live)


def unescaped(text: str) -> str:
    """Return what Slack shows for the three signs that have to be escaped."""
    return re.sub("&(?:lt|gt|amp);", lambda found: ENTITIES[found.group()], text)


def texts(part: object) -> Iterator[Seen]:
    """Go over every text in blocks, in the order in which it is read."""
    if isinstance(part, list):
        for each in part:
            yield from texts(each)
    elif isinstance(part, dict):
        match part:
            case {"type": "plain_text" | "mrkdwn"}:
                yield seen(part)
            case {"type": "text" | "link" | "channel" | "date"}:
                yield Seen(_rich(part))
            case _:
                yield from (Seen(part[key]) for key in ("alt_text", "url") if key in part)
                for inner in part.values():
                    yield from texts(inner)


def words(part: object) -> str:
    """Return every word people can read in blocks."""
    return "\n".join(each.text for each in texts(part))


def controls(part: object) -> Iterator[Json]:
    """Go over everything in blocks that can be pressed, picked or filled in."""
    if isinstance(part, list):
        for each in part:
            yield from controls(each)
    elif isinstance(part, dict):
        if "action_id" in part:
            yield part
        for inner in part.values():
            yield from controls(inner)


def _rich(part: Json) -> str:
    match part["type"]:
        case "text":
            return str(part["text"])
        case "link":
            return str(part.get("text", part["url"]))
        case "channel":
            return str(part["channel_id"])
        case _:
            return str(part["fallback"])
