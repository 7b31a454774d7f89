"""Reports: a message shown to the community's moderators, and what they do about it."""

from bot.ui.action import Action, action


@action("report.message")
class ReportMessage(Action):
    """Report the message whose menu this was called from."""


@action("report.take")
class TakeReport(Action):
    """Say, as a moderator, that one looks at it."""

    report: int


@action("report.close")
class CloseReport(Action):
    """Say, as a moderator, that it is done."""

    report: int
