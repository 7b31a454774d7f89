"""Finding one's way: help, what this is, and taking back."""

from bot.ui.action import Action, action


@action("help.show")
class ShowHelp(Action):
    """See what can be asked of the bot."""


@action("help.about")
class ShowAbout(Action):
    """See what the bot is, and what it is not."""


@action("undo")
class Undo(Action):
    """Take back one change; 0 takes back the latest."""

    change: int = 0
