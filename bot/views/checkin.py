"""How a check-in looks to the person alone: which one, its two pages, and what follows each."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.actions.checkin import (
    ALONE,
    KeepFirst,
    KeepSecond,
    OpenCheckIn,
    OpenFirst,
    OpenSecond,
    SkipWeek,
    UndoCheckIn,
)
from bot.domain.checkin import CheckIn, CheckInState
from bot.domain.circle import Circle, Week
from bot.domain.plan import Commitment
from bot.texts import Choice as ChoiceLabel
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form, limits
from bot.ui.card import Button, Buttons, Card, Choice, Look, Row, Text
from bot.ui.form import Form
from bot.views import commitment, plain
from bot.views import undo as undo_view
from bot.views.excerpt import first_line

CHOOSE_TITLE, CHOOSE = Title("checkin.choose.title"), Line("checkin.choose.text")
CHOOSE_CIRCLE = Line("checkin.choose.circle", "name", "week")
CHOOSE_CIRCLE_DONE = Line("checkin.choose.circle_done", "name", "week")
CHOOSE_ALONE = Line("checkin.choose.alone")
CHOOSE_ALONE_DONE = Line("checkin.choose.alone_done")
CHOOSE_OPEN, CHOOSE_LOOK = Label("checkin.choose.open"), Label("checkin.choose.look")

FIRST_TITLE, FIRST_NOTE = FormTitle("checkin.first.title"), Line("checkin.first.note")
DONE_FIELD, NEXT = FieldLabel("checkin.first.done"), FieldLabel("checkin.first.next")
NEXT_HINT, QUESTION = Hint("checkin.first.next_hint"), FieldLabel("checkin.first.question")
TIP, TIP_HINT = FieldLabel("checkin.first.tip"), Hint("checkin.first.tip_hint")
FIRST_SEND = Label("checkin.first.send")
TOO_MANY, TOO_LONG = Line("checkin.first.too_many"), Line("checkin.first.too_long")
KEPT_TITLE, KEPT = Title("checkin.first.kept_title"), Line("checkin.first.kept")
GO_ON, PAGE_ONE = Label("checkin.first.go_on"), Label("checkin.done.page_one")

SECOND_TITLE, SECOND_NOTE = FormTitle("checkin.second.title"), Line("checkin.second.note")
WINS, WINS_HINT = FieldLabel("checkin.second.wins"), Hint("checkin.second.wins_hint")
NOES, NOES_HINT = FieldLabel("checkin.second.noes"), Hint("checkin.second.noes_hint")
OBSTACLE = FieldLabel("checkin.second.obstacle")
CONFIDENCE = FieldLabel("checkin.second.confidence")
CONFIDENCES = tuple(
    ChoiceLabel(f"checkin.second.confidence_{word}")
    for word in ("one", "two", "three", "four", "five")
)
READY = FieldLabel("checkin.second.ready")
READY_YES, READY_NO = (
    ChoiceLabel("checkin.second.ready_yes"),
    ChoiceLabel("checkin.second.ready_no"),
)
SECOND_SEND = Label("checkin.second.send")

SKIP, SKIP_TITLE = Label("checkin.skip.button"), Title("checkin.skip.title")
SKIPPED, SKIP_INSTEAD = Line("checkin.skip.text"), Label("checkin.skip.instead")
HAS_ANSWER = Line("checkin.skip.has_answer")
OVER = Line("checkin.done.over")
UNDONE_TITLE, UNDONE = Title("checkin.done.undone_title"), Line("checkin.done.undone")

LONGEST_PROMISE, LONGEST_PROMISES = 200, 640
LONGEST_ANSWER, LONGEST_TIP = 600, 250
LONGEST_WINS, LONGEST_NOES, LONGEST_OBSTACLE = 600, 400, 400


@dataclass(frozen=True, slots=True)
class Asking:
    """A circle whose week asks for a check-in, and what of it is there already."""

    circle: Circle
    week: Week
    checkin: CheckIn | None

    @property
    def is_done(self) -> bool:
        """Tell whether it has been sent."""
        return self.checkin is not None and self.checkin.state is CheckInState.DONE


def choose(t: Texts, asking: Sequence[Asking], alone: CheckIn | None) -> Card:
    """Let somebody choose between circles and their own."""
    rows = [
        _row(
            t(
                CHOOSE_CIRCLE_DONE if each.is_done else CHOOSE_CIRCLE,
                name=each.circle.name,
                week=each.week.number,
            ),
            t(CHOOSE_LOOK if each.is_done else CHOOSE_OPEN),
            each.week.id,
        )
        for each in asking
    ]
    done = alone is not None and alone.state is CheckInState.DONE
    own = t(CHOOSE_ALONE_DONE if done else CHOOSE_ALONE)
    rows.append(_row(own, t(CHOOSE_LOOK if done else CHOOSE_OPEN), ALONE))
    return Card(t(CHOOSE_TITLE), (Text(t(CHOOSE)), *rows))


def first(
    t: Texts, checkin: CheckIn, open_plans: Sequence[Commitment], plans: str, question: str
) -> Form:
    """Ask what is done, what comes next, the week's question and a tip."""
    choices = tuple(_choice(t, each) for each in open_plans[: limits.CHOICES])
    done = (form.ChooseMany(name="done", label=t(DONE_FIELD), choices=choices),) if choices else ()
    tip = form.Line(
        name="tip", label=t(TIP), hint=t(TIP_HINT), longest=LONGEST_TIP, value=checkin.tip
    )
    return Form(
        t(FIRST_TITLE),
        (
            *done,
            _paragraph("plans", t(NEXT), LONGEST_PROMISES, plans, t(NEXT_HINT)),
            _paragraph("answer", t(QUESTION), LONGEST_ANSWER, checkin.answer, question),
            tip,
        ),
        does=KeepFirst(checkin.id),
        reopen=OpenFirst(checkin.id),
        submit=t(FIRST_SEND),
        mistakes=plain.mistakes(t),
        note=t(FIRST_NOTE),
    )


