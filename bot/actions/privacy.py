"""What is kept about a person, given back or forgotten."""

from bot.ui.action import Action, action


@action("privacy.open")
class OpenPrivacy(Action):
    """See what is kept, and why."""


@action("privacy.export")
class ExportData(Action):
    """Have everything given back in one file."""


@action("privacy.erase")
class EraseData(Action):
    """Have everything forgotten, at once."""
