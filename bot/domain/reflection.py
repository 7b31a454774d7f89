"""A reflection: three short writings, then what was in one's hands and what was not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain import recurrence


@dataclass(frozen=True, slots=True)
class Reflection:
    """One reflection; finished once `done_at` is set, and editable after that."""

    person_id: int
    started_at: datetime
    id: int = 0
    no_id: int | None = None
    happened: str = ""
    others: str = ""
    friend: str = ""
    in_hands: str = ""
    not_in_hands: str = ""
    strategy: str = ""
    lesson: str = ""
    gap: str = ""
    done_at: datetime | None = None

    @property
    def own_words(self) -> str:
        """The words to give back: those to a friend are the kindest people write."""
        return self.friend or self.others or self.happened

    @property
    def first_words(self) -> str:
        """The words by which one knows a reflection again."""
        return self.happened or self.others or self.friend


def unfinished(reflections: Iterable[Reflection], no_id: int | None = None) -> Reflection | None:
    """Find the latest reflection that was begun only; with a no, the one about that no."""
    begun = (
        each for each in reflections
        if each.done_at is None and (no_id is None or each.no_id == no_id)
    )  # fmt: skip
    return max(begun, key=lambda each: (each.started_at, each.id), default=None)


def days_old(reflection: Reflection, zone: str, now: datetime) -> int:
    """Count the days since a reflection was begun, as the person's calendar does."""
    today, begun = (recurrence.local(at, zone).date() for at in (now, reflection.started_at))
    return max((today - begun).days, 0)
