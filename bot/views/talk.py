"""How the bot talks: small answers in words, and honest ones when it did not understand."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

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
from bot.actions.nudge import SetNudge, ShowNudges
from bot.actions.paths import OpenPaths
from bot.actions.plan import OpenPlan
from bot.actions.privacy import OpenPrivacy
from bot.actions.progress import ShowProgress
from bot.actions.reflection import OpenReflection
from bot.actions.rehearsal import OpenRehearsal
from bot.actions.rejection import OpenNo
from bot.actions.rest import OpenBreak
from bot.actions.settings import OpenSettings
from bot.texts import Label, Line, Texts, Title
from bot.ui import limits
from bot.ui.action import Action
from bot.ui.card import Block, Button, Buttons, Card, Divider, Menu, Note, Row, Text, Tone
from bot.ui.form import Form
from bot.understanding.intents import NEWS, Intent
from bot.views.excerpt import first_line

LIKELY = 3
"""How many choices are offered where nothing was understood."""

LONGEST_NAME = 80

GREETING_TITLE = Title("talk.greeting_title")
GREETING = Line("talk.greeting")
THANKS_TITLE = Title("talk.thanks_title")
THANKS = Line("talk.thanks")
GOOD_TITLE = Title("talk.good_title")
GOOD = Line("talk.good")
LOW_TITLE = Title("talk.low_title")
LOW = Line("talk.low")
UNKNOWN_TITLE = Title("talk.unknown_title")
UNKNOWN = Line("talk.unknown")
NOT_YET_TITLE = Title("talk.not_yet_title")
SEVERAL_TITLE = Title("talk.several_title")
SEVERAL = Line("talk.several")
MORE = Line("talk.more")
ONLY_YOU = Line("talk.only_you")
REST_KEPT = Line("talk.rest_kept")
NEWS_OF = Line("talk.news_of", "news", "company")
NEWS_LINES = {intent: Line(f"talk.news.{intent}") for intent in sorted(NEWS)}

TELL_NO = Label("talk.tell_no")
APPLY = Label("talk.apply")
WRITE = Label("talk.write")
ASK_FEEDBACK = Label("talk.ask_feedback")
REST = Label("talk.rest")
HELP_NOW = Label("talk.help_now")
NETWORK = Label("talk.network")
MATERIALS = Label("talk.materials")
PLAN = Label("talk.plan")
GOAL = Label("talk.goal")
PATHS = Label("talk.paths")
GROW = Label("talk.grow")
HOME = Label("talk.home")
PRACTISE = Label("talk.practise")
LEARN = Label("talk.learn")
HELP = Label("talk.help")
ABOUT = Label("talk.about")
CHECK_IN = Label("talk.check_in")
CIRCLES = Label("talk.circles")
APPLICATIONS = Label("talk.applications")
PROGRESS = Label("talk.progress")
REMIND = Label("talk.remind")
REMINDERS = Label("talk.reminders")
PRIVACY = Label("talk.privacy")
ZONE = Label("talk.zone")
UNDO = Label("talk.undo")

NOT_YET = {
    Intent.SUPPORT: Line("talk.not_yet.support"),
    Intent.BUDDY: Line("talk.not_yet.buddy"),
    Intent.TIP: Line("talk.not_yet.tip"),
}
"""What has no page of its own, with what can be done about it today."""

_NEAREST: dict[Intent, tuple[tuple[Label, Action], ...]] = {
    Intent.SUPPORT: ((CIRCLES, ShowCircles()), (HELP_NOW, HelpNow())),
    Intent.BUDDY: ((CIRCLES, ShowCircles()),),
    Intent.TIP: ((CHECK_IN, OpenCheckIn()),),
}
_PLANNING: tuple[tuple[Label, Action], ...] = ((PLAN, OpenPlan()),)

_TO_APPLICATIONS = (APPLICATIONS, ShowApplications())

OFFERS: Mapping[Intent, tuple[Label, Action]] = {
    Intent.REJECTED: (TELL_NO, OpenNo()),
    Intent.APPLIED: (APPLY, OpenApply()),
    Intent.GHOSTED: _TO_APPLICATIONS,
    Intent.OFFER: _TO_APPLICATIONS,
    Intent.LANDED: _TO_APPLICATIONS,
    Intent.INTERVIEW_COMING: _TO_APPLICATIONS,
    Intent.INTERVIEW_DONE: _TO_APPLICATIONS,
    Intent.APPLICATIONS: _TO_APPLICATIONS,
    Intent.PROGRESS: (PROGRESS, ShowProgress()),
    Intent.NETWORK: (NETWORK, OpenNetwork()),
    Intent.MATERIALS: (MATERIALS, OpenMaterials()),
    Intent.PLAN: (PLAN, OpenPlan()),
    Intent.GOAL: (GOAL, OpenGoal()),
    Intent.INTERVIEW_PRACTICE: (PRACTISE, OpenRehearsal()),
    Intent.LEARN: (LEARN, OpenLearning()),
    Intent.OTHER_PATHS: (PATHS, OpenPaths()),
    Intent.GROW: (GROW, OpenGrowth()),
    Intent.CHECK_IN: (CHECK_IN, OpenCheckIn()),
    Intent.CIRCLE: (CIRCLES, ShowCircles()),
    Intent.REFLECT: (WRITE, OpenReflection()),
    Intent.FEELING_LOW: (WRITE, OpenReflection()),
    Intent.ASK_FEEDBACK: (ASK_FEEDBACK, OpenFeedback()),
    Intent.TAKE_BREAK: (REST, OpenBreak()),
    Intent.NUDGE_SET: (REMIND, SetNudge()),
    Intent.NUDGE_STOP: (REMINDERS, ShowNudges()),
    Intent.PRIVACY: (PRIVACY, OpenPrivacy()),
    Intent.ABOUT: (ABOUT, ShowAbout()),
    Intent.HELP: (HELP, ShowHelp()),
    Intent.HELPNOW: (HELP_NOW, HelpNow()),
    Intent.ZONE: (ZONE, OpenSettings()),
    Intent.UNDO: (UNDO, Undo()),
}
"""How a meaning is offered where it may have been meant; nothing here acts by itself."""

_FORMS = {Intent.REJECTED: TELL_NO, Intent.APPLIED: APPLY}
_ALWAYS = ((TELL_NO, OpenNo()), (HOME, OpenHome()), (HELP, ShowHelp()))


def greeting(t: Texts, turn: int) -> Card:
    """Greet back."""
    return _short(t, GREETING_TITLE, t(GREETING, turn=turn), (HOME, OpenHome()), (HELP, ShowHelp()))


def thanks(t: Texts, turn: int) -> Card:
    """Take thanks."""
    return _short(t, THANKS_TITLE, t(THANKS, turn=turn), (HOME, OpenHome()))


def good(t: Texts, turn: int) -> Card:
    """Be glad with somebody."""
    ways = ((PLAN, OpenPlan()), (CHECK_IN, OpenCheckIn()))
    return _short(t, GOOD_TITLE, t(GOOD, turn=turn), *ways)


def low(t: Texts, turn: int) -> Card:
    """Meet tiredness with care, and offer small things, none of them advice."""
    ways = ((WRITE, OpenReflection()), (REST, OpenBreak()), (HELP_NOW, HelpNow()))
    card = _short(t, LOW_TITLE, t(LOW, turn=turn), *ways)
    return replace(card, tone=Tone.CARE)


def not_yet(t: Texts, intent: Intent) -> Card:
    """Say honestly what there is no page for, and what can be done today."""
    return _short(t, NOT_YET_TITLE, t(NOT_YET[intent]), *_NEAREST.get(intent, _PLANNING))


def unknown(t: Texts, turn: int, likely: Sequence[Intent]) -> Card:
    """Say that it was not understood, with the three likeliest choices."""
    offers = (OFFERS[intent] for intent in likely if intent in OFFERS)
    ways = tuple(dict.fromkeys((*offers, *_ALWAYS)))[:LIKELY]
    return _short(t, UNKNOWN_TITLE, t(UNKNOWN, turn=turn), *ways)


def several(t: Texts, parts: Sequence[Sequence[Block]], *, more: bool) -> Card:
    """Answer pieces of news in one card, the later ones briefly where not all of it fits.

    `more` says that there was another one.
    """
    rest = (Note(t(MORE)),) if more else ()

    def shown(whole: int) -> Card:
        chosen = (*parts[:whole], *map(_brief, parts[whole:]))
        said = (block for part in chosen for block in part)
        return Card(t(SEVERAL_TITLE), (Text(t(SEVERAL)), *said, *rest))

    for whole in range(len(parts), 0, -1):
        with suppress(ValueError):
            return shown(whole)
    return shown(0)


def _brief(part: Sequence[Block]) -> list[Block]:
    """Cut an answer to what it is about, what it says first, and its first controls."""
    said = [block for block in part if isinstance(block, Text)][:2]
    control = next((block for block in part if isinstance(block, Buttons | Menu | Row)), None)
    if isinstance(control, Buttons):
        return [*said, Buttons(control.items[: limits.BUTTONS_IN_ROW])]
    return [*said, control] if control else [*said]


def waiting(t: Texts, intent: Intent, company: str | None, form: Form) -> Row:
    """Name a piece of news, with the way to its form."""
    label = t(_FORMS[intent]) if intent in _FORMS else form.title
    return Row(named(t, intent, company), Button(label, form.reopen))


def named(t: Texts, intent: Intent, company: str | None) -> str:
    """Name a piece of news."""
    news = t(NEWS_LINES[intent])
    return t(NEWS_OF, news=news, company=first_line(company, LONGEST_NAME)) if company else news


def rest_is_kept(t: Texts) -> tuple[Block, ...]:
    """Say, below words of care, what became of the rest of a form."""
    return Divider(), Text(t(REST_KEPT)), Buttons((Button(t(HOME), OpenHome()),))


def introduced(t: Texts, card: Card) -> Card:
    """Add to a card who sees what, as far as there is room."""
    try:
        return replace(card, blocks=(*card.blocks, Note(t(ONLY_YOU))))
    except ValueError:
        return card


def introduced_form(t: Texts, form: Form) -> Form:
    """Add to a form who sees what."""
    return replace(form, note=f"{form.note}\n{t(ONLY_YOU)}".strip())


def _short(t: Texts, title: Title, said: str, *ways: tuple[Label, Action]) -> Card:
    buttons = tuple(Button(t(label), act) for label, act in ways)
    return Card(t(title), (Text(said), Buttons(buttons)))
