"""Where letters rest until they are delivered, and the standing posts they revise."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple, assert_never

from sqlalchemy import Row, Update, bindparam, delete, literal, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.answers import Letter, Room
from bot.ports.outbox import Again, Claimed, Dropped, Held, Parked, Result, Sent
from bot.ports.platform import Address, Post
from bot.store import tables
from bot.store.accounts import Accounts
from bot.store.tables import LetterState

_c, _closure = tables.letter.c, tables.closure.c
_CLOSED = ("closed", "unreachable")
_STANDING = ("platform", "space", "user", "channel", "ref", "at")


class _Tried(NamedTuple):
    id: int
    slot: str
    due_at: datetime


class Outbox:
    """Letters, enqueued once for ever by key."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def enqueue(self, letters: Sequence[Letter], now: datetime) -> None:
        """Add letters; one whose key was ever used before is left out."""
        if letters:
            statement = upsert(tables.letter).on_conflict_do_nothing(["key"])
            await self._connection.execute(statement, [_row(letter, now) for letter in letters])

    async def withdraw(self, key: str) -> None:
        """Drop a letter by key that waits, or is held."""
        still = _c.state.in_([LetterState.WAITING, LetterState.HELD])
        statement = update(tables.letter).where(_c.key == key, still)
        gone = {"state": LetterState.DROPPED, "outcome": "withdrawn", "due_at": None}
        await self._connection.execute(statement.values(gone))

    async def to_come(self, person_id: int, kind: str, now: datetime) -> tuple[Letter, ...]:
        """Return a person's letters of a kind that nobody has tried to deliver, each with when."""
        theirs = (_c.person_id == person_id, _c.kind == kind, _c.state == LetterState.WAITING)
        statement = select(tables.letter).where(*theirs, _c.tries == 0, _c.due_at > now)
        rows = await self._connection.execute(statement.order_by(_c.id))
        return tuple(replace(_letter(row), not_before=row.due_at) for row in rows)

    async def put_off(self, key: str, until: datetime) -> None:
        """Let a letter that waits come at another instant."""
        still = (_c.key == key, _c.state == LetterState.WAITING)
        await self._connection.execute(update(tables.letter).where(*still).values(due_at=until))

    async def set_aside(self, slots: Mapping[str, str]) -> None:
        """Let what stands in slots stand in others, and drop what still waits for the old ones."""
        for slot, other in slots.items():
            moved = update(tables.post).where(tables.post.c.slot == slot)
            await self._connection.execute(moved.values(slot=other))
        waiting = (_c.slot.in_(slots), _c.slot != "", _c.state == LetterState.WAITING)
        gone = {"state": LetterState.DROPPED, "outcome": "moved", "due_at": None}
        await self._connection.execute(update(tables.letter).where(*waiting).values(gone))

    async def unsent(self, person_id: int, kind: str, limit: int) -> tuple[tuple[Letter, str], ...]:
        """Return a person's newest letters of a kind that were given up, each with the reason."""
        given_up = _c.state.in_([LetterState.DROPPED, LetterState.PARKED])
        theirs = (_c.person_id == person_id, _c.kind == kind)
        statement = select(tables.letter).where(*theirs, given_up).order_by(_c.id.desc())
        rows = await self._connection.execute(statement.limit(limit))
        return tuple((_letter(row), row.outcome) for row in rows)

    async def undelivered(self, room: Room) -> tuple[Letter, ...]:
        """Return the letters that a room was closed to and that stand nowhere, one of each slot."""
        there = (_c.platform == room.platform, _c.space == room.space, _c.channel == room.channel)
        closed = (_c.state == LetterState.DROPPED, _c.outcome.in_(_CLOSED), _c.slot != "")
        nowhere = _c.slot.not_in(select(tables.post.c.slot))
        statement = select(tables.letter).where(*there, *closed, nowhere).order_by(_c.id)
        rows = await self._connection.execute(statement)
        return tuple({row.slot: _letter(row) for row in rows}.values())

    async def stands(self, slot: str) -> bool:
        """Tell whether a post stands in a slot."""
        return slot in await self.standing([slot])

    async def claim(self, now: datetime, limit: int, lease: timedelta) -> tuple[Claimed, ...]:
        """Take due letters in hand, the longest waiting first."""
        due = select(_c.id).where(_c.due_at <= now).order_by(_c.due_at, _c.id).limit(limit)
        statement = update(tables.letter).where(_c.id.in_(due.scalar_subquery()))
        taken = statement.values(due_at=now + lease, tries=_c.tries + 1).returning(tables.letter)
        rows = (await self._connection.execute(taken)).all()
        tried = await self._tried(rows)
        # RETURNING keeps no order; the order of enqueueing is the order within a slot.
        return tuple(_claimed(row, tried) for row in sorted(rows, key=lambda row: int(row.id)))

    async def settle(self, results: Sequence[Result], now: datetime) -> None:
        """Write down what became of letters in hand; one withdrawn meanwhile stays withdrawn."""
        ended = [_ended(result, now) for result in results if not isinstance(result, Again)]
        again = [_again(result) for result in results if isinstance(result, Again)]
        for statement, rows in ((_END, ended), (_AGAIN, again)):
            if rows:
                await self._connection.execute(statement, rows)
        for result in results:
            if isinstance(result, Sent) and result.slot:
                await self._keep(result, now)
        await self._note(results, now)

    async def standing(self, slots: Sequence[str]) -> dict[str, Post]:
        """Return the posts that stand in slots."""
        statement = select(tables.post).where(tables.post.c.slot.in_(slots))
        rows = await self._connection.execute(statement)
        return {row.slot: _standing(row) for row in rows}

    async def _tried(self, rows: Sequence[Row[Any]]) -> list[_Tried]:
        """Find letters that wait for another try in the slots of these."""
        slots = {row.slot for row in rows if row.slot}
        if not slots:
            return []
        # An empty slot is excluded twice, so that the partial index is used.
        tried = (_c.slot.in_(slots), _c.slot != "", _c.state == LetterState.WAITING, _c.tries > 0)
        others = _c.id.not_in([row.id for row in rows])
        statement = select(_c.id, _c.slot, _c.due_at).where(*tried, others)
        found = await self._connection.execute(statement)
        return [_Tried(*row) for row in found]

    async def _keep(self, sent: Sent, now: datetime) -> None:
        """Remember a standing post, unless its letter was erased with its person."""
        address = sent.post.address
        place = (address.platform, address.space, address.user, address.channel)
        values = zip(_STANDING, (*place, sent.post.ref, now), strict=True)
        typed = [literal(value, tables.post.c[name].type) for name, value in values]
        source = select(_c.slot, _c.person_id, *typed).where(_c.id == sent.id)
        kept = upsert(tables.post).from_select(["slot", "person_id", *_STANDING], source)
        fresh = {name: kept.excluded[name] for name in _STANDING}
        await self._connection.execute(kept.on_conflict_do_update(["slot"], set_=fresh))

    async def _note(self, results: Sequence[Result], now: datetime) -> None:
        """Write down where letters found their readers, and where they did not."""
        accounts = Accounts(self._connection)
        for result in results:
            if isinstance(result, Sent) and result.to:
                await accounts.arrived(result.to, result.post.address.channel)
            elif isinstance(result, Again) and result.unreached:
                await accounts.missed(result.unreached)
        await self._reopen({each.post.address for each in results if isinstance(each, Sent)})
        held = [result.id for result in results if isinstance(result, Held)]
        if held:
            # Somebody may have opened their account after that was decided.
            await accounts.let_go(_c.id.in_(held), now)

    async def _reopen(self, arrived: Collection[Address]) -> None:
        """End the closures of rooms that letters have reached."""
        for room in {each for each in arrived if not each.user}:
            its = (_closure.platform == room.platform, _closure.space == room.space)
            ended = delete(tables.closure).where(*its, _closure.channel == room.channel)
            await self._connection.execute(ended)


