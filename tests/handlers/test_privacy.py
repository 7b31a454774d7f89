"""What is kept: shown, given back whole, and forgotten at once, everywhere."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bot.actions.privacy import EraseData
from bot.answers import Replace, Say
from bot.domain import keeping
from bot.domain.circle import Seat
from bot.events import Coming, HomeOpened, Joined, Kind, Left, Place, Removed
from bot.house import House
from bot.store import tables
from bot.ui.card import File
from tests.handlers.circles import OAKS, checks_in, circle_of, got, oaks, seats_of, shares, titled
from tests.handlers.search import applies
from tests.talking import PLATFORM, SPACE, WORDS, Friend, World, buttons, labels

ONE, TWO = "Your next two weeks, up to three lines", "What went well"
SECRET = "I slept through the night"
MOMENT = timedelta(seconds=1)


async def tidies(world: World) -> None:
    """Do the nightly housekeeping."""
    house = House(WORDS, world.store, world.app, world.courier, {}, world.clock)
    await house.tidy()
    await world.courier.deliver_due()


async def noticed(world: World, friend: Friend, doing: Coming) -> None:
    """Let the platform tell that somebody came or went."""
    await world.answer(friend.actor, Place(PLATFORM, SPACE, "", Kind.CHANNEL), doing)


async def count(world: World) -> dict[str, int]:
    """Count the rows of every table that holds any."""
    found = {}
    async with world.store._database.read() as connection:
        for table in tables.metadata.sorted_tables:
            number = await connection.execute(select(func.count()).select_from(table))
            found[table.name] = int(number.scalar_one())
    return {name: number for name, number in found.items() if number}


async def is_known(world: World, friend: Friend) -> bool:
    async with world.store.begin() as tx:
        return await tx.people.known(PLATFORM, SPACE, friend.user) is not None


def given(friend: Friend) -> dict[str, list[dict[str, Any]]]:
    """Read the file that somebody was given."""
    (file,) = (block for block in friend.card.blocks if isinstance(block, File))
    assert file.name == "undaunted.json"
    read: dict[str, list[dict[str, Any]]] = json.loads(file.data)
    return read


async def exports(friend: Friend) -> dict[str, list[dict[str, Any]]]:
    await friend.uses("/privacy")
    await friend.presses("Give me my data")
    return given(friend)


async def erases(friend: Friend) -> None:
    await friend.uses("/privacy")
    await friend.presses("Forget everything")


async def lives(world: World) -> Friend:
    """Let Ana leave a trace in as many rooms as there are."""
    ana, _, _ = await oaks(world, "ben", "chidi")
    await applies(ana, "Acme", note="through a friend")
    await ana.uses("/rejected Initech")
    await ana.fills({"How far": "Final round", "Anything to say": "it stings"})
    await ana.uses("/reflect")
    await ana.fills({})
    await ana.uses("/goal nurse on a children's ward")
    await ana.fills({})
    await ana.says("remind me thursdays at 9 to apply")
    await world.passes(hours=2)
    await checks_in(ana, {ONE: "If it rains, then I will call Dana"}, {TWO: SECRET})
    await shares(ana, "What went well")
    await ana.says("taking a few days off until monday")
    return ana


class TestShown:
    async def test_a_stranger_reads_that_nothing_but_name_and_zone_is_kept(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        await ana.uses("/privacy")
        assert "Your name here, your zone and your settings" in ana.sees
        assert "Applications:" not in ana.sees
        assert labels(ana.card) == ["Give me my data", "Forget everything"]

    async def test_what_is_kept_is_counted_and_how_long_is_said(self, world: World) -> None:
        ana = await lives(world)
        await ana.uses("/privacy")
        for said in (
            "Applications: 2",
            "Noes you told me of: 1",
            "Goals: 1",
            "Check-ins: 1",
            "Seats in circles: 1",
            "Things you shared, or were about to: 1",
            "undone for 7 days",
            "waits 30 days",
        ):
            assert said in ana.sees

    async def test_plain_words_lead_there(self, world: World) -> None:
        ana = world.person("ana")
        await ana.says("what do you know about me?")
        assert ana.card.title == "What is kept about you"


class TestGivenBack:
    async def test_the_file_holds_their_own_words_and_nobody_else_s(self, world: World) -> None:
        ana = await lives(world)
        ben = world.person("ben")
        await applies(ben, "Globex", note="ben's own note")
        everything = await exports(ana)
        assert [each["company"] for each in everything["application"]] == ["Acme", "Initech"]
        assert everything["application"][0]["note"] == "through a friend"
        assert everything["no"][0]["note"] == "it stings"
        assert everything["goal"][0]["text"] == "nurse on a children's ward"
        assert everything["checkin"][0]["wins"] == SECRET
        assert everything["share"][0]["parts"] == {"wins": SECRET}
        assert everything["nudge"] != []
        assert everything["circle"][0]["name"] == "Oaks"
        assert everything["person"][0]["name"] == "Ana"
        as_text = json.dumps(everything)
        assert "Globex" not in as_text
        assert "Ben" not in as_text

    async def test_only_they_see_it_wherever_they_ask(self, world: World) -> None:
        ana = world.person("ana").inside(OAKS)
        await exports(ana)
        assert isinstance(ana.answer, Say)
        assert ana.answer.audience.value == "only_you"
        assert world.mail.in_room(OAKS) == []

    async def test_every_word_survives_the_journey(self, world: World) -> None:
        ana = world.person("ana")
        odd = "naïve — “déjà vu” \U0001f642 </script> ' OR 1=1"
        await applies(ana, "Acme", note=odd)
        assert (await exports(ana))["application"][0]["note"] == odd


class TestForgotten:
    async def test_it_asks_first(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/privacy")
        (erase,) = (each for each in buttons(ana.card) if each.label == "Forget everything")
        assert erase.confirm is not None
        assert "cannot be brought back" in erase.confirm.text

    async def test_nothing_is_left_and_nothing_is_made_again_by_the_same_event(
        self, world: World
    ) -> None:
        ben = world.person("ben")
        await applies(ben, "Globex")
        before = await count(world)
        ana = world.person("ana")
        await applies(ana, "Acme")
        await ana.uses("/rejected Initech")
        await ana.fills({"How far": "Final round", "Anything to say": "it stings"})
        await erases(ana)
        assert isinstance(ana.answer, Replace)
        assert "gone" in ana.sees
        after = await count(world)
        assert {**after, "seen": 0} == {**before, "seen": 0}
        assert not await is_known(world, ana)

    async def test_of_a_whole_life_in_circles_only_the_circle_is_left(self, world: World) -> None:
        ana = await lives(world)
        await erases(ana)
        async with world.store.begin() as tx:
            assert set((await tx.data.counts(1)).values()) == {0}
        assert not await is_known(world, ana)
        assert set(await seats_of(world)) == {"ben", "chidi"}

    async def test_what_was_shared_is_taken_back_where_it_stands(self, world: World) -> None:
        ana = await lives(world)
        assert any(SECRET in card.summary() for card in world.mail.in_room(OAKS))
        posts = len(world.mail.in_room(OAKS))
        await erases(ana)
        room = world.mail.in_room(OAKS)
        assert not any(SECRET in card.summary() or "Ana" in card.summary() for card in room)
        assert "taken it back" in titled(world, "Taken back").summary()
        assert len(room) == posts

    async def test_a_look_back_is_made_anew_without_them(self, world: World) -> None:
        ana, ben, chidi = await oaks(world, "ben", "chidi")
        await world.passes(hours=2)
        for friend, said in ((ana, SECRET), (ben, "I applied"), (chidi, "I rested")):
            await checks_in(friend, {ONE: "call Dana"}, {TWO: said})
            await shares(friend, "What went well")
        await world.passes(days=4)
        assert SECRET in titled(world, "Oaks · week 1, looking back").summary()
        await erases(ana)
        recap = titled(world, "Oaks · week 1, looking back").summary()
        assert SECRET not in recap
        assert "Ana" not in recap
        assert "I applied" in recap

    async def test_what_no_longer_stands_is_not_put_up_again(self, world: World) -> None:
        ana, *_ = await oaks(world, "ben")
        await world.passes(hours=2)
        await checks_in(ana, {ONE: "call Dana"}, {TWO: SECRET})
        await world.passes(days=8)
        async with world.store._database.begin() as connection:
            first = tables.post.c.slot.contains(":week:1:")
            assert (await connection.execute(tables.post.delete().where(first))).rowcount == 2
        posts = len(world.mail.in_room(OAKS))
        await erases(ana)
        assert len(world.mail.in_room(OAKS)) == posts

    async def test_the_seat_goes_to_the_next_in_line_and_somebody_else_hosts(
        self, world: World
    ) -> None:
        ana, ben, _, dara = await oaks(world, "ben", "chidi", "dara", seats="3 people")
        assert (await seats_of(world))["dara"].seat is Seat.WAITING
        await erases(ana)
        seats = await seats_of(world)
        assert "ana" not in seats
        assert seats["dara"].seat is Seat.MEMBER
        host = (await circle_of(world)).host_id
        assert host == seats["ben"].person_id
        assert any("Oaks" in title for title in got(dara))
        assert any("Oaks" in title for title in got(ben))

    async def test_no_reminder_comes_afterwards(self, world: World) -> None:
        ana = world.person("ana")
        await ana.says("remind me thursdays at 9 to apply")
        await erases(ana)
        await world.passes(days=30)
        assert ana.letters == []

    async def test_a_letter_that_is_due_at_that_very_moment_is_dropped(self, world: World) -> None:
        ana = world.person("ana")
        await ana.says("remind me thursdays at 9 to apply")
        world.clock.set(world.now() + timedelta(days=3))
        await ana.sends(EraseData().pack())
        await world.passes(hours=1)
        assert ana.letters == []

    async def test_the_next_word_begins_afresh(self, world: World) -> None:
        ana = await lives(world)
        await erases(ana)
        fresh = world.person("ana")
        await fresh.says("hello")
        assert "Only you see what I answer" in fresh.sees
        await fresh.uses("/applications")
        assert "Acme" not in fresh.sees
        await fresh.uses("/home")
        assert "Which clock is yours?" in fresh.sees

    async def test_old_buttons_and_a_second_press_lead_nowhere(self, world: World) -> None:
        ana = world.person("ana")
        await applies(ana, "Acme")
        old = ana.card
        await ana.uses("/privacy")
        page = ana.card
        await ana.presses("Forget everything", on=page)
        await ana.presses("Forget everything", on=page)
        assert "gone" in ana.sees
        assert not await is_known(world, ana)
        for button in buttons(old):
            await ana.presses(button.label, on=old)
            assert "Acme" not in ana.sees

    async def test_others_keep_what_is_theirs(self, world: World) -> None:
        ana, ben = world.person("ana"), world.person("ben")
        await applies(ana, "Acme")
        await applies(ben, "Globex")
        await erases(ana)
        assert [each["company"] for each in (await exports(ben))["application"]] == ["Globex"]

    async def test_letters_that_outlive_them_do_not_carry_the_event_s_name(
        self, world: World
    ) -> None:
        ana = await lives(world)
        await erases(ana)
        async with world.store._database.read() as connection:
            letter = tables.letter.c
            keys = select(letter.key).where(letter.person_id.is_(None), letter.slot != "")
            names = list((await connection.execute(keys)).scalars())
            seen = list((await connection.execute(select(tables.seen.c.key))).scalars())
        cause = f"test-{next(world._keys) - 1}-"
        assert names != []
        assert not any(cause in name for name in names)
        assert not any("test-" in key for key in seen)

    async def test_it_is_gone_from_the_files_while_the_bot_runs(self, world: World) -> None:
        ana = world.person("unmistakable-ana")
        await applies(ana, "Acme")
        assert b"unmistakable-ana" in content(world.path)
        await erases(ana)
        assert b"unmistakable-ana" not in content(world.path)


class TestGone:
    """Whoever leaves is forgotten a while later, and so is a community that took the bot out."""

    async def test_somebody_who_left_is_forgotten_after_a_month(self, world: World) -> None:
        ana = world.person("ana")
        await applies(ana, "Acme")
        await noticed(world, ana, Left())
        await world.passes(seconds=keeping.PERSON.total_seconds())
        await tidies(world)
        assert await is_known(world, ana)
        await world.passes(seconds=1)
        await tidies(world)
        assert not await is_known(world, ana)
        assert "application" not in await count(world)

    async def test_their_seat_is_free_at_once_and_their_posts_are_taken_back_in_the_end(
        self, world: World
    ) -> None:
        ana = await lives(world)
        await noticed(world, ana, Left())
        assert (await seats_of(world))["ana"].seat is Seat.LEFT
        assert any(SECRET in card.summary() for card in world.mail.in_room(OAKS))
        await world.passes(days=31)
        await tidies(world)
        assert not any(SECRET in card.summary() for card in world.mail.in_room(OAKS))
        assert "ana" not in await seats_of(world)

    async def test_no_reminder_reaches_somebody_who_left(self, world: World) -> None:
        ana = world.person("ana")
        await ana.says("remind me thursdays at 9 to apply")
        await noticed(world, ana, Left())
        await world.passes(days=10)
        assert ana.letters == []

    async def test_whoever_comes_back_in_time_is_not_forgotten(self, world: World) -> None:
        ana = world.person("ana")
        await applies(ana, "Acme")
        await noticed(world, ana, Left())
        await world.passes(days=20)
        await noticed(world, ana, Joined())
        await world.passes(days=20)
        await tidies(world)
        await ana.uses("/applications")
        assert "Acme" in ana.sees

    async def test_those_of_whom_nothing_is_known_stay_unknown(self, world: World) -> None:
        ana = world.person("ana")
        for doing in (Joined(), Left(), Removed()):
            await noticed(world, ana, doing)
        assert set(await count(world)) == {"instance", "seen"}

    async def test_opening_the_page_makes_one_known(self, world: World) -> None:
        ana = world.person("ana")
        await world.answer(ana.actor, Place(PLATFORM, SPACE, "home", Kind.HOME), HomeOpened())
        assert await is_known(world, ana)

    async def test_a_community_without_the_bot_is_forgotten_with_all_its_people(
        self, world: World
    ) -> None:
        ana = await lives(world)
        await noticed(world, world.person("nobody"), Removed())
        await world.passes(days=30, seconds=1)
        await tidies(world)
        left = await count(world)
        assert set(left) <= {"instance", "seen", "tally", "letter"}
        assert not await is_known(world, ana)

    async def test_a_second_telling_of_that_does_not_move_the_day(self, world: World) -> None:
        ana = await lives(world)
        for days in (0, 20, 10.1):
            await world.passes(days=days)
            await noticed(world, world.person("nobody"), Removed())
        await tidies(world)
        assert not await is_known(world, ana)

    async def test_a_community_that_takes_the_bot_in_again_keeps_everything(
        self, world: World
    ) -> None:
        ana = await lives(world)
        await noticed(world, world.person("nobody"), Removed())
        await world.passes(days=20)
        await world.person("ben").uses("/home")
        await world.passes(days=20)
        await tidies(world)
        assert await is_known(world, ana)
        assert (await circle_of(world)).name == "Oaks"

    async def test_many_are_forgotten_in_one_night(self, world: World) -> None:
        for number in range(25):
            await world.person(f"friend{number}").uses("/home")
        await noticed(world, world.person("nobody"), Removed())
        await world.passes(days=31)
        await tidies(world)
        assert "person" not in await count(world)

    async def test_somebody_who_is_in_another_community_as_well_stays(self, world: World) -> None:
        ana = world.person("ana")
        await applies(ana, "Acme")
        async with world.store._database.begin() as connection:
            other = {"person_id": 1, "platform": PLATFORM, "space": "elsewhere", "user": "ana",
                     "reachable": True, "seen_at": world.now()}  # fmt: skip
            await connection.execute(tables.identity.insert().values(other))
        await noticed(world, ana, Left())
        await world.passes(days=31)
        await tidies(world)
        assert await is_known(world, ana)


def content(path: Path) -> bytes:
    """Return what the database's files hold."""
    return b"".join(each.read_bytes() for each in path.parent.iterdir() if each.is_file())
