"""A break from everything the bot does."""

from bot.ui.action import Action, action


@action("rest.open")
class OpenBreak(Action):
    """Choose how long to take off; a day that was named is taken at its word."""


@action("rest.take")
class TakeBreak(Action):
    """Take so many days off, this one included."""

    days: int


@action("rest.choose")
class ChooseDay(Action):
    """Name the day to be back."""


@action("rest.keep")
class KeepBreak(Action):
    """Take a break until the day named."""


@action("rest.line")
class SetReturnLine(Action):
    """Have a line on the morning after the break, or none."""

    wanted: bool


@action("rest.end")
class EndBreak(Action):
    """Be back before the break is over."""
