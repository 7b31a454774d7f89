"""Asking for feedback: a message to copy, and what comes of it."""

from bot.ui.action import Action, action


@action("feedback.open")
class OpenFeedback(Action):
    """Ask a company for feedback; those still waiting for an answer are shown first."""


@action("feedback.begin")
class BeginFeedback(Action):
    """Write a new request, about a no where one is named."""

    no: int | None = None


@action("feedback.change")
class ChangeFeedback(Action):
    """Write a request differently."""

    request: int


@action("feedback.keep")
class KeepFeedback(Action):
    """Keep a request, new or changed."""

    no: int | None = None
    request: int | None = None


@action("feedback.tone")
class ChangeTone(Action):
    """Hear the same request in the next tone."""

    request: int


@action("feedback.sent")
class MarkSent(Action):
    """Say that the message has been sent."""

    request: int


@action("feedback.answer")
class OpenAnswer(Action):
    """Tell what they answered."""

    request: int


@action("feedback.keep_answer")
class KeepAnswer(Action):
    """Keep their answer and what it was about."""

    request: int


@action("feedback.silence")
class MarkUnanswered(Action):
    """Say that no answer came."""

    request: int
