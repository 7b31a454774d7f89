"""Pictures on people's pages: uploaded once for each change, deleted when they are shown no more.

Who has a page is known from a real store, so that all of it holds after a restart, too.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest_asyncio

from bot.answers import Answer, Replace, Say
from bot.events import Event, HomeOpened
from bot.store.database import Database
from bot.store.store import DatabaseStore
from bot.store.vault import Vault
from bot.ui.card import Button, Buttons, Card, Picture, Text
from tests.adapters.samples import Sample
from tests.adapters.slack.delivering import manifest
from tests.adapters.slack.rig import NOON
from tests.adapters.slack.talks import PNG, Talk, privately, talk
from tests.servers.slack.faults import How
from tests.servers.slack.views import View
from tests.talking import KEY

ADDRESSES, DELETE, PUBLISH = "files.getUploadURLExternal", "files.delete", "views.publish"


@dataclass
class House:
    """A bot that notes who opens a page as the core does, and shows what `number` says there."""

    store: DatabaseStore
    number: int = 1
    done: int = 0
    has_erased: bool = False

    async def __call__(self, event: Event) -> Answer:
        if isinstance(event.doing, HomeOpened):
            if not event.doing.again:
                async with self.store.begin() as tx:
                    await tx.people.meet(event.actor, "UTC", NOON)
                    await tx.accounts.open_home(event.actor, NOON)
            return Say(self.page())
        self.done += 1
        return privately("heard")

    def page(self) -> Card:
        png = PNG + bytes([self.number])
        shown = () if self.has_erased else (Picture(png, f"number {self.number}"),)
        go_on = Buttons((Button("Go on", Sample(11)),))
        return Card("Your page", (Text(f"done {self.done}"), *shown, go_on))


@dataclass
class Home:
    """A conversation, and the house in it."""

    talk: Talk
    house: House

    async def opens(self) -> View:
        """Have ana open her page."""
        await (await self.talk.ana.opens_home()).answered()
        await self.talk.idle()
        return self.talk.ana.home

    async def does(self, number: int | None = None) -> None:
        """Have ana do something, which may change her number."""
        self.house.number = number or self.house.number
        await (await self.talk.uses()).answered()
        await self.talk.idle()

    def uploads(self) -> int:
        return len(self.talk.server.calls(ADDRESSES))

    def standing(self) -> list[str]:
        """Return what the pictures show that nobody has deleted."""
        files = self.talk.server.files.all.values()
        return [file.alt for file in files if file.complete and not file.deleted]

    async def until(self, true: Callable[[], object]) -> None:
        await self.talk.rig.until(true)


@pytest_asyncio.fixture(name="home")
async def opened(tmp_path: Path) -> AsyncIterator[Home]:
    store = DatabaseStore(await Database.open(tmp_path / "home.db", Vault([KEY]), NOON))
    async with talk() as here:
        here.rig.pages = store.pages
        await here.rig.restart()
        here.bot.answers = house = House(store)
        yield Home(here, house)
    await store.close()


async def test_a_picture_is_uploaded_once_however_often_the_page_changes(home: Home) -> None:
    page = await home.opens()
    for _ in range(3):
        await home.does()
    assert "done 3" in page.words
    assert page.alt_texts == ["number 1"]
    assert home.uploads() == 1


async def test_a_new_picture_takes_the_place_of_the_old_one_which_is_deleted(home: Home) -> None:
    page = await home.opens()
    await home.does(2)
    assert page.alt_texts == ["number 2"]
    assert home.standing() == ["number 2"]


async def test_a_slow_upload_holds_up_nothing_and_its_words_stand_there_meanwhile(
    home: Home,
) -> None:
    home.talk.server.files.busy = 2
    page = await home.opens()
    assert page.alt_texts == ["number 1"]
    first = home.talk.server.calls(PUBLISH)
    assert len(first) == 4
    assert home.uploads() == 1


async def test_a_picture_that_never_gets_ready_is_told_in_words(home: Home) -> None:
    home.talk.server.files.busy = 99
    page = await home.opens()
    assert page.alt_texts == []
    assert "number 1" in page.words
    home.talk.server.files.busy = 0
    await home.does(2)
    assert page.alt_texts == ["number 2"]
    assert home.standing() == ["number 2"]


async def test_an_upload_that_is_refused_costs_the_page_nothing_but_its_picture(home: Home) -> None:
    home.talk.server.manifest = manifest(without="files:write")
    page = await home.opens()
    assert "number 1" in page.words
    await home.does(2)
    assert "done 1" in page.words
    home.talk.server.violations.clear()


async def test_an_old_picture_that_cannot_be_deleted_is_deleted_another_time(home: Home) -> None:
    await home.opens()
    home.talk.server.web.fails(DELETE, 3, How.RESET_BEFORE)
    await home.does(2)
    assert home.standing() == ["number 1", "number 2"]
    await home.talk.rig.restart()
    await home.does(3)
    assert home.standing() == ["number 3"]


async def test_a_page_is_kept_right_after_a_restart_without_being_opened(home: Home) -> None:
    page = await home.opens()
    await home.talk.rig.restart()
    await home.does()
    assert "done 1" in page.words
    assert page.alt_texts == ["number 1"]
    assert home.uploads() == 1
    await home.does(2)
    assert home.standing() == ["number 2"]


async def test_who_never_opened_their_page_has_none_after_a_restart_either(home: Home) -> None:
    await home.opens()
    await home.talk.rig.restart()
    await (await home.talk.ben.says("hello")).answered()
    await home.talk.idle()
    assert home.talk.ben.homes == {}


async def test_erasing_everything_empties_the_page_and_deletes_its_pictures(home: Home) -> None:
    page = await home.opens()
    await home.talk.rig.restart()
    home.house.has_erased = True

    async def erase(event: Event) -> Answer:
        if not isinstance(event.doing, HomeOpened):
            async with home.house.store.begin() as tx:
                ana = await tx.people.known("slack", home.talk.team.id, home.talk.ana.id)
                assert ana is not None
                await tx.data.erase(ana.id)
        return await home.house(event)

    home.talk.bot.answers = erase
    await home.does()
    assert page.alt_texts == []
    assert home.standing() == []


async def test_a_page_shown_as_an_answer_gets_its_picture_afterwards(home: Home) -> None:
    page = await home.opens()

    async def turned(event: Event) -> Answer:
        home.house.number = 7
        return Say(home.house.page()) if isinstance(event.doing, HomeOpened) else replaced(home)

    home.talk.bot.answers = turned
    await home.talk.ana.presses(page, "Go on")
    await home.until(lambda: page.alt_texts == ["number 7"])
    await home.talk.idle()
    assert home.standing() == ["number 7"]


def replaced(home: Home) -> Answer:
    return Replace(home.house.page())
