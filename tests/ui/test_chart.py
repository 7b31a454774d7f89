"""Charts: data that adds up, and that fits a phone, or is refused when it is made."""

from collections.abc import Callable

import pytest

from bot.ui import card
from bot.ui.card import Card
from bot.ui.chart import Bars, Branch, Chart, Funnel, Hue, Lines, Stage

SENT = Stage("Sent", 3, (Branch("a no", 1, Hue.NO),))
MET = Stage("Interview", 2, (Branch("waiting", 2, Hue.OPEN),))
FUNNEL = Funnel((SENT, MET))


def test_a_chart_says_its_words_wherever_it_is_not_drawn() -> None:
    shown = Card("Numbers", (Chart(FUNNEL, "three sent"),))
    assert shown.summary() == "Numbers\nthree sent"
    assert card.parts(shown.blocks[0]) == 1


def test_who_went_on_is_who_did_not_leave() -> None:
    assert (SENT.onward, MET.onward) == (2, 0)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Branch("", 1, Hue.NO),
        lambda: Branch("x" * 21, 1, Hue.NO),
        lambda: Branch("a no", 0, Hue.NO),
        lambda: Stage("", 1),
        lambda: Stage("Sent", 1, (Branch("a no", 2, Hue.NO),)),
        lambda: Funnel(()),
        lambda: Funnel((SENT,)),
        lambda: Funnel((SENT, Stage("Interview", 1))),
        lambda: Funnel((Stage("Sent", 0),)),
        lambda: Bars((), (), (("1 Nov", ()),)),
        lambda: Bars(("Steps",), (Hue.WAY,), ()),
        lambda: Bars(("Steps",), (Hue.WAY,), (("1 Nov", (1, 2)),)),
        lambda: Bars(("Steps",), (Hue.WAY,), (("1 Nov", (-1,)),)),
        lambda: Bars(("Steps",), (), (("1 Nov", (1,)),)),
        lambda: Bars(("Steps",), (Hue.WAY,), (("", (1,)),)),
        lambda: Lines("low", "high", ("1 Nov",), ("Mood",), (), ((1,),)),
        lambda: Lines("low", "high", ("1 Nov",), ("Mood",), (Hue.WAY,), ((1, 2),)),
        lambda: Lines("low", "high", ("1 Nov",), ("Mood",), (Hue.WAY,), ((6,),)),
        lambda: Lines("low", "high", ("1 Nov",), ("Mood",), (Hue.WAY,), ((0,),)),
        lambda: Lines("low", "high", (), ("Mood",), (Hue.WAY,), ((),)),
        lambda: Chart(FUNNEL, ""),
        lambda: Chart(FUNNEL, "x" * 1001),
    ],
)
def test_what_cannot_be_drawn_is_refused(make: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        make()


def test_a_line_may_have_gaps() -> None:
    gap = Lines("low", "high", ("1 Nov", "8 Nov"), ("Mood",), (Hue.WAY,), ((None, 5),))
    assert gap.points == ((None, 5),)
