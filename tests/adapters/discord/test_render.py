"""Cards on Discord: each block in its best manner, every limit kept, no word lost."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from adapters.discord import ids, markup
from adapters.discord.ids import Id, Kind
from adapters.discord.render import ACCENTS, Layout, confirm, layout
from adapters.discord.transcript import transcript
from bot.ui import card as core
from bot.ui import markup as core_markup
from bot.ui.card import (
    Button,
    Buttons,
    Card,
    Channels,
    Choice,
    Confirm,
    Divider,
    Facts,
    File,
    Link,
    Menu,
    Note,
    People,
    Picture,
    Quote,
    Row,
    Text,
    Tone,
)
from bot.ui.markup import Plain
from tests.adapters.discord import goldens
from tests.adapters.discord.cards import cards, confirms
from tests.adapters.discord.reading import seen
from tests.adapters.discord.saying import WORDS
from tests.adapters.discord.strictly import accept, components
from tests.adapters.samples import CARDS, HOSTILE, NINE_IN_NEW_YORK, SURE, Sample, hostile_card, png

Json = dict[str, Any]


def drawn(card: Card) -> Layout:
    return layout(card, WORDS)


def walk(parts: list[Json]) -> Iterator[Json]:
    for part in parts:
        yield part
        inner = [*part.get("components", []), *filter(None, [part.get("accessory")])]
        yield from walk(inner)


def everything(made: Layout) -> list[Json]:
    return list(walk(components(made)))


def contents(made: Layout) -> list[str]:
    return [part["content"] for part in everything(made) if part["type"] == 10]


def said(made: Layout) -> str:
    """Return every word that the reader can reach: in the message, or in its files."""
    files = [file.data for file in made.attachments]
    for file in made.attachments:
        if file.name.endswith(".zip") and zipfile.is_zipfile(io.BytesIO(file.data)):
            with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
                files += [archive.read(name) for name in archive.namelist()]
    labels = [part.get("label") or "" for part in everything(made)]
    options = [option for part in everything(made) for option in part.get("options", [])]
    labels += [option.get(key) or "" for option in options for key in ("label", "description")]
    texts = [seen(each).text for made in contents(made) for each in (made, undressed(made))]
    alts = [file.description for file in made.attachments]
    read = [data.decode("utf-8", "replace") for data in files]
    return flat("\n".join([*texts, *labels, *alts, *read]))


def undressed(content: str) -> str:
    """Take off what rendering itself puts on: a title's signs, small print, bold."""
    return re.sub(r"(?m)^(?:### |-# )|(?<!\\)\*\*", "", content)


def flat(text: str) -> str:
    return re.sub(r"[\s\u200b-\u200d]", "", text)


def expected(card: Card) -> list[str]:
    """List the words of a card, worked out from the card alone."""
    words = [card.title]
    for block in card.blocks:
        match block:
            case Facts(pairs):
                words += [word for pair in pairs for word in pair]
            case Row(text, button):
                words += [text, button.label]
            case Buttons(items):
                words += [item.label for item in items]
            case Menu(label, _, choices):
                words += [label, *(word for each in choices for word in (each.label, each.hint))]
            case People(label) | Channels(label) | core.Progress(_, _, label):
                words.append(label)
            case _:
                words.append(core.words(block))
    said = [part for word in words for part in core_markup.parts(word)]
    plain = (flat(markup.harmless(part.text)) for part in said if isinstance(part, Plain))
    return [word for word in plain if markup.inline(word) == word]


def actions(card: Card) -> list[str]:
    """List what a card's controls must carry back, in their order."""
    back: list[str] = []
    for block in card.blocks:
        match block:
            case Buttons(items):
                back += [item.action.pack() for item in items if isinstance(item, Button)]
            case Row(_, button):
                back.append(button.action.pack())
            case Menu() | People() | Channels():
                back.append(block.action.pack())
            case _:
                pass
    return back


@pytest.mark.parametrize("name", CARDS)
def test_each_block_looks_as_somebody_approved(name: str) -> None:
    made = drawn(CARDS[name])
    accept(made)
    assert goldens.agrees(f"card_{name}", components(made))


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_are_shown_whole_and_do_nothing(words: str) -> None:
    card = hostile_card(words)
    made = drawn(card)
    accept(made)
    for content in contents(made):
        assert seen(undressed(content)).live == ()
        assert seen(undressed(content)).tokens == ()
    assert all(word in said(made) for word in expected(card))


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=80)
@given(cards)
def test_every_card_fits_and_loses_no_word_and_no_control(card: Card) -> None:
    made = drawn(card)
    accept(made)
    reachable = said(made)
    assert [word for word in expected(card) if word not in reachable] == []
    back = [ids.read(part["custom_id"]) for part in everything(made) if "custom_id" in part]
    assert back == [Id(Kind.PRESS, packed) for packed in actions(card)]
    sent = [file.data for file in made.attachments]
    for block in card.blocks:
        if isinstance(block, File | Picture):
            data = block.png if isinstance(block, Picture) else block.data
            assert data in sent or any(zipfile.is_zipfile(io.BytesIO(file)) for file in sent)


