"""The slash commands: each one's name, what it says of itself, and the action it means."""

from dataclasses import dataclass

from bot.actions.application import OpenApply, ShowApplications
from bot.actions.care import HelpNow
from bot.actions.checkin import OpenCheckIn
from bot.actions.circle import ShowCircles
from bot.actions.feedback import OpenFeedback
from bot.actions.goal import OpenGoal
from bot.actions.help import ShowAbout, ShowHelp, Undo
from bot.actions.home import OpenHome
from bot.actions.nudge import ShowNudges
from bot.actions.plan import OpenPlan
from bot.actions.privacy import OpenPrivacy
from bot.actions.reflection import OpenReflection
from bot.actions.rejection import OpenNo
from bot.actions.rest import OpenBreak
from bot.actions.settings import OpenSettings
from bot.texts import Summary, Texts
from bot.ui.action import Action


@dataclass(frozen=True, slots=True)
class Command:
    """One command, ready to be shown by a platform; `action` is packed and opaque to it."""

    name: str
    summary: str
    action: str


_COMMANDS: tuple[tuple[str, Summary, Action], ...] = (
    ("rejected", Summary("command.rejected"), OpenNo()),
    ("reflect", Summary("command.reflect"), OpenReflection()),
    ("feedback", Summary("command.feedback"), OpenFeedback()),
    ("plan", Summary("command.plan"), OpenPlan()),
    ("goal", Summary("command.goal"), OpenGoal()),
    ("apply", Summary("command.apply"), OpenApply()),
    ("applications", Summary("command.applications"), ShowApplications()),
    ("circle", Summary("command.circle"), ShowCircles()),
    ("checkin", Summary("command.checkin"), OpenCheckIn()),
    ("nudges", Summary("command.nudges"), ShowNudges()),
    ("break", Summary("command.break"), OpenBreak()),
    ("home", Summary("command.home"), OpenHome()),
    ("settings", Summary("command.settings"), OpenSettings()),
    ("undo", Summary("command.undo"), Undo()),
    ("privacy", Summary("command.privacy"), OpenPrivacy()),
    ("help", Summary("command.help"), ShowHelp()),
    ("about", Summary("command.about"), ShowAbout()),
    ("helpnow", Summary("command.helpnow"), HelpNow()),
)


def table(t: Texts) -> tuple[Command, ...]:
    """Return all commands in the order in which they are offered."""
    return tuple(Command(name, t(summary), act.pack()) for name, summary, act in _COMMANDS)
