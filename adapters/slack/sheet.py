"""The sheet on which every page is printed: one style, one set of ways on, and strict headers."""

from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import Final

from adapters.slack.leaflet import Leaflet
from adapters.slack.manifest import INSTALL_PATH

HOME, PRIVACY, TERMS, CRISIS, SUPPORT = "/", "/privacy", "/terms", "/crisis", "/support"
"""Where the pages stand below the public address."""

STYLE: Final = """
:root { color-scheme: light dark;
  --ground: #ffffff; --ink: #1d2a33; --quiet: #4a5a66; --line: #7d8b96;
  --link: #1a5276; --press: #1a5276; --pressed: #ffffff; --band: #eef3f6; }
@media (prefers-color-scheme: dark) { :root {
  --ground: #12191f; --ink: #e6edf2; --quiet: #b3c0ca; --line: #74838f;
  --link: #9accf0; --press: #9accf0; --pressed: #10202c; --band: #1c262e; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; color: var(--ink); background: var(--ground);
  font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
header, main, footer { max-width: 42rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 1rem; }
header p { margin: 0; font-weight: 700; font-size: 1.125rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin: .25rem 0 0; padding: 0;
  list-style: none; }
nav a { display: inline-block; padding: .4rem 0; }
nav a[aria-current] { color: var(--ink); text-decoration-thickness: .15em; font-weight: 600; }
main { padding-top: .5rem; padding-bottom: 2.5rem; }
main:focus { outline: none; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 1.9rem; margin: 1.5rem 0 1rem; }
h2 { font-size: 1.3rem; margin: 2.25rem 0 .5rem; }
h3 { font-size: 1.1rem; margin: 1.5rem 0 .25rem; }
p, ul, ol { margin: 0 0 1rem; }
main ul, main ol { padding-left: 1.3rem; }
li { margin-bottom: .35rem; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 3px; border-radius: 2px; }
code { font: .9em/1.4 ui-monospace, monospace; background: var(--band); padding: .1em .3em;
  border-radius: 4px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; display: inline-block; padding: .4rem 0; }
.press { display: inline-block; padding: .75rem 1.25rem; border-radius: 8px; font-weight: 600;
  color: var(--pressed); background: var(--press); text-decoration: none; }
.press:hover { text-decoration: underline; }
aside { margin: 2.5rem 0 0; padding: 1rem 1.25rem; border-radius: 8px; background: var(--band); }
h1 + aside { margin-top: 1rem; }
aside h2 { margin-top: 0; font-size: 1.1rem; }
aside p:last-child { margin: 0; }
footer { padding-bottom: 1rem; color: var(--quiet); font-size: .95rem; }
footer p { padding-top: 1rem; border-top: 1px solid var(--line); }
table { width: 100%; border-collapse: collapse; margin: 0 0 1rem; font-size: .95rem;
  line-height: 1.45; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0;
  border-bottom: 1px solid var(--line); }
@media (max-width: 40rem) {
  table, thead, tbody, tr, th, td { display: block; }
  thead { position: absolute; left: -999rem; }
  tr { padding: .75rem 0; border-bottom: 1px solid var(--line); }
  td { padding: .1rem 0; border: 0; }
  td::before { content: attr(data-head) ": "; color: var(--quiet); }
  td:first-child { font-weight: 600; }
  td:first-child::before { content: none; }
}
@media print { nav, .skip { display: none; } }
"""

_DIGEST: Final = b64encode(sha256(STYLE.encode()).digest()).decode()

HEADERS: Final = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_DIGEST}'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Sent with every page: it may show words in our one style, and nothing else at all."""

_SHEET: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#main">{skip}</a>
<header>
<p>{name}</p>
<nav aria-label="{pages}">
<ul>
{ways}
</ul>
</nav>
</header>
<main id="main" tabindex="-1">
<h1>{heading}</h1>
{body}
</main>
<footer>
<p>{footer}</p>
</footer>
</body>
</html>
"""


def sheet(leaf: Leaflet, heading: str, body: str, here: str = "") -> str:
    """Print a page: `body` is HTML, everything else plain words; `here` is its own address."""
    name = escape(leaf.name)
    title = escape(heading)
    return _SHEET.format(
        title=title if name in title else f"{title} · {name}",
        style=STYLE,
        skip=escape(leaf.skip),
        name=name,
        pages=escape(leaf.pages),
        ways="\n".join(_way(*way, here) for way in _ways(leaf)),
        heading=title,
        body=body.strip(),
        footer=escape(leaf.not_alone),
    )


def press(href: str, label: str) -> str:
    """Return a link that looks like what it is: the thing to do here."""
    return f'<p><a class="press" href="{escape(href)}">{escape(label)}</a></p>\n'


def _ways(leaf: Leaflet) -> tuple[tuple[str, str], ...]:
    return (
        (HOME, leaf.home),
        (INSTALL_PATH, leaf.install),
        (PRIVACY, leaf.privacy),
        (TERMS, leaf.terms),
        (CRISIS, leaf.crisis),
        (SUPPORT, leaf.support),
    )


def _way(path: str, label: str, here: str) -> str:
    current = ' aria-current="page"' if path == here else ""
    return f'<li><a href="{escape(path)}"{current}>{escape(label)}</a></li>'
