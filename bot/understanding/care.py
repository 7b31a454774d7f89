"""Words that call for a human: three tiers, from curated phrases with guards; nothing is kept."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from bot.domain.care import Care
from bot.understanding.phrases import Grammar, Hit, Phrasebook
from bot.understanding.words import Sentence, Spelling, clean, sentences, written_in

# Longer than what is understood otherwise: the words that matter may stand at the end.
_LIMIT = 20_000
_QUOTED = re.compile(r'"[^"]{1,400}"')
_BEFORE_QUOTE = 60
_BOOKS: Mapping[str, tuple[str, ...]] = {
    "alarming": (Care.EXPLICIT, Care.VEILED), "harmless": ("harmless", "denied"),
    "others": ("others",), "reporters": ("reporters",), "retractions": ("retractions",),
    "unsafe": ("unsafe",),
}  # fmt: skip
_LEET = str.maketrans("013457@$", "oieastas")
_MASKED = re.compile(r"(?<![\w@$])[\w@$]{2,20}(?![\w@$])")
_SPACED = re.compile(r"(?<!\w)[^\W\d_](?:[ .*_-][^\W\d_]){2,30}(?!\w)")
# Where another thought begins, which may be one's own again.
_JOINTS = frozenset({",", "and", "so", "because", "while"})
_PERSON = frozenset({"i", "me", "myself"})
_JOINED = re.compile(r"\W|_")


@dataclass(frozen=True, slots=True)
class CarePatterns:
    """Every phrase that matters for care; raises ValueError with all that is wrong among them.

    `harmless` and `denied` take back what they cover; `others` and `reporters` say whose words or
    whose pain it is; `negators` before `light` words deny what follows.
    """

    same: Mapping[str, str]
    forgiven: tuple[str, ...]
    breaks: tuple[str, ...]
    fillers: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    explicit: tuple[str, ...]
    veiled: tuple[str, ...]
    harmless: tuple[str, ...]
    denied: tuple[str, ...]
    negators: tuple[str, ...]
    light: tuple[str, ...]
    others: tuple[str, ...]
    ourselves: tuple[str, ...]
    reporters: tuple[str, ...]
    retractions: tuple[str, ...]
    unsafe: tuple[str, ...]

    def __post_init__(self) -> None:
        """Read every phrase once, so that a mistake is told at start and not found in need."""
        CareReader(self)


class CareReader:
    """Reads texts for words of crisis; errs towards asking a person rather than missing them."""

    def __init__(self, patterns: CarePatterns) -> None:
        """Take the phrases."""
        self._spelling = _spelling(patterns)
        grammar = Grammar(self._spelling, patterns.groups, patterns.fillers, _JOINTS - {","})
        wrong: list[str] = []
        books = {
            name: _book(grammar, {each: getattr(patterns, each) for each in lists}, wrong)
            for name, lists in _BOOKS.items()
        }
        if wrong:
            raise ValueError(" ".join(wrong))
        self._alarming = books["alarming"]
        self._harmless = books["harmless"]
        self._others = books["others"]
        self._reporters = books["reporters"]
        self._retractions = books["retractions"]
        self._unsafe = books["unsafe"]
        self._negators = frozenset(patterns.negators)
        self._light = frozenset(patterns.light)
        self._ourselves = frozenset(patterns.ourselves)

    def assess(self, text: str) -> Care:
        """Tell how much care a text calls for."""
        told = {tier for sentence in self._read(text) for tier in self._tiers(sentence)}
        if Care.EXPLICIT in told:
            return Care.EXPLICIT
        return Care.VEILED if told else Care.NONE

    def retracts(self, text: str) -> bool:
        """Tell whether a text takes words of crisis back, and holds none itself."""
        read = self._read(text)
        if any(True for sentence in read for _ in self._unsafe.hits(sentence)):
            return False
        taken_back = any(True for sentence in read for _ in self._retractions.hits(sentence))
        return taken_back and self.assess(text) is not Care.EXPLICIT

    def _read(self, text: str) -> tuple[Sentence, ...]:
        text = self._unquoted(clean(text, _LIMIT))
        text = _SPACED.sub(lambda found: _JOINED.sub("", found.group()), text)
        text = _MASKED.sub(_unmasked, text)
        return sentences(text, self._spelling)

    def _unquoted(self, text: str) -> str:
        """Leave out what somebody else is quoted as saying."""
        return _QUOTED.sub(self._unless_reported, text)

    def _unless_reported(self, quoted: re.Match[str]) -> str:
        before = quoted.string[max(0, quoted.start() - _BEFORE_QUOTE) : quoted.start()]
        read = sentences(before, self._spelling)
        reported = bool(read) and any(True for _ in self._reporters.hits(read[-1]))
        return " " if reported else quoted.group()

    def _tiers(self, sentence: Sentence) -> Iterator[Care]:
        alarming = list(self._alarming.hits(sentence))
        if not alarming:
            return
        harmless = list(self._harmless.hits(sentence))
        for hit in alarming:
            excused = any(other.start <= hit.start and hit.end <= other.end for other in harmless)
            if not (excused or self._is_denied(hit) or self._is_about_others(hit)):
                yield Care(hit.label)

    def _is_denied(self, hit: Hit[str]) -> bool:
        # What is said plainly, only whole phrases deny: "why not kill myself" denies nothing.
        if hit.label == Care.EXPLICIT:
            return False
        words, place = hit.sentence.words, hit.start
        while place and words[place - 1].form in self._light:
            place -= 1
        return place > 0 and words[place - 1].form in self._negators

    def _is_about_others(self, hit: Hit[str]) -> bool:
        words = hit.sentence.words
        if any(word.form in self._ourselves for word in words[hit.start : hit.end]):
            return False
        rest = takewhile(lambda word: word.form not in _JOINTS, words[hit.end :])
        after = any(word.form in _PERSON for word in rest)
        return not after and any(
            other.end <= hit.start
            and not any(word.form in self._ourselves for word in words[other.end : hit.start])
            for other in self._others.hits(hit.sentence)
        )


def _unmasked(word: re.Match[str]) -> str:
    """Read "k1ll" as kill; a number stays one."""
    letters = any(map(str.isalpha, word.group()))
    return word.group().translate(_LEET) if letters else word.group()


def _book(
    grammar: Grammar, lists: Mapping[str, tuple[str, ...]], wrong: list[str]
) -> Phrasebook[str]:
    try:
        return Phrasebook(grammar, lists)
    except ValueError as problem:
        wrong.append(str(problem))
        return Phrasebook(grammar, {})


def _spelling(patterns: CarePatterns) -> Spelling:
    lists = (getattr(patterns, name) for names in _BOOKS.values() for name in names)
    known = written_in(phrase for phrases in lists for phrase in phrases)
    return Spelling(patterns.same, patterns.forgiven, patterns.breaks, tuple(known))
