"""How today looks on somebody's page: a line for each thing, and what can be done about it."""

from collections.abc import Iterable
from datetime import datetime

from bot.actions.application import ShowApplication
from bot.actions.checkin import OpenCheckIn
from bot.actions.commitment import Tick
from bot.domain import today
from bot.domain.application import Application
from bot.domain.circle import Circle, Week
from bot.domain.plan import Commitment, Kept
from bot.texts import Label, Line, Texts
from bot.ui import markup
from bot.ui.card import Button, Row
from bot.views import commitment
from bot.views.excerpt import first_line
from bot.views.naming import name

STEP = Line("home.today.step", "what", "when")
STEP_BEFORE = Line("home.today.step_before", "what", "when")
INTERVIEW = Line("home.today.interview", "name", "when")
LOOK = Label("home.today.look")
CHECKIN = Line("home.today.checkin", "circle", "when")
CHECK_IN = Label("home.today.check_in")

LONGEST_WHAT, LONGEST_NAME = 100, 60


def interviews(t: Texts, mine: Iterable[Application], now: datetime, zone: str) -> list[Row]:
    """Show the interviews of today and tomorrow."""
    return [
        Row(
            t(
                INTERVIEW,
                name=first_line(name(t, each), LONGEST_NAME),
                when=markup.when(each.interview_at or now, zone),
            ),
            Button(t(LOOK), ShowApplication(each.id)),
        )
        for each in today.interviews(mine, now, zone)
    ]


def checkins(t: Texts, asked: Iterable[tuple[Circle, Week]], zone: str) -> list[Row]:
    """Show the check-ins that are open."""
    return [
        Row(
            t(CHECKIN, circle=circle.name, when=markup.when(week.closes_at, zone)),
            Button(t(CHECK_IN), OpenCheckIn(week.id)),
        )
        for circle, week in asked
    ]


def steps(t: Texts, mine: Iterable[Commitment], now: datetime, zone: str) -> list[Row]:
    """Show what is meant for today, and what was meant for a day before."""
    rows = []
    for each in today.commitments(mine, now, zone):
        what = commitment.sentence(t, each, LONGEST_WHAT)
        if today.is_before(each.due_at, now, zone):
            when = markup.when(each.due_at or now, zone, markup.Style.DAY)
            said = t(STEP_BEFORE, what=what, when=when)
        else:
            when = markup.when(each.due_at or now, zone, markup.Style.TIME)
            said = t(STEP, what=what, when=when)
        rows.append(Row(said, Button(t(commitment.DONE), Tick(each.id, Kept.DONE))))
    return rows
