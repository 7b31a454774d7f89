"""How it stands with somebody, said on one line."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.contact import Contact, ContactState, SmallAsk
from bot.ui import markup
from bot.views import network as view
from tests.talking import WORDS

TODAY = date(2026, 11, 30)
SOON = date(2026, 12, 7)
ASKED = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
DANA = Contact(1, "Dana", ASKED, ask=SmallAsk.CV, asked_at=ASKED)


@pytest.mark.parametrize(
    ("state", "next_on", "came", "said"),
    [
        ("named", None, "", "No date yet."),
        ("named", SOON, "", "Next date: Mon 7 Dec."),
        ("named", TODAY, "", "Its date has come: Mon 30 Nov."),
        ("asked", SOON, "", "Asked Fri 27 Nov. I look at it once, Mon 7 Dec."),
        ("asked", TODAY, "", "Asked Fri 27 Nov."),
        ("asked", None, "", "Asked Fri 27 Nov."),
        ("written", None, "", "Written to Fri 27 Nov."),
        ("written", SOON, "", "Next date: Mon 7 Dec."),
        ("answered", None, "", "Answered."),
        ("answered", None, "Will call", "Answered: Will call"),
        ("answered", SOON, "Will call", "Answered: Will call"),
        ("answered", SOON, "", "Answered. Next date: Mon 7 Dec."),
        ("answered", TODAY, "Will call", "Its date has come: Mon 30 Nov."),
        ("not_now", None, "", "Not now."),
        ("not_now", SOON, "", "Next date: Mon 7 Dec."),
    ],
)
def test_how_it_stands_is_said_in_a_sentence(
    state: str, next_on: date | None, came: str, said: str
) -> None:
    it = replace(DANA, state=ContactState(state), next_on=next_on, came=came)
    assert markup.plain(view.state(WORDS.texts, it, TODAY, "UTC")) == said
    assert (
        markup.plain(view.row(WORDS.texts, it, TODAY, "UTC")) == f"Dana: a look at your CV. {said}"
    )


def test_a_line_stays_short_whatever_was_typed() -> None:
    long = "x" * 80
    it = replace(DANA, name=long, known_from=long, ask=SmallAsk.OWN, own_ask="y" * 160, came=long)
    for state in ContactState:
        said = view.row(WORDS.texts, replace(it, state=state), TODAY, "UTC")
        assert len(markup.plain(said)) < 350
