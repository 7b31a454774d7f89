"""Moving a circle to another room, with its cards and its week."""

from dataclasses import replace

from bot.actions.circle import MeetHere, MoveCircle
from bot.answers import Composed, Letter, Outcome, Replace, Room, Skip
from bot.domain import space as spaces
from bot.domain.circle import Circle, CircleState
from bot.errors import Refusal
from bot.handlers import board, circle, closure, presence
from bot.ports.context import Composing, Context
from bot.views import closure as view
from bot.views import founding as founding_view

LEFT = "circle.left"


async def meet_here(act: MeetHere, cx: Context) -> Outcome:
    """Let the circle meet in this channel from now on."""
    of = await _movable(cx, act.circle)
    if not presence.is_inside(cx.event):
        raise Refusal(cx.say(founding_view.NO_PLACE))
    return await _moved(cx, of, cx.event.place.channel)


async def move(act: MoveCircle, cx: Context) -> Outcome:
    """Let the circle meet in a channel of its community that was picked.

    Whether the channel is there cannot be known here: if it is not, its closure tells.
    """
    of = await _movable(cx, act.circle)
    channel = spaces.channel(cx.picked)
    if channel is None:
        raise Refusal(cx.say(view.NO_CHANNEL))
    return await _moved(cx, of, channel)


async def left_letter(cx: Composing) -> Composed:
    """Say, on a card that stands where a circle met before, where it meets now."""
    of = await cx.tx.circles.get(int(cx.letter.args["circle"] or 0))
    if of is None or not await cx.tx.outbox.stands(cx.letter.slot):
        return Skip("gone")
    return view.left(cx.texts, of)


async def _movable(cx: Context, key: int) -> Circle:
    """Return an open circle that one may move: as its host, or as whoever stands in for one."""
    of = await cx.tx.circles.get(key)
    is_open = of is not None and of.state is CircleState.OPEN
    if of is None or not is_open or await closure.mender(cx, of) != cx.me.id:
        of = await circle.hosted(cx, key)
    if cx.space.id != of.space_id:
        raise Refusal(cx.say(view.OTHER_COMMUNITY))
    return of


async def _moved(cx: Context, of: Circle, channel: str) -> Outcome:
    before = await board.room(cx, of)
    of = await cx.tx.circles.put(replace(of, channel=channel))
    # Before the new cards: what is under way to the old room must not stand in their slots.
    letters = () if channel == before.channel else await _leave(cx, of, before)
    there = await board.room(cx, of)
    put_up = await closure.mended(cx, there, cx.event.key, before)
    return Outcome(Replace(view.moved(cx.texts, of)), (*letters, *put_up))


async def _leave(cx: Context, of: Circle, room: Room) -> tuple[Letter, ...]:
    """Let the cards in the old room say where the circle went, and be revised no more."""
    standing = [letter.slot for letter in await board.put_up(cx, of, cx.event.key)]
    # Named by the instant: an event's key may name its person, and posts are kept for long.
    slots = {slot: f"{slot}:left:{cx.now.isoformat()}" for slot in standing}
    await cx.tx.outbox.set_aside(slots)
    if await closure.abandoned(cx, cx.space, room.channel):
        return ()
    args = {"circle": of.id}
    return tuple(Letter(slot, room, LEFT, args, slot=slot) for slot in slots.values())