def second(t: Texts, checkin: CheckIn) -> Form:
    """Ask how the week was."""
    confidence = form.Choose(
        name="confidence",
        label=t(CONFIDENCE),
        choices=tuple(Choice(str(n), t(label)) for n, label in enumerate(CONFIDENCES, start=1)),
        value=str(checkin.confidence or ""),
    )
    ready = form.Choose(
        name="ready",
        label=t(READY),
        choices=(Choice("yes", t(READY_YES)), Choice("no", t(READY_NO))),
        value={True: "yes", False: "no", None: ""}[checkin.ready],
    )
    return Form(
        t(SECOND_TITLE),
        (
            _paragraph("wins", t(WINS), LONGEST_WINS, checkin.wins, t(WINS_HINT)),
            _paragraph("noes", t(NOES), LONGEST_NOES, checkin.noes, t(NOES_HINT)),
            _paragraph("obstacle", t(OBSTACLE), LONGEST_OBSTACLE, checkin.obstacle),
            confidence,
            ready,
        ),
        does=KeepSecond(checkin.id),
        reopen=OpenSecond(checkin.id),
        submit=t(SECOND_SEND),
        mistakes=plain.mistakes(t),
        note=t(SECOND_NOTE),
    )


def kept(t: Texts, checkin: CheckIn, undo: UndoCheckIn | None = None) -> Card:
    """Lead on to the second page; without a change to take back, the first can be opened again."""
    back = (
        Button(t(undo_view.BUTTON), undo)
        if undo is not None
        else Button(t(PAGE_ONE), OpenFirst(checkin.id))
    )
    ways = Buttons((Button(t(GO_ON), OpenSecond(checkin.id), Look.MAIN), back))
    return Card(t(KEPT_TITLE), (Text(t(KEPT)), ways))


def skipped(t: Texts, week: int, turn: int, undo: UndoCheckIn) -> Card:
    """Say that a skipped week is nothing."""
    ways = Buttons((Button(t(undo_view.BUTTON), undo), Button(t(SKIP_INSTEAD), OpenCheckIn(week))))
    return Card(t(SKIP_TITLE), (Text(t(SKIPPED, turn=turn)), ways))


def skip(t: Texts, week: int) -> Button:
    """Let somebody pass over a week with one tap."""
    return Button(t(SKIP), SkipWeek(week))


def undone(t: Texts) -> Card:
    """Say that things are as they were."""
    return Card(t(UNDONE_TITLE), (Text(t(UNDONE)),))


def _row(text: str, label: str, week: int) -> Row:
    return Row(text, Button(label, OpenCheckIn(week)))


def _paragraph(name: str, label: str, longest: int, value: str, hint: str = "") -> form.Paragraph:
    return form.Paragraph(name=name, label=label, hint=hint, longest=longest, value=value)


def _choice(t: Texts, plan: Commitment) -> Choice:
    return Choice(str(plan.id), first_line(commitment.sentence(t, plan), limits.CHOICE_LABEL))
