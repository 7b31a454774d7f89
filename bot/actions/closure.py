"""Rooms that cannot be posted in, seen from whoever can mend them."""

from bot.ui.action import Action, action


@action("closure.again")
class TryAgain(Action):
    """Post in a room again that has been mended."""

    closure: int
