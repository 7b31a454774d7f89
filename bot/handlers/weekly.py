"""The weekly reminder of those who check in without a circle."""

from bot.actions.checkin import KeepWeekly, OpenWeekly
from bot.answers import Ask, Outcome, Say, Skip
from bot.domain import days
from bot.domain.checkin import CheckInState
from bot.domain.nudge import Nudge, NudgeKind
from bot.domain.recurrence import Weekly
from bot.handlers import nudge as nudges
from bot.handlers.reading import read
from bot.ports.context import Composing, Context, NudgeBody, Surroundings
from bot.views import prompt as view

_ANY_ZONE = "UTC"


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
    zone, due = cx.me.zone, nudge.due_at or cx.now
    if await _has_looked(cx, cx.me.id, days.week_of(due, zone)):
        # The one that lies in this week will stay away.
        due = Weekly(weekday, minute, zone).after(due)
    return Outcome(Say(view.weekly_kept(cx.texts, weekday, minute, due, zone)))


async def remind_checkin(nudge: Nudge, cx: Composing) -> NudgeBody | Skip:
    """Remind somebody of their week, unless they looked at it already."""
    zone = cx.reader.zone if cx.reader else _ANY_ZONE
    if await _has_looked(cx, nudge.person_id, days.week_of(cx.now, zone)):
        return Skip("answered")
    turn = await cx.tx.turns.next(nudge.person_id, view.NUDGE.name)
    title, blocks = view.nudge(cx.texts, turn)
    return NudgeBody(title, blocks)


async def _has_looked(cx: Surroundings, person_id: int, week: str) -> bool:
    """Tell whether somebody has checked in, or skipped, in a week such as 2026-W49."""
    checkins = await cx.tx.checkins.of(person_id)
    return any(each.iso_week == week and each.state is not CheckInState.BEGUN for each in checkins)
