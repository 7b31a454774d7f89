"""How a step is asked for, and the ideas one may begin it from."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.actions.plan import KeepStep, OpenPlan, OpenStep, ShowIdeas, TakeIdea
from bot.domain import plan
from bot.domain.plan import Channel, Commitment
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form
from bot.ui.card import Button, Buttons, Card, Choice, Menu, Row, Text
from bot.ui.form import Form
from bot.views import commitment as view
from bot.views import plain

FORM_TITLE = FormTitle("plan.form.title")
NOTE = Line("plan.form.note")
WHAT = FieldLabel("plan.form.what")
WHAT_HINT = Hint("plan.form.what_hint")
DAY = FieldLabel("plan.form.day")
TIME = FieldLabel("plan.form.time")
TIME_HINT = Hint("plan.form.time_hint")
WHERE = FieldLabel("plan.form.where")
WHERE_HINT = Hint("plan.form.where_hint")
WHICH_WAY = FieldLabel("plan.form.which_way")
FULL = Line("plan.form.full", "most")

IDEAS_TITLE = Title("plan.ideas.title")
IDEAS_TEXT = Line("plan.ideas.text")
IDEAS_MENU = Label("plan.ideas.menu")
IDEAS_ROW = Line("plan.ideas.row", "way", "idea")
TAKE = Label("plan.ideas.take", "number")
OWN_WORDS = Label("plan.ideas.own_words")
IDEA = {channel: Line(f"plan.idea.{channel}") for channel in Channel}


@dataclass(frozen=True, slots=True)
class Prefilled:
    """What a step's form starts with."""

    what: str = ""
    day: str = ""
    time: str = ""
    place: str = ""
    channel: Channel | None = None
    step: int | None = None


BLANK = Prefilled()


def ideas(t: Texts, offered: Iterable[tuple[Channel, int]]) -> Card:
    """Show ideas, each by its way and its number among those; any of them can be taken."""
    rows = [_idea(t, number, *each) for number, each in enumerate(offered, 1)]
    menu = Menu(t(IDEAS_MENU), ShowIdeas(), _ways(t))
    own = Buttons((Button(t(OWN_WORDS), OpenStep()), Button(t(view.PLAN), OpenPlan())))
    return Card(t(IDEAS_TITLE), (Text(t(IDEAS_TEXT)), *rows, menu, own))


def step_form(t: Texts, start: Prefilled = BLANK) -> Form:
    """Ask for a step: what, when, where, and by which way."""
    channel = start.channel.value if start.channel else ""
    return Form(
        t(FORM_TITLE),
        (
            form.Line(name="what", label=t(WHAT), hint=t(WHAT_HINT), required=True,
                      longest=plan.LONGEST, value=start.what),
            form.Day(name="day", label=t(DAY), hint=t(view.DAY_HINT), value=start.day),
            form.Time(name="time", label=t(TIME), hint=t(TIME_HINT), value=start.time),
            form.Line(name="place", label=t(WHERE), hint=t(WHERE_HINT),
                      longest=plan.LONGEST_PLACE, value=start.place),
            form.Choose(name="channel", label=t(WHICH_WAY), required=True, choices=_ways(t),
                        value=channel),
        ),
        does=KeepStep(start.step),
        reopen=OpenStep(start.step),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
        note=t(NOTE),
    )  # fmt: skip


def prefilled(step: Commitment, zone: str) -> Prefilled:
    """Start a step's form with what it says now."""
    day, clock = view.wall(step.due_at, zone)
    return Prefilled(step.what, day, clock, step.place, step.channel, step.id)


def _idea(t: Texts, number: int, channel: Channel, at: int) -> Row:
    said = t(IDEAS_ROW, way=t(view.WAY[channel]), idea=t(IDEA[channel], turn=at))
    return Row(said, Button(t(TAKE, number=number), TakeIdea(channel, at)))


def _ways(t: Texts) -> tuple[Choice, ...]:
    return tuple(Choice(channel.value, t(view.WAY[channel])) for channel in Channel)
