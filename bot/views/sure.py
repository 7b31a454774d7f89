"""The questions asked before what cannot simply be put right, by action.

A question needs nothing but the packed action, so that it can be asked again after a restart.
"""

from collections.abc import Mapping

from bot.actions.application import RemoveApplication
from bot.actions.circle import LeaveCircle
from bot.actions.privacy import EraseData
from bot.actions.reach import UsePlace
from bot.actions.reflection import RemoveReflection
from bot.errors import StaleAction
from bot.texts import Label, Line, Texts
from bot.ui import action
from bot.ui.action import Action
from bot.ui.card import Button, Confirm, Look

_QUESTIONS: Mapping[type[Action], tuple[Line, Label, Label]] = {
    EraseData: (Line("privacy.sure"), Label("privacy.yes"), Label("privacy.no")),
    LeaveCircle: (
        Line("circle.seat.sure_leave"),
        Label("circle.seat.leave_yes"),
        Label("circle.seat.leave_no"),
    ),
    RemoveApplication: (
        Line("application.button.remove_ask"),
        Label("application.button.remove_yes"),
        Label("application.button.remove_no"),
    ),
    RemoveReflection: (
        Line("reflection.confirm.text"),
        Label("reflection.confirm.yes"),
        Label("reflection.confirm.no"),
    ),
    UsePlace: (Line("reach.sure.text"), Label("reach.sure.yes"), Label("reach.sure.no")),
}


def question(t: Texts, packed: str) -> Confirm | None:
    """Return what is asked before a packed action counts; None for nothing, or if it is stale."""
    try:
        act = action.unpack(packed)
    except StaleAction:
        return None
    return _question(t, type(act)) if type(act) in _QUESTIONS else None


def button(t: Texts, label: Label, act: Action, look: Look = Look.DANGER) -> Button:
    """Make a button that asks first; its action must have a question."""
    return Button(t(label), act, look, _question(t, type(act)))


def _question(t: Texts, kind: type[Action]) -> Confirm:
    asked, yes, no = _QUESTIONS[kind]
    return Confirm(t(asked), t(yes), t(no))
