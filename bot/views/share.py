"""How sharing looks: the words, the preview, the post as others see it, and taking it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.actions.circle import FindCircles, OpenFounding
from bot.actions.share import (
    ChangeShare,
    DropShare,
    KeepShare,
    OpenShare,
    PickParts,
    PostShare,
    TakeBackShare,
    To,
)
from bot.domain.application import Stage
from bot.domain.checkin import Part
from bot.domain.circle import Circle
from bot.domain.share import WORDS, Share, Shared
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form, limits, markup
from bot.ui.card import (
    Block,
    Button,
    Buttons,
    Card,
    Choice,
    Divider,
    Look,
    Note,
    Quote,
    Row,
    Text,
    Tone,
)
from bot.ui.form import Form
from bot.views import circle as circles
from bot.views import plain, review
from bot.views.excerpt import first_line

FORM_TITLE, FORM_NOTE = FormTitle("share.form_title"), Line("share.form_note")
WORDS_FIELD, WORDS_HINT = FieldLabel("share.words"), Hint("share.words_hint")
CIRCLE_FIELD, SEND = FieldLabel("share.circle"), Label("share.send")
NO_FROM, NO_PLAIN = Line("share.no_from", "company", "stage"), Line("share.no_plain", "stage")
STAGES = {stage: Line(f"share.stage.{stage.value}") for stage in Stage}
PLAN = Line("share.plan", "plans")
PREVIEW_TITLE = Title("share.preview.title")
PREVIEW_CIRCLE = Line("share.preview.circle", "name")
PREVIEW_COMMUNITY = Line("share.preview.community", "where")
POST, CHANGE = Label("share.preview.post"), Label("share.preview.change")
DROP = Label("share.preview.drop")
POST_TITLE = Title("share.post.title", "name")
POST_CHECKIN = Title("share.post.checkin_title", "name")
PARTS = {part: Line(f"share.post.{part.value}") for part in Part}
GONE_TITLE, GONE = Title("share.post.gone_title"), Line("share.post.gone")
PICK_TITLE, PICK_NOTE = FormTitle("share.pick.form_title"), Line("share.pick.note")
PICK_PARTS, PICK_SEND = FieldLabel("share.pick.parts"), Label("share.pick.send")
PICK_NOTHING = Line("share.pick.nothing")
PICK_NONE_TITLE, PICK_NONE = Title("share.pick.none_title"), Line("share.pick.none")
DONE_TITLE, DONE_CIRCLE = Title("share.done.title"), Line("share.done.circle", "name")
DONE_COMMUNITY = Line("share.done.community")
TAKE_BACK, CHANGE_SHOWN = Label("share.done.take_back"), Label("share.done.change")
DROPPED_TITLE, DROPPED = Title("share.done.dropped_title"), Line("share.done.dropped")
BACK_TITLE, BACK = Title("share.done.back_title"), Line("share.done.back")
MINE_TITLE, MINE_NONE = Title("share.mine.title"), Line("share.mine.none")
MINE_ROW = Line("share.mine.row", "place", "day", "words")
COMMUNITY, GONE_CIRCLE = Line("share.mine.community"), Line("share.mine.gone_circle")
NO_CIRCLE_TITLE, NO_CIRCLE = Title("share.no.no_circle_title"), Line("share.no.no_circle")
NO_CIRCLE_FIND = Label("share.no.find")
NO_LOBBY, NOTHING_YET = Line("share.no.no_lobby"), Line("share.no.nothing_yet")

LONGEST_WORDS = 1500
MINE, MINE_WORDS = 10, 80


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody is about to share: of what, to whom, and what the words begin with."""

    what: Shared
    subject: int
    to: To
    words: str
    share: int = 0
    circle: int | None = None


def write(t: Texts, wanted: Wanted, choices: Sequence[Circle]) -> Form:
    """Ask for the words others will read, and for the circle where there are several."""
    words = form.Paragraph(
        name=WORDS,
        label=t(WORDS_FIELD),
        hint=t(WORDS_HINT),
        required=True,
        longest=LONGEST_WORDS,
        value=wanted.words[:LONGEST_WORDS],
    )
    return Form(
        t(FORM_TITLE),
        (words, _which(t, wanted, choices)) if len(choices) > 1 else (words,),
        does=KeepShare(wanted.what, wanted.subject, wanted.to, wanted.share),
        reopen=_reopen(wanted),
        submit=t(SEND),
        mistakes=plain.mistakes(t),
        note=t(FORM_NOTE),
    )


