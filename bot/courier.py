"""The courier: takes due letters in hand, has their cards made, delivers them, writes it down."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.answers import Composed, Letter, Room, Skip, Wait
from bot.desk import Clock
from bot.domain import reach
from bot.errors import Fault, TryLater, Unreachable
from bot.ports.core import Core
from bot.ports.outbox import Again, Claimed, CourierStore, Dropped, Held, Parked, Result, Sent
from bot.ports.platform import Address, Platform, Post
from bot.ports.store import Tx
from bot.ui.card import Card

log = logging.getLogger(__name__)

AT_ONCE = 200
"""How much of each kind falls due in one transaction: a fraction of a second's work."""

IN_HAND = 40
"""Letters in hand at once: what a platform takes in some seconds, so a crash repeats little."""

LANES = 8
"""Deliveries under way at the same time, each to another person or room."""

LEASE = timedelta(seconds=60)
TRIES = 12
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
SHORTEST_PAUSE = timedelta(seconds=1)

FRESH = timedelta(seconds=10)
"""How long a card stays true: later than this it is made again, for quiet hours may have begun."""

RECOVERY = timedelta(seconds=30)
"""How long we wait before we look again after something that is due could not be done."""


@dataclass(frozen=True, slots=True)
class _Ready:
    claimed: Claimed
    to: Address
    card: Card
    made_at: datetime


