"""How the end of a circle's term looks: the question, the answers, and the goodbye."""

from datetime import datetime

from bot.actions.circle import LetCircleEnd, RenewCircle
from bot.domain.circle import Circle
from bot.texts import Label, Line, Texts, Title
from bot.ui import markup
from bot.ui.card import Button, Buttons, Card, Look, Text, Tone

TITLE, ASK = Title("circle.term.title", "name"), Line("circle.term.ask", "weeks")
RENEW, REST = Label("circle.term.renew"), Label("circle.term.rest")
RENEWED_TITLE = Title("circle.term.renewed_title", "name")
RENEWED = Line("circle.term.renewed", "next")
RENEWED_BEFORE = Line("circle.term.renewed_before", "next")
NOT_OVER = Line("circle.term.not_over")
RESTING_TITLE, RESTING = Title("circle.term.resting_title"), Line("circle.term.resting", "ends")
FAREWELL_TITLE = Title("circle.term.farewell_title", "name")
FAREWELL, FAREWELL_ONE = Line("circle.term.farewell", "weeks"), Line("circle.term.farewell_one")
FAREWELL_COUNT = Line("circle.term.farewell_count", "count")
FAREWELL_THANKS = Line("circle.term.farewell_thanks")


def question(t: Texts, circle: Circle) -> Card:
    """Ask whether the circle goes on."""
    ways = Buttons(
        (
            Button(t(RENEW), RenewCircle(circle.id), Look.MAIN),
            Button(t(REST), LetCircleEnd(circle.id)),
        )
    )
    return Card(t(TITLE, name=circle.name), (Text(t(ASK, weeks=circle.weeks)), ways))


def renewed(t: Texts, circle: Circle, opens: datetime, *, before: bool = False) -> Card:
    """Say that it goes on, whoever renewed it."""
    said = t(RENEWED_BEFORE if before else RENEWED, next=markup.when(opens, circle.zone))
    return Card(t(RENEWED_TITLE, name=circle.name), (Text(said),), Tone.GLAD)


def resting(t: Texts, circle: Circle, ends: datetime) -> Card:
    """Say that nothing was changed."""
    said = t(RESTING, ends=markup.when(ends, circle.zone, markup.Style.DAY))
    again = Buttons((Button(t(RENEW), RenewCircle(circle.id)),))
    return Card(t(RESTING_TITLE), (Text(said), again))


def farewell(t: Texts, circle: Circle, weeks: int, count: int | None) -> Card:
    """Say goodbye in the circle's room; `count` only where it gives nobody away."""
    said = [t(FAREWELL_ONE) if weeks == 1 else t(FAREWELL, weeks=weeks)]
    if count is not None:
        said.append(t(FAREWELL_COUNT, count=count))
    title = t(FAREWELL_TITLE, name=circle.name)
    return Card(title, (Text(" ".join(said)), Text(t(FAREWELL_THANKS))), Tone.CARE)
