"""The pages as they come over HTTP: strict headers, no cookies, a kind page where there is none."""

import dataclasses
import re
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.slack import markdown, sheet
from adapters.slack.leaflet import Documents, Operator
from bot.cli import documents
from bot.cli import words as wording
from bot.problems import ConfigError
from bot.texts import Texts
from tests.adapters.slack.doors import doors
from tests.adapters.slack.fronts import FRONT, LEAF

PAGES = ("/", "/privacy", "/terms", "/crisis", "/support")
INSTALL = "/slack/install"


@dataclasses.dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str


class Visitor:
    """Somebody with a browser."""

    def __init__(self, server: TestServer, session: aiohttp.ClientSession) -> None:
        self._server, self._session = server, session

    async def asks(self, path: str, method: str = "GET") -> Answer:
        url = self._server.make_url("").with_path(path, encoded=True)
        async with self._session.request(method, url, allow_redirects=False) as answer:
            return Answer(answer.status, answer.headers, await answer.text())


@pytest.fixture
async def visitor() -> AsyncIterator[Visitor]:
    async def beside(request: web.Request) -> web.Response:
        return web.Response(text="beside")

    server = TestServer(doors(beside=[web.get("/beside", beside)]).application())
    await server.start_server()
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        yield Visitor(server, session)
    await server.close()


@pytest.mark.parametrize("path", [*PAGES, INSTALL, "/slack/oauth_redirect", "/nowhere"])
async def test_every_page_may_show_words_and_nothing_else(visitor: Visitor, path: str) -> None:
    page = await visitor.asks(path)
    policy = page.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["X-Frame-Options"] == "DENY"
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert re.search(r"<script|<img|@import|url\(|style=|\son\w+=", page.text) is None


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_sets_no_cookie_and_may_be_kept_for_minutes(
    visitor: Visitor, path: str
) -> None:
    page = await visitor.asks(path)
    assert page.status == 200
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == "public, max-age=300"
    head = await visitor.asks(path, "HEAD")
    assert (head.status, head.text) == (200, "")
    assert head.headers["Content-Length"] == page.headers["Content-Length"]


async def test_the_way_to_slack_is_kept_by_nobody_and_found_by_no_search(visitor: Visitor) -> None:
    page = await visitor.asks(INSTALL)
    assert page.status == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert page.headers["Set-Cookie"].count("undaunted-install=") == 1
    robots = await visitor.asks("/robots.txt")
    assert robots.status == 200
    assert robots.text.startswith("User-agent: *\nDisallow: /slack/\n")
    short = await visitor.asks("/install")
    assert (short.status, short.headers["Location"]) == (308, INSTALL)


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/privacy/",
        "/docs/privacy.md",
        "/../docs/privacy.md",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/.env",
        "/privacy/..%5c..%5c.env",
        "//etc/passwd",
        "/%00",
        "/<script>alert(1)</script>",
    ],
)
async def test_where_there_is_no_page_one_is_told_so_kindly(visitor: Visitor, path: str) -> None:
    page = await visitor.asks(path)
    assert page.status == 404
    assert LEAF.gone_title in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "alert(1)" not in page.text, "nothing of the address comes back"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/privacy", INSTALL])
async def test_pages_can_only_be_read(visitor: Visitor, path: str, method: str) -> None:
    page = await visitor.asks(path, method)
    assert page.status == 405
    assert page.headers["Allow"] == "GET, HEAD"
    assert LEAF.method_title in page.text


async def test_looking_ahead_uses_no_way_back_up(visitor: Visitor) -> None:
    page = await visitor.asks("/slack/oauth_redirect", "HEAD")
    assert page.status == 405


async def test_what_is_served_beside_the_pages_is_reached(visitor: Visitor) -> None:
    assert (await visitor.asks("/beside")).text == "beside"


async def test_people_read_who_runs_it_and_how_to_reach_them(visitor: Visitor) -> None:
    for path in PAGES:
        page = (await visitor.asks(path)).text
        assert "This bot is run by The Harbour Job Club." in page
        assert '<a href="mailto:help@harbour.example">help@harbour.example</a>' in page


