"""Cards on paper: who can see them, how they wrap, what is left where there is no colour."""

import io
import os
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from adapters.console.attachments import Attachments
from adapters.console.controls import Member
from adapters.console.paper import PIPED, Paper, Piece, Strip, paper_for, strip, writable
from adapters.console.render import drawn
from bot.answers import EVERYONE_HERE, Say
from bot.ui.card import Button, Buttons, Card, Facts, Progress, Text, Tone
from tests.adapters.consoles import WORDS, FakeBot, Terminal, to_channel, to_user
from tests.adapters.samples import CARDS, Sample, png

PEOPLE = (Member("ana", "Ana"), Member("ben", "Ben"))


def draw(card: Card, width: int = 80, colour: bool = False, folder: Path = Path("/nowhere")) -> str:
    """Draw a card for ana; no picture is written to a folder that cannot be made."""
    keep = Attachments(folder).keep if folder != Path("/nowhere") else lambda name, content: None
    return drawn(card, "only ana", PEOPLE, WORDS, keep, width=width, colour=colour)


def test_a_card_is_its_reader_its_title_its_words_and_its_buttons() -> None:
    card = Card(
        "Thank you",
        (
            Text("That was a final round."),
            Facts((("Company", "Acme"), ("Role", "analyst"))),
            Progress(3, 5, "So far"),
            Buttons((Button("Write", Sample(1)), Button("Skip", Sample(2)))),
        ),
    )
    assert draw(card) == (
        "(only ana)\n"
        "╭ Thank you\n"
        "│\n"
        "│ That was a final round.\n"
        "│\n"
        "│ Company: Acme\n"
        "│ Role: analyst\n"
        "│\n"
        "│ So far: 3/5 ███░░\n"
        "│\n"
        "│ [1] Write   [2] Skip\n"
        "╰\n"
    )


def test_a_narrow_terminal_wraps_words_and_keeps_buttons_whole() -> None:
    card = Card(
        "Thank you for telling me about it today",
        (Buttons(tuple(Button(f"Choice number {n}", Sample(n)) for n in range(1, 4))),),
    )
    assert draw(card, width=40) == (
        "(only ana)\n"
        "╭ Thank you for telling me about it\n"
        "│ today\n"
        "│\n"
        "│ [1] Choice number 1\n"
        "│ [2] Choice number 2\n"
        "│ [3] Choice number 3\n"
        "╰\n"
    )


def test_menus_people_and_buttons_share_one_row_of_numbers() -> None:
    blocks = (*CARDS["buttons"].blocks, *CARDS["menu"].blocks, *CARDS["people"].blocks)
    numbers = re.findall(r"\[(\d+)\]", draw(Card("All", blocks)))
    assert numbers == [str(number) for number in range(1, 11)]


def test_links_show_their_address_and_have_no_number() -> None:
    shown = draw(CARDS["links"])
    assert "[1] Talk here\n" in shown
    assert "→ Call the line: tel:988\n" in shown
    assert "[2]" not in shown


def test_instants_are_said_in_their_readers_zone_and_people_by_name() -> None:
    shown = draw(CARDS["marked"])
    assert "Opens Mon 30 Nov, 09:00" in shown
    assert "Hosted by Dara" in shown


