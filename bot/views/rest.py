"""How a break looks: choosing one, being away, and coming back."""

from dataclasses import dataclass
from datetime import datetime

from bot.actions.help import Undo
from bot.actions.home import OpenHome
from bot.actions.plan import OpenPlan
from bot.actions.rest import (
    ChooseDay,
    EndBreak,
    KeepBreak,
    OpenBreak,
    SetReturnLine,
    TakeBreak,
)
from bot.domain.rest import SPANS, Misfit
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form, markup
from bot.ui.card import Block, Button, Buttons, Card, Look, Note, Text
from bot.ui.form import Form
from bot.views import plain
from bot.views import undo as undo_view

TITLE = Title("rest.choose.title")
COSTS_NOTHING = Line("rest.choose.text")
WAITS = Line("rest.choose.waits")
SPAN = {span: Label(f"rest.choose.days_{span}") for span in SPANS}
UNTIL = Label("rest.choose.until")
MISFIT = {misfit: Line(f"rest.misfit.{misfit}") for misfit in Misfit}

FORM_TITLE = FormTitle("rest.form.title")
FORM_NOTE = Line("rest.form.note")
DAY = FieldLabel("rest.form.day")
DAY_HINT = Hint("rest.form.day_hint")
LINE_FIELD = FieldLabel("rest.form.line")

AWAY_TITLE = Title("rest.away.title")
TAKEN = Line("rest.away.taken")
AWAY = Line("rest.away.text", "until")
STILL_TALKS = Line("rest.away.still_talks")
WITH_LINE = Line("rest.away.with_line")
WITHOUT_LINE = Line("rest.away.without_line")
END = Label("rest.away.end")
CHANGE = Label("rest.away.change")
NO_LINE = Label("rest.away.no_line")
LINE = Label("rest.away.line")

BACK_TITLE = Title("rest.back.title")
BACK = Line("rest.back.text")
NOT_AWAY = Line("rest.back.not_away")
TAKE = Label("rest.back.take")

NUDGE_TITLE = Title("rest.nudge.title")
NUDGE_LINE = Line("rest.nudge.line")
SMALL = Line("rest.nudge.small")
PLAN = Label("rest.nudge.plan")
HOME = Label("rest.nudge.home")
LONGER = Label("rest.nudge.longer")


@dataclass(frozen=True, slots=True)
class Away:
    """A break in force: until when, by which clocks, and whether a line comes at its end."""

    until: datetime
    zone: str
    line: bool


def choose(t: Texts, text: str, misfit: str = "") -> Card:
    """Offer breaks; `misfit` says why a day that was named cannot be."""
    spans = [Button(t(SPAN[span]), TakeBreak(span)) for span in SPANS]
    buttons = Buttons((*spans, Button(t(UNTIL), ChooseDay())))
    head = (Text(misfit),) if misfit else ()
    return Card(t(TITLE), (*head, Text(text), buttons, Note(t(WAITS))))


def day_form(t: Texts, *, line: bool, day: str = "") -> Form:
    """Ask for the day to be back."""
    return Form(
        t(FORM_TITLE),
        (
            form.Day(name="day", label=t(DAY), hint=t(DAY_HINT), required=True, value=day),
            form.Tick(name="line", label=t(LINE_FIELD), value=line),
        ),
        does=KeepBreak(),
        reopen=ChooseDay(),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
        note=t(FORM_NOTE),
    )


def away(t: Texts, at: Away, taken: str = "", undo: Undo | None = None) -> Card:
    """Say that somebody is on a break, and how to end or change it."""
    head = (Text(taken),) if taken else ()
    lines = (Text(t(AWAY, until=markup.when(at.until, at.zone))), Text(t(STILL_TALKS)))
    line = Note(t(WITH_LINE if at.line else WITHOUT_LINE))
    toggle = Button(t(NO_LINE if at.line else LINE), SetReturnLine(not at.line))
    back = (Button(t(undo_view.BUTTON), undo),) if undo else ()
    buttons = (Button(t(END), EndBreak()), Button(t(CHANGE), ChooseDay()), toggle, *back)
    return Card(t(AWAY_TITLE), (*head, *lines, line, Buttons(buttons)))


def back(t: Texts, text: str, undo: Undo | None = None) -> Card:
    """Say that somebody is back; nothing has to be made up for."""
    taken_back = (Button(t(undo_view.BUTTON), undo),) if undo else ()
    return Card(t(BACK_TITLE), (Text(text), Buttons((*_steps(t), *taken_back))))


def nudge(t: Texts, line: str) -> tuple[Block, ...]:
    """Say one line on the morning of the return, with small first steps."""
    longer = Button(t(LONGER), OpenBreak())
    return (Text(line), Text(t(SMALL)), Buttons((*_steps(t), longer)))


def not_away(t: Texts) -> Card:
    """Say that there is no break to end, and offer one."""
    buttons = (*_steps(t), Button(t(TAKE), OpenBreak()))
    return Card(t(BACK_TITLE), (Text(t(NOT_AWAY)), Buttons(buttons)))


def _steps(t: Texts) -> tuple[Button, ...]:
    return (Button(t(PLAN), OpenPlan(), Look.MAIN), Button(t(HOME), OpenHome()))
