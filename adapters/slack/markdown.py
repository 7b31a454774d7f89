"""Markdown as HTML that everybody can read: no HTML of its own, no links that lead nowhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

_READER: Final = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")

_ROLES: Final = {
    "table_open": "table",
    "thead_open": "rowgroup",
    "tbody_open": "rowgroup",
    "tr_open": "row",
    "th_open": "columnheader",
    "td_open": "cell",
}
"""Said again: a table whose rows stand below each other on a narrow screen is none by itself."""

_ELSEWHERE: Final = ("https://", "mailto:")


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as HTML, and its first heading apart."""

    title: str
    html: str


def prose(text: str, pages: Mapping[str, str] = MappingProxyType({}), table: str = "") -> Prose:
    """Turn a text into HTML; `pages` says which page stands for a file that is linked to.

    `table` is what a table is called aloud. A link to any other file becomes plain words.
    """
    tokens = _READER.parse(text)
    title, rest = _parted(tokens)
    for token in rest:
        if token.children:
            token.children = _led(token.children, pages)
    _labelled(rest, table)
    return Prose(title, _READER.renderer.render(rest, _READER.options, {}))


def _parted(tokens: list[Token]) -> tuple[str, list[Token]]:
    """Take the first heading off, if the text begins with one."""
    if len(tokens) > 2 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return tokens[1].content, tokens[3:]
    return "", tokens


def _led(tokens: Sequence[Token], pages: Mapping[str, str]) -> list[Token]:
    """Lead links to our pages, and make words of those that would lead nowhere."""
    kept: list[Token] = []
    dropped = False
    for token in tokens:
        if token.type == "link_open":
            target = _target(str(token.attrs.get("href", "")), pages)
            dropped = not target
            token.attrs["href"] = target
        if dropped and token.type in ("link_open", "link_close"):
            continue
        kept.append(token)
    return kept


def _target(href: str, pages: Mapping[str, str]) -> str:
    if href.startswith(_ELSEWHERE) or href in pages.values():
        return href
    return pages.get(href.rpartition("/")[2], "")


def _labelled(tokens: Sequence[Token], table: str) -> None:
    """Say of each part of a table what it is, and of each cell under which heading it stands."""
    heads: list[str] = []
    column = 0
    for token, inner in zip(tokens, (*tokens[1:], None), strict=True):
        if token.type not in _ROLES:
            continue
        token.attrSet("role", _ROLES[token.type])
        text = inner.content if inner is not None else ""
        match token.type:
            case "table_open":
                heads = []
                token.attrSet("aria-label", table)
            case "tr_open":
                column = 0
            case "th_open":
                heads.append(text)
                token.attrSet("scope", "col")
            case "td_open":
                token.attrSet("data-head", heads[column] if column < len(heads) else "")
                column += 1
            case _:
                pass


def paragraph(text: str) -> str:
    """Return plain words as one paragraph."""
    return f"<p>{escape(text.strip())}</p>\n"
