"""Mending the materials: every mark is kept at once, and nothing of it is a grade."""

from datetime import date

import pytest

from bot.actions.materials import (
    KeepVersion,
    ListVersions,
    MarkItem,
    OpenMaterials,
    OpenVersion,
    PickItem,
    RemoveVersion,
    ShowItem,
)
from bot.domain.material import Checked, Mark, Material, VersionNote
from bot.domain.practice import Practice
from bot.texts import Line
from bot.ui.card import Progress
from bot.ui.form import Value
from bot.views import materials as view
from tests.handlers import search
from tests.talking import WORDS, Friend, World, labels

WHAT = "What was changed"
LISTS = WORDS.content.materials.lists


async def checked(friend: Friend) -> dict[str, Mark]:
    person = await search.person(friend)
    async with friend.world.store.begin() as tx:
        kept: tuple[Checked, ...] = await tx.checked.of(person.id)
    return {each.item: each.mark for each in kept}


async def notes(friend: Friend) -> tuple[VersionNote, ...]:
    person = await search.person(friend)
    async with friend.world.store.begin() as tx:
        return await tx.versions.of(person.id)


async def is_practised(friend: Friend) -> bool:
    person = await search.person(friend)
    async with friend.world.store.begin() as tx:
        return Practice.MATERIALS in await tx.practices.last(person.id)


async def writes(friend: Friend, **values: Value) -> None:
    await friend.sends(OpenVersion(Material.RESUME).pack())
    await friend.fills({WHAT: "New summary", **values})


def bars(friend: Friend) -> list[tuple[int, int]]:
    return [(it.done, it.of) for it in friend.card.blocks if isinstance(it, Progress)]


