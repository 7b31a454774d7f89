"""A share: words somebody chose to show to others, exactly as they were shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

WORDS = "words"
"""The only part of a share that is one text."""


class Shared(StrEnum):
    """What can be shown to others."""

    NO = "no"
    REFLECTION = "reflection"
    PLAN = "plan"
    CHECKIN = "checkin"
    NEWS = "news"
    REVIEW = "review"
    MOCK = "mock"


@dataclass(frozen=True, slots=True)
class Share:
    """One post in somebody's own words, for a circle or, without one, for the whole community.

    `parts` is what others see since `shown_at`, and `draft` what only the author has previewed:
    texts by name, `words` or the parts of a check-in. `subject` is the id of what it was made
    from, and `week_id` the circle's week that a check-in answers.
    """

    person_id: int
    space_id: int
    what: Shared
    created_at: datetime
    id: int = 0
    circle_id: int | None = None
    week_id: int | None = None
    subject: int = 0
    parts: Mapping[str, str] = field(default_factory=dict)
    draft: Mapping[str, str] = field(default_factory=dict)
    shown_at: datetime | None = None

    @property
    def is_shown(self) -> bool:
        """Tell whether others can see it."""
        return self.shown_at is not None


def shown(share: Share, now: datetime) -> Share:
    """Show what was previewed."""
    return replace(share, parts=share.draft, draft={}, shown_at=share.shown_at or now)