@dataclass(slots=True)
class Courier:
    """Delivers what is due over whichever platforms are there."""

    store: CourierStore
    app: Core
    platforms: Mapping[str, Platform]
    clock: Clock
    _round: asyncio.Lock = field(default_factory=asyncio.Lock)
    _closed: dict[int, Address] = field(default_factory=dict)
    _is_stopping: bool = False

    async def beat(self) -> datetime | None:
        """Do as `deliver_due`; what goes wrong is logged and tried again a little later."""
        try:
            return await self.deliver_due()
        except Exception:
            log.exception("what is due could not be done")
            return self.clock.now() + RECOVERY

    async def deliver_due(self) -> datetime | None:
        """Do all that is due by now; returns when something next falls due.

        Raises what went wrong with something that fell due, once the letters are delivered.
        """
        async with self._round:
            try:
                return await self._deliver_round()
            finally:
                await self._whisper()

    async def next_due(self) -> datetime | None:
        """Say when something next falls due."""
        return await self.store.next_due()

    def stop(self) -> None:
        """Finish the deliveries under way, hand the other letters back, and begin no more."""
        self._is_stopping = True

    async def _deliver_round(self) -> datetime | None:
        fault: Exception | None = None
        while not self._is_stopping:
            began = self.clock.now()
            due = await self.store.next_due()
            is_done = due is None or due > began
            if is_done and fault is None:
                return due
            happened, trouble = (0, None) if is_done else await self._fall_due()
            fault = fault or trouble
            if not happened + await self._batch():
                if fault is not None:
                    raise fault
                # Coming straight back would change nothing and never end.
                log.error("something has been due since %s, but nothing came of it", due)
                return began + RECOVERY
            # Give the loop to people who press buttons between two batches.
            await asyncio.sleep(0)
        return None

    async def _fall_due(self) -> tuple[int, Exception | None]:
        """Let happen what is due; a fault in it must not keep letters from being delivered."""
        try:
            return await self.app.fall_due(AT_ONCE), None
        except Exception as fault:
            return 0, fault

    async def _batch(self) -> int:
        claimed = await self.store.letters.claim(self.clock.now(), IN_HAND, LEASE)
        if not claimed:
            return 0
        made = await self._prepared(claimed)
        results = [item for item in made if not isinstance(item, _Ready)]
        ready = [item for item in made if isinstance(item, _Ready)]
        results += await self._delivered(ready)
        await self.store.letters.settle(results, self.clock.now())
        return len(claimed)

    async def _prepared(self, claimed: Sequence[Claimed]) -> list[_Ready | Result]:
        if len(claimed) > 1:
            try:
                async with self.store.begin() as tx:
                    return [await self._prepare(tx, item) for item in claimed]
            except Exception:
                log.info("of %d letters one cannot be composed: looking which", len(claimed))
        # One at a time, each in a transaction of its own, so that the others get through.
        return [await self._prepare_alone(item) for item in claimed]

    async def _prepare_alone(self, claimed: Claimed) -> _Ready | Result:
        try:
            async with self.store.begin() as tx:
                return await self._prepare(tx, claimed)
        except Exception:
            log.exception("letter %s could not be composed", claimed.letter.key)
            return self._again_or_park(claimed, "compose")

    async def _prepare(self, tx: Tx, claimed: Claimed) -> _Ready | Result:
        if claimed.behind is not None:
            return self._handed_back(claimed, claimed.behind)
        composed: Composed = await self.app.compose(tx, claimed.letter)
        match composed:
            case Skip(reason):
                return Dropped(claimed.id, reason)
            case Wait(until):
                return self._handed_back(claimed, until)
        to = await self._address(tx, claimed.letter)
        if to is None:
            return await self._nowhere(tx, claimed)
        if to.platform not in self.platforms:
            return self._handed_back(claimed, self.clock.now() + LONGEST_PAUSE)
        return _Ready(claimed, to, composed, self.clock.now())

    async def _address(self, tx: Tx, letter: Letter) -> Address | None:
        """Find where a letter goes: to a platform that is here, if there is a choice."""
        if isinstance(letter.to, Room):
            return Address(letter.to.platform, letter.to.space, channel=letter.to.channel)
        account = reach.best(await tx.people.identities(letter.to), self.platforms)
        if account is None:
            return None
        person = await tx.people.get(letter.to)
        space = account.place_space if account.place else account.space
        zone = person.zone if person else "UTC"
        return Address(account.platform, space, account.user, account.place, zone)

    async def _nowhere(self, tx: Tx, claimed: Claimed) -> Result:
        """Hold what its reader may still get; whoever is gone from everywhere gets no more."""
        to = claimed.letter.to
        if isinstance(to, Room) or not reach.are_shut(await tx.people.identities(to)):
            return Dropped(claimed.id, "unreachable")
        await self.app.held(tx, claimed.letter)
        return Held(claimed.id)

    async def _delivered(self, ready: Sequence[_Ready]) -> list[Result]:
        """Deliver over several lanes at once; in each, one letter after the other."""
        slots = [item.claimed.letter.slot for item in ready if item.claimed.letter.slot]
        standing = await self.store.letters.standing(slots) if slots else {}
        lanes: dict[int | Room, list[_Ready]] = {}
        for item in ready:
            lanes.setdefault(item.claimed.letter.to, []).append(item)
        gate = asyncio.Semaphore(LANES)
        done = [self._lane(lane, standing, gate) for lane in lanes.values()]
        return [result for lane in await asyncio.gather(*done) for result in lane]

    async def _lane(
        self, lane: Sequence[_Ready], standing: dict[str, Post], gate: asyncio.Semaphore
    ) -> list[Result]:
        results: list[Result] = []
        moved: dict[Address, Address] = {}
        async with gate:
            for waiting in lane:
                item = replace(waiting, to=moved.get(waiting.to, waiting.to))
                held = next((each for each in results if isinstance(each, Again)), None)
                if held is not None:
                    # What follows must not overtake what could not be delivered.
                    results.append(Again(item.claimed.id, held.at, item.claimed.tries - 1))
                elif any(isinstance(each, Dropped) for each in results):
                    # The room proved closed just now: once is enough.
                    results.append(Dropped(item.claimed.id, "closed"))
                elif self._is_stopping or self.clock.now() - item.made_at > FRESH:
                    results.append(Again(item.claimed.id, self.clock.now(), item.claimed.tries - 1))
                else:
                    results.append(await self._deliver(item, standing))
                    moved |= _made_place(results[-1])
        return results

    async def _deliver(self, ready: _Ready, standing: dict[str, Post]) -> Result:
        claimed, slot = ready.claimed, ready.claimed.letter.slot
        # Only now, since no transaction waits for it any more.
        ready = replace(ready, card=await self.app.drawn(ready.card))
        try:
            post = await self._show(ready, standing.get(slot) if slot else None)
        except Unreachable as problem:
            log.warning("letter %s cannot be delivered: %s", claimed.letter.key, problem)
            return await self._unreached(ready, problem)
        except TryLater as problem:
            return self._again(claimed, problem.until)
        except Exception:
            log.exception("letter %s was not delivered", claimed.letter.key)
            return self._again_or_park(claimed, "deliver")
        if slot:
            standing[slot] = post
        return Sent(claimed.id, slot, post, ready.to if ready.to.user else None)

    async def _show(self, ready: _Ready, post: Post | None) -> Post:
        platform = self.platforms[ready.to.platform]
        if post is not None and post.address.platform == platform.name:
            try:
                return await platform.revise(post, ready.card)
            except Unreachable:
                log.info("the post %s is gone: putting up another", post.ref)
        return await platform.deliver(ready.to, ready.card, ready.claimed.letter.key)

    async def _unreached(self, ready: _Ready, problem: Unreachable) -> Result:
        claimed, to = ready.claimed, ready.claimed.letter.to
        if isinstance(to, Room):
            await self._report(to, problem)
            return Dropped(claimed.id, "unreachable")
        if problem.fault is Fault.CLOSED and not ready.to.channel:
            self._closed[to] = ready.to
        # At once: either the person has another account, or the letter is held then.
        return Again(claimed.id, self.clock.now(), claimed.tries, ready.to)

    async def _report(self, room: Room, problem: Unreachable) -> None:
        try:
            await self.app.closed(room, problem.fault, problem.missing)
        except Exception:
            log.exception("nobody could be told that a room is closed")

    async def _whisper(self) -> None:
        """Tell those who are talking with us right now that nothing reaches them."""
        while self._closed:
            person_id, account = self._closed.popitem()
            try:
                card = await self.app.closed_door(person_id)
                platform = self.platforms[account.platform]
                if card is not None and await platform.whisper(account, card):
                    await self.app.told(person_id)
            except Exception:
                log.exception("person %d could not be told that nothing reaches them", person_id)

    def _again_or_park(self, claimed: Claimed, reason: str) -> Result:
        if claimed.tries >= TRIES:
            return Parked(claimed.id, reason)
        return self._again(claimed)

    def _again(self, claimed: Claimed, until: datetime | None = None) -> Again:
        """Try again at `until`, or else after a pause that doubles each time up to an hour."""
        now = self.clock.now()
        pause: timedelta = min(FIRST_PAUSE * 2 ** min(claimed.tries - 1, 16), LONGEST_PAUSE)
        return Again(claimed.id, max(until or now + pause, now + SHORTEST_PAUSE), claimed.tries)

    def _handed_back(self, claimed: Claimed, at: datetime) -> Again:
        """Put a letter back that was not tried, so that this time is not counted."""
        return Again(claimed.id, max(at, self.clock.now() + SHORTEST_PAUSE), claimed.tries - 1)


def _made_place(result: Result) -> dict[Address, Address]:
    """Say where the next letters go, if a place of its reader's own was made for this one."""
    if not isinstance(result, Sent) or result.to is None or not result.to.channel:
        return {}
    made = result.post.address.channel or result.to.channel
    return {result.to: replace(result.to, channel=made)}
