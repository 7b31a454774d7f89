"""What keeps words from being taken as news: a denial, a thought, somebody else, a question."""

from collections.abc import Sequence
from enum import Enum

from bot.understanding.intents import NEWS, Intent
from bot.understanding.patterns import FEARS, Books, GuardPhrases
from bot.understanding.phrases import Hit
from bot.understanding.words import Sentence

_FEW = 5
# A thought that opens a sentence makes all of it one.
_EARLY = 1


class Verdict(Enum):
    """Whether words that sound like a meaning have it."""

    SURE = "sure"
    ASKED = "asked"
    NOT = "not"


class Guards:
    """Judges every phrase found by the words around it."""

    def __init__(self, guards: GuardPhrases, books: Books) -> None:
        """Take the words of the guards and their phrases."""
        self._unreal = books.unreal
        self._others = books.others
        self._old = books.old
        self._regrets = books.regrets
        self._imagined = books.imagined
        self._negators = frozenset(guards.negators)
        self._light = frozenset(guards.light)
        self._wishes = frozenset(guards.wishes)
        self._ourselves = frozenset(guards.ourselves)
        self._employers = frozenset(guards.employers)
        self._questions = frozenset(guards.questions)
        self._granting = frozenset(guards.granting)

    def judge(self, sentence: Sentence, found: Sequence[Hit[Intent]]) -> list[Verdict]:
        """Tell of each phrase found in a sentence whether it means what it says there."""
        thoughts = list(self._unreal.hits(sentence)) if found else []
        others = list(self._others.hits(sentence)) if found else []
        return [self._verdict(hit, thoughts, others) for hit in found]

    def _verdict(
        self, hit: Hit[Intent], thoughts: Sequence[Hit[str]], others: Sequence[Hit[str]]
    ) -> Verdict:
        if self._is_negated(hit):
            return Verdict.NOT
        if hit.label not in NEWS:
            return Verdict.SURE
        if self._is_unreal(hit, thoughts) or self._is_about_others(hit, others):
            return Verdict.NOT
        return Verdict.ASKED if self._is_asked(hit) else Verdict.SURE

    def is_shaded(self, sentence: Sentence, start: int, end: int) -> bool:
        """Tell whether some words speak of somebody else, of a thought, or of old times."""
        words = sentence.words
        if any(start <= hit.start < end for hit in self._old.hits(sentence)):
            return True
        for hit in self._others.hits(sentence):
            if start <= hit.start < end and not any(
                word.form in self._ourselves for word in words[hit.end : end]
            ):
                return True
        return any(
            start <= hit.start <= start + _EARLY and hit.end < end
            for hit in self._imagined.hits(sentence)
        )

    def regrets(self, sentence: Sentence) -> bool:
        """Tell whether bad news is broken in a sentence."""
        return any(True for _ in self._regrets.hits(sentence))

    def _lead(self, hit: Hit[Intent]) -> int:
        """Go back over the light words before a phrase; give where they begin."""
        forms = hit.sentence.words
        place = hit.start
        while place and forms[place - 1].form in self._light:
            place -= 1
        return place

    def _is_negated(self, hit: Hit[Intent]) -> bool:
        lead, words = self._lead(hit), hit.sentence.words
        if not lead or words[lead - 1].form not in self._negators:
            return False
        if hit.label in NEWS or hit.label in (Intent.FEELING_GOOD, Intent.FEELING_LOW):
            return True
        # "I have no plan" asks for one; only "I do not want a plan" does not.
        return any(word.form in self._wishes for word in words[lead : hit.start])

    def _is_unreal(self, hit: Hit[Intent], thoughts: Sequence[Hit[str]]) -> bool:
        lead = self._lead(hit)
        return any(
            thought.start < hit.start and thought.end >= lead
            for thought in thoughts
            # Who is nervous about an interview has one.
            if thought.label != FEARS or hit.label is not Intent.INTERVIEW_COMING
        )

    def _is_about_others(self, hit: Hit[Intent], others: Sequence[Hit[str]]) -> bool:
        words = hit.sentence.words
        own = self._ourselves | self._employers
        if any(word.form in own for word in words[hit.start : hit.end + 1]):
            return False
        return any(
            other.end <= hit.start
            and not any(word.form in self._ourselves for word in words[other.end : hit.start])
            for other in others
        )

    def _is_asked(self, hit: Hit[Intent]) -> bool:
        sentence = hit.sentence
        if not sentence.asks:
            return False
        first = sentence.words[0].form
        # "Why was I rejected?" and "Rejected, what now?" take the news for granted.
        alone = len(sentence.words) <= _FEW and not any(word.is_pause for word in sentence.words)
        return first in self._questions or (alone and first not in self._granting)
