"""The practices, all in one place."""

from bot.ui.action import Action, action


@action("practice.list")
class OpenPractices(Action):
    """See all practices: the one recommended now and why, and where something is unfinished."""
