"""Where it is written down whether letters reach people, and what is held until they do.

Accounts are facts of the platforms: nothing here is anybody's to undo.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.events import Actor
from bot.ports.platform import Address
from bot.store import tables
from bot.store.tables import LetterState

_c, _letter = tables.identity.c, tables.letter.c

_OPEN = exists().where(
    _c.person_id == _letter.person_id,
    _c.left_at.is_(None),
    or_(_c.reachable, _c.place != ""),
)
"""A letter whose reader can be written to, as `domain.reach.is_open` says it of an account."""


class Accounts:
    """People's accounts, by whether they can be written to."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def hear(self, actor: Actor, now: datetime) -> None:
        """Note that somebody wrote to us directly, so that letters reach them there."""
        is_news = or_(_c.reachable.is_(False), _c.greeted_at.is_(None))
        greeted = func.coalesce(_c.greeted_at, literal(now, _c.greeted_at.type))
        await self._note(_theirs(actor) & is_news, reachable=True, greeted_at=greeted)

    async def open(self, actor: Actor) -> None:
        """Write to an account directly again, as if nobody had ever found it closed."""
        fresh = {"reachable": True, "told_at": None, "place": "", "place_space": ""}
        await self._note(_theirs(actor), **fresh)

    async def settle_in(self, actor: Actor, channel: str, space: str) -> None:
        """Write to an account in a place of its own in a channel from now on."""
        await self._note(_theirs(actor), place=channel, place_space=space, told_at=None)

    async def open_home(self, actor: Actor, now: datetime) -> None:
        """Note that somebody has opened their page there, the first time."""
        await self._note(_theirs(actor) & _c.home_at.is_(None), home_at=now)

    async def greet(self, actor: Actor, now: datetime) -> None:
        """Note that an account was told where letters come."""
        await self._note(_theirs(actor), greeted_at=now)

    async def tell(self, person_id: int, now: datetime) -> None:
        """Note that somebody was told that letters do not reach them."""
        await self._note(_c.person_id == person_id, told_at=now)

    async def held(self, person_id: int) -> int:
        """Count the letters that wait until they reach somebody."""
        theirs = (_letter.person_id == person_id, _letter.state == LetterState.HELD)
        counted = await self._connection.execute(select(func.count()).where(*theirs))
        return int(counted.scalar_one())

    async def release(self, person_id: int, now: datetime) -> int:
        """Let what is held be due, if somebody can be written to again; returns how much."""
        return await self.let_go(_letter.person_id == person_id, now)

    async def let_go(self, which: ColumnElement[bool], now: datetime) -> int:
        """Let some of the held letters be due, of those whose readers can be written to."""
        again = {"state": LetterState.WAITING, "due_at": now, "done_at": None, "tries": 0}
        held = update(tables.letter).where(which, _letter.state == LetterState.HELD, _OPEN)
        return (await self._connection.execute(held.values(again))).rowcount

    async def arrived(self, at: Address, place: str) -> None:
        """Note that a letter arrived, and where, if that was in a place of the reader's own."""
        if not at.channel:
            # Should it be closed again one day, they are told again.
            was_told = _c.told_at.is_not(None)
            await self._note(_theirs(at) & was_told, told_at=None)
        elif place and place != at.channel:
            await self._note(_living_at(at), place=place)

    async def missed(self, at: Address) -> None:
        """Write no more to an account directly, or in a place that is no more, until it is mended.

        Whoever loses a place is told at the next chance.
        """
        if at.channel:
            await self._note(_living_at(at), place="", place_space="", told_at=None)
        else:
            await self._note(_theirs(at), reachable=False)

    async def _note(self, which: ColumnElement[bool], **values: Any) -> None:
        await self._connection.execute(update(tables.identity).where(which).values(values))


def _theirs(account: Actor | Address) -> ColumnElement[bool]:
    same_space = _c.space == account.space
    return (_c.platform == account.platform) & same_space & (_c.user == account.user)


def _living_at(at: Address) -> ColumnElement[bool]:
    """Match the account that has a place; the address names the place's community, not its own."""
    same_place = (_c.place == at.channel) & (_c.place_space == at.space)
    return (_c.platform == at.platform) & (_c.user == at.user) & same_place
