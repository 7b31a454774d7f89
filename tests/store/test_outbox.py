"""Letters rest once for ever, are taken in hand one at a time, and end as was written down."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.answers import Letter, Room
from bot.domain.person import Person
from bot.events import Actor
from bot.ports.outbox import Again, Claimed, Dropped, Held, Parked, Result, Sent
from bot.ports.platform import Address, Post
from bot.store.database import Database
from bot.store.store import DatabaseStore

MINUTE = timedelta(minutes=1)
LOBBY = Room("test", "here", "lobby")
ANA = Actor("test", "here", "ana", "Ana")
BOARD = Post(Address("test", "here", channel="lobby"), "post-1")


@pytest.fixture
def store(database: Database) -> DatabaseStore:
    return DatabaseStore(database)


@pytest.fixture
async def ana(store: DatabaseStore, now: datetime) -> Person:
    async with store.begin() as tx:
        return await tx.people.meet(ANA, "UTC", now)


def letter(key: str = "a", to: int | Room = LOBBY, slot: str = "") -> Letter:
    return Letter(key, to, "board", {"circle": 1}, slot=slot)


async def enqueue(store: DatabaseStore, now: datetime, *letters: Letter) -> None:
    async with store.begin() as tx:
        await tx.outbox.enqueue(letters, now)


async def claim(store: DatabaseStore, now: datetime, limit: int = 10) -> list[Claimed]:
    return list(await store.letters.claim(now, limit, MINUTE))


async def settle(store: DatabaseStore, now: datetime, *results: Result) -> None:
    await store.letters.settle(results, now)


def keys(claimed: list[Claimed]) -> list[str]:
    return [item.letter.key for item in claimed]


async def test_a_letter_comes_back_as_it_was_written(
    store: DatabaseStore, ana: Person, now: datetime
) -> None:
    written = Letter("a", ana.id, "nudge", {"nudge": 1, "before": None}, now, now + MINUTE)
    await enqueue(store, now, written)
    (claimed,) = await claim(store, now)
    assert claimed.letter == replace(written, not_before=None)
    assert (claimed.tries, claimed.behind) == (1, None)


async def test_the_same_cause_never_makes_a_second_letter(
    store: DatabaseStore, now: datetime
) -> None:
    await enqueue(store, now, letter("a"), letter("a"))
    await enqueue(store, now, letter("a"), letter("b"))
    claimed = await claim(store, now)
    assert keys(claimed) == ["a", "b"]
    await settle(store, now, *(Sent(item.id, "", BOARD) for item in claimed))
    await enqueue(store, now, letter("a"))
    assert await claim(store, now + 2 * MINUTE) == []


async def test_no_letters_are_no_work(store: DatabaseStore, now: datetime) -> None:
    await enqueue(store, now)
    await settle(store, now)
    assert await claim(store, now) == []
    assert await store.next_due() is None


async def test_a_letter_is_not_taken_before_its_time(store: DatabaseStore, now: datetime) -> None:
    await enqueue(store, now, replace(letter(), not_before=now + MINUTE))
    assert await claim(store, now) == []
    assert await store.next_due() == now + MINUTE
    assert keys(await claim(store, now + MINUTE)) == ["a"]


async def test_a_letter_in_hand_is_nobody_elses_until_its_lease_ends(
    store: DatabaseStore, now: datetime
) -> None:
    await enqueue(store, now, letter())
    assert keys(await claim(store, now)) == ["a"]
    assert await claim(store, now + MINUTE - timedelta(microseconds=1)) == []
    assert await store.next_due() == now + MINUTE
    (again,) = await claim(store, now + MINUTE)
    assert again.tries == 2


async def test_the_longest_waiting_are_taken_first(store: DatabaseStore, now: datetime) -> None:
    for place, minutes in enumerate([3, 1, 2]):
        await enqueue(store, now + minutes * MINUTE, letter(str(place)))
    assert keys(await claim(store, now + 5 * MINUTE, limit=2)) == ["1", "2"]


@pytest.mark.parametrize("result", [Sent(1, "", BOARD), Dropped(1, "late"), Parked(1, "compose")])
async def test_what_has_ended_is_never_due_again(
    store: DatabaseStore, now: datetime, result: Result
) -> None:
    await enqueue(store, now, letter())
    await claim(store, now)
    await settle(store, now, result)
    assert await store.next_due() is None
    assert await claim(store, now + 60 * MINUTE) == []


async def test_what_is_tried_again_keeps_count(store: DatabaseStore, now: datetime) -> None:
    await enqueue(store, now, letter("a"), letter("b"))
    one, two = await claim(store, now)
    later = now + 5 * MINUTE
    await settle(store, now, Again(one.id, later, one.tries), Again(two.id, later, 0))
    assert await store.next_due() == later
    assert [item.tries for item in await claim(store, later)] == [2, 1]


async def test_a_letter_withdrawn_while_in_hand_stays_withdrawn(
    store: DatabaseStore, now: datetime
) -> None:
    await enqueue(store, now, letter())
    (claimed,) = await claim(store, now)
    async with store.begin() as tx:
        await tx.outbox.withdraw("a")
    await settle(store, now, Again(claimed.id, now, 1))
    assert await claim(store, now + 5 * MINUTE) == []


async def test_withdrawing_changes_nothing_that_has_ended(
    store: DatabaseStore, ana: Person, now: datetime
) -> None:
    await enqueue(store, now, letter(to=ana.id))
    (claimed,) = await claim(store, now)
    await settle(store, now, Dropped(claimed.id, "late"))
    async with store.begin() as tx:
        await tx.outbox.withdraw("a")
        await tx.outbox.withdraw("never written")
        assert [why for _, why in await tx.outbox.unsent(ana.id, "board", 5)] == ["late"]


async def test_what_stayed_away_can_be_asked_for_newest_first(
    store: DatabaseStore, ana: Person, now: datetime
) -> None:
    letters = [letter(key, ana.id) for key in "abcd"]
    await enqueue(store, now, *letters, letter("room"), replace(letters[0], key="x", kind="y"))
    claimed = {item.letter.key: item.id for item in await claim(store, now)}
    await settle(
        store,
        now,
        Dropped(claimed["a"], "away"),
        Parked(claimed["b"], "compose"),
        Sent(claimed["c"], "", BOARD),
        Dropped(claimed["room"], "late"),
        Dropped(claimed["x"], "late"),
    )
    async with store.begin() as tx:
        unsent = await tx.outbox.unsent(ana.id, "board", 5)
        newest = await tx.outbox.unsent(ana.id, "board", 1)
    assert unsent == ((letters[1], "compose"), (letters[0], "away"))
    assert newest == unsent[:1]


async def test_a_standing_post_is_remembered_and_replaced_in_its_slot(
    store: DatabaseStore, now: datetime
) -> None:
    await enqueue(store, now, letter("a", slot="board"), letter("b", slot="board"))
    one, two = await claim(store, now)
    await settle(store, now, Sent(one.id, "board", BOARD))
    assert await store.letters.standing(["board", "other"]) == {"board": BOARD}
    newer = Post(BOARD.address, "post-2")
    await settle(store, now, Sent(two.id, "board", newer))
    assert await store.letters.standing(["board"]) == {"board": newer}
    async with store.begin() as tx:
        assert await tx.outbox.stands("board")
        assert not await tx.outbox.stands("other")


async def test_a_post_of_somebodys_own_is_theirs_and_goes_when_they_do(
    store: DatabaseStore, ana: Person, now: datetime
) -> None:
    await enqueue(store, now, letter("a", ana.id, "page"), letter("b", ana.id, "other"))
    one, two = await claim(store, now)
    post = Post(Address("test", "here", user="ana"), "post-1")
    await settle(store, now, Sent(one.id, "page", post))
    async with store.begin() as tx:
        assert (await tx.data.export(ana.id))["post"]
        await tx.data.erase(ana.id)
    # The other was delivered at the same moment: nothing of it comes back to life.
    await settle(store, now, Sent(two.id, "other", post))
    assert await store.letters.standing(["page", "other"]) == {}


async def test_later_letters_of_a_slot_wait_for_the_one_that_is_tried_again(
    store: DatabaseStore, now: datetime
) -> None:
    await enqueue(store, now, letter("a", slot="board"))
    (first,) = await claim(store, now)
    later = now + 5 * MINUTE
    await settle(store, now, Again(first.id, later, first.tries))
    await enqueue(store, now, letter("b", slot="board"), letter("c", slot="other"), letter("d"))
    behind = {item.letter.key: item.behind for item in await claim(store, now)}
    assert behind == {"b": later, "c": None, "d": None}


async def test_a_letter_that_waits_for_its_own_time_holds_up_nobody(
    store: DatabaseStore, now: datetime
) -> None:
    closing = replace(letter("a", slot="board"), not_before=now + 60 * MINUTE)
    await enqueue(store, now, closing, letter("b", slot="board"))
    assert [item.behind for item in await claim(store, now)] == [None]


async def test_the_letters_of_a_slot_come_in_the_order_they_were_written(
    store: DatabaseStore, now: datetime
) -> None:
    await enqueue(store, now, *(letter(str(number), slot="board") for number in range(9)))
    assert keys(await claim(store, now)) == [str(number) for number in range(9)]


async def test_an_account_that_cannot_be_reached_is_left_out_until_heard_directly(
    store: DatabaseStore, ana: Person, now: datetime
) -> None:
    await enqueue(store, now, letter("a", ana.id))
    (claimed,) = await claim(store, now)
    account = Address("test", "here", user="ana")
    await settle(store, now, Again(claimed.id, now, 1, unreached=account))
    async with store.begin() as tx:
        assert [each.reachable for each in await tx.people.identities(ana.id)] == [False]
        await tx.people.meet(ANA, "UTC", now)
        assert [each.reachable for each in await tx.people.identities(ana.id)] == [False]
        await tx.accounts.hear(ANA, now)
        assert [each.reachable for each in await tx.people.identities(ana.id)] == [True]


async def test_a_letter_is_held_without_a_date_until_its_reader_is_heard(
    store: DatabaseStore, ana: Person, now: datetime
) -> None:
    account = Address("test", "here", user="ana")
    await enqueue(store, now, letter("a", ana.id))
    (claimed,) = await claim(store, now)
    await settle(store, now, Again(claimed.id, now, 1, unreached=account))
    (claimed,) = await claim(store, now)
    await settle(store, now, Held(claimed.id))
    assert await store.next_due() is None
    async with store.begin() as tx:
        assert await tx.accounts.release(ana.id, now) == 0
        await tx.accounts.hear(ANA, now)
        assert await tx.accounts.release(ana.id, now) == 1
        assert await tx.accounts.release(ana.id, now) == 0
    (claimed,) = await claim(store, now)
    assert (claimed.letter.key, claimed.tries) == ("a", 1)


async def test_a_letter_is_held_for_thirty_days_however_old_it_is(
    store: DatabaseStore, ana: Person, now: datetime
) -> None:
    later = now + timedelta(days=40)
    await enqueue(store, now, replace(letter("a", ana.id), not_before=later))
    (claimed,) = await claim(store, later)
    async with store.begin() as tx:
        await tx.people.left("test", "here", now, "ana")
    await settle(store, later, Held(claimed.id))
    async with store.begin() as tx:
        assert await tx.accounts.held(ana.id) == 1
    await store.tidy(later + timedelta(days=29))
    async with store.begin() as tx:
        assert await tx.accounts.held(ana.id) == 1
    await store.tidy(later + timedelta(days=31))
    async with store.begin() as tx:
        assert await tx.accounts.held(ana.id) == 0


async def test_what_is_held_just_when_its_reader_is_heard_is_due_again(
    store: DatabaseStore, ana: Person, now: datetime
) -> None:
    await enqueue(store, now, letter("a", ana.id))
    (claimed,) = await claim(store, now)
    await settle(store, now, Held(claimed.id))
    assert keys(await claim(store, now)) == ["a"]


async def test_a_held_letter_can_be_withdrawn(
    store: DatabaseStore, ana: Person, now: datetime
) -> None:
    await enqueue(store, now, letter("a", ana.id))
    (claimed,) = await claim(store, now)
    async with store.begin() as tx:
        await tx.people.left("test", "here", now, "ana")
    await settle(store, now, Held(claimed.id))
    async with store.begin() as tx:
        assert await tx.accounts.held(ana.id) == 1
        await tx.outbox.withdraw("a")
        assert await tx.accounts.held(ana.id) == 0


async def test_whoever_gets_letters_again_is_told_anew_should_that_end(
    store: DatabaseStore, ana: Person, now: datetime
) -> None:
    account = Address("test", "here", user="ana")
    await enqueue(store, now, letter("a", ana.id))
    async with store.begin() as tx:
        await tx.accounts.tell(ana.id, now)
    (claimed,) = await claim(store, now)
    await settle(store, now, Sent(claimed.id, "", Post(account, "post-1"), account))
    async with store.begin() as tx:
        assert [each.told_at for each in await tx.people.identities(ana.id)] == [None]


async def test_letters_of_one_slot_are_found_without_reading_all_others(
    database: Database,
) -> None:
    plan = "EXPLAIN QUERY PLAN SELECT id FROM letter WHERE slot IN ('a', 'b') AND slot <> ''"
    async with database.read() as connection:
        rows = (await connection.exec_driver_sql(plan)).all()
    assert "ix_letter_slot" in str(rows)
