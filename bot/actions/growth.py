"""Looking back on a month: own lessons, own numbers, and one tip."""

from bot.ui.action import Action, action


@action("growth.open")
class OpenGrowth(Action):
    """Look back on the last month, or go on with a look back that was begun."""


@action("growth.lessons")
class OpenLessons(Action):
    """Write down what the month taught, for a new look back or one that stands."""

    growth: int | None = None


@action("growth.keep_lessons")
class KeepLessons(Action):
    """Keep what the month taught."""

    growth: int | None = None


@action("growth.tip")
class OpenTip(Action):
    """Leave a tip for somebody who is a week behind."""

    growth: int


@action("growth.keep_tip")
class KeepTip(Action):
    """Keep the tip, and whether others may read it."""

    growth: int


@action("growth.show")
class ShowGrowth(Action):
    """Read one look back again."""

    growth: int


@action("growth.list")
class ListGrowth(Action):
    """Read earlier looks back, the newest first; pages count from 0."""

    page: int = 0


@action("growth.remove")
class RemoveGrowth(Action):
    """Throw a look back away, with its tip."""

    growth: int
