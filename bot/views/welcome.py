"""What a visitor sees first."""

from bot.actions.help import ShowHelp
from bot.actions.home import OpenHome
from bot.actions.rejection import OpenNo
from bot.texts import Label, Line, Texts, Title
from bot.ui.card import Button, Buttons, Card, Note, Text

TITLE = Title("welcome.title")
WHAT = Line("welcome.what")
HOW = Line("welcome.how")
WHO_SEES = Line("welcome.who_sees")
TELL_NO = Label("welcome.tell_no")
HOME = Label("welcome.home")
HELP = Label("welcome.help")


def greeting(t: Texts) -> Card:
    """Say what this is and how to begin."""
    ways = (
        Button(t(TELL_NO), OpenNo()),
        Button(t(HOME), OpenHome()),
        Button(t(HELP), ShowHelp()),
    )
    return Card(t(TITLE), (Text(t(WHAT)), Text(t(HOW)), Note(t(WHO_SEES)), Buttons(ways)))