@pytest.mark.parametrize(
    ("operator", "said", "unsaid"),
    [
        (Operator(), ("has not named themselves", "No way to reach them"), ("mailto:", "run by")),
        (Operator("Ana & co"), ("run by Ana &amp; co.", "No way to reach them"), ("mailto:",)),
        (
            Operator(contact="https://harbour.example/help"),
            ("has not named", '<a href="https://harbour.example/help">'),
            ("No way",),
        ),
        (Operator("{contact}<b>", "a@b.example"), ("{contact}&lt;b&gt;",), ("<b>",)),
    ],
)
async def test_whoever_is_not_named_is_not_invented(
    operator: Operator, said: tuple[str, ...], unsaid: tuple[str, ...]
) -> None:
    server = TestServer(doors(dataclasses.replace(FRONT, operator=operator)).application())
    await server.start_server()
    async with aiohttp.ClientSession() as session:
        page = (await Visitor(server, session).asks("/support")).text
    await server.close()
    assert all(each in page for each in said)
    assert not any(each in page for each in unsaid)


async def test_documents_stand_there_as_they_stand_in_the_repository(visitor: Visitor) -> None:
    privacy = (await visitor.asks("/privacy")).text
    assert "<h1>Privacy</h1>" in privacy
    rows = documents.load().privacy.count("\n| ") - 1
    assert privacy.count('<tr role="row">') == rows + 1
    assert 'href="/privacy"' in (await visitor.asks("/terms")).text
    assert "<h1>Terms</h1>" in (await visitor.asks("/terms")).text
    crisis = (await visitor.asks("/crisis")).text
    assert "care.toml" in crisis
    assert '.toml"' not in crisis, "files are no pages"


def test_markdown_brings_no_html_and_no_links_that_lead_nowhere_or_astray() -> None:
    text = (
        "# A\n\n<script>x</script> <b>bold</b> [one](javascript:alert(1)) [two](other.md) "
        "[three](privacy.md) [four](https://a.example) [five](//b.example) [six](data:text/html,x)"
        " ![seven](https://c.example/x.png)\n"
    )
    prose = markdown.prose(text, {"privacy.md": "/privacy"})
    assert prose.title == "A"
    assert "<script" not in prose.html
    assert "<b>" not in prose.html
    assert re.findall('href="([^"]*)"', prose.html) == [
        "/privacy",
        "https://a.example",
        "https://c.example/x.png",
    ]
    assert "two" in prose.html
    assert "<img" not in prose.html


def test_a_text_without_a_heading_is_all_text() -> None:
    assert markdown.prose("just words") == markdown.Prose("", "<p>just words</p>\n")


def test_cells_say_under_which_heading_they_stand() -> None:
    html = markdown.prose("| a | b |\n|---|---|\n| 1 | 2 |\n", table="things").html
    assert html.count('role="row"') == 2
    assert 'aria-label="things"' in html
    assert '<td role="cell" data-head="a">1</td>' in html
    assert '<td role="cell" data-head="b">2</td>' in html


def test_the_sheet_escapes_what_it_is_given() -> None:
    leaf = dataclasses.replace(LEAF, name="<i>", skip="{x}")
    page = sheet.sheet(leaf, "<b>", "<p>ok</p>")
    assert "<title>&lt;b&gt; · &lt;i&gt;</title>" in page
    assert "<p>ok</p>" in page
    assert "<b>" not in page


def test_the_words_of_the_pages_are_the_ones_that_are_shipped() -> None:
    shipped = Texts({f"pages.{name}": (text,) for name, text in dataclasses.asdict(LEAF).items()})
    assert wording.leaflet(shipped) == LEAF


def test_documents_are_found_beside_the_code_and_inside_a_wheel(tmp_path: Path) -> None:
    package = tmp_path / "bot"
    assert documents.folder(package) == package / "_docs"
    (tmp_path / "docs").mkdir()
    assert documents.folder(package) == package / "_docs", "somebody else's docs"
    (tmp_path / "docs" / "crisis-protocol.md").write_text("# Ours", "utf-8")
    assert documents.folder(package) == tmp_path / "docs"
    with pytest.raises(ConfigError) as caught:
        documents.load(tmp_path / "docs")
    assert len(caught.value.problems) == 2
    for name in ("privacy.md", "terms.md"):
        (tmp_path / "docs" / name).write_text(f"# {name}", "utf-8")
    assert documents.load(tmp_path / "docs") == Documents("# privacy.md", "# terms.md", "# Ours")
