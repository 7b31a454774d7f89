"""The line of weeks somebody has checked in, and the breaks it passes over."""

from datetime import datetime

from bot.domain import days, streak
from bot.domain.circle import CircleState, Seat
from bot.domain.person import Person
from bot.ports.context import Surroundings


async def length(cx: Surroundings, person: Person) -> int:
    """Count the weeks in a row up to now."""
    return streak.length(
        await cx.tx.checkins.of(person.id),
        await cx.tx.rests.of(person.id),
        cx.now,
        person.zone,
        await _still_open(cx, person),
    )


async def rest(cx: Surroundings, person: Person, until: datetime) -> None:
    """Note a break until an instant, or that the one in force ends there; now ends it at once."""
    rests = await cx.tx.rests.of(person.id)
    wanted = streak.begun(rests, person.id, cx.now, until)
    await (cx.tx.rests.put(wanted) if wanted.id else cx.tx.rests.add(wanted))


async def _still_open(cx: Surroundings, person: Person) -> set[str]:
    """Name the weeks that a circle of theirs may still hear about."""
    found = set()
    for member in await cx.tx.circles.members.of(person.id):
        circle = await cx.tx.circles.get(member.circle_id)
        week = await cx.tx.circles.weeks.latest(member.circle_id)
        is_in = member.seat is Seat.MEMBER and circle and circle.state is CircleState.OPEN
        if is_in and week is not None:
            found.add(days.week_of(week.opened_at, person.zone))
    return found
