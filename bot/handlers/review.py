"""Reviews: asked of the community after a preview, offered by a press, told to the author alone."""

from dataclasses import replace

from bot.actions.review import (
    ChangeReviewTone,
    CloseReview,
    OfferReview,
    OpenReview,
    ReopenReview,
)
from bot.answers import Composed, Letter, Outcome, Replace, Say, Skip, Wait
from bot.domain import feedback
from bot.domain import prompt as prompts
from bot.domain import review as reviews
from bot.domain.review import ReviewOffer, ReviewRequest
from bot.domain.share import Share, Shared
from bot.errors import Refusal
from bot.handlers import post
from bot.ports.context import Composing, Context, Surroundings
from bot.ui import markup
from bot.ui.card import Card
from bot.views import review as view
from bot.views import seat as seat_view

OFFERED = "review.offered"


async def open_review(act: OpenReview, cx: Context) -> Outcome:
    """Show the request that stands, or one to preview; a new one is kept as a draft at once."""
    request = reviews.current(await cx.tx.reviews.of(cx.me.id), act.material)
    if request is None:
        request = await cx.tx.reviews.add(ReviewRequest(cx.me.id, act.material, cx.now))
    return Outcome(Replace(await _card(cx, request)))


async def change_tone(act: ChangeReviewTone, cx: Context) -> Outcome:
    """Write the same request in the next tone."""
    before = await _own(act.request, cx)
    toned = replace(before, tone=feedback.next_tone(before.tone))
    return Outcome(Replace(await _card(cx, await cx.tx.reviews.put(toned))))


async def close(act: CloseReview, cx: Context) -> Outcome:
    """Take the button from the post, with thanks to everybody."""
    request = await cx.tx.reviews.put(reviews.closed(await _own(act.request, cx), cx.now))
    return Outcome(Replace(view.closed(cx.texts, request)), await _revised(cx, request))


async def reopen(act: ReopenReview, cx: Context) -> Outcome:
    """Put the button back; where the post was taken away meanwhile, show a draft."""
    request = await cx.tx.reviews.put(reviews.reopened(await _own(act.request, cx)))
    if await _share(cx, request) is None:
        return Outcome(Replace(await _card(cx, request)))
    return Outcome(Replace(view.again(cx.texts, request)), await _revised(cx, request))


async def offer(act: OfferReview, cx: Context) -> Outcome:
    """Let the author know, privately and once, that somebody can look at it."""
    request = await cx.tx.reviews.get(act.request)
    share = await _share(cx, request) if request else None
    if request is None or share is None:
        raise Refusal(cx.say(cx.gone))
    if request.person_id == cx.me.id:
        raise Refusal(cx.say(view.OWN))
    if request.closed_at is not None:
        raise Refusal(cx.say(view.OVER))
    name = seat_view.called(cx.texts, await cx.tx.people.get(request.person_id))
    made = await cx.tx.offers.for_request(request.id)
    if any(each.person_id == cx.me.id for each in made):
        return Outcome(Say(view.offered(cx.texts, name, before=True)))
    new = await cx.tx.offers.add(ReviewOffer(request.id, cx.me.id, cx.now))
    letter = Letter(f"{OFFERED}:{new.id}", request.person_id, OFFERED, {"offer": new.id})
    return Outcome(Say(view.offered(cx.texts, name, before=False)), (letter,))


async def offered_letter(cx: Composing) -> Composed:
    """Tell the author who can look at it, at an hour that suits them."""
    made = await cx.tx.offers.get(int(cx.letter.args["offer"] or 0))
    request = await cx.tx.reviews.get(made.request_id) if made else None
    if made is None or request is None or cx.reader is None:
        return Skip("gone")
    if request.closed_at is not None:
        return Skip("closed")
    at = prompts.reachable(cx.reader, cx.now)
    if at > cx.now:
        return Wait(at)
    return view.letter(cx.texts, request, await _who(cx, made, await _share(cx, request)))


async def _own(key: int, cx: Context) -> ReviewRequest:
    return cx.own(await cx.tx.reviews.get(key))


async def _share(cx: Surroundings, request: ReviewRequest) -> Share | None:
    """Return the newest post of a request, as long as others can see it."""
    return next(iter(await _shares(cx, request)), None)


async def _shares(cx: Surroundings, request: ReviewRequest) -> tuple[Share, ...]:
    """Return the posts of a request that others can see, the newest first."""
    mine = await cx.tx.shares.of(request.person_id)
    return tuple(
        each for each in mine
        if each.what is Shared.REVIEW and each.subject == request.id and each.is_shown
    )  # fmt: skip


async def _card(cx: Context, request: ReviewRequest) -> Card:
    share = await _share(cx, request)
    if share is None:
        return view.draft(cx.texts, request, cx.space.lobby)
    made = await cx.tx.offers.for_request(request.id)
    helpers = [await _who(cx, each, share) for each in made]
    return view.standing(cx.texts, request, share, helpers, cx.me.zone)


async def _revised(cx: Context, request: ReviewRequest) -> tuple[Letter, ...]:
    letters: list[Letter] = []
    for share in await _shares(cx, request):
        letters += await post.revised(cx, share)
    return tuple(letters)


async def _who(cx: Surroundings, made: ReviewOffer, share: Share | None) -> str:
    """Name who can look at it, so that the platform can show the account."""
    space = await cx.tx.spaces.get(share.space_id) if share else None
    name = seat_view.called(cx.texts, await cx.tx.people.get(made.person_id))
    for account in await cx.tx.people.identities(made.person_id):
        if space is not None and account.platform == space.platform:
            return markup.who(account.user, name)
    return name
