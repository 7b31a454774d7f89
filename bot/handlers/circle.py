"""What people do to circles: look at their own, find others, look at one."""

from bot.actions.circle import FindCircles, KnockAtCircle, ShowCircle, ShowCircles
from bot.answers import Outcome, Replace, Say
from bot.domain import seat as seats
from bot.domain import week as weeks
from bot.domain.circle import Circle, CircleState, Member, Seat
from bot.errors import Refusal
from bot.handlers import presence
from bot.ports.context import Context, Surroundings
from bot.views import circle as view
from bot.views import seat as seat_view
from bot.views.circle import Glance


async def show_mine(act: ShowCircles, cx: Context) -> Outcome:
    """Show one's own circles."""
    return Outcome(Say(view.mine(cx.texts, await mine(cx))))


async def find(act: FindCircles, cx: Context) -> Outcome:
    """Show the circles of this community, those that one is in left out."""
    own = {circle.id for circle, _ in await mine(cx)}
    found = [
        Glance(circle, await _free(cx, circle), "")
        for circle in await cx.tx.circles.within(cx.space.id)
        if circle.id not in own
    ]
    # Those with room come first; whoever looks for people should not end in a queue.
    found.sort(key=lambda each: each.free == 0)
    card = view.to_find(cx.texts, found, max(0, act.page))
    return Outcome(Replace(card) if act.page else Say(card))


async def show(act: ShowCircle, cx: Context) -> Outcome:
    """Show one circle in place of the list it was chosen from."""
    circle = await visible(cx, act.circle)
    return Outcome(Replace(view.one(cx.texts, await glance(cx, circle))))


async def knock(act: KnockAtCircle, cx: Context) -> Outcome:
    """Show a circle privately to somebody who pressed its public card."""
    circle = await visible(cx, act.circle)
    return Outcome(Say(seat_view.look(cx.texts, await glance(cx, circle))))


async def mine(cx: Context) -> tuple[tuple[Circle, Seat], ...]:
    """Return the open circles somebody sits in or waits for, the oldest first."""
    return tuple((circle, member.seat) for circle, member in await seats_of(cx))


async def seats_of(cx: Context) -> tuple[tuple[Circle, Member], ...]:
    """Return one's seats and places in line with their open circles, the oldest first."""
    found = []
    for member in reversed(await cx.tx.circles.members.of(cx.me.id)):
        circle = await cx.tx.circles.get(member.circle_id)
        if member.seat is not Seat.LEFT and circle and circle.state is CircleState.OPEN:
            found.append((circle, member))
    return tuple(found)


async def visible(cx: Context, key: int) -> Circle:
    """Return an open circle of this community, or of one's own; raises Refusal for any other."""
    circle = await cx.tx.circles.get(key)
    if circle is None or circle.state is CircleState.ENDED:
        raise Refusal(cx.say(view.NOT_HERE))
    if circle.space_id != cx.space.id and await seat_of(cx, circle) is None:
        raise Refusal(cx.say(view.NOT_HERE))
    return circle


async def inside(cx: Context, key: int) -> tuple[Circle, Member]:
    """Return an open circle and one's own seat there; raises Refusal for whoever has none."""
    circle = await visible(cx, key)
    member = await seat_of(cx, circle)
    if member is None or member.seat not in seats.SEATED:
        raise Refusal(cx.say(view.NOT_IN))
    return circle, member


async def hosted(cx: Context, key: int) -> Circle:
    """Return an open circle that one hosts; raises Refusal for anybody else."""
    circle, _ = await inside(cx, key)
    if circle.host_id != cx.me.id:
        raise Refusal(cx.say(view.NOT_HOST))
    return circle


async def seat_of(cx: Context, circle: Circle) -> Member | None:
    """Return one's own seat or place in line; None where one has left."""
    member = await cx.tx.circles.members.seat(circle.id, cx.me.id)
    return None if member is None or member.seat is Seat.LEFT else member


async def glance(cx: Context, circle: Circle) -> Glance:
    """Look at a circle as the person sees it."""
    place, member = cx.event.place, await seat_of(cx, circle)
    is_inside = presence.is_inside(cx.event) and circle.space_id == cx.space.id
    host = None if circle.host_id is None else await cx.tx.people.get(circle.host_id)
    week = await cx.tx.circles.weeks.latest(circle.id)
    return Glance(
        circle,
        await _free(cx, circle),
        seat_view.called(cx.texts, host) if host else "",
        week,
        weeks.coming(circle, week, cx.now),
        None if member is None else member.seat,
        is_host=circle.host_id == cx.me.id,
        is_elsewhere=is_inside and place.channel != circle.channel,
        may_move=is_inside and circle.host_id == cx.me.id,
    )


async def _free(cx: Surroundings, circle: Circle) -> int:
    return seats.free(await cx.tx.circles.members.seated(circle.id), circle.seats)
