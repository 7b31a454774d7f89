"""What people do about letters that do not reach them, each with the account it is about."""

from bot.ui.action import Action, action


@action("reach.again")
class TryAgain(Action):
    """Be written to directly again."""


@action("reach.place")
class UsePlace(Action):
    """Be written to in a place of one's own, in the channel where this is pressed."""


@action("reach.wait")
class LetWait(Action):
    """Leave it as it is: letters wait."""
