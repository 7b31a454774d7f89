"""Whatever happens to somebody's messages, no letter is lost, and none comes twice."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers import Composed, Letter, Skip
from bot.clock import ManualClock
from bot.courier import Courier
from bot.errors import Fault, Unreachable
from bot.ports.platform import Address
from bot.ports.store import Tx
from bot.store.database import Database
from bot.store.store import DatabaseStore
from bot.store.vault import Vault, new_key
from bot.ui.card import Card
from tests.test_courier import MONDAY, Desk, Office, Window

CHANGES = ("write", "write for an hour", "close", "open", "hear", "settle", "lose", "wait")


@dataclass
class Story:
    """One person whose messages open and close, and what is written to them."""

    office: Office
    person_id: int
    is_closed: bool = False
    is_lost: bool = False
    written: list[str] = field(default_factory=list)

    async def deliver(self, to: Address, key: str) -> None:
        if to.channel and self.is_lost:
            raise Unreachable("no such channel", Fault.GONE)
        if not to.channel and self.is_closed:
            raise Unreachable("direct messages are closed", Fault.CLOSED)

    async def compose(self, tx: Tx, letter: Letter) -> Composed:
        is_late = letter.late_after is not None and self.office.clock.now() > letter.late_after
        return Skip("late") if is_late else Card(letter.key)

    async def write(self, late_after: timedelta | None = None) -> None:
        self.written.append(str(len(self.written)))
        late = self.office.clock.now() + late_after if late_after else None
        await self.office.write(Letter(self.written[-1], self.person_id, "card", late_after=late))

    async def goes_on(self, change: str) -> None:
        match change:
            case "write":
                await self.write()
            case "write for an hour":
                await self.write(timedelta(hours=1))
            case "close" | "open":
                self.is_closed = change == "close"
            case "hear":
                await self.office.hears("ana")
            case "settle":
                self.is_lost = False
                await self.office.settles("ana", "lobby")
            case "lose":
                self.is_lost = True
            case _:
                self.office.clock.set(self.office.clock.now() + timedelta(hours=2))
        await self.office.courier.deliver_due()


async def live_through(changes: Sequence[str], folder: Path) -> None:
    clock, desk, window = ManualClock(MONDAY), Desk(), Window(own_place="thread")
    database = await Database.open(folder / "db", Vault([new_key()]), MONDAY)
    store = DatabaseStore(database)
    courier = Courier(store, desk, {"test": window}, clock)
    office = Office(database, store, clock, desk, window, courier)
    try:
        ana = await office.person("ana")
        story = Story(office, ana.id)
        window.before, desk.composers["card"] = story.deliver, story.compose
        # In the end she opens them again, and writes.
        for change in (*changes, "open", "wait", "hear"):
            await story.goes_on(change)
        ends = Counter([*window.keys, *await office.whys(ana)])
        assert await courier.next_due() is None
        assert await office.held(ana) == 0
        assert ends == Counter(story.written)
    finally:
        await store.close()


@settings(max_examples=20)
@given(st.lists(st.sampled_from(CHANGES), max_size=12))
def test_every_letter_comes_once_or_stays_away_for_a_reason(changes: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(live_through(changes, Path(folder)))
