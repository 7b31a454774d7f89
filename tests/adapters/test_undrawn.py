"""A chart that nobody has drawn: should a platform ever see one, it says its words."""

import json

from adapters.console.render import drawn
from adapters.discord.render import layout
from adapters.slack.render import message
from bot.ui.card import Card, Chart
from bot.ui.chart import Bars, Hue
from tests.adapters.consoles import WORDS as CONSOLE
from tests.adapters.discord.saying import WORDS as DISCORD
from tests.adapters.slack.saying import WORDS as SLACK

ALT = "Noes fell from four to one"
CARD = Card("Your weeks", (Chart(Bars(("Noes",), (Hue.NO,), (("2 Nov", (4,)),)), ALT),))


def test_the_terminal_says_its_words() -> None:
    shown = drawn(CARD, "only ana", (), CONSOLE, lambda name, content: None, width=80, colour=False)
    assert ALT in shown


def test_discord_says_its_words() -> None:
    shown = layout(CARD, DISCORD)
    assert ALT in json.dumps(shown.view.to_components())  # type: ignore[no-untyped-call]
    assert shown.attachments == ()


def test_slack_says_its_words() -> None:
    shown = message(CARD, SLACK)
    assert ALT in json.dumps(shown.blocks)
    assert shown.files == ()
