"""Pieces of text that share one message's room: measured dressed, shortened at a word."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from adapters.discord.markup import UNNAMED, size
from bot.ui import markup
from bot.ui.markup import Plain, When, Where, Who

MORE = "…"
_JOINER = "\u200d"
_FURTHEST_BACK = 40
"""How far a cut moves back to end at a word, in characters."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words as a view gave them, and how they are dressed to be shown."""

    raw: str
    dress: Callable[[str], str]

    def whole(self) -> str:
        """Return it dressed."""
        return self.dress(self.raw)

    def within(self, longest: int) -> str:
        """Return it dressed and, where it must be, shortened to so many UTF-16 units if it can."""
        whole = self.whole()
        if size(whole) <= longest:
            return whole
        best, fits, fails = self.dress(MORE), 0, len(self.raw)
        while fails - fits > 1:
            middle = (fits + fails) // 2
            tried = self.dress(cut(self.raw, middle))
            if size(tried) <= longest:
                best, fits = tried, middle
            else:
                fails = middle
        return best


def share(sizes: Sequence[int], room: int) -> int:
    """Return how long each may be at most, so that the short stay whole and all fit together."""
    for taken, each in enumerate(sorted(sizes)):
        waiting = len(sizes) - taken
        if each * waiting > room:
            return room // waiting
        room -= each
    return max(sizes, default=0)


def cut(text: str, length: int) -> str:
    """Shorten marked-up text to so many characters, at a word if one ends near, and say so."""
    kept, left = "", length
    for part in markup.parts(text):
        match part:
            case Plain(words) if len(words) > left:
                return _ended(kept + words[: _seam(words, left)])
            case Plain(words):
                kept, left = kept + words, left - len(words)
            case _ if left < 1:
                return _ended(kept)
            case token:
                kept, left = kept + _again(token), left - 1
    return text


def fitted(label: str, longest: int) -> str:
    """Shorten one plain line to so many UTF-16 units."""
    piece = Piece(label, str)
    return piece.within(longest) or UNNAMED


def _again(token: When | Who | Where) -> str:
    match token:
        case When(instant, zone, style):
            return markup.when(instant, zone, style)
        case Who(user, name):
            return markup.who(user, name)
        case Where(channel):
            return markup.where(channel)


def _ended(kept: str) -> str:
    return f"{kept.rstrip()}{MORE}"


def _seam(words: str, at: int) -> int:
    """Move a cut back to the end of a word, or at least out of the middle of a letter."""
    for earlier in range(at, max(at - _FURTHEST_BACK, 0), -1):
        if words[earlier].isspace():
            return earlier
    while at > 0 and _belongs_together(words[at - 1], words[at]):
        at -= 1
    return at


def _belongs_together(before: str, after: str) -> bool:
    is_mark = unicodedata.category(after)[0] == "M" or "\U0001f3fb" <= after <= "\U0001f3ff"
    return is_mark or _JOINER in (before, after)
