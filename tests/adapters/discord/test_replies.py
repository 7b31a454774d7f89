"""Who sees an answer, where it stands, and what becomes of it when it is late or not taken."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from adapters.discord import apologies, attempts, client
from bot.answers import EVERYONE_HERE, ONLY_YOU, Answer, Ask, Correct, Nothing, Replace, Say
from bot.ui.card import Card, File, Picture, Text
from tests.adapters.discord.talks import (
    CALLBACK,
    CONTROLS,
    EDIT,
    FOLLOW_UP,
    FORM,
    LEAVE,
    SURE,
    Slow,
    Talk,
    card,
    eventually,
    openly,
    privately,
    talk,
)
from tests.adapters.samples import png
from tests.servers.discord.faults import How, Refused
from tests.servers.discord.interactions import Answer as First
from tests.servers.discord.messages import Message

EXPIRED = Refused(404, 10062, "Unknown interaction")
GONE = Refused(404, 10015, "Unknown Webhook")
STRANGE = Refused(404, 10008, "Unknown Message")


@pytest_asyncio.fixture(name="talk")
async def opened() -> AsyncIterator[Talk]:
    async with talk() as here:
        yield here


async def own_card(talk: Talk) -> Message:
    """Show ana a card in the lobby that only she sees."""
    talk.bot.answers = Say(CONTROLS)
    return (await (await talk.ana.uses("rejected", at=talk.lobby)).settled()).message


# In time


async def test_in_a_server_only_the_person_sees_what_is_theirs(talk: Talk) -> None:
    talk.bot.answers = privately("this is hard")
    used = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    assert used.answer is First.MESSAGE
    assert used.message.ephemeral_for is talk.ana
    assert talk.seen(talk.ben) == []


async def test_in_a_server_everybody_sees_what_is_for_everybody(talk: Talk) -> None:
    talk.bot.answers = openly("three of five")
    await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    assert "three of five" in talk.seen(talk.ben)[0]


@pytest.mark.parametrize("audience", [ONLY_YOU, EVERYONE_HERE])
async def test_in_a_dm_with_the_bot_all_is_plain(talk: Talk, audience: object) -> None:
    talk.bot.answers = privately("hello") if audience is ONLY_YOU else openly("hello")
    used = await (await talk.ana.uses("rejected")).settled()
    assert not used.message.ephemeral


async def test_among_friends_elsewhere_all_is_private(talk: Talk) -> None:
    talk.ana.installed = True
    between = talk.rig.server.private_channel(talk.ana, talk.ben)
    talk.bot.answers = openly("hello")
    used = await (await talk.ana.uses("rejected", at=between)).settled()
    assert used.message.ephemeral_for is talk.ana
    assert talk.seen(talk.ben, between) == []


async def test_a_card_of_ones_own_is_replaced_in_place(talk: Talk) -> None:
    shown = await own_card(talk)
    talk.bot.answers = Replace(card("done"))
    pressed = await (await talk.ana.presses(shown, "Go on")).settled()
    assert pressed.answer is First.UPDATE
    assert "done" in shown.text
    assert len(talk.seen(talk.ana)) == 1


async def test_a_card_in_a_dm_is_replaced_in_place(talk: Talk) -> None:
    post = await talk.posted(CONTROLS, at=talk.ana.dm)
    talk.bot.answers = Replace(card("done"))
    await (await talk.ana.presses(post, "Go on")).settled()
    assert "done" in post.text


async def test_a_public_post_is_never_rewritten_by_one_press(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    before = post.text
    talk.bot.answers = Replace(card("you are in"))
    pressed = await (await talk.ben.presses(post, "Go on")).settled()
    assert pressed.message.ephemeral_for is talk.ben
    assert post.text == before


async def test_what_comes_along_with_an_answer_follows_it_for_one_person_alone(talk: Talk) -> None:
    talk.bot.answers = Say(card("for all"), EVERYONE_HERE, aside=card("by the way"))
    used = await talk.ana.uses("rejected", at=talk.lobby)
    await used.followed_up()
    shown, aside = used.messages
    assert (shown.ephemeral_for, aside.ephemeral_for) == (None, talk.ana)
    assert "by the way" in aside.text


async def test_what_comes_along_with_a_late_answer_follows_it(talk: Talk) -> None:
    slow = talk.bot.answers = Slow(Replace(card("late"), aside=card("by the way")))
    used = await talk.late(await talk.ana.uses("rejected", at=talk.lobby), slow)
    await used.followed_up(2)
    assert ["late" in used.messages[0].text, "by the way" in used.messages[1].text] == [True, True]


async def test_a_form_opens_at_once(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    talk.bot.answers = Ask(FORM)
    for asked in (
        await talk.ana.uses("rejected", at=talk.lobby),
        await talk.ben.presses(post, "Go on"),
    ):
        assert (await asked.settled()).shown_modal.title == FORM.title


async def test_a_form_in_answer_to_a_form_is_offered_on_a_card(talk: Talk) -> None:
    talk.bot.answers = Ask(FORM)
    asked = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    sent = await (await talk.ana.submits(asked.shown_modal, {"Company": "Acme"})).settled()
    assert sent.message.ephemeral
    opened = await (await talk.ana.presses(sent.message, "Open the form")).settled()
    assert opened.shown_modal.title == FORM.title


async def test_what_must_be_put_right_comes_back_with_what_was_typed(talk: Talk) -> None:
    talk.bot.answers = Ask(FORM)
    asked = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    talk.bot.answers = Correct({"story": "Which day?"}, FORM)
    sent = await talk.ana.submits(asked.shown_modal, {"Anything to say": "on the 31st of June"})
    await sent.settled()
    assert sent.message.ephemeral
    assert "Which day?" in sent.message.text
    assert "on the 31st of June" in sent.message.text


async def test_files_and_pictures_come_along(talk: Talk) -> None:
    kept = File("mine.json", b"{}", "All that is kept")
    talk.bot.answers = Say(Card("Yours", (Picture(png(), "a grey square"), kept)))
    used = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    assert {(file.name[-4:], file.data) for file in used.message.attachments} == {
        (".png", png()),
        ("json", b"{}"),
    }


async def test_nothing_leaves_no_trace_of_a_press(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    talk.bot.answers = Nothing()
    pressed = await talk.ben.presses(post, "Go on")
    await talk.rig.until(lambda: pressed.answer is not None)
    assert pressed.answer is First.DEFERRED_UPDATE
    assert len(talk.seen(talk.ben)) == 1


async def test_nothing_leaves_no_trace_of_a_command(talk: Talk) -> None:
    talk.bot.answers = Nothing()
    used = await (await talk.ana.uses("rejected", at=talk.lobby)).followed_up()
    assert used.original is not None
    assert used.original.deleted
    assert used.original.ephemeral


async def test_nothing_leaves_no_trace_of_a_form(talk: Talk) -> None:
    talk.bot.answers = Ask(FORM)
    asked = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    talk.bot.answers = Nothing()
    sent = await (await talk.ana.submits(asked.shown_modal)).followed_up()
    assert sent.original is not None
    assert sent.original.deleted


# Before a press counts


async def test_a_question_is_asked_before_a_press_counts(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    asked = await (await talk.ben.presses(post, "Leave")).settled()
    assert asked.message.ephemeral_for is talk.ben
    assert SURE.text in asked.message.text
    assert talk.bot.events == []


async def test_a_yes_counts_and_its_answer_replaces_the_question_alone(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    before = post.text
    asked = await (await talk.ben.presses(post, "Leave")).settled()
    for answer in (Replace(card("you have left")), privately("you have left")):
        talk.bot.answers = answer
        await (await talk.ben.presses(asked.message, SURE.yes)).settled()
        assert "you have left" in asked.message.text
        assert post.text == before
        assert len(talk.seen(talk.ben)) == 2
        asked = await (await talk.ben.presses(post, "Leave")).settled()
        talk.rig.server.seen_by(talk.ben, talk.lobby)[1].channel.messages.pop(1)
    assert [getattr(event.doing, "action", "") for event in talk.bot.events] == [LEAVE.pack()] * 2


async def test_a_yes_may_be_answered_to_everybody(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    asked = await (await talk.ben.presses(post, "Leave")).settled()
    talk.bot.answers = openly("a place is free")
    await (await talk.ben.presses(asked.message, SURE.yes)).followed_up(2)
    assert asked.message.deleted
    assert "a place is free" in talk.seen(talk.ana)[-1]


async def test_a_yes_that_is_answered_with_nothing_takes_the_question_away(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    asked = await (await talk.ben.presses(post, "Leave")).settled()
    talk.bot.answers = Nothing()
    await (await talk.ben.presses(asked.message, SURE.yes)).followed_up()
    assert asked.message.deleted


async def test_a_no_edits_the_question_away(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    asked = await (await talk.ben.presses(post, "Leave")).settled()
    await (await talk.ben.presses(asked.message, SURE.no)).settled()
    assert "Left as it was." in asked.message.text
    assert asked.message.labels() == []
    assert talk.bot.events == []


# Late


async def test_a_late_private_answer_takes_the_place_of_the_promise(talk: Talk) -> None:
    slow = talk.bot.answers = Slow(privately("here it is"))
    used = await talk.late(await talk.ana.uses("rejected", at=talk.lobby), slow)
    assert used.answer is First.DEFERRED_MESSAGE
    await used.settled()
    assert used.message.ephemeral_for is talk.ana
    assert "here it is" in used.message.text
    assert talk.seen(talk.ben) == []


async def test_a_late_public_answer_is_public_and_the_private_promise_goes(talk: Talk) -> None:
    slow = talk.bot.answers = Slow(openly("three of five"))
    used = await talk.late(await talk.ana.uses("rejected", at=talk.lobby), slow)
    await used.followed_up(2)
    assert used.original is not None
    assert (used.original.ephemeral, used.original.deleted) == (True, True)
    assert "three of five" in talk.seen(talk.ben)[0]


async def test_a_late_answer_in_a_dm_takes_the_place_of_the_promise(talk: Talk) -> None:
    slow = talk.bot.answers = Slow(openly("here it is"))
    used = await (await talk.late(await talk.ana.uses("rejected"), slow)).settled()
    assert "here it is" in used.message.text
    assert not used.message.ephemeral


async def test_a_late_answer_elsewhere_stays_private(talk: Talk) -> None:
    talk.ana.installed = True
    between = talk.rig.server.private_channel(talk.ana, talk.ben)
    slow = talk.bot.answers = Slow(openly("here it is"))
    used = await talk.late(await talk.ana.uses("rejected", at=between), slow)
    await used.settled()
    assert used.message.ephemeral_for is talk.ana


@pytest.mark.parametrize("audience", [ONLY_YOU, EVERYONE_HERE])
async def test_a_late_answer_to_a_press_keeps_its_privacy(talk: Talk, audience: object) -> None:
    post = await talk.posted(CONTROLS)
    before = post.text
    is_private = audience is ONLY_YOU
    slow = talk.bot.answers = Slow(privately("late") if is_private else openly("late"))
    pressed = await talk.late(await talk.ben.presses(post, "Go on"), slow)
    assert pressed.answer is First.DEFERRED_UPDATE
    await pressed.followed_up()
    assert pressed.message.ephemeral is is_private
    assert post.text == before


async def test_a_late_replacement_changes_ones_own_card(talk: Talk) -> None:
    shown = await own_card(talk)
    slow = talk.bot.answers = Slow(Replace(card("done")))
    await (await talk.late(await talk.ana.presses(shown, "Go on"), slow)).followed_up()
    assert "done" in shown.text


async def test_a_late_replacement_of_a_public_post_is_said_to_one_person(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    before = post.text
    slow = talk.bot.answers = Slow(Replace(card("you are in")))
    pressed = await talk.late(await talk.ben.presses(post, "Go on"), slow)
    await pressed.followed_up()
    assert pressed.message.ephemeral_for is talk.ben
    assert post.text == before


async def test_a_late_form_is_offered_on_a_card(talk: Talk) -> None:
    slow = talk.bot.answers = Slow(Ask(FORM))
    used = await talk.late(await talk.ana.uses("rejected", at=talk.lobby), slow)
    await used.settled()
    assert used.message.labels() == ["Open the form"]
    assert used.message.ephemeral


async def test_late_nothing_leaves_no_trace(talk: Talk) -> None:
    slow = talk.bot.answers = Slow(Nothing())
    used = await talk.late(await talk.ana.uses("rejected", at=talk.lobby), slow)
    await used.followed_up()
    assert talk.rig.server.seen_by(talk.ana, talk.lobby) == []
    assert used.original is not None
    assert used.original.deleted


async def test_late_nothing_leaves_a_pressed_card_standing(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    slow = talk.bot.answers = Slow(Nothing())
    await talk.late(await talk.ben.presses(post, "Go on"), slow)
    talk.bot.answers = privately("next")
    await (await talk.ben.presses(post, "Go on")).settled()
    assert not post.deleted


async def test_a_late_yes_replaces_the_question(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    asked = await (await talk.ben.presses(post, "Leave")).settled()
    slow = talk.bot.answers = Slow(Replace(card("you have left")))
    await (await talk.late(await talk.ben.presses(asked.message, SURE.yes), slow)).followed_up()
    assert "you have left" in asked.message.text


async def test_an_answer_at_the_very_end_of_the_budget_is_given_once(talk: Talk) -> None:
    slow = talk.bot.answers = Slow(privately("here it is"))
    used = await talk.ana.uses("rejected", at=talk.lobby)
    await asyncio.wait_for(slow.began.wait(), 10)
    talk.budget.over.set()
    slow.thought.set()
    await used.settled()
    assert "here it is" in used.message.text
    assert len(talk.rig.server.requests(CALLBACK)) == 1


# What Discord does not take


async def test_a_private_answer_that_is_not_taken_goes_to_the_dms(talk: Talk) -> None:
    talk.rig.server.rest.fails(CALLBACK, 1, EXPIRED)
    talk.bot.answers = privately("for you")
    await talk.ana.uses("rejected", at=talk.lobby)
    await talk.rig.until(lambda: talk.seen(talk.ana, talk.ana.dm))
    assert "for you" in talk.seen(talk.ana, talk.ana.dm)[0]
    assert talk.seen(talk.ana) == []


async def test_a_public_answer_that_is_not_taken_is_shown_nowhere_else(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    talk.rig.server.rest.fails(CALLBACK, 1, EXPIRED)
    talk.bot.answers = openly("for all")
    used = await talk.ana.uses("rejected", at=talk.lobby)
    await eventually(lambda: apologies.reference(f"discord:{used.id}") in caplog.text)
    assert talk.seen(talk.ana, talk.ana.dm) == []
    assert "for all" not in caplog.text


async def test_a_form_that_cannot_open_is_offered_in_the_dms(talk: Talk) -> None:
    talk.rig.server.rest.fails(CALLBACK, 1, EXPIRED)
    talk.bot.answers = Ask(FORM)
    await talk.ana.uses("rejected", at=talk.lobby)
    await talk.rig.until(lambda: talk.seen(talk.ana, talk.ana.dm))
    (offered,) = talk.rig.server.seen_by(talk.ana, talk.ana.dm)
    assert offered.labels() == ["Open the form"]


@pytest.mark.parametrize("how", [How.RESET_AFTER, How.RESET_BEFORE])
async def test_a_broken_connection_shows_the_answer_once(talk: Talk, how: How) -> None:
    talk.rig.server.rest.fails(CALLBACK, 1, how)
    talk.bot.answers = privately("once")
    used = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    await talk.rig.until(lambda: len(talk.rig.server.requests(CALLBACK)) == 2)
    talk.bot.answers = privately("next")
    await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    assert len(talk.seen(talk.ana)) == 2
    assert used.message.ephemeral
    assert talk.seen(talk.ana, talk.ana.dm) == []
    talk.rig.server.violations.clear()  # the second try was a second acknowledgement, knowingly


async def test_a_broken_connection_opens_a_form_once(talk: Talk) -> None:
    talk.rig.server.rest.fails(CALLBACK, 1, How.RESET_AFTER)
    talk.bot.answers = Ask(FORM)
    used = await talk.ana.uses("rejected", at=talk.lobby)
    await talk.rig.until(lambda: len(talk.rig.server.requests(CALLBACK)) == 2)
    talk.bot.answers = privately("next")
    for _ in range(2):
        await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    assert used.shown_modal.title == FORM.title
    assert talk.seen(talk.ana, talk.ana.dm) == []
    talk.rig.server.violations.clear()


async def test_a_call_that_hangs_is_made_again(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "LONGEST_SECONDS", 0.05)
    talk.rig.server.rest.fails(CALLBACK, 1, How.HANG)
    talk.bot.answers = privately("once")
    used = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    assert "once" in used.message.text


async def test_a_fault_of_discords_own_shows_the_answer_once(talk: Talk) -> None:
    talk.rig.server.rest.fails(CALLBACK, 1, 503)
    talk.bot.answers = privately("once")
    used = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    assert "once" in used.message.text
    assert talk.seen(talk.ana, talk.ana.dm) == []


async def test_what_was_acknowledged_before_is_not_shown_twice(talk: Talk) -> None:
    talk.bot.answers = privately("once")
    used = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    await talk.rig.restart()
    talk.rig.server.gateway.dispatch("INTERACTION_CREATE", {**used.payload}, shard=0)
    await talk.rig.until(lambda: talk.rig.server.requests("GET /webhooks/*/messages/@original"))
    talk.bot.answers = privately("next")
    await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    assert len(talk.seen(talk.ana)) == 2
    assert talk.seen(talk.ana, talk.ana.dm) == []
    talk.rig.server.violations.clear()


async def test_what_is_told_twice_and_answered_with_nothing_stays(talk: Talk) -> None:
    talk.bot.answers = privately("once")
    used = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    talk.bot.answers = Nothing()
    await talk.rig.restart()
    talk.rig.server.gateway.dispatch("INTERACTION_CREATE", {**used.payload}, shard=0)
    await talk.rig.until(lambda: len(talk.rig.server.requests(CALLBACK)) == 2)
    talk.bot.answers = privately("next")
    await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    assert not used.message.deleted
    talk.rig.server.violations.clear()


async def test_what_is_told_twice_and_answered_late_with_nothing_stays(talk: Talk) -> None:
    talk.bot.answers = privately("once")
    used = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    slow = talk.bot.answers = Slow(Nothing())
    await talk.rig.restart()
    talk.rig.server.gateway.dispatch("INTERACTION_CREATE", {**used.payload}, shard=0)
    await asyncio.wait_for(slow.began.wait(), 10)
    talk.budget.over.set()
    await talk.rig.until(lambda: len(talk.rig.server.requests(CALLBACK)) == 2)
    talk.budget.over.clear()
    slow.thought.set()
    talk.bot.answers = privately("next")
    for _ in range(2):
        await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    assert not used.message.deleted
    talk.rig.server.violations.clear()


async def test_a_promise_that_is_not_taken_leads_to_the_dms(talk: Talk) -> None:
    talk.rig.server.rest.fails(CALLBACK, 1, EXPIRED)
    slow = talk.bot.answers = Slow(privately("for you"))
    await talk.ana.uses("rejected", at=talk.lobby)
    await asyncio.wait_for(slow.began.wait(), 10)
    talk.budget.over.set()
    await talk.rig.until(lambda: talk.rig.server.requests(CALLBACK))
    slow.thought.set()
    await talk.rig.until(lambda: talk.seen(talk.ana, talk.ana.dm))
    assert "for you" in talk.seen(talk.ana, talk.ana.dm)[0]


@pytest.mark.parametrize("answer", [privately("for you"), Replace(card("for you"))])
async def test_a_token_that_has_run_out_leads_to_the_dms(talk: Talk, answer: Answer) -> None:
    slow = talk.bot.answers = Slow(answer)
    used = await talk.ana.uses("rejected", at=talk.lobby)
    await asyncio.wait_for(slow.began.wait(), 10)
    talk.budget.over.set()
    await talk.rig.until(lambda: used.answer is not None)
    used.expire()
    slow.thought.set()
    await talk.rig.until(lambda: talk.seen(talk.ana, talk.ana.dm))
    assert "for you" in talk.seen(talk.ana, talk.ana.dm)[0]


async def test_a_form_whose_late_answer_fails_is_answered_in_the_dms(talk: Talk) -> None:
    talk.bot.answers = Ask(FORM)
    asked = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    slow = talk.bot.answers = Slow(privately("it is kept"))
    talk.rig.server.rest.fails(EDIT, 1, GONE)
    await talk.late(await talk.ana.submits(asked.shown_modal, {"Company": "Acme"}), slow)
    await talk.rig.until(lambda: talk.seen(talk.ana, talk.ana.dm))
    assert "it is kept" in talk.seen(talk.ana, talk.ana.dm)[0]


async def test_a_card_that_was_dismissed_meanwhile_is_shown_anew(talk: Talk) -> None:
    shown = await own_card(talk)
    slow = talk.bot.answers = Slow(Replace(card("done")))
    talk.rig.server.rest.fails(EDIT, 1, STRANGE)
    pressed = await talk.late(await talk.ana.presses(shown, "Go on"), slow)
    await pressed.followed_up()
    assert "done" in pressed.message.text
    assert pressed.message.ephemeral
    assert pressed.message is not shown


async def test_a_late_private_answer_survives_a_broken_connection(talk: Talk) -> None:
    slow = talk.bot.answers = Slow(privately("here it is"))
    talk.rig.server.rest.fails(EDIT, 2, How.RESET_BEFORE)
    used = await talk.late(await talk.ana.uses("rejected", at=talk.lobby), slow)
    await used.settled()
    assert "here it is" in used.message.text


async def test_a_late_public_answer_is_not_posted_twice(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    slow = talk.bot.answers = Slow(openly("only once"))
    talk.rig.server.rest.fails(FOLLOW_UP, 1, How.RESET_AFTER)
    pressed = await talk.late(await talk.ben.presses(post, "Go on"), slow)
    await pressed.followed_up()
    talk.bot.answers = privately("next")
    await (await talk.ben.uses("rejected", at=talk.lobby)).settled()
    assert sum("only once" in text for text in talk.seen(talk.ana)) == 1


@pytest.mark.parametrize("is_promised", [False, True])
async def test_an_answer_that_outlives_its_client_arrives_through_the_next_one(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, is_promised: bool
) -> None:
    monkeypatch.setattr(client, "FINISH_SECONDS", 0.01)
    slow = talk.bot.answers = Slow(privately("for you"))
    used = await talk.ana.uses("rejected", at=talk.lobby)
    await asyncio.wait_for(slow.began.wait(), 10)
    if is_promised:
        talk.budget.over.set()
        await talk.rig.until(lambda: used.answer is not None)
    assert talk.rig.platform.client is not None
    await talk.rig.platform.client.close()
    await talk.rig.ready(2)
    slow.thought.set()
    await talk.rig.until(lambda: talk.seen(talk.ana, talk.ana.dm))
    assert "for you" in talk.seen(talk.ana, talk.ana.dm)[0]


async def test_closed_dms_leave_it_at_a_line_in_the_log(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    talk.ana.dms_open = False
    talk.rig.server.rest.fails(CALLBACK, 1, EXPIRED)
    talk.bot.answers = privately("for you")
    used = await talk.ana.uses("rejected", at=talk.lobby)
    await eventually(lambda: apologies.reference(f"discord:{used.id}") in caplog.text)
    assert "for you" not in caplog.text


async def test_text_that_is_too_long_for_a_message_arrives_whole(talk: Talk) -> None:
    talk.bot.answers = Say(Card("Long", (Text("*" * 2900),)))
    used = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    assert any(b"*" * 2900 in file.data for file in used.message.attachments)
