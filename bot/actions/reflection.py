"""Reflecting without blame: three short writings, then what was in one's hands."""

from bot.ui.action import Action, action


@action("reflection.open")
class OpenReflection(Action):
    """Write about a no, or about anything; one begun before is offered first."""

    no: int | None = None


@action("reflection.begin")
class BeginReflection(Action):
    """Begin a new one, whatever was begun before."""

    no: int | None = None


@action("reflection.on")
class ReflectOn(Action):
    """Begin with a message of one's own, from its menu."""


@action("reflection.write")
class OpenWriting(Action):
    """Open the three writings of a reflection again."""

    reflection: int


@action("reflection.keep_writing")
class KeepWriting(Action):
    """Keep the three writings, of a new reflection or an old one."""

    no: int | None = None
    reflection: int | None = None


@action("reflection.hands")
class OpenHands(Action):
    """Look at what was in one's hands and what was not."""

    reflection: int


@action("reflection.keep_hands")
class KeepHands(Action):
    """Keep what was in one's hands, the strategy and the lesson."""

    reflection: int


@action("reflection.show")
class ShowReflection(Action):
    """Read one reflection again."""

    reflection: int


@action("reflection.list")
class ListReflections(Action):
    """Read earlier reflections, the newest first; pages count from 0."""

    page: int = 0


@action("reflection.remove")
class RemoveReflection(Action):
    """Throw a reflection away."""

    reflection: int
