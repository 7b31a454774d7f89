"""Our text as Discord's markdown: words escaped, times, people and places said its own way.

What people typed can mention nobody, hide nothing behind a link and format nothing. Only what
would be markup is escaped, so that texts stay short; a backslash before a letter would be shown.
"""

import re
import unicodedata
from urllib.parse import quote

from bot.ui import markup
from bot.ui.markup import Plain, Style, When, Where, Who

UNNAMED = "…"
"""Stands where nothing visible is left of a text, since Discord refuses empty ones."""

_STYLES = {Style.FULL: "F", Style.DAY: "D", Style.TIME: "t"}
_SNOWFLAKE = re.compile(r"[1-9][0-9]{14,19}")
_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\x0b": "\n"})
_JOINERS = "\u200c\u200d"
_UNSEEN = "\u200b"
_HOST = r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?"
_ADDRESS = re.compile(rf"https://{_HOST}(?:[/?#].*)?", re.IGNORECASE)
_LONGEST_ADDRESS = 512
_MID_LINE = "\0"

_MARKUP = re.compile(
    rf"""
    (?P<url> (?<![a-z0-9])https?://{_HOST}(?![^\s/?\#,;.!)'"])(?:[/?\#][^\s<>\\`*|\[\]"]*)? )
  | (?P<scheme> (?<=\w):(?=//) )
  | (?P<everyone> @(?=everyone|here) )
  | ^(?P<lead> [^\S\n]*) (?P<block>
        \#(?=\#{{0,2}}(?:\s|$)) | -(?=\#?\s) | >(?=\s|>>) | \d+(?P<dot>\.)(?=\s|$) )
  | (?P<sign>
        [\\*`] | <(?!\s) | (?<=<)[@\#/:] | (?<=\])\( | :(?=[^\s:]+:)
      | (?<![a-z0-9])_ | _(?![a-z0-9]) | ~(?=~) | (?<=~)~ | \|(?=\|) | (?<=\|)\| )
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)


def size(text: str) -> int:
    """Count UTF-16 units, as its clients do; its servers count characters, never more of them."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def harmless(text: str) -> str:
    """Drop control, direction, private and broken characters; keep words, tabs and line breaks."""
    return "".join(letter for letter in text.translate(_BREAKS) if _is_shown(letter))


def bare(text: str) -> str:
    """Say marked-up text in bare words, for where Discord renders no markdown."""
    return harmless(markup.plain(text))


def inline(text: str) -> str:
    """Say marked-up text in bare words on one line, never empty: for labels and names."""
    return _seen(" ".join(bare(text).split()))


def markdown(text: str) -> str:
    """Write text so that Discord shows these very words, with times, people and places its way."""
    written = ""
    for said in _runs(text):
        written += said if said.startswith("<") else _escaped(said[1:], written)
    return _seen(written.strip("\n"))


def heading(text: str) -> str:
    """Write a card's title."""
    return f"### {_one_line(text)}"


def bold(text: str) -> str:
    """Write a name that should be found quickly."""
    return f"**{_one_line(text)}**"


def small(text: str) -> str:
    """Write small print, line by line, as Discord wants it."""
    lines = markdown(text).split("\n")
    return "\n".join(f"-# {line.strip()}" if line.strip() else "" for line in lines)


def fenced(text: str) -> str:
    """Write words to be copied as they stand; a fence inside is parted by an unseen space."""
    kept = re.sub("``(?=`)", f"``{_UNSEEN}", bare(text))
    return f"```\n{_seen(kept)}\n```"


def address(url: str) -> str | None:
    """Write an https address as a link button takes it; None where it would be refused."""
    written = quote(harmless(url), safe="%/:?#[]@!$&'()*+,;=~")
    is_taken = _ADDRESS.fullmatch(written) and len(written) <= _LONGEST_ADDRESS
    return written if is_taken else None


def is_user(user: str) -> bool:
    """Tell whether this is an id that Discord can show as a person."""
    return _SNOWFLAKE.fullmatch(user) is not None


def _one_line(text: str) -> str:
    return " ".join(markdown(text).split())


def _runs(text: str) -> list[str]:
    """Divide text into Discord's own tokens, `<…>`, and plain runs, marked by a space before them.

    A name that is no mention joins the words beside it: together they could be markup.
    """
    runs: list[str] = []
    for part in markup.parts(text):
        match part:
            case When(instant, _, style):
                runs.append(f"<t:{int(instant.timestamp())}:{_STYLES[style]}>")
            case Who(user, _) if is_user(user):
                runs.append(f"<@{user}>")
            case Where(channel) if _SNOWFLAKE.fullmatch(channel):
                runs.append(f"<#{channel}>")
            case Who(_, words) | Where(words) | Plain(words):
                if not runs or runs[-1].startswith("<"):
                    runs.append(" ")
                runs[-1] += harmless(words)
    return runs


def _escaped(text: str, before: str) -> str:
    # Behind a token a line does not begin, whatever the pattern would think.
    mark = _MID_LINE if before and not before.endswith("\n") else ""
    return _MARKUP.sub(_escape, mark + text).removeprefix(mark)


def _escape(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "url":
            return _linked(found.group())
        case "everyone":
            return f"@{_UNSEEN}"
        case "block":
            lead, sign = found.group("lead"), found.group("block")
            return f"{lead}{sign[:-1]}\\{sign[-1]}"
        case _:
            return f"\\{found.group()}"


def _linked(url: str) -> str:
    """Wrap an address, so that its end is certain and nothing inside it is markup."""
    kept = url.rstrip(".,:;!?'_~" + ("" if "(" in url else ")"))
    return f"<{kept}>{_MARKUP.sub(_escape, _MID_LINE + url[len(kept) :])[1:]}"


def _seen(text: str) -> str:
    is_seen = any(unicodedata.category(letter)[0] in "LNPS" for letter in text)
    return text if is_seen else UNNAMED


def _is_shown(letter: str) -> bool:
    # Emoji and several scripts are spelled with joiners, which are format characters, too.
    return letter in "\n\t" or letter in _JOINERS or unicodedata.category(letter)[0] != "C"