@pytest.mark.parametrize("words", [*HOSTILE.values(), "*", "`", "_", "\U0001f600", "a\nb\n", "#\n"])
def test_a_card_full_of_one_text_fits_and_comes_with_all_of_it(words: str) -> None:
    long = (words * 3000)[:3000]
    card = Card("Long", (Text(long), Quote(long[:750])))
    made = drawn(card)
    accept(made)
    assert all(word in said(made) for word in expected(card))


def test_text_that_doubles_is_shortened_at_a_word_and_attached_whole() -> None:
    text = "**one** two " * 250
    made = drawn(Card("Long", (Text("short"), Text(text))))
    accept(made)
    (whole,) = made.attachments
    assert whole.name == WORDS.whole_name
    assert text.strip() in whole.data.decode()
    _, short, shortened, note = contents(made)
    assert (short, note) == ("short", f"-# {WORDS.whole_note}")
    assert shortened.endswith((" two…", r"\*\*one\*\*…"))
    assert len(shortened) > 3000


def test_text_that_fits_brings_no_file_along() -> None:
    made = drawn(Card("Long", (Text("word " * 590),)))
    assert (made.attachments, made.files()) == ((), [])
    assert contents(made)[1] == ("word " * 590)


def test_five_hundred_names_and_values_share_the_room() -> None:
    pairs = tuple((f"*{number:03}*", "_____") for number in range(10))
    card = Card("Much", (Facts(pairs),) * 24)
    made = drawn(card)
    accept(made)
    assert all(word in said(made) for word in expected(card))


def test_a_cut_falls_into_no_token_and_no_letter() -> None:
    when = core_markup.when(NINE_IN_NEW_YORK, "UTC")
    family = "\U0001f469\u200d\U0001f4bb"
    made = drawn(Card("Long", (Text(when * 40), Text(family * 900))))
    accept(made)
    times, people = contents(made)[1:3]
    assert re.fullmatch(r"(?:<t:\d+:F>)+", times)
    assert re.fullmatch(f"(?:{family})+…", people)


def test_labels_that_are_too_long_for_discord_are_kept_in_the_file() -> None:
    label = "\U0001f600" * 75
    made = drawn(Card("Emoji", (Buttons((Button(label, Sample(1)),)),)))
    accept(made)
    assert label in made.attachments[0].data.decode()


def test_a_card_of_controls_alone_still_fits_with_its_file() -> None:
    label = "\U0001f600" * 75
    rows = [Buttons(tuple(Button(label, Sample(n)) for n in range(count))) for count in (25, 5, 1)]
    card = Card("All", tuple(rows))
    made = drawn(card)
    accept(made)
    assert len(everything(made)) == 40
    assert all(word in said(made) for word in expected(card))


def test_more_files_than_one_message_takes_come_together() -> None:
    files = tuple(File("notes.txt", bytes([65 + n]), f"Note {n}") for n in range(12))
    pictures = tuple(Picture(png(n + 1), f"Week {n}") for n in range(12))
    card = Card("Yours", (*files, *pictures))
    made = drawn(card)
    accept(made)
    assert len(made.attachments) == 10
    assert made.attachments == drawn(card).attachments
    with zipfile.ZipFile(io.BytesIO(made.attachments[-1].data)) as archive:
        held = [archive.read(name) for name in archive.namelist()]
    assert held == [picture.png for picture in pictures[9:]] + [file.data for file in files]


def test_text_that_fits_until_it_is_put_together_is_shortened_then() -> None:
    note = "*" * 15 + "x" * 170
    card = Card("Long", tuple(File(f"{n}.txt", b"x", note) for n in range(20)))
    made = drawn(card)
    accept(made)
    with zipfile.ZipFile(io.BytesIO(made.attachments[0].data)) as archive:
        assert WORDS.whole_name in archive.namelist()
    assert all(word in said(made) for word in expected(card))


def test_a_menu_that_lost_its_place_bears_its_label() -> None:
    menus = tuple(People(f"Person {n}", Sample(n)) for n in range(9))
    files = tuple(File(f"{n}.txt", b"x", "A file") for n in range(11))
    made = drawn(Card("Many", (*menus, *files)))
    accept(made)
    named = [part["placeholder"] for part in everything(made) if part["type"] == 5]
    assert named == [f"Person {n}" for n in range(9)]


@pytest.mark.parametrize("tone", Tone)
def test_tone_is_the_accent_alone(tone: Tone) -> None:
    (box,) = components(drawn(Card("Hello", (Text("you"),), tone)))
    plain = components(drawn(Card("Hello", (Text("you"),))))[0]
    assert box == plain | {"accent_color": ACCENTS[tone]}
    assert len(set(ACCENTS.values())) == len(Tone)


