"""Other paths: what one can do, three roles next door, and one conversation about them."""

from bot.domain.paths import Verdict
from bot.ui.action import Action, action


@action("paths.open")
class OpenPaths(Action):
    """Go on with a look at other paths, or see what one is; words behind it name a role."""


@action("paths.skills")
class OpenSkills(Action):
    """Write down what one can do, for a new look or one that stands."""

    paths: int | None = None


@action("paths.keep_skills")
class KeepSkills(Action):
    """Keep what one can do."""

    paths: int | None = None


@action("paths.ideas")
class ShowIdeas(Action):
    """See kinds of work that use what one can do; pages count from 0."""

    paths: int
    page: int = 0


@action("paths.take")
class TakeIdea(Action):
    """Begin a role from an idea, by the key of its family."""

    paths: int
    family: str


@action("paths.roles")
class OpenRoles(Action):
    """Write down the roles next door."""

    paths: int


@action("paths.keep_roles")
class KeepRoles(Action):
    """Keep the roles next door."""

    paths: int


@action("paths.talk")
class OpenTalk(Action):
    """Choose whom to talk with, and when."""

    paths: int


@action("paths.keep_talk")
class KeepTalk(Action):
    """Keep whom to talk with, and when."""

    paths: int


@action("paths.answer")
class AnswerPaths(Action):
    """Say, two weeks later, what becomes of the paths."""

    paths: int
    verdict: Verdict


@action("paths.show")
class ShowPaths(Action):
    """Read one look at other paths again."""

    paths: int


@action("paths.list")
class ListPaths(Action):
    """Read earlier looks, the newest first; pages count from 0."""

    page: int = 0


@action("paths.remove")
class RemovePaths(Action):
    """Throw a look away, with the conversation it led to."""

    paths: int
