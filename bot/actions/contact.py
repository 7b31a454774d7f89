"""One contact: an ask, a message to copy, a date, and what came of it."""

from bot.domain.contact import DraftKind
from bot.domain.feedback import FeedbackTone
from bot.ui.action import Action, action


@action("contact.add")
class AddContact(Action):
    """Write down one person."""


@action("contact.change")
class ChangeContact(Action):
    """Choose an ask and a date for somebody, or write them down differently."""

    contact: int


@action("contact.keep")
class KeepContact(Action):
    """Keep one person, new or changed."""

    contact: int | None = None


@action("contact.show")
class ShowContact(Action):
    """See one person."""

    contact: int


@action("contact.draft")
class ShowDraft(Action):
    """Read a message to copy; without a `turn` the wording is the next one for this person."""

    contact: int
    kind: DraftKind
    tone: FeedbackTone = FeedbackTone.WARM
    turn: int | None = None


@action("contact.asked")
class MarkAsked(Action):
    """Say that a message has been sent."""

    contact: int
    kind: DraftKind


@action("contact.reply")
class OpenReply(Action):
    """Tell what came of it."""

    contact: int


@action("contact.keep_reply")
class KeepReply(Action):
    """Keep what came of it."""

    contact: int


@action("contact.not_now")
class MarkNotNow(Action):
    """Leave somebody in peace."""

    contact: int


@action("contact.day")
class OpenDay(Action):
    """Choose another date."""

    contact: int


@action("contact.keep_day")
class KeepDay(Action):
    """Keep another date."""

    contact: int


@action("contact.remove")
class RemoveContact(Action):
    """Take somebody off the list."""

    contact: int
