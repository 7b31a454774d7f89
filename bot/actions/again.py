"""Sending again what a form could not keep."""

from bot.ui.action import Action, action


@action("again.send")
class SendAgain(Action):
    """Send a kept draft as the form it was typed into."""

    draft: int
