"""How closed rooms look to those who can mend them, and a circle that has found another room."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.actions.circle import MoveCircle, ShowCircle
from bot.actions.closure import TryAgain
from bot.actions.setup import OpenSetup
from bot.domain.circle import Circle
from bot.domain.closure import Closure
from bot.errors import Fault
from bot.texts import Label, Line, Texts, Title
from bot.ui import markup
from bot.ui.card import Block, Button, Buttons, Card, Channels, Look, Row, Text, Tone
from bot.views import circle as circles

CIRCLE_TITLE = Title("closure.circle.title", "name")
CIRCLE_GONE = Line("closure.circle.gone", "name")
CIRCLE_BARRED = Line("closure.circle.barred", "where", "name")
CIRCLE_KEPT = Line("closure.circle.kept")
ASK_KEEPER = Line("closure.circle.ask_keeper", "name")
ASK_SOMEBODY = Line("closure.circle.ask_somebody")
ELSEWHERE = Line("closure.circle.elsewhere")
KEEPER_TITLE = Title("closure.keeper.title")
KEEPER_GONE = Line("closure.keeper.gone", "use")
KEEPER_BARRED = Line("closure.keeper.barred", "where", "use")
USE_LOBBY, USE_MODERATORS = Line("closure.use.lobby"), Line("closure.use.moderators")
USE_CIRCLE, USE_OTHER = Line("closure.use.circle", "name"), Line("closure.use.other")
MISSING, UNKNOWN = Line("closure.remedy.missing", "missing"), Line("closure.remedy.unknown")
REMEDY_GONE, AGAIN = Line("closure.remedy.gone"), Label("closure.remedy.again")
LIST_TITLE, NONE = Title("closure.list.title"), Line("closure.list.none")
ROW = Line("closure.list.row", "where", "use", "since", "remedy")
MORE, BACK = Line("closure.list.more", "count"), Label("closure.list.back")
AGAIN_TITLE, NOW = Title("closure.again.title"), Line("closure.again.now")
MENDED, NOT_YOURS = Line("closure.again.mended"), Line("closure.again.not_yours")
MOVED_TITLE, MOVED = Title("closure.moved.title", "name", "where"), Line("closure.moved.here")
LEFT_TITLE = Title("closure.moved.left_title", "name")
LEFT = Line("closure.moved.left", "where")
OTHER_COMMUNITY = Line("closure.moved.elsewhere")
NO_CHANNEL = Line("closure.moved.channel")

PAGE = 6
LONGEST_MISSING = 300


@dataclass(frozen=True, slots=True)
class Use:
    """What a room is for: a circle's, or one of the community's own."""

    circles: tuple[Circle, ...] = ()
    is_lobby: bool = False
    is_moderators: bool = False

    def __bool__(self) -> bool:
        """Tell whether it is for anything."""
        return bool(self.circles) or self.is_lobby or self.is_moderators


def circle(t: Texts, of: Circle, closure: Closure, keeper: str | None) -> Card:
    """Tell whoever hosts a circle that its room is closed; `keeper` is who was told as well."""
    where = markup.where(of.channel)
    gone = closure.fault is Fault.GONE
    said = t(CIRCLE_GONE, name=of.name) if gone else t(CIRCLE_BARRED, where=where, name=of.name)
    blocks: list[Block] = [Text(said), Text(t(CIRCLE_KEPT))]
    if not gone:
        ask = t(ASK_KEEPER, name=keeper) if keeper else t(ASK_SOMEBODY)
        blocks.append(Text(f"{remedy(t, closure)} {ask}"))
    ways = Buttons((_again(t, closure), Button(t(circles.LOOK), ShowCircle(of.id))))
    blocks += [Text(t(ELSEWHERE)), Channels(t(circles.MOVE), MoveCircle(of.id)), ways]
    return Card(t(CIRCLE_TITLE, name=of.name), tuple(blocks), Tone.WARN)


def keeper(t: Texts, closure: Closure, use: Use) -> Card:
    """Tell whoever set the community up that a room of it is closed."""
    gone = closure.fault is Fault.GONE
    where, what = markup.where(closure.channel), spoken(t, use)
    said = t(KEEPER_GONE, use=what) if gone else t(KEEPER_BARRED, where=where, use=what)
    helps = Text(remedy(t, closure))
    return Card(t(KEEPER_TITLE), (Text(said), helps, Buttons((_again(t, closure),))), Tone.WARN)


def rooms(t: Texts, closed: Sequence[tuple[Closure, Use]], zone: str) -> Card:
    """List the rooms of a community that are closed, with what helps; times in `zone`."""
    rows: list[Block] = []
    for closure, use in closed[:PAGE]:
        said = t(
            ROW,
            where=markup.where(closure.channel),
            use=spoken(t, use),
            since=markup.when(closure.closed_at, zone),
            remedy=remedy(t, closure),
        )
        rows.append(Row(said, _again(t, closure)))
    if len(closed) > PAGE:
        rows.append(Text(t(MORE, count=len(closed) - PAGE)))
    back = Buttons((Button(t(BACK), OpenSetup()),))
    return Card(t(LIST_TITLE), (*(rows or [Text(t(NONE))]), back))


def remedy(t: Texts, closure: Closure) -> str:
    """Say what helps, with the platform's own names for what is not allowed."""
    if closure.fault is Fault.GONE:
        return t(REMEDY_GONE)
    missing = markup.clean(", ".join(closure.missing), LONGEST_MISSING)
    return t(MISSING, missing=missing) if missing else t(UNKNOWN)


def spoken(t: Texts, use: Use) -> str:
    """Say what a room is for."""
    named = [t(USE_LOBBY)] if use.is_lobby else []
    named += [t(USE_MODERATORS)] if use.is_moderators else []
    named += [t(USE_CIRCLE, name=of.name) for of in use.circles[:2]]
    return ", ".join(named) or t(USE_OTHER)


def again(t: Texts) -> Card:
    """Say that the room is tried again."""
    return Card(t(AGAIN_TITLE), (Text(t(NOW)),))


def mended(t: Texts) -> Card:
    """Say that there is nothing to mend any more."""
    return Card(t(AGAIN_TITLE), (Text(t(MENDED)),))


def moved(t: Texts, of: Circle) -> Card:
    """Say where the circle meets now."""
    title = t(MOVED_TITLE, name=of.name, where=markup.where(of.channel))
    look = Buttons((Button(t(circles.LOOK), ShowCircle(of.id), Look.MAIN),))
    return Card(title, (Text(t(MOVED)), look))


def left(t: Texts, of: Circle) -> Card:
    """Say, where a circle met before, where it meets now."""
    said = t(LEFT, where=markup.where(of.channel))
    return Card(t(LEFT_TITLE, name=of.name), (Text(said),))


def _again(t: Texts, closure: Closure) -> Button:
    return Button(t(AGAIN), TryAgain(closure.id))
