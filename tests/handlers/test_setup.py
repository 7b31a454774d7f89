"""Setting a community up: what is set, what is missing, who may, and who hears of problems."""

import pytest

from bot.actions.setup import (
    CheckRooms,
    ChooseLobby,
    ChooseModerators,
    ChooseZone,
    KeepOrigin,
    OpenOrigin,
)
from bot.answers import Room
from bot.domain.space import Space
from bot.errors import Fault
from bot.events import Kind, Place, Submitted
from bot.ui.action import Action
from tests.handlers.circles import OAKS, oaks
from tests.talking import PLATFORM, SPACE, Friend, World, labels

ZONE, COUNTRY = "City or zone", "Country"
CHANGING = [ChooseLobby(), ChooseModerators(), ChooseZone(), OpenOrigin(), CheckRooms()]


def admin(world: World, name: str = "dara") -> Friend:
    return world.person(name).inside("#office").managing()


async def space_of(world: World, external: str = SPACE) -> Space:
    async with world.store.begin() as tx:
        found = await tx.spaces.known(PLATFORM, external)
    assert found is not None
    return found


async def keeper_of(world: World) -> str | None:
    space = await space_of(world)
    async with world.store.begin() as tx:
        keeper = await tx.spaces.keeper(space.id)
        person = await tx.people.get(keeper) if keeper else None
    return person.name if person else None


async def test_an_admin_sees_what_is_missing(world: World) -> None:
    dara = admin(world)
    await dara.uses("/setup")
    assert "Main channel: not chosen yet" in dara.sees
    assert "Channel for reports: not chosen yet" in dara.sees
    assert "Zone for newcomers: UTC" in dara.sees
    assert "Hears of problems: Dara" in dara.sees
    assert labels(dara.card) == ["Write zone and country", "Check the channels", "Main channel",
                                 "Channel for reports", "Zone for newcomers"]  # fmt: skip


async def test_an_admin_chooses_the_channels(world: World) -> None:
    dara = admin(world)
    await dara.uses("/setup")
    await dara.picks("Main channel", "#hall")
    assert "What is for everybody goes to #hall from now on." in dara.sees
    await dara.picks("Channel for reports", "#mods")
    assert "Everybody who can read that channel can read them." in dara.sees
    assert "Main channel: #hall" in dara.sees
    space = await space_of(world)
    assert (space.lobby, space.moderators) == ("#hall", "#mods")


async def test_an_admin_chooses_zone_and_country(world: World) -> None:
    dara = admin(world)
    await dara.uses("/setup")
    await dara.picks("Zone for newcomers", "Europe/Berlin")
    assert "Zone for newcomers: Berlin" in dara.sees
    await dara.presses("Write zone and country")
    await dara.fills({ZONE: "lisbon", COUNTRY: "portugal"})
    assert "nobody's own settings change" in dara.sees
    space = await space_of(world)
    assert (space.zone, space.country) == ("Europe/Lisbon", "PT")


async def test_newcomers_begin_with_the_communitys_zone_and_country(world: World) -> None:
    dara = admin(world)
    await dara.uses("/setup")
    await dara.presses("Write zone and country")
    await dara.fills({ZONE: "Berlin", COUNTRY: "DE"})
    eli = world.person("eli")
    await eli.uses("/settings")
    assert "Zone: Berlin" in eli.sees
    await eli.uses("/helpnow")
    assert "116" in eli.sees or "0800" in eli.sees


async def test_what_cannot_be_read_is_asked_again_together(world: World) -> None:
    dara = admin(world)
    await dara.uses("/setup")
    await dara.presses("Write zone and country")
    await dara.fills({ZONE: "Berlim", COUNTRY: "Atlantis"})
    assert "Europe/Berlin" in dara.errors["zone"]
    assert "I do not know that country." in dara.errors["country"]
    await dara.fills({ZONE: "Berlin", COUNTRY: ""})
    assert (await space_of(world)).country is None


async def test_a_zone_that_was_made_up_is_refused(world: World) -> None:
    dara = admin(world)
    await dara.uses("/setup")
    await dara.sends(ChooseZone().pack(), "Mars/Olympus")
    assert "I do not know that zone." in dara.sees
    await dara.sends(ChooseZone().pack())
    assert (await space_of(world)).zone == "UTC"


@pytest.mark.parametrize("picked", [(), ("",), ("  ",), ("x" * 65,)])
async def test_a_channel_that_was_made_up_is_refused(world: World, picked: tuple[str, ...]) -> None:
    dara = admin(world)
    await dara.uses("/setup")
    for act in (ChooseLobby(), ChooseModerators()):
        await dara.sends(act.pack(), *picked)
        assert "Please choose it again." in dara.sees
    assert (await space_of(world)).lobby == ""


async def test_others_are_told_for_whom_it_is(world: World) -> None:
    ana = world.person("ana").inside("#office")
    await ana.uses("/setup")
    assert "for those who manage this community" in ana.sees
    assert await keeper_of(world) is None


async def test_in_private_an_admin_is_told_where_it_works(world: World) -> None:
    dara = world.person("dara").managing()
    await dara.uses("/setup")
    assert "type /setup in one of its channels" in dara.sees


@pytest.mark.parametrize("act", CHANGING, ids=lambda act: str(act.route))
async def test_what_others_forge_changes_nothing(world: World, act: Action) -> None:
    await admin(world).uses("/setup")
    before = await space_of(world)
    for friend in (world.person("ana").inside("#office"), world.person("dara").managing()):
        await friend.sends(act.pack(), "Europe/Berlin")
        assert "Setting up" in friend.sees
    assert await space_of(world) == before
    assert await keeper_of(world) == "Dara"


