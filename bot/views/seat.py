"""How seats look: taken, waited for, paused, left, asked about, and the host's."""

from dataclasses import dataclass
from datetime import datetime

from bot.actions.checkin import OpenCheckIn
from bot.actions.circle import KeepSeat, LeaveLine, PassHost, PauseSeat, ShowCircle, TakeSeat
from bot.domain.circle import Circle, Prompts
from bot.domain.person import Person
from bot.texts import Label, Line, Texts, Title
from bot.ui import markup
from bot.ui.card import Button, Buttons, Card, Look, Note, Text, Tone
from bot.views import circle as circles

LOOK_FIRST = Line("circle.seat.look_first")
TAKEN_TITLE, TAKEN = Title("circle.seat.taken_title", "name"), Line("circle.seat.taken", "next")
TAKEN_OPEN = Line("circle.seat.taken_open")
WAITING_TITLE = Title("circle.seat.waiting_title", "name")
WAITING_ONE = Line("circle.seat.waiting_one")
WAITING_MANY = Line("circle.seat.waiting_many", "place")
LEFT_TITLE, LEFT = Title("circle.seat.left_title", "name"), Line("circle.seat.left")
LEFT_LINE, LEFT_LAST = Line("circle.seat.left_line"), Line("circle.seat.left_last")
PAUSED_TITLE, PAUSED = Title("circle.seat.paused_title", "name"), Line("circle.seat.paused")
BACK_TITLE, BACK = Title("circle.seat.back_title", "name"), Line("circle.seat.back", "next")
BACK_OPEN = Line("circle.seat.back_open")
PROMPTS_TITLE = Title("circle.seat.prompts_title", "name")
PROMPTS_KEPT = Line("circle.seat.prompts_kept", "choice")
FREE_TITLE, FREE = Title("circle.seat.free_title", "name"), Line("circle.seat.free", "next")
NOT_NOW = Label("circle.seat.not_now")
HOST_TITLE, HOST = Title("circle.seat.host_title", "name"), Line("circle.seat.host")
RATHER_NOT = Label("circle.seat.rather_not")
PASSED_TITLE, PASSED = (
    Title("circle.seat.passed_title"),
    Line("circle.seat.passed", "name", "circle"),
)
PASSED_NOBODY = Line("circle.seat.passed_nobody", "circle")
QUIET_TITLE, QUIET = Title("circle.seat.quiet_title", "name"), Line("circle.seat.quiet")
STAY = Label("circle.seat.stay")
STAYS_TITLE, STAYS = Title("circle.seat.quiet_stay_title"), Line("circle.seat.quiet_stay")
HAS_SEAT = Line("circle.no.has_seat")
SOMEBODY = Line("circle.seat.somebody")

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next in a circle: the week that is open (by id), or when one opens."""

    week: int | None
    opens: datetime | None


def called(t: Texts, person: Person | None) -> str:
    """Say somebody's name in front of others."""
    name = markup.clean(person.name, LONGEST_NAME) if person else ""
    return " ".join(name.split()) or t(SOMEBODY)


def look(t: Texts, seen: circles.Glance) -> Card:
    """Show a circle to somebody who pressed its public card: first how it treats its people."""
    card = circles.one(t, seen)
    first = (Note(t(LOOK_FIRST)),) if seen.seat is None and seen.circle.charter else ()
    return Card(card.title, (*first, *card.blocks))


def taken(t: Texts, circle: Circle, then: Next) -> Card:
    """Welcome somebody to a seat."""
    title = t(TAKEN_TITLE, name=circle.name)
    return Card(title, _then(t, circle, then, TAKEN, TAKEN_OPEN), Tone.GLAD)


def back(t: Texts, circle: Circle, then: Next) -> Card:
    """Welcome somebody back."""
    return Card(t(BACK_TITLE, name=circle.name), _then(t, circle, then, BACK, BACK_OPEN))


