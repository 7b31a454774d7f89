"""Heeding: wherever words of crisis are typed, people come first and the words are not kept."""

from collections.abc import Mapping

import pytest

from bot.actions.nudge import SetNudge
from bot.actions.plan import OpenSentence, OpenStep
from bot.answers import Correct, Say
from bot.commands import Kind
from bot.events import Message
from bot.handlers.heed import HEEDING
from bot.routes.table import HANDLERS
from bot.ui import action
from bot.ui.form import Value
from tests.handlers.circles import checks_in, founds
from tests.talking import WORDS, Friend, World, labels

CRISIS = "I want to kill myself, says unmistakable ana"
STEP: Mapping[str, Value] = {"What": "call Dana", "Which way": "People", "Day": "tomorrow"}


async def kept(world: World) -> str:
    async with world.store.begin() as tx:
        return str(await tx.data.export(1))


def met_with_care(friend: Friend) -> bool:
    return isinstance(friend.answer, Say) and friend.card.title == "You come first"


@pytest.mark.parametrize(
    "command", [each.name for each in WORDS.commands if each.kind is Kind.WORD]
)
async def test_behind_any_command_they_come_first(world: World, command: str) -> None:
    ana = world.person("ana")
    await ana.uses(f"/{command} {CRISIS}")
    assert met_with_care(ana)
    assert "unmistakable" not in await kept(world)


async def test_in_a_message_one_reflects_on_they_come_first(world: World) -> None:
    ana = world.person("ana")
    message = Message("#lobby", "m1", "ana", "https://example.org/m1", CRISIS)
    await ana.uses_on("Reflect on this", message)
    assert met_with_care(ana)
    assert "unmistakable" not in await kept(world)


async def test_in_a_step_the_rest_of_it_is_kept(world: World) -> None:
    ana = world.person("ana")
    await ana.sends(OpenStep().pack())
    await ana.fills({**STEP, "Where": CRISIS})
    assert met_with_care(ana)
    assert "The rest of what you sent is" in ana.sees
    assert "My page" in labels(ana.card)
    assert "unmistakable" not in await kept(world)
    await ana.uses("/plan")
    assert "call Dana" in ana.sees


async def test_where_a_field_that_is_needed_held_them_the_form_waits(world: World) -> None:
    ana = world.person("ana")
    await ana.sends(OpenStep().pack())
    await ana.fills({**STEP, "What": CRISIS})
    assert met_with_care(ana)
    assert "unmistakable" not in await kept(world)
    ana.form = None
    await ana.presses(labels(ana.card)[-1])
    assert ana.form is not None


async def test_in_an_if_then_sentence(world: World) -> None:
    ana = world.person("ana")
    await ana.sends(OpenSentence().pack())
    assert ana.form is not None
    await ana.fills({field.label: CRISIS for field in ana.form.fields})
    assert met_with_care(ana)
    assert "unmistakable" not in await kept(world)


async def test_in_a_goal(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/goal nurse on a ward")
    assert ana.form is not None
    why = next(field.label for field in ana.form.fields if field.name == "why")
    await ana.fills({why: CRISIS})
    assert met_with_care(ana)
    everything = await kept(world)
    assert "unmistakable" not in everything
    assert "nurse on a ward" in everything


async def test_in_a_checkin(world: World) -> None:
    ana = world.person("ana")
    first: dict[str, Value] = {"Your next two weeks, up to three lines": "call Dana"}
    await checks_in(ana, first, {"What got in the way": CRISIS})
    assert met_with_care(ana)
    everything = await kept(world)
    assert "unmistakable" not in everything
    assert "call Dana" in everything


async def test_in_a_reminder(world: World) -> None:
    ana = world.person("ana")
    await ana.sends(SetNudge().pack())
    assert ana.form is not None
    about = ana.form.fields[0].label
    await ana.fills({about: CRISIS})
    assert met_with_care(ana)
    assert "unmistakable" not in await kept(world)


async def test_in_a_charter(world: World) -> None:
    ana = world.person("ana").inside("#oaks")
    await founds(ana)
    await ana.sends("1.circle.charter_form:1")
    assert ana.form is not None
    charter = next(field.label for field in ana.form.fields if field.name == "charter")
    await ana.fills({charter: CRISIS})
    assert met_with_care(ana)
    assert world.mail.in_room("#oaks") != []
    assert not any("unmistakable" in card.summary() for card in world.mail.in_room("#oaks"))


async def test_words_that_only_sound_so_are_left_alone(world: World) -> None:
    ana = world.person("ana")
    await ana.sends(OpenStep().pack())
    await ana.fills({**STEP, "Where": "the place where deadlines kill me"})
    assert not met_with_care(ana)
    assert "deadlines kill me" in await kept(world)


async def test_other_mistakes_are_still_told_where_nothing_calls_for_care(world: World) -> None:
    ana = world.person("ana")
    await ana.sends(OpenStep().pack())
    await ana.fills({**STEP, "Day": "31 February"})
    assert isinstance(ana.answer, Correct)


async def test_not_even_a_failure_of_ours_keeps_them(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ana = world.person("ana")
    await ana.uses("/rejected Acme")
    monkeypatch.delitem(HANDLERS, action.registered()["rejection.keep"])
    await ana.fills({"How far": "After applying", "Anything to say": CRISIS})
    assert ana.card.title == "That went wrong on my side"
    everything = await kept(world)
    assert "Acme" in everything
    assert "unmistakable" not in everything
    assert "unmistakable" not in caplog.text


def test_forms_that_heed_for_themselves_are_routed() -> None:
    assert set(HANDLERS) >= HEEDING
