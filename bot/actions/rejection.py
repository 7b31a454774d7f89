"""Telling of a no, and seeing what may help after it."""

from bot.ui.action import Action, action


@action("rejection.open")
class OpenNo(Action):
    """Tell of a no; from the card of an application, about that one."""

    application: int | None = None


@action("rejection.keep")
class KeepNo(Action):
    """Keep the no that was told of."""

    application: int | None = None


@action("rejection.show")
class ShowNo(Action):
    """See what a no calls for; `change` is what its undo takes back, 0 for none."""

    no: int
    change: int = 0


@action("rejection.steps")
class ShowSteps(Action):
    """See every practice that can be chosen instead of those offered."""

    no: int
