"""How founding a circle looks, and changing it: two pages and what follows each."""

from datetime import datetime

from bot.actions.circle import KeepCharter, KeepFounding, OpenCharter, OpenFounding, ShowCircle
from bot.domain import days
from bot.domain.circle import FEWEST_SEATS, MOST_SEATS, TERMS, Circle
from bot.texts import Choice as ChoiceLabel
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form, markup
from bot.ui.card import Button, Buttons, Card, Choice, Look, Text, Tone
from bot.ui.form import Form
from bot.views import circle as circles
from bot.views import plain

FORM_TITLE, CHANGE_TITLE = (
    FormTitle("circle.found.form_title"),
    FormTitle("circle.found.change_title"),
)
NAME, NAME_HINT = FieldLabel("circle.found.name"), Hint("circle.found.name_hint")
WEEKDAY, TIME = FieldLabel("circle.found.weekday"), FieldLabel("circle.found.time")
TIME_HINT, ZONE = Hint("circle.found.time_hint"), FieldLabel("circle.found.zone")
ZONE_HINT, SEATS = Hint("circle.found.zone_hint"), FieldLabel("circle.found.seats")
SEAT_COUNT = ChoiceLabel("circle.found.seat_count", "count")
NEXT = Label("circle.found.next")
UNKNOWN_ZONE = Line("circle.found.unknown_zone", "offers")
HALF_TITLE = Title("circle.found.half_title", "name")
HALF, GO_ON = Line("circle.found.half", "when", "count"), Label("circle.found.go_on")
SECOND_TITLE = FormTitle("circle.found.second_title")
CHARTER, CHARTER_HINT = FieldLabel("circle.found.charter"), Hint("circle.found.charter_hint")
TERM, WEEK_COUNT = FieldLabel("circle.found.weeks"), ChoiceLabel("circle.found.week_count", "count")
STARTS, STARTS_PAST = FieldLabel("circle.found.starts"), Line("circle.found.starts_past")
BEGIN, KEEP = Label("circle.found.begin"), Label("circle.found.keep")
TOO_FEW_SEATS = Line("circle.found.too_few_seats", "count")
LOST, NO_PLACE = Line("circle.found.lost"), Line("circle.found.no_place")
CHARTER_DEFAULT = Line("circle.found.charter_default")
DONE_TITLE, DONE = Title("circle.found.done_title", "name"), Line("circle.found.done", "next")
CHANGED_TITLE = Title("circle.found.changed_title", "name")
CHANGED, CHANGED_LAST = Line("circle.found.changed", "next"), Line("circle.found.changed_last")

LONGEST_NAME, LONGEST_CHARTER = 60, 800
USUAL_SEATS = "6"


def first(t: Texts, circle: Circle | None, zone: str) -> Form:
    """Ask for name, time and size; `zone` is offered to a new circle."""
    name = form.Line(
        name="name",
        label=t(NAME),
        hint=t(NAME_HINT),
        required=True,
        longest=LONGEST_NAME,
        value=circle.name if circle else "",
    )
    return Form(
        t(CHANGE_TITLE if circle else FORM_TITLE),
        (name, *_times(t, circle, zone), _seats(t, circle)),
        does=KeepFounding(circle.id if circle else 0),
        reopen=OpenFounding(circle.id if circle else 0),
        submit=t(KEEP if circle else NEXT),
        mistakes=plain.mistakes(t),
    )


def second(t: Texts, circle: Circle | None) -> Form:
    """Ask for charter and term, and for the first day of a circle that has not begun."""
    weeks = tuple(Choice(str(count), t(WEEK_COUNT, count=count)) for count in TERMS)
    starts = form.Day(name="starts", label=t(STARTS))
    fields: tuple[form.AnyField, ...] = (
        form.Paragraph(
            name="charter",
            label=t(CHARTER),
            hint=t(CHARTER_HINT),
            longest=LONGEST_CHARTER,
            value=circle.charter if circle else t(CHARTER_DEFAULT),
        ),
        form.Choose(
            name="weeks",
            label=t(TERM),
            required=True,
            choices=weeks,
            value=str(circle.weeks if circle else max(TERMS)),
        ),
    )
    return Form(
        t(SECOND_TITLE),
        fields if circle else (*fields, starts),
        does=KeepCharter(circle.id if circle else 0),
        reopen=OpenCharter(circle.id if circle else 0),
        submit=t(KEEP if circle else BEGIN),
        mistakes=plain.mistakes(t),
    )


def weekdays(t: Texts) -> tuple[Choice, ...]:
    """List the days of the week as choices, Monday being 0."""
    return tuple(Choice(str(n), t(label)) for n, label in enumerate(circles.WEEKDAYS))


def half(t: Texts, circle: Circle) -> Card:
    """Lead on to the second page; the circle is not there yet."""
    said = t(HALF, when=circles.when(t, circle), count=circle.seats)
    go = Buttons((Button(t(GO_ON), OpenCharter(), Look.MAIN),))
    return Card(t(HALF_TITLE, name=circle.name), (Text(said), go))


def done(t: Texts, circle: Circle, opens: datetime) -> Card:
    """Say that the circle is there, and when its first week opens."""
    said = t(DONE, next=markup.when(opens, circle.zone))
    return _card(t, circle, t(DONE_TITLE, name=circle.name), said, Tone.GLAD)


def changed(t: Texts, circle: Circle, opens: datetime | None) -> Card:
    """Say that a change holds."""
    said = t(CHANGED, next=markup.when(opens, circle.zone)) if opens else t(CHANGED_LAST)
    return _card(t, circle, t(CHANGED_TITLE, name=circle.name), said)


def _times(t: Texts, circle: Circle | None, zone: str) -> tuple[form.Choose, form.Time, form.Line]:
    weekday = str(circle.weekday) if circle else ""
    clock = days.say_clock(circle.minute) if circle else ""
    zone = circle.zone if circle else zone
    return (
        form.Choose(
            name="weekday", label=t(WEEKDAY), required=True, choices=weekdays(t), value=weekday
        ),
        form.Time(name="time", label=t(TIME), hint=t(TIME_HINT), required=True, value=clock),
        form.Line(name="zone", label=t(ZONE), hint=t(ZONE_HINT), required=True, value=zone),
    )


def _seats(t: Texts, circle: Circle | None) -> form.Choose:
    counts = range(FEWEST_SEATS, MOST_SEATS + 1)
    return form.Choose(
        name="seats",
        label=t(SEATS),
        required=True,
        choices=tuple(Choice(str(count), t(SEAT_COUNT, count=count)) for count in counts),
        value=str(circle.seats) if circle else USUAL_SEATS,
    )


def _card(t: Texts, circle: Circle, title: str, said: str, tone: Tone = Tone.PLAIN) -> Card:
    look = Buttons((Button(t(circles.LOOK), ShowCircle(circle.id)),))
    return Card(title, (Text(said), look), tone)
