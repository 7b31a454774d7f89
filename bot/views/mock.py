"""How a mock interview looks: one message with all that two people need for it."""

from collections.abc import Sequence

from bot.actions.mock import OpenMock
from bot.actions.rehearsal import OpenRehearsal
from bot.actions.share import OpenShare, Shared
from bot.domain.rehearsal import Question, RehearsalContent, mock
from bot.texts import Label, Line, Texts, Title
from bot.ui.card import Button, Buttons, Card, Look, Note, Quote, Text

TITLE = Title("rehearsal.mock.title")
INTRO = Line("rehearsal.mock.intro")
OPENING = Line("rehearsal.mock.opening")
QUESTION = Line("rehearsal.mock.question", "number", "question", "shows")
FEEDBACK = Line("rehearsal.mock.feedback")
NOTE = Line("rehearsal.mock.note")
SHARE = Label("rehearsal.mock.share")
ANOTHER = Label("rehearsal.mock.another")
ALONE = Label("rehearsal.mock.alone")


def card(t: Texts, content: RehearsalContent, number: int) -> Card:
    """Show a kit to copy, or to show to one's circle."""
    buttons = (
        Button(t(SHARE), OpenShare(Shared.MOCK, number), Look.MAIN),
        Button(t(ANOTHER), OpenMock(number + 1)),
        Button(t(ALONE), OpenRehearsal()),
    )
    kit = Quote(words(t, content, number))
    return Card(t(TITLE), (Text(t(INTRO)), kit, Buttons(buttons), Note(t(NOTE))))


def words(t: Texts, content: RehearsalContent, number: int) -> str:
    """Say a whole kit: opening, questions with what to listen for, and feedback given kindly."""
    found = (content.question(key) for key in mock(content, number))
    questions = [each for each in found if each is not None]
    return "\n\n".join((t(OPENING), *_questions(t, questions), t(FEEDBACK)))


def _questions(t: Texts, questions: Sequence[Question]) -> list[str]:
    return [
        t(QUESTION, number=number, question=each.text, shows=each.shows)
        for number, each in enumerate(questions, 1)
    ]
