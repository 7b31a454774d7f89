"""The one long-term goal."""

from bot.ui.action import Action, action


@action("goal.open")
class OpenGoal(Action):
    """See the goal, or set one; words behind the command begin it."""


@action("goal.write")
class WriteGoal(Action):
    """Write the goal; one that rests or an earlier one can be taken up again by its id."""

    goal: int | None = None


@action("goal.keep")
class KeepGoal(Action):
    """Keep the goal as written."""


@action("goal.still")
class StillMine(Action):
    """Say that the goal still holds."""

    goal: int


@action("goal.rest")
class RestGoal(Action):
    """Let the goal rest."""

    goal: int


@action("goal.remove")
class RemoveGoal(Action):
    """Throw a goal away, the present one or an earlier one."""

    goal: int


@action("goal.list")
class ListGoals(Action):
    """Read earlier goals, the newest first; pages count from 0."""

    page: int = 0