async def test_a_form_that_others_forge_changes_nothing(world: World) -> None:
    await admin(world).uses("/setup")
    ana = world.person("ana")
    place = Place(PLATFORM, SPACE, "#office", Kind.CHANNEL)
    values = {"zone": "Berlin", "country": "DE"}
    await world.answer(ana.actor, place, Submitted(KeepOrigin().pack(), values))
    assert (await space_of(world)).zone == "UTC"


async def test_an_admin_of_one_community_changes_no_other(world: World) -> None:
    await world.wanderer("eli").inside("#hall", "other").uses("/home")
    dara = world.wanderer("dara").inside("#office", "here").managing()
    await dara.uses("/setup")
    await dara.picks("Main channel", "#hall")
    assert (await space_of(world, "other")).lobby == ""
    assert (await space_of(world, "here")).lobby == "#hall"


async def test_whoever_changed_something_last_hears_of_problems(world: World) -> None:
    await admin(world).uses("/setup")
    eli = admin(world, "eli")
    await eli.uses("/setup")
    assert await keeper_of(world) == "Dara"
    await eli.picks("Main channel", "#hall")
    assert await keeper_of(world) == "Eli"
    assert "Hears of problems: Eli" in eli.sees


async def test_a_keeper_who_erases_everything_keeps_nothing(world: World) -> None:
    dara = admin(world)
    await dara.uses("/setup")
    await dara.picks("Main channel", "#hall")
    await dara.uses("/privacy")
    await dara.presses("Forget everything")
    assert await keeper_of(world) is None
    assert (await space_of(world)).lobby == "#hall"


async def test_talk_never_replaces_a_channel_that_an_admin_chose(world: World) -> None:
    dara = admin(world)
    await dara.uses("/setup")
    await dara.picks("Main channel", "#hall")
    await world.person("ana").inside("#random").says("hello")
    assert (await space_of(world)).lobby == "#hall"


async def test_an_admin_replaces_a_channel_that_was_learned_from_talk(world: World) -> None:
    await world.person("ana").inside("#random").says("hello")
    dara = admin(world)
    await dara.uses("/setup")
    assert "Main channel: #random" in dara.sees
    await dara.picks("Main channel", "#hall")
    assert (await space_of(world)).lobby == "#hall"


class TestRooms:
    async def test_where_all_is_well_nothing_is_posted_to_find_out(self, world: World) -> None:
        dara = admin(world)
        await dara.uses("/setup")
        await dara.presses("Check the channels")
        assert "I never post anything just to see." in dara.sees
        assert world.mail.tries == []
        await dara.presses("Back")
        assert "Setting up this community" in dara.sees

    async def test_closed_channels_are_listed_with_what_helps(self, world: World) -> None:
        await oaks(world)
        world.mail.barred[OAKS] = ("Send Messages",)
        await world.passes(hours=2)
        dara = admin(world)
        await dara.uses("/setup")
        assert "There is one channel here that I cannot post in." in dara.sees
        await dara.presses("Check the channels")
        assert "#oaks, where Oaks meets, since" in dara.sees
        assert "What I am missing there: Send Messages." in dara.sees
        world.mail.barred.clear()
        await dara.presses("Try again")
        await dara.uses("/setup")
        assert "cannot post in" not in dara.sees

    async def test_a_list_that_is_too_long_says_so(self, world: World) -> None:
        dara = admin(world)
        await dara.uses("/setup")
        for number in range(8):
            where = Room(PLATFORM, SPACE, f"#room{number}")
            fault = Fault.GONE if number % 2 else Fault.BARRED
            await world.app.closed(where, fault, ())
        await dara.uses("/setup")
        assert "There are 8 channels here" in dara.sees
        await dara.presses("Check the channels")
        assert "And 2 more." in dara.sees
        assert "where I had something to say" in dara.sees
        assert "Please let me see the channel" in dara.sees
        assert labels(dara.card).count("Try again") == 6

    async def test_choosing_another_channel_lets_the_closed_one_go(self, world: World) -> None:
        dara = admin(world)
        await dara.uses("/setup")
        await dara.picks("Main channel", "#hall")
        await dara.picks("Channel for reports", "#hall")
        await world.app.closed(Room(PLATFORM, SPACE, "#hall"), Fault.GONE, ())
        await dara.picks("Main channel", "#new")
        assert "one channel here" in dara.sees
        await dara.picks("Channel for reports", "#mods")
        assert "cannot post in" not in dara.sees

    async def test_choosing_the_same_channel_again_takes_it_for_mended(self, world: World) -> None:
        dara = admin(world)
        await dara.uses("/setup")
        await dara.picks("Main channel", "#hall")
        await world.app.closed(Room(PLATFORM, SPACE, "#hall"), Fault.BARRED, ("Send Messages",))
        await dara.picks("Main channel", "#hall")
        assert "cannot post in" not in dara.sees

    async def test_another_communitys_closed_channels_are_not_shown(self, world: World) -> None:
        await world.wanderer("eli").inside("#hall", "other").uses("/home")
        await world.app.closed(Room(PLATFORM, "other", "#secret"), Fault.GONE, ())
        dara = admin(world)
        await dara.uses("/setup")
        await dara.presses("Check the channels")
        assert "#secret" not in dara.sees
