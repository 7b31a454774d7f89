"""The facts in a text: which company and role, how far it got, which day and time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.application import Stage
from bot.understanding.intents import NEWS, PAST, Intent
from bot.understanding.names import Names, without_article
from bot.understanding.paper import Paper, Stretch
from bot.understanding.patterns import Books
from bot.understanding.phrases import Hit, Phrasebook, Slot
from bot.understanding.tags import Tagger
from bot.understanding.words import Word

_NAMES_MATTER = NEWS | {
    Intent.ASK_FEEDBACK, Intent.REFLECT, Intent.INTERVIEW_PRACTICE, Intent.APPLICATIONS,
    Intent.NUDGE_SET, Intent.NETWORK, Intent.MATERIALS, Intent.UNDO, Intent.SUPPORT,
}  # fmt: skip
_APPOINTMENTS = frozenset({Intent.INTERVIEW_COMING, Intent.INTERVIEW_DONE, Intent.NUDGE_SET})
_STAGED = NEWS | {Intent.APPLICATIONS, Intent.ASK_FEEDBACK, Intent.REFLECT}
_LONGEST_ASIDE = 5
_LIKELY_NAME, _LIKELY_NAME_BESIDE, _LIKELY_ROLE = 0.15, 0.8, 0.5
_NEAREST_FIRST = tuple(Stage)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text tells besides its meaning; names as they were typed, at most 80 characters.

    `day` is in the person's zone, `minute` is of that local day, `weekday` is a weekly one with
    Monday as 0.
    """

    company: str | None = None
    role: str | None = None
    stage: Stage | None = None
    day: date | None = None
    minute: int | None = None
    weekday: int | None = None


