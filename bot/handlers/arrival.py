"""Who comes and goes, people and whole communities; nobody is greeted, or kept, unasked."""

from dataclasses import replace
from typing import assert_never

from bot.answers import Letter
from bot.domain.space import Space
from bot.events import Coming, Event, Joined, Left, Removed, Surveyed
from bot.handlers import presence, seat, zone
from bot.ports.context import Context, Surroundings


async def noted(
    event: Event, doing: Coming, known: Context | None, around: Surroundings
) -> tuple[Letter, ...]:
    """Note who came or went; `known` are the surroundings of the person, if we have met."""
    match doing:
        case Removed():
            space = await around.tx.spaces.known(event.actor.platform, presence.named(event))
            if space is not None:
                await removed(space, around)
        case Surveyed(spaces):
            await surveyed(event.actor.platform, spaces, around)
        case Joined():
            if known is not None:
                await joined(known)
        case Left():
            if known is not None:
                return await left(known)
        case _ as never:
            assert_never(never)
    return ()


async def joined(cx: Context) -> None:
    """Let somebody whom we know be here again."""
    me = await cx.tx.people.meet(cx.event.actor, cx.me.zone, cx.now)
    me = await zone.follow(cx, me, cx.event.actor)
    if cx.space.id:
        await presence.note(cx.tx, cx.event, cx.space, me, cx.now)


async def left(cx: Context) -> tuple[Letter, ...]:
    """Let somebody go: their seats here are free, and they are forgotten unless they come back.

    Whoever is in another community with the bot is gone from this one alone.
    """
    actor, here = cx.event.actor, cx.space.id if presence.named(cx.event) else None
    await cx.tx.spaces.parted(cx.me.id, actor.platform, here)
    remains = None if actor.space else await cx.tx.spaces.last_met(cx.me.id, actor.platform)
    if remains is None:
        await cx.tx.people.left(actor.platform, actor.space, cx.now, actor.user)
    return await seat.leave_all(cx, here)


async def removed(space: Space, around: Surroundings) -> None:
    """Note that a community took the bot out; with it go those who are in no other with the bot."""
    if space.removed_at is None:
        gone = await around.tx.spaces.put(replace(space, removed_at=around.now))
        await around.tx.people.left(space.platform, space.external, around.now)
        await around.tx.people.stranded(gone)


async def surveyed(platform: str, spaces: frozenset[str], around: Surroundings) -> None:
    """Go by where the bot is by its platform's own account: it may have changed while we slept."""
    for space in await around.tx.spaces.on(platform):
        if space.external not in spaces:
            await removed(space, around)
        elif space.removed_at is not None:
            await around.tx.spaces.take_back(space)
