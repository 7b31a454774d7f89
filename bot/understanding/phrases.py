"""The small language of phrases, such as `got (a) no from {company}`, and how texts are searched.

Plain words stand for themselves; `a/b` is either, and so is `[a b/c]` for more than one word;
`(a)` may be missing; `<they>` is a group of the file; `...` is up to four words of any kind and
`..` up to two; `|` is the edge of a sentence; `{company}` is a slot.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Generic, TypeVar

from bot.understanding.words import Sentence, Spelling

Label = TypeVar("Label", bound=str)
Label_co = TypeVar("Label_co", bound=str, covariant=True)

_PART = re.compile(
    r"\((?P<maybe>[^()\[\]]*)\)|\[(?P<one>[^()\[\]]*)\]|\{(?P<slot>\w+)\}|(?P<gap>\.{2,3}(?!\S))"
    r"|(?P<edge>\|)|(?P<word>(?:[^\s()\[\]<>{}|]|<\w+>)+)|(?P<wrong>[()\[\]<>{}])"
)
_GROUP = re.compile(r"<(\w+)>")
_PAUSE = "(?:, )?"
_SIGNS = r"[^\w\s]+"
_GAPS = {"..": r"(?:\S+ ){0,2}?", "...": r"(?:\S+ ){0,4}?"}
_FILLED = r"(?:\S+ ){1,5}?"


class Slot(StrEnum):
    """What a phrase can leave open."""

    COMPANY = "company"
    PROPER = "Company"
    ROLE = "role"
    WHEN = "when"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase, ready to search for: slots at its ends are read outside of the expression."""

    source: str
    expression: str
    keys: tuple[frozenset[str], ...]
    weight: int
    lead: Slot | None = None
    trail: Slot | None = None
    inner: Slot | None = None


@dataclass(frozen=True, slots=True)
class Hit(Generic[Label_co]):
    """Where a phrase was found: words `start` to `end` of a sentence, slots at the ends left out.

    `place` is the phrase's in its book; `inner` are the words that filled a slot in the middle.
    """

    label: Label_co
    place: int
    phrase: Phrase
    sentence: Sentence
    start: int
    end: int
    inner: tuple[int, int] | None = None

    def covers(self, other: "Hit[str]") -> bool:
        """Tell whether the other lies within this one, and is shorter."""
        within = self.start <= other.start and other.end <= self.end
        return within and self.end - self.start > other.end - other.start

    def overlaps(self, other: "Hit[str]") -> bool:
        """Tell whether the two share a word."""
        return self.start < other.end and other.start < self.end


class Grammar:
    """Reads phrases; raises ValueError with a whole sentence about what is wrong in one."""

    def __init__(
        self,
        spelling: Spelling,
        groups: Mapping[str, Iterable[str]],
        fillers: Iterable[str] = (),
        joints: Iterable[str] = (),
    ) -> None:
        """Take the groups phrases may name, and the words that an edge may hide or be.

        Like a comma, joints end one thought and begin another.
        """
        self._spelling = spelling
        self._spelt_before: dict[str, str] = {}
        self._groups = {
            name: tuple(self._spelt(word, word) for word in words) for name, words in groups.items()
        }
        words = (re.escape(self._spelt(word, word)) for word in fillers)
        filler = rf"(?:(?:{'|'.join([*words, _SIGNS])}) )"
        ends = [re.escape(word) for word in (",", *joints)]
        behind = "|".join(f"(?<= {end} )" for end in ends)
        self._opening = rf"(?:^ |{behind}){filler}{{0,4}}"
        self._closing = rf"{filler}{{0,4}}(?=$|(?:{'|'.join(ends)}) )"

    def parse(self, source: str, slots: Container[str] = ()) -> Phrase:
        """Read one phrase that may leave these slots open."""
        parts = list(_PART.finditer(source))
        if wrong := next((part["wrong"] for part in parts if part["wrong"]), None):
            raise ValueError(f"`{source}` has a {wrong} that is not closed or not opened.")
        for part in parts:
            if part["slot"] and part["slot"] not in slots:
                raise ValueError(f"`{source}` names {{{part['slot']}}}, which cannot stand here.")
        lead, parts = _taken(parts, 0)
        trail, parts = _taken(parts, -1)
        pieces, keys, inner = self._pieces(parts, source)
        if not keys:
            raise ValueError(f"`{source}` has no word that must be there.")
        return Phrase(source, "".join(pieces), tuple(keys), len(keys), lead, trail, inner)

    def _pieces(
        self, parts: list[re.Match[str]], source: str
    ) -> tuple[list[str], list[frozenset[str]], Slot | None]:
        pieces, keys, inner = ["" if parts and parts[0]["edge"] else "(?<= )"], [], None
        for place, part in enumerate(parts):
            if part["edge"]:
                if 0 < place < len(parts) - 1:
                    raise ValueError(f"`{source}` has an edge in its middle.")
                pieces.append(self._opening if place == 0 else self._closing)
            elif part["gap"]:
                pieces.append(_GAPS[part["gap"]])
            elif part["slot"]:
                if inner or part["slot"] == Slot.WHEN:
                    raise ValueError(f"`{source}` has {{{part['slot']}}} where it cannot stand.")
                inner = Slot(part["slot"])
                pieces.append(f"(?P<inner>{_FILLED})")
            else:
                choices = self._choices(part, source)
                pieces.append(_either(choices) + ("?" if part["maybe"] else "") + _PAUSE)
                if not part["maybe"]:
                    keys.append(frozenset(choice.split()[0] for choice in choices))
        return pieces, keys, inner

    def _choices(self, part: re.Match[str], source: str) -> tuple[str, ...]:
        choices: list[str] = []
        for choice in (part["maybe"] or part["one"] or part["word"] or "").split("/"):
            group = _GROUP.fullmatch(choice)
            choices += self._members(group[1], source) if group else [self._spelt(choice, source)]
        return tuple(choices)

    def _members(self, name: str, source: str) -> tuple[str, ...]:
        if name not in self._groups:
            raise ValueError(f"`{source}` names <{name}>, which is not among the groups.")
        return self._groups[name]

    def _spelt(self, words: str, source: str) -> str:
        if words not in self._spelt_before:
            self._spelt_before[words] = self._spell(words, source)
        return self._spelt_before[words]

    def _spell(self, words: str, source: str) -> str:
        wrong = next((letter for letter in words if _is_no_letter(letter)), None)
        if wrong or not words.strip():
            trouble = f"the sign {wrong}" if wrong else "an empty choice"
            raise ValueError(f"`{source}` has {trouble} where a word should be.")
        apart = words.replace("-", " ").split()
        return " ".join(form for word in apart for form in self._spelling.forms(word))


