"""What people set: their zone, by which everything comes, and their country, for help lines."""

from datetime import UTC, datetime

import pytest

from bot.answers import Correct, Replace, Say
from bot.domain import atlas
from bot.ui import markup
from bot.ui.card import Facts, Menu
from tests.handlers.search import promised
from tests.talking import WORDS, Friend, World, labels

ZONE, COUNTRY = "City or zone", "Country"


def facts(friend: Friend) -> dict[str, str]:
    """Return what the settings say."""
    found = [block for block in friend.card.blocks if isinstance(block, Facts)]
    return {name: markup.plain(said) for block in found for name, said in block.pairs}


async def test_the_page_shows_the_person_s_own_clock(world: World) -> None:
    ana = world.person("ana", "America/New_York")
    await ana.uses("/settings")
    assert facts(ana) == {
        "Zone": "New York",
        "Your clock now": "Mon 30 Nov, 04:00",
        "Quiet hours": "21:00 to 08:00",
        "Country": "not set",
    }
    for label in ("Set quiet hours", "My reminders", "Set country", "Take a break"):
        assert label in labels(ana.card)


class TestZone:
    async def test_one_is_picked_from_the_menu(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/settings")
        await ana.picks("Zone", "Berlin, Germany")
        assert isinstance(ana.answer, Replace)
        assert facts(ana)["Zone"] == "Berlin"
        assert "Your zone is Berlin, where it is Mon 30 Nov, 10:00." in ana.sees

    @pytest.mark.parametrize(
        ("typed", "zone"),
        [
            ("lisbon", "Lisbon"),
            ("Europe/Lisbon", "Lisbon"),
            ("  new   york ", "New York"),
            ("US/Eastern", "US Eastern"),
            ("utc", "UTC"),
        ],
    )
    async def test_one_is_written_as_people_write_it(
        self, world: World, typed: str, zone: str
    ) -> None:
        ana = world.person("ana")
        await ana.uses("/settings")
        await ana.presses("Write another zone")
        await ana.fills({ZONE: typed})
        assert ana.card.title == "Your settings"
        assert facts(ana)["Zone"] == zone

    @pytest.mark.parametrize(
        ("typed", "near"), [("Berln", "Berlin"), ("Atlantis", "Atlant"), ("\U0001f642", "")]
    )
    async def test_of_an_unknown_one_the_nearest_three_are_offered_and_nothing_typed_is_lost(
        self, world: World, typed: str, near: str
    ) -> None:
        ana = world.person("ana")
        await ana.uses("/settings")
        await ana.presses("Write another zone")
        await ana.fills({ZONE: typed})
        assert isinstance(ana.answer, Correct)
        said = ana.errors["zone"]
        assert "I do not know that zone. The nearest I know are" in said
        assert said.count(";") == 2
        assert "; and " in said
        assert near in said
        await ana.uses("/settings")
        await ana.presses("Write another zone")
        assert ana.form is not None
        assert getattr(ana.form.fields[0], "value", None) == typed

    async def test_an_empty_one_is_asked_for_again(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/settings")
        await ana.presses("Write another zone")
        await ana.fills({ZONE: ""})
        assert isinstance(ana.answer, Correct)

    @pytest.mark.parametrize("forged", ["Mars/Olympus", "", "x" * 75])
    async def test_a_forged_choice_is_met_with_the_nearest_three(
        self, world: World, forged: str
    ) -> None:
        ana = world.person("ana")
        await ana.sends("1.settings.zone:0", forged)
        assert "I do not know that zone" in ana.sees
        await ana.sends("1.settings.zone:0")
        assert "I do not know that zone" in ana.sees
        await ana.uses("/settings")
        assert facts(ana)["Zone"] == "UTC"

    @pytest.mark.parametrize(
        "words", ["/settings Berlin", "I moved to Berlin", "my time zone is Europe/Berlin"]
    )
    async def test_one_that_is_named_is_kept_at_once(self, world: World, words: str) -> None:
        ana = world.person("ana")
        await (ana.uses(words) if words.startswith("/") else ana.says(words))
        assert facts(ana)["Zone"] == "Berlin"
        assert "Your zone is Berlin" in ana.sees

    @pytest.mark.parametrize("words", ["wrong time zone", "change my time zone please"])
    async def test_words_that_name_none_open_the_settings(self, world: World, words: str) -> None:
        ana = world.person("ana")
        await ana.says(words)
        assert ana.card.title == "Your settings"
        assert facts(ana)["Zone"] == "UTC"

    async def test_reminders_keep_their_time_on_the_new_clock(self, world: World) -> None:
        ana = world.person("ana")
        await ana.says("remind me thursdays at 9 to apply")
        (before,) = (await promised(ana)).values()
        assert before == datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
        await ana.uses("/settings New York")
        (after,) = (await promised(ana)).values()
        assert after == datetime(2026, 12, 3, 14, 0, tzinfo=UTC)
        await world.until(datetime(2026, 12, 3, 13, 59, tzinfo=UTC))
        assert ana.letters == []
        await world.until(datetime(2026, 12, 3, 14, 0, tzinfo=UTC))
        assert "apply" in ana.letter.summary()

    async def test_a_chosen_zone_outlives_what_the_platform_says(self, world: World) -> None:
        ana = world.person("ana", "Europe/London")
        await ana.uses("/settings Tokyo")
        await world.person("ana", "Europe/London").uses("/home")
        await ana.uses("/settings")
        assert facts(ana)["Zone"] == "Tokyo"

    async def test_until_one_is_chosen_the_platform_s_is_followed(self, world: World) -> None:
        await world.person("ana", "Europe/London").uses("/home")
        moved = world.person("ana", "Asia/Tokyo")
        await moved.uses("/settings")
        assert facts(moved)["Zone"] == "Tokyo"
        odd = world.person("ana", "Mars/Olympus")
        await odd.uses("/settings")
        assert facts(odd)["Zone"] == "Tokyo"

    async def test_every_choice_has_words_of_its_own(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/settings")
        (menu,) = (block for block in ana.card.blocks if isinstance(block, Menu))
        assert len({choice.label for choice in menu.choices}) == len(menu.choices) == 25


class TestCountry:
    async def sets(self, ana: Friend, typed: str) -> None:
        await ana.uses("/settings")
        await ana.presses("Set country")
        await ana.fills({COUNTRY: typed})

    @pytest.mark.parametrize("typed", ["GB", "gb", " uk ", "United Kingdom", "scotland"])
    async def test_it_is_read_as_people_write_it(self, world: World, typed: str) -> None:
        ana = world.person("ana")
        await self.sets(ana, typed)
        assert isinstance(ana.answer, Say)
        assert facts(ana)["Country"] == "GB"
        assert "only to choose help lines" in ana.sees

    async def test_it_decides_which_help_lines_come(self, world: World) -> None:
        ana = world.person("ana")
        (own, *_) = WORDS.content.helplines.countries["GB"]
        await ana.uses("/helpnow")
        assert own.name not in ana.sees
        await self.sets(ana, "uk")
        await ana.uses("/helpnow")
        assert own.name in ana.sees

    async def test_where_no_line_is_known_it_says_so(self, world: World) -> None:
        ana = world.person("ana")
        await self.sets(ana, "ZZ")
        assert "I know no help line there" in ana.sees
        await ana.uses("/helpnow")
        assert WORDS.content.helplines.international[0].name in ana.sees

    @pytest.mark.parametrize("typed", ["Narnia", "1234", "G", "ÄÖ"])
    async def test_a_country_nobody_knows_is_asked_for_again(
        self, world: World, typed: str
    ) -> None:
        ana = world.person("ana")
        await self.sets(ana, typed)
        assert isinstance(ana.answer, Correct)
        assert "two letters" in ana.errors["country"]

    async def test_left_empty_it_is_forgotten(self, world: World) -> None:
        ana = world.person("ana")
        await self.sets(ana, "DE")
        await ana.presses("Set country")
        assert ana.form is not None
        assert getattr(ana.form.fields[0], "value", None) == "DE"
        await ana.fills({COUNTRY: ""})
        assert "forgotten your country" in ana.sees
        assert facts(ana)["Country"] == "not set"


async def test_nobody_sets_anything_for_somebody_else(world: World) -> None:
    ana, ben = world.person("ana"), world.person("ben")
    await ana.uses("/settings Berlin")
    await ben.uses("/settings Tokyo")
    await ana.uses("/settings")
    assert facts(ana)["Zone"] == "Berlin"


REMINDER = "/nudges thursdays at 9 to apply"
ANOTHER = "/nudges tuesdays at 11 to call Eli"
WHOSE = "Is that yours?"


class TestNamingAZone:
    @pytest.mark.parametrize("typed", ["Europe/Berlin", "berlin", "I live in Berlin now"])
    async def test_what_is_written_behind_the_command_is_kept(
        self, world: World, typed: str
    ) -> None:
        ana = world.person("ana")
        await ana.uses(f"/zone {typed}")
        assert "Your zone is Berlin, where it is Mon 30 Nov, 10:00." in ana.sees

    async def test_whatever_was_completed_is_kept(self, world: World) -> None:
        ana = world.person("ana")
        for found in atlas.suggest("united"):
            await ana.uses(f"/zone {found.zone}")
            assert "Your zone is" in ana.sees

    async def test_of_an_unknown_one_the_nearest_three_are_a_press_away(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/zone Berln")
        assert "I do not know that zone. The nearest I know are" in ana.sees
        [menu] = [block for block in ana.card.blocks if isinstance(block, Menu)]
        assert len(menu.choices) == 3
        await ana.picks("Zone", "Europe/Berlin")
        assert facts(ana)["Zone"] == "Berlin"

    async def test_without_words_it_is_chosen_or_said_to_be_right(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/zone")
        assert facts(ana) == {"Zone": "UTC", "Your clock now": "Mon 30 Nov, 09:00"}
        await ana.presses("Yes, that is my clock")
        assert "Your zone is UTC" in ana.sees


class TestBeingAsked:
    async def test_whose_clock_it_is_is_asked_at_the_first_time_that_is_told(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        await ana.uses(REMINDER)
        assert "I went by the clock of UTC, where it is Mon 30 Nov, 09:00 now." in ana.sees
        await ana.presses("Choose my zone")
        await ana.picks("Zone", "Europe/Berlin")
        thursday_at_nine = datetime(2026, 12, 3, 8, tzinfo=UTC)
        assert list((await promised(ana)).values()) == [thursday_at_nine]

    async def test_it_is_asked_only_once(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses(REMINDER)
        assert WHOSE in ana.sees
        await ana.uses(ANOTHER)
        assert WHOSE not in ana.sees

    async def test_who_has_answered_is_never_asked_again(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses(REMINDER)
        await ana.presses("Yes, that is my clock")
        await ana.uses(ANOTHER)
        assert WHOSE not in ana.sees
        await ana.uses("/home")
        assert "Zone" not in labels(ana.card)

    async def test_who_named_a_zone_before_is_not_asked(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/zone Lisbon")
        await ana.uses(REMINDER)
        assert WHOSE not in ana.sees

    async def test_where_the_platform_tells_the_zone_nobody_is_asked(self, world: World) -> None:
        ana = world.person("ana", "America/New_York")
        await ana.uses(REMINDER)
        assert WHOSE not in ana.sees

    async def test_nor_where_it_told_the_zone_before(self, world: World) -> None:
        await world.person("ana", "America/New_York").uses("/about")
        ana = world.person("ana")
        await ana.uses(REMINDER)
        assert WHOSE not in ana.sees

    async def test_the_first_page_asks_and_no_card_asks_beside_it(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/home")
        assert "Zone" in labels(ana.card)
        assert WHOSE not in ana.sees
        await ana.uses("/settings")
        assert WHOSE not in ana.sees

    async def test_nobody_is_asked_in_a_moment_of_care(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/helpnow")
        assert WHOSE not in ana.sees
        await ana.uses(REMINDER)
        assert WHOSE in ana.sees

    async def test_who_has_just_been_forgotten_is_not_asked(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/privacy")
        await ana.presses("Forget everything")
        assert WHOSE not in ana.sees
