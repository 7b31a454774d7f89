"""What the tests of nudges share: promising as a feature would, and looking at what is kept."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.nudge import Nudge, NudgeKind
from bot.domain.person import Person
from bot.handlers import nudge as nudges
from bot.ports.store import Tx
from bot.store.transaction import Transaction
from tests.talking import PLATFORM, SPACE, Friend

WORDS = "apply to two places"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def person(friend: Friend, tx: Tx | Transaction) -> Person:
    found = await tx.people.known(PLATFORM, SPACE, friend.user)
    assert found is not None
    return found


async def promise(friend: Friend, kind: NudgeKind = NudgeKind.OWN, **times: object) -> Nudge:
    """Promise as a feature would."""
    given = {"text": WORDS, **times}
    async with friend.world.store.begin() as tx:
        cx = friend.world.app._surroundings(tx)
        return await nudges.promise(cx, await person(friend, tx), kind, **given)  # type: ignore[arg-type]


async def kept(friend: Friend, key: int) -> Nudge:
    async with friend.world.store.begin() as tx:
        found = await tx.nudges.get(key)
    assert found is not None
    return found


async def me(friend: Friend) -> Person:
    async with friend.world.store.begin() as tx:
        return await person(friend, tx)


async def set_person(friend: Friend, **changed: object) -> None:
    async with friend.world.store.begin() as tx:
        await tx.people.put(replace(await person(friend, tx), **changed))  # type: ignore[arg-type]
