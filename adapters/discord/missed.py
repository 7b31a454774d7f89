"""Answers to forms, kept until they are shown: where one is not taken, the form stays open.

It is then sent once more as it stands, and what it does must not be done twice.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.answers import Answer, Replace, Say
from bot.events import Submitted
from bot.ui.card import Tone
from bot.ui.form import Value

LIFE = timedelta(minutes=15)
MOST = 1_000
"""How many are kept at once; they hold personal words, so they are in memory only."""


@dataclass(frozen=True, slots=True)
class _Kept:
    values: Mapping[str, Value]
    answer: Answer
    since: datetime


class Missed:
    """The last unseen answer to each form of each person."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._kept: OrderedDict[tuple[str, str], _Kept] = OrderedDict()

    def keep(self, user: str, sent: Submitted, answer: Answer) -> None:
        """Keep what a form was answered with, unless it failed and ought to be tried again."""
        key = (user, sent.action)
        self._kept.pop(key, None)
        if isinstance(answer, Say | Replace) and answer.card.tone is not Tone.WARN:
            self._kept[key] = _Kept(sent.values, answer, self._now())
        self._forget_old()

    def find(self, user: str, sent: Submitted) -> Answer | None:
        """Return the answer to the very same form, if nobody has seen it yet."""
        self._forget_old()
        kept = self._kept.get((user, sent.action))
        return kept.answer if kept is not None and kept.values == sent.values else None

    def forget(self, user: str, sent: Submitted) -> None:
        """Forget an answer that was seen."""
        self._kept.pop((user, sent.action), None)

    def _forget_old(self) -> None:
        now = self._now()
        while self._kept:
            oldest = next(iter(self._kept.values()))
            if now - oldest.since < LIFE and len(self._kept) <= MOST:
                return
            self._kept.popitem(last=False)
