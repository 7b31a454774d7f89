"""Keeping track of applications: telling of them, moving them on, and what happens in between."""

from datetime import date
from enum import StrEnum

from bot.domain import recurrence
from bot.domain.application import Stage, Status, Went
from bot.domain.pipeline import Filter
from bot.ui.action import Action, action


class News(StrEnum):
    """What somebody told us in plain words about an application that is still to be found."""

    GHOSTED = "ghosted"
    OFFER = "offer"
    ACCEPTED = "accepted"
    INTERVIEW = "interview"
    WENT = "went"


@action("application.open")
class OpenApply(Action):
    """Tell of an application, from words or from nothing; the status is filled in where given."""

    status: Status | None = None


@action("application.keep")
class KeepApplication(Action):
    """Keep the application that was told of."""


@action("application.same")
class KeepSame(Action):
    """Say that what was told is the application kept before: what is new goes there."""

    application: int


@action("application.second")
class KeepSecond(Action):
    """Say that what was told is another application, beside the one kept before."""

    application: int


@action("application.list")
class ShowApplications(Action):
    """See applications by status; pages count from 0, and a menu may pick another filter."""

    filter: Filter = Filter.OPEN
    page: int = 0


@action("application.show")
class ShowApplication(Action):
    """Look at one application; 0 stands for the one picked from a menu."""

    application: int = 0


@action("application.edit")
class EditApplication(Action):
    """Change the facts of an application."""

    application: int


@action("application.keep_edit")
class KeepEdit(Action):
    """Keep the changed facts."""

    application: int


@action("application.move")
class MoveApplication(Action):
    """Say where an application stands now; without a status, the one picked from a menu."""

    application: int
    status: Status | None = None


@action("application.ghosted")
class MarkGhosted(Action):
    """Close an application that was never answered; the stage is how far it had got, if told."""

    application: int
    stage: Stage | None = None


@action("application.followed_up")
class MarkFollowedUp(Action):
    """Say that one asked them how it stands."""

    application: int


@action("application.wait")
class KeepWaiting(Action):
    """Say that one still waits for an answer."""

    application: int


@action("application.remove")
class RemoveApplication(Action):
    """Take an application away."""

    application: int


@action("interview.open")
class OpenInterview(Action):
    """Say when an interview is; with the day and minute of day already told, where they were."""

    application: int
    day: date | None = None
    minute: int | None = None

    def __post_init__(self) -> None:
        Action.__post_init__(self)
        _check(self.minute)


@action("interview.keep")
class KeepInterview(Action):
    """Keep when an interview is."""

    application: int


@action("interview.remind")
class RemindInterview(Action):
    """Be reminded on the evening before, and asked on the morning after."""

    application: int


@action("interview.went")
class TellWent(Action):
    """Say how an interview went."""

    application: int
    went: Went


@action("news.offer")
class TellOffer(Action):
    """Tell of an offer, in words."""


@action("news.accepted")
class TellAccepted(Action):
    """Tell that one said yes to an offer, in words."""


@action("news.ghosted")
class TellGhosted(Action):
    """Tell that nobody ever answered, in words."""


@action("news.interview")
class TellInterview(Action):
    """Tell of an interview to come, in words."""


@action("news.new_interview")
class OpenNewInterview(Action):
    """Say who invites to an interview, and when; what was told already is filled in."""

    day: date | None = None
    minute: int | None = None

    def __post_init__(self) -> None:
        Action.__post_init__(self)
        _check(self.minute)


@action("news.keep_interview")
class KeepNewInterview(Action):
    """Keep an interview to come whose application was named with it."""


@action("news.went")
class TellInterviewDone(Action):
    """Tell that an interview is over, in words."""


@action("news.choose")
class ChooseApplication(Action):
    """Pick from a menu which application some news is about; the rest is what was told."""

    news: News
    day: date | None = None
    minute: int | None = None
    stage: Stage | None = None

    def __post_init__(self) -> None:
        Action.__post_init__(self)
        _check(self.minute)


def _check(minute: int | None) -> None:
    if minute is not None:
        recurrence.check_minute(minute)
