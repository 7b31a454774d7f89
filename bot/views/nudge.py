"""How a nudge looks when it comes, and what its controls answer."""

from collections.abc import Sequence
from datetime import datetime

from bot.actions.nudge import (
    CloseNudge,
    GoOn,
    KeepSnooze,
    LessOften,
    SnoozeNudge,
    StopAll,
    StopNudge,
)
from bot.domain.nudge import Nudge
from bot.domain.snooze import Snooze
from bot.ports.context import NudgeBody
from bot.texts import Choice as ChoiceLabel
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form, markup
from bot.ui.action import Action
from bot.ui.card import Block, Button, Buttons, Card, Choice, Look, Menu, Note, Quote, Text
from bot.ui.form import Form
from bot.views import plain
from bot.views import undo as undo_view

OWN_TITLE = Title("nudge.own.title")
DONE = Label("nudge.own.done")
STILL_TITLE = Title("nudge.still.title")
STILL_YES = Label("nudge.still.yes")
STILL_KEPT_TITLE = Title("nudge.still.kept_title")
STILL_KEPT = Line("nudge.still.kept")
SNOOZE = ChoiceLabel("nudge.control.snooze")
SNOOZES = {
    Snooze.HOUR: ChoiceLabel("nudge.control.hour"),
    Snooze.TONIGHT: ChoiceLabel("nudge.control.tonight"),
    Snooze.TOMORROW: ChoiceLabel("nudge.control.tomorrow"),
    Snooze.DATE: ChoiceLabel("nudge.control.date"),
}
LESS = Label("nudge.control.less")
STOP = Label("nudge.control.stop")
STOP_ALL = Label("nudge.control.stop_all")
LATE = Line("nudge.late.said", "due")
SNOOZED_TITLE = Title("nudge.snoozed.title")
SNOOZED = Line("nudge.snoozed.text", "when")
SNOOZE_FORM = FormTitle("nudge.snoozed.form_title")
SNOOZE_DAY = FieldLabel("nudge.snoozed.day")
SNOOZE_DAY_HINT = Hint("nudge.snoozed.day_hint")
SNOOZE_TIME = FieldLabel("nudge.snoozed.time")
SNOOZE_TIME_HINT = Hint("nudge.snoozed.time_hint")
TOO_FAR = Line("nudge.snoozed.too_far")
PASSED = Line("nudge.snoozed.passed")
LESS_TITLE = Title("nudge.less.title")
ROUNDS = {
    2: Line("nudge.less.second", "when"),
    4: Line("nudge.less.fourth", "when"),
    8: Line("nudge.less.eighth", "when"),
}
HALVED = Line("nudge.less.halved", "count", "when")
PACE_USUAL = Line("nudge.less.usual")
PACE_WEEKLY = Line("nudge.less.weekly")
ONLY_ONCE = Line("nudge.less.only_once")
SLOWEST = Line("nudge.less.slowest")
STOPPED_TITLE = Title("nudge.stopped.title")
STOPPED_ONE = Line("nudge.stopped.one", "name")
STOPPED_PLANNED = Line("nudge.stopped.planned", "name")
STOPPED_KIND = Line("nudge.stopped.kind", "name")
ALL_TITLE = Title("nudge.stopped.all_title")
ALL = Line("nudge.stopped.all")
STOPPED_BEFORE = Line("nudge.stopped.gone")
DONE_TITLE = Title("nudge.done.title")
DONE_SAID = Line("nudge.done.text")
DONE_NEXT = Line("nudge.done.next", "when")

QUOTED = 1000
"""How much of somebody's own words a reminder shows."""


def letter(t: Texts, nudge: Nudge, body: NudgeBody, notes: Sequence[str]) -> Card:
    """Put the small print and the controls beneath what a nudge says."""
    below = tuple(Note(note) for note in notes)
    return Card(body.title, (*body.blocks, *below, *controls(t, nudge)))


def controls(t: Texts, nudge: Nudge) -> tuple[Block, ...]:
    """Offer to put off, slow down and stop, each in one tap."""
    choices = tuple(Choice(value.value, t(label)) for value, label in SNOOZES.items())
    buttons = (
        Button(t(LESS), LessOften(nudge.id)),
        Button(t(STOP), StopNudge(nudge.id)),
        Button(t(STOP_ALL), StopAll()),
    )
    return Menu(t(SNOOZE), SnoozeNudge(nudge.id), choices), Buttons(buttons)


def own(t: Texts, nudge: Nudge, opening: str) -> NudgeBody:
    """Show what somebody wanted to be reminded of."""
    done = Button(t(DONE), CloseNudge(nudge.id), Look.MAIN)
    return NudgeBody(t(OWN_TITLE), (Text(opening), Quote(nudge.text[:QUOTED]), Buttons((done,))))


def still(t: Texts, opening: str) -> NudgeBody:
    """Ask whether nudges are still wanted."""
    return NudgeBody(
        t(STILL_TITLE), (Text(opening), Buttons((Button(t(STILL_YES), GoOn(), Look.MAIN),)))
    )


def gone_on(t: Texts) -> Card:
    """Say that they go on."""
    return Card(t(STILL_KEPT_TITLE), (Text(t(STILL_KEPT)),))


def snoozed(t: Texts, until: datetime, zone: str, undo: Action) -> Card:
    """Say when it comes back."""
    text = Text(t(SNOOZED, when=markup.when(until, zone)))
    return Card(t(SNOOZED_TITLE), (text, _undo(t, undo)))


def snooze_form(t: Texts, nudge: int) -> Form:
    """Ask for the day on which it comes back."""
    day = form.Day(name="day", label=t(SNOOZE_DAY), hint=t(SNOOZE_DAY_HINT), required=True)
    time = form.Time(name="time", label=t(SNOOZE_TIME), hint=t(SNOOZE_TIME_HINT))
    does, reopen = KeepSnooze(nudge), SnoozeNudge(nudge)
    return Form(t(SNOOZE_FORM), (day, time), does, reopen, t(plain.SEND), plain.mistakes(t))


def fewer(t: Texts, said: str, undo: Action | None) -> Card:
    """Say what comes less often now."""
    below = (_undo(t, undo),) if undo else ()
    return Card(t(LESS_TITLE), (Text(said), *below))


def stopped(t: Texts, said: str, undo: Action) -> Card:
    """Say what comes no more."""
    return Card(t(STOPPED_TITLE), (Text(said), _undo(t, undo)))


def all_stopped(t: Texts, pace: Menu, undo: Action) -> Card:
    """Say that nothing comes any more, and offer that little may."""
    return Card(t(ALL_TITLE), (Text(t(ALL)), pace, _undo(t, undo)))


def closed(t: Texts, turn: int, following: datetime | None, zone: str) -> Card:
    """Take note that something is done, and say when the next comes."""
    blocks: list[Block] = [Text(t(DONE_SAID, turn=turn))]
    if following is not None:
        blocks.append(Note(t(DONE_NEXT, when=markup.when(following, zone))))
    return Card(t(DONE_TITLE), tuple(blocks))


def _undo(t: Texts, undo: Action) -> Buttons:
    return Buttons((Button(t(undo_view.BUTTON), undo),))
