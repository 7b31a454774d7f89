"""The forms that set a reminder, change its time, and keep the quiet hours."""

from bot.actions.nudge import KeepNudge, KeepQuiet, KeepTime, OpenQuiet, RetimeNudge, SetNudge
from bot.domain import days, recurrence
from bot.domain.nudge import Nudge
from bot.domain.person import Person
from bot.domain.reminder import EVERY_DAY, LONGEST, Wish
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts
from bot.ui import form
from bot.ui.action import Action
from bot.ui.card import Choice
from bot.ui.form import AnyField, Form
from bot.views import plain
from bot.views.rhythm import WEEKDAYS

FORM = FormTitle("reminder.form.title")
ABOUT = FieldLabel("reminder.form.about")
ABOUT_HINT = Hint("reminder.form.about_hint")
DAYS = FieldLabel("reminder.form.days")
DAYS_HINT = Hint("reminder.form.days_hint")
DAY = FieldLabel("reminder.form.day")
DAY_HINT = Hint("reminder.form.day_hint")
TIME = FieldLabel("reminder.form.time")
TIME_HINT = Hint("reminder.form.time_hint")
KEEP = Label("reminder.form.keep")
BOTH = Line("reminder.form.both")
TOO_FAR = Line("reminder.form.too_far")
PASSED = Line("reminder.form.passed")
IN_BREAK = Line("reminder.form.in_break", "when")
TIME_FORM = FormTitle("reminder.time_form.title")
QUIET_FORM = FormTitle("reminder.quiet_form.title")
QUIET_FROM = FieldLabel("reminder.quiet_form.from")
QUIET_TO = FieldLabel("reminder.quiet_form.to")
QUIET_HINT = Hint("reminder.quiet_form.hint")


def set_form(t: Texts, wanted: Wish) -> Form:
    """Ask what about, on which days or day, and at what time."""
    about = form.Line(
        name="about",
        label=t(ABOUT),
        hint=t(ABOUT_HINT),
        required=True,
        longest=LONGEST,
        value=wanted.about,
    )
    return _form(t, t(FORM), (about, *_times(t, wanted)), KeepNudge(), SetNudge())


def time_form(t: Texts, nudge: Nudge, zone: str) -> Form:
    """Ask for another time, starting from the one it has."""
    day, minute = None, nudge.minute
    if nudge.due_at is not None and not nudge.recurs:
        there = recurrence.local(nudge.due_at, zone)
        day, minute = there.date(), there.hour * 60 + there.minute
    weekdays = nudge.weekdays or (EVERY_DAY if nudge.recurs and not nudge.monthly_day else ())
    fields = _times(t, Wish("", weekdays, day, minute))
    return _form(t, t(TIME_FORM), fields, KeepTime(nudge.id), RetimeNudge(nudge.id))


def quiet_form(t: Texts, person: Person) -> Form:
    """Ask from when to when it is quiet."""
    start = form.Time(
        name="start",
        label=t(QUIET_FROM),
        hint=t(QUIET_HINT),
        required=True,
        value=days.say_clock(person.quiet_start),
    )
    end = form.Time(
        name="end", label=t(QUIET_TO), required=True, value=days.say_clock(person.quiet_end)
    )
    return _form(t, t(QUIET_FORM), (start, end), KeepQuiet(), OpenQuiet())


def _times(t: Texts, wanted: Wish) -> tuple[AnyField, ...]:
    weekdays = form.ChooseMany(
        name="weekdays",
        label=t(DAYS),
        hint=t(DAYS_HINT),
        choices=tuple(Choice(str(day), t(label)) for day, label in enumerate(WEEKDAYS)),
        values=tuple(str(day) for day in wanted.weekdays),
    )
    day = form.Day(
        name="day",
        label=t(DAY),
        hint=t(DAY_HINT),
        value=wanted.day.isoformat() if wanted.day else "",
    )
    clock = "" if wanted.minute is None else days.say_clock(wanted.minute)
    time = form.Time(name="time", label=t(TIME), hint=t(TIME_HINT), required=True, value=clock)
    return weekdays, day, time


def _form(t: Texts, title: str, fields: tuple[AnyField, ...], does: Action, reopen: Action) -> Form:
    return Form(title, fields, does, reopen, t(KEEP), plain.mistakes(t))