def test_a_picture_is_a_private_file_and_its_words(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "pictures"
    shown = draw(CARDS["picture"], width=100, folder=folder)
    (file,) = folder.iterdir()
    assert file.read_bytes() == png()
    assert file.stat().st_mode & 0o077 == 0
    assert file.name in shown.replace("\n│ ", "")
    assert "Noes fell from four to one." in shown
    file.write_bytes(b"cut short")
    draw(CARDS["picture"], folder=folder)
    assert file.read_bytes() == png()
    assert len(list(folder.iterdir())) == 1


def test_a_file_is_kept_under_its_name_inside_the_folder(tmp_path: Path) -> None:
    shown = draw(CARDS["file"], width=100, folder=tmp_path)
    (file,) = tmp_path.iterdir()
    assert re.fullmatch(r"undaunted-[0-9a-f]{8}\.json", file.name)
    assert file.read_bytes() == b"{}"
    assert file.name in shown.replace("\n│ ", "")
    assert "Everything you told me." in shown


@pytest.mark.parametrize(
    "name", ["../../escape.sh", "/etc/passwd", "..", "a\x00b", "x" * 300, "a/b\\c"]
)
def test_no_name_leads_a_file_out_of_the_folder(name: str, tmp_path: Path) -> None:
    path = Attachments(tmp_path).keep(name, b"x")
    assert path is not None
    assert path.resolve().parent == tmp_path.resolve()
    assert path.read_bytes() == b"x"


def test_a_picture_that_cannot_be_written_is_still_told_in_words(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file where the folder should be")
    assert Attachments(taken).keep("picture.png", png()) is None
    assert "Noes fell from four to one." in draw(CARDS["picture"], folder=taken)


def test_tone_is_colour_alone_and_without_colour_nothing_but_words_remain() -> None:
    for tone in Tone:
        card = Card("Hello", (Text("you"),), tone)
        assert "\x1b" not in draw(card)
        coloured = draw(card, colour=True)
        assert "\x1b[" in coloured
        assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == draw(card)


def test_long_progress_is_drawn_to_scale() -> None:
    assert "Done: 50/100 " + "█" * 10 + "░" * 10 + "\n" in draw(
        Card("x", (Progress(50, 100, "Done"),))
    )


def test_words_that_fit_exactly_stay_on_their_line() -> None:
    printed: list[str] = []
    paper = Paper(printed.append, lambda: 20)
    paper.plain(Strip((Piece("12345678"), Piece("123456789"))))
    paper.plain(Strip((Piece("12345678"), Piece("1234567890"))))
    assert "".join(printed) == "12345678   123456789\n12345678\n1234567890\n"


async def test_every_card_says_who_can_see_it_and_whether_it_was_revised(tmp_path: Path) -> None:
    card, other = CARDS["text"], CARDS["note"]
    bot = FakeBot(lambda event: Say(card, EVERYONE_HERE))
    terminal = Terminal(bot, tmp_path)
    post = await terminal.platform.deliver(to_channel("Circle-A"), card, "1")
    await terminal.platform.revise(post, other)
    await terminal.platform.deliver(to_user("ana"), card, "2")
    await terminal.play("ben #lobby: @undaunted hello", "ben: hello")
    headings = [line for line in terminal.text().splitlines() if line.startswith("(")]
    assert headings == [
        "(#circle-a)",
        "(#circle-a, revised)",
        "(only ana)",
        "(#lobby)",
        "(only ben)",
    ]


class Stream(io.StringIO):
    """A stream that says what it is."""

    def __init__(self, tty: bool, encoding: str = "utf-8") -> None:
        super().__init__()
        self._tty, self._encoding = tty, encoding

    def isatty(self) -> bool:
        return self._tty

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding


@pytest.mark.parametrize(
    ("tty", "environ", "colour"),
    [
        (True, {"TERM": "xterm"}, True),
        (True, {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (True, {"TERM": "xterm", "NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
        (True, {}, False),
        (False, {"TERM": "xterm"}, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(
    tty: bool, environ: dict[str, str], colour: bool
) -> None:
    stream = Stream(tty)
    paper = paper_for(lambda: stream, environ)
    paper.framed("only ana", [strip("Hello", "bold")], "red")
    assert paper.colour is colour
    assert ("\x1b" in stream.getvalue()) is colour


def test_the_width_is_asked_anew_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = paper_for(lambda: Stream(True), {"TERM": "xterm"})
    for columns in ("40", "90"):
        monkeypatch.setenv("COLUMNS", columns)
        assert paper.width() == int(columns)
    assert paper_for(lambda: Stream(False), {}).width() == PIPED


def test_a_terminal_of_no_width_still_gets_words() -> None:
    printed: list[str] = []
    Paper(printed.append, lambda: 0).plain(strip("These are quite a few words for so little room."))
    assert max(map(cell_len, "".join(printed).splitlines())) <= 20


def test_an_encoding_without_our_signs_gets_plainer_ones() -> None:
    assert writable("╭ “Acme” — 3/5 █░", "ascii") == '+ "Acme" - 3/5 #.'
    assert writable("│ 漢", "latin-1") == "| ?"
    assert writable("╭ “Acme”", None) == "╭ “Acme”"


def test_a_reader_who_leaves_early_breaks_nothing() -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        paper = paper_for(lambda: stream, {})
        os.close(reading)
        paper.plain(strip("said to nobody"))
        paper.plain(strip("and this, too"))


def test_pieces_that_fit_stand_side_by_side_and_a_long_one_begins_a_line() -> None:
    printed: list[str] = []
    paper = Paper(printed.append, lambda: 20)
    paper.plain(Strip((Piece("one"), Piece("two"), Piece("this is longer than it all")), "- "))
    assert "".join(printed) == "- one   two\n- this is longer\n- than it all\n"
