"""How a goal looks: the aim, why, and what matters in it; always with a plan beside it."""

from collections.abc import Sequence

from bot.actions.goal import (
    KeepGoal,
    ListGoals,
    OpenGoal,
    RemoveGoal,
    RestGoal,
    StillMine,
    WriteGoal,
)
from bot.actions.help import Undo
from bot.actions.plan import OpenPlan
from bot.domain import goal as goals
from bot.domain.goal import Goal, Value
from bot.texts import Choice as ChoiceLabel
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form, markup
from bot.ui.card import Block, Button, Buttons, Card, Choice, Facts, Look, Note, Quote, Row, Text
from bot.ui.form import Form
from bot.views import plain, sure
from bot.views import undo as undo_view
from bot.views.excerpt import excerpt

INTRO_TITLE = Title("goal.intro.title")
INTRO = Line("goal.intro.text")
OPENING = Line("goal.opening")
WRITE = Label("goal.intro.write")

TITLE = Title("goal.card.title")
WHY = Label("goal.card.why")
VALUES = Label("goal.card.values")
SINCE = Label("goal.card.since")
PLAN = Label("goal.button.plan")
CHANGE = Label("goal.button.change")
REST = Label("goal.button.rest")
REMOVE = Label("goal.button.remove")
EARLIER = Label("goal.button.earlier")
STILL = Label("goal.button.still")
TAKE_UP = Label("goal.button.take_up")
WRITE_NEW = Label("goal.button.write_new")

KEPT_TITLE = Title("goal.kept.title")
KEPT = Line("goal.kept.text")
REMOVED_TITLE = Title("goal.removed.title")
REMOVED = Line("goal.removed.text")
KEPT_WHY = Line("goal.kept.why_plan")
MONTHLY = Line("goal.kept.monthly")
STILL_TITLE = Title("goal.still.title")
STILL_TEXT = Line("goal.still.text")
REST_TITLE = Title("goal.rest.title")
REST_TEXT = Line("goal.rest.text")

LIST_TITLE = Title("goal.list.title")
LIST_ROW = Line("goal.list.row", "day", "goal")
LIST_TAKE = Label("goal.list.take", "number")
LIST_REMOVE = Label("goal.list.remove", "number")
NEWER = Label("goal.list.newer")
OLDER = Label("goal.list.older")
BACK = Label("goal.list.back")

FORM_TITLE = FormTitle("goal.form.title")
FORM_NOTE = Line("goal.form.note")
GOAL_FIELD = FieldLabel("goal.form.goal")
GOAL_HINT = Hint("goal.form.goal_hint")
WHY_FIELD = FieldLabel("goal.form.why")
WHY_HINT = Hint("goal.form.why_hint")
VALUES_FIELD = FieldLabel("goal.form.values")
VALUES_HINT = Hint("goal.form.values_hint")
OWN_FIELD = FieldLabel("goal.form.own")
OWN_HINT = Hint("goal.form.own_hint")
MONTHLY_FIELD = FieldLabel("goal.form.monthly")
TOO_MANY = Line("goal.form.too_many", "most")
VALUE = {value: ChoiceLabel(f"goal.value.{value}") for value in Value}

NUDGE_TITLE = Title("goal.nudge.title")
NUDGE_LINE = Line("goal.nudge.line")

LONGEST = 400
LONGEST_WHY = 800
LONGEST_OWN = 80
A_PAGE = 5
_LISTED = 250


def intro(t: Texts, opening: str) -> Card:
    """Say what a goal is for, to somebody who has none."""
    write = Button(t(WRITE), WriteGoal(), Look.MAIN)
    return Card(t(INTRO_TITLE), (Text(opening), Text(t(INTRO)), Buttons((write,))))


def card(t: Texts, goal: Goal, zone: str, *, earlier: bool) -> Card:
    """Show the goal that holds."""
    rest = Button(t(REST), RestGoal(goal.id))
    buttons = (_plan(t), _change(t), rest, *_earlier(t, earlier), _remove(t, goal))
    since = (t(SINCE), markup.when(goal.set_at, zone, markup.Style.DAY))
    return Card(t(TITLE), (*_said(t, goal, since), Buttons(buttons)))


def kept(t: Texts, goal: Goal, line: str, undo: Undo, *, monthly: bool) -> Card:
    """Give the goal back, and go on to a plan: an aim alone can also discourage."""
    note = (Note(t(MONTHLY)),) if monthly else ()
    buttons = Buttons((_plan(t), _change(t), Button(t(undo_view.BUTTON), undo)))
    return Card(t(KEPT_TITLE), (*_said(t, goal), Text(line), buttons, Note(t(KEPT_WHY)), *note))


def still(t: Texts, goal: Goal, line: str) -> Card:
    """Say that a goal goes on holding, and offer its next step."""
    return Card(t(STILL_TITLE), (Quote(goal.text), Text(line), Buttons((_plan(t), _change(t)))))


