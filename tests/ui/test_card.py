"""A card that some platform would refuse is never made."""

from collections.abc import Callable

import pytest

from bot.ui import limits
from bot.ui.action import Action, action
from bot.ui.card import (
    Block,
    Button,
    Buttons,
    Card,
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
    Progress,
    Quote,
    Row,
    Text,
)


@action("test.press")
class Press(Action):
    """Press something."""


PRESS = Button("Press", Press())


def test_a_card_can_say_everything_in_bare_words() -> None:
    card = Card(
        "A title",
        (
            Text("Some words."),
            Note("Small print."),
            Quote("My own words."),
            Facts((("Company", "Acme"), ("Role", "Nurse"))),
            Row("A line", PRESS),
            Progress(2, 5, "So far"),
            Divider(),
            Picture(b"png", "A picture of it"),
            File("mine.json", b"{}", "Everything of yours"),
            Buttons((PRESS, Link("Out", "https://example.org"))),
            Menu("Zone", Press(), (Choice("a", "A"), Choice("b", "B", "the second"))),
            People("Who", Press()),
        ),
    )
    assert card.summary() == (
        "A title\nSome words.\nSmall print.\nMy own words.\nCompany: Acme\nRole: Nurse\n"
        "A line\nSo far: 2/5\nA picture of it\nEverything of yours"
    )


@pytest.mark.parametrize(
    "make",
    [
        lambda: Card(" "),
        lambda: Card("a" * (limits.CARD_TITLE + 1)),
        lambda: Card("a", (Divider(),) * (limits.CARD_BLOCKS + 1)),
        lambda: Card("a", (Text("a" * 2000), Text("a" * 2000))),
        lambda: Card("a", (Buttons((PRESS,) * 25), Buttons((PRESS,) * 10))),
        lambda: Text(""),
        lambda: Text("a" * (limits.TEXT + 1)),
        lambda: Note(""),
        lambda: Quote(""),
        lambda: Facts(()),
        lambda: Facts((("a", "b"),) * (limits.FACTS + 1)),
        lambda: Row("", PRESS),
        lambda: Progress(3, 2, "so far"),
        lambda: Progress(1, 2, ""),
        lambda: Picture(b"", ""),
        lambda: File("", b"", "note"),
        lambda: File("name", b"", ""),
        lambda: Button("", Press()),
        lambda: Button("a" * (limits.BUTTON_LABEL + 1), Press()),
        lambda: Buttons(()),
        lambda: Buttons((PRESS,) * (limits.BUTTONS_IN_BLOCK + 1)),
        lambda: Link("", "https://example.org"),
        lambda: Link("Out", "javascript:alert(1)"),
        lambda: Confirm("", "Yes", "No"),
        lambda: Confirm("Sure?", "", "No"),
        lambda: Confirm("Sure?", "Yes", ""),
        lambda: Choice("", "a"),
        lambda: Choice("a", ""),
        lambda: Choice("a", "a", "h" * 200),
        lambda: Menu("", Press(), (Choice("a", "A"),)),
        lambda: Menu("m", Press(), ()),
        lambda: Menu("m", Press(), (Choice("a", "A"), Choice("a", "B"))),
        lambda: People("", Press()),
    ],
)
def test_what_a_platform_would_refuse_is_refused_when_made(
    make: Callable[[], Block | Card | Choice | Confirm | Button | Link],
) -> None:
    with pytest.raises(ValueError, match=r".+"):
        make()
