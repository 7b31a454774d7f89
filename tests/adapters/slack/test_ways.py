"""Hurry, slowness and second clicks end the same way over sockets and over signed requests."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from adapters.slack import manifest
from bot.answers import Ask, Replace, Say
from bot.store.database import Database
from bot.store.installations import Installations
from bot.store.vault import Vault, new_key
from tests.adapters.slack.rig import NOON
from tests.adapters.slack.saying import WORDS
from tests.adapters.slack.talks import (
    CONTROLS,
    FORM,
    Slow,
    Talk,
    asked,
    card,
    eventually,
    privately,
    talk,
)
from tests.servers.slack.deeds import Deed
from tests.servers.slack.server import Mode

TRIGGER_SECONDS = 3.0
ACKNOWLEDGED_SECONDS = 2.0
VIEWS = "views.update"


@pytest.fixture(params=list(Mode), ids=lambda mode: mode.name.lower())
def mode(request: pytest.FixtureRequest) -> Mode:
    return Mode(request.param)


@pytest.fixture
async def kept(mode: Mode, tmp_path: Path) -> AsyncIterator[Installations | None]:
    if mode is Mode.SOCKET:
        yield None
        return
    database = await Database.open(tmp_path / "kept.db", Vault([new_key()]), NOON)
    yield Installations(database)
    await database.close()


@pytest_asyncio.fixture(name="talk")
async def opened(kept: Installations | None) -> AsyncIterator[Talk]:
    async with talk(kept) as here:
        here.bot.answers = privately("heard")
        yield here


async def test_a_slow_answer_shows_a_window_before_its_trigger_ends_and_fills_it(
    kept: Installations | None,
) -> None:
    async with talk(kept, asyncio.sleep) as here:
        slow = here.bot.answers = Slow(privately("at last"))
        used = await here.uses()
        assert used.acknowledged_after is not None
        assert used.acknowledged_after < ACKNOWLEDGED_SECONDS
        await here.rig.until(lambda: here.ana.view_stack)
        assert used.age < TRIGGER_SECONDS
        assert WORDS.loading in here.ana.view.words
        slow.thought.set()
        await here.rig.until(lambda: "at last" in used.view.words)
        await here.idle()


async def test_a_slow_form_is_acknowledged_in_time_and_filled_later(
    kept: Installations | None,
) -> None:
    async with talk(kept, asyncio.sleep) as here:
        form = await asked(here)
        slow = here.bot.answers = Slow(privately("kept"))
        sent = await here.sends(form, Company="Acme")
        assert sent.acknowledged_after is not None
        assert sent.acknowledged_after < TRIGGER_SECONDS
        assert WORDS.loading in form.words
        slow.thought.set()
        await here.rig.until(lambda: "kept" in form.words)
        await here.idle()


async def test_a_trigger_that_is_over_leaves_a_button_that_opens_the_form(talk: Talk) -> None:
    talk.server.trigger_life = -1.0
    talk.bot.answers = Ask(FORM)
    used = await (await talk.uses()).answered()
    assert used.answer.labels() == [WORDS.open_form]
    assert [call.error for call in talk.server.calls("views.open")] == ["expired_trigger_id"]
    talk.server.trigger_life = TRIGGER_SECONDS
    pressed = await (await talk.ana.presses(used.answer, WORDS.open_form)).answered()
    assert pressed.view.fields()[0] == "Company"


async def test_a_trigger_that_is_over_shows_a_card_in_place(talk: Talk) -> None:
    post = await talk.posted(CONTROLS, at=talk.ana.dm)
    talk.server.trigger_life = -1.0
    talk.bot.answers = privately("your no")
    pressed = await (await talk.ana.presses(post, "Go on")).answered()
    assert "your no" in pressed.answer.words


async def test_two_clicks_on_a_button_are_both_acknowledged_and_leave_one_card(talk: Talk) -> None:
    post = await talk.posted(CONTROLS, at=talk.ana.dm)
    talk.bot.answers = Replace(card("done"))
    clicks = [await talk.ana.presses(post, "Go on") for _ in range(2)]
    for click in clicks:
        await click.settled()
    await talk.rig.until(lambda: len(talk.bot.events) == 2 and "done" in post.words)
    await talk.idle()
    assert talk.seen(talk.ana, talk.ana.dm) == ["Undaunted\ndone"]
    assert len({event.key for event in talk.bot.events}) == 2


async def test_two_clicks_on_send_are_one_form(talk: Talk) -> None:
    form = await asked(talk)
    slow = talk.bot.answers = Slow(privately("kept"))
    talk.bot.events.clear()
    first = await talk.ana.submits(form, {"Company": "Acme"})
    await asyncio.wait_for(slow.began.wait(), 5)
    again = await talk.ana.submits(form, {"Company": "Acme"})
    await eventually(lambda: talk.at_work() == 2)
    slow.thought.set()
    await asyncio.gather(first.settled(), again.settled())
    assert len(talk.bot.events) == 1
    assert first.ack == again.ack


@pytest.mark.parametrize("what", ["uses", "says", "presses"])
async def test_what_slack_delivers_twice_is_done_once(talk: Talk, what: str) -> None:
    post = await talk.posted(CONTROLS, at=talk.ana.dm)
    talk.bot.answers = privately("heard")
    deeds: dict[str, Callable[[], Awaitable[Deed]]] = {
        "uses": talk.uses,
        "says": lambda: talk.ana.says("a hard week"),
        "presses": lambda: talk.ana.presses(post, "Go on"),
    }
    deed = await (await deeds[what]()).answered()
    talk.server.repeats(deed)
    await eventually(lambda: deed.attempts == 2)
    await talk.idle()
    assert len(talk.bot.events) == 1


async def test_every_event_that_we_ask_for_is_taken_however_little_it_says(talk: Talk) -> None:
    for name in manifest.EVENTS:
        told = {"type": name.partition(".")[0]}
        sent = await talk.server.sends_event(talk.team, told).settled()
        assert (sent.acknowledged_after is not None, sent.attempts) == (True, 1), name
    await talk.idle()
    assert talk.bot.events == []


async def test_a_press_in_a_window_that_has_changed_meanwhile_is_answered_there(
    talk: Talk,
) -> None:
    talk.bot.answers = Say(CONTROLS)
    await (await talk.ana.shortcut("Log a no")).answered()
    window, slow = talk.ana.view, Slow(Replace(card("the first")))
    talk.bot.answers = slow
    first = await talk.ana.presses(window, "Go on")
    await asyncio.wait_for(slow.began.wait(), 5)
    talk.bot.answers = Replace(CONTROLS)
    await (await talk.ana.presses(window, "Go on")).answered()
    slow.thought.set()
    await first.settled()
    await talk.rig.until(lambda: "the first" in window.words)
    await talk.idle()
    assert "hash_conflict" in [call.error for call in talk.server.calls(VIEWS)]
    assert len(talk.ana.view_stack) == 1


async def test_every_change_of_a_window_says_which_state_it_knows(talk: Talk) -> None:
    slow = talk.bot.answers = Slow(privately("at last"))
    used = await talk.late(await talk.uses(), slow)
    await talk.rig.until(lambda: "at last" in used.view.words)
    assert all(call.args.get("hash") for call in talk.server.calls(VIEWS))
