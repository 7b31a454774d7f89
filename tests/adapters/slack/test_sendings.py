"""A form that is sent is kept, or stays open with every word, and is answered in its place."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from adapters.slack import apologies, render
from bot.answers import Ask, Correct, Nothing, Replace, Say
from tests.adapters.slack.saying import WORDS
from tests.adapters.slack.talks import (
    CONTROLS,
    FILED,
    FORM,
    Slow,
    Talk,
    asked,
    card,
    eventually,
    fails,
    privately,
    talk,
    wording,
)


@pytest_asyncio.fixture(name="talk")
async def opened() -> AsyncIterator[Talk]:
    async with talk() as here:
        here.bot.answers = privately("heard")
        yield here


async def test_a_form_is_closed_and_its_answer_is_where_it_was_opened(talk: Talk) -> None:
    form = await asked(talk)
    talk.bot.answers = privately("kept")
    await talk.sends(form, Company="Acme")
    await talk.reads("kept")
    assert talk.ana.view_stack == []
    assert talk.seen(talk.ben) == []


async def test_a_form_from_a_dm_changes_the_message_it_was_opened_from(talk: Talk) -> None:
    post = await talk.posted(CONTROLS, at=talk.ana.dm)
    talk.bot.answers = Ask(FORM)
    form = (await (await talk.ana.presses(post, "Go on")).answered()).view
    talk.bot.answers = Replace(card("done"))
    await talk.sends(form, Company="Acme")
    await talk.rig.until(lambda: "done" in post.words)


async def test_a_form_from_a_shortcut_is_answered_in_its_window(talk: Talk) -> None:
    talk.bot.answers = Ask(FORM)
    form = (await (await talk.ana.shortcut("Log a no")).answered()).view
    talk.bot.answers = privately("kept")
    await talk.sends(form, Company="Acme")
    assert "kept" in talk.ana.view.words


async def test_a_form_sent_after_a_restart_is_answered_to_its_sender(talk: Talk) -> None:
    form = await asked(talk)
    await talk.rig.restart()
    talk.bot.answers = privately("still here")
    await talk.sends(form, Company="Acme")
    await talk.reads("still here")
    assert talk.bot.events[-1].place.channel == talk.lobby.id
    assert talk.seen(talk.ben) == []


async def test_mistakes_are_said_beside_the_fields_and_nothing_is_lost(talk: Talk) -> None:
    form = await asked(talk)
    talk.bot.answers = Correct({"company": "Shorter, please."}, FORM)
    sent = await talk.sends(form, **{"Company": "Acme", "Anything to say": "much"})
    assert sent.errors == {"s:company": "Shorter, please."}
    assert form.value("Anything to say") == "much"
    talk.bot.answers = privately("kept")
    await talk.sends(form, Company="A")
    await talk.reads("kept")


async def test_a_mistake_that_belongs_to_no_field_is_said_above_them(talk: Talk) -> None:
    form = await asked(talk)
    talk.bot.answers = Correct({"company": "No.", "elsewhere": "Not both."}, FORM)
    await talk.sends(form, Company="Acme")
    assert "Not both." in form.words
    assert form.value("Company") == "Acme"
    talk.bot.answers = privately("kept")
    await talk.sends(form)
    await talk.reads("kept")


async def test_a_fault_of_ours_leaves_the_form_open_with_every_word(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    form = await asked(talk)
    talk.bot.answers = fails
    sent = await talk.sends(form, **{"Company": "Acme", "Anything to say": "my secret"})
    key = talk.bot.events[-1].key
    assert apologies.reference(key) in sent.errors["s:company"]
    assert form.value("Anything to say") == "my secret"
    assert apologies.reference(key) in caplog.text
    assert "my secret" not in caplog.text
    talk.bot.answers = privately("kept")
    await talk.sends(form)
    await talk.reads("kept")


async def test_a_form_that_is_not_ours_gives_back_what_was_typed(talk: Talk) -> None:
    form = await asked(talk)
    talk.bot.events.clear()
    form.body["callback_id"] = "of old"
    await talk.sends(form, Company="Acme")
    await talk.reads("Acme")
    assert talk.bot.events == []
    assert talk.seen(talk.ben) == []


async def test_a_form_pressed_twice_is_sent_once(talk: Talk) -> None:
    form = await asked(talk)
    slow = talk.bot.answers = Slow(Correct({"company": "Shorter."}, FORM))
    talk.bot.events.clear()
    first = await talk.ana.submits(form, {"Company": "Acme"})
    await asyncio.wait_for(slow.began.wait(), 10)
    second = await talk.ana.submits(form, {"Company": "Acme"})
    await eventually(lambda: talk.at_work() == 2)
    slow.thought.set()
    await asyncio.gather(first.settled(), second.settled())
    assert len(talk.bot.events) == 1
    assert first.ack == second.ack


async def test_a_form_upon_a_form_begins_empty(talk: Talk) -> None:
    form = await asked(talk)
    talk.bot.answers = Ask(FORM)
    await talk.sends(form, Company="Acme")
    assert len(talk.ana.view_stack) == 2
    assert talk.ana.view.value("Company") is None


async def test_a_form_upon_a_window_changes_that_window(talk: Talk) -> None:
    talk.bot.answers = Say(CONTROLS)
    below = (await (await talk.ana.shortcut("Log a no")).answered()).view
    talk.bot.answers = Ask(FORM)
    form = (await (await talk.ana.presses(below, "Go on")).answered()).view
    talk.bot.answers = Replace(card("done"))
    await talk.sends(form, Company="Acme")
    await talk.rig.until(lambda: "done" in below.words)
    assert talk.ana.view_stack == [below]


async def test_a_slow_form_is_acknowledged_in_time_and_filled_later(talk: Talk) -> None:
    form = await asked(talk)
    slow = talk.bot.answers = Slow(privately("kept"))
    sent = await talk.ana.submits(form, {"Company": "Acme"})
    await asyncio.wait_for(slow.began.wait(), 10)
    talk.budget.over.set()
    await sent.settled()
    assert form.title == WORDS.loading_title
    slow.thought.set()
    await talk.rig.until(lambda: "kept" in form.words)


async def test_a_slow_mistake_brings_the_form_back_with_its_words(talk: Talk) -> None:
    form = await asked(talk)
    slow = talk.bot.answers = Slow(Correct({"company": "Shorter, please."}, FORM))
    sent = await talk.ana.submits(form, {"Company": "Acme", "Anything to say": "much"})
    await asyncio.wait_for(slow.began.wait(), 10)
    talk.budget.over.set()
    await sent.settled()
    slow.thought.set()
    await talk.rig.until(lambda: "Shorter, please." in form.words)
    initial = form.control("Anything to say").element["initial_value"]
    assert initial == "much"


async def test_a_slow_fault_gives_back_what_was_typed(talk: Talk) -> None:
    form = await asked(talk)
    slow = talk.bot.answers = Slow(RuntimeError("the store is away"))
    sent = await talk.ana.submits(form, {"Company": "Acme", "Anything to say": "my secret"})
    await asyncio.wait_for(slow.began.wait(), 10)
    talk.budget.over.set()
    await sent.settled()
    slow.thought.set()
    await talk.rig.until(lambda: "my secret" in wording(form))
    assert "Acme" in wording(form)


async def test_a_fault_while_showing_the_answer_of_a_form_keeps_the_form(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.bot.answers = Ask(FORM)
    form = (await (await talk.ana.shortcut("Log a no")).answered()).view
    message, broken = render.message, card("kept")

    def breaks(shown: Any, words: Any) -> render.Payload:
        if shown == broken:
            raise ValueError("cannot be drawn")
        return message(shown, words)

    monkeypatch.setattr(render, "message", breaks)
    talk.bot.answers = privately("kept")
    sent = await talk.sends(form, Company="Acme")
    assert apologies.reference(talk.bot.events[-1].key) in sent.errors["s:company"]
    assert form.value("Company") == "Acme"


async def test_a_corrected_form_can_be_sent_at_once(talk: Talk) -> None:
    await talk.ana.opens_home()
    form = await asked(talk)
    talk.bot.answers = Correct({"company": "Shorter, please."}, FORM)
    await talk.sends(form, Company="Acme")
    talk.bot.answers = privately("kept")
    sent = await talk.sends(form, Company="A")
    assert sent.errors == {}
    await talk.reads("kept")


async def test_a_form_with_nothing_to_say_closes(talk: Talk) -> None:
    form = await asked(talk)
    talk.bot.answers = Nothing()
    await talk.sends(form, Company="Acme")
    assert talk.ana.view_stack == []


async def test_a_form_whose_answer_has_a_file_says_where_that_is(talk: Talk) -> None:
    talk.bot.answers = Ask(FORM)
    form = (await (await talk.ana.shortcut("Log a no")).answered()).view
    talk.bot.answers = Say(FILED)
    await talk.sends(form, Company="Acme")
    await talk.reads("all of it", at=talk.ana.dm)


async def test_words_bring_what_comes_along_and_mistakes_bring_the_form(talk: Talk) -> None:
    talk.bot.answers = Say(card("the answer"), aside=card("by the way"))
    await talk.ana.says("hello")
    await talk.reads("by the way", at=talk.ana.dm)
    talk.bot.answers = Correct({"company": "No."}, FORM)
    said = await (await talk.ana.says("hello again")).answered()
    assert said.answer.labels() == [WORDS.open_form]


async def test_very_much_that_was_typed_and_is_out_of_date_comes_back_as_a_file(
    talk: Talk,
) -> None:
    form = await asked(talk)
    form.body["callback_id"] = "of old"
    await talk.sends(form, **{"Company": "Acme", "Anything to say": "w" * 3000})
    files = talk.server.files.all
    await talk.rig.until(lambda: any(b"w" * 3000 in file.data for file in files.values()))
