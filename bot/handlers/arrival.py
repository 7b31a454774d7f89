"""Who comes and goes, people and whole communities; nobody is greeted, or kept, unasked."""

from dataclasses import replace

from bot.answers import Letter
from bot.domain.space import Space
from bot.handlers import seat
from bot.ports.context import Context, Surroundings


async def joined(cx: Context) -> None:
    """Let somebody whom we know be here again."""
    await cx.tx.people.meet(cx.event.actor, cx.me.zone, cx.now)


async def left(cx: Context) -> tuple[Letter, ...]:
    """Let somebody go: their seats are free, and they are forgotten unless they come back."""
    actor = cx.event.actor
    await cx.tx.people.left(actor.platform, actor.space, cx.now, actor.user)
    return await seat.leave_all(cx)


async def removed(space: Space, around: Surroundings) -> None:
    """Note that a community took the bot out; with it, everybody there is gone."""
    if space.removed_at is None:
        await around.tx.spaces.put(replace(space, removed_at=around.now))
        await around.tx.people.left(space.platform, space.external, around.now)
