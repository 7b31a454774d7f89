"""Showing something of one's own to one's circle, or to the community, after a preview."""

from enum import StrEnum

from bot.domain.share import Shared as Shared
from bot.ui.action import Action, action


class To(StrEnum):
    """Whom it is shown to."""

    CIRCLE = "circle"
    COMMUNITY = "community"


@action("share.open")
class OpenShare(Action):
    """Write what others will read, starting from one's own words."""

    what: Shared
    subject: int
    to: To = To.CIRCLE


@action("share.change")
class ChangeShare(Action):
    """Write it differently, shown already or not."""

    share: int


@action("share.keep")
class KeepShare(Action):
    """Keep the words and see them as others will; nobody else sees them yet."""

    what: Shared
    subject: int
    to: To
    share: int = 0


@action("share.pick")
class PickParts(Action):
    """Choose what of a check-in others may see."""

    checkin: int


@action("share.post")
class PostShare(Action):
    """Show it."""

    share: int


@action("share.drop")
class DropShare(Action):
    """Keep it private after all."""

    share: int


@action("share.take_back")
class TakeBackShare(Action):
    """Take away what was shown."""

    share: int


@action("share.mine")
class ShowShares(Action):
    """See what one has shown, newest first."""
