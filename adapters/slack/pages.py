"""The few pages on which a workspace lets the bot in: never kept, and found by no search."""

from aiohttp import web

from adapters.slack import markdown, sheet
from adapters.slack.leaflet import Leaflet
from adapters.slack.manifest import INSTALL_PATH
from adapters.slack.site import answer
from adapters.slack.words import Words

_UNLISTED = {"X-Robots-Tag": "noindex"}


class Pages:
    """Says how it went, in the words that were brought along."""

    def __init__(self, words: Words, leaf: Leaflet) -> None:
        self._words, self._leaf = words, leaf

    def offer(self, url: str) -> web.Response:
        """Say what the bot is, with the way to Slack, where it is let in."""
        words = self._words
        body = markdown.paragraph(words.app_long_description) + sheet.press(url, words.web_add)
        return self._page(words.web_title, body + markdown.prose(self._leaf.install_text).html)

    def done(self) -> web.Response:
        """Say that it is in, and what to do first."""
        return self._page(self._words.web_done_title, markdown.paragraph(self._words.web_done))

    def denied(self) -> web.Response:
        """Say that nothing was changed."""
        return self._begin_again(self._words.web_denied_title, self._words.web_denied, 200)

    def again(self, status: int) -> web.Response:
        """Say that it did not work, and where to begin anew."""
        return self._begin_again(self._words.web_failed_title, self._words.web_failed, status)

    def _begin_again(self, title: str, text: str, status: int) -> web.Response:
        body = markdown.paragraph(text) + sheet.press(INSTALL_PATH, self._words.web_again)
        return self._page(title, body, status)

    def _page(self, title: str, body: str, status: int = 200) -> web.Response:
        return answer(sheet.sheet(self._leaf, title, body, INSTALL_PATH), status, _UNLISTED)
