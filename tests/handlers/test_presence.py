"""One person in several communities: where they are, where they are gone from, what crosses."""

from datetime import timedelta

from sqlalchemy import func, select

from bot.domain import keeping
from bot.domain.circle import Seat
from bot.domain.space import Space
from bot.events import Actor, Coming, Joined, Kind, Left, Place, Removed, Surveyed
from bot.house import House
from bot.store import tables
from tests.handlers.circles import OAKS, circle_of, door, founds, joins, seats_of
from tests.handlers.search import applies
from tests.talking import PLATFORM, WORDS, Friend, World, labels

HERE, THERE = "here", "there"
ELMS = "#elms"


async def tells(world: World, doing: Coming, space: str, user: str = "") -> None:
    """Let the platform tell that somebody, or the bot itself, came or went."""
    actor = Actor(PLATFORM, "", user, user.capitalize())
    await world.answer(actor, Place(PLATFORM, space, "", Kind.CHANNEL), doing)


async def night(world: World, days: float) -> None:
    """Let days pass, and do the housekeeping after them."""
    await world.passes(days=days)
    house = House(WORDS, world.store, world.app, world.courier, {}, world.clock)
    await house.tidy()
    await world.courier.deliver_due()


async def space(world: World, external: str) -> Space | None:
    async with world.store.begin() as tx:
        return await tx.spaces.known(PLATFORM, external)


async def is_known(world: World, user: str) -> bool:
    async with world.store.begin() as tx:
        return await tx.people.known(PLATFORM, "", user) is not None


async def count(world: World, table: str) -> int:
    async with world.store._database.read() as connection:
        counted = select(func.count()).select_from(tables.metadata.tables[table])
        return int((await connection.execute(counted)).scalar_one())


async def seen_at(world: World) -> list[object]:
    async with world.store._database.read() as connection:
        rows = await connection.execute(select(tables.presence.c.seen_at))
        return list(rows.scalars())


def ana_in(world: World, where: str, channel: str = "#hall") -> Friend:
    return world.wanderer("ana").inside(channel, where)


class TestBeingSomewhere:
    async def test_one_person_takes_their_own_things_along(self, world: World) -> None:
        await applies(ana_in(world, HERE), "Acme")
        there = ana_in(world, THERE)
        await there.uses("/applications")
        assert "Acme" in there.sees
        assert await count(world, "person") == 1
        assert await count(world, "presence") == 2

    async def test_in_private_they_are_where_they_were_met_last(self, world: World) -> None:
        for where, zone in ((HERE, "Europe/Berlin"), (THERE, "Asia/Tokyo")):
            friend = world.wanderer("dara").inside("#office", where).managing()
            await friend.uses("/setup")
            await friend.picks("Main channel", f"#{where}")
            await friend.picks("Zone for newcomers", zone)
        ana = world.wanderer("ana")
        await ana_in(world, HERE).uses("/home")
        await world.passes(minutes=1)
        await ana_in(world, THERE).uses("/home")
        await founds(ana)
        assert (await circle_of(world)).channel == "#there"

    async def test_who_was_met_nowhere_is_nowhere(self, world: World) -> None:
        ana = world.wanderer("ana")
        await ana.uses("/home")
        assert await count(world, "space") == 0
        await ana.uses("/circle")
        await ana.presses("Found a circle")
        assert "A circle needs a channel to meet in." in ana.sees
        await applies(ana, "Acme")
        await ana.uses("/circle")
        await ana.presses("Find a circle here")
        assert "There is no circle here for you to join yet." in ana.sees

    async def test_a_channel_of_no_community_belongs_to_none(self, world: World) -> None:
        await ana_in(world, HERE).uses("/home")
        nowhere = ana_in(world, "", "#group")
        await nowhere.says("hello")
        await nowhere.uses("/circle")
        await nowhere.presses("Found a circle")
        assert "A circle needs a channel to meet in." in nowhere.sees
        home = await space(world, HERE)
        assert home is not None
        assert home.lobby == ""

    async def test_being_somewhere_is_noted_at_most_once_an_hour(self, world: World) -> None:
        ana, began = ana_in(world, HERE), world.now()
        await ana.uses("/home")
        await world.passes(minutes=59)
        await ana.uses("/home")
        assert await seen_at(world) == [began]
        await world.passes(minutes=1)
        await ana.uses("/home")
        assert await seen_at(world) == [began + timedelta(hours=1)]

    async def test_circles_of_another_community_are_not_to_be_found(self, world: World) -> None:
        await founds(ana_in(world, HERE, OAKS))
        there = world.wanderer("ben").inside("#hall", THERE)
        await there.uses("/circle")
        await there.presses("Find a circle here")
        assert "Oaks" not in there.sees
        await there.sends("1.seat.take:1")
        assert "That circle is not in this community" in there.sees
        assert "ben" not in await seats_of(world)

    async def test_a_circle_belongs_where_its_first_page_was_sent(self, world: World) -> None:
        ana = ana_in(world, HERE, OAKS)
        await ana.uses("/circle")
        await ana.presses("Found a circle")
        await ana.fills({"Name": "Oaks", "Day of the week": "Friday", "Time": "6 pm"})
        there = ana_in(world, THERE)
        await there.sends("1.circle.charter_form:0")
        await there.fills({})
        of, home = await circle_of(world), await space(world, HERE)
        assert home is not None
        assert (of.space_id, of.channel) == (home.id, OAKS)

    async def test_a_circle_is_moved_inside_its_own_community(self, world: World) -> None:
        await founds(ana_in(world, HERE, OAKS))
        there = ana_in(world, THERE)
        await there.sends("1.circle.move:1", ELMS)
        assert "That circle belongs to another community." in there.sees
        await there.sends("1.circle.here:1")
        assert (await circle_of(world)).channel == OAKS
        await there.sends("1.circle.show:1")
        assert "Meet in this channel" not in labels(there.card)

    async def test_what_is_for_a_circle_elsewhere_is_shared_there(self, world: World) -> None:
        await founds(ana_in(world, HERE, OAKS))
        await applies(ana_in(world, THERE), "Acme")
        private = world.wanderer("ana")
        await private.says("got a no from Acme after the final round")
        await private.sends("1.share.open:news:0:circle")
        assert private.form is not None
        await private.fills({private.form.fields[0].label: "A hard week"})
        async with world.store.begin() as tx:
            shares = await tx.shares.of(1)
            home = await tx.spaces.known(PLATFORM, HERE)
        assert home is not None
        assert [share.space_id for share in shares] == [home.id]


