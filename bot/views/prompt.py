"""How a circle's private letters look, and the weekly reminder of those without a circle."""

from datetime import datetime

from bot.actions.checkin import KeepWeekly, OpenCheckIn, OpenWeekly, PutOffPrompt
from bot.actions.circle import ChoosePrompts
from bot.domain import days
from bot.domain.circle import Circle, Prompts, Week
from bot.domain.prompt import Later
from bot.texts import Choice as ChoiceLabel
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form, markup
from bot.ui.card import Button, Buttons, Card, Choice, Look, Menu, Note, Text
from bot.ui.form import Form
from bot.views import checkin as checkins
from bot.views import circle as circles
from bot.views import founding, plain

TITLE = Title("checkin.prompt.title", "circle")
REMINDER_TITLE = Title("checkin.prompt.reminder_title", "circle")
OPENING = Line("checkin.prompt.opening", "circle", "closes")
REMINDER = Line("checkin.prompt.reminder", "circle", "closes")
BEGUN, QUESTION = Line("checkin.prompt.begun"), Line("checkin.prompt.question", "question")
CHECK_IN = Label("checkin.prompt.checkin")
LATER = ChoiceLabel("checkin.prompt.later")
LESS, STOP = Label("checkin.prompt.less"), Label("checkin.prompt.stop")
PUT_OFF_TITLE, PUT_OFF = Title("checkin.prompt.put_off_title"), Line("checkin.prompt.put_off", "at")
TOO_LATE = Line("checkin.prompt.too_late")
WEEKLY_FORM, WEEKLY_NOTE = FormTitle("checkin.weekly.form_title"), Line("checkin.weekly.note")
WEEKDAY, TIME = FieldLabel("checkin.weekly.weekday"), FieldLabel("checkin.weekly.time")
TIME_HINT, SEND = Hint("checkin.weekly.time_hint"), Label("checkin.weekly.send")
WEEKLY_TITLE = Title("checkin.weekly.title")
WEEKLY_KEPT = Line("checkin.weekly.kept", "weekday", "clock", "next")
NUDGE_TITLE, NUDGE = Title("checkin.weekly.nudge_title"), Line("checkin.weekly.nudge")


LATERS = {
    Later.HOUR: ChoiceLabel("checkin.prompt.hour"),
    Later.TONIGHT: ChoiceLabel("checkin.prompt.tonight"),
    Later.TOMORROW: ChoiceLabel("checkin.prompt.tomorrow"),
}


def prompt(
    t: Texts, circle: Circle, week: Week, question: str, *, turn: int, reminds: bool, begun: bool
) -> Card:
    """Tell one member that their circle is checking in, and let them put it off or stop it."""
    closes = markup.when(week.closes_at, circle.zone)
    text = t(REMINDER if reminds else OPENING, turn=turn, circle=circle.name, closes=closes)
    more = t(BEGUN) if begun else t(QUESTION, question=question)
    ways = (
        Button(t(CHECK_IN), OpenCheckIn(week.id), Look.MAIN),
        checkins.skip(t, week.id),
        Button(t(LESS), ChoosePrompts(circle.id, Prompts.OPENING)),
        Button(t(STOP), ChoosePrompts(circle.id, Prompts.NONE)),
    )
    later = Menu(
        t(LATER),
        PutOffPrompt(week.id),
        tuple(Choice(each.value, t(label)) for each, label in LATERS.items()),
    )
    title = t(REMINDER_TITLE if reminds else TITLE, circle=circle.name)
    return Card(title, (Text(text), Note(more), Buttons(ways), later))


def put_off(t: Texts, at: datetime, zone: str) -> Card:
    """Say when the prompt comes again."""
    return Card(t(PUT_OFF_TITLE), (Text(t(PUT_OFF, at=markup.when(at, zone))),))


def weekly(t: Texts) -> Form:
    """Ask for a day and a time of the week."""
    return Form(
        t(WEEKLY_FORM),
        (
            form.Choose(
                name="weekday", label=t(WEEKDAY), required=True, choices=founding.weekdays(t)
            ),
            form.Time(name="time", label=t(TIME), hint=t(TIME_HINT), required=True),
        ),
        does=KeepWeekly(),
        reopen=OpenWeekly(),
        submit=t(SEND),
        mistakes=plain.mistakes(t),
        note=t(WEEKLY_NOTE),
    )


def weekly_kept(t: Texts, weekday: int, minute: int, due: datetime, zone: str) -> Card:
    """Repeat a promise."""
    said = t(
        WEEKLY_KEPT,
        weekday=t(circles.WEEKDAYS[weekday]),
        clock=days.say_clock(minute),
        next=markup.when(due, zone),
    )
    return Card(t(WEEKLY_TITLE), (Text(said),))


def nudge(t: Texts, turn: int) -> tuple[str, tuple[Text | Buttons, ...]]:
    """Remind somebody without a circle of their week: a title, and what stands below it."""
    go = Buttons((Button(t(CHECK_IN), OpenCheckIn(), Look.MAIN), checkins.skip(t, 0)))
    return t(NUDGE_TITLE), (Text(t(NUDGE, turn=turn)), go)
