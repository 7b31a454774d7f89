"""Showing something of one's own to others: words, preview, post, and taking it back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from bot.actions.share import (
    ChangeShare,
    DropShare,
    KeepShare,
    OpenShare,
    ShowShares,
    To,
)
from bot.answers import Ask, Outcome, Replace, Say
from bot.domain import seat as seats
from bot.domain.circle import Circle
from bot.domain.plan import Source
from bot.domain.share import WORDS, Share, Shared
from bot.errors import Refusal
from bot.handlers import circle, parts, post
from bot.handlers.reading import Reading, read
from bot.ports.context import Context
from bot.ui.card import Card
from bot.ui.form import Form
from bot.views import mock as mock_view
from bot.views import review as review_view
from bot.views import seat as seat_view
from bot.views import share as view
from bot.views import summary as summary_view
from bot.views.share import Wanted


async def open_share(act: OpenShare, cx: Context) -> Outcome:
    """Ask for the words others will read, starting from one's own."""
    if act.what is Shared.CHECKIN:
        return Outcome(Ask(await parts.form(cx, act.subject)))
    words = await _words(act, cx)
    circles = await _circles(cx) if act.to is To.CIRCLE else ()
    if act.to is To.CIRCLE and not circles:
        return Outcome(Say(view.no_circle(cx.texts)))
    if act.to is To.COMMUNITY and not cx.space.lobby:
        raise Refusal(cx.say(view.NO_LOBBY))
    return Outcome(Ask(view.write(cx.texts, Wanted(act.what, act.subject, act.to, words), circles)))


async def change(act: ChangeShare, cx: Context) -> Outcome:
    """Open a share's words again; what others see stays until the new words are shared."""
    share = cx.own(await cx.tx.shares.get(act.share))
    if share.what is Shared.CHECKIN:
        return Outcome(Ask(await parts.form(cx, share.subject)))
    return Outcome(Ask(await _form(cx, _wanted(share, share.draft or share.parts), share)))


async def keep(act: KeepShare, cx: Context) -> Outcome:
    """Keep the words, and show them to their author as others will see them."""
    before = cx.own(await cx.tx.shares.get(act.share)) if act.share else None
    # The subject is read again, for an id that comes back from a form may be anybody's.
    await _words(OpenShare(act.what, act.subject, act.to), cx)
    wanted = Wanted(act.what, act.subject, act.to, "", act.share)
    reading = read(await _form(cx, wanted, before), cx)
    of = await _chosen(cx, reading, before, act.to)
    new = before or Share(cx.me.id, cx.space.id, act.what, cx.now, subject=act.subject)
    if not new.is_shown:
        new = replace(new, space_id=of.space_id if of else cx.space.id)
    share = replace(new, draft={WORDS: reading.text(WORDS)}, circle_id=of.id if of else None)
    share = await (cx.tx.shares.put(share) if share.id else cx.tx.shares.add(share))
    return Outcome(Say(await _preview(cx, share, of)))


async def drop(act: DropShare, cx: Context) -> Outcome:
    """Keep it private after all; what is shown already stays as it is."""
    share = cx.own(await cx.tx.shares.get(act.share))
    if share.is_shown:
        await cx.tx.shares.put(replace(share, draft={}))
    else:
        await cx.tx.shares.remove(share.id)
    return Outcome(Replace(view.dropped(cx.texts)))


async def show_mine(act: ShowShares, cx: Context) -> Outcome:
    """Show what one has shared."""
    found = [share for share in await cx.tx.shares.of(cx.me.id) if share.is_shown]
    shown = [(share, await post.circle_of(cx, share)) for share in found]
    return Outcome(Say(view.mine(cx.texts, shown, cx.me.zone)))


async def _words(act: OpenShare, cx: Context) -> str:
    """Say in a sentence what is about to be shared; raises Refusal for what is not one's own."""
    t = cx.texts
    match act.what:
        case Shared.NO:
            no = cx.own(await cx.tx.nos.get(act.subject))
            stage = t(view.STAGES[no.stage])
            if no.company:
                return t(view.NO_FROM, company=no.company, stage=stage)
            return t(view.NO_PLAIN, stage=stage)
        case Shared.REFLECTION:
            return cx.own(await cx.tx.reflections.get(act.subject)).strategy
        case Shared.PLAN:
            mine = cx.own(await cx.tx.plans.get(act.subject))
            made = await cx.tx.commitments.made_in(Source.PLAN, mine.id)
            return t(view.PLAN, plans=f"\n{summary_view.spoken(t, made)}") if made else ""
        case Shared.MOCK:
            return mock_view.words(t, cx.content.rehearsal, act.subject)
        case Shared.REVIEW:
            return review_view.words(t, cx.own(await cx.tx.reviews.get(act.subject)))
        case Shared.NEWS | Shared.CHECKIN:
            return ""
        case _ as never:
            assert_never(never)


async def _circles(cx: Context) -> Sequence[Circle]:
    return [of for of, seat in await circle.mine(cx) if seat in seats.SEATED]


async def _form(cx: Context, wanted: Wanted, before: Share | None) -> Form:
    """Make the form again; where it is shown already, its audience stays."""
    fixed = wanted.to is To.COMMUNITY or (before is not None and before.is_shown)
    return view.write(cx.texts, wanted, () if fixed else await _circles(cx))


def _wanted(share: Share, words: Mapping[str, str]) -> Wanted:
    to = To.COMMUNITY if share.circle_id is None else To.CIRCLE
    return Wanted(share.what, share.subject, to, words.get(WORDS, ""), share.id, share.circle_id)


async def _chosen(cx: Context, reading: Reading, before: Share | None, to: To) -> Circle | None:
    """Return the circle the words are for; None for the community."""
    if before is not None and before.is_shown:
        return await post.audience(cx, before)
    if to is To.COMMUNITY and not cx.space.lobby:
        raise Refusal(cx.say(view.NO_LOBBY))
    if to is To.COMMUNITY:
        return None
    circles = await _circles(cx)
    if not circles:
        raise Refusal(cx.say(view.NO_CIRCLE))
    key = reading.number("circle") or circles[0].id
    return next((of for of in circles if of.id == key), circles[0])


async def _preview(cx: Context, share: Share, of: Circle | None) -> Card:
    space = await cx.tx.spaces.get(share.space_id) or cx.space
    return view.preview(cx.texts, share, seat_view.called(cx.texts, cx.me), of or space.lobby)