def resting(t: Texts, goal: Goal, undo: Undo | None = None, *, earlier: bool) -> Card:
    """Show a goal that rests: it is kept, and nothing follows from it."""
    back = (Button(t(undo_view.BUTTON), undo),) if undo else ()
    again = (Button(t(TAKE_UP), WriteGoal(goal.id)), Button(t(WRITE_NEW), WriteGoal()))
    buttons = (*again, *_earlier(t, earlier), _remove(t, goal), *back)
    return Card(t(REST_TITLE), (Quote(goal.text), Text(t(REST_TEXT)), Buttons(buttons)))


def removed(t: Texts, undo: Undo) -> Card:
    """Say that it is gone, and for how long that can be taken back."""
    write, back = Button(t(WRITE_NEW), WriteGoal()), Button(t(undo_view.BUTTON), undo)
    return Card(t(REMOVED_TITLE), (Text(t(REMOVED)), Buttons((write, back))))


def listed(t: Texts, goals: Sequence[Goal], zone: str, page: int) -> Card:
    """List earlier goals, a few to a page."""
    first = page * A_PAGE
    shown = list(enumerate(goals, 1))[first : first + A_PAGE]
    rows = [
        Row(
            t(
                LIST_ROW,
                day=markup.when(each.set_at, zone, markup.Style.DAY),
                goal=excerpt(each.text, _LISTED),
            ),
            Button(t(LIST_TAKE, number=number), WriteGoal(each.id)),
        )
        for number, each in shown
    ]
    newer = (Button(t(NEWER), ListGoals(page - 1)),) if page else ()
    older = (Button(t(OLDER), ListGoals(page + 1)),) if first + A_PAGE < len(goals) else ()
    back = Button(t(BACK), OpenGoal())
    thrown = tuple(
        sure.button(t, LIST_REMOVE, RemoveGoal(each.id), number=number) for number, each in shown
    )
    return Card(t(LIST_TITLE), (*rows, Buttons((*newer, *older, back)), Buttons(thrown)))


def goal_form(
    t: Texts, start: Goal | None, *, monthly: bool, text: str = "", opening: str = ""
) -> Form:
    """Ask for the aim, why, and what matters in it."""
    chosen = tuple(value for value in start.values if value in list(Value)) if start else ()
    own = ", ".join(value for value in start.values if value not in list(Value)) if start else ""
    choices = tuple(Choice(value.value, t(VALUE[value])) for value in Value)
    return Form(
        t(FORM_TITLE),
        (
            form.Paragraph(name="goal", label=t(GOAL_FIELD), hint=t(GOAL_HINT), required=True,
                           longest=LONGEST, value=start.text if start else text),
            form.Paragraph(name="why", label=t(WHY_FIELD), hint=t(WHY_HINT), longest=LONGEST_WHY,
                           value=start.why if start else ""),
            form.ChooseMany(name="values", label=t(VALUES_FIELD), hint=t(VALUES_HINT),
                            choices=choices, values=chosen, most=goals.MOST_VALUES),
            form.Line(name="own", label=t(OWN_FIELD), hint=t(OWN_HINT), longest=LONGEST_OWN,
                      value=own),
            form.Tick(name="monthly", label=t(MONTHLY_FIELD), value=monthly),
        ),
        does=KeepGoal(),
        reopen=WriteGoal(start.id if start else None),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
        note=f"{opening} {t(FORM_NOTE)}".strip(),
    )  # fmt: skip


def nudge(t: Texts, goal: Goal, line: str) -> tuple[Block, ...]:
    """Give the goal back in its own words, and ask whether it still holds."""
    buttons = (
        Button(t(STILL), StillMine(goal.id), Look.MAIN),
        Button(t(CHANGE), WriteGoal(goal.id)),
        Button(t(REST), RestGoal(goal.id)),
    )
    return (Text(line), *_said(t, goal), Buttons(buttons))


def spoken(t: Texts, value: str) -> str:
    """Say a value: by our word for it, or as the person wrote it."""
    return t(VALUE[Value(value)]) if value in list(Value) else value


def _said(t: Texts, goal: Goal, *more: tuple[str, str]) -> tuple[Block, ...]:
    values = ", ".join(spoken(t, value) for value in goal.values)
    named = ((t(WHY), goal.why), (t(VALUES), values), *more)
    pairs = tuple(pair for pair in named if pair[1])
    return (Quote(goal.text), Facts(pairs)) if pairs else (Quote(goal.text),)


def _earlier(t: Texts, are_there: bool) -> tuple[Button, ...]:
    return (Button(t(EARLIER), ListGoals()),) if are_there else ()


def _remove(t: Texts, goal: Goal) -> Button:
    return sure.button(t, REMOVE, RemoveGoal(goal.id))


def _plan(t: Texts) -> Button:
    return Button(t(PLAN), OpenPlan(), Look.MAIN)


def _change(t: Texts) -> Button:
    return Button(t(CHANGE), WriteGoal())
