"""How a sent check-in looks to the person: thanks, the line of weeks, and the week's two cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.actions.checkin import OpenFirst, OpenSecond, OpenWeekly, UndoCheckIn
from bot.actions.share import OpenShare
from bot.domain.checkin import CheckIn, WeekCard
from bot.domain.circle import Circle
from bot.domain.plan import Commitment
from bot.domain.share import Shared
from bot.texts import Label, Line, Texts, Title
from bot.ui import markup
from bot.ui.card import Block, Button, Buttons, Card, Divider, Note, Quote, Text, Tone
from bot.views import checkin as checkin_view
from bot.views import commitment
from bot.views import undo as undo_view

TITLE, TITLE_CIRCLE = Title("checkin.done.title"), Title("checkin.done.title_circle", "name")
THANKS, THANKS_LOW = Line("checkin.done.thanks"), Line("checkin.done.thanks_low")
STREAK_ONE = Line("checkin.done.streak_one")
STREAK_MANY = Line("checkin.done.streak_many", "count")
PLANS, NOT_READY = Line("checkin.done.plans"), Line("checkin.done.not_ready")
SKILL = Line("checkin.done.skill", "title")
MOTIVATION = Line("checkin.done.motivation", "title")
PRIVATE, SHARED = Line("checkin.done.private"), Line("checkin.done.shared", "place")
UNTIL, UNTIL_WEEK = Line("checkin.done.until", "next"), Line("checkin.done.until_week")
PAGE_TWO = Label("checkin.done.page_two")
SHARE, SHARE_AGAIN = Label("checkin.done.share"), Label("checkin.done.share_again")
WEEKLY = Label("checkin.done.weekly")

LOW = 2
"""The confidence up to which thanks are said more quietly."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A check-in that was sent, and all that its card says about it."""

    checkin: CheckIn
    plans: Sequence[Commitment]
    skill: WeekCard
    motivation: WeekCard
    streak: int
    circle: Circle | None = None
    opens: datetime | None = None
    can_share: bool = False
    can_remind: bool = False

    @property
    def is_low(self) -> bool:
        """Tell whether the person said that they have little confidence."""
        return self.checkin.confidence is not None and self.checkin.confidence <= LOW


def summary(t: Texts, sent: Sent, turn: int, undo: UndoCheckIn | None = None) -> Card:
    """Thank for a check-in and show what it brings; `turn` goes round the wordings."""
    circle, low = sent.circle, sent.is_low
    title = t(TITLE_CIRCLE, name=circle.name) if circle else t(TITLE)
    blocks: list[Block] = [
        Text(t(THANKS_LOW if low else THANKS, turn=turn)),
        *_repeated(t, sent),
        Text(_streak(t, sent.streak, turn)),
        Divider(),
        *_card(t, SKILL, sent.skill),
        *_card(t, MOTIVATION, sent.motivation),
        Note(" ".join(_notes(t, sent))),
        Buttons(_ways(t, sent, undo)),
    ]
    return Card(title, tuple(blocks), Tone.CARE if low else Tone.GLAD)


def spoken(t: Texts, plans: Sequence[Commitment]) -> str:
    """Say plans as their author would, one to a line."""
    return "\n".join(commitment.sentence(t, each) for each in plans)


def _repeated(t: Texts, sent: Sent) -> list[Block]:
    # An if-then sentence helps more when it is said once again.
    blocks: list[Block] = []
    if sent.plans:
        blocks += [Text(t(PLANS)), Quote(spoken(t, sent.plans))]
    if sent.checkin.ready is False:
        blocks.append(Text(t(NOT_READY)))
    return blocks


def _streak(t: Texts, count: int, turn: int) -> str:
    return t(STREAK_ONE) if count <= 1 else t(STREAK_MANY, count=count, turn=turn)


def _card(t: Texts, heading: Line, card: WeekCard) -> tuple[Block, ...]:
    return Note(t(heading, title=card.title)), Text(card.text)


def _notes(t: Texts, sent: Sent) -> list[str]:
    place = sent.circle.name if sent.circle else None
    notes = [t(SHARED, place=place) if sent.checkin.shared and place else t(PRIVATE)]
    if sent.circle is None:
        notes.append(t(UNTIL_WEEK))
    elif sent.opens is not None:
        notes.append(t(UNTIL, next=markup.when(sent.opens, sent.circle.zone)))
    return notes


def _ways(t: Texts, sent: Sent, undo: UndoCheckIn | None) -> tuple[Button, ...]:
    checkin = sent.checkin
    buttons = []
    if sent.can_share:
        label = t(SHARE_AGAIN if checkin.shared else SHARE)
        buttons.append(Button(label, OpenShare(Shared.CHECKIN, checkin.id)))
    buttons += [
        Button(t(checkin_view.PAGE_ONE), OpenFirst(checkin.id)),
        Button(t(PAGE_TWO), OpenSecond(checkin.id)),
    ]
    if sent.can_remind:
        buttons.append(Button(t(WEEKLY), OpenWeekly()))
    if undo is not None:
        buttons.append(Button(t(undo_view.BUTTON), undo))
    return tuple(buttons)