class TestGoing:
    async def test_whoever_is_in_another_community_stays(self, world: World) -> None:
        await applies(ana_in(world, HERE), "Acme")
        await ana_in(world, THERE).uses("/home")
        await tells(world, Removed(), HERE)
        await night(world, 31)
        assert await is_known(world, "ana")
        assert (await space(world, HERE), await count(world, "presence")) == (None, 1)

    async def test_whoever_was_only_there_is_forgotten_with_it(self, world: World) -> None:
        await applies(ana_in(world, HERE), "Acme")
        await world.wanderer("ben").inside("#hall", THERE).uses("/home")
        await tells(world, Removed(), HERE)
        await night(world, keeping.PERSON.days)
        assert await is_known(world, "ana")
        await night(world, 0.1)
        assert not await is_known(world, "ana")
        assert await is_known(world, "ben")

    async def test_whoever_was_only_met_in_private_stays(self, world: World) -> None:
        await world.wanderer("ana").uses("/home")
        await world.wanderer("ben").inside("#hall", HERE).uses("/home")
        await tells(world, Removed(), HERE)
        await night(world, 31)
        assert await is_known(world, "ana")

    async def test_they_are_gone_with_the_last_community_that_had_the_bot(
        self, world: World
    ) -> None:
        for where in (HERE, THERE):
            await ana_in(world, where).uses("/home")
        await tells(world, Removed(), HERE)
        await world.passes(days=20)
        await tells(world, Removed(), THERE)
        await night(world, 29)
        assert await is_known(world, "ana")
        await night(world, 1.1)
        assert not await is_known(world, "ana")

    async def test_any_community_that_takes_the_bot_back_has_its_people_back(
        self, world: World
    ) -> None:
        for where in (HERE, THERE):
            await ana_in(world, where).uses("/home")
        await tells(world, Removed(), HERE)
        await tells(world, Removed(), THERE)
        await world.passes(days=10)
        await world.wanderer("ben").inside("#hall", HERE).uses("/home")
        await night(world, 31)
        assert await is_known(world, "ana")

    async def test_whoever_acts_again_anywhere_is_not_gone(self, world: World) -> None:
        await ana_in(world, HERE).uses("/home")
        await tells(world, Removed(), HERE)
        await world.passes(days=10)
        await world.wanderer("ana").uses("/home")
        await night(world, 31)
        assert await is_known(world, "ana")

    async def test_whoever_leaves_one_community_leaves_its_circles_alone(
        self, world: World
    ) -> None:
        await founds(ana_in(world, HERE, OAKS))
        await founds(ana_in(world, THERE, ELMS), name="Elms")
        await tells(world, Left(), THERE, "ana")
        assert (await seats_of(world, 1))["ana"].seat is Seat.MEMBER
        assert (await seats_of(world, 2))["ana"].seat is Seat.LEFT
        await night(world, 31)
        assert await is_known(world, "ana")

    async def test_whoever_leaves_their_last_community_is_forgotten(self, world: World) -> None:
        await ana_in(world, HERE).uses("/home")
        await tells(world, Left(), HERE, "ana")
        # The bot came and went there; that brings nobody back who left by themselves.
        await tells(world, Removed(), HERE)
        await world.wanderer("ben").inside("#hall", HERE).uses("/home")
        await night(world, 31)
        assert not await is_known(world, "ana")

    async def test_an_account_that_is_no_more_leaves_everything(self, world: World) -> None:
        await founds(ana_in(world, HERE, OAKS))
        await founds(ana_in(world, THERE, ELMS), name="Elms")
        await tells(world, Left(), "", "ana")
        assert {(await seats_of(world, key))["ana"].seat for key in (1, 2)} == {Seat.LEFT}
        await night(world, 31)
        assert not await is_known(world, "ana")

    async def test_whoever_joins_again_is_here_again(self, world: World) -> None:
        await ana_in(world, HERE).uses("/home")
        await tells(world, Left(), HERE, "ana")
        await tells(world, Joined(), HERE, "ana")
        assert await count(world, "presence") == 1
        await night(world, 31)
        assert await is_known(world, "ana")

    async def test_joining_a_community_nobody_knows_makes_none_known(self, world: World) -> None:
        await ana_in(world, HERE).uses("/home")
        await tells(world, Joined(), THERE, "ana")
        assert await space(world, THERE) is None

    async def test_a_removal_that_names_no_community_removes_none(self, world: World) -> None:
        await ana_in(world, HERE).uses("/home")
        await world.wanderer("ben").uses("/home")
        await tells(world, Removed(), "")
        await night(world, 31)
        assert await is_known(world, "ana")
        assert await is_known(world, "ben")