class TestChecklists:
    async def test_the_overview_shows_how_far_each_is(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/materials")
        assert bars(ana) == [(0, len(LISTS[each].items)) for each in Material]
        assert "Go on" not in ana.sees
        await ana.presses("Portfolio")
        await ana.presses("Go through it")
        await ana.presses("Done")
        await ana.presses("Not for me")
        await ana.sends(OpenMaterials().pack())
        assert bars(ana)[2] == (1, len(LISTS[Material.PORTFOLIO].items) - 1)
        await ana.presses("Go on: Portfolio")
        assert "Portfolio, 3 of" in ana.sees

    @pytest.mark.parametrize("material", Material)
    async def test_every_item_and_every_list_fits_its_card(
        self, world: World, material: Material
    ) -> None:
        ana = world.person("ana")
        for key, item in LISTS[material].items.items():
            await ana.sends(ShowItem(material, key).pack())
            assert ana.card.title == item.text
            assert item.todo in ana.sees
            assert item.after in ana.sees
        await ana.presses("The whole list")
        assert all(item.text in ana.sees for item in LISTS[material].items.values())

    async def test_whoever_goes_through_a_list_comes_to_its_end(self, world: World) -> None:
        ana = world.person("ana")
        await ana.sends(ShowItem(Material.LETTER).pack())
        length = len(LISTS[Material.LETTER].items)
        for _ in range(length - 2):
            await ana.presses("Done")
        await ana.presses("Not for me")
        await ana.presses("Later")
        assert "Cover letter, item by item" in ana.card.title
        assert bars(ana) == [(length - 2, length - 1)]
        await ana.presses("Look at those for later")
        await ana.presses("Done")
        assert "nothing left on this list" in ana.sees
        assert len(await checked(ana)) == length
        await ana.presses("Undo")
        assert Mark.LATER in (await checked(ana)).values()

    async def test_a_list_without_an_end_to_go_to_shows_itself(self, world: World) -> None:
        ana = world.person("ana")
        for key in LISTS[Material.LETTER].items:
            await ana.sends(MarkItem(Material.LETTER, key, Mark.NOT_FOR_ME).pack())
        await ana.sends(ShowItem(Material.LETTER).pack())
        assert "nothing left on this list" in ana.sees
        assert bars(ana) == [(0, 0)]

    async def test_only_something_done_counts_as_having_practised(self, world: World) -> None:
        ana = world.person("ana")
        await ana.sends(ShowItem(Material.RESUME).pack())
        await ana.presses("Later")
        assert not await is_practised(ana)
        await ana.presses("Done")
        assert await is_practised(ana)

    async def test_a_mark_can_be_changed_taken_off_and_undone(self, world: World) -> None:
        ana = world.person("ana")
        await ana.sends(MarkItem(Material.RESUME, "numbers", Mark.LATER).pack())
        await ana.sends(ShowItem(Material.RESUME, "numbers").pack())
        assert "Kept for later" in ana.sees
        assert "Later" not in labels(ana.card)
        await ana.presses("Done")
        assert await checked(ana) == {"numbers": Mark.DONE}
        await ana.sends(ShowItem(Material.RESUME, "numbers").pack())
        await ana.presses("Take the mark off")
        assert await checked(ana) == {}
        await ana.presses("Undo")
        assert await checked(ana) == {"numbers": Mark.DONE}
        await ana.sends(MarkItem(Material.RESUME, "dates").pack())
        assert await checked(ana) == {"numbers": Mark.DONE}

    async def test_an_item_can_be_picked_from_the_list(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/materials cv")
        assert "Résumé, item by item" in ana.card.title
        await ana.picks("Open one of them", "dates")
        assert "Résumé, 11 of 22" in ana.sees

    @pytest.mark.parametrize(
        ("act", "picked"),
        [
            (PickItem(Material.RESUME), ()),
            (PickItem(Material.RESUME), ("nothing",)),
            (ShowItem(Material.RESUME, "nothing"), ()),
            (MarkItem(Material.RESUME, "nothing", Mark.DONE), ()),
        ],
    )
    async def test_an_item_that_writers_took_off_is_gone(
        self, world: World, act: ShowItem, picked: tuple[str, ...]
    ) -> None:
        ana = world.person("ana")
        await ana.sends(act.pack(), *picked)
        assert "can't find that any more" in ana.sees
        assert await checked(ana) == {}

    @pytest.mark.parametrize(
        ("said", "title"),
        [
            ("help me with my cover letter", "Cover letter, item by item"),
            ("/materials Portfolio", "Portfolio, item by item"),
            ("/materials LinkedIn", "Online profile, item by item"),
            ("/materials", "Your materials"),
        ],
    )
    async def test_what_was_named_is_opened_at_once(
        self, world: World, said: str, title: str
    ) -> None:
        ana = world.person("ana")
        await (ana.uses(said) if said.startswith("/") else ana.says(said))
        assert ana.card.title == title

    async def test_where_one_stopped_it_goes_on_after_weeks(self, world: World) -> None:
        ana = world.person("ana")
        await ana.sends(MarkItem(Material.LETTER, "needed", Mark.DONE).pack())
        await world.passes(weeks=5)
        await world.restart()
        await ana.uses("/materials")
        await ana.presses("Go on: Cover letter")
        assert "Cover letter, 2 of 12" in ana.sees

    @pytest.mark.parametrize("line", [view.OPENING, view.CLOSING])
    def test_there_are_twelve_openings_and_closings(self, line: Line) -> None:
        said = {WORDS.texts(line, turn=turn) for turn in range(WORDS.texts.count(line))}
        assert len(said) >= 12

    async def test_nobody_reads_the_same_opening_or_closing_twice_in_a_row(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        openings, closings = [], []
        for key in ("numbers", "dates", "verbs"):
            await ana.uses("/materials")
            openings.append(ana.card.blocks[0])
            await ana.sends(MarkItem(Material.RESUME, key, Mark.DONE).pack())
            closings.append(ana.card.blocks[0])
        assert len(set(openings)) == len(set(closings)) == 3


class TestVersions:
    async def test_a_note_is_kept_with_its_day(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/materials résumé")
        await ana.presses("Version notes")
        assert "no notes yet" in ana.sees
        await ana.presses("Write a note")
        await ana.fills({WHAT: "New summary", "On": "yesterday"})
        (note,) = await notes(ana)
        assert (note.text, note.noted_on) == ("New summary", date(2026, 11, 29))
        await ana.presses("Version notes")
        assert "Sun 29 Nov: New summary" in ana.sees
        assert await is_practised(ana)

    async def test_it_can_be_changed_thrown_away_and_brought_back(self, world: World) -> None:
        ana = world.person("ana")
        await writes(ana)
        await ana.presses("Change it")
        await ana.fills({WHAT: "Newer summary", "On": ""})
        (note,) = await notes(ana)
        assert (note.text, note.noted_on) == ("Newer summary", date(2026, 11, 30))
        await ana.presses("Throw it away")
        assert await notes(ana) == ()
        await ana.presses("Undo")
        assert [each.text for each in await notes(ana)] == ["Newer summary"]

    async def test_a_day_to_come_is_no_day_of_a_change(self, world: World) -> None:
        ana = world.person("ana")
        await writes(ana, On="tomorrow")
        assert "a day that has been" in ana.errors["day"]

    async def test_many_notes_have_pages_and_lists_of_their_own(self, world: World) -> None:
        ana = world.person("ana")
        for _ in range(8):
            await writes(ana)
        await ana.presses("Version notes")
        assert labels(ana.card).count("Change it") == 7
        await ana.presses("Older")
        assert labels(ana.card).count("Change it") == 1
        await ana.presses("Newer")
        await ana.sends(ListVersions(Material.LETTER, 99).pack())
        assert "no notes yet" in ana.sees

    async def test_only_their_person_may_touch_them(self, world: World) -> None:
        ana, ben = world.person("ana"), world.person("ben")
        await writes(ana)
        for act in (
            OpenVersion(Material.RESUME, 1), KeepVersion(Material.RESUME, 1), RemoveVersion(1),
        ):  # fmt: skip
            await ben.sends(act.pack())
            assert "can't find that any more" in ben.sees
        assert [each.text for each in await notes(ana)] == ["New summary"]
