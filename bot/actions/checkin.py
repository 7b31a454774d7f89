"""The weekly check-in: opening it, its two pages, skipping, and its reminders."""

from bot.ui.action import Action, action

ALONE = 0
"""In place of a circle's week, where no circle is asking."""


@action("checkin.open")
class OpenCheckIn(Action):
    """Check in for one circle's week, or alone; without either, wherever it fits."""

    week: int | None = None


@action("checkin.first")
class OpenFirst(Action):
    """Open the first page again."""

    checkin: int


@action("checkin.keep_first")
class KeepFirst(Action):
    """Keep what comes next."""

    checkin: int


@action("checkin.second")
class OpenSecond(Action):
    """Open the second page."""

    checkin: int


@action("checkin.keep_second")
class KeepSecond(Action):
    """Keep what was; the check-in is done."""

    checkin: int


@action("checkin.skip")
class SkipWeek(Action):
    """Pass over this week."""

    week: int = ALONE


@action("checkin.undo")
class UndoCheckIn(Action):
    """Take back a change to a check-in, so that its board counts right again."""

    change: int
    week: int = ALONE


@action("checkin.later")
class PutOffPrompt(Action):
    """Hear of this week's check-in again at the time picked."""

    week: int


@action("checkin.weekly_form")
class OpenWeekly(Action):
    """Choose when to be reminded each week."""


@action("checkin.weekly")
class KeepWeekly(Action):
    """Keep the weekly reminder."""
