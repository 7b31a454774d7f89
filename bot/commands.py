"""The slash commands: each one's name, what it says of itself, and the action it means."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.actions.application import OpenApply, ShowApplications
from bot.actions.care import HelpNow
from bot.actions.checkin import OpenCheckIn
from bot.actions.circle import ShowCircles
from bot.actions.feedback import OpenFeedback
from bot.actions.goal import OpenGoal
from bot.actions.growth import OpenGrowth
from bot.actions.help import ShowAbout, ShowHelp, Undo
from bot.actions.home import OpenHome
from bot.actions.learning import OpenLearning
from bot.actions.materials import OpenMaterials
from bot.actions.network import OpenNetwork
from bot.actions.nudge import ShowNudges
from bot.actions.paths import OpenPaths
from bot.actions.plan import OpenPlan
from bot.actions.practice import OpenPractices
from bot.actions.privacy import OpenPrivacy
from bot.actions.progress import ShowProgress
from bot.actions.reflection import OpenReflection, ReflectOn
from bot.actions.rehearsal import OpenRehearsal
from bot.actions.rejection import OpenNo
from bot.actions.report import ReportMessage
from bot.actions.rest import OpenBreak
from bot.actions.settings import OpenSettings, OpenZone
from bot.actions.setup import OpenSetup
from bot.domain import atlas
from bot.texts import Hint, Label, Summary, Texts
from bot.ui.action import Action
from bot.ui.card import Choice


class Where(StrEnum):
    """Where a command is offered."""

    ANYWHERE = "anywhere"
    COMMUNITY = "community"


class Kind(StrEnum):
    """How a command is called: by its name, or from the menu of a message."""

    WORD = "word"
    MESSAGE = "message"


Suggest = Callable[[str], tuple[Choice, ...]]
"""Completes what is being written behind a command: at most 25 choices, at once, without I/O."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command, ready to be shown by a platform; `action` is packed and opaque to it.

    `asks` names what may be written behind it, `hint` tells what that is; both empty for nothing.
    One from the menu of a message is called by its words, and has no summary.
    """

    name: str
    summary: str
    action: str
    kind: Kind = Kind.WORD
    where: Where = Where.ANYWHERE
    for_admins: bool = False
    asks: str = ""
    hint: str = ""
    suggest: Suggest | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    """A command called by its name; `asks` and `hint` where words may follow it."""

    name: str
    summary: Summary
    action: Action
    asks: Label | None = None
    hint: Hint | None = None
    where: Where = Where.ANYWHERE
    for_admins: bool = False
    suggest: Suggest | None = None


@dataclass(frozen=True, slots=True)
class _OnMessage:
    """A command called from the menu of a message."""

    name: Label
    action: Action
    where: Where = Where.ANYWHERE


def _zones(typed: str) -> tuple[Choice, ...]:
    return tuple(Choice(found.zone, found.label) for found in atlas.suggest(typed))


_COMMANDS: tuple[_Word | _OnMessage, ...] = (
    _Word(
        "rejected",
        Summary("command.rejected"),
        OpenNo(),
        Label("command.asks.rejected"),
        Hint("command.hint.rejected"),
    ),
    _Word(
        "reflect",
        Summary("command.reflect"),
        OpenReflection(),
        Label("command.asks.reflect"),
        Hint("command.hint.reflect"),
    ),
    _Word(
        "feedback",
        Summary("command.feedback"),
        OpenFeedback(),
        Label("command.asks.feedback"),
        Hint("command.hint.feedback"),
    ),
    _Word(
        "network",
        Summary("command.network"),
        OpenNetwork(),
        Label("command.asks.network"),
        Hint("command.hint.network"),
    ),
    _Word(
        "materials",
        Summary("command.materials"),
        OpenMaterials(),
        Label("command.asks.materials"),
        Hint("command.hint.materials"),
    ),
    _Word(
        "plan",
        Summary("command.plan"),
        OpenPlan(),
        Label("command.asks.plan"),
        Hint("command.hint.plan"),
    ),
    _Word(
        "goal",
        Summary("command.goal"),
        OpenGoal(),
        Label("command.asks.goal"),
        Hint("command.hint.goal"),
    ),
    _Word(
        "paths",
        Summary("command.paths"),
        OpenPaths(),
        Label("command.asks.paths"),
        Hint("command.hint.paths"),
    ),
    _Word("grow", Summary("command.grow"), OpenGrowth()),
    _Word("practices", Summary("command.practices"), OpenPractices()),
    _Word(
        "interview",
        Summary("command.interview"),
        OpenRehearsal(),
        Label("command.asks.interview"),
        Hint("command.hint.interview"),
    ),
    _Word(
        "learn",
        Summary("command.learn"),
        OpenLearning(),
        Label("command.asks.learn"),
        Hint("command.hint.learn"),
    ),
    _Word(
        "apply",
        Summary("command.apply"),
        OpenApply(),
        Label("command.asks.apply"),
        Hint("command.hint.apply"),
    ),
    _Word("applications", Summary("command.applications"), ShowApplications()),
    _Word("progress", Summary("command.progress"), ShowProgress()),
    _Word("circle", Summary("command.circle"), ShowCircles(), where=Where.COMMUNITY),
    _Word("checkin", Summary("command.checkin"), OpenCheckIn()),
    _Word(
        "nudges",
        Summary("command.nudges"),
        ShowNudges(),
        Label("command.asks.nudges"),
        Hint("command.hint.nudges"),
    ),
    _Word(
        "break",
        Summary("command.break"),
        OpenBreak(),
        Label("command.asks.break"),
        Hint("command.hint.break"),
    ),
    _Word("home", Summary("command.home"), OpenHome()),
    _Word("settings", Summary("command.settings"), OpenSettings()),
    _Word(
        "zone",
        Summary("command.zone"),
        OpenZone(),
        Label("command.asks.zone"),
        Hint("command.hint.zone"),
        suggest=_zones,
    ),
    _Word(
        "setup",
        Summary("command.setup"),
        OpenSetup(),
        where=Where.COMMUNITY,
        for_admins=True,
    ),
    _Word("undo", Summary("command.undo"), Undo()),
    _Word("privacy", Summary("command.privacy"), OpenPrivacy()),
    _Word(
        "help",
        Summary("command.help"),
        ShowHelp(),
        Label("command.asks.help"),
        Hint("command.hint.help"),
    ),
    _Word("about", Summary("command.about"), ShowAbout()),
    _Word("helpnow", Summary("command.helpnow"), HelpNow()),
    _OnMessage(Label("command.menu.reflect"), ReflectOn()),
    _OnMessage(Label("command.menu.report"), ReportMessage(), Where.COMMUNITY),
)


NAMES = frozenset(each.name for each in _COMMANDS if isinstance(each, _Word))
"""What people call them by: where texts say `/name`, a platform may have to say more."""


def table(t: Texts) -> tuple[Command, ...]:
    """Return all commands in the order in which they are offered."""
    return tuple(_ready(t, each) for each in _COMMANDS)


def _ready(t: Texts, each: _Word | _OnMessage) -> Command:
    packed = each.action.pack()
    if isinstance(each, _OnMessage):
        return Command(t(each.name), "", packed, Kind.MESSAGE, each.where)
    return Command(
        each.name,
        t(each.summary),
        packed,
        where=each.where,
        for_admins=each.for_admins,
        asks=t(each.asks) if each.asks else "",
        hint=t(each.hint) if each.hint else "",
        suggest=each.suggest,
    )
