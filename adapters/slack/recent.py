"""Who is talking with us right now, so that something can be whispered to them."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from adapters.slack.screen import Screen
from adapters.slack.spot import Scene
from bot.ui.card import Card

LIFE = timedelta(minutes=14)
"""For how long somebody counts as here; a response URL lives for thirty minutes."""

MOST_WHISPERS = 2
"""Whispers after one interaction: its response URL can be used five times, also by its answer."""

MOST_PEOPLE = 10_000
"""How many people are remembered at once; the ones least recently met go first."""


@dataclass(slots=True)
class _Talk:
    screen: Screen
    since: datetime
    left: int = MOST_WHISPERS


class Recent:
    """Each person's last answered interaction, in memory only."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self._talks: OrderedDict[tuple[str, str], _Talk] = OrderedDict()

    def note(self, screen: Screen) -> None:
        """Remember where somebody was answered with something to be seen."""
        at, now = screen.at, self.now()
        if at.scene not in (Scene.CHANNEL, Scene.DIRECT):
            return
        # Only its place is of use later: a trigger dies soon, and a modal is closed.
        there = replace(at, trigger="", window="", message="")
        self._talks[at.team, at.user] = _Talk(replace(screen, at=there), now)
        self._talks.move_to_end((at.team, at.user))
        self._forget(now)

    async def whisper(self, team: str, user: str, card: Card) -> bool:
        """Show something to a person alone, where they last were; False if it cannot be done."""
        talk = self._talks.get((team, user))
        if talk is None or self.now() - talk.since >= LIFE or talk.left == 0:
            return False
        talk.left -= 1
        return await talk.screen.whispers(card)

    def _forget(self, now: datetime) -> None:
        """Drop whoever was met too long ago, or is one too many; the order is that of meeting."""
        while self._talks:
            oldest = next(iter(self._talks.values()))
            if now - oldest.since < LIFE and len(self._talks) <= MOST_PEOPLE:
                return
            self._talks.popitem(last=False)
