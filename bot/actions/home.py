"""The person's own page."""

from bot.ui.action import Action, action


@action("home.open")
class OpenHome(Action):
    """See where things stand."""


@action("home.snooze")
class SnoozeNext(Action):
    """Put off the reminder that comes next, from the page that names it."""

    nudge: int
