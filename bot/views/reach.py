"""How it looks that letters come somewhere, or reach nobody."""

from bot.actions.nudge import ShowNudges
from bot.actions.reach import LetWait, TryAgain, UsePlace
from bot.domain.reach import Reach
from bot.texts import Label, Line, Texts, Title
from bot.ui.card import Block, Button, Buttons, Card, Look, Text
from bot.views import sure

HELLO_TITLE = Title("reach.hello.title")
HELLO = Line("reach.hello.text")
REMINDERS = Label("reach.hello.reminders")
SHUT_TITLE = Title("reach.shut.title")
SHUT = Line("reach.shut.text")
NONE_WAITS, ONE_WAITS = Line("reach.shut.none_waits"), Line("reach.shut.one_waits")
MANY_WAIT = Line("reach.shut.many_wait", "count")
HOW = Line("reach.shut.how")
STATE_SHUT = Line("reach.state.shut", "count")
STATE_PLACE = Line("reach.state.place")
AGAIN = Label("reach.button.again")
USE_PLACE = Label("reach.button.place")
WAIT = Label("reach.button.wait")
DIRECTLY = Label("reach.button.directly")
TRYING_TITLE = Title("reach.trying.title")
TRYING = Line("reach.trying.text")
SETTLED_TITLE = Title("reach.settled.title")
SETTLED = Line("reach.settled.text")
WAITING_TITLE = Title("reach.waiting.title")
WAITING = Line("reach.waiting.text")
NO_CHANNEL = Line("reach.no_channel")
NOT_SHUT = Line("reach.not_shut")


def hello(t: Texts) -> Card:
    """Say that letters come here: the first of them."""
    ways = Buttons((Button(t(REMINDERS), ShowNudges()),))
    return Card(t(HELLO_TITLE), (Text(t(HELLO)), ways))


def shut(t: Texts, reach: Reach) -> Card:
    """Say that nothing can be written to somebody directly, and what they can do."""
    said = f"{t(SHUT)} {_waiting(t, reach.waiting)}"
    ways = Buttons((*_ways(t, reach), Button(t(WAIT), LetWait())))
    return Card(t(SHUT_TITLE), (Text(said), Text(t(HOW)), ways))


def state(t: Texts, reach: Reach) -> tuple[Block, ...]:
    """Say where letters go, unless they simply come; with what can be done about it."""
    if reach.is_shut:
        return Text(t(STATE_SHUT, count=reach.waiting)), Buttons(_ways(t, reach))
    if reach.has_place:
        return Text(t(STATE_PLACE)), Buttons((_directly(t),))
    return ()


def trying(t: Texts) -> Card:
    """Say that it is being tried."""
    return Card(t(TRYING_TITLE), (Text(t(TRYING)),))


def settled(t: Texts) -> Card:
    """Say that letters come to a place of one's own."""
    return Card(t(SETTLED_TITLE), (Text(t(SETTLED)), Buttons((_directly(t),))))


def waiting(t: Texts) -> Card:
    """Say that letters wait, and for how long."""
    return Card(t(WAITING_TITLE), (Text(t(WAITING)),))


def _ways(t: Texts, reach: Reach) -> tuple[Button, ...]:
    again = Button(t(AGAIN), TryAgain(), Look.MAIN)
    place = sure.button(t, USE_PLACE, UsePlace(), Look.PLAIN)
    return (again, place) if reach.may_settle else (again,)


def _directly(t: Texts) -> Button:
    return Button(t(DIRECTLY), TryAgain())


def _waiting(t: Texts, count: int) -> str:
    if count > 1:
        return t(MANY_WAIT, count=count)
    return t(ONE_WAITS if count else NONE_WAITS)
