"""A review: somebody asks their community to look at a paper, and others say that they can."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.feedback import FeedbackTone
from bot.domain.material import Material

MOST_NAMED = 5
"""Of those who can look, as many are named on a card."""


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """A request; whether others see it is its share's to say."""

    person_id: int
    material: Material
    created_at: datetime
    id: int = 0
    tone: FeedbackTone = FeedbackTone.WARM
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReviewOffer:
    """Somebody who can look at what a request is about."""

    request_id: int
    person_id: int
    at: datetime
    id: int = 0


def current(requests: Iterable[ReviewRequest], material: Material) -> ReviewRequest | None:
    """Find the newest request about a material that has not been closed."""
    standing = (e for e in requests if e.material is material and e.closed_at is None)
    return max(standing, key=lambda each: each.id, default=None)


def closed(request: ReviewRequest, now: datetime) -> ReviewRequest:
    """End a request; the first end counts."""
    return request if request.closed_at else replace(request, closed_at=now)


def reopened(request: ReviewRequest) -> ReviewRequest:
    """Let a request stand again."""
    return replace(request, closed_at=None)
