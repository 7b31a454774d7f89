"""Whatever people do is answered in time, where they are, and to nobody else than is meant."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from adapters.slack import apologies, render
from bot.answers import EVERYONE_HERE, Answer, Ask, Nothing, Replace, Say
from bot.events import Event
from bot.ui.card import Buttons, Card, Link
from tests.adapters.slack.saying import WORDS
from tests.adapters.slack.talks import (
    CONTROLS,
    FILED,
    FORM,
    PICTURED,
    REFLECT,
    Slow,
    Talk,
    card,
    eventually,
    fails,
    openly,
    privately,
    talk,
)
from tests.servers.slack.channels import Kind as Where
from tests.servers.slack.deeds import Deed


@pytest_asyncio.fixture(name="talk")
async def opened() -> AsyncIterator[Talk]:
    async with talk() as here:
        here.bot.answers = privately("heard")
        yield here


async def test_a_private_answer_in_a_channel_is_seen_by_nobody_else(talk: Talk) -> None:
    used = await (await talk.uses()).answered()
    assert used.answer.ephemeral_for is talk.ana
    assert talk.seen(talk.ben) == []


async def test_an_answer_in_ones_own_dm_stays_there(talk: Talk) -> None:
    used = await (await talk.uses(at=talk.ana.dm)).answered()
    assert not used.answer.ephemeral
    assert talk.seen(talk.ana, talk.ana.dm) == ["Undaunted\nheard"]


async def test_a_public_answer_is_seen_by_everybody(talk: Talk) -> None:
    talk.bot.answers = openly("a circle")
    await (await talk.uses()).answered()
    assert talk.seen(talk.ben) == ["Undaunted\na circle"]


async def test_words_behind_the_command_never_become_public(talk: Talk) -> None:
    talk.bot.answers = openly("about your no")
    used = await (await talk.uses("got a no from Acme")).answered()
    assert used.answer.ephemeral_for is talk.ana
    assert talk.seen(talk.ben) == []


async def test_a_public_answer_to_a_mention_is_in_its_thread(talk: Talk) -> None:
    talk.bot.answers = openly("hello all")
    said = await (await talk.ana.mentions_bot("hello", at=talk.lobby)).answered()
    assert said.message is not None
    assert said.answer.thread_ts == said.message.ts
    assert talk.seen(talk.ben)[-1] == "Undaunted\nhello all"


async def test_what_comes_along_is_for_its_person_alone(talk: Talk) -> None:
    talk.bot.answers = Say(card("for all"), EVERYONE_HERE, aside=card("for you"))
    await talk.uses()
    await talk.reads("for you")
    assert talk.seen(talk.ben) == ["Undaunted\nfor all"]


async def test_a_press_on_ones_own_message_changes_it(talk: Talk) -> None:
    post = await talk.posted(CONTROLS, at=talk.ana.dm)
    talk.bot.answers = Replace(card("done"))
    await (await talk.ana.presses(post, "Go on")).settled()
    await talk.rig.until(lambda: "done" in post.words)
    assert talk.seen(talk.ana, talk.ana.dm) == ["Undaunted\ndone"]


async def test_a_press_on_what_only_they_see_changes_it(talk: Talk) -> None:
    talk.bot.answers = Say(CONTROLS)
    post = (await (await talk.uses()).answered()).answer
    talk.bot.answers = Replace(card("done"))
    await (await talk.ana.presses(post, "Go on")).settled()
    await talk.reads("done")
    assert talk.seen(talk.ana) == ["Undaunted\ndone"]


async def test_a_press_never_changes_what_others_see(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    before = post.words
    talk.bot.answers = Replace(card("only for ben"))
    pressed = await (await talk.ben.presses(post, "Go on")).answered()
    assert (post.words, pressed.answer.ephemeral_for) == (before, talk.ben)


@pytest.mark.parametrize("answer", [privately("your no"), openly("your no")])
async def test_in_somebody_elses_direct_messages_only_the_asker_reads(
    talk: Talk, answer: Say
) -> None:
    talk.bot.answers = answer
    await (await talk.ana.says("first, ours")).answered()
    others = talk.team._add(Where.DM, "", [talk.ana, talk.ben])
    used = await talk.uses("rejected", at=others)
    await talk.reads("your no", at=others)
    assert used.answer.ephemeral_for is talk.ana
    assert talk.seen(talk.ben, others) == []


async def test_whose_direct_messages_they_are_is_asked_once(talk: Talk) -> None:
    for _ in range(2):
        await (await talk.uses(at=talk.ana.dm)).answered()
    assert len(talk.server.calls("conversations.open")) == 1


async def test_direct_messages_that_cannot_be_told_are_answered_in_private(talk: Talk) -> None:
    talk.server.web.fails("conversations.open", 1, "missing_scope")
    used = await (await talk.uses(at=talk.ana.dm)).answered()
    assert used.answer.ephemeral_for is talk.ana


async def test_nothing_is_said_where_there_is_nothing_to_say(talk: Talk) -> None:
    talk.bot.answers = Nothing()
    used = await talk.uses()
    await eventually(lambda: talk.bot.events)
    await talk.idle()
    assert used.shown == 0


async def test_what_cannot_be_shown_in_place_comes_as_a_direct_message(talk: Talk) -> None:
    talk.server.web.fails("response_url", 1, "used_url")
    talk.server.web.fails("chat.postEphemeral", 1, "user_not_in_channel")
    await talk.uses()
    await talk.reads("heard", at=talk.ana.dm)
    assert talk.seen(talk.ben) == []


async def test_a_file_comes_as_a_direct_message_and_the_place_says_so(talk: Talk) -> None:
    talk.bot.answers = Say(FILED)
    await talk.uses()
    await talk.reads(WORDS.in_direct)
    assert talk.seen(talk.ben) == []
    assert any("all of it" in text for text in talk.seen(talk.ana, talk.ana.dm))


async def test_a_picture_is_seen_where_it_was_asked_for(talk: Talk) -> None:
    talk.bot.answers = Say(PICTURED)
    used = await (await talk.uses()).answered()
    assert used.answer.alt_texts == ["three sent, one answered"]
    assert used.answer.ephemeral_for is talk.ana


async def test_a_shortcut_is_answered_in_a_window(talk: Talk) -> None:
    used = await (await talk.ana.shortcut("Log a no")).answered()
    assert "heard" in used.view.words
    assert talk.ana.view is used.view


async def test_a_message_shortcut_is_answered_to_its_user(talk: Talk) -> None:
    said = (await talk.ben.says("a hard week", at=talk.lobby)).message
    assert said is not None
    used = await (await talk.ana.message_shortcut(REFLECT, said)).answered()
    assert used.answer.ephemeral_for is talk.ana


async def test_pressing_in_a_window_opens_another_upon_it_and_the_fourth_in_place(
    talk: Talk,
) -> None:
    talk.bot.answers = Say(CONTROLS)
    await (await talk.ana.shortcut("Log a no")).answered()
    for depth in (2, 3, 3):
        pressed = await talk.ana.presses(talk.ana.view, "Go on")
        await pressed.answered()
        assert len(talk.ana.view_stack) == depth
    talk.bot.answers = Ask(FORM)
    await (await talk.ana.presses(talk.ana.view, "Go on")).answered()
    assert (len(talk.ana.view_stack), talk.ana.view.fields()[0]) == (3, "Company")


async def test_a_window_is_changed_by_a_press_in_it(talk: Talk) -> None:
    talk.bot.answers = Say(CONTROLS)
    await (await talk.ana.shortcut("Log a no")).answered()
    talk.bot.answers = Replace(card("done"))
    await (await talk.ana.presses(talk.ana.view, "Go on")).answered()
    assert (len(talk.ana.view_stack), "done" in talk.ana.view.words) == (1, True)


async def test_a_slow_answer_is_announced_and_fills_the_window(talk: Talk) -> None:
    slow = talk.bot.answers = Slow(privately("at last"))
    used = await talk.late(await talk.uses(), slow)
    await talk.rig.until(lambda: "at last" in used.view.words)
    assert used.view.revision == 1
    assert talk.seen(talk.ana) == []


async def test_a_slow_form_fills_the_window_and_works(talk: Talk) -> None:
    slow = talk.bot.answers = Slow(Ask(FORM))
    used = await talk.late(await talk.uses(), slow)
    await talk.rig.until(lambda: "Company" in used.view.labels())
    talk.bot.answers = privately("kept")
    await talk.sends(used.view, Company="Acme")
    await talk.reads("kept")


async def test_a_slow_change_is_made_and_the_window_says_so(talk: Talk) -> None:
    post = await talk.posted(CONTROLS, at=talk.ana.dm)
    slow = talk.bot.answers = Slow(Replace(card("done")))
    await talk.late(await talk.ana.presses(post, "Go on"), slow)
    await talk.rig.until(lambda: WORDS.here in talk.ana.view.words)
    assert "done" in post.words


async def test_a_slow_public_answer_is_public_and_the_window_says_so(talk: Talk) -> None:
    slow = talk.bot.answers = Slow(openly("for all"))
    await talk.late(await talk.uses(), slow)
    await talk.rig.until(lambda: WORDS.here in talk.ana.view.words)
    assert talk.seen(talk.ben) == ["Undaunted\nfor all"]


async def test_a_slow_answer_to_a_closed_window_is_shown_in_place(talk: Talk) -> None:
    slow = talk.bot.answers = Slow(privately("at last"))
    used = await talk.uses()
    talk.budget.over.set()
    await talk.rig.until(lambda: talk.ana.view_stack)
    await talk.ana.closes(talk.ana.view)
    slow.thought.set()
    await talk.reads("at last")
    assert used.answer.ephemeral_for is talk.ana


async def test_a_slow_form_to_a_closed_window_comes_as_a_button(talk: Talk) -> None:
    slow = talk.bot.answers = Slow(Ask(FORM))
    await talk.uses()
    talk.budget.over.set()
    await talk.rig.until(lambda: talk.ana.view_stack)
    await talk.ana.closes(talk.ana.view)
    slow.thought.set()
    await talk.reads(WORDS.ready)


async def test_an_expired_trigger_brings_the_form_as_a_button(talk: Talk) -> None:
    talk.server.trigger_life = -1.0
    talk.bot.answers = Ask(FORM)
    used = await (await talk.uses()).answered()
    assert used.answer.labels() == [WORDS.open_form]
    talk.server.trigger_life = 3.0
    pressed = await (await talk.ana.presses(used.answer, WORDS.open_form)).answered()
    assert pressed.view.fields()[0] == "Company"


async def test_words_that_ask_for_a_form_get_a_button(talk: Talk) -> None:
    talk.bot.answers = Ask(FORM)
    said = await (await talk.ana.says("got a no")).answered()
    assert said.answer.labels() == [WORDS.open_form]


async def test_a_core_that_raises_is_apologised_for_with_its_reference(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    talk.bot.answers = fails
    used = await (await talk.uses("rejected my secret")).answered()
    reference = apologies.reference(talk.bot.events[-1].key)
    assert reference in used.answer.words
    assert used.answer.ephemeral_for is talk.ana
    assert reference in caplog.text
    assert "my secret" not in caplog.text


async def test_words_that_cannot_be_answered_are_apologised_for(talk: Talk) -> None:
    talk.bot.answers = fails
    said = await (await talk.ana.says("my secret")).answered()
    assert apologies.reference(talk.bot.events[-1].key) in said.answer.words
    talk.bot.answers = privately("heard")
    talk.server.repeats(said)
    await talk.reads("heard", at=talk.ana.dm)


async def test_a_fault_while_showing_is_apologised_for(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    message, broken = render.message, card("heard")

    def breaks(shown: Any, words: Any) -> render.Payload:
        if shown == broken:
            raise ValueError("cannot be drawn")
        return message(shown, words)

    monkeypatch.setattr(render, "message", breaks)
    used = await (await talk.uses()).answered()
    reference = apologies.reference(talk.bot.events[-1].key)
    assert reference in used.answer.words
    assert reference in caplog.text


async def test_what_breaks_on_its_way_is_shown_once(talk: Talk) -> None:
    post = await talk.posted(CONTROLS, at=talk.ana.dm)
    talk.bot.answers = Replace(card("done"))
    talk.server.web.fails("chat.update", 1, 503)
    await (await talk.ana.presses(post, "Go on")).settled()
    await talk.rig.until(lambda: "done" in post.words)
    assert talk.seen(talk.ana, talk.ana.dm) == ["Undaunted\ndone"]


async def test_a_double_click_is_answered_twice(talk: Talk) -> None:
    post = await talk.posted(CONTROLS, at=talk.ana.dm)
    talk.bot.answers = Replace(card("done"))
    first = await talk.ana.presses(post, "Go on")
    second = await talk.ana.presses(post, "Go on")
    await asyncio.gather(first.settled(), second.settled())
    await talk.rig.until(lambda: len(talk.bot.events) == 2)
    await talk.idle()
    assert "done" in post.words
    assert len({event.key for event in talk.bot.events}) == 2


async def test_a_double_click_that_asks_opens_one_form_at_a_time(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    talk.bot.answers = Ask(FORM)
    first = await talk.ana.presses(post, "Go on")
    second = await talk.ana.presses(post, "Go on")
    await asyncio.gather(first.settled(), second.settled())
    await talk.rig.until(lambda: len(talk.bot.events) == 2)
    await talk.idle()
    assert len(talk.ana.view_stack) == 1


async def test_two_people_do_not_wait_for_each_other(talk: Talk) -> None:
    slow = Slow(privately("for ana"))

    async def answers(event: Event) -> Answer:
        return await slow(event) if event.actor.user == talk.ana.id else privately("for ben")

    talk.bot.answers = answers
    await talk.uses()
    his = await (await talk.ben.says("hello")).answered()
    assert "for ben" in his.answer.words
    slow.thought.set()
    await talk.reads("for ana")


async def test_an_interaction_of_nobody_reaches_nobody(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    used = await (await talk.uses()).answered()
    talk.bot.events.clear()
    payload = {**used.payload, "user_id": "", "trigger_id": "9.9.nobody"}
    sent: Deed = talk.server.sends(talk.team, used.kind, payload)
    await sent.settled()
    await eventually(lambda: "does not say who" in caplog.text)
    await talk.idle()
    assert talk.bot.events == []


async def test_everything_is_acknowledged_well_within_two_seconds(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    for deed in (
        await talk.uses(),
        await talk.ana.presses(post, "Go on"),
        await talk.ana.shortcut("Log a no"),
        await talk.ana.says("hello"),
    ):
        await deed.settled()
        assert deed.acknowledged_after is not None
        assert deed.acknowledged_after < 2.0
    await talk.idle()


async def test_what_was_shown_before_a_restart_works_after_it(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    await talk.rig.restart()
    talk.bot.answers = privately("still here")
    pressed = await (await talk.ben.presses(post, "Go on")).answered()
    assert "still here" in pressed.answer.words


async def test_somebody_who_is_here_can_be_whispered_to_where_they_are(talk: Talk) -> None:
    await (await talk.uses()).answered()
    await talk.idle()
    platform, ana = talk.rig.platform, talk.ana
    whisper = platform.recent.whisper
    assert await whisper(talk.team.id, ana.id, card("psst"))
    assert talk.seen(ana)[-1] == "Undaunted\npsst"
    assert talk.seen(talk.ben) == []
    assert await whisper(talk.team.id, ana.id, card("psst"))
    assert not await whisper(talk.team.id, ana.id, card("psst"))
    assert not await whisper(talk.team.id, talk.ben.id, card("psst"))


async def test_nobody_is_whispered_to_where_a_file_would_have_to_stay(talk: Talk) -> None:
    await (await talk.uses()).answered()
    assert not await talk.rig.platform.recent.whisper(talk.team.id, talk.ana.id, FILED)


LINKED = Card("A page", (Buttons((Link("Read on", "https://example.org/read"),)),))


async def test_a_link_that_was_followed_is_no_deed(talk: Talk) -> None:
    post = await talk.posted(LINKED)
    followed = await (await talk.ben.presses(post, "Read on")).settled()
    await talk.idle()
    assert followed.acknowledged_after is not None
    assert talk.bot.events == []


async def test_a_window_shows_pictures(talk: Talk) -> None:
    talk.bot.answers = Say(PICTURED)
    used = await (await talk.ana.shortcut("Log a no")).answered(2)
    assert used.view.alt_texts == ["three sent, one answered"]
    talk.bot.answers = Ask(FORM)
    form = (await (await talk.ana.shortcut("Log a no")).answered()).view
    talk.bot.answers = Say(PICTURED)
    await talk.sends(form, Company="Acme")
    await talk.rig.until(lambda: form.alt_texts)


async def test_words_that_cannot_be_answered_anywhere_leave_a_reference(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    talk.server.web.fails("chat.postMessage", 9, "restricted_action")
    await (await talk.ana.says("my secret")).settled()
    await eventually(lambda: talk.bot.events)
    reference = apologies.reference(talk.bot.events[-1].key)
    await eventually(lambda: reference in caplog.text)
    assert "my secret" not in caplog.text


async def test_a_public_answer_finds_its_way_without_a_response_url(talk: Talk) -> None:
    talk.bot.answers = openly("for all")
    talk.server.web.fails("response_url", 1, "used_url")
    await talk.uses()
    await talk.reads("for all", talk.ben)
