"""Learning what is missing: the list of gaps, the one in work, and its weekly hour."""

from bot.ui.action import Action, action


@action("learning.open")
class OpenLearning(Action):
    """See the gap in work, or the list; words behind the command begin a gap."""


@action("learning.list")
class ListGaps(Action):
    """See the list, in place of what was pressed."""


@action("learning.pick")
class OpenGaps(Action):
    """Choose from what reflections and feedback brought up, or name a gap."""


@action("learning.keep_gaps")
class KeepGaps(Action):
    """Put what was ticked or named on the list."""


@action("learning.show")
class ShowGap(Action):
    """See one gap: the one named, or the one picked."""

    learning: int | None = None


@action("learning.edit")
class EditGap(Action):
    """Say a gap differently."""

    learning: int


@action("learning.keep_edit")
class KeepGap(Action):
    """Keep a gap said differently."""

    learning: int


@action("learning.remove")
class RemoveGap(Action):
    """Take a gap away."""

    learning: int


@action("learning.start")
class OpenStudy(Action):
    """Take a gap into work, or change what is set for it."""

    learning: int


@action("learning.keep")
class KeepStudy(Action):
    """Keep the resource and the weekly hour of a gap, which is then in work."""

    learning: int


@action("learning.did")
class DidHour(Action):
    """Say that an hour was put in this week."""

    learning: int


@action("learning.not_now")
class NotThisWeek(Action):
    """Let this week be without it."""

    learning: int


@action("learning.done")
class FinishGap(Action):
    """Be done with a gap."""

    learning: int


@action("learning.back")
class PutBack(Action):
    """Put the gap in work back on the list."""

    learning: int
