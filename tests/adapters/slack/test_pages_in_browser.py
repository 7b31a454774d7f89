"""The pages as a browser shows them: narrow and wide, light and dark, with a keyboard alone."""

import asyncio
import itertools
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.slack.site import Site
from tests.adapters.slack import browser
from tests.adapters.slack.browser import Tab
from tests.adapters.slack.doors import doors
from tests.adapters.slack.fronts import FRONT

pytestmark = pytest.mark.skipif(
    not browser.found(), reason="NO CHROMIUM HERE: nobody has looked at the pages in a browser"
)

PAGES = (
    "/",
    "/privacy",
    "/terms",
    "/crisis",
    "/support",
    "/slack/install",
    "/slack/oauth_redirect",
    "/nowhere",
)
NARROW, WIDE = 360, 1280
NARROWEST = 320
AXE = os.environ.get("AXE_CORE", "")
"""A copy of axe.min.js, which then looks at every page, too; nothing is fetched for it."""

# Everything that stands in words: its colour, its ground, its size, and whether it is bold.
COLOURS = """[...document.querySelectorAll('body *')].filter(each =>
  [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim())
  && each.getClientRects().length).map(each => {
  let ground = each;
  while (ground && getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)')
    ground = ground.parentElement;
  const style = getComputedStyle(each);
  return [each.outerHTML.slice(0, 80), style.color,
    ground ? getComputedStyle(ground).backgroundColor : 'rgb(255, 255, 255)'];
})"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
HEADINGS = "[...document.querySelectorAll('h1,h2,h3,h4')].map(each => Number(each.tagName[1]))"
LINKS = "[...document.links].map(each => [each.textContent.trim(), each.getAttribute('href')])"
NAMES = "[...document.querySelectorAll('[id]')].map(each => each.id)"
FOCUSED = """(() => { const each = document.activeElement, style = getComputedStyle(each);
  const box = each.getBoundingClientRect();
  return [each.textContent.trim(), style.outlineStyle, parseFloat(style.outlineWidth),
    box.left >= 0 && box.top >= 0]; })()"""


@pytest.fixture
async def site() -> AsyncIterator[str]:
    server = TestServer(doors().application())
    await server.start_server()
    yield str(server.make_url("")).rstrip("/")
    await server.close()


@pytest.fixture
async def tab(tmp_path: Path) -> AsyncIterator[Tab]:
    async with browser.browsing(tmp_path / "browser") as opened:
        yield opened


def luminance(colour: str) -> float:
    """Return how light a colour is that a browser names, as WCAG 2 reckons."""
    parts = [float(part) / 255 for part in colour.split("(")[1].rstrip(")").split(",")[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return how far apart two colours are: 1 where they are the same, 21 for black on white."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("rgb(0, 0, 0)", "rgb(255, 255, 255)", 21.0),
        ("rgb(255, 255, 255)", "rgb(255, 255, 255)", 1.0),
        ("rgb(118, 118, 118)", "rgb(255, 255, 255)", 4.54),
        ("rgb(255, 0, 0)", "rgb(0, 0, 255)", 2.15),
    ],
)
def test_contrast_is_reckoned_as_the_standard_says(one: str, other: str, apart: float) -> None:
    assert contrast(one, other) == pytest.approx(apart, abs=0.01)


async def test_every_page_can_be_read_wherever_it_is_opened(
    site: str, tab: Tab, tmp_path: Path
) -> None:
    pictures = Path(os.environ.get("PAGE_PICTURES", tmp_path))
    for path in PAGES:
        await tab.opens(site + path, width=NARROW)
        for width in (NARROW, WIDE):
            for dark in (False, True):
                await tab.shows(width=width, dark=dark)
                where = f"{path} at {width}, {'dark' if dark else 'light'}"
                assert await tab.asks(OVERFLOW) == 0, where
                for words, ink, ground in await tab.asks(COLOURS):
                    assert contrast(ink, ground) >= 4.5, f"{where}: {words} {ink} on {ground}"
                name = f"{path.strip('/').replace('/', '-') or 'home'}-{width}-{dark:d}.png"
                await tab.pictures(pictures / name)
                assert (pictures / name).stat().st_size > 1000
        await tab.shows(width=NARROWEST)
        assert await tab.asks(OVERFLOW) == 0, f"{path} at {NARROWEST}"
        await tab.shows(width=WIDE, zoom=4)
        assert await tab.asks(OVERFLOW) == 0, f"{path} four times as large"
    assert not [
        each for each in tab.problems if "favicon" not in each and "status of 4" not in each
    ]


async def test_every_page_says_what_it_is_and_leads_on(site: str, tab: Tab) -> None:
    await tab.opens(site, width=WIDE)
    ids: set[str] = set()
    for path in PAGES:
        await tab.opens(site + path, width=WIDE)
        levels: list[int] = await tab.asks(HEADINGS)
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
        for landmark in ("header", "nav[aria-label]", "main", "footer"):
            assert await tab.asks(f"document.querySelectorAll('{landmark}').length") == 1, path
        assert await tab.asks("document.documentElement.lang") == "en"
        assert "Undaunted" in await tab.asks("document.title")
        assert await tab.asks("document.querySelectorAll('script, img, iframe, form').length") == 0
        ids = set(await tab.asks(NAMES))
        assert len(ids) == len(await tab.asks(NAMES))
        for words, href in await tab.asks(LINKS):
            assert words, f"{path}: a link without a name to {href}"
            if href.startswith("/"):
                assert href in PAGES, f"{path} leads nowhere: {href}"
            elif href.startswith("#"):
                assert href[1:] in ids, f"{path} leads nowhere: {href}"


async def test_with_a_keyboard_alone_one_gets_past_the_links_and_sees_where_one_is(
    site: str, tab: Tab
) -> None:
    await tab.opens(f"{site}/", width=WIDE)
    seen: list[str] = []
    for _ in range(8):
        await tab.presses("Tab")
        words, outline, width, is_in_sight = await tab.asks(FOCUSED)
        assert outline == "solid", words
        assert width >= 2, words
        assert is_in_sight, words
        seen.append(words)
    assert seen[0] == FRONT.leaf.skip
    assert seen[1:7] == ["What it is", "Add to Slack", "Privacy", "Terms", "In a crisis", "Support"]
    await tab.opens(f"{site}/", width=WIDE)
    await tab.presses("Tab")
    await tab.calls("Input.dispatchKeyEvent", type="keyDown", key="Enter", text="\r")
    assert await tab.asks("document.activeElement.id") == "main"


async def test_a_table_is_one_for_whoever_hears_it_on_a_narrow_screen_too(
    site: str, tab: Tab
) -> None:
    await tab.opens(f"{site}/privacy", width=NARROW)
    nodes: list[dict[str, Any]] = (await tab.calls("Accessibility.getFullAXTree"))["result"][
        "nodes"
    ]
    roles = [node["role"]["value"] for node in nodes if not node["ignored"]]
    assert roles.count("table") == 1
    assert roles.count("columnheader") == 4
    assert roles.count("row") * 4 == roles.count("cell") + 4


@pytest.mark.skipif(not AXE, reason="axe-core is looked through with AXE_CORE=/path/to/axe.min.js")
async def test_axe_finds_nothing(site: str, tab: Tab) -> None:
    script = await asyncio.to_thread(Path(AXE).read_text, "utf-8")
    for path in PAGES:
        await tab.opens(site + path, width=NARROW)
        await tab.asks(f"{script};0")
        for width, dark in ((NARROW, False), (WIDE, True)):
            await tab.shows(width=width, dark=dark)
            found = await tab.asks(
                "axe.run().then(told => told.violations.map(each =>"
                " each.id + ': ' + each.nodes.map(node => node.html.slice(0, 120)).join(' | ')))"
            )
            assert found == [], f"{path}: {found}"


def test_the_pages_looked_at_are_all_that_there_are() -> None:
    made = web.Application()
    Site(FRONT.leaf, FRONT.documents, FRONT.operator).add_to(made)
    served = {route.resource.canonical for route in made.router.routes() if route.resource}
    assert served - {"/robots.txt", "/install"} <= set(PAGES)
