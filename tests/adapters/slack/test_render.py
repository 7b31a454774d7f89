"""Cards on Slack: each block in its best manner, every limit kept, no word lost, nobody pinged."""

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from adapters.slack import ids, markup, render
from adapters.slack.render import Payload
from bot.events import Pressed
from bot.ui import card as core
from bot.ui import markup as core_markup
from bot.ui.card import (
    Button,
    Buttons,
    Card,
    Channels,
    Confirm,
    Facts,
    File,
    Link,
    Look,
    Menu,
    Note,
    People,
    Picture,
    Progress,
    Quote,
    Row,
    Text,
    Tone,
)
from tests.adapters.discord.cards import cards, confirms
from tests.adapters.samples import CARDS, HOSTILE, NINE_IN_NEW_YORK, SURE, Sample, hostile_card, png
from tests.adapters.slack import goldens, reading, strictly
from tests.adapters.slack.saying import WORDS

Json = dict[str, Any]
WHEN = core_markup.when(NINE_IN_NEW_YORK, "America/New_York")


def uploaded(made: Payload) -> dict[str, str]:
    """Give every file an id, as Slack does when it is uploaded."""
    return {file.name: f"F{number:09}" for number, file in enumerate(made.files)}


def sent(card: Card) -> Json:
    """Draw a card as it would be sent, and let strict eyes look at it."""
    made = render.message(card, WORDS)
    whole: Json = {"text": made.text, "blocks": made.placed(uploaded(made))}
    strictly.accept_message(whole["text"], whole["blocks"])
    return whole


def home(card: Card) -> Json:
    """Draw a card as the home page, and let strict eyes look at it."""
    view = render.home(card, WORDS, uploaded(render.message(card, WORDS)))
    strictly.accept_view(view)
    return view


def blocks(card: Card) -> list[Json]:
    """Return a card's blocks behind its title."""
    made: list[Json] = sent(card)["blocks"]
    return made[1:]


def pressed(part: object) -> list[Pressed]:
    """Press everything, and return what comes back."""
    back = (ids.read_press(each) for each in reading.controls(part))
    return [each for each in back if each is not None]


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
            case People(label) | Channels(label) | Progress(_, _, label):
                words.append(label)
            case _:
                words.append(core.words(block))
    plain = (markup.harmless(core_markup.plain(word)) for word in words)
    return [flat(word) for word in plain if markup.inline(word) == " ".join(word.split())]


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


def assert_harmless(part: object) -> None:
    """Find nothing at work in any text but Slack's own tokens for times, channels and addresses."""
    for text in reading.texts(part):
        assert text.live == ()
        assert not [token for token in text.tokens if reading.CALLS.search(token)]


@pytest.mark.parametrize("name", CARDS)
def test_each_block_looks_as_somebody_approved(name: str) -> None:
    assert goldens.agrees(f"card_{name}", sent(CARDS[name]))
    assert goldens.agrees(f"home_{name}", home(CARDS[name]))


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_are_shown_whole_and_do_nothing(words: str) -> None:
    card = hostile_card(words)
    made = sent(card)
    assert_harmless(made["blocks"])
    assert not reading.CALLS.search(made["text"])
    shown = flat(reading.words(made["blocks"]))
    assert [word for word in expected(card) if word not in shown] == []


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=100)
@given(cards)
def test_every_card_fits_and_loses_no_word_and_no_control(card: Card) -> None:
    made = sent(card)
    assert len(made["blocks"]) <= render.MOST_BLOCKS
    shown = flat(reading.words(made["blocks"]))
    assert [word for word in expected(card) if word not in shown] == []
    assert pressed(made["blocks"]) == [Pressed(packed) for packed in actions(card)]
    assert_harmless(made["blocks"])
    assert not reading.CALLS.search(made["text"])
    assert home(card)["blocks"] == made["blocks"]
    files = [file.data for file in render.message(card, WORDS).files]
    for block in card.blocks:
        if isinstance(block, File | Picture):
            assert (block.png if isinstance(block, Picture) else block.data) in files