class TestSurveys:
    async def test_what_is_not_in_a_survey_counts_as_removed(self, world: World) -> None:
        await ana_in(world, HERE).uses("/home")
        await world.wanderer("ben").inside("#hall", THERE).uses("/home")
        began = world.now()
        for _ in range(2):
            await tells(world, Surveyed(frozenset({THERE, "new"})), "")
            await world.passes(days=5)
        gone, stays = await space(world, HERE), await space(world, THERE)
        assert gone is not None
        assert stays is not None
        assert (gone.removed_at, stays.removed_at) == (began, None)
        assert await space(world, "new") is None
        await night(world, 21)
        assert (await is_known(world, "ana"), await is_known(world, "ben")) == (False, True)

    async def test_what_is_in_a_later_survey_is_taken_back(self, world: World) -> None:
        await founds(ana_in(world, HERE, OAKS))
        await tells(world, Surveyed(frozenset()), "")
        await world.passes(days=10)
        await tells(world, Surveyed(frozenset({HERE})), "")
        await night(world, 31)
        assert await is_known(world, "ana")
        assert (await circle_of(world)).name == "Oaks"

    async def test_other_platforms_are_not_concerned(self, world: World) -> None:
        await ana_in(world, HERE).uses("/home")
        actor = Actor("elsewhere", "", "", "")
        place = Place("elsewhere", "", "", Kind.CHANNEL)
        await world.answer(actor, place, Surveyed(frozenset()))
        found = await space(world, HERE)
        assert found is not None
        assert found.removed_at is None


async def test_a_public_card_is_joined_by_people_of_every_kind_of_account(world: World) -> None:
    await founds(world.person("ana").inside(OAKS))
    await joins(world, "ben")
    chidi = world.wanderer("chidi").inside(OAKS)
    await chidi.presses("Look and join", on=door(world))
    await chidi.presses("Take a seat")
    assert set(await seats_of(world)) == {"ana", "ben", "chidi"}
