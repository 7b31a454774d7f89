"""How practices are offered: why, what they ask of one, and the button that begins each."""

from collections.abc import Callable, Iterable, Mapping

from bot.actions.feedback import BeginFeedback, OpenFeedback
from bot.actions.goal import OpenGoal
from bot.actions.plan import OpenPlan
from bot.actions.reflection import OpenReflection
from bot.actions.rest import OpenBreak
from bot.domain.practice import Offer, Practice, Reason
from bot.texts import Label, Line, Texts
from bot.ui.action import Action
from bot.ui.card import Button, Look, Row

# What begins each practice that this version has; the argument is the no it is about, if any.
_OPENINGS: Mapping[Practice, Callable[[int | None], Action]] = {
    Practice.REFLECT: OpenReflection,
    Practice.FEEDBACK: lambda no: OpenFeedback() if no is None else BeginFeedback(no),
    Practice.PLAN: lambda _: OpenPlan(),
    Practice.GOAL: lambda _: OpenGoal(),
    Practice.REST: lambda _: OpenBreak(),
}
AVAILABLE = frozenset(_OPENINGS)

WHY = {reason: Line(f"practice.why.{reason}") for reason in Reason}
LABEL = {practice: Label(f"practice.label.{practice}") for practice in _OPENINGS}
ABOUT = {practice: Line(f"practice.about.{practice}") for practice in _OPENINGS}


def offered(t: Texts, offers: Iterable[Offer], no: int | None = None) -> tuple[Row, ...]:
    """Show what is offered and why, the most fitting first."""
    rows = [Row(t(WHY[offer.reason]), button(t, offer.practice, no)) for offer in offers]
    return tuple(rows)


def listed(t: Texts, no: int | None = None) -> tuple[Row, ...]:
    """Show everything that can be chosen."""
    return tuple(Row(t(ABOUT[each]), button(t, each, no)) for each in _OPENINGS)


def button(t: Texts, practice: Practice, no: int | None = None) -> Button:
    """Return the button that begins a practice."""
    look = Look.MAIN if practice is Practice.REFLECT else Look.PLAIN
    return Button(t(LABEL[practice]), _OPENINGS[practice](no), look)
