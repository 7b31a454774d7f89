"""The post by which something is shared: put up, revised, and taken back."""

from dataclasses import replace

from bot.actions.share import PostShare, TakeBackShare
from bot.answers import Composed, Letter, Outcome, Replace, Room, Skip
from bot.domain import share as shares
from bot.domain.circle import Circle
from bot.domain.share import Share, Shared
from bot.handlers import board, circle
from bot.ports.context import Composing, Context, Surroundings
from bot.views import review as review_view
from bot.views import seat as seat_view
from bot.views import share as view

POST = "share.post"


async def post(act: PostShare, cx: Context) -> Outcome:
    """Show what was previewed, to whom the preview named."""
    share = cx.own(await cx.tx.shares.get(act.share))
    of = await audience(cx, share)
    if share.draft:
        share = await cx.tx.shares.put(shares.shown(share, cx.now))
        await _mark(cx, share, tuple(share.parts))
    card = view.done(cx.texts, share, of)
    return Outcome(Replace(card), await _letters(cx, share, of))


async def take_back(act: TakeBackShare, cx: Context) -> Outcome:
    """Take away what was shown."""
    share = cx.own(await cx.tx.shares.get(act.share))
    letters = await withdrawn(cx, share)
    return Outcome(Replace(view.taken_back(cx.texts)), letters)


async def withdrawn(cx: Context, share: Share) -> tuple[Letter, ...]:
    """Forget a share, and have its post and the look back told so."""
    await cx.tx.shares.remove(share.id)
    await _mark(cx, share, ())
    return await _letters(cx, share, await circle_of(cx, share)) if share.is_shown else ()


async def withdrawals(cx: Context) -> tuple[Letter, ...]:
    """Take back everything one has ever shared, as when one is forgotten."""
    letters: list[Letter] = []
    for share in await cx.tx.shares.of(cx.me.id):
        letters += await withdrawn(cx, share)
    return tuple(letters)


async def post_letter(cx: Composing) -> Composed:
    """Show a share, or that it was taken back where it stands."""
    share = await cx.tx.shares.get(int(cx.letter.args["share"] or 0))
    if share is None or not share.is_shown:
        stands = await cx.tx.outbox.stands(cx.letter.slot)
        return view.gone(cx.texts) if stands else Skip("taken_back")
    author = await cx.tx.people.get(share.person_id)
    card = view.post(cx.texts, share.what, share.parts, seat_view.called(cx.texts, author))
    if share.what is Shared.REVIEW:
        return review_view.posted(cx.texts, card, await cx.tx.reviews.get(share.subject))
    return card


async def revised(cx: Context, share: Share) -> tuple[Letter, ...]:
    """Have a share's post show what is true now."""
    return await _letters(cx, share, await circle_of(cx, share))


async def audience(cx: Context, share: Share) -> Circle | None:
    """Return the circle a share is for, as long as one sits in it; None for the community."""
    if share.circle_id is None:
        return None
    of, _ = await circle.inside(cx, share.circle_id)
    return of


async def circle_of(cx: Surroundings, share: Share) -> Circle | None:
    """Return the circle a share was for, whether one still sits there or not."""
    return None if share.circle_id is None else await cx.tx.circles.get(share.circle_id)


async def _letters(cx: Context, share: Share, of: Circle | None) -> tuple[Letter, ...]:
    """Have a share's post, and the look back it appears in, show what is true now."""
    slot, cause = f"share:{share.id}", cx.event.key
    args = {"share": share.id}
    letter = Letter(f"{slot}:{cause}", await _room(cx, share, of), POST, args, slot=slot)
    week = None if share.week_id is None else await cx.tx.circles.weeks.get(share.week_id)
    if of is None or week is None or not week.closed:
        return (letter,)
    return letter, await board.recap(cx, of, week, cause)


async def _room(cx: Context, share: Share, of: Circle | None) -> Room:
    if of is not None:
        return await board.room(cx, of)
    space = await cx.tx.spaces.get(share.space_id) or cx.space
    return Room(space.platform, space.external, space.lobby)


async def _mark(cx: Context, of: Share, shown: tuple[str, ...]) -> None:
    """Note on a check-in what of it is shown."""
    checkin = await cx.tx.checkins.get(of.subject) if of.what is Shared.CHECKIN else None
    if checkin is not None and checkin.person_id == cx.me.id:
        await cx.tx.checkins.put(replace(checkin, shared=shown))
