"""The courier brings each letter once, in order and in time, whatever platforms and cards do."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot import courier as couriers
from bot.answers import Composed, Letter, Room, Skip, Wait
from bot.clock import ManualClock
from bot.commands import Command
from bot.courier import IN_HAND, LANES, LEASE, RECOVERY, TRIES, Courier
from bot.domain.nudge import Nudge, NudgeKind
from bot.domain.person import Identity, Person
from bot.errors import Fault, StoreProblem, TryLater, Unreachable
from bot.events import Actor
from bot.ports.outbox import Result
from bot.ports.platform import Address, Handle, Post
from bot.ports.store import Tx
from bot.store import tables
from bot.store.database import Database
from bot.store.store import DatabaseStore
from bot.store.vault import Vault, new_key
from bot.ui.card import Card

MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
LOBBY, GARDEN = Room("test", "here", "lobby"), Room("test", "here", "garden")

Compose = Callable[[Tx, Letter], Awaitable[Composed]]


@dataclass
class Desk:
    """A core that composes as each test wishes, and lets nothing fall due by itself."""

    composers: dict[str, Compose] = field(default_factory=dict)
    composed: list[str] = field(default_factory=list)
    fault: Exception | None = None
    uncounted: list[str] = field(default_factory=list)
    door: Card | None = None
    deaf: Exception | None = None
    were_told: list[int] = field(default_factory=list)
    closures: list[tuple[Room, Fault, tuple[str, ...]]] = field(default_factory=list)

    async def fall_due(self, limit: int) -> int:
        if self.fault is not None:
            raise self.fault
        return 0

    async def compose(self, tx: Tx, letter: Letter) -> Composed:
        self.composed.append(letter.key)
        composer = self.composers.get(letter.kind)
        return await composer(tx, letter) if composer else Card(f"{letter.key} says hello")

    async def drawn(self, card: Card) -> Card:
        return card

    async def held(self, tx: Tx, letter: Letter) -> None:
        self.uncounted.append(letter.key)

    async def closed_door(self, person_id: int) -> Card | None:
        return self.door

    async def told(self, person_id: int) -> None:
        self.were_told.append(person_id)

    async def closed(self, room: Room, fault: Fault, missing: Sequence[str]) -> None:
        if self.deaf is not None:
            raise self.deaf
        self.closures.append((room, fault, tuple(missing)))


@dataclass
class Window:
    """A platform that notes what is shown, and fails as each test wishes."""

    name: str = "test"
    shown: list[tuple[str, str]] = field(default_factory=list)
    revised: list[tuple[str, str]] = field(default_factory=list)
    whispered: list[tuple[str, str]] = field(default_factory=list)
    own_place: str = ""
    is_talking: bool = True
    mute: Exception | None = None
    before: Callable[[Address, str], Awaitable[None]] | None = None
    gone: set[str] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0

    async def run(self, handle: Handle, commands: Sequence[Command]) -> None:
        """Nothing comes in."""

    async def deliver(self, to: Address, card: Card, key: str) -> Post:
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        try:
            if self.before:
                await self.before(to, key)
        finally:
            self.at_once -= 1
        self.shown.append((to.user or to.channel, key))
        if to.user and to.channel and self.own_place:
            to = replace(to, channel=self.own_place)
        return Post(to, key)

    async def revise(self, post: Post, card: Card) -> Post:
        if post.ref in self.gone:
            raise Unreachable("somebody removed it")
        self.revised.append((post.ref, card.title))
        return post

    async def whisper(self, to: Address, card: Card) -> bool:
        if self.mute is not None:
            raise self.mute
        self.whispered.append((to.user, card.title))
        return self.is_talking

    @property
    def keys(self) -> list[str]:
        return [key for _, key in self.shown]


@dataclass
class Office:
    """A post office: everything the courier works with."""

    database: Database
    store: DatabaseStore
    clock: ManualClock
    desk: Desk
    window: Window
    courier: Courier

    async def write(self, *letters: Letter) -> None:
        async with self.store.begin() as tx:
            await tx.outbox.enqueue(letters, self.clock.now())

    async def person(self, user: str, platform: str = "test") -> Person:
        async with self.store.begin() as tx:
            actor = Actor(platform, "here", user, user.capitalize())
            return await tx.people.meet(actor, "UTC", self.clock.now())

    async def hears(self, user: str) -> None:
        """Somebody writes to us directly."""
        async with self.store.begin() as tx:
            actor = Actor("test", "here", user, user.capitalize())
            person = await tx.people.meet(actor, "UTC", self.clock.now())
            await tx.accounts.hear(actor, self.clock.now())
            await tx.accounts.release(person.id, self.clock.now())

    async def settles(self, user: str, channel: str) -> None:
        """Somebody chooses a channel for a place of their own."""
        async with self.store.begin() as tx:
            await tx.accounts.settle_in(Actor("test", "here", user, user), channel, "there")

    async def account(self, person: Person) -> Identity:
        async with self.store.begin() as tx:
            (account,) = await tx.people.identities(person.id)
        return account

    async def held(self, person: Person) -> int:
        async with self.store.begin() as tx:
            return await tx.accounts.held(person.id)

    async def passes(self, span: timedelta) -> datetime | None:
        self.clock.set(self.clock.now() + span)
        return await self.courier.deliver_due()

    async def whys(self, person: Person) -> dict[str, str]:
        async with self.store.begin() as tx:
            unsent = await tx.outbox.unsent(person.id, "card", 50)
        return {letter.key: why for letter, why in unsent}


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Office]:
    clock = ManualClock(MONDAY)
    database = await Database.open(tmp_path / "db", Vault([new_key()]), MONDAY)
    store, desk, window = DatabaseStore(database), Desk(), Window()
    courier = Courier(store, desk, {"test": window}, clock)
    yield Office(database, store, clock, desk, window, courier)
    await store.close()


def letter(key: str = "a", to: int | Room = LOBBY, kind: str = "card", slot: str = "") -> Letter:
    return Letter(key, to, kind, slot=slot)


async def test_a_due_letter_is_brought_once(post: Office) -> None:
    ana = await post.person("ana")
    await post.write(letter("a", ana.id), letter("b"))
    assert await post.courier.deliver_due() is None
    assert await post.passes(HOUR) is None
    assert post.window.shown == [("ana", "a"), ("lobby", "b")]


async def test_a_letter_waits_for_its_time_and_the_courier_says_when(post: Office) -> None:
    await post.write(Letter("a", LOBBY, "card", not_before=MONDAY + HOUR))
    assert await post.courier.deliver_due() == MONDAY + HOUR
    assert post.window.shown == []
    assert await post.passes(HOUR) is None
    assert post.window.keys == ["a"]


async def test_more_letters_than_hands_are_all_brought(post: Office) -> None:
    many = [letter(str(number), Room("test", "here", f"room-{number}")) for number in range(100)]
    assert len(many) > 2 * IN_HAND
    await post.write(*many)
    assert await post.courier.deliver_due() is None
    assert sorted(post.window.keys, key=int) == [str(number) for number in range(100)]


async def test_several_rooms_are_served_at_once_and_each_in_order(post: Office) -> None:
    async def slowly(to: Address, key: str) -> None:
        for _ in range(5):
            await asyncio.sleep(0)

    post.window.before = slowly
    rooms = [Room("test", "here", f"room-{number}") for number in range(12)]
    await post.write(
        *(letter(f"{room.channel}:{turn}", room) for turn in range(3) for room in rooms)
    )
    await post.courier.deliver_due()
    assert post.window.most_at_once == LANES
    for room in rooms:
        brought = [key for channel, key in post.window.shown if channel == room.channel]
        assert brought == [f"{room.channel}:{turn}" for turn in range(3)]


async def test_two_rounds_at_the_same_time_bring_nothing_twice(post: Office) -> None:
    await post.write(*(letter(str(number)) for number in range(60)))
    await asyncio.gather(post.courier.deliver_due(), post.courier.deliver_due())
    assert max(Counter(post.window.keys).values()) == 1
    assert len(post.window.keys) == 60


async def test_what_is_no_longer_true_is_dropped_with_its_reason(post: Office) -> None:
    async def skip(tx: Tx, letter: Letter) -> Composed:
        return Skip("answered")

    ana = await post.person("ana")
    post.desk.composers["card"] = skip
    await post.write(letter("a", ana.id))
    assert await post.courier.deliver_due() is None
    assert await post.whys(ana) == {"a": "answered"}
    assert post.window.shown == []


async def test_what_is_not_yet_true_is_composed_again_later(post: Office) -> None:
    async def wait(tx: Tx, letter: Letter) -> Composed:
        late = post.clock.now() >= MONDAY + HOUR
        return Card("Now") if late else Wait(MONDAY + HOUR)

    post.desk.composers["card"] = wait
    await post.write(letter())
    assert await post.courier.deliver_due() == MONDAY + HOUR
    assert await post.passes(HOUR) is None
    assert post.window.keys == ["a"]


async def test_waiting_for_a_moment_that_has_passed_never_ends_in_a_circle(post: Office) -> None:
    async def wait(tx: Tx, letter: Letter) -> Composed:
        return Wait(MONDAY - HOUR)

    post.desk.composers["card"] = wait
    await post.write(letter())
    assert await post.courier.deliver_due() == MONDAY + SECOND


async def test_a_busy_platform_is_tried_again_when_it_says(post: Office) -> None:
    async def busy(to: Address, key: str) -> None:
        if post.clock.now() < MONDAY + MINUTE:
            raise TryLater("slow down", MONDAY + MINUTE)

    post.window.before = busy
    await post.write(letter())
    assert await post.courier.deliver_due() == MONDAY + MINUTE
    assert await post.passes(MINUTE) is None
    assert post.window.keys == ["a"]


async def test_a_platform_that_is_away_is_tried_ever_more_seldom(post: Office) -> None:
    async def away(to: Address, key: str) -> None:
        raise TryLater("away")

    post.window.before = away
    await post.write(letter())
    pauses = []
    for _ in range(14):
        due = await post.courier.deliver_due()
        assert due is not None
        pauses.append((due - post.clock.now()).total_seconds())
        post.clock.set(due)
    assert pauses == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, *[3600] * 4]


async def test_a_platform_that_says_yesterday_is_not_asked_for_ever(post: Office) -> None:
    async def confused(to: Address, key: str) -> None:
        raise TryLater("slow down", MONDAY - HOUR)

    post.window.before = confused
    await post.write(letter())
    assert await post.courier.deliver_due() == MONDAY + SECOND


async def test_what_follows_does_not_overtake_what_must_wait(post: Office) -> None:
    async def busy(to: Address, key: str) -> None:
        if key == "a" and post.clock.now() == MONDAY:
            raise TryLater("slow down")

    post.window.before = busy
    await post.write(letter("a", slot="board"), letter("b", slot="board"), letter("z", GARDEN))
    await post.courier.deliver_due()
    await post.write(letter("c", slot="board"))
    due = await post.courier.deliver_due()
    assert post.window.keys == ["z"]
    assert due == MONDAY + timedelta(seconds=5)
    await post.passes(due - MONDAY)
    assert post.window.keys == ["z", "a"]
    assert [title for _, title in post.window.revised] == ["b says hello", "c says hello"]


async def test_a_standing_post_is_revised_and_not_added_to(post: Office) -> None:
    await post.write(letter("a", slot="board"), letter("b", slot="board"))
    await post.courier.deliver_due()
    await post.write(letter("c", slot="board"), letter("d", GARDEN, slot="other"))
    await post.courier.deliver_due()
    assert post.window.shown == [("lobby", "a"), ("garden", "d")]
    assert post.window.revised == [("a", "b says hello"), ("a", "c says hello")]


async def test_a_post_that_somebody_removed_is_put_up_again(post: Office) -> None:
    await post.write(letter("a", slot="board"))
    await post.courier.deliver_due()
    post.window.gone.add("a")
    await post.write(letter("b", slot="board"), letter("c", slot="board"))
    await post.courier.deliver_due()
    assert post.window.keys == ["a", "b"]
    assert post.window.revised == [("b", "c says hello")]


async def closed(to: Address, key: str) -> None:
    raise Unreachable("direct messages are closed", Fault.CLOSED)


async def test_who_cannot_be_reached_is_left_in_peace(post: Office) -> None:
    ana = await post.person("ana")
    post.window.before = closed
    await post.write(letter("a", ana.id), letter("b", ana.id))
    assert await post.courier.deliver_due() is None
    post.window.before = None
    await post.write(letter("c", ana.id))
    assert await post.courier.deliver_due() is None
    assert post.window.shown == []
    assert await post.held(ana) == 3
    assert post.desk.uncounted == ["a", "b", "c"]


async def test_what_was_held_is_brought_in_order_once_its_reader_writes(post: Office) -> None:
    ana = await post.person("ana")
    post.window.before = closed
    await post.write(letter("a", ana.id), letter("b", ana.id))
    await post.courier.deliver_due()
    post.window.before = None
    await post.hears("ana")
    assert await post.passes(HOUR) is None
    assert post.window.shown == [("ana", "a"), ("ana", "b")]
    assert await post.held(ana) == 0


async def test_what_is_no_longer_true_when_it_could_be_brought_is_dropped(post: Office) -> None:
    async def skip(tx: Tx, letter: Letter) -> Composed:
        return Skip("answered")

    ana = await post.person("ana")
    post.window.before = closed
    await post.write(letter("a", ana.id), letter("b", ana.id, kind="other"))
    await post.courier.deliver_due()
    post.window.before, post.desk.composers["card"] = None, skip
    await post.hears("ana")
    await post.courier.deliver_due()
    assert await post.whys(ana) == {"a": "answered"}
    assert post.window.keys == ["b"]


async def test_who_left_everywhere_gets_no_more_letters(post: Office) -> None:
    ana = await post.person("ana")
    async with post.store.begin() as tx:
        await tx.people.left("test", "here", MONDAY, "ana")
    await post.write(letter("a", ana.id))
    assert await post.courier.deliver_due() is None
    assert await post.whys(ana) == {"a": "unreachable"}


async def test_letters_go_to_the_place_that_was_chosen_and_stay_in_the_one_that_was_made(
    post: Office,
) -> None:
    went: list[tuple[str, str, str]] = []

    async def where(to: Address, key: str) -> None:
        went.append((to.space, to.channel, key))

    ana = await post.person("ana")
    await post.settles("ana", "lobby")
    post.window.before = where
    post.window.own_place = "thread-9"
    await post.write(letter("a", ana.id), letter("b", ana.id))
    await post.courier.deliver_due()
    await post.write(letter("c", ana.id))
    await post.courier.deliver_due()
    assert went == [("there", "lobby", "a"), ("there", "thread-9", "b"), ("there", "thread-9", "c")]
    assert (await post.account(ana)).place == "thread-9"


async def test_a_place_that_is_gone_is_forgotten_and_its_reader_told_again(post: Office) -> None:
    async def gone(to: Address, key: str) -> None:
        raise Unreachable("closed", Fault.GONE if to.channel else Fault.CLOSED)

    ana = await post.person("ana")
    await post.settles("ana", "lobby")
    async with post.store.begin() as tx:
        await tx.accounts.tell(ana.id, MONDAY)
    post.window.before = gone
    await post.write(letter("a", ana.id))
    assert await post.courier.deliver_due() is None
    account = await post.account(ana)
    assert (account.place, account.place_space, account.told_at) == ("", "", None)
    assert not account.reachable
    assert await post.held(ana) == 1


async def test_who_is_talking_with_us_is_told_at_once_that_nothing_reaches_them(
    post: Office,
) -> None:
    ana = await post.person("ana")
    post.window.before, post.desk.door = closed, Card("Closed")
    await post.write(letter("a", ana.id), letter("b", ana.id))
    await post.courier.deliver_due()
    assert post.window.whispered == [("ana", "Closed")]
    assert post.desk.were_told == [ana.id]


async def test_who_is_not_talking_with_us_is_not_yet_told(post: Office) -> None:
    ana = await post.person("ana")
    post.window.before, post.desk.door, post.window.is_talking = closed, Card("Closed"), False
    await post.write(letter("a", ana.id))
    await post.courier.deliver_due()
    assert post.desk.were_told == []


@pytest.mark.parametrize("fault", [Fault.CLOSED, Fault.GONE])
async def test_nobody_is_told_what_they_know_or_cannot_hear(post: Office, fault: Fault) -> None:
    async def unreachable(to: Address, key: str) -> None:
        raise Unreachable("no", fault)

    ana = await post.person("ana")
    post.window.before = unreachable
    post.desk.door = None if fault is Fault.CLOSED else Card("Closed")
    await post.write(letter("a", ana.id))
    await post.courier.deliver_due()
    assert post.window.whispered == []
    assert await post.held(ana) == 1


async def test_a_whisper_that_fails_holds_nothing_up(
    post: Office, caplog: pytest.LogCaptureFixture
) -> None:
    ana = await post.person("ana")
    post.window.before, post.desk.door = closed, Card("Closed")
    post.window.mute = KeyError("token")
    await post.write(letter("a", ana.id))
    assert await post.courier.deliver_due() is None
    assert "could not be told" in caplog.text
    assert await post.held(ana) == 1


async def test_another_account_of_the_same_person_is_tried(post: Office) -> None:
    async def closed(to: Address, key: str) -> None:
        if to.user == "ana":
            raise Unreachable("direct messages are closed")

    ana = await post.person("ana")
    other = await post.person("ana2")
    theirs = tables.identity.c.person_id == other.id
    joined = update(tables.identity).where(theirs).values(person_id=ana.id)
    async with post.database.begin() as connection:
        await connection.execute(joined)
    post.window.before = closed
    await post.write(letter("a", ana.id))
    assert await post.courier.deliver_due() is None
    assert post.window.shown == [("ana2", "a")]


async def test_a_room_that_is_gone_loses_its_letter_and_nothing_else(post: Office) -> None:
    async def gone(to: Address, key: str) -> None:
        if to.channel == "lobby":
            raise Unreachable("no such channel", Fault.BARRED, ("Send Messages",))

    post.window.before = gone
    await post.write(letter("a"), letter("b", GARDEN))
    assert await post.courier.deliver_due() is None
    assert post.window.shown == [("garden", "b")]
    assert post.desk.closures == [(LOBBY, Fault.BARRED, ("Send Messages",))]


async def test_a_room_that_nobody_can_be_told_of_holds_nothing_up(
    post: Office, caplog: pytest.LogCaptureFixture
) -> None:
    async def gone(to: Address, key: str) -> None:
        if to.channel == "lobby":
            raise Unreachable("no such channel")

    post.window.before, post.desk.deaf = gone, ZeroDivisionError("a circle of nobody")
    await post.write(letter("a"), letter("b", GARDEN))
    assert await post.courier.deliver_due() is None
    assert "nobody could be told" in caplog.text
    assert post.window.shown == [("garden", "b")]


async def test_a_platform_that_is_not_running_here_keeps_its_letters(post: Office) -> None:
    far = await post.person("ben", platform="far")
    await post.write(letter("a", far.id), letter("b", Room("far", "there", "lobby")))
    assert await post.courier.deliver_due() == MONDAY + HOUR
    window = Window("far")
    post.courier = Courier(post.store, post.desk, {"far": window}, post.clock)
    assert await post.passes(HOUR) is None
    assert window.shown == [("ben", "a"), ("lobby", "b")]


async def test_a_letter_to_somebody_who_was_erased_is_gone_with_them(post: Office) -> None:
    ana = await post.person("ana")
    await post.write(letter("a", ana.id), letter("b"))
    async with post.store.begin() as tx:
        await tx.data.erase(ana.id)
    assert await post.courier.deliver_due() is None
    assert post.window.shown == [("lobby", "b")]


async def test_a_poisoned_letter_is_parked_and_the_others_get_through(
    post: Office, caplog: pytest.LogCaptureFixture
) -> None:
    async def poisoned(tx: Tx, letter: Letter) -> Composed:
        await tx.tally.count("left by halves")
        raise ZeroDivisionError

    ana = await post.person("ana")
    post.desk.composers["poison"] = poisoned
    await post.write(letter("a"), Letter("b", ana.id, "poison"), letter("c"))
    due = await post.courier.deliver_due()
    assert post.window.keys == ["a", "c"]
    assert "letter b could not be composed" in caplog.text
    while due is not None:
        post.clock.set(due)
        due = await post.courier.deliver_due()
    assert post.desk.composed.count("b") == TRIES + 1
    async with post.store.begin() as tx:
        assert [why for _, why in await tx.outbox.unsent(ana.id, "poison", 5)] == ["compose"]
    async with post.database.read() as connection:
        assert (await connection.execute(select(tables.tally))).all() == []


async def test_a_letter_the_platform_chokes_on_is_parked_in_the_end(
    post: Office, caplog: pytest.LogCaptureFixture
) -> None:
    async def chokes(to: Address, key: str) -> None:
        if key == "a":
            raise KeyError("blocks")

    ana, ben = await post.person("ana"), await post.person("ben")
    post.window.before = chokes
    await post.write(letter("a", ana.id), letter("b", ben.id))
    due = await post.courier.deliver_due()
    assert post.window.keys == ["b"]
    while due is not None:
        post.clock.set(due)
        due = await post.courier.deliver_due()
    assert await post.whys(ana) == {"a": "deliver"}
    assert "letter a was not delivered" in caplog.text


async def test_a_card_that_grew_old_on_the_way_is_made_again(post: Office) -> None:
    evening = MONDAY.replace(hour=20, minute=59, second=55)

    async def quiet_at_nine(tx: Tx, letter: Letter) -> Composed:
        if post.clock.now().hour >= 21:
            return Wait(MONDAY + timedelta(hours=23))
        return Card(letter.key)

    async def slow(to: Address, key: str) -> None:
        post.clock.set(post.clock.now() + 12 * SECOND)

    post.clock.set(evening)
    post.desk.composers["card"] = quiet_at_nine
    post.window.before = slow
    ana = await post.person("ana")
    await post.write(letter("a", ana.id), letter("b", ana.id))
    assert await post.courier.deliver_due() == MONDAY + timedelta(hours=23)
    assert post.window.keys == ["a"]


async def test_stopping_ends_what_is_under_way_and_hands_the_rest_back(post: Office) -> None:
    async def stop(to: Address, key: str) -> None:
        post.courier.stop()

    post.window.before = stop
    ana = await post.person("ana")
    await post.write(*(letter(key, ana.id) for key in "abc"))
    assert await post.courier.deliver_due() is None
    assert post.window.keys == ["a"]
    assert await post.courier.next_due() == MONDAY
    post.window.before = None
    post.courier = Courier(post.store, post.desk, {"test": post.window}, post.clock)
    assert await post.courier.deliver_due() is None
    assert post.window.keys == ["a", "b", "c"]


async def test_what_was_brought_but_not_written_down_comes_again_under_its_own_key(
    post: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def full(results: Sequence[Result], now: datetime) -> None:
        raise StoreProblem("There is no room left.")

    await post.write(letter())
    with monkeypatch.context() as broken:
        broken.setattr(post.store.letters, "settle", full)
        assert await post.courier.beat() == MONDAY + RECOVERY
    assert "There is no room left" in caplog.text
    assert await post.courier.beat() == MONDAY + LEASE
    assert await post.passes(LEASE) is None
    assert post.window.keys == ["a", "a"]


async def test_a_beat_says_when_the_next_is(post: Office) -> None:
    await post.write(Letter("a", LOBBY, "card", not_before=MONDAY + HOUR))
    assert await post.courier.beat() == MONDAY + HOUR


async def test_letters_are_brought_although_something_cannot_fall_due(
    post: Office, caplog: pytest.LogCaptureFixture
) -> None:
    post.desk.fault = ZeroDivisionError("a circle of nobody")
    await post.write(letter())
    with pytest.raises(ZeroDivisionError):
        await post.courier.deliver_due()
    assert post.window.keys == ["a"]
    await post.write(Letter("b", LOBBY, "card"))
    assert await post.courier.beat() == MONDAY + RECOVERY
    assert "a circle of nobody" in caplog.text


async def test_something_due_that_nobody_takes_is_told_and_not_asked_for_ever(
    post: Office, caplog: pytest.LogCaptureFixture
) -> None:
    ana = await post.person("ana")
    async with post.store.begin() as tx:
        await tx.nudges.add(Nudge(ana.id, NudgeKind.OWN, MONDAY, due_at=MONDAY))
    with caplog.at_level(logging.ERROR, couriers.__name__):
        assert await post.courier.deliver_due() == MONDAY + RECOVERY
    assert "nothing came of it" in caplog.text