def _change(*names: str) -> Update:
    statement = update(tables.letter).where(
        _c.id == bindparam("letter"), _c.state == LetterState.WAITING
    )
    return statement.values({name: bindparam(f"to_{name}") for name in names})


_END = _change("state", "outcome", "due_at", "done_at")
_AGAIN = _change("due_at", "tries")


def _ended(result: Sent | Dropped | Parked | Held, now: datetime) -> dict[str, Any]:
    match result:
        case Sent():
            state, outcome = LetterState.SENT, ""
        case Dropped(_, outcome):
            state = LetterState.DROPPED
        case Parked(_, outcome):
            state = LetterState.PARKED
        case Held():
            state, outcome = LetterState.HELD, ""
        case _:
            assert_never(result)
    values = {"to_state": state, "to_outcome": outcome, "to_due_at": None, "to_done_at": now}
    return {"letter": result.id, **values}


def _again(result: Again) -> dict[str, Any]:
    return {"letter": result.id, "to_due_at": result.at, "to_tries": result.tries}


def _row(letter: Letter, now: datetime) -> dict[str, Any]:
    room = letter.to if isinstance(letter.to, Room) else Room("", "", "")
    return {
        "key": letter.key,
        "person_id": letter.to if isinstance(letter.to, int) else None,
        "platform": room.platform,
        "space": room.space,
        "channel": room.channel,
        "kind": letter.kind,
        "args": dict(letter.args),
        "slot": letter.slot,
        "state": LetterState.WAITING,
        "tries": 0,
        "outcome": "",
        "due_at": letter.not_before or now,
        "late_after": letter.late_after,
        "created_at": now,
    }


def _letter(row: Row[Any]) -> Letter:
    to = Room(row.platform, row.space, row.channel) if row.person_id is None else row.person_id
    return Letter(row.key, to, row.kind, row.args, None, row.late_after, row.slot)


def _claimed(row: Row[Any], tried: Sequence[_Tried]) -> Claimed:
    ahead = [other.due_at for other in tried if other.slot == row.slot and other.id < row.id]
    return Claimed(row.id, _letter(row), row.tries, max(ahead, default=None))


def _standing(row: Row[Any]) -> Post:
    return Post(Address(row.platform, row.space, row.user, row.channel), row.ref)
