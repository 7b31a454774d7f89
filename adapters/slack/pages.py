"""The few pages on which a workspace lets the bot in: plain, and readable by everybody."""

from html import escape
from typing import Final

from aiohttp import web

from adapters.slack.manifest import INSTALL_PATH
from adapters.slack.words import Words

_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1.1rem/1.6 system-ui, sans-serif; color: #1d2a33; background: #fff;
       max-width: 36rem; margin: 3rem auto; padding: 0 1rem; }}
a {{ color: #1a5276; font-weight: 600; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{text}</p>
{link}
</main>
</body>
</html>
"""


def offer(words: Words, url: str) -> web.Response:
    """Say what the bot is, with the way to Slack, where it is let in."""
    return _page(words.web_title, words.app_long_description, url, words.web_add)


def done(words: Words) -> web.Response:
    """Say that it is in, and what to do first."""
    return _page(words.web_done_title, words.web_done)


def denied(words: Words) -> web.Response:
    """Say that nothing was changed."""
    return _page(words.web_denied_title, words.web_denied, INSTALL_PATH, words.web_again)


def again(words: Words, status: int) -> web.Response:
    """Say that it did not work, and where to begin anew."""
    return _page(words.web_failed_title, words.web_failed, INSTALL_PATH, words.web_again, status)


def _page(title: str, text: str, url: str = "", label: str = "", status: int = 200) -> web.Response:
    link = f'<p><a href="{escape(url)}">{escape(label)}</a></p>' if url else ""
    page = _PAGE.format(title=escape(title), text=escape(text.strip()), link=link)
    return web.Response(status=status, text=page, content_type="text/html", headers=_HEADERS)
