"""Our text as Slack shows it: these very words, with times and channels said its own way.

Slack has no sign that takes another sign's meaning away. So words that could format, mention or
quote are handed over as plain text, which Slack does not read; only words free of all that are
written as mrkdwn, where a time, a channel, an address or a bold name is worth it. Paragraphs with
such a thing in them become rich text, whose parts Slack shows without reading the words.
People are called by name: a mention would notify them.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, assert_never
from urllib.parse import quote

from adapters.slack.manifest import COMMAND
from bot.commands import NAMES
from bot.ui import markup
from bot.ui.markup import Plain, Style, When, Where, Who

Json = dict[str, Any]

UNNAMED = "…"
"""Stands where nothing visible is left of a text, since Slack refuses empty ones."""

LONGEST_TEXT = 3000
"""Characters of one text object."""

_DATES = {
    Style.FULL: "{date_short_pretty}, {time}",
    Style.DAY: "{date_short_pretty}",
    Style.TIME: "{time}",
}
_USER = re.compile(r"[UW][A-Z0-9]{2,24}")
_CHANNEL = re.compile(r"[CG][A-Z0-9]{2,24}")
_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\x0b": "\n"})
_JOINERS = "\u200c\u200d"
_HOST = r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?"
_URL = re.compile(
    rf"""(?<![a-z0-9@])https?://{_HOST}(?:[/?\#][\w/?\#@!$&'()+,;=:.~%-]*)?
    (?=[.,:;!?')]*(?:[\s<>"*`\[\]\\]|$))""",
    re.IGNORECASE | re.ASCII | re.VERBOSE,
)
_ADDRESS = re.compile(rf"https://{_HOST}(?:[/?#].*)?", re.IGNORECASE)
_LONGEST_ADDRESS = 3000
_FURTHEST_BACK = 40
"""How far a cut moves back to end at a word, in characters."""

_SIGNS = re.compile(
    r"[*~`]|(?<![^\W_])_|_(?![^\W_])|^\s*>|:[^\s:]+:|@(?:channel|everyone|here)\b",
    re.MULTILINE | re.IGNORECASE,
)
"""What Slack would obey instead of showing it, and what looks like a call to everybody."""

_CALLS = re.compile(rf"(?<![\w/<.:-])/({'|'.join(sorted(NAMES))})(?![\w/-])")
"""Where texts name a command of ours: Slack knows all of them as words behind one."""

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@dataclass(frozen=True, slots=True)
class Address:
    """An address that people can go to, shown as itself."""

    url: str


Run = str | Address | When | Where


def harmless(text: str) -> str:
    """Drop control, direction, private and broken characters; keep words, tabs and line breaks."""
    return "".join(letter for letter in text.translate(_BREAKS) if _is_shown(letter))


def called(text: str) -> str:
    """Name commands as they are called on Slack: `/helpnow` would be none there."""
    return _CALLS.sub(rf"{COMMAND} \1", text)


def bare(text: str) -> str:
    """Say marked-up text in bare words, never empty: for where Slack reads no markup."""
    return _seen(called(harmless(markup.plain(text))).strip("\n"))


def inline(text: str) -> str:
    """Say marked-up text in bare words on one line, never empty: for labels and names."""
    return _seen(" ".join(bare(text).split()))


def escaped(text: str) -> str:
    """Write bare words where Slack looks for `<…>`, so that it finds none."""
    return text.translate(_ESCAPES)


def fitted(text: str, longest: int) -> str:
    """Shorten bare words to so many characters, at a word if one ends near, and say so."""
    if len(text) <= longest:
        return text
    return text[: _seam(text, longest - len(UNNAMED), least=0)].rstrip() + UNNAMED


def plain_text(text: str, longest: int = LONGEST_TEXT) -> Json:
    """Make a text object of bare words, which Slack shows as they are; `:smile:` stays as typed."""
    return {"type": "plain_text", "text": fitted(bare(text), longest), "emoji": False}


def label(text: str, longest: int) -> Json:
    """Make a text object of one line."""
    return {"type": "plain_text", "text": fitted(inline(text), longest), "emoji": False}


def said(text: str, longest: int = LONGEST_TEXT) -> Json:
    """Make a text object that says times, channels and addresses Slack's way where that is safe."""
    written = None if is_plain(text) else mrkdwn(text)
    if written is None or len(written) > longest:
        return plain_text(text, longest)
    return _marked(written)


def bold(name: str) -> Json:
    """Make a text object of a name that should be found quickly."""
    key = inline(name)
    return plain_text(key) if _SIGNS.search(key) else _marked(f"*{escaped(key)}*")


def pair(name: str, value: str, longest: int) -> Json | None:
    """Make a text object of a name and its value below; None where there is no room for both."""
    key, words = inline(name), " ".join(value.split())
    written = mrkdwn(words)
    dressed = f"*{escaped(key)}*\n{written}"
    if written and len(dressed) <= longest and not _SIGNS.search(key):
        return _marked(dressed)
    both = f"{key}\n{inline(words)}"
    return None if len(both) > longest else plain_text(both)


def pieces(text: str, longest: int = LONGEST_TEXT) -> list[str]:
    """Divide bare words into pieces of at most so many characters, at words if they can be."""
    rest, found = bare(text), list[str]()
    while len(rest) > longest:
        at = _seam(rest, longest)
        found.append(rest[:at])
        rest = rest[at:].lstrip()
    return [_seen(piece) for piece in (*found, rest) if piece]


def mrkdwn(text: str) -> str | None:
    """Write marked-up text as mrkdwn; None if there are words in it that Slack would obey."""
    found = list(runs(text))
    if any(isinstance(run, str) and _SIGNS.search(run) for run in found):
        return None
    return _seen("".join(map(_written, found)).strip("\n"))


def is_plain(text: str) -> bool:
    """Tell whether there is nothing in a text that Slack says better than plain words."""
    return all(isinstance(run, str) for run in runs(text))


def rich(text: str) -> list[Json]:
    """Write marked-up text as the elements of a rich text section."""
    return [_rich(run) for run in runs(text)]


def verbatim(text: str) -> Json:
    """Write words to be copied as they stand, as the element of a preformatted part."""
    return {"type": "text", "text": _seen(harmless(markup.plain(text)))}


def runs(text: str) -> Iterator[Run]:
    """Divide text into words, addresses and what Slack itself says.

    A name joins the words beside it: together they could be markup.
    """
    words = ""
    for part in markup.parts(text):
        match part:
            case Where(channel) if _CHANNEL.fullmatch(channel):
                yield from _addresses(words)
                words = ""
                yield part
            case When():
                yield from _addresses(words)
                words = ""
                yield part
            case Plain(more):
                words += called(harmless(more))
            case Who(_, more) | Where(more):
                words += harmless(more)
            case _:
                assert_never(part)
    yield from _addresses(words)


def address(url: str) -> str | None:
    """Write an https address as a link button takes it; None where it would be refused."""
    written = quote(harmless(url), safe="%/:?#[]@!$&'()*+,;=~")
    is_taken = _ADDRESS.fullmatch(written) and len(written) <= _LONGEST_ADDRESS
    return written if is_taken else None


def is_user(user: str) -> bool:
    """Tell whether this is an id that Slack can show as a person."""
    return _USER.fullmatch(user) is not None


def _addresses(words: str) -> Iterator[str | Address]:
    at = 0
    for found in _URL.finditer(words):
        url = found.group().rstrip(".,:;!?'_~" + ("" if "(" in found.group() else ")"))
        if found.start() > at:
            yield words[at : found.start()]
        yield Address(url)
        at = found.start() + len(url)
    if at < len(words):
        yield words[at:]


def _written(run: Run) -> str:
    match run:
        case str():
            return escaped(run)
        case Address(url):
            return f"<{escaped(url)}>"
        case Where(channel):
            return f"<#{channel}>"
        case When(instant, _, style):
            return f"<!date^{int(instant.timestamp())}^{_DATES[style]}|{run.spoken()}>"


def _rich(run: Run) -> Json:
    match run:
        case str():
            return {"type": "text", "text": run}
        case Address(url):
            return {"type": "link", "url": url}
        case Where(channel):
            return {"type": "channel", "channel_id": channel}
        case When(instant, _, style):
            stamp, format_ = int(instant.timestamp()), _DATES[style]
            said = run.spoken()
            return {"type": "date", "timestamp": stamp, "format": format_, "fallback": said}


def _marked(written: str) -> Json:
    return {"type": "mrkdwn", "text": written, "verbatim": True}


def _seam(words: str, at: int, least: int = 1) -> int:
    """Move a cut back to the end of a word, or out of the middle of a letter, where it can."""
    for earlier in range(at, max(at - _FURTHEST_BACK, least), -1):
        if words[earlier].isspace():
            return earlier
    for earlier in range(at, max(at - _FURTHEST_BACK, least), -1):
        if not _belongs_together(words[earlier - 1], words[earlier]):
            return earlier
    return at


def _seen(text: str) -> str:
    is_seen = any(unicodedata.category(letter)[0] in "LNPS" for letter in text)
    return text if is_seen else UNNAMED


def _is_shown(letter: str) -> bool:
    # Emoji and several scripts are spelled with joiners, which are format characters, too.
    return letter in "\n\t" or letter in _JOINERS or unicodedata.category(letter)[0] != "C"


def _belongs_together(before: str, after: str) -> bool:
    is_mark = unicodedata.category(after)[0] == "M" or "\U0001f3fb" <= after <= "\U0001f3ff"
    return is_mark or "\u200d" in (before, after)
