"""The questions asked before what cannot simply be put right, by action.

A question needs nothing but the packed action, so that it can be asked again after a restart.
"""

from collections.abc import Mapping

from bot.actions.application import RemoveApplication
from bot.actions.circle import LeaveCircle
from bot.actions.contact import RemoveContact
from bot.actions.goal import RemoveGoal
from bot.actions.growth import RemoveGrowth
from bot.actions.materials import RemoveVersion
from bot.actions.paths import RemovePaths
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
    RemoveGoal: (Line("goal.confirm.text"), Label("goal.confirm.yes"), Label("goal.confirm.no")),
    RemoveGrowth: (
        Line("growth.confirm.text"),
        Label("growth.confirm.yes"),
        Label("growth.confirm.no"),
    ),
    RemovePaths: (
        Line("paths.confirm.text"),
        Label("paths.confirm.yes"),
        Label("paths.confirm.no"),
    ),
    RemoveContact: (
        Line("network.card.remove_ask"),
        Label("network.card.remove_yes"),
        Label("network.card.remove_no"),
    ),
    RemoveVersion: (
        Line("materials.version.remove_ask"),
        Label("materials.version.remove_yes"),
        Label("materials.version.remove_no"),
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


def button(
    t: Texts, label: Label, act: Action, look: Look = Look.DANGER, **args: str | int
) -> Button:
    """Make a button that asks first; its action must have a question."""
    return Button(t(label, turn=0, **args), act, look, _question(t, type(act)))


def _question(t: Texts, kind: type[Action]) -> Confirm:
    asked, yes, no = _QUESTIONS[kind]
    return Confirm(t(asked), t(yes), t(no))
