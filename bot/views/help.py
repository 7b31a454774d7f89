"""How finding one's way looks: help by groups, and what the bot says of itself."""

from dataclasses import dataclass

from bot.actions.application import OpenApply, ShowApplications
from bot.actions.care import HelpNow
from bot.actions.checkin import OpenCheckIn
from bot.actions.circle import ShowCircles
from bot.actions.feedback import OpenFeedback
from bot.actions.goal import OpenGoal
from bot.actions.help import ShowAbout
from bot.actions.home import OpenHome
from bot.actions.nudge import ShowNudges
from bot.actions.plan import OpenPlan
from bot.actions.practice import OpenPractices
from bot.actions.privacy import OpenPrivacy
from bot.actions.progress import ShowProgress
from bot.actions.reflection import OpenReflection
from bot.actions.rejection import OpenNo
from bot.actions.rest import OpenBreak
from bot.actions.settings import OpenSettings
from bot.texts import Label, Line, Texts, Title
from bot.ui.action import Action
from bot.ui.card import Button, Buttons, Card, Divider, Note, Text


@dataclass(frozen=True, slots=True)
class Topic:
    """One group of things that can be done: words for it, what it offers, where it leads."""

    words: tuple[str, ...]
    line: Line
    ways: tuple[tuple[Label, Action], ...]


TITLE = Title("help.title")
WORDS = Line("help.words")
HELP_NOW = Label("help.help_now")
REST = Line("help.rest")
PARTS = Line("help.parts")
ABOUT_TITLE = Title("help.about_title")
ABOUT_WHAT = Line("help.about_what")
ABOUT_WHO_SEES = Line("help.about_who_sees")
ABOUT_WORDS = Line("help.about_words")
ABOUT_LIMITS = Line("help.about_limits")
ABOUT_LEAVE = Line("help.about_leave")
PRIVACY = Label("help.privacy")
HOME = Label("help.home")

_TELLING = 4
"""Letters that a word in a sentence needs to name a group."""

TOPICS = (
    Topic(
        ("no", "rejection", "rejected", "reflect", "feedback"),
        Line("help.no"),
        (
            (Label("help.tell_no"), OpenNo()),
            (Label("help.reflect"), OpenReflection()),
            (Label("help.feedback"), OpenFeedback()),
        ),
    ),
    Topic(
        ("search", "applications", "application", "applying", "progress"),
        Line("help.search"),
        (
            (Label("help.apply"), OpenApply()),
            (Label("help.applications"), ShowApplications()),
            (Label("help.progress"), ShowProgress()),
        ),
    ),
    Topic(
        ("plan", "plans", "planning", "goal", "practice", "practices", "practise"),
        Line("help.plan"),
        (
            (Label("help.open_plan"), OpenPlan()),
            (Label("help.goal"), OpenGoal()),
            (Label("help.practices"), OpenPractices()),
        ),
    ),
    Topic(
        ("circle", "circles", "people", "checkin", "check-in"),
        Line("help.circle"),
        ((Label("help.circles"), ShowCircles()), (Label("help.checkin"), OpenCheckIn())),
    ),
    Topic(
        ("reminders", "reminder", "nudges", "break"),
        Line("help.reminders"),
        ((Label("help.nudges"), ShowNudges()), (Label("help.break"), OpenBreak())),
    ),
    Topic(
        ("you", "me", "settings", "privacy"),
        Line("help.you"),
        (
            (Label("help.settings"), OpenSettings()),
            (Label("help.about"), ShowAbout()),
            (PRIVACY, OpenPrivacy()),
        ),
    ),
)


def topic(text: str) -> Topic | None:
    """Return the group somebody asked for, by a word alone or by a telling one in a sentence."""
    said = {word.strip("?!.,:") for word in text.lower().split()}
    # In "what can you do", "you" asks for nothing of its own.
    wanted = said if len(said) == 1 else {word for word in said if len(word) >= _TELLING}
    return next((each for each in TOPICS if wanted & set(each.words)), None)


def everything(t: Texts) -> Card:
    """Show all groups, a line each, with the few ways in that matter most."""
    lines = tuple(Text(t(each.line)) for each in TOPICS)
    first = tuple(_ways(t, each)[0] for each in TOPICS)
    return Card(
        t(TITLE),
        (
            Text(t(WORDS)),
            Divider(),
            *lines,
            Buttons(first),
            Note(t(PARTS)),
            Note(t(REST)),
            _help_now(t),
        ),
    )


def one(t: Texts, shown: Topic) -> Card:
    """Show one group with all its ways in."""
    return Card(t(TITLE), (Text(t(shown.line)), Buttons(_ways(t, shown)), _help_now(t)))


def about(t: Texts) -> Card:
    """Say what this is, who sees what, and where it ends."""
    said = (ABOUT_WHAT, ABOUT_WHO_SEES, ABOUT_WORDS, ABOUT_LIMITS, ABOUT_LEAVE)
    ways = Buttons((Button(t(HOME), OpenHome()), Button(t(PRIVACY), OpenPrivacy())))
    return Card(t(ABOUT_TITLE), (*(Text(t(line)) for line in said), ways, _help_now(t)))


def _ways(t: Texts, shown: Topic) -> tuple[Button, ...]:
    return tuple(Button(t(label), act) for label, act in shown.ways)


def _help_now(t: Texts) -> Buttons:
    return Buttons((Button(t(HELP_NOW), HelpNow()),))
