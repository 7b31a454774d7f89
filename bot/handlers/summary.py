"""The card of a check-in that was sent: gathered here, for everything that leads to it."""

from collections.abc import Mapping

from bot.actions.checkin import UndoCheckIn
from bot.domain import week as weeks
from bot.domain.checkin import CheckIn, WeekCard
from bot.domain.circle import Circle, Week
from bot.domain.nudge import NudgeKind
from bot.domain.plan import Source
from bot.handlers import streak
from bot.ports.context import Context
from bot.ui.card import Card
from bot.views import summary as view
from bot.views.summary import Sent


async def card(cx: Context, checkin: CheckIn, undo: UndoCheckIn | None = None) -> Card:
    """Thank for a check-in, and show what it brings."""
    of, week = await _circle(cx, checkin)
    content = cx.content.checkins
    sent = Sent(
        checkin,
        await cx.tx.commitments.made_in(Source.CHECKIN, checkin.id),
        content.skills.get(checkin.skill) or _first(content.skills),
        content.motivations.get(checkin.motivation) or _first(content.motivations),
        await streak.length(cx, cx.me),
        of,
        weeks.coming(of, week, cx.now) if of else None,
        can_share=of is not None,
        can_remind=of is None and await _unreminded(cx),
    )
    line = view.THANKS_LOW if sent.is_low else view.THANKS
    return view.summary(cx.texts, sent, await cx.tx.turns.next(cx.me.id, line.name), undo)


async def _circle(cx: Context, checkin: CheckIn) -> tuple[Circle | None, Week | None]:
    week = await cx.tx.circles.weeks.get(checkin.week_id) if checkin.week_id else None
    return (await cx.tx.circles.get(week.circle_id) if week else None), week


async def _unreminded(cx: Context) -> bool:
    return await cx.tx.nudges.about(cx.me.id, NudgeKind.CHECKIN, None) is None


def _first(cards: Mapping[str, WeekCard]) -> WeekCard:
    # A key that a writer has taken out of config since.
    return next(iter(cards.values()))
