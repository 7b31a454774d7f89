"""Names of companies and roles beside the words that announce them; no dictionary of companies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from bot.understanding.words import Word

_LONGEST = 80
_MOST_WORDS = 6
_MOST_PLAIN_WORDS = 3
_ARTICLES = frozenset({"a", "an", "the", "their", "my", "our"})
_JOINS = frozenset({"of", "de", "du", "la", "van", "von", "the", "for"})
_LEGAL = frozenset({"inc", "ltd", "llc", "corp", "gmbh", "co", "plc", "ag", "labs", "group", "hq"})
# What stands between a company and what it did: "Acme has just rejected me".
_BETWEEN = frozenset({
    "just", "has", "have", "had", "already", "also", "finally", "never", "still", "now", "really",
    "only", "officially", "then", "even", "both", "is", "was", "again", "straight", "totally",
})  # fmt: skip
_JOB_NOUNS = frozenset({
    "role", "roles", "position", "positions", "job", "jobs", "post", "opening", "vacancy", "gig",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """The text in hand, where in it times are told, and whether its capitals mean something."""

    text: str
    times: frozenset[int]
    has_case: bool

    def typed(self, words: Sequence[Word]) -> str | None:
        """Give words as they were typed, without a possessive ending; at most 80 characters."""
        if not words:
            return None
        name = self.text[words[0].start : words[-1].end].removesuffix("'s")[:_LONGEST]
        return " ".join(name.split()) or None

    def is_capital(self, word: Word) -> bool:
        """Tell whether a word was written with a capital that means something."""
        return self.has_case and self.text[word.start].isupper()


def has_case(text: str, words: Iterable[Word]) -> bool:
    """Tell whether capitals mean something: not in shouting, nor where every word has one."""
    firsts = [text[word.start] for word in words if text[word.start].isalpha()]
    return len(firsts) <= 2 or not all(letter.isupper() for letter in firsts)


class Names:
    """Finds names by their capitals or, without these, by not being everyday words."""

    def __init__(self, common: Iterable[str], stops: Iterable[str]) -> None:
        """Take everyday words, and the small words that end a name whatever their case."""
        self._stops = frozenset(stops)
        self._common = frozenset(common) | self._stops

    def company_after(self, page: Page, words: Sequence[Word]) -> str | None:
        """Read the company at the start of these words."""
        words = self._reach(page, without_article(page, words))
        if words and page.is_capital(words[0]):
            run = _capitals(page, words)
            name = page.typed(run)
            # "From HR" names nobody, though "from Target" may.
            initials = name and name.isupper() and len(name) > 1
            return None if initials and not self._is_uncommon(run[0]) else name
        return page.typed(self._uncommon(words))

    def company_before(self, page: Page, words: Sequence[Word]) -> str | None:
        """Read the company at the end of these words, the first of which opens a sentence."""
        last = len(words)
        while last and words[last - 1].form in _BETWEEN:
            last -= 1
        backwards = self._reach(page, words[:last][::-1])
        if not backwards or not page.is_capital(backwards[0]):
            return page.typed(self._uncommon(backwards)[::-1])
        run = _capitals(page, backwards)[::-1]
        # The first word of a sentence has its capital anyway: "Recruiters rejected me".
        # Nor is "my CV was rejected" about a company of that name.
        return page.typed(run) if len(run) > 1 or self._is_uncommon(run[0]) else None

    def role(self, page: Page, words: Sequence[Word]) -> str | None:
        """Read a role at the start of these words, up to the next small word."""
        words = without_article(page, words)
        run = list(islice(takewhile(lambda word: self._goes_on(page, word, {"of"}), words),
                          _MOST_WORDS))  # fmt: skip
        while run and (run[-1].form in _JOB_NOUNS or run[-1].form == "of"):
            run.pop()
        return page.typed(run) if any(map(self._is_uncommon, run)) else None

    def loose(self, page: Page, words: Sequence[Word]) -> tuple[str | None, str | None]:
        """Read "Acme" or "Acme data analyst" where nothing announces either: company and role."""
        words = without_article(page, [word for word in words if word.start not in page.times])
        while words and words[-1].form in self._stops and not self._is_initial(page, words[-1]):
            words = words[:-1]
        if not words or len(self._reach(page, words)) < len(words):
            return None, None
        run = _capitals(page, words) if page.is_capital(words[0]) else words[:_MOST_WORDS]
        return page.typed(run), self.role(page, words[len(run) :])

    def is_capital_name(self, page: Page, words: Sequence[Word]) -> bool:
        """Tell whether these words open with a capital that no everyday word has."""
        return bool(words) and page.is_capital(words[0]) and self._is_uncommon(words[0])

    def _reach(self, page: Page, words: Sequence[Word]) -> list[Word]:
        return list(takewhile(lambda word: self._goes_on(page, word, _JOINS), words))

    def _goes_on(self, page: Page, word: Word, joins: Iterable[str]) -> bool:
        if word.form in joins:
            return True
        speaks = word.start not in page.times and any(map(str.isalnum, word.form))
        return speaks and (word.form not in self._stops or self._is_initial(page, word))

    def _is_initial(self, page: Page, word: Word) -> bool:
        # A lone capital is a name ("no from A"), though a small "a" is none.
        return len(word.form) == 1 and word.form != "i" and page.is_capital(word)

    def _uncommon(self, words: Sequence[Word]) -> list[Word]:
        return list(islice(takewhile(self._is_uncommon, words), _MOST_PLAIN_WORDS))

    def _is_uncommon(self, word: Word) -> bool:
        return word.form not in self._common and not word.form.isdigit()


def without_article(page: Page, words: Sequence[Word]) -> Sequence[Word]:
    """Leave out an article before a name, unless its capital makes it part of that."""
    opens = bool(words) and words[0].form in _ARTICLES and not page.is_capital(words[0])
    return words[1:] if opens else words


def _capitals(page: Page, words: Sequence[Word]) -> Sequence[Word]:
    """Take the run of capitalised words, with joins such as "of" inside it."""
    named = [_is_named(page, word) for word in words[:_MOST_WORDS]]
    count = 0
    for place, (word, is_named) in enumerate(zip(words, named, strict=False)):
        if is_named:
            count = place + 1
        elif word.form not in _JOINS:
            break
    return words[:count]


def _is_named(page: Page, word: Word) -> bool:
    return page.is_capital(word) or word.form in _LEGAL or word.form.isdigit()