def pick(t: Texts, checkin: int, parts: Sequence[Part], chosen: Sequence[str]) -> Form:
    """Ask which parts of a check-in others may see; none, to begin with."""
    choices = tuple(Choice(part.value, t(PARTS[part])) for part in parts)
    offered = {part.value for part in parts}
    return Form(
        t(PICK_TITLE),
        (
            form.ChooseMany(
                name="parts",
                label=t(PICK_PARTS),
                choices=choices,
                values=tuple(each for each in chosen if each in offered),
            ),
        ),
        does=PickParts(checkin),
        reopen=OpenShare(Shared.CHECKIN, checkin),
        submit=t(PICK_SEND),
        mistakes=plain.mistakes(t),
        note=t(PICK_NOTE),
    )


def picked_none(t: Texts) -> Card:
    """Say that nothing is shared."""
    return Card(t(PICK_NONE_TITLE), (Text(t(PICK_NONE)),))


def preview(t: Texts, share: Share, name: str, to: Circle | str) -> Card:
    """Show a share exactly as its circle, or the channel `to`, will see it, before they do."""
    shown = post(t, share.what, share.draft, name)
    if isinstance(to, str):
        who = t(PREVIEW_COMMUNITY, where=markup.where(to))
    else:
        who = t(PREVIEW_CIRCLE, name=to.name)
    ways = (
        Button(t(POST), PostShare(share.id), Look.MAIN),
        Button(t(CHANGE), ChangeShare(share.id)),
        Button(t(DROP), DropShare(share.id)),
    )
    return Card(
        t(PREVIEW_TITLE),
        (Note(who), Divider(), Text(shown.title), *shown.blocks, Divider(), Buttons(ways)),
    )


def post(t: Texts, what: Shared, parts: Mapping[str, str], name: str) -> Card:
    """Show something to others."""
    if what is Shared.REVIEW:
        return Card(t(POST_TITLE, name=name), (Quote(parts[WORDS]), review.note(t, name)))
    if what is not Shared.CHECKIN:
        return Card(t(POST_TITLE, name=name), (Quote(parts[WORDS]),))
    blocks: list[Block] = []
    for part, label in PARTS.items():
        if words := parts.get(part.value):
            blocks += [Note(t(label)), Quote(words)]
    return Card(t(POST_CHECKIN, name=name), tuple(blocks))


def gone(t: Texts) -> Card:
    """Stand where something was shared and taken back."""
    return Card(t(GONE_TITLE), (Text(t(GONE)),))


def done(t: Texts, share: Share, circle: Circle | None) -> Card:
    """Say who can read it now, and that it can be taken back."""
    said = t(DONE_CIRCLE, name=circle.name) if circle else t(DONE_COMMUNITY)
    ways = (
        Button(t(TAKE_BACK), TakeBackShare(share.id)),
        Button(t(CHANGE_SHOWN), ChangeShare(share.id)),
    )
    return Card(t(DONE_TITLE), (Text(said), Buttons(ways)), Tone.GLAD)


def dropped(t: Texts) -> Card:
    """Say that it stays private."""
    return Card(t(DROPPED_TITLE), (Text(t(DROPPED)),))


def taken_back(t: Texts) -> Card:
    """Say that it is gone."""
    return Card(t(BACK_TITLE), (Text(t(BACK)),))


def mine(t: Texts, shown: Sequence[tuple[Share, Circle | None]], zone: str) -> Card:
    """List what one has shown, newest first, each with a way to take it back."""
    rows = [
        Row(_row(t, share, circle, zone), Button(t(TAKE_BACK), TakeBackShare(share.id)))
        for share, circle in shown[:MINE]
    ]
    return Card(t(MINE_TITLE), tuple(rows) or (Text(t(MINE_NONE)),))


def no_circle(t: Texts) -> Card:
    """Say that there is no circle to share with, and where to find one."""
    ways = Buttons(
        (Button(t(NO_CIRCLE_FIND), FindCircles()), Button(t(circles.FOUND), OpenFounding()))
    )
    return Card(t(NO_CIRCLE_TITLE), (Text(t(NO_CIRCLE)), ways))


def _which(t: Texts, wanted: Wanted, choices: Sequence[Circle]) -> form.Choose:
    return form.Choose(
        name="circle",
        label=t(CIRCLE_FIELD),
        required=True,
        choices=tuple(Choice(str(each.id), each.name) for each in choices[: limits.CHOICES]),
        value=str(wanted.circle or ""),
    )


def _reopen(wanted: Wanted) -> OpenShare | ChangeShare:
    if wanted.share:
        return ChangeShare(wanted.share)
    return OpenShare(wanted.what, wanted.subject, wanted.to)


def _row(t: Texts, share: Share, circle: Circle | None, zone: str) -> str:
    at: datetime = share.shown_at or share.created_at
    words = " ".join(share.parts.values())
    place = circle.name if circle else t(COMMUNITY if share.circle_id is None else GONE_CIRCLE)
    return t(
        MINE_ROW,
        place=place,
        day=markup.when(at, zone, markup.Style.DAY),
        words=first_line(words, MINE_WORDS),
    )
