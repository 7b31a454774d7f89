"""Answers for one person's eyes, kept for a while behind a button where everybody can press it."""

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ui.card import Card

LIFE = timedelta(minutes=15)
MOST = 1_000
"""How many are kept at once; they hold personal words, so they are in memory only."""

_OURS = re.compile(r"e:(\d{1,20}):(\d{1,20})")


@dataclass(frozen=True, slots=True)
class Envelope:
    """A button's name for a kept answer: for whom, and to which message of theirs."""

    user: str
    message: str

    def custom_id(self) -> str:
        """Write it as a custom id."""
        return f"e:{self.user}:{self.message}"


def read(custom_id: str) -> Envelope | None:
    """Read a custom id back; None for anything else."""
    ours = _OURS.fullmatch(custom_id)
    return Envelope(*ours.groups()) if ours else None


class Envelopes:
    """What is kept, until it is too old or a restart."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._kept: OrderedDict[Envelope, tuple[datetime, Card]] = OrderedDict()

    def seal(self, envelope: Envelope, card: Card) -> None:
        """Keep an answer."""
        self._forget()
        self._kept[envelope] = (self._now(), card)

    def open(self, envelope: Envelope) -> Card | None:
        """Return the answer, as often as it is asked for; None once it is gone."""
        self._forget()
        _, card = self._kept.get(envelope, (None, None))
        return card

    def _forget(self) -> None:
        now = self._now()
        while self._kept:
            since, _ = next(iter(self._kept.values()))
            if now - since < LIFE and len(self._kept) < MOST:
                return
            self._kept.popitem(last=False)