@pytest.mark.parametrize("words", [*HOSTILE.values(), "*", "&", "<", "\U0001f600", "a\nb\n", ">\n"])
def test_a_card_full_of_one_text_fits_with_all_of_it(words: str) -> None:
    long = (words * 3000)[:3000]
    for block in (Text(long), Note(long), Quote(long), Row(long, Button("Open", Sample(1)))):
        card = Card("Long", (block, Text((words * 700)[:700]), Note(f"{WHEN}")))
        made = sent(card)
        shown = flat(reading.words(made["blocks"]))
        assert [word for word in expected(card) if word not in shown] == []
        assert len(made["text"]) <= render.LONGEST_TWIN


def test_a_twin_says_the_card_and_every_way_out() -> None:
    links = (
        Link("Lifeline", "tel:988"),
        Link("Text line", "sms:741741?body=HELLO"),
        Link("Page", "https://example.org/?a&b"),
    )
    card = Card("People to talk to", (Text("R&D <b>"), Buttons(links)))
    assert sent(card)["text"] == (
        "People to talk to\nR&amp;D &lt;b&gt;\nLifeline: 988\nText line: text “HELLO” to 741741\n"
        "Page: https://example.org/?a&amp;b"
    )


def test_a_long_twin_is_shortened_and_keeps_the_numbers() -> None:
    card = Card("Long", (Text("a & b " * 490), Buttons((Link("Lifeline", "tel:988"),))))
    text = sent(card)["text"]
    assert text.endswith("…\nLifeline: 988")
    assert render.LONGEST_TWIN - 60 < len(text) <= render.LONGEST_TWIN


def test_numbers_to_call_and_text_are_lines_above_the_buttons() -> None:
    links = (
        Link("Lifeline", "tel:988"),
        Link("Other line", "sms:85258"),
        Link("Page", "https://example.org"),
        Link("Broken", "https://not an address"),
        Button("Talk here", Sample(1)),
    )
    lines, row = blocks(Card("Help", (Buttons(links),)))
    assert reading.words(lines).split("\n") == [
        "Lifeline: 988",
        "Other line: 85258, by text message",
        "Broken: https://not an address",
    ]
    page, talk = row["elements"]
    assert (page["url"], page["accessibility_label"]) == (
        "https://example.org",
        "Page, opens a page",
    )
    assert ids.is_link(page["action_id"])
    assert ids.read(talk["action_id"]) == Sample(1).pack()


def test_only_numbers_make_no_empty_row() -> None:
    made = blocks(Card("Help", (Buttons((Link("Lifeline", "tel:988"),)),)))
    assert [block["type"] for block in made] == ["section"]


def test_twenty_five_lines_share_one_section() -> None:
    links = tuple(Link(f"Line {n}", f"tel:{n}" + "0" * 300) for n in range(25))
    (lines,) = blocks(Card("Help", (Buttons(links),)))
    assert len(lines["text"]["text"].split("\n")) == 25


def test_buttons_have_their_look_and_are_read_aloud() -> None:
    row = Row("Acme, engineer", Button("Open", Sample(5)))
    beside, buttons = blocks(Card("x", (row, *CARDS["buttons"].blocks)))
    assert beside["accessory"]["accessibility_label"] == "Open: Acme, engineer"
    assert [each.get("style") for each in buttons["elements"]] == ["primary", None, "danger"]
    assert [each["accessibility_label"] for each in buttons["elements"]] == [
        "Write three lines",
        "Plan two weeks",
        "Erase everything",
    ]


@pytest.mark.parametrize(("look", "style"), [(Look.DANGER, "danger"), (Look.MAIN, "primary")])
def test_a_confirm_is_slacks_own_dialog(look: Look, style: str) -> None:
    card = Card("x", (Buttons((Button("Erase", Sample(3), look, SURE),)),))
    (row,) = blocks(card)
    assert row["elements"][0]["confirm"] == {
        "title": {"type": "plain_text", "text": WORDS.sure, "emoji": False},
        "text": {"type": "plain_text", "text": "Forget everything you told me?", "emoji": False},
        "confirm": {"type": "plain_text", "text": "Yes, forget it", "emoji": False},
        "deny": {"type": "plain_text", "text": "Keep it", "emoji": False},
        "style": style,
    }


@settings(deadline=None, max_examples=50)
@given(confirms)
def test_any_confirm_fits(asked: Confirm) -> None:
    made = blocks(Card("x", (Row("and", Button("Go", Sample(7), confirm=asked)),)))
    assert made[0]["accessory"]["confirm"]["text"]["text"].strip()


