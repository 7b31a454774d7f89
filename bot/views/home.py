"""How a person's own page looks: today, where things stand, and the ways to everything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.actions.application import OpenApply, ShowApplications
from bot.actions.care import HelpNow
from bot.actions.checkin import OpenCheckIn
from bot.actions.circle import ShowCircles
from bot.actions.help import ShowHelp, Undo
from bot.actions.home import SnoozeNext
from bot.actions.nudge import ShowNudges
from bot.actions.plan import OpenPlan
from bot.actions.practice import OpenPractices
from bot.actions.privacy import OpenPrivacy
from bot.actions.progress import ShowProgress
from bot.actions.rejection import OpenNo
from bot.actions.rest import EndBreak, OpenBreak
from bot.actions.settings import ChooseZone, ConfirmZone, OpenSettings, TypeZone
from bot.domain import plan as plans
from bot.domain import zones
from bot.domain.application import Application
from bot.domain.circle import Circle, Seat, Week
from bot.domain.goal import Goal
from bot.domain.nudge import Nudge, NudgeWordings
from bot.domain.person import Person, is_away, is_gentle
from bot.domain.pipeline import Numbers
from bot.domain.plan import Commitment, Kept, Plan
from bot.domain.practice import Offer
from bot.domain.progress import Step
from bot.domain.snooze import Snooze
from bot.texts import Label, Line, Texts, Title
from bot.ui import limits, markup
from bot.ui.action import Action
from bot.ui.card import (
    Block,
    Button,
    Buttons,
    Card,
    Choice,
    Divider,
    Facts,
    Menu,
    Note,
    Row,
    Text,
    parts,
)
from bot.views import funnel, practice, reminder, rest, rhythm, today
from bot.views import help as help_view
from bot.views import nudge as nudge_view
from bot.views import settings as settings_view
from bot.views import undo as undo_view
from bot.views.excerpt import first_line

TITLE = Title("home.title")
WHAT = Line("home.new.what")
WHO_SEES = Line("home.new.who_sees")
BOT = Line("home.new.bot")
WHICH_ZONE = Line("home.zone.ask", "zone", "time")
ZONE_IS_RIGHT = Label("home.zone.right")
TODAY = Line("home.today.title")
NOTHING_TODAY = Line("home.today.nothing")
MORE_TODAY = Line("home.today.more")
CIRCLE = Label("home.stands.circle")
CIRCLE_NEXT = Line("home.stands.circle_next", "name", "when")
CIRCLE_OPEN = Line("home.stands.circle_open", "name")
CIRCLE_LAST = Line("home.stands.circle_last", "name")
CIRCLE_WAITING = Line("home.stands.circle_waiting", "name")
CIRCLE_PAUSED = Line("home.stands.circle_paused", "name")
STREAK = Label("home.stands.streak")
ONE_WEEK = Line("home.stands.one_week")
WEEKS = Line("home.stands.weeks", "count")
PLAN = Label("home.stands.plan")
PLAN_STEPS = Line("home.stands.plan_steps", "done", "of", "day")
PLAN_EMPTY = Line("home.stands.plan_empty", "day")
PLAN_OVER = Line("home.stands.plan_over")
GOAL = Label("home.stands.goal")
APPLICATIONS = Label("home.stands.applications")
OPEN = Line("home.stands.open", "open", "waiting")
ENDED = Line("home.stands.ended", "sent")
NEXT = Label("home.stands.next")
NEXT_NUDGE = Line("home.stands.next_nudge", "name", "when")
SNOOZE = Label("home.stands.snooze")
HELP = Label("home.help")

MOST_TODAY = 4
MOST_CIRCLES = 3
LONGEST_GOAL = 200


@dataclass(frozen=True, slots=True)
class Place:
    """A circle, one's seat there, its open week if that still waits for one, and what is next."""

    circle: Circle
    seat: Seat
    asks: Week | None = None
    opens: datetime | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """The next reminder, when it is expected, and how it can be put off."""

    nudge: Nudge
    at: datetime
    later: Sequence[Snooze] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the page says, as it stands now; `is_new` for whoever has told nothing yet.

    `came` is how far applications came; `offer` the practice worth doing now, with the no it is
    about; `is_calm` keeps the page to what is needed, on the days after words of crisis.
    """

    person: Person
    now: datetime
    wordings: NudgeWordings
    is_new: bool = False
    commitments: Sequence[Commitment] = ()
    applications: Sequence[Application] = ()
    numbers: Numbers | None = None
    came: Sequence[Step] = ()
    offer: tuple[Offer, int | None] | None = None
    is_calm: bool = False
    places: Sequence[Place] = ()
    streak: int = 0
    plan: Plan | None = None
    steps: Sequence[Commitment] = ()
    goal: Goal | None = None
    promise: Promise | None = None


def page(t: Texts, seen: Page, said: str = "", undo: Undo | None = None) -> Card:
    """Show a person's page, with what was just done said first: what matters now comes first."""
    zone = [] if seen.person.zone_chosen else _zone(t, seen)
    above: list[Block] = _said(t, said, undo)
    below: list[Block] = [*zone, Divider(), _ways(t, seen)]
    if seen.is_new:
        return Card(t(TITLE), (*above, *_welcome(t), *below))
    above, below = [*above, *_rests(t, seen)], [*_stands(t, seen), *below]
    taken = limits.CARD_FRAME + sum(parts(block) for block in (*above, *below))
    return Card(t(TITLE), (*above, *_today(t, seen, limits.CARD_PARTS - taken), *below))


