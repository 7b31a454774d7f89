"""People's home pages: right when they are opened, and right again after every change."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.answers import Answer, Ask, Nothing, Replace, Say
from bot.events import CommandUsed, Event, HomeOpened, Kind, Submitted
from bot.ui.card import Button, Buttons, Card, Note, Picture, Text
from tests.adapters.samples import Sample
from tests.adapters.slack.rig import COMMANDS
from tests.adapters.slack.talks import (
    FORM,
    PNG,
    Talk,
    card,
    eventually,
    privately,
    talk,
)
from tests.servers.slack.views import View

PUBLISH = "views.publish"


class House:
    """A bot whose home page counts what was done, and that answers all else as the test says."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.done = 0
        self.picture = False

    def page(self, said: str = "") -> Card:
        notes = (Note(said),) if said else ()
        pictures = (Picture(PNG, "your numbers"),) if self.picture else ()
        buttons = Buttons((Button("Go on", Sample(11)),))
        return Card("Your page", (*notes, Text(f"done {self.done}"), *pictures, buttons))

    async def __call__(self, event: Event) -> Answer:
        if isinstance(event.doing, HomeOpened):
            return Say(self.page())
        self.done += 1
        return self.answer


@pytest_asyncio.fixture(name="talk")
async def opened() -> AsyncIterator[Talk]:
    async with talk() as here:
        yield here


def living(talk: Talk, answer: Answer | None = None) -> House:
    house = House(answer or privately("heard"))
    talk.bot.answers = house
    return house


async def home(talk: Talk) -> View:
    """Have ana open her page."""
    await (await talk.ana.opens_home()).answered()
    await talk.idle()
    return talk.ana.home


async def opened_form(talk: Talk, page: View) -> View:
    """Have ana open a form from her page."""
    await talk.ana.presses(page, "Go on")
    await talk.rig.until(lambda: talk.ana.view_stack)
    await talk.idle()
    return talk.ana.view


async def test_the_page_is_there_when_it_is_opened(talk: Talk) -> None:
    living(talk)
    page = await home(talk)
    assert "done 0" in page.words
    assert page.labels() == ["Go on"]


async def test_the_page_is_right_after_a_command_elsewhere(talk: Talk) -> None:
    living(talk)
    page = await home(talk)
    await talk.uses()
    await talk.rig.until(lambda: "done 1" in page.words)


async def test_the_page_is_right_after_words_and_after_a_form(talk: Talk) -> None:
    house = living(talk)
    page = await home(talk)
    await talk.ana.says("a no")
    await talk.rig.until(lambda: "done 1" in page.words)
    house.answer = Ask(FORM)
    await talk.uses()
    await talk.rig.until(lambda: talk.ana.view_stack)
    form = talk.ana.view
    house.answer = privately("kept")
    await talk.sends(form, Company="Acme")
    await talk.rig.until(lambda: "done 3" in page.words)


async def test_a_page_that_was_never_opened_is_not_published(talk: Talk) -> None:
    living(talk)
    await (await talk.uses()).answered()
    await talk.idle()
    assert talk.server.calls(PUBLISH) == []


async def test_a_page_that_has_not_changed_is_not_published_again(talk: Talk) -> None:
    house = living(talk)
    page = await home(talk)
    house.done -= 1
    await (await talk.uses()).answered()
    await talk.idle()
    assert (len(talk.server.calls(PUBLISH)), page.revision) == (1, 0)
    await (await talk.ana.opens_home()).settled()
    await talk.idle()
    assert len(talk.server.calls(PUBLISH)) == 1


async def test_many_changes_at_once_are_published_together(talk: Talk) -> None:
    living(talk)
    page = await home(talk)
    for number in range(8):
        await talk.ana.says(f"word {number}")
    await talk.rig.until(lambda: "done 8" in page.words)
    await talk.idle()
    assert page.revision < 8


async def test_each_person_has_their_own_page(talk: Talk) -> None:
    living(talk)
    await home(talk)
    await (await talk.ben.says("hello")).answered()
    await talk.idle()
    assert talk.ben.homes == {}
    assert {event.place.kind for event in talk.bot.events[:1]} == {Kind.HOME}


async def test_another_page_that_came_between_gives_way_to_the_newest(talk: Talk) -> None:
    living(talk)
    page = await home(talk)
    page.hash = "of somebody else"
    await talk.uses()
    await talk.rig.until(lambda: "done 1" in page.words)