class FactFinder:
    """Finds facts by the phrases that announce them."""

    def __init__(self, names: Names, books: Books) -> None:
        """Take what reads names, and the phrases beside which they stand."""
        self._names = names
        self._companies = books.companies
        self._roles = books.roles
        self._stages = books.stages
        self._answers = books.answers
        self.tagger: Tagger | None = None

    def about(self, intent: Intent, paper: Paper, stretches: Sequence[Stretch]) -> Facts:
        """Gather the facts of one meaning from the stretches that speak of it."""
        company = role = None
        if intent in _NAMES_MATTER:
            least = _LIKELY_NAME if intent in NEWS else _LIKELY_NAME_BESIDE
            company = self._tagged(paper, stretches, "company", least)
            company = company or next(self._company_names(paper, stretches), None)
            roles = self._role_names(paper, stretches)
            role = next((role for role in roles if role != company), None)
            role = role or self._tagged(paper, stretches, "role", _LIKELY_ROLE)
            if self.tagger is None and intent in NEWS and company is None:
                company, beside = self._aside(paper, stretches)
                role = role or beside
        staged = stretches if intent in _STAGED else ()
        stage = _furthest(hit for part in staged for hit in self._staged(part))
        when = paper.when(
            stretches, past=intent in PAST, office=intent in _APPOINTMENTS, exact=intent in NEWS
        )
        return Facts(company, role, stage, when.day, when.minute, when.weekday)

    def bare(self, paper: Paper, *, ahead: bool) -> Facts:
        """Read the few words given with a command: "Acme", "Acme, data analyst, final round".

        Days are such as have been, or such as are to come if they lie `ahead`.
        """
        whole = paper.whole()
        company = next(self._company_names(paper, whole), None)
        role = next(self._role_names(paper, whole), None)
        for part in (part for stretch in whole for part in stretch.parts()):
            one, other = self._loose(paper, part)
            if company is None:
                company, role = one, role or other
            elif role is None and one not in (company, None):
                role = one
        when = paper.when(whole, past=not ahead)
        return Facts(company, role, self.stage(paper), when.day, when.minute, when.weekday)

    def stage(self, paper: Paper) -> Stage | None:
        """Read how far something got, as told or as the bare answer to that question."""
        parts = paper.whole()
        return _furthest(hit for part in parts for hit in self._staged(part, answer=True))

    def fills(self, paper: Paper, hit: Hit[str]) -> bool:
        """Tell whether a phrase that leaves a name open finds one in the text."""
        phrase = hit.phrase
        open_slots = {phrase.lead, phrase.inner, phrase.trail} - {None, Slot.WHEN}
        return not open_slots or bool(self._before(paper, hit) or self._after(paper, hit))

    def _tagged(
        self, paper: Paper, stretches: Sequence[Stretch], kind: str, least: float
    ) -> str | None:
        """Read the surest name that was learnt to be one; of equals, the first."""
        if self.tagger is None:
            return None
        found = [
            (run.sureness, part.sentence.words[run.start : run.end])
            for part in stretches
            for run in self.tagger.runs(paper.page, part.sentence.words, kind)
            if part.start <= run.start < part.end and run.sureness > least
        ]
        best = max(found, key=lambda each: each[0], default=None)
        return None if best is None else paper.page.typed(best[1])

    def _company_names(self, paper: Paper, stretches: Sequence[Stretch]) -> Iterator[str]:
        told = [hit for part in stretches for hit in part.told if part.holds(hit)]
        yield from (name for hit in told if (name := self._before(paper, hit, Slot.COMPANY)))
        for hit in _in_order(self._companies, stretches):
            if name := self._either(paper, hit, Slot.COMPANY):
                yield name
        yield from (name for hit in told if (name := self._after(paper, hit, Slot.COMPANY)))
        news = [hit for hit in told if hit.label in NEWS]
        yield from (name for hit in news if (name := self._doer(paper, hit)))

    def _role_names(self, paper: Paper, stretches: Sequence[Stretch]) -> Iterator[str]:
        for hit in _in_order(self._roles, stretches):
            if name := self._either(paper, hit, Slot.ROLE):
                yield name

    def _either(self, paper: Paper, hit: Hit[str], slot: Slot) -> str | None:
        return self._before(paper, hit, slot) or self._after(paper, hit, slot)

    def _doer(self, paper: Paper, hit: Hit[str]) -> str | None:
        """Read the company that stands before news with a capital: "Acme went quiet"."""
        words = hit.sentence.words[: hit.start]
        name = self._names.company_before(paper.page, words)
        return name if name and paper.page.has_case and not name[0].islower() else None

    def _before(self, paper: Paper, hit: Hit[str], slot: Slot | None = None) -> str | None:
        """Read the slot inside a phrase or before it."""
        words = hit.sentence.words
        phrase = hit.phrase
        if hit.inner and _asks_for(phrase.inner, slot):
            inside = words[slice(*hit.inner)]
            name = self._filled(paper, phrase.inner, inside)
            # What stands between two words of a phrase is the name as a whole, or none.
            return (
                name
                if name and name == paper.page.typed(without_article(paper.page, inside))
                else None
            )
        if phrase.lead and _asks_for(phrase.lead, slot):
            return self._names.company_before(paper.page, words[: hit.start])
        return None

    def _after(self, paper: Paper, hit: Hit[str], slot: Slot | None = None) -> str | None:
        """Read the slot at the end of a phrase."""
        trail = hit.phrase.trail
        if hit.inner and not self._before(paper, hit):
            return None
        if trail and _asks_for(trail, slot):
            return self._filled(paper, trail, hit.sentence.words[hit.end :])
        return None

    def _filled(self, paper: Paper, slot: Slot | None, words: Sequence[Word]) -> str | None:
        if slot is Slot.ROLE:
            return self._names.role(paper.page, words)
        if slot is Slot.PROPER and not (words and paper.page.is_capital(words[0])):
            return None
        return self._names.company_after(paper.page, words)

    def _staged(self, part: Stretch, *, answer: bool = False) -> list[Hit[Stage]]:
        hits = [hit for hit in self._stages.hits(part.sentence) if part.holds(hit)]
        if answer:
            hits += [hit for hit in self._answers.hits(part.sentence) if part.holds(hit)]
        return [hit for hit in hits if not any(other.covers(hit) for other in hits)]

    def _aside(self, paper: Paper, stretches: Sequence[Stretch]) -> tuple[str | None, str | None]:
        """Read ", Acme, data analyst" beside the news: only after a capital, only if short."""
        found: list[str] = []
        for part in (part for stretch in stretches for part in stretch.parts()):
            telling = any(part.start < hit.end and hit.start < part.end for hit in part.told)
            named = found or self._names.is_capital_name(paper.page, part.words)
            if named and not telling and len(part.words) <= _LONGEST_ASIDE:
                found += [name for name in self._loose(paper, part) if name]
        return (*found, None, None)[0], (*found, None, None)[1]

    def _loose(self, paper: Paper, part: Stretch) -> tuple[str | None, str | None]:
        """Read a part up to its stage, or to what announces a name."""
        books = (self._companies, self._roles)
        announced = (hit for book in books for hit in book.hits(part.sentence) if part.holds(hit))
        known: list[Hit[str]] = [*announced, *self._staged(part, answer=True)]
        first = min((hit.start for hit in known), default=part.end)
        return self._names.loose(paper.page, part.sentence.words[part.start : first])


def _asks_for(open_slot: Slot | None, slot: Slot | None) -> bool:
    """Tell whether what a phrase leaves open is the slot wanted, or any name if none is."""
    if open_slot is Slot.PROPER:
        return slot in (Slot.COMPANY, None)
    return open_slot is not Slot.WHEN and slot in (open_slot, None)


def _in_order(book: Phrasebook[str], stretches: Sequence[Stretch]) -> list[Hit[str]]:
    """Find announcements, those that stand earlier in the book first: it has the surest on top."""
    hits = [hit for part in stretches for hit in book.hits(part.sentence) if part.holds(hit)]
    return sorted(hits, key=lambda hit: hit.place)


def _furthest(hits: Iterable[Hit[Stage]]) -> Stage | None:
    return max((hit.label for hit in hits), key=_NEAREST_FIRST.index, default=None)
