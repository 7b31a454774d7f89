"""An anchor: what a reminder stands on, where a custom of ours, not the person, set its time."""

from datetime import datetime
from typing import assert_never

from bot.domain import feedback, plan, rejection, silence
from bot.domain.application import Application
from bot.domain.feedback import FeedbackRequest
from bot.domain.nudge import Nudge, NudgeKind
from bot.domain.plan import Plan
from bot.domain.quiet import QuietHours
from bot.domain.reflection import Reflection
from bot.domain.rejection import No

Anchor = Application | No | Reflection | FeedbackRequest | Plan

ABOUT_APPLICATIONS = frozenset(
    {
        NudgeKind.APPLICATION,
        NudgeKind.GHOSTED,
        NudgeKind.INTERVIEW_EVE,
        NudgeKind.INTERVIEW_AFTER,
    }
)


def time_of(nudge: Nudge, anchor: Anchor, zone: str, quiet: QuietHours) -> datetime | None:
    """Find when custom has a reminder come, by clocks in `zone`, be that past or to come."""
    match anchor:
        case Application():
            return silence.customary(anchor, zone).get(nudge.kind)
        case No(at=at):
            return rejection.next_morning(at, zone, quiet)
        case Reflection():
            # It comes the morning after it was promised, which may be days after it was begun.
            return rejection.next_morning(nudge.created_at, zone, quiet)
        case FeedbackRequest(sent_at=sent):
            return None if sent is None else feedback.ask_again_at(sent, zone, quiet)
        case Plan():
            return plan.look_back_at(anchor, zone)
        case _:
            assert_never(anchor)
