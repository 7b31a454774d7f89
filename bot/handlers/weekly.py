"""The weekly reminder of those who check in without a circle."""

from bot.actions.checkin import KeepWeekly, OpenWeekly
from bot.answers import Ask, Outcome, Say, Skip
from bot.domain import days
from bot.domain.checkin import CheckInState
from bot.domain.nudge import Nudge, NudgeKind
from bot.handlers import nudge as nudges
from bot.handlers.reading import read
from bot.ports.context import Composing, Context, NudgeBody
from bot.views import prompt as view


async def open_weekly(act: OpenWeekly, cx: Context) -> Outcome:
    """Ask for a day and a time of the week."""
    return Outcome(Ask(view.weekly(cx.texts)))


async def keep_weekly(act: KeepWeekly, cx: Context) -> Outcome:
    """Promise a reminder each week, in place of an earlier one."""
    reading = read(view.weekly(cx.texts), cx)
    weekday, minute = reading.number("weekday") or 0, reading.minute("time") or 0
    nudge = await nudges.promise(
        cx, cx.me, NudgeKind.CHECKIN, weekday=weekday, minute=minute, asked=True
    )
    due = nudge.due_at or cx.now
    return Outcome(Say(view.weekly_kept(cx.texts, weekday, minute, due, cx.me.zone)))


async def remind_checkin(nudge: Nudge, cx: Composing) -> NudgeBody | Skip:
    """Remind somebody of their week, unless they looked at it already."""
    person = await cx.tx.people.get(nudge.person_id)
    if person is None:
        return Skip("gone")
    this_week = days.week_of(cx.now, person.zone)
    for checkin in await cx.tx.checkins.of(person.id):
        if checkin.iso_week == this_week and checkin.state is not CheckInState.BEGUN:
            return Skip("answered")
    title, blocks = view.nudge(cx.texts, await cx.tx.turns.next(person.id, view.NUDGE.name))
    return NudgeBody(title, blocks)
