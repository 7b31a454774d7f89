"""How circles look: one's own, those to be found, one of them, and the public card to join by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.actions.checkin import OpenCheckIn
from bot.actions.circle import (
    ChoosePrompts,
    FindCircles,
    KeepSeat,
    KnockAtCircle,
    LeaveCircle,
    LeaveLine,
    MeetHere,
    MoveCircle,
    OpenCharter,
    OpenFounding,
    PauseSeat,
    ShowCircle,
    ShowCircles,
    TakeSeat,
)
from bot.actions.share import ShowShares
from bot.domain import days, zones
from bot.domain.circle import Circle, CircleState, Prompts, Seat, Week
from bot.texts import Choice as ChoiceLabel
from bot.texts import Label, Line, Texts, Title
from bot.ui import markup
from bot.ui.card import (
    Block,
    Button,
    Buttons,
    Card,
    Channels,
    Choice,
    Facts,
    Look,
    Menu,
    Note,
    Row,
    Text,
)
from bot.views import sure

WEEKDAYS = tuple(
    ChoiceLabel(f"circle.weekday.{name}")
    for name in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
)
MINE_TITLE, MINE_NONE = Title("circle.mine.title"), Line("circle.mine.none")
MINE_ROWS = {
    Seat.MEMBER: Line("circle.mine.row", "name", "when"),
    Seat.WAITING: Line("circle.mine.row_waiting", "name", "when"),
    Seat.PAUSED: Line("circle.mine.row_paused", "name", "when"),
}
LOOK, FIND = Label("circle.mine.look"), Label("circle.mine.find")
FOUND, SHARED = Label("circle.mine.found"), Label("circle.mine.shared")
FIND_TITLE, FIND_NONE = Title("circle.find.title"), Line("circle.find.none")
FIND_ROW = Line("circle.find.row", "name", "when", "room")
MORE = Label("circle.find.more")
WHEN = Line("circle.one.when", "weekday", "clock", "zone")
TIME, NEXT, SEATS = Line("circle.one.time"), Line("circle.one.next"), Line("circle.one.seats")
ROOM_ONE, ROOM_NONE = Line("circle.one.room_one"), Line("circle.one.room_none")
ROOM_MANY = Line("circle.one.room_many", "count")
TERM, WEEKS = Line("circle.one.term"), Line("circle.one.weeks", "count")
WEEK_OF = Line("circle.one.week_of", "week", "weeks")
HOST, NOBODY = Line("circle.one.host"), Line("circle.one.nobody")
CHARTER = Line("circle.one.charter")
CHECK_IN, TAKE, WAIT = (
    Label("circle.one.checkin"),
    Label("circle.one.take"),
    Label("circle.one.wait"),
)
LEAVE, LEAVE_LINE = Label("circle.one.leave"), Label("circle.one.leave_line")
PAUSE, BACK = Label("circle.one.pause"), Label("circle.one.back")
CHANGE, CHANGE_CHARTER = Label("circle.one.change"), Label("circle.one.change_charter")
MOVE = ChoiceLabel("circle.one.move")
HERE, ALL = Label("circle.one.here"), Label("circle.one.back_to_all")
PROMPTS = ChoiceLabel("circle.seat.prompts")
PROMPT_CHOICES = {
    Prompts.BOTH: ChoiceLabel("circle.seat.prompts_both"),
    Prompts.OPENING: ChoiceLabel("circle.seat.prompts_opening"),
    Prompts.NONE: ChoiceLabel("circle.seat.prompts_none"),
}
NOT_HERE, NOT_IN = Line("circle.no.not_here"), Line("circle.no.not_in")
NOT_HOST = Line("circle.no.not_host")
DOOR_TITLE, DOOR_WHAT = Title("circle.door.title", "name"), Line("circle.door.what")
DOOR_WHEN, DOOR_FIRST = Line("circle.door.when", "when", "room"), Line("circle.door.first", "next")
DOOR_LOOK, DOOR_ENDED = Label("circle.door.look"), Line("circle.door.ended")

PAGE = 8


@dataclass(frozen=True, slots=True)
class Glance:
    """A circle as somebody sees it: its free seats, its weeks, and their own place in it."""

    circle: Circle
    free: int
    host: str
    week: Week | None = None
    opens: datetime | None = None
    seat: Seat | None = None
    is_host: bool = False
    is_elsewhere: bool = False
    may_move: bool = False


def mine(t: Texts, circles: Sequence[tuple[Circle, Seat]]) -> Card:
    """List one's own circles, and the ways to another."""
    rows: list[Block] = [
        Row(
            t(MINE_ROWS[seat], name=circle.name, when=when(t, circle)),
            Button(t(LOOK), ShowCircle(circle.id)),
        )
        for circle, seat in circles
    ]
    ways = Buttons(
        (
            Button(t(FIND), FindCircles()),
            Button(t(FOUND), OpenFounding()),
            Button(t(SHARED), ShowShares()),
        )
    )
    return Card(t(MINE_TITLE), (*(rows or [Text(t(MINE_NONE))]), ways))


