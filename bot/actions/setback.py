"""Setbacks likely in an interview, and a response to each; without an application for any."""

from bot.ui.action import Action, action


@action("setback.prepare")
class PrepareInterview(Action):
    """See the setbacks of one interview: of the application named or picked, else the next."""

    application: int | None = None


@action("setback.any")
class PrepareAny(Action):
    """See the setbacks that belong to no interview in particular."""


@action("setback.take")
class TakeLikely(Action):
    """Begin with a likely setback, picked beside it."""

    application: int | None = None


@action("setback.write")
class OpenSetback(Action):
    """Write a setback and a response, new or differently."""

    application: int | None = None
    setback: int | None = None


@action("setback.keep")
class KeepSetback(Action):
    """Keep a setback, new or changed."""

    application: int | None = None
    setback: int | None = None


@action("setback.show")
class ShowSetback(Action):
    """See one, picked from a list."""

    setback: int | None = None


@action("setback.rehearse")
class RehearseSetback(Action):
    """Say one back."""

    setback: int


@action("setback.rehearsed")
class KeepRehearsal(Action):
    """Hear how it went to say it back."""

    setback: int


@action("setback.remove")
class RemoveSetback(Action):
    """Take one away."""

    setback: int
