"""How taking back looks."""

from bot.texts import Label, Line, Texts, Title
from bot.ui.card import Card, Text

NOTHING = Line("undo.nothing")
TITLE = Title("undo.title")
DONE = Line("undo.done")
BUTTON = Label("undo.button")


def undone(t: Texts) -> Card:
    """Say that things are as they were."""
    return Card(t(TITLE), (Text(t(DONE)),))
