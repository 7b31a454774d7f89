"""What every adapter owes the core, kept by the terminal."""

import re
import unicodedata
from pathlib import Path

import pytest
from rich.cells import cell_len

from adapters.console.controls import links
from adapters.console.forms import blank
from bot.answers import Ask, Nothing, Say
from bot.events import Event, Kind, Pressed, Said, Submitted
from bot.ui.card import Button, Buttons, Card, Channels, Menu, People, Row
from bot.ui.form import Value
from tests.adapters.consoles import FakeBot, Terminal, to_user
from tests.adapters.samples import (
    CARDS,
    FIELDS,
    FORMS,
    HOSTILE,
    hostile_card,
    hostile_form,
)

PEOPLE = ("ana", "ben", "chidi")
WIDTHS = (20, 40, 80)


def _expected(card: Card) -> list[tuple[str, tuple[str, ...]]]:
    """List what must come back from a card's controls, worked out from the card alone."""
    back: list[tuple[str, tuple[str, ...]]] = []
    for block in card.blocks:
        match block:
            case Buttons(items):
                back += [(item.action.pack(), ()) for item in items if isinstance(item, Button)]
            case Row(_, button):
                back.append((button.action.pack(), ()))
            case Menu(_, action, choices):
                back += [(action.pack(), (choice.value,)) for choice in choices]
            case People(_, action):
                back += [(action.pack(), (user,)) for user in PEOPLE]
            case Channels(_, action):
                back.append((action.pack(), ("#lobby",)))
            case _:
                pass
    return back


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CARDS)
async def test_each_sample_card_says_all_its_words_within_the_width(
    name: str, width: int, tmp_path: Path
) -> None:
    terminal = Terminal(FakeBot(), tmp_path, PEOPLE, columns=width)
    await terminal.platform.deliver(to_user("ana"), CARDS[name], "k")
    printed = terminal.text()
    shown = re.sub(r"[\s│┆]", "", printed)
    for line in CARDS[name].summary().splitlines():
        assert re.sub(r"\s", "", line) in shown
    for link in links(CARDS[name]):
        assert re.sub(r"\s", "", link.url) in shown
    assert max(cell_len(line) for line in printed.splitlines()) <= width
    assert "\x1b" not in printed


@pytest.mark.parametrize("name", CARDS)
async def test_every_control_comes_back_as_the_action_it_left_with(
    name: str, tmp_path: Path
) -> None:
    bot = FakeBot(lambda event: Say(CARDS[name]) if isinstance(event.doing, Said) else Nothing())
    terminal = Terminal(bot, tmp_path, PEOPLE)
    await terminal.play("ana: show me")
    exchange = terminal.platform.exchange
    (standing,) = terminal.platform.display.screen.seen_by("ana")
    bot.heard.clear()
    for control in terminal.platform.display.controls(standing):
        await exchange.press("ana", standing, control)
        if control.confirm is not None:
            await exchange.choose("ana", "", control.confirm.yes)
    back = [event.doing for event in bot.heard]
    assert back == [Pressed(action, picked) for action, picked in _expected(CARDS[name])]
    assert {event.place.kind for event in bot.heard} <= {Kind.DM}


@pytest.mark.parametrize("name", FORMS)
async def test_a_form_comes_back_with_the_values_it_brought(name: str, tmp_path: Path) -> None:
    form = FORMS[name]
    bot = FakeBot(lambda event: Ask(form) if isinstance(event.doing, Said) else Nothing())
    terminal = Terminal(bot, tmp_path)
    choice = (
        "{How far = none}" if name == "choose" else f"{{{form.fields[0].label} = {SAME[name]}}}"
    )
    assert await terminal.play("ana: ask me", f"ana: {choice}") == 0
    expected: Value = "none" if name == "choose" else blank(form).values[form.fields[0].name]
    assert bot.last == Submitted(form.does.pack(), {form.fields[0].name: expected})


SAME = {
    "line": "Acme",
    "paragraph": r"one\ntwo",
    "choose_many": "after applying",
    "day": "2026-12-01",
    "time": "09:00",
    "tick": "yes",
    "person": "Ben",
}


def test_every_field_but_the_choice_has_its_own_value_written_down() -> None:
    assert SAME.keys() | {"choose"} == FIELDS.keys()


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
async def test_hostile_words_are_harmless_wherever_they_stand(
    words: str, width: int, colour: bool, tmp_path: Path
) -> None:
    bot = FakeBot(lambda event: _hostile(event, words))
    terminal = Terminal(bot, tmp_path, PEOPLE, columns=width, colour=colour)
    await terminal.play("ana: card", "ana: form")
    printed = re.sub(r"\x1b\[[\d;]*m", "", terminal.text()) if colour else terminal.text()
    strange = {letter for letter in printed if unicodedata.category(letter)[0] == "C"}
    assert strange <= {"\n", "\u200c", "\u200d"}
    assert max(cell_len(line) for line in printed.splitlines()) <= width


async def test_hostile_words_are_still_readable(tmp_path: Path) -> None:
    terminal = Terminal(FakeBot(), tmp_path)
    for name, words in HOSTILE.items():
        await terminal.platform.deliver(to_user("ana"), hostile_card(words), name)
    printed = terminal.said()
    assert "@everyone @here <!channel> <!here> <@U123> <#C123> <@&1>" in printed
    assert "'; DROP TABLE people; --" in printed
    assert "[bold red]x[/]" in printed
    assert "[31mred" in printed
    assert "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627" in printed
    assert "\U0001f469\u200d\U0001f4bb" in printed


async def test_hostile_labels_can_be_pressed_and_come_back(tmp_path: Path) -> None:
    for words in HOSTILE.values():
        bot = FakeBot(lambda event, words=words: _hostile(event, words))  # type: ignore[misc]
        terminal = Terminal(bot, tmp_path, PEOPLE)
        await terminal.play("ana: card")
        (standing,) = terminal.platform.display.screen.seen_by("ana")
        bot.heard.clear()
        for control in terminal.platform.display.controls(standing):
            await terminal.platform.exchange.press("ana", standing, control)
        back = [event.doing for event in bot.heard]
        assert back == [Pressed(*each) for each in _expected(hostile_card(words))]


async def test_what_people_type_reaches_the_core_as_they_typed_it(tmp_path: Path) -> None:
    for words in HOSTILE.values():
        bot = FakeBot()
        terminal = Terminal(bot, tmp_path)
        await terminal.platform.play((), bot.handle, (), bot.restart)
        await terminal.platform.exchange.speak("ana", "", f"x {words}")
        assert bot.last == Said(f"x {words}")


def _hostile(event: Event, words: str) -> Ask | Say | Nothing:
    match event.doing:
        case Said("card"):
            return Say(hostile_card(words))
        case Said():
            return Ask(hostile_form(words))
        case _:
            return Nothing()