def waiting(t: Texts, circle: Circle, place: int) -> Card:
    """Say how far somebody is from a seat."""
    said = t(WAITING_ONE) if place == 1 else t(WAITING_MANY, place=place)
    leave = Button(t(circles.LEAVE_LINE), LeaveLine(circle.id))
    return Card(t(WAITING_TITLE, name=circle.name), (Text(said), Buttons((leave,))))


def left(t: Texts, circle: Circle, *, waited: bool, last: bool) -> Card:
    """Let somebody go."""
    title = t(LEFT_TITLE, name=circle.name)
    if last:
        return Card(title, (Text(t(LEFT_LAST)),))
    again = Buttons((Button(t(circles.TAKE), TakeSeat(circle.id)),))
    return Card(title, (Text(t(LEFT_LINE if waited else LEFT)),) + (() if waited else (again,)))


def paused(t: Texts, circle: Circle) -> Card:
    """Say that a seat rests."""
    again = Buttons((Button(t(circles.BACK), KeepSeat(circle.id)),))
    return Card(t(PAUSED_TITLE, name=circle.name), (Text(t(PAUSED)), again))


def prompts_kept(t: Texts, circle: Circle, prompts: Prompts) -> Card:
    """Repeat which letters somebody wants."""
    said = t(PROMPTS_KEPT, choice=t(circles.PROMPT_CHOICES[prompts]))
    return Card(t(PROMPTS_TITLE, name=circle.name), (Text(said), circles.prompts(t, circle)))


def freed(t: Texts, circle: Circle, then: Next) -> Card:
    """Tell the next in line that the seat is theirs."""
    opens = _opens(circle, then)
    give = Button(t(NOT_NOW), LeaveLine(circle.id))
    look = Button(t(circles.LOOK), ShowCircle(circle.id), Look.MAIN)
    said = (Text(t(FREE, next=opens)), *circles.charter(t, circle), Buttons((look, give)))
    return Card(t(FREE_TITLE, name=circle.name), said, Tone.GLAD)


def host(t: Texts, circle: Circle) -> Card:
    """Tell somebody that they host now, and let them pass it on."""
    ways = Buttons(
        (
            Button(t(circles.LOOK), ShowCircle(circle.id)),
            Button(t(RATHER_NOT), PassHost(circle.id)),
        )
    )
    return Card(t(HOST_TITLE, name=circle.name), (Text(t(HOST)), ways))


def passed(t: Texts, circle: Circle, name: str) -> Card:
    """Say who hosts instead; nobody, when `name` is empty."""
    said = (
        t(PASSED, name=name, circle=circle.name) if name else t(PASSED_NOBODY, circle=circle.name)
    )
    return Card(t(PASSED_TITLE), (Text(said),))


def quiet(t: Texts, circle: Circle, turn: int) -> Card:
    """Ask somebody privately, once, what would suit them."""
    ways = Buttons(
        (
            Button(t(STAY), KeepSeat(circle.id), Look.MAIN),
            Button(t(circles.PAUSE), PauseSeat(circle.id)),
            circles.leave(t, circle),
        )
    )
    title = t(QUIET_TITLE, name=circle.name)
    return Card(title, (Text(t(QUIET, turn=turn)), ways), Tone.CARE)


def stays(t: Texts) -> Card:
    """Say that nothing changes."""
    return Card(t(STAYS_TITLE), (Text(t(STAYS)),))


def _then(
    t: Texts, circle: Circle, then: Next, later: Line, now: Line
) -> tuple[Text | Buttons, ...]:
    look = Button(t(circles.LOOK), ShowCircle(circle.id))
    if then.week is not None:
        go = Button(t(circles.CHECK_IN), OpenCheckIn(then.week), Look.MAIN)
        return Text(t(now)), Buttons((go, look))
    return Text(t(later, next=_opens(circle, then))), Buttons((look,))


def _opens(circle: Circle, then: Next) -> str:
    return markup.when(then.opens, circle.zone) if then.opens else ""
