"""What every screen is shown things with, and the modals that are on one."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.slack.attempts import Pause
from adapters.slack.pictures import Pictures
from adapters.slack.words import Words
from bot.ui.card import Card

FallBack = Callable[[str, str, Card], Awaitable[bool]]
"""Shows a card to a user of a workspace in their direct messages; False if that cannot be done."""

URL_LIFE = timedelta(minutes=29)
"""For how long a response URL can be used: Slack, thirty minutes."""

MOST_URLS = 10_000


class Origins:
    """Where modals were opened: the response URLs, which no modal can carry itself."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._urls: OrderedDict[str, tuple[str, datetime]] = OrderedDict()

    def keep(self, nonce: str, url: str) -> None:
        """Remember the response URL of the place in which a modal is opened."""
        if url:
            self._urls[nonce] = (url, self._now())
        if len(self._urls) > MOST_URLS:
            self._urls.popitem(last=False)

    def url(self, nonce: str) -> str:
        """Return it, empty once it can be used no more."""
        url, since = self._urls.get(nonce, ("", self._now()))
        return url if self._now() - since < URL_LIFE else ""


@dataclass(frozen=True, slots=True)
class Window:
    """A modal of ours, and which state of it we know; without a hash, any."""

    id: str
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Means:
    """What every screen is shown things with."""

    words: Words
    origins: Origins
    fall_back: FallBack
    pause: Pause
    pictures: Pictures | None = None
