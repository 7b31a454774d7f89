"""A mock interview: all that two people need for one."""

from bot.ui.action import Action, action


@action("mock.open")
class OpenMock(Action):
    """See a kit: the one of that number, or one not seen before."""

    number: int | None = None