def test_equal_buttons_are_told_apart_and_mean_the_same() -> None:
    again = Button("Again", Sample(1))
    made = drawn(Card("Twice", (Buttons((again, again)), Row("and", again))))
    accept(made)
    custom = [part["custom_id"] for part in everything(made) if "custom_id" in part]
    assert len(set(custom)) == 3
    assert {ids.read(each) for each in custom} == {Id(Kind.PRESS, Sample(1).pack())}


def test_numbers_to_call_and_text_are_lines_of_text() -> None:
    links = (
        Link("Lifeline", "tel:988"),
        Link("Text line", "sms:741741?body=HELLO"),
        Link("Other line", "sms:85258"),
        Link("Page", "https://example.org"),
        Link("Broken", "https://not an address"),
    )
    made = drawn(Card("Help", (Buttons(links),)))
    accept(made)
    assert seen(contents(made)[1]).text.split("\n") == [
        "Lifeline: 988",
        "Text line: text “HELLO” to 741741",
        "Other line: 85258, by text message",
        "Broken: https://not an address",
    ]
    assert [part["url"] for part in everything(made) if part["type"] == 2] == [
        "https://example.org"
    ]


def test_only_numbers_make_no_empty_row() -> None:
    made = drawn(Card("Help", (Buttons((Link("Lifeline", "tel:988"),)),)))
    assert [part["type"] for part in everything(made)] == [17, 10, 10]


def test_twenty_five_buttons_stand_in_five_rows() -> None:
    buttons = tuple(Button(str(number), Sample(number)) for number in range(25))
    made = drawn(Card("Many", (Buttons(buttons),)))
    accept(made)
    rows = [len(part["components"]) for part in everything(made) if part["type"] == 1]
    assert rows == [5] * 5


def test_progress_is_a_number_and_a_bar_to_scale() -> None:
    card = Card("So far", (core.Progress(50, 100, "Done"), core.Progress(99, 100, "Nearly")))
    assert contents(drawn(card))[1:] == ["Done: 50/100 ▰▰▰▰▰▱▱▱▱▱", "Nearly: 99/100 ▰▰▰▰▰▰▰▰▰▱"]


def test_small_print_is_small_on_every_line() -> None:
    assert contents(drawn(Card("x", (Note("one\n\ntwo"),))))[1] == "-# one\n\n-# two"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("undaunted.json", "undaunted.json"),
        ("../../escape.sh", "escape.sh"),
        ("SPOILER_SPOILER_x.txt", "x.txt"),
        ("mein résumé (neu).pdf", "mein_resume_neu_.pdf"),
        ("\u202e\u6f22\u5b57", "file"),
        ("...", "file"),
    ],
)
def test_files_get_names_that_discord_keeps(name: str, safe: str) -> None:
    made = drawn(Card("Yours", (File(name, b"x", "A file"),)))
    accept(made)
    assert [file.filename for file in made.files()] == [safe]


def test_files_of_one_name_are_kept_apart() -> None:
    made = drawn(Card("Yours", (File("a.txt", b"1", "One"), File("a.txt", b"2", "Two"))))
    accept(made)
    assert [file.name for file in made.attachments] == ["a.txt", "a-2.txt"]


def test_files_are_fresh_for_every_try() -> None:
    made = drawn(CARDS["picture"])
    for _ in range(2):
        (file,) = made.files()
        assert file.fp.read() == png()
        assert file.description == "Noes fell from four to one."


@settings(deadline=None)
@given(confirms)
def test_a_confirm_asks_with_both_answers(asked: Confirm) -> None:
    made = confirm(asked, Sample(7).pack(), WORDS)
    accept(made)
    yes, no = (ids.read(part["custom_id"]) for part in everything(made) if "custom_id" in part)
    assert yes == Id(Kind.SURE, Sample(7).pack())
    assert no == Id(Kind.UNSURE, Sample(7).pack())


def test_a_confirm_looks_as_somebody_approved() -> None:
    made = confirm(SURE, Sample(3).pack(), WORDS)
    assert goldens.agrees("confirm", components(made))


async def test_the_client_stores_no_view_of_ours() -> None:
    made = drawn(CARDS["buttons"])
    assert made.view.is_finished()
    assert made.view.timeout is None


def test_the_transcript_has_every_word() -> None:
    for card in CARDS.values():
        written = flat(transcript(card))
        assert all(word in written for word in expected(card))


def test_a_divider_is_a_quiet_line() -> None:
    made = drawn(Card("x", (Text("a"), Divider(), Text("b"))))
    assert [part["type"] for part in everything(made)] == [17, 10, 10, 14, 10]


def test_a_menu_shows_hints_and_carries_values() -> None:
    menu = Menu("Zone", Sample(1), (Choice("Europe/Berlin", "Berlin", "in winter, UTC+1"),))
    made = drawn(Card("x", (menu,)))
    (options,) = [part["options"] for part in everything(made) if part["type"] == 3]
    shown = {key: options[0][key] for key in ("label", "value", "description")}
    assert shown == {
        "label": "Berlin",
        "value": "Europe/Berlin",
        "description": "in winter, UTC+1",
    }