def _said(t: Texts, said: str, undo: Undo | None) -> list[Block]:
    if undo is not None:
        return [Row(said, Button(t(undo_view.BUTTON), undo))]
    return [Note(said)] if said else []


def _welcome(t: Texts) -> list[Block]:
    return [Text(t(WHAT)), Text(t(WHO_SEES)), Text(t(BOT))]


def _zone(t: Texts, seen: Page) -> list[Block]:
    """Ask once which clock is theirs: until it is answered, and never again."""
    zone = seen.person.zone
    said = t(WHICH_ZONE, zone=zones.friendly(zone), time=markup.when(seen.now, zone))
    ways = (
        Button(t(ZONE_IS_RIGHT), ConfirmZone()),
        Button(t(settings_view.OTHER_ZONE), TypeZone(home=True)),
    )
    return [Text(said), settings_view.zone_menu(t, ChooseZone(home=True)), Buttons(ways)]


def _stands(t: Texts, seen: Page) -> list[Block]:
    facts = _facts(t, seen)
    shown: list[Block] = [*_practice(t, seen), *([Facts(tuple(facts))] if facts else [])]
    shown += _snooze(t, seen)
    return shown if seen.is_calm else [*shown, *funnel.chart(t, seen.came)]


def _practice(t: Texts, seen: Page) -> tuple[Row, ...]:
    # The question about the zone takes the room.
    if seen.offer is None or not seen.person.zone_chosen:
        return ()
    offer, no = seen.offer
    return practice.offered(t, (offer,), no)


def _snooze(t: Texts, seen: Page) -> list[Menu]:
    if seen.promise is None or not seen.person.zone_chosen:
        return []
    choices = tuple(Choice(each, t(nudge_view.SNOOZES[each])) for each in seen.promise.later)
    return [Menu(t(SNOOZE), SnoozeNext(seen.promise.nudge.id), choices)]


def _rests(t: Texts, seen: Page) -> list[Block]:
    person, zone = seen.person, seen.person.zone
    if person.away_until is not None and is_away(person, seen.now):
        return [Note(t(reminder.RESTING, when=markup.when(person.away_until, zone)))]
    if person.gentle_until is not None and is_gentle(person, seen.now):
        return [Note(t(reminder.GENTLE, when=markup.when(person.gentle_until, zone)))]
    return []


