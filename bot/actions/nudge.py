"""Reminders: seen, set, moved, slowed down and stopped, each in one tap."""

from bot.ui.action import Action, action


@action("nudge.show")
class ShowNudges(Action):
    """See what is promised, when it comes next, and why the last one stayed away."""

    page: int = 0


@action("nudge.look")
class LookAtNudge(Action):
    """See one promised nudge; the menu says which, where `nudge` is 0."""

    nudge: int = 0


@action("nudge.set")
class SetNudge(Action):
    """Be reminded of something in one's own words, at a time of one's own."""


@action("nudge.keep")
class KeepNudge(Action):
    """Keep a reminder: what about, on which days, at what time."""


@action("nudge.retime")
class RetimeNudge(Action):
    """Choose another time for a nudge."""

    nudge: int


@action("nudge.keep_time")
class KeepTime(Action):
    """Keep the other time."""

    nudge: int


@action("nudge.snooze")
class SnoozeNudge(Action):
    """Have a nudge come again: in an hour, tonight, tomorrow, or on a date."""

    nudge: int


@action("nudge.snooze_date")
class KeepSnooze(Action):
    """Have a nudge come again on a certain day."""

    nudge: int


@action("nudge.less")
class LessOften(Action):
    """Get this, or things like it, half as often."""

    nudge: int


@action("nudge.stop")
class StopNudge(Action):
    """Get this no more: a recurring one ends, of others the whole kind."""

    nudge: int


@action("nudge.start")
class StartKind(Action):
    """Get a stopped kind again; the menu says which."""


@action("nudge.stop_all")
class StopAll(Action):
    """Get no nudges at all."""


@action("nudge.often")
class SetOften(Action):
    """Choose how many unprompted nudges come; the menu says it."""


@action("nudge.quiet")
class OpenQuiet(Action):
    """Choose the hours in which nothing comes."""


@action("nudge.keep_quiet")
class KeepQuiet(Action):
    """Keep the quiet hours."""


@action("nudge.done")
class CloseNudge(Action):
    """Say that what one was reminded of is done."""

    nudge: int


@action("nudge.go_on")
class GoOn(Action):
    """Say that nudges are still wanted."""
