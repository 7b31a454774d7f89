"""The person's own page."""

from bot.ui.action import Action, action


@action("home.open")
class OpenHome(Action):
    """See where things stand."""
