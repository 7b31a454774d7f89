"""Whatever comes in is answered: faults, forgeries, two at once, and buttons older than we are."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from adapters.discord import apologies, completion, render
from adapters.discord.answering import UNREADABLE
from bot.answers import Answer, Ask, Replace
from bot.events import Event, Pressed, Submitted
from tests.adapters.discord.talks import (
    CALLBACK,
    CONTROLS,
    FORM,
    SURE,
    ZONES,
    Slow,
    Talk,
    card,
    eventually,
    openly,
    privately,
    talk,
)
from tests.adapters.samples import Sample


@pytest_asyncio.fixture(name="talk")
async def opened() -> AsyncIterator[Talk]:
    async with talk() as here:
        here.bot.answers = privately("heard")
        yield here


# Faults of our own


async def test_a_core_that_raises_is_apologised_for_with_its_reference(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    talk.bot.answers = Slow(RuntimeError("the store is away"))
    talk.bot.answers.thought.set()
    used = await (await talk.ana.uses("rejected", "my secret", at=talk.lobby)).settled()
    reference = apologies.reference(f"discord:{used.id}")
    assert reference in used.message.text
    assert used.message.ephemeral
    assert reference in caplog.text
    assert "my secret" not in caplog.text


async def test_a_core_that_raises_late_is_apologised_for_late(talk: Talk) -> None:
    slow = talk.bot.answers = Slow(RuntimeError("the store is away"))
    used = await talk.late(await talk.ana.uses("rejected", at=talk.lobby), slow)
    await used.settled()
    assert apologies.reference(f"discord:{used.id}") in used.message.text
    assert used.message.ephemeral


async def fails(event: Event) -> Answer:
    raise RuntimeError("the store is away")


async def test_what_was_typed_comes_back_when_the_core_raises(talk: Talk) -> None:
    talk.bot.answers = Ask(FORM)
    asked = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    talk.bot.answers = fails
    values = {"Company": "Acme", "How far": "late", "Anything to say": "line one\n*line* two"}
    sent = await (await talk.ana.submits(asked.shown_modal, values)).settled()
    assert sent.message.ephemeral
    assert "Acme" in sent.message.text
    assert "line one\n*line* two" in sent.message.text


async def test_very_much_that_was_typed_comes_back_as_a_file(talk: Talk) -> None:
    talk.bot.answers = Ask(FORM)
    asked = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    talk.bot.answers = fails
    values = {"Company": "Acme", "Anything to say": "w" * 3000}
    sent = await (await talk.ana.submits(asked.shown_modal, values)).settled()
    (file,) = sent.message.attachments
    assert file.data.decode() == "Acme\n\n" + "w" * 3000


async def test_a_fault_while_showing_is_apologised_for(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    layout, broken = render.layout, [card("heard")]

    def breaks(shown: Any, words: Any) -> render.Layout:
        if shown in broken:
            raise ValueError("cannot be drawn")
        return layout(shown, words)

    monkeypatch.setattr(render, "layout", breaks)
    used = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    reference = apologies.reference(f"discord:{used.id}")
    assert reference in used.message.text
    assert reference in caplog.text
    slow = talk.bot.answers = Slow(privately("heard"))
    later = await talk.late(await talk.ana.uses("rejected", at=talk.lobby), slow)
    await later.settled()
    assert apologies.reference(f"discord:{later.id}") in later.message.text


# Forged, old and odd


async def forged(talk: Talk, pressed: Any, custom_id: object) -> Any:
    payload = pressed.payload
    data = {**payload["data"], "custom_id": custom_id}
    return await (await talk.rig.server.sends_interaction({**payload, "data": data})).settled()


@pytest.mark.parametrize(
    "custom_id",
    ["", "x", "1.sample.act:11", "p00", "p0x:1.sample.act:1", "z:1.sample.act:1", "e:1", "p" * 100],
)
async def test_a_custom_id_that_is_not_ours_is_answered_as_out_of_date(
    talk: Talk, custom_id: str
) -> None:
    pressed = await (await talk.ben.presses(await talk.posted(CONTROLS), "Go on")).settled()
    talk.bot.events.clear()
    talk.bot.answers = privately("out of date")
    answered = await forged(talk, pressed, custom_id)
    assert [event.doing for event in talk.bot.events] == [Pressed(UNREADABLE)]
    assert answered.message.ephemeral


async def test_a_forged_no_changes_nothing_that_others_see(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    before = post.text
    pressed = await (await talk.ben.presses(post, "Go on")).settled()
    answered = await forged(talk, pressed, f"n:{Sample(13).pack()}")
    assert answered.message.ephemeral_for is talk.ben
    assert post.text == before


async def test_a_forged_yes_changes_nothing_that_others_see(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    before = post.text
    pressed = await (await talk.ben.presses(post, "Go on")).settled()
    for answer in (Replace(card("left")), privately("left"), openly("left")):
        talk.bot.answers = answer
        await forged(talk, pressed, f"y:{Sample(13).pack()}")
    await eventually(lambda: sum("left" in text for text in talk.seen(talk.ben)) == 3)
    assert (post.text, post.deleted) == (before, False)


async def test_a_form_that_is_not_ours_gives_back_what_was_typed(talk: Talk) -> None:
    talk.bot.answers = Ask(FORM)
    asked = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    talk.bot.answers = privately("kept")
    sent = await (await talk.ana.submits(asked.shown_modal, {"Company": "Acme"})).settled()
    talk.bot.events.clear()
    answered = await forged(talk, sent, "old-form")
    assert "Acme" in answered.message.text
    assert answered.message.ephemeral
    assert talk.bot.events == []


async def test_odd_values_of_a_menu_are_left_out(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    picked = await (await talk.ben.picks(post, "A stage", "final round")).settled()
    talk.bot.events.clear()
    data = {**picked.payload["data"], "values": [None, {"a": 1}, "final"]}
    await (await talk.rig.server.sends_interaction({**picked.payload, "data": data})).settled()
    data = {**picked.payload["data"], "values": None}
    await (await talk.rig.server.sends_interaction({**picked.payload, "data": data})).settled()
    packed = Sample(14).pack()
    assert [event.doing for event in talk.bot.events] == [
        Pressed(packed, ("final",)),
        Pressed(packed, ()),
    ]


async def test_a_command_of_an_older_registration_is_answered_kindly(talk: Talk) -> None:
    used = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    talk.bot.events.clear()
    for data in ({"id": "1", "name": "gone", "type": 1}, {"name": "rejected", "type": 3}, None):
        sent = await talk.rig.server.sends_interaction({**used.payload, "data": data})
        await sent.settled()
        assert "Type /" in sent.message.text
        assert sent.message.ephemeral
    assert talk.bot.events == []


async def test_an_interaction_of_nobody_is_answered_without_the_core(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    used = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    talk.bot.events.clear()
    payload = {key: value for key, value in used.payload.items() if key != "member"}
    sent = await (await talk.rig.server.sends_interaction(payload)).settled()
    assert "could not tell who" in sent.message.text
    assert talk.bot.events == []
    assert str(sent.id) in caplog.text


async def test_a_kind_of_interaction_that_we_do_not_know_hurts_nobody(talk: Talk) -> None:
    used = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    await talk.rig.server.sends_interaction({**used.payload, "type": 1})
    await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    assert len(talk.rig.server.requests(CALLBACK)) == 2


# Many at once


async def test_two_at_once_do_not_wait_for_each_other(talk: Talk) -> None:
    slow = Slow(privately("for ana"))

    async def answers(event: Event) -> Answer:
        is_ana = event.actor.user == str(talk.ana.id)
        return await slow(event) if is_ana else privately("for ben")

    talk.bot.answers = answers
    hers = await talk.ana.uses("rejected", at=talk.lobby)
    await asyncio.wait_for(slow.began.wait(), 10)
    his = await (await talk.ben.uses("rejected", at=talk.lobby)).settled()
    assert "for ben" in his.message.text
    assert hers.answer is None
    slow.thought.set()
    assert "for ana" in (await hers.settled()).message.text


async def test_a_double_click_is_answered_twice_and_acknowledged_once_each(talk: Talk) -> None:
    post = await talk.posted(CONTROLS, at=talk.ana.dm)
    talk.bot.answers = Replace(card("done"))
    first = await talk.ana.presses(post, "Go on")
    second = await talk.ana.presses(post, "Go on")
    await asyncio.gather(first.settled(), second.settled())
    assert "done" in post.text
    assert len({event.key for event in talk.bot.events}) == 2
    assert len(talk.rig.server.requests(CALLBACK)) == 3


async def test_what_is_typed_behind_a_command_is_completed_without_the_core(talk: Talk) -> None:
    typed = await talk.ana.types("zone", "place", "er", at=talk.lobby)
    await talk.rig.until(lambda: typed.answer is not None)
    assert [choice.value for choice in typed.choices] == ["Europe/Berlin", "America/New_York"]
    assert talk.bot.events == []


async def test_a_burst_of_typing_is_completed_each_time(talk: Talk) -> None:
    bursts = [await talk.ana.types("zone", "place", "tokyo"[:n], at=talk.lobby) for n in range(6)]
    await talk.rig.until(lambda: all(burst.answer is not None for burst in bursts))
    assert [choice.value for choice in bursts[-1].choices] == [ZONES[2]]
    assert len(bursts[0].choices) == len(ZONES)


async def test_a_completion_that_is_too_late_hurts_nobody(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    talk.rig.server.patience = 0
    await talk.ana.types("zone", "place", "er", at=talk.lobby)
    await talk.rig.until(lambda: talk.rig.server.requests(CALLBACK))
    talk.rig.server.patience = 3.0
    await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    assert "failed" not in caplog.text
    talk.rig.server.violations.clear()


async def test_a_fault_while_completing_is_logged_and_told_to_nobody(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(completion, "called", lambda *given: 1 / 0)
    typed = await talk.ana.types("zone", "place", "er", at=talk.lobby)
    await eventually(lambda: apologies.reference(f"discord:{typed.id}") in caplog.text)
    monkeypatch.undo()
    await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    assert talk.seen(talk.ana, talk.ana.dm) == []
    assert typed.answer is None


async def test_completions_of_what_completes_nothing_are_empty(talk: Talk) -> None:
    typed = await talk.ana.types("zone", "place", "er", at=talk.lobby)
    await talk.rig.until(lambda: typed.answer is not None)
    for name in ("rejected", "gone"):
        data = {**typed.payload["data"], "name": name}
        odd = await talk.rig.server.sends_interaction({**typed.payload, "data": data})
        await odd.settled()
        assert odd.choices == []


# After a restart


async def test_what_was_shown_before_a_restart_works_after_it(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    asked = await (await talk.ben.presses(post, "Leave")).settled()
    talk.bot.answers = Ask(FORM)
    form = await (await talk.ana.uses("rejected", at=talk.lobby)).settled()
    talk.bot.events.clear()
    await talk.rig.restart()
    talk.bot.answers = privately("still here")
    for done in (
        await talk.ben.presses(post, "Go on"),
        await talk.ben.picks(post, "A stage", "no reply"),
        await talk.ben.presses(asked.message, SURE.yes),
        await talk.ana.submits(form.shown_modal, {"Company": "Acme"}),
    ):
        await done.settled()
        assert "still here" in done.message.text
    doings = [event.doing for event in talk.bot.events]
    assert doings[:3] == [
        Pressed(Sample(11).pack()),
        Pressed(Sample(14).pack(), ("none",)),
        Pressed(Sample(13).pack()),
    ]
    assert isinstance(doings[3], Submitted)
    assert doings[3].values["company"] == "Acme"


async def test_everything_is_acknowledged_well_within_two_seconds(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    for done in (
        await talk.ana.uses("rejected", at=talk.lobby),
        await talk.ana.presses(post, "Go on"),
        await talk.ana.presses(post, "Leave"),
    ):
        await done.settled()
        assert done.acknowledged_after is not None
        assert done.acknowledged_after < 2.0
