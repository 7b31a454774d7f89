"""How practices are offered: why, what they ask of one, and the button that begins each."""

from collections.abc import Callable, Iterable, Mapping

from bot.actions.feedback import BeginFeedback, ChangeFeedback, OpenFeedback
from bot.actions.goal import OpenGoal
from bot.actions.growth import OpenGrowth
from bot.actions.learning import OpenLearning
from bot.actions.materials import OpenMaterials
from bot.actions.network import BeginNetwork, OpenNetwork
from bot.actions.paths import OpenPaths
from bot.actions.plan import OpenPlan
from bot.actions.reflection import OpenHands, OpenReflection
from bot.actions.rehearsal import OpenRehearsal
from bot.actions.rest import OpenBreak
from bot.domain.practice import Offer, Practice, Reason
from bot.domain.unfinished import Begun, Stop
from bot.texts import Label, Line, Texts, Title
from bot.ui import markup
from bot.ui.action import Action
from bot.ui.card import Block, Button, Card, Look, Row, Text

# What begins each practice; the argument is the no it is about, if any.
_OPENINGS: Mapping[Practice, Callable[[int | None], Action]] = {
    Practice.REFLECT: OpenReflection,
    Practice.FEEDBACK: lambda no: OpenFeedback() if no is None else BeginFeedback(no),
    Practice.INTERVIEW: lambda _: OpenRehearsal(),
    Practice.LEARN: lambda _: OpenLearning(),
    Practice.NETWORK: lambda no: OpenNetwork() if no is None else BeginNetwork(no),
    Practice.MATERIALS: lambda _: OpenMaterials(),
    Practice.PLAN: lambda _: OpenPlan(),
    Practice.GOAL: lambda _: OpenGoal(),
    Practice.PATHS: lambda _: OpenPaths(),
    Practice.GROW: lambda _: OpenGrowth(),
    Practice.REST: lambda _: OpenBreak(),
}

WHY = {reason: Line(f"practice.why.{reason}") for reason in Reason}
LABEL = {practice: Label(f"practice.label.{practice}") for practice in Practice}
ABOUT = {practice: Line(f"practice.about.{practice}") for practice in Practice}
TITLE = Title("practice.list.title")
INTRO = Line("practice.list.intro")
RECOMMENDED = Line("practice.list.recommended", "why")
NOTHING_DUE = Line("practice.list.nothing_due")
GO_ON = Label("practice.list.go_on")
STOPPED = {stop: Line(f"practice.stopped.{stop}", "day") for stop in Stop}

# What goes on with each thing that was begun; the argument is its id.
_GO_ON: Mapping[Stop, Callable[[int], Action]] = {
    Stop.REFLECT_HALF: OpenHands,
    Stop.FEEDBACK_UNSENT: ChangeFeedback,
}


def offered(t: Texts, offers: Iterable[Offer], no: int | None = None) -> tuple[Row, ...]:
    """Show what is offered and why, the most fitting first."""
    rows = [Row(t(WHY[offer.reason]), button(t, offer.practice, no)) for offer in offers]
    return tuple(rows)


def listed(t: Texts, no: int | None = None) -> tuple[Row, ...]:
    """Show everything that can be chosen."""
    return tuple(Row(t(ABOUT[each]), button(t, each, no)) for each in Practice)


def button(t: Texts, practice: Practice, no: int | None = None) -> Button:
    """Return the button that begins a practice."""
    look = Look.MAIN if practice is Practice.REFLECT else Look.PLAIN
    return Button(t(LABEL[practice]), _OPENINGS[practice](no), look)


def everything(
    t: Texts,
    line: str,
    offer: Offer | None,
    begun: Mapping[Practice, Begun],
    zone: str,
    no: int | None = None,
) -> Card:
    """Show what is recommended now and why, about a no if there is one, then all ten.

    What was begun stands first among them.
    """
    first: Block = Text(t(NOTHING_DUE))
    if offer is not None:
        first = Row(t(RECOMMENDED, why=t(WHY[offer.reason])), button(t, offer.practice, no))
    ten = [practice for practice in Practice if practice is not Practice.REST]
    ordered = sorted(ten, key=lambda each: each not in begun)
    rows = [_row(t, each, begun.get(each), zone) for each in ordered]
    return Card(t(TITLE), (Text(line), first, *rows))


def _row(t: Texts, practice: Practice, begun: Begun | None, zone: str) -> Row:
    if begun is None:
        return Row(t(ABOUT[practice]), button(t, practice))
    day = markup.when(begun.at, zone, markup.Style.DAY)
    return Row(t(STOPPED[begun.stop], day=day), Button(t(GO_ON), _going_on(begun), Look.MAIN))


def _going_on(begun: Begun) -> Action:
    if begun.stop in _GO_ON:
        return _GO_ON[begun.stop](begun.subject)
    return _OPENINGS[begun.practice]((begun.subject or None) if begun.stop is Stop.FORM else None)
