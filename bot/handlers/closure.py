"""Rooms that letters do not reach: noted, told to whoever can mend them, and tried again."""

from dataclasses import replace
from datetime import timedelta

from bot.actions.closure import TryAgain
from bot.answers import Composed, Letter, Outcome, Replace, Room, Skip, Wait
from bot.domain import closure as closures
from bot.domain import prompt as prompts
from bot.domain import seat as seats
from bot.domain.circle import Circle, CircleState
from bot.domain.closure import Closure
from bot.domain.space import Space
from bot.errors import Fault, Refusal
from bot.events import Kind, Place
from bot.handlers import board, post, report
from bot.ports.context import Composing, Context, Surroundings
from bot.views import closure as view
from bot.views import seat as seat_view
from bot.views.closure import Use

CIRCLE, KEEPER = "closure.circle", "closure.keeper"

SETTLES = timedelta(minutes=10)
"""After a try, what had been left out follows this much later, if the try got through."""


async def note(
    cx: Surroundings, room: Room, fault: Fault, missing: tuple[str, ...]
) -> tuple[Letter, ...]:
    """Note that a room is closed, and have whoever can mend it told, once."""
    closure, is_news = await cx.tx.closures.note(room, fault, missing, cx.now)
    space = await cx.tx.spaces.known(room.platform, room.space)
    if space is None or space.removed_at is not None or not is_news:
        return ()
    use = await used(cx, space, room.channel)
    told: list[Letter] = []
    for circle in use.circles:
        host = await mender(cx, circle)
        if host is not None:
            args = {"closure": closure.id, "circle": circle.id}
            key = f"closure:{closure.id}:circle:{circle.id}"
            told.append(await _letter(cx, key, host, CIRCLE, args))
    keeper = await cx.tx.spaces.keeper(space.id)
    is_theirs = use.is_lobby or use.is_moderators or (use and fault is Fault.BARRED)
    # A keeper who hosts as well is told what a host can do, and that is enough.
    if keeper is not None and is_theirs and keeper not in {letter.to for letter in told}:
        key = f"closure:{closure.id}:keeper"
        told.append(await _letter(cx, key, keeper, KEEPER, {"closure": closure.id}))
    return tuple(told)


async def heard(cx: Surroundings, place: Place, cause: str) -> tuple[Letter, ...]:
    """Take words from a closed room as a sign that it may be open again.

    What waits to be put up there tries it now, and the closure ends when something gets through:
    buttons can be pressed where nothing can be posted. Where nothing waits, the closure ends.
    """
    room = Room(place.platform, place.space, place.channel)
    closure = await cx.tx.closures.standing(room) if place.kind is Kind.CHANNEL else None
    if closure is None:
        return ()
    # Named apart from the event's own letters, which may be about the same cards.
    letters = await _waiting(cx, room, room, f"{cause}:heard")
    if not letters:
        await cx.tx.closures.end(room)
    elif closures.is_worth_hearing(closure, cx.now):
        await cx.tx.closures.put(closures.to_be_tried(closure))
        return letters
    return ()


async def barrier(cx: Surroundings, letter: Letter) -> Closure | None:
    """Return what keeps a letter from its room, if the room is closed."""
    return await cx.tx.closures.standing(letter.to) if isinstance(letter.to, Room) else None


async def tried(cx: Surroundings, closure: Closure) -> None:
    """Note that a letter tries a closed room; what was left out follows if it gets through."""
    await cx.tx.closures.put(closures.tried(closure, cx.now))
    room = Room(closure.platform, closure.space, closure.channel)
    letters = await _waiting(cx, room, room, f"tried:{cx.now.isoformat()}")
    later = [replace(each, not_before=cx.now + SETTLES) for each in letters]
    await cx.tx.outbox.enqueue(later, cx.now)


async def mended(
    cx: Surroundings, room: Room, cause: str, before: Room | None = None
) -> tuple[Letter, ...]:
    """Take a room for open, and have stand there what could not be put up, there or `before`."""
    await cx.tx.closures.end(room)
    return await _waiting(cx, room, before or room, cause)


async def abandoned(cx: Surroundings, space: Space, channel: str) -> bool:
    """Forget the closure of a room that is for nothing any more; tells whether there was one."""
    room = Room(space.platform, space.external, channel)
    closure = await cx.tx.closures.standing(room)
    if closure is not None and not await used(cx, space, channel):
        await cx.tx.closures.end(room)
    return closure is not None


