"""Words that call for a human: three tiers, from curated phrases with guards; nothing is kept.

Where phrases find nothing, a second opinion learnt from examples may ask a warm question: it can
raise a tier to veiled, never lower one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.domain.care import Care
from bot.understanding.care_opinion import Opinion
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
_LEET = str.maketrans("013457@$!", "oieastasi")
_MASKED = re.compile(r"(?<![\w@$!])[\w@$!]{0,20}[\w@$](?![\w@$])")
# "k*ll", "s**cide", "su!cide": what a sign stands for, the word around it tells.
_STARRED = re.compile(r"(?<!\w)(?=\w*\*)[^\W\d_][\w*]{1,10}(?!\w)")
_HIDDEN = (
    "kill",
    "die",
    "dead",
    "death",
    "suicide",
    "suicidal",
    "killing",
    "dying",
    "hang",
    "cutting",
    "harm",
    "myself",
    "life",
)
_SPACED = re.compile(r"(?<!\w)[^\W\d_](?:[ .*_-][^\W\d_]){2,30}(?!\w)")
# Where another thought begins, which may be one's own again.
_JOINTS = frozenset({",", "and", "so", "because", "while"})
_PERSON = frozenset({"i", "me", "myself"})
_JOINED = re.compile(r"\W|_")

# From here on they are worth a question.
_HEAVY, _WORRYING = 0.3, 0.1
# How much more it takes in a sentence that holds a saying or a denial.
_DOUBT = 0.8
_FEWEST_WORDS = 2


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

    def __init__(self, patterns: CarePatterns, opinion: Opinion | None = None) -> None:
        """Take the phrases, and the second opinion where there is one."""
        self._opinion = opinion
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
        read = self.sentences(text)
        told = {tier for sentence in read for tier in self._tiers(sentence)}
        if Care.EXPLICIT in told:
            return Care.EXPLICIT
        return self._raised(Care.VEILED if told else Care.NONE, read)

    def _raised(self, care: Care, read: Sequence[Sentence]) -> Care:
        """Let the second opinion ask where no phrase did; help lines come for phrases alone."""
        # Words that take words of crisis back sound much like them; one word alone, or a key held
        # down, sounds like nothing that could be learnt.
        words = sum(len(sentence.words) for sentence in read)
        if self._opinion is None or words < _FEWEST_WORDS or self._takes_back(read):
            return care
        like = self._opinion.of_all(read, [_DOUBT * self._is_doubtful(each) for each in read])
        is_heavy = like.heavy > _HEAVY or like.explicit > _WORRYING
        return Care.VEILED if is_heavy else care

    def retracts(self, text: str) -> bool:
        """Tell whether a text takes words of crisis back, and holds none itself."""
        return self._takes_back(self.sentences(text)) and self.assess(text) is not Care.EXPLICIT

    def _takes_back(self, read: Sequence[Sentence]) -> bool:
        if any(True for sentence in read for _ in self._unsafe.hits(sentence)):
            return False
        return any(True for sentence in read for _ in self._retractions.hits(sentence))

    def sentences(self, text: str) -> tuple[Sentence, ...]:
        """Cut a text as it is read here: unmasked, and without what others are quoted as saying."""
        text = self._unquoted(clean(text, _LIMIT))
        text = _STARRED.sub(_uncovered, text)
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

    def _is_doubtful(self, sentence: Sentence) -> bool:
        """Tell whether a sentence holds a saying or a denial, or what others say or suffer."""
        if any(True for _ in self._harmless.hits(sentence)):
            return True
        found = sum(1 for _ in self._alarming.hits(sentence))
        return found > sum(1 for _ in self._tiers(sentence))

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


def _uncovered(word: re.Match[str]) -> str:
    """Read "k*ll" as kill: one of the words that are hidden so, if it fits."""
    pattern = word.group().casefold().replace("*", r"\w{1,2}")
    return next((each for each in _HIDDEN if re.fullmatch(pattern, each)), word.group())


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
