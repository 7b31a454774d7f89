"""Whose clock it is: a zone becomes known, or another one, and what stands moves with it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from bot.domain import anchor, plan, rezoning, zones
from bot.domain.anchor import Anchor
from bot.domain.nudge import Nudge, NudgeKind
from bot.domain.person import Person
from bot.domain.plan import Commitment
from bot.domain.rezoning import Custom, Moved, Rezoning
from bot.events import Actor
from bot.handlers import nudge as nudges
from bot.handlers import prompt
from bot.ports.context import Surroundings
from bot.ports.shelves import Shelf

T = TypeVar("T")


async def choose(cx: Surroundings, me: Person, zone: str) -> tuple[Person, Moved]:
    """Keep the zone somebody chose; returns them, and what they had told that moved."""
    return await _settle(cx, me, replace(me, zone=zone, zone_chosen=True))


async def follow(cx: Surroundings, me: Person, actor: Actor) -> Person:
    """Go by the zone that a platform tells, until one is chosen."""
    zone = actor.zone
    if me.zone_chosen or not zone or not zones.is_zone(zone):
        return me
    me, _ = await _settle(cx, me, replace(me, zone=zone, zone_told=True))
    return me


async def _settle(cx: Surroundings, before: Person, me: Person) -> tuple[Person, Moved]:
    me = await cx.tx.people.put(me)
    if me.zone == before.zone:
        return me, Moved()
    change = Rezoning(before.zone, me, cx.now, rezoning.is_guessed(before), {})
    mine = await cx.tx.nudges.active(me.id)
    change = replace(change, customs=await _customs(cx, mine, change))
    told = [(nudge, await cx.tx.nudges.put(change.nudge(nudge))) for nudge in mine]
    if change.is_first:
        me, moved = await _retell(cx, change)
        moved = replace(moved, nudges=_changed(told))
    else:
        moved = await _standing(cx, me)
    await cx.tx.changes.retell(me.id, change.told)
    return me, moved


async def _standing(cx: Surroundings, me: Person) -> Moved:
    """Return what keeps its moment, and so stands at another time of day."""
    return Moved(
        await cx.tx.applications.of(me.id),
        await cx.tx.commitments.of(me.id),
        await cx.tx.nudges.active(me.id),
        stays=True,
    )


async def _retell(cx: Surroundings, change: Rezoning) -> tuple[Person, Moved]:
    """Read off the person's own clock what they had told by a guess."""
    me = change.person
    interviews = await _told(cx.tx.applications, me, change.application)
    steps = await _told(cx.tx.commitments, me, change.commitment)
    await _told(cx.tx.rests, me, change.rest)
    await prompt.retime(cx, me.id, change.back_at)
    for before, step in steps:
        await _remind_again(cx, me, before, step)
    until = me.away_until and change.back_at(me.away_until)
    is_moved = until != me.away_until
    me = await cx.tx.people.put(replace(me, away_until=until))
    back_at = until if is_moved else None
    return me, Moved(_changed(interviews), _changed(steps), back_at=back_at)


async def _told(shelf: Shelf[T], me: Person, tell: Callable[[T], T]) -> list[tuple[T, T]]:
    return [(each, await shelf.put(tell(each))) for each in await shelf.of(me.id)]


def _changed(pairs: Iterable[tuple[T, T]]) -> tuple[T, ...]:
    return tuple(now for before, now in pairs if now != before)


async def _remind_again(cx: Surroundings, me: Person, before: Commitment, step: Commitment) -> None:
    """Promise a reminder where a time seemed to have passed, and is still to come."""
    seemed_over = before.due_at is not None and before.due_at <= cx.now
    if not seemed_over or plan.reminded_at(step, me, cx.now) is None:
        return
    kind = NudgeKind.COMMITMENT
    if await cx.tx.nudges.about(me.id, kind, step.id) is None:
        await nudges.promise(cx, me, kind, at=step.due_at, subject=step.id, asked=True)


async def _customs(cx: Surroundings, mine: Iterable[Nudge], change: Rezoning) -> dict[int, Custom]:
    """Find when custom has a person's reminders come."""
    found: dict[int, Custom] = {}
    for nudge in mine:
        about = await _anchor(cx, nudge)
        custom = None if about is None else change.custom(nudge, about)
        if custom is not None:
            found[nudge.id] = custom
    return found


async def _anchor(cx: Surroundings, nudge: Nudge) -> Anchor | None:
    """Return what a nudge is about, where custom sets its time by that."""
    key, kind = nudge.subject or 0, nudge.kind
    if kind in anchor.ABOUT_APPLICATIONS:
        return await cx.tx.applications.get(key)
    match kind:
        case NudgeKind.AFTER_NO:
            return await cx.tx.nos.get(key)
        case NudgeKind.REFLECTION:
            return await cx.tx.reflections.get(key)
        case NudgeKind.FEEDBACK:
            return await cx.tx.feedback.get(key)
        case NudgeKind.PLAN:
            return await cx.tx.plans.get(key)
        case _:
            return None