async def test_a_page_opened_after_a_restart_is_followed_again(talk: Talk) -> None:
    living(talk)
    page = await home(talk)
    await talk.rig.restart()
    await home(talk)
    await talk.uses()
    await talk.rig.until(lambda: "done 1" in page.words)


async def test_a_page_that_cannot_be_published_is_published_with_the_next_change(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    living(talk)
    page = await home(talk)
    talk.server.web.fails(PUBLISH, 1, "fatal_error")
    talk.server.web.fails(PUBLISH, 1, "not_enabled")
    await (await talk.uses()).answered()
    await talk.idle()
    assert "not published" in caplog.text
    await talk.uses()
    await talk.rig.until(lambda: "done 2" in page.words)


async def test_a_core_that_fails_leaves_the_page_as_it_was(talk: Talk) -> None:
    living(talk)
    page = await home(talk)
    talk.bot.answers = Nothing()
    await (await talk.uses()).settled()
    await talk.idle()
    assert "done 0" in page.words


async def test_a_press_on_the_page_that_answers_with_the_page_shows_it_there(talk: Talk) -> None:
    house = living(talk)
    page = await home(talk)
    house.answer = Replace(house.page("Kept."))
    await talk.ana.presses(page, "Go on")
    await talk.rig.until(lambda: "Kept." in page.words)
    await talk.idle()
    assert "Kept." in page.words
    assert talk.ana.view_stack == []


async def test_a_press_on_the_page_that_answers_otherwise_opens_a_window(talk: Talk) -> None:
    house = living(talk)
    page = await home(talk)
    for answer in (Replace(card("done")), privately("done")):
        house.answer = answer
        await (await talk.ana.presses(page, "Go on")).answered()
        assert "done" in talk.ana.view.words
        await talk.idle()
        await talk.ana.closes(talk.ana.view)
    assert "done 2" in page.words


async def test_a_press_on_a_page_of_before_the_restart_knows_the_page(talk: Talk) -> None:
    house = living(talk)
    page = await home(talk)
    await talk.rig.restart()
    house.answer = Replace(house.page("Kept."))
    await talk.ana.presses(page, "Go on")
    await talk.rig.until(lambda: "Kept." in page.words)


async def test_a_form_opened_from_the_page_is_answered_in_its_window(talk: Talk) -> None:
    house = living(talk, Ask(FORM))
    page = await home(talk)
    form = await opened_form(talk, page)
    house.answer = privately("kept")
    await talk.sends(form, Company="Acme")
    assert "kept" in talk.ana.view.words
    assert any(isinstance(event.doing, Submitted) for event in talk.bot.events)
    await talk.rig.until(lambda: "done 2" in page.words)


async def test_a_form_from_the_page_that_answers_with_the_page_closes(talk: Talk) -> None:
    house = living(talk, Ask(FORM))
    page = await home(talk)
    form = await opened_form(talk, page)
    house.answer = Replace(house.page("Kept."))
    await talk.sends(form, Company="Acme")
    await talk.rig.until(lambda: "Kept." in page.words)
    assert talk.ana.view_stack == []


async def test_a_form_from_the_page_that_answers_with_another_card_shows_it(talk: Talk) -> None:
    house = living(talk, Ask(FORM))
    page = await home(talk)
    form = await opened_form(talk, page)
    house.answer = Replace(card("all done"))
    await talk.sends(form, Company="Acme")
    await talk.rig.until(lambda: talk.ana.view_stack and "all done" in talk.ana.view.words)


async def test_the_page_has_its_picture(talk: Talk) -> None:
    house = living(talk)
    house.picture = True
    page = await home(talk)
    assert page.alt_texts == ["your numbers"]


# The messages tab


async def test_whoever_looks_into_empty_messages_is_greeted_once_and_for_all(talk: Talk) -> None:
    talk.rig.commands = COMMANDS
    await talk.rig.restart()
    living(talk, privately("hello"))
    await (await talk.ana.opens_messages()).answered()
    await (await talk.ana.opens_messages()).settled()
    await talk.idle()
    assert talk.seen(talk.ana, talk.ana.dm) == ["Undaunted\nhello"]
    (event,) = talk.bot.events
    assert event.doing == CommandUsed("1.help")
    assert event.key == f"slack:greeted:{talk.team.id}:{talk.ana.id}"
    await talk.rig.restart()
    await (await talk.ana.opens_messages()).settled()
    await eventually(lambda: len(talk.server.calls("conversations.history")) == 2)
    await talk.idle()
    assert len(talk.bot.events) == 1
