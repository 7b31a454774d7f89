"""How a review looks: the request to preview, the post with its button, and who could do it."""

from collections.abc import Sequence
from datetime import datetime

from bot.actions.materials import OpenVersion, ShowChecklist
from bot.actions.review import ChangeReviewTone, CloseReview, OfferReview, ReopenReview
from bot.actions.share import OpenShare, Shared, TakeBackShare, To
from bot.domain.feedback import FeedbackTone
from bot.domain.material import Material
from bot.domain.review import MOST_NAMED, ReviewRequest
from bot.domain.share import Share
from bot.texts import Label, Line, Texts, Title
from bot.ui import markup
from bot.ui.card import Block, Button, Buttons, Card, Look, Note, Quote, Text, Tone
from bot.views import materials

TITLE = Title("materials.review.title")
INTRO = Line("materials.review.intro", "where")
NO_LOBBY = Line("materials.review.no_lobby")
CAREFUL = Line("materials.review.careful")
ASK = Label("materials.review.ask")
OTHER_TONE = Label("materials.review.tone")
CLOSE = Label("materials.review.close")
REOPEN = Label("materials.review.reopen")
OFFER = Label("materials.review.offer")
NAMED = Line("materials.review.named", "name")
CLOSED_NOTE = Line("materials.review.closed_note")
STANDING_TITLE = Title("materials.review.standing_title", "material")
STANDING = Line("materials.review.standing", "day")
OFFERS = Line("materials.review.offers")
NOTE_IT = Label("materials.review.note_it")
TAKE_BACK = Label("materials.review.take_back")
CLOSED_TITLE, CLOSED = Title("materials.review.closed_title"), Line("materials.review.closed")
AGAIN_TITLE, AGAIN = Title("materials.review.again_title"), Line("materials.review.again")
OFFERED_TITLE = Title("materials.review.offered_title", "name")
OFFERED = Line("materials.review.offered", "name")
OFFERED_BEFORE = Line("materials.review.offered_before", "name")
OWN = Line("materials.review.own")
OVER = Line("materials.review.over")
LETTER_TITLE = Title("materials.review.letter_title")
LETTER = Line("materials.review.letter", "who", "material")
WORDS = {tone: Line(f"materials.ask_{tone}.text", "material") for tone in FeedbackTone}
FOCUS = {material: Line(f"materials.focus.{material}") for material in Material}
HOW_COPY = {tone: Line(f"materials.how.copy_{tone}") for tone in FeedbackTone}
HOW = {tone: Line(f"materials.how.{tone}") for tone in FeedbackTone}


def words(t: Texts, request: ReviewRequest, *, posted: bool = True) -> str:
    """Write the request as others could read it; each request has the next wording.

    What is not posted by us has no button to press.
    """
    how = HOW[request.tone] if posted else HOW_COPY[request.tone]
    material = materials.within(t, request.material)
    asked = t(WORDS[request.tone], turn=request.id, material=material)
    focus = t(FOCUS[request.material], turn=request.id)
    return f"{asked}\n\n{focus}\n\n{t(how)}"


def draft(t: Texts, request: ReviewRequest, lobby: str) -> Card:
    """Show the request before it is previewed; without a channel it can be copied."""
    said = t(INTRO, where=markup.where(lobby)) if lobby else t(NO_LOBBY)
    ask = OpenShare(Shared.REVIEW, request.id, To.COMMUNITY)
    ways = (
        *((Button(t(ASK), ask, Look.MAIN),) if lobby else ()),
        Button(t(OTHER_TONE), ChangeReviewTone(request.id)),
        _back(t, request),
    )
    body = (
        Text(said),
        Quote(words(t, request, posted=bool(lobby))),
        Buttons(ways),
        Note(t(CAREFUL)),
    )
    return Card(t(TITLE), body)


def standing(
    t: Texts, request: ReviewRequest, share: Share, helpers: Sequence[str], zone: str
) -> Card:
    """Show how a request stands that others can see."""
    since: datetime = share.shown_at or share.created_at
    blocks: list[Block] = []
    if helpers:
        blocks += [Text(t(OFFERS)), Text("\n".join(helpers[-MOST_NAMED:]))]
    else:
        day = markup.when(since, zone, markup.Style.DAY)
        blocks.append(Text(t(STANDING, day=day)))
    ways = (
        Button(t(NOTE_IT), OpenVersion(request.material)),
        Button(t(CLOSE), CloseReview(request.id)),
        Button(t(TAKE_BACK), TakeBackShare(share.id)),
        _back(t, request),
    )
    title = t(STANDING_TITLE, material=materials.within(t, request.material))
    return Card(title, (*blocks, Buttons(ways)))


def posted(t: Texts, card: Card, request: ReviewRequest | None) -> Card:
    """Add to the post what others can press, or that enough of them did."""
    if request is None or request.closed_at is not None:
        return Card(card.title, (*card.blocks[:-1], Note(t(CLOSED_NOTE))))
    offer = Buttons((Button(t(OFFER), OfferReview(request.id)),))
    return Card(card.title, (*card.blocks, offer))


def note(t: Texts, name: str) -> Note:
    """Say below the words, in their preview, too, who hears of a press."""
    return Note(t(NAMED, name=name))


def closed(t: Texts, request: ReviewRequest) -> Card:
    """Say that nobody is asked any more."""
    ways = (Button(t(REOPEN), ReopenReview(request.id)), _back(t, request))
    return Card(t(CLOSED_TITLE), (Text(t(CLOSED)), Buttons(ways)))


def again(t: Texts, request: ReviewRequest) -> Card:
    """Say that the request stands once more."""
    ways = (Button(t(CLOSE), CloseReview(request.id)), _back(t, request))
    return Card(t(AGAIN_TITLE), (Text(t(AGAIN)), Buttons(ways)))


def offered(t: Texts, name: str, *, before: bool) -> Card:
    """Thank somebody who can look at it, and say what happens next."""
    said = t(OFFERED_BEFORE if before else OFFERED, name=name)
    return Card(t(OFFERED_TITLE, name=name), (Text(said),))


def letter(t: Texts, request: ReviewRequest, who: str) -> Card:
    """Tell who asked that somebody can look at it."""
    said = t(LETTER, who=who, material=materials.within(t, request.material))
    ways = (
        Button(t(NOTE_IT), OpenVersion(request.material)),
        Button(t(CLOSE), CloseReview(request.id)),
    )
    return Card(t(LETTER_TITLE), (Text(said), Buttons(ways)), Tone.GLAD)


def _back(t: Texts, request: ReviewRequest) -> Button:
    return Button(t(materials.WHOLE), ShowChecklist(request.material))
