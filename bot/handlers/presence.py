"""Where somebody is: the community something happened in, or the one they were last met in."""

from datetime import datetime

from bot.domain.person import Person
from bot.domain.space import Space
from bot.events import Event, Kind
from bot.ports.store import Tx


def named(event: Event) -> str:
    """Return what the platform calls the community of an event; empty in a bare direct message.

    An account that belongs to one workspace is in it wherever it writes from.
    """
    return event.place.space or event.actor.space


def is_inside(event: Event) -> bool:
    """Tell whether something happened in a channel of a community, not in private."""
    return event.place.kind is Kind.CHANNEL and bool(named(event))


async def community(tx: Tx, event: Event, zone: str, now: datetime) -> Space:
    """Return where something happened, made known at first sight; `zone` is for new ones.

    In private that is where its actor was met last; failing that, a space that is kept nowhere.
    """
    platform, external = event.actor.platform, named(event)
    if external:
        return await tx.spaces.meet(platform, external, zone, now)
    return await known(tx, event) or Space(platform, "", created_at=now, zone=zone)


async def known(tx: Tx, event: Event) -> Space | None:
    """Return where something happened, or where its actor was met last, and make nothing known."""
    actor, external = event.actor, named(event)
    if external:
        return await tx.spaces.known(actor.platform, external)
    me = await tx.people.known(actor.platform, actor.space, actor.user)
    return None if me is None else await tx.spaces.last_met(me.id, actor.platform)


async def note(tx: Tx, event: Event, space: Space, me: Person, now: datetime) -> None:
    """Note that somebody is in the community in which this happened."""
    if named(event):
        await tx.spaces.noted(space.id, me.id, now)
