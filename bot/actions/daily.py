"""A practice question every day, for those who want it."""

from bot.ui.action import Action, action


@action("daily.open")
class OpenDaily(Action):
    """Choose the time at which a question comes."""


@action("daily.keep")
class KeepDaily(Action):
    """Keep that time."""


@action("daily.stop")
class StopDaily(Action):
    """Let no more come by themselves."""
