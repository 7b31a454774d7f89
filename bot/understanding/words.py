"""Text as the matchers see it: cleaned, cut into sentences, and spelt one way."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from bot.understanding import english

# Signs that normalising takes away or draws together may stand before what is kept.
_RAW_TIMES = 5
# Longer sentences are cut, so that comparing their parts with each other stays quick.
_MOST_WORDS = 80
_APOSTROPHES = "\u2018\u2019\u02bc\u00b4`"
_QUOTATION_MARKS = "\u201c\u201d\u201e\u00ab\u00bb"
_QUOTES = str.maketrans(
    _APOSTROPHES + _QUOTATION_MARKS, "'" * len(_APOSTROPHES) + '"' * len(_QUOTATION_MARKS)
)
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[\s]*")
# What is one piece: a link, a mention, an address, a word (with inner marks), a mark, a symbol.
_PIECE = re.compile(
    r"(?P<opaque>(?i:https?)://\S+|<[@#!][^>\s]{0,80}>|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64})"
    r"|(?P<word>[^\W_]+(?:['.&+][^\W_]+)*)"
    r"|(?P<stop>[.?!\n;…]+)"
    r"|(?P<pause>[,:()\[\]|–—]|(?<=\s)[-/](?=\s))"
    r"|(?P<symbol>[^\s\w'\"*~#<>=+&^%$@{}\\/-])"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
# A full stop after one of these abbreviates and does not end a sentence.
_ABBREVIATED = re.compile(r"(?:^|[^\w])(?:\w\.\w|inc|ltd|corp|co|st|dr|mr|mrs|ms|vs|eg|ie|approx)$")
_PAUSE = ","


def clean(text: str, limit: int = 4_000) -> str:
    """Make text safe to match and to show again: composed, printable, single-spaced, cut."""
    text = text[: limit * _RAW_TIMES]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)[: limit * _RAW_TIMES].translate(_QUOTES)
    if not text.isprintable():
        text = "".join(map(_printable, text))
    return _LINES.sub("\n", _BLANKS.sub(" ", text)).strip()[:limit].strip()


def _printable(letter: str) -> str:
    if letter.isprintable():
        return letter
    if letter in "\n\u2028\u2029":
        return "\n"
    return " " if letter.isspace() else ""


@dataclass(frozen=True, slots=True)
class Word:
    """One word in the spelling of the phrases, and where it stands in the cleaned text."""

    form: str
    start: int
    end: int

    @property
    def is_pause(self) -> bool:
        """Tell whether this is a comma, or something that pauses like one."""
        return self.form == _PAUSE


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of words that belong together; `line` holds them with a blank before and after."""

    words: tuple[Word, ...]
    asks: bool
    line: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, words: Sequence[Word], asks: bool = False) -> "Sentence":
        """Write words in a line, remembering where each begins."""
        lengths = (len(word.form) + 1 for word in words)
        offsets = tuple(accumulate(lengths, initial=1))[:-1]
        line = f" {' '.join(word.form for word in words)} "
        return cls(tuple(words), asks, line, offsets)

    def index(self, offset: int) -> int:
        """Count the words that begin before an offset in the line."""
        return bisect_left(self.offsets, offset)


class Spelling:
    """One spelling for the many ways in which people type a word."""

    def __init__(
        self,
        same: Mapping[str, str],
        forgiven: Iterable[str] = (),
        breaks: Iterable[str] = (),
        known: Iterable[str] = (),
    ) -> None:
        """Take words that stand for others, words whose slips are put right, words that cut.

        A word that is `known` is no slip of another.
        """
        self.breaks = frozenset(breaks)
        self._same = same
        self._right = english.NO_SLIPS.union(forgiven, known)
        self._slips = {short: word for word in forgiven for short in _shortened(word)}

    def forms(self, typed: str) -> tuple[str, ...]:
        """Spell one typed word as the phrases spell it; a contraction becomes two words."""
        word = _STRETCHED.sub(_squeezed, _bare(typed))
        if word in self._same:
            return tuple(self._same[word].split())
        if (apart := english.apart(word)) is not None:
            return apart
        word = word.replace("'", "")
        return tuple(self._same.get(word, self._mended(word)).split())

    def _mended(self, word: str) -> str:
        if len(word) < english.SHORTEST_SLIP or word in self._right:
            return word
        for short in _shortened(word):
            mended = self._slips.get(short)
            if mended and mended[0] == word[0]:
                return mended
        return word


def written_in(phrases: Iterable[str]) -> Iterator[str]:
    """Give every word that is written in some phrases."""
    for phrase in phrases:
        yield from _LETTERS.findall(phrase.casefold())


def _squeezed(stretch: re.Match[str]) -> str:
    # "sooo" is so, but "killl" is kill: l is the letter that English likes to double.
    return stretch[1] * (2 if stretch[1] == "l" else 1)


def _bare(typed: str) -> str:
    word = typed.casefold()
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)) or word


def _shortened(word: str) -> Iterator[str]:
    """Give a word with each of its letters but the first left out, and as it is."""
    yield word
    for place in range(1, len(word)):
        yield word[:place] + word[place + 1 :]


def sentences(text: str, spelling: Spelling) -> tuple[Sentence, ...]:
    """Cut cleaned text at full stops, line ends and words such as "but"."""
    found: list[Sentence] = []
    words: list[Word] = []
    for piece in _PIECE.finditer(text):
        if piece.lastgroup == "stop" and _ends(text, piece):
            found.append(Sentence.of(words, "?" in piece.group()))
            words = []
            continue
        for word in _words(piece, spelling):
            if word.form in spelling.breaks or len(words) >= _MOST_WORDS:
                found.append(Sentence.of(words))
                words = []
            if word.form not in spelling.breaks and not (
                word.is_pause and (not words or words[-1].is_pause)
            ):
                words.append(word)
    found.append(Sentence.of(words))
    return tuple(sentence for sentence in found if sentence.words)


def _ends(text: str, stop: re.Match[str]) -> bool:
    if stop.group() != ".":
        return True
    before = text[max(0, stop.start() - 8) : stop.start()].casefold()
    after = text[stop.end() : stop.end() + 1]
    return not after or (after.isspace() and not _ABBREVIATED.search(before))


def _words(piece: re.Match[str], spelling: Spelling) -> Iterator[Word]:
    start, end = piece.span()
    match piece.lastgroup:
        case "word":
            for form in spelling.forms(piece.group()):
                yield Word(form, start, end)
        case "pause":
            yield Word(_PAUSE, start, end)
        case "symbol":
            for form in spelling.forms(piece.group()):
                yield Word(form, start, end)
        case _:
            return
