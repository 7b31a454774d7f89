"""Finding people and help lines, and answering when the bot asks about safety."""

from enum import StrEnum

from bot.ui.action import Action, action


class Answer(StrEnum):
    """What somebody may say to a question about their safety."""

    DYING = "dying"
    UNSURE = "unsure"
    SAFE = "safe"
    BAD_DAY = "bad_day"
    RATHER_NOT = "rather_not"
    TAKEN_BACK = "taken_back"


class Barrier(StrEnum):
    """What may hold somebody back from reaching out."""

    TALK = "talk"
    POLICE = "police"
    NO_PHONE = "no_phone"
    NO_USE = "no_use"
    MODERATOR = "moderator"


@action("care.help_now")
class HelpNow(Action):
    """Get help lines and people, at once."""


@action("care.answer")
class AnswerCare(Action):
    """Answer a question about safety."""

    answer: Answer


@action("care.barrier")
class NameBarrier(Action):
    """Say what makes it hard to reach out."""

    barrier: Barrier


@action("care.resume")
class ResumeNudges(Action):
    """Let the reminders run again that had been paused out of care."""
