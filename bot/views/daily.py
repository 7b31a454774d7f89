"""How the question a day looks: when it comes, and that it comes no more."""

from bot.actions.daily import KeepDaily, OpenDaily, StopDaily
from bot.actions.help import Undo
from bot.actions.rehearsal import OpenRehearsal
from bot.domain import days
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form
from bot.ui.card import Button, Buttons, Card, Look, Text
from bot.ui.form import Form
from bot.views import plain
from bot.views import undo as undo_view

FORM_TITLE = FormTitle("rehearsal.daily.form_title")
FORM_NOTE = Line("rehearsal.daily.form_note")
TIME = FieldLabel("rehearsal.daily.time")
TIME_HINT = Hint("rehearsal.daily.time_hint")
TITLE = Title("rehearsal.daily.title")
KEPT = Line("rehearsal.daily.kept", "clock")
STOPPED = Line("rehearsal.daily.stopped")
CHANGE = Label("rehearsal.daily.change")
STOP = Label("rehearsal.daily.stop")
GO_ON = Label("rehearsal.daily.go_on")

NUDGE_TITLE = Title("rehearsal.daily.nudge_title")
NUDGE_LINE = Line("rehearsal.daily.nudge")


def time_form(t: Texts, minute: int | None) -> Form:
    """Ask at what time a question should come."""
    clock = "" if minute is None else days.say_clock(minute)
    field = form.Time(name="time", label=t(TIME), hint=t(TIME_HINT), required=True, value=clock)
    return Form(
        t(FORM_TITLE),
        (field,),
        does=KeepDaily(),
        reopen=OpenDaily(),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
        note=t(FORM_NOTE),
    )


def kept(t: Texts, minute: int, undo: Undo) -> Card:
    """Say when a question comes from now on."""
    buttons = (
        Button(t(GO_ON), OpenRehearsal(), Look.MAIN),
        Button(t(CHANGE), OpenDaily()),
        Button(t(STOP), StopDaily()),
        Button(t(undo_view.BUTTON), undo),
    )
    said = Text(t(KEPT, clock=days.say_clock(minute)))
    return Card(t(TITLE), (said, Buttons(buttons)))


def stopped(t: Texts, undo: Undo) -> Card:
    """Say that none comes by itself any more."""
    buttons = (Button(t(GO_ON), OpenRehearsal()), Button(t(undo_view.BUTTON), undo))
    return Card(t(TITLE), (Text(t(STOPPED)), Buttons(buttons)))
