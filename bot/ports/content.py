"""The content that is more than sentences: loaded from config once, checked, and frozen."""

from dataclasses import dataclass

from bot.domain.care import HelpLines
from bot.domain.checkin import CheckInContent
from bot.domain.nudge import NudgeWordings


@dataclass(frozen=True, slots=True)
class Content:
    """Everything handlers may draw on, by noun."""

    helplines: HelpLines
    checkins: CheckInContent
    nudges: NudgeWordings