def _taken(parts: list[re.Match[str]], at: int) -> tuple[Slot | None, list[re.Match[str]]]:
    """Take a slot from one end of a phrase."""
    if not parts or not parts[at]["slot"]:
        return None, parts
    return Slot(parts[at]["slot"]), parts[1:] if at == 0 else parts[:-1]


def _is_no_letter(letter: str) -> bool:
    # Other signs than these are never part of a word; those beyond ASCII may be pictures.
    return letter.isascii() and not (letter.isalnum() or letter in " '-")


def _either(choices: Iterable[str]) -> str:
    # The longest first: expressions take the first choice that fits.
    ordered = sorted(set(choices), key=lambda choice: (-len(choice), choice))
    return f"(?:(?:{'|'.join(map(re.escape, ordered))}) )"


class Phrasebook(Generic[Label]):
    """Phrases under labels, found by the rarest word that each must have."""

    def __init__(
        self,
        grammar: Grammar,
        phrases: Mapping[Label, Iterable[str]],
        slots: Container[str] = (),
        *,
        shared: bool = False,
    ) -> None:
        """Read all phrases; raises ValueError naming every one that is wrong or written twice.

        Where they are `shared`, one phrase may stand under several labels.
        """
        self._entries: list[tuple[Label, Phrase]] = []
        self._read(grammar, phrases, slots, shared)
        common = Counter(word for _, phrase in self._entries for key in phrase.keys for word in key)
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for place, (_, phrase) in enumerate(self._entries):
            for word in min(phrase.keys, key=lambda key: sum(common[word] for word in key)):
                self._by_word[word].append(place)

    def _read(
        self,
        grammar: Grammar,
        phrases: Mapping[Label, Iterable[str]],
        slots: Container[str],
        shared: bool,
    ) -> None:
        seen: dict[tuple[object, ...], str] = {}
        wrong: list[str] = []
        for label, source in ((label, one) for label, many in phrases.items() for one in many):
            try:
                phrase = grammar.parse(source, slots)
            except ValueError as problem:
                wrong.append(f"{label}: {problem}")
                continue
            key = (phrase.expression, phrase.lead, phrase.trail, label if shared else None)
            if key in seen:
                wrong.append(f"{label}: `{source}` is there already, as {seen[key]}.")
            seen[key] = f"{label}: `{source}`"
            self._entries.append((label, phrase))
        if wrong:
            raise ValueError(" ".join(wrong))

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every word that some phrase must have."""
        return frozenset(word for _, phrase in self._entries for key in phrase.keys for word in key)

    def hits(self, sentence: Sentence) -> Iterator[Hit[Label]]:
        """Find every phrase in a sentence, in the order of the book."""
        words = {word.form for word in sentence.words}
        places = {place for word in words for place in self._by_word.get(word, ())}
        for place in sorted(places):
            label, phrase = self._entries[place]
            if all(not words.isdisjoint(key) for key in phrase.keys):
                for found in _compiled(phrase.expression).finditer(sentence.line):
                    yield Hit(label, place, phrase, sentence, *_span(phrase, sentence, found))


@lru_cache(maxsize=8_192)
def _compiled(expression: str) -> re.Pattern[str]:
    # When first needed, and not at start: a thousand expressions take a second to compile.
    return re.compile(expression)


def _span(
    phrase: Phrase, sentence: Sentence, found: re.Match[str]
) -> tuple[int, int, tuple[int, int] | None]:
    start, end = sentence.index(found.start()), sentence.index(found.end())
    if not phrase.inner:
        return start, end, None
    return start, end, (sentence.index(found.start("inner")), sentence.index(found.end("inner")))
