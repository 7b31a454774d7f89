"""Which cards stand where, and who can see each; newest first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.ui.card import Card

KEPT = 1000
"""Cards remembered; what is older has long scrolled away and can no longer be pressed."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A card that somebody can see: one person (`only`), or everybody in a channel."""

    ref: str
    card: Card
    only: str = ""
    channel: str = ""
    revised: bool = False

    def seen_by(self, user: str) -> bool:
        """Tell whether this person can see it; channels here are open to everybody."""
        return self.only in ("", user)


class Screen:
    """Every card that still stands."""

    def __init__(self) -> None:
        self._cards: dict[str, Standing] = {}

    def put(self, standing: Standing) -> Standing:
        """Show a card below all others."""
        self._cards.pop(standing.ref, None)
        self._cards[standing.ref] = standing
        if len(self._cards) > KEPT:
            del self._cards[next(iter(self._cards))]
        return standing

    def replace(self, ref: str, card: Card) -> Standing | None:
        """Show another card in a standing one's place, printed anew; None if it has gone."""
        found = self._cards.get(ref)
        return found and self.put(replace(found, card=card, revised=True))

    def get(self, ref: str) -> Standing | None:
        """Return the card that stands under this reference."""
        return self._cards.get(ref)

    def seen_by(self, user: str, channel: str = "") -> Iterator[Standing]:
        """Walk over what a person can see, newest first; in one channel if it is named."""
        for standing in reversed(self._cards.values()):
            if standing.seen_by(user) and channel in ("", standing.channel):
                yield standing