def _today(t: Texts, seen: Page, room: int) -> list[Block]:
    """Show what today holds, as much as there is room for; a title and a note take one each."""
    now, zone = seen.now, seen.person.zone
    asked = ((each.circle, each.asks) for each in seen.places if each.asks is not None)
    rows = [
        *today.interviews(t, seen.applications, now, zone),
        *today.checkins(t, asked, zone),
        *today.steps(t, seen.commitments, now, zone),
    ]
    if not rows:
        return [Text(t(NOTHING_TODAY))]
    most = max(min((room - 2) // parts(rows[0]), MOST_TODAY), 1)
    more = [Note(t(MORE_TODAY))] if len(rows) > most else []
    return [Text(t(TODAY)), *rows[:most], *more]


def _facts(t: Texts, seen: Page) -> list[tuple[str, str]]:
    facts = [(t(CIRCLE), _place(t, each, seen)) for each in seen.places[:MOST_CIRCLES]]
    if seen.streak:
        weeks = t(ONE_WEEK) if seen.streak == 1 else t(WEEKS, count=seen.streak)
        facts.append((t(STREAK), weeks))
    if seen.plan is not None:
        facts.append((t(PLAN), _plan(t, seen.plan, seen)))
    if seen.goal is not None:
        facts.append((t(GOAL), first_line(seen.goal.text, LONGEST_GOAL)))
    if seen.numbers is not None and (seen.numbers.open or seen.numbers.sent):
        facts.append((t(APPLICATIONS), _numbers(t, seen.numbers)))
    if seen.promise is not None:
        facts.append((t(NEXT), _promise(t, seen.promise, seen)))
    return facts


def _place(t: Texts, place: Place, seen: Page) -> str:
    called = place.circle.name
    if place.seat is Seat.WAITING:
        return t(CIRCLE_WAITING, name=called)
    if place.seat is Seat.PAUSED:
        return t(CIRCLE_PAUSED, name=called)
    if place.asks is not None:
        return t(CIRCLE_OPEN, name=called)
    if place.opens is None:
        return t(CIRCLE_LAST, name=called)
    return t(CIRCLE_NEXT, name=called, when=markup.when(place.opens, seen.person.zone))


def _plan(t: Texts, plan: Plan, seen: Page) -> str:
    if plans.is_over(plan, seen.now, seen.person.zone):
        return t(PLAN_OVER)
    last = plans.look_back_at(plan, seen.person.zone)
    day = markup.when(last, seen.person.zone, markup.Style.DAY)
    steps = plans.steps(seen.steps)
    if not steps:
        return t(PLAN_EMPTY, day=day)
    done = sum(each.kept is Kept.DONE for each in steps)
    return t(PLAN_STEPS, done=done, of=len(steps), day=day)


def _numbers(t: Texts, numbers: Numbers) -> str:
    if not numbers.open:
        return t(ENDED, sent=numbers.sent)
    return t(OPEN, open=numbers.open, waiting=numbers.waiting)


def _promise(t: Texts, promise: Promise, seen: Page) -> str:
    when = markup.when(promise.at, seen.person.zone)
    return t(NEXT_NUDGE, name=rhythm.name(promise.nudge, seen.wordings), when=when)


def _ways(t: Texts, seen: Page) -> Buttons:
    is_off = is_away(seen.person, seen.now)
    ways = (*_FIRST, (rest.END, EndBreak()) if is_off else _BREAK, *_LAST)
    return Buttons(tuple(Button(t(label), action) for label, action in ways))


_FIRST: tuple[tuple[Label, Action], ...] = (
    (Label("home.ways.no"), OpenNo()),
    (Label("home.ways.apply"), OpenApply()),
    (Label("home.ways.applications"), ShowApplications()),
    (Label("home.ways.progress"), ShowProgress()),
    (Label("home.ways.plan"), OpenPlan()),
    (Label("home.ways.practices"), OpenPractices()),
    (Label("home.ways.checkin"), OpenCheckIn()),
    (Label("home.ways.circles"), ShowCircles()),
    (Label("home.ways.nudges"), ShowNudges()),
)
_BREAK = (Label("home.ways.break"), OpenBreak())
_LAST: tuple[tuple[Label, Action], ...] = (
    (Label("home.ways.settings"), OpenSettings()),
    (help_view.PRIVACY, OpenPrivacy()),
    (HELP, ShowHelp()),
    (help_view.HELP_NOW, HelpNow()),
)
