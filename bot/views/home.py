"""How a person's own page looks: today, where things stand, and the ways to everything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.actions.application import ShowApplication
from bot.actions.care import HelpNow
from bot.actions.checkin import OpenCheckIn
from bot.actions.commitment import Tick
from bot.actions.help import ShowAbout, ShowHelp
from bot.actions.settings import ChooseZone, ConfirmZone, TypeZone
from bot.domain import plan as plans
from bot.domain import today, zones
from bot.domain.application import Application
from bot.domain.circle import Circle, Seat, Week
from bot.domain.goal import Goal
from bot.domain.nudge import Nudge, NudgeWordings
from bot.domain.person import Person, is_away, is_gentle
from bot.domain.pipeline import Numbers
from bot.domain.plan import Commitment, Kept, Plan
from bot.texts import Label, Line, Texts, Title
from bot.ui import markup
from bot.ui.card import Block, Button, Buttons, Card, Divider, Facts, Note, Row, Text
from bot.views import commitment as commitment_view
from bot.views import help as help_view
from bot.views import reminder, rhythm
from bot.views import settings as settings_view
from bot.views.excerpt import first_line
from bot.views.naming import name

TITLE = Title("home.title")
WHAT = Line("home.new.what")
WHO_SEES = Line("home.new.who_sees")
BOT = Line("home.new.bot")
WHICH_ZONE = Line("home.zone.ask", "zone", "time")
ZONE_IS_RIGHT = Label("home.zone.right")
TODAY = Line("home.today.title")
NOTHING_TODAY = Line("home.today.nothing")
STEP = Line("home.today.step", "what", "when")
STEP_BEFORE = Line("home.today.step_before", "what", "when")
INTERVIEW = Line("home.today.interview", "name", "when")
LOOK = Label("home.today.look")
CHECKIN = Line("home.today.checkin", "circle", "when")
CHECK_IN = Label("home.today.check_in")
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
HELP = Label("home.help")

# What fits beside the other parts of the page, and beside the question about the zone.
MOST_TODAY, MOST_BESIDE_ZONE = 4, 2
MOST_CIRCLES = 3
LONGEST_WHAT, LONGEST_GOAL, LONGEST_NAME = 100, 200, 60


@dataclass(frozen=True, slots=True)
class Place:
    """A circle, one's seat there, its open week if that still waits for one, and what is next."""

    circle: Circle
    seat: Seat
    asks: Week | None = None
    opens: datetime | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """The next reminder, and when it is expected."""

    nudge: Nudge
    at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the page says, as it stands now; `is_new` for whoever has told nothing yet."""

    person: Person
    now: datetime
    wordings: NudgeWordings
    is_new: bool = False
    commitments: Sequence[Commitment] = ()
    applications: Sequence[Application] = ()
    numbers: Numbers | None = None
    places: Sequence[Place] = ()
    streak: int = 0
    plan: Plan | None = None
    steps: Sequence[Commitment] = ()
    goal: Goal | None = None
    promise: Promise | None = None


def page(t: Texts, seen: Page, said: str = "") -> Card:
    """Show a person's page, with what was just done said first."""
    blocks: list[Block] = [Note(said)] if said else []
    blocks += _welcome(t) if seen.is_new else _state(t, seen)
    if not seen.person.zone_chosen:
        blocks += _zone(t, seen)
    return Card(t(TITLE), (*blocks, Divider(), _ways(t)))


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


def _state(t: Texts, seen: Page) -> list[Block]:
    facts = _facts(t, seen)
    stands: list[Block] = [Facts(tuple(facts))] if facts else []
    return [*_rests(t, seen), *_today(t, seen), *stands]


def _rests(t: Texts, seen: Page) -> list[Block]:
    person, zone = seen.person, seen.person.zone
    if person.away_until is not None and is_away(person, seen.now):
        return [Note(t(reminder.RESTING, when=markup.when(person.away_until, zone)))]
    if person.gentle_until is not None and is_gentle(person, seen.now):
        return [Note(t(reminder.GENTLE, when=markup.when(person.gentle_until, zone)))]
    return []


def _today(t: Texts, seen: Page) -> list[Block]:
    rows = [*_interviews(t, seen), *_checkins(t, seen), *_commitments(t, seen)]
    if not rows:
        return [Text(t(NOTHING_TODAY))]
    most = MOST_TODAY if seen.person.zone_chosen else MOST_BESIDE_ZONE
    more = [Note(t(MORE_TODAY))] if len(rows) > most else []
    return [Text(t(TODAY)), *rows[:most], *more]


def _interviews(t: Texts, seen: Page) -> list[Row]:
    zone = seen.person.zone
    return [
        Row(
            t(
                INTERVIEW,
                name=first_line(name(t, each), LONGEST_NAME),
                when=markup.when(each.interview_at or seen.now, zone),
            ),
            Button(t(LOOK), ShowApplication(each.id)),
        )
        for each in today.interviews(seen.applications, seen.now, zone)
    ]


def _checkins(t: Texts, seen: Page) -> list[Row]:
    return [
        Row(
            t(
                CHECKIN,
                circle=each.circle.name,
                when=markup.when(each.asks.closes_at, seen.person.zone),
            ),
            Button(t(CHECK_IN), OpenCheckIn(each.asks.id)),
        )
        for each in seen.places
        if each.asks is not None
    ]


def _commitments(t: Texts, seen: Page) -> list[Row]:
    now, zone = seen.now, seen.person.zone
    rows = []
    for each in today.commitments(seen.commitments, now, zone):
        what = commitment_view.sentence(t, each, LONGEST_WHAT)
        if today.is_before(each.due_at, now, zone):
            when = markup.when(each.due_at or now, zone, markup.Style.DAY)
            said = t(STEP_BEFORE, what=what, when=when)
        else:
            when = markup.when(each.due_at or now, zone, markup.Style.TIME)
            said = t(STEP, what=what, when=when)
        rows.append(Row(said, Button(t(commitment_view.DONE), Tick(each.id, Kept.DONE))))
    return rows


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


def _ways(t: Texts) -> Buttons:
    # What the bot is, is a step away under help: a row more would leave less room for today.
    ways = (each for each in help_view.all_ways(t) if each.action != ShowAbout())
    last = (Button(t(HELP), ShowHelp()), Button(t(help_view.HELP_NOW), HelpNow()))
    return Buttons((*ways, *last))
