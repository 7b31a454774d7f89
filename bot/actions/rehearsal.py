"""Interview practice: questions put one by one, own answers, and the log of them."""

from bot.domain.rehearsal import Family
from bot.ui.action import Action, action


@action("rehearsal.open")
class OpenRehearsal(Action):
    """Go on with the question that is open, or get the next one."""


@action("rehearsal.another")
class AskAnother(Action):
    """Get another question; of the family picked, or of the one named."""

    family: Family | None = None


@action("rehearsal.good")
class ShowGood(Action):
    """See what a good answer to a question shows."""

    rehearsal: int


@action("rehearsal.answer")
class OpenAnswer(Action):
    """Answer a question, or change the answer."""

    rehearsal: int


@action("rehearsal.keep")
class KeepAnswer(Action):
    """Keep an answer, and how it felt."""

    rehearsal: int


@action("rehearsal.show")
class ShowAnswer(Action):
    """See an answer again: the one named, or the one picked."""

    rehearsal: int | None = None


@action("rehearsal.remove")
class RemoveAnswer(Action):
    """Take an answer away; that the question was asked stays."""

    rehearsal: int


@action("rehearsal.log")
class OpenLog(Action):
    """See what was answered so far, family by family."""


@action("rehearsal.list")
class ListAnswers(Action):
    """See the answers of the family picked, or of the one named, page by page."""

    family: Family | None = None
    page: int = 0
