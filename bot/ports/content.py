"""The content that is more than sentences: loaded from config once, checked, and frozen."""

from dataclasses import dataclass

from bot.domain.care import HelpLines
from bot.domain.checkin import CheckInContent
from bot.domain.contact import NetworkContent
from bot.domain.material import MaterialsContent
from bot.domain.nudge import NudgeWordings
from bot.domain.paths import PathsContent
from bot.domain.rehearsal import RehearsalContent


@dataclass(frozen=True, slots=True)
class Content:
    """Everything handlers may draw on, by noun."""

    helplines: HelpLines
    checkins: CheckInContent
    nudges: NudgeWordings
    network: NetworkContent
    materials: MaterialsContent
    paths: PathsContent
    rehearsal: RehearsalContent
