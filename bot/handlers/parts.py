"""Showing parts of a check-in to its circle: picked one by one, then previewed like any share."""

from collections.abc import Mapping
from dataclasses import replace

from bot.actions.share import PickParts
from bot.answers import Outcome, Say
from bot.domain import checkin as checkins
from bot.domain.checkin import CheckIn, Part
from bot.domain.circle import Circle
from bot.domain.plan import Source
from bot.domain.share import Share, Shared
from bot.errors import Refusal
from bot.handlers import circle, post
from bot.handlers.reading import read
from bot.ports.context import Context
from bot.ui.form import Form
from bot.views import seat as seat_view
from bot.views import share as view
from bot.views import summary as summary_view


async def pick(act: PickParts, cx: Context) -> Outcome:
    """Keep what others may see of a check-in, and preview it; nothing picked is nothing shown."""
    checkin, of = await _shareable(cx, act.checkin)
    chosen = read(await form(cx, act.checkin), cx).many("parts")
    said = await _said(cx, checkin)
    draft = {str(part): text for part, text in said.items() if part in chosen}
    before = await cx.tx.shares.about(cx.me.id, Shared.CHECKIN, checkin.id)
    if not draft:
        letters = await post.withdrawn(cx, before) if before else ()
        return Outcome(Say(view.picked_none(cx.texts)), letters)
    new = before or Share(
        cx.me.id,
        of.space_id,
        Shared.CHECKIN,
        cx.now,
        circle_id=of.id,
        week_id=checkin.week_id,
        subject=checkin.id,
    )
    kept = replace(new, draft=draft)
    kept = await (cx.tx.shares.put(kept) if kept.id else cx.tx.shares.add(kept))
    name = seat_view.called(cx.texts, cx.me)
    return Outcome(Say(view.preview(cx.texts, kept, name, of)))


async def form(cx: Context, key: int) -> Form:
    """Ask which parts of one's own check-in others may see."""
    checkin, _ = await _shareable(cx, key)
    said = await _said(cx, checkin)
    if not said:
        raise Refusal(cx.say(view.PICK_NOTHING))
    return view.pick(cx.texts, checkin.id, tuple(said), checkin.shared)


async def _said(cx: Context, checkin: CheckIn) -> Mapping[Part, str]:
    made = await cx.tx.commitments.made_in(Source.CHECKIN, checkin.id)
    return checkins.parts(checkin, summary_view.spoken(cx.texts, made))


async def _shareable(cx: Context, key: int) -> tuple[CheckIn, Circle]:
    """Return one's own check-in and the circle it is for; alone, there is nobody to show it to."""
    checkin = cx.own(await cx.tx.checkins.get(key))
    week = await cx.tx.circles.weeks.get(checkin.week_id) if checkin.week_id else None
    if week is None:
        raise Refusal(cx.say(view.NOTHING_YET))
    of, _ = await circle.inside(cx, week.circle_id)
    return checkin, of
