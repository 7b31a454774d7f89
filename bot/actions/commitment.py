"""What becomes of a commitment, wherever it was made: done, moved, let go."""

from bot.domain.plan import Kept
from bot.ui.action import Action, action


@action("commitment.show")
class ShowCommitment(Action):
    """Look at one commitment; without an id, at the one picked beside it."""

    commitment: int | None = None


@action("commitment.tick")
class Tick(Action):
    """Say what became of a commitment."""

    commitment: int
    kept: Kept


@action("commitment.move")
class OpenMove(Action):
    """Find another time for a commitment."""

    commitment: int


@action("commitment.shift")
class Shift(Action):
    """Put a commitment off by whole days, to the same time of day."""

    commitment: int
    days: int


@action("commitment.other_time")
class OpenOtherTime(Action):
    """Name another day and time for a commitment."""

    commitment: int


@action("commitment.keep_time")
class KeepTime(Action):
    """Keep another day and time for a commitment."""

    commitment: int
