"""A text laid out for reading: its sentences, its times, and the stretches that belong together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.understanding import names, times
from bot.understanding.intents import Intent
from bot.understanding.phrases import Hit
from bot.understanding.words import Sentence, Spelling, Word, clean, sentences


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a sentence: words `start` to `end`; `told` are the meanings found there."""

    sentence: Sentence
    start: int
    end: int
    told: tuple[Hit[Intent], ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the stretch."""
        return self.sentence.words[self.start : self.end]

    def holds(self, hit: Hit[str]) -> bool:
        """Tell whether a phrase found in the sentence begins in the stretch."""
        return hit.sentence is self.sentence and self.start <= hit.start < self.end

    def parts(self) -> Iterator["Stretch"]:
        """Cut the stretch at its commas."""
        start = self.start
        for place in range(self.start, self.end + 1):
            if place == self.end or self.sentence.words[place].is_pause:
                if place > start:
                    yield Stretch(self.sentence, start, place, self.told)
                start = place + 1


@dataclass(frozen=True, slots=True)
class Paper:
    """A cleaned text with its sentences and the times it tells."""

    sentences: tuple[Sentence, ...]
    moments: tuple[times.Moment, ...]
    page: names.Page
    today: date

    @classmethod
    def lay(
        cls,
        text: str,
        spelling: Spelling,
        today: date,
        *,
        minute: int | None = None,
        month_first: bool | None = None,
    ) -> "Paper":
        """Clean a text and look through it; minute and manner are as in `times.moments`."""
        text = clean(text)
        cut = sentences(text, spelling)
        moments = times.moments(text, today, minute=minute, month_first=month_first)
        words = [word for sentence in cut for word in sentence.words]
        taken = frozenset(
            word.start
            for word in words
            if any(moment.start <= word.start < moment.end for moment in moments)
        )
        return cls(cut, moments, names.Page(text, taken, names.has_case(text, words)), today)

    def whole(self) -> tuple[Stretch, ...]:
        """Give every sentence as one stretch."""
        return tuple(Stretch(sentence, 0, len(sentence.words)) for sentence in self.sentences)

    def is_past(self, sentence: Sentence) -> bool:
        """Tell whether all days told in a sentence are over."""
        start, end = sentence.words[0].start, sentence.words[-1].end
        told = [moment.day for moment in self.moments if start < moment.end and moment.start < end]
        days = [day for day in told if day]
        return bool(days) and all(day < self.today for day in days)

    def when(
        self,
        stretches: Iterable[Stretch],
        *,
        past: bool = False,
        office: bool = False,
        exact: bool = False,
    ) -> times.When:
        """Read the times told in some stretches, as `times.gather` does."""
        spans = [(part.words[0].start, part.words[-1].end) for part in stretches if part.words]
        within = tuple(
            moment
            for moment in self.moments
            if any(start < moment.end and moment.start < end for start, end in spans)
        )
        said = " ".join(self.page.text[start:end] for start, end in spans)
        over_by = self.today if past else None
        return times.gather(within, said, over_by=over_by, office=office, exact=exact)