async def again(act: TryAgain, cx: Context) -> Outcome:
    """Try a room again, for those who can mend it."""
    closure = await cx.tx.closures.get(act.closure)
    if closure is None:
        return Outcome(Replace(view.mended(cx.texts)))
    if not await _may_mend(cx, closure):
        raise Refusal(cx.say(view.NOT_YOURS))
    room = Room(closure.platform, closure.space, closure.channel)
    return Outcome(Replace(view.again(cx.texts)), await mended(cx, room, cx.event.key))


async def mender(cx: Surroundings, circle: Circle) -> int | None:
    """Return who can give a circle another room: its host, the keeper, or the longest member."""
    if circle.host_id is not None:
        return circle.host_id
    keeper = await cx.tx.spaces.keeper(circle.space_id)
    if keeper is not None:
        return keeper
    member = seats.next_host(await cx.tx.circles.members.seated(circle.id))
    return None if member is None else member.person_id


async def used(cx: Surroundings, space: Space, channel: str) -> Use:
    """Tell what a room of a community is for."""
    meeting = [of for of in await cx.tx.circles.within(space.id) if of.channel == channel]
    return Use(tuple(meeting), space.lobby == channel, space.moderators == channel)


async def circle_letter(cx: Composing) -> Composed:
    """Tell a circle's host that its room is closed, unless that is over."""
    closure = await cx.tx.closures.get(int(cx.letter.args["closure"] or 0))
    of = await cx.tx.circles.get(int(cx.letter.args["circle"] or 0))
    if closure is None or of is None or of.state is CircleState.ENDED:
        return Skip("mended")
    if of.channel != closure.channel:
        return Skip("moved")
    if cx.reader is None or await mender(cx, of) != cx.reader.id:
        return Skip("passed")
    at = prompts.reachable(cx.reader, cx.now)
    if at > cx.now:
        return Wait(at)
    keeper = await cx.tx.spaces.keeper(of.space_id)
    person = await cx.tx.people.get(keeper) if keeper and keeper != cx.reader.id else None
    name = seat_view.called(cx.texts, person) if person else None
    return view.circle(cx.texts, of, closure, name)


async def keeper_letter(cx: Composing) -> Composed:
    """Tell whoever set a community up that a room of it is closed, unless that is over."""
    closure = await cx.tx.closures.get(int(cx.letter.args["closure"] or 0))
    if closure is None or cx.reader is None:
        return Skip("mended")
    space = await cx.tx.spaces.known(closure.platform, closure.space)
    if space is None:
        return Skip("gone")
    if await cx.tx.spaces.keeper(space.id) != cx.reader.id:
        return Skip("passed")
    at = prompts.reachable(cx.reader, cx.now)
    if at > cx.now:
        return Wait(at)
    return view.keeper(cx.texts, closure, await used(cx, space, closure.channel))


async def _may_mend(cx: Context, closure: Closure) -> bool:
    space = await cx.tx.spaces.known(closure.platform, closure.space)
    if space is None:
        return False
    if cx.event.actor.is_admin and cx.event.place.space == closure.space:
        return cx.space.id == space.id
    use = await used(cx, space, closure.channel)
    able = {await mender(cx, of) for of in use.circles} | {await cx.tx.spaces.keeper(space.id)}
    return cx.me.id in able


async def _waiting(cx: Surroundings, room: Room, before: Room, cause: str) -> tuple[Letter, ...]:
    """Have stand in a room its circles' cards, and what belongs there of what `before` refused."""
    space = await cx.tx.spaces.known(room.platform, room.space)
    if space is None:
        return ()
    use = await used(cx, space, room.channel)
    letters = [each for of in use.circles for each in await board.put_up(cx, of, cause)]
    for each in await cx.tx.outbox.undelivered(before):
        if await _belongs(cx, each, use):
            letters.append(replace(each, key=f"{each.slot}:{cause}", to=room))
    return tuple(letters)


async def _belongs(cx: Surroundings, letter: Letter, use: Use) -> bool:
    """Tell whether what a letter shows is for those who read a room; circles' cards come anyway."""
    match letter.kind:
        case report.REPORT:
            return use.is_moderators
        case post.POST:
            share = await cx.tx.shares.get(int(letter.args["share"] or 0))
            if share is None or share.circle_id is None:
                return share is not None and use.is_lobby
            return share.circle_id in {of.id for of in use.circles}
        case _:
            return False


async def _letter(
    cx: Surroundings, key: str, person_id: int, kind: str, args: dict[str, int]
) -> Letter:
    person = await cx.tx.people.get(person_id)
    at = prompts.reachable(person, cx.now) if person else cx.now
    return Letter(key, person_id, kind, args, not_before=at)
