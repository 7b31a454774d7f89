"""Asking the community to look at a paper, and saying that one can."""

from bot.domain.material import Material
from bot.ui.action import Action, action


@action("review.open")
class OpenReview(Action):
    """Ask for a review, or see how the one that was asked for stands."""

    material: Material


@action("review.tone")
class ChangeReviewTone(Action):
    """Read the same request in the next tone."""

    request: int


@action("review.offer")
class OfferReview(Action):
    """Say that one can look at it; only who asked is told."""

    request: int


@action("review.close")
class CloseReview(Action):
    """Say that no more reviews are needed."""

    request: int


@action("review.reopen")
class ReopenReview(Action):
    """Ask again after all."""

    request: int