def test_equal_buttons_are_told_apart_and_mean_the_same() -> None:
    again = Button("Again", Sample(1))
    made = sent(Card("Twice", (Buttons((again, again)), Row("and", again))))
    assert len({each["action_id"] for each in reading.controls(made["blocks"])}) == 3
    assert pressed(made["blocks"]) == [Pressed(Sample(1).pack())] * 3


def test_menus_are_native_and_carry_their_values() -> None:
    menu, people, channels = (
        blocks(CARDS[name])[-1]["accessory"] for name in ("menu", "people", "channels")
    )
    assert (menu["type"], people["type"], channels["type"]) == (
        "static_select",
        "users_select",
        "conversations_select",
    )
    assert [each["value"] for each in menu["options"]] == ["none", "applied", "final"]
    assert menu["options"][2]["description"]["text"] == "the last talk before a decision"
    assert channels["filter"]["include"] == ["public", "private"]
    picked = ids.read_press({**menu, "selected_option": menu["options"][1]})
    assert picked == Pressed(Sample(8).pack(), ("applied",))


def test_facts_are_fields_and_a_long_one_has_sections_of_its_own() -> None:
    pairs = (("Company", "Acme\nInc"), ("Why", "word " * 700), ("Opens", WHEN))
    first, *long, last = blocks(Card("x", (Facts(pairs),)))
    assert [each["text"] for each in first["fields"]] == ["*Company*\nAcme Inc"]
    assert flat(reading.words(long)) == "Why" + "word" * 700
    assert len(long) == 2
    assert last["fields"][0]["text"].startswith("*Opens*\n<!date^")


def test_a_paragraph_with_a_time_is_rich_text_and_hides_no_sign() -> None:
    (plain, rich) = blocks(Card("x", (Text("*no* time"), Text(f"*a* time: {WHEN}"))))
    assert plain["text"] == {"type": "plain_text", "text": "*no* time", "emoji": False}
    parts = rich["elements"][0]["elements"]
    assert [part["type"] for part in parts] == ["text", "date"]
    assert parts[0]["text"] == "*a* time: "


def test_a_quote_is_copied_as_it_was_written() -> None:
    words = "Dear Dana,\n\n  *thank* you_ @here <@U1> `code` ``` &amp;"
    (made,) = blocks(Card("x", (Quote(words),)))
    assert made["elements"] == [
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": words}]}
    ]


def test_progress_is_a_number_and_a_bar_to_scale() -> None:
    made = blocks(Card("x", (Progress(50, 100, "Done"), Progress(0, 0, "Shared"))))
    assert [reading.words(block) for block in made] == ["Done: 50/100 ▰▰▰▰▰▱▱▱▱▱", "Shared: 0/0"]


def test_pictures_and_files_are_taken_along_under_names_of_their_own() -> None:
    card = Card(
        "x",
        (
            Picture(png(), "One"),
            Picture(png(3), "Two"),
            File("notes", b"1", "A"),
            File("notes", b"2", "B"),
            File("../\u202eno/tes.txt", b"3", "C"),
        ),
    )
    made = render.message(card, WORDS)
    names = [file.name for file in made.files]
    assert names == ["picture.png", "picture-2.png", "notes", "notes-2", ".._no_tes.txt"]
    assert [file.alt for file in made.files] == ["One", "Two", "", "", ""]
    pictures = [block for block in sent(card)["blocks"] if block["type"] == "image"]
    assert [each["slack_file"]["id"] for each in pictures] == ["F000000000", "F000000001"]
    assert [each["alt_text"] for each in pictures] == ["One", "Two"]
    assert "The file is called notes-2." in reading.words(sent(card)["blocks"])


def test_a_picture_that_could_not_be_uploaded_is_said_in_words() -> None:
    made = render.message(CARDS["picture"], WORDS)
    shown = made.placed()
    strictly.accept_message(made.text, shown)
    assert [block["type"] for block in shown] == ["header", "context"]
    assert reading.words(shown[1]) == "Noes fell from four to one."


def test_a_title_says_its_time_in_words() -> None:
    made = sent(Card(f"*Opens* {WHEN}"))
    assert made["blocks"][0]["text"]["text"] == "*Opens* Mon 30 Nov, 09:00"


@pytest.mark.parametrize("tone", Tone)
def test_tone_is_left_to_the_words(tone: Tone) -> None:
    assert sent(Card("x", (Text("y"),), tone)) == sent(Card("x", (Text("y"),)))
