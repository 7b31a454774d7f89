"""The screen and the paper together: cards put up and printed, with who can see them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from adapters.console import controls, render
from adapters.console.attachments import Attachments
from adapters.console.community import Community
from adapters.console.controls import Control
from adapters.console.paper import Paper, Strip, strip
from adapters.console.screen import Screen, Standing
from adapters.console.words import Words
from bot.ui.card import Card


@dataclass(slots=True)
class Display:
    """What everybody at this terminal sees."""

    community: Community
    paper: Paper
    attachments: Attachments
    words: Words
    screen: Screen = field(default_factory=Screen)

    def show(self, card: Card, *, only: str = "", channel: str = "", ref: str = "") -> Standing:
        """Put up a card for one person or for a channel."""
        standing = Standing(ref or self.community.key(), card, only, channel)
        return self._print(self.screen.put(standing))

    def replace(self, ref: str, card: Card) -> bool:
        """Put up another card in one's place; False if that one has gone."""
        after = self.screen.replace(ref, card)
        if after is not None:
            self._print(after)
        return after is not None

    def frame(self, user: str, channel: str, strips: Sequence[Strip], accent: str) -> None:
        """Print what is no card, for one person."""
        self.paper.framed(self._heading(user, channel), strips, accent)

    def say(self, text: str) -> None:
        """Print a quiet line of the terminal's own."""
        self.paper.plain(strip(text, "dim"))

    def strips(self, card: Card) -> tuple[Strip, ...]:
        """Lay out a card."""
        people, channels = self.community.people, self.community.channels
        return render.card_strips(card, people, self.words, self.attachments.keep, channels)

    def controls(self, standing: Standing) -> tuple[Control, ...]:
        """List what can be done on a card, in the order of its numbers."""
        return controls.on_card(standing.card, self.community.people, self.community.channels)

    def _print(self, standing: Standing) -> Standing:
        heading = self._heading(standing.only, standing.channel)
        if standing.revised:
            heading = f"{heading}, {self.words.revised}"
        accent = render.ACCENTS[standing.card.tone]
        self.paper.framed(heading, self.strips(standing.card), accent)
        return standing

    def _heading(self, only: str, channel: str) -> str:
        if not only:
            return channel
        if channel:
            return self.words.only_in.format(name=only, channel=channel)
        return self.words.only.format(name=only)