def to_find(t: Texts, found: Sequence[Glance], page: int) -> Card:
    """List the circles of this community that one is not in, some at a time."""
    start = page * PAGE
    rows: list[Block] = [
        Row(
            t(
                FIND_ROW,
                name=each.circle.name,
                when=when(t, each.circle),
                room=room(t, each.free),
            ),
            Button(t(LOOK), ShowCircle(each.circle.id)),
        )
        for each in found[start : start + PAGE]
    ]
    more = [Button(t(MORE), FindCircles(page + 1))] if len(found) > start + PAGE else []
    ways = Buttons((*more, Button(t(FOUND), OpenFounding()), Button(t(ALL), ShowCircles())))
    return Card(t(FIND_TITLE), (*(rows or [Text(t(FIND_NONE))]), ways))


def one(t: Texts, seen: Glance) -> Card:
    """Show one circle, with what the reader may do there."""
    circle = seen.circle
    blocks = [Facts(_facts(t, seen)), *charter(t, circle)]
    if seen.seat in (Seat.MEMBER, Seat.PAUSED):
        move = (Channels(t(MOVE), MoveCircle(circle.id)),) if seen.may_move else ()
        return Card(circle.name, (*blocks, Buttons(_inside(t, seen)), prompts(t, circle), *move))
    return Card(circle.name, (*blocks, Buttons(_outside(t, seen))))


def charter(t: Texts, circle: Circle) -> tuple[Note | Text, ...]:
    """Show how a circle treats its people."""
    return (Note(t(CHARTER)), Text(circle.charter)) if circle.charter else ()


def prompts(t: Texts, circle: Circle) -> Menu:
    """Let somebody choose which private letters they want."""
    choices = tuple(Choice(each.value, t(label)) for each, label in PROMPT_CHOICES.items())
    return Menu(t(PROMPTS), ChoosePrompts(circle.id), choices)


def leave(t: Texts, circle: Circle) -> Button:
    """Let somebody leave, once they are sure."""
    return sure.button(t, LEAVE, LeaveCircle(circle.id))


def door(t: Texts, seen: Glance) -> Card:
    """Show everybody a circle they can join, or that it has ended."""
    circle = seen.circle
    title = t(DOOR_TITLE, name=circle.name)
    if circle.state is CircleState.ENDED:
        return Card(title, (Text(t(DOOR_ENDED)),))
    times = [t(DOOR_WHEN, when=when(t, circle), room=room(t, seen.free))]
    if seen.week is None and seen.opens is not None:
        times.append(t(DOOR_FIRST, next=markup.when(seen.opens, circle.zone)))
    look = Buttons((Button(t(DOOR_LOOK), KnockAtCircle(circle.id), Look.MAIN),))
    return Card(title, (Text(t(DOOR_WHAT)), Text("\n".join(times)), look))


def when(t: Texts, circle: Circle) -> str:
    """Say a circle's weekly time."""
    return t(
        WHEN,
        weekday=t(WEEKDAYS[circle.weekday]),
        clock=days.say_clock(circle.minute),
        zone=zones.friendly(circle.zone),
    )


def room(t: Texts, free: int) -> str:
    """Say how much room there is."""
    if free == 0:
        return t(ROOM_NONE)
    return t(ROOM_ONE) if free == 1 else t(ROOM_MANY, count=free)


def _facts(t: Texts, seen: Glance) -> tuple[tuple[str, str], ...]:
    circle = seen.circle
    opens = [(t(NEXT), markup.when(seen.opens, circle.zone))] if seen.opens else []
    number = 0 if seen.week is None else seen.week.number
    of_term = number - circle.weeks_before
    term = t(WEEK_OF, week=of_term, weeks=circle.weeks) if of_term > 0 else None
    return (
        (t(TIME), when(t, circle)),
        *opens,
        (t(SEATS), room(t, seen.free)),
        (t(TERM), term or t(WEEKS, count=circle.weeks)),
        (t(HOST), seen.host or t(NOBODY)),
    )


def _inside(t: Texts, seen: Glance) -> tuple[Button, ...]:
    circle = seen.circle
    buttons = []
    if seen.week is not None and seen.seat is Seat.MEMBER:
        buttons.append(Button(t(CHECK_IN), OpenCheckIn(seen.week.id), Look.MAIN))
    if seen.seat is Seat.PAUSED:
        buttons.append(Button(t(BACK), KeepSeat(circle.id), Look.MAIN))
    else:
        buttons.append(Button(t(PAUSE), PauseSeat(circle.id)))
    if seen.is_host:
        buttons.append(Button(t(CHANGE), OpenFounding(circle.id)))
        buttons.append(Button(t(CHANGE_CHARTER), OpenCharter(circle.id)))
    if seen.is_host and seen.is_elsewhere:
        buttons.append(Button(t(HERE), MeetHere(circle.id)))
    return (*buttons, leave(t, circle), Button(t(ALL), ShowCircles()))


def _outside(t: Texts, seen: Glance) -> tuple[Button, ...]:
    circle = seen.circle
    if seen.seat is Seat.WAITING:
        way = Button(t(LEAVE_LINE), LeaveLine(circle.id))
    elif seen.free:
        way = Button(t(TAKE), TakeSeat(circle.id), Look.MAIN)
    else:
        way = Button(t(WAIT), TakeSeat(circle.id), Look.MAIN)
    return way, Button(t(ALL), ShowCircles())
