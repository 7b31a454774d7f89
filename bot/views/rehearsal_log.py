"""How the log of practice looks: progress by family, and the answers of one."""

from collections.abc import Mapping, Sequence

from bot.actions.mock import OpenMock
from bot.actions.rehearsal import AskAnother, ListAnswers, OpenLog, OpenRehearsal, ShowAnswer
from bot.domain.rehearsal import Family
from bot.texts import Choice as ChoiceLabel
from bot.texts import Label, Line, Texts, Title
from bot.ui import limits, markup
from bot.ui.card import Block, Button, Buttons, Card, Choice, Look, Menu, Progress, Text
from bot.views.excerpt import first_line
from bot.views.rehearsal import FAMILY, MOCK, Asked, families

TITLE = Title("rehearsal.log.title")
NONE = Line("rehearsal.log.none")
SO_FAR = Line("rehearsal.log.so_far", "count")
ONE = Line("rehearsal.log.one")
OPEN_FAMILY = ChoiceLabel("rehearsal.log.open_family")
GO_ON = Label("rehearsal.log.go_on")
FAMILY_TITLE = Title("rehearsal.log.family_title", "family")
EMPTY = Line("rehearsal.log.empty")
ROW = Line("rehearsal.log.row", "question", "day")
ROW_RATED = Line("rehearsal.log.row_rated", "question", "day", "rating")
OPEN = ChoiceLabel("rehearsal.log.open")
FROM_HERE = Label("rehearsal.log.from_here")
NEWER = Label("rehearsal.log.newer")
OLDER = Label("rehearsal.log.older")
BACK = Label("rehearsal.log.back")

A_PAGE = 8
_LISTED = 100


def log(t: Texts, progress: Mapping[Family, tuple[int, int]]) -> Card:
    """Show how many questions of each family were answered."""
    count = sum(done for done, _ in progress.values())
    go_on = Button(t(GO_ON), OpenRehearsal(), Look.MAIN)
    if not count:
        return Card(t(TITLE), (Text(t(NONE)), Buttons((go_on, Button(t(MOCK), OpenMock())))))
    bars = tuple(Progress(done, of, t(FAMILY[family])) for family, (done, of) in progress.items())
    said = Text(t(ONE) if count == 1 else t(SO_FAR, count=count))
    menu = families(t, OPEN_FAMILY, ListAnswers())
    return Card(t(TITLE), (said, *bars, menu, Buttons((go_on, Button(t(MOCK), OpenMock())))))


def answers(t: Texts, family: Family, told: Sequence[Asked], zone: str, page: int) -> Card:
    """List the answers of a family, the latest first."""
    first = page * A_PAGE
    here = told[first : first + A_PAGE]
    blocks: list[Block] = [Text(_row(t, each, zone)) for each in here] or [Text(t(EMPTY))]
    if here:
        choices = [
            Choice(str(each.rehearsal.id), first_line(each.text(t), limits.CHOICE_LABEL))
            for each in here
        ]
        blocks.append(Menu(t(OPEN), ShowAnswer(), tuple(choices)))
    newer = (Button(t(NEWER), ListAnswers(family, page - 1)),) if page else ()
    more = first + A_PAGE < len(told)
    older = (Button(t(OLDER), ListAnswers(family, page + 1)),) if more else ()
    ways = (Button(t(FROM_HERE), AskAnother(family)), *newer, *older, Button(t(BACK), OpenLog()))
    return Card(t(FAMILY_TITLE, family=t(FAMILY[family])), (*blocks, Buttons(ways)))


def _row(t: Texts, asked: Asked, zone: str) -> str:
    known = asked.rehearsal
    at = known.answered_at or known.asked_at
    day = markup.when(at, zone, markup.Style.DAY)
    question = first_line(asked.text(t), _LISTED)
    if known.rating is None:
        return t(ROW, question=question, day=day)
    return t(ROW_RATED, question=question, day=day, rating=known.rating)
