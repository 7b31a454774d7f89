"""What tests of applications and interviews share: telling of one, and looking at what is kept."""

from datetime import datetime

from bot.domain.application import Application
from bot.domain.nudge import Nudge, NudgeKind
from bot.domain.person import Person
from bot.ui.card import Card, Menu
from tests.talking import Friend, NotThere

MENU = "Where it stands"
CLOSE = "Heard nothing, close it"


async def person(friend: Friend) -> Person:
    """Return who somebody is to us."""
    actor = friend.actor
    async with friend.world.store.begin() as tx:
        return await tx.people.meet(actor, "UTC", friend.world.now())


async def applications(friend: Friend) -> tuple[Application, ...]:
    """Return somebody's applications, newest first."""
    key = (await person(friend)).id
    async with friend.world.store.begin() as tx:
        return await tx.applications.of(key)


async def application(friend: Friend) -> Application:
    """Return somebody's only application."""
    (only,) = await applications(friend)
    return only


async def promised(friend: Friend) -> dict[NudgeKind, datetime | None]:
    """Return when somebody's active reminders come."""
    return {nudge.kind: nudge.due_at for nudge in await active(friend)}


async def active(friend: Friend) -> tuple[Nudge, ...]:
    """Return somebody's active reminders."""
    key = (await person(friend)).id
    async with friend.world.store.begin() as tx:
        return tuple(await tx.nudges.active(key))


async def applies(friend: Friend, company: str = "Initech", **fields: str) -> None:
    """Tell of an application; fields by name, such as `role`, `status`, `applied_on`, `note`."""
    labels = {"role": "Role", "status": "Status", "applied_on": "Applied on", "note": "Note"}
    await friend.uses("/apply")
    values = {labels[name]: value for name, value in fields.items()}
    await friend.fills({"Company": company, **values})


async def looks(friend: Friend) -> None:
    """Look at somebody's only application."""
    await friend.sends(f"1.application.show:{(await application(friend)).id}")


def choices(card: Card, label: str) -> list[str]:
    """List the words of a menu's choices."""
    for block in card.blocks:
        if isinstance(block, Menu) and block.label == label:
            return [choice.label for choice in block.choices]
    raise NotThere(f"no menu {label!r}")
