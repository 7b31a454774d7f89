"""Help, at once and in every place, and an open ear afterwards."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.answers import Audience, Say
from bot.domain.person import Person
from bot.ui.card import Facts
from tests.talking import MONDAY, Friend, World, labels

BARRIERS = {
    "I just want to talk": "Then talk.",
    "I'm worried about the police": "When would you involve the police?",
    "I have no phone, or can't speak": "You don't have to speak out loud.",
    "I don't think it helps": "I won't talk you into believing it.",
    "Talk to a moderator here": "Could we talk?",
}


async def me(friend: Friend) -> Person:
    async with friend.world.store.begin() as tx:
        return await tx.people.meet(friend.actor, "UTC", friend.world.now())


async def lives_in(friend: Friend, country: str | None) -> None:
    person = await me(friend)
    async with friend.world.store.begin() as tx:
        await tx.people.put(replace(person, country=country))


def lines(friend: Friend) -> tuple[tuple[str, str], ...]:
    return next(block.pairs for block in friend.card.blocks if isinstance(block, Facts))


@pytest.mark.parametrize("channel", ["", "lobby"])
async def test_help_comes_at_once_and_only_to_who_asked(world: World, channel: str) -> None:
    ana = world.person("ana").inside(channel)
    answer = await ana.uses("/helpnow")
    assert isinstance(answer, Say)
    assert answer.audience is Audience.ONLY_YOU
    assert len(lines(ana)) == 2
    assert "I'm a bot" in ana.sees
    assert "are you thinking about ending your life" in ana.sees
    assert set(BARRIERS) <= set(labels(ana.card))


async def test_reminders_rest_for_a_week_unless_they_are_wanted(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/helpnow")
    assert (await me(ana)).gentle_until == MONDAY + timedelta(days=7)
    await ana.presses("Keep my reminders")
    assert (await me(ana)).gentle_until is None
    assert "/helpnow" in ana.sees


async def test_who_keeps_the_reminders_keeps_the_quiet_after_a_no(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/rejected")
    await ana.fills({"How far": "No reply"})
    await ana.uses("/helpnow")
    await ana.presses("Keep my reminders")
    assert (await me(ana)).gentle_until == MONDAY + timedelta(hours=72)


async def test_taking_a_no_back_leaves_the_pause_alone(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/rejected")
    await ana.fills({"How far": "No reply"})
    told = ana.card
    await ana.uses("/helpnow")
    await ana.presses("Undo", on=told)
    assert (await me(ana)).gentle_until == MONDAY + timedelta(days=7)


@pytest.mark.parametrize(("barrier", "answer"), BARRIERS.items())
async def test_each_thing_that_holds_one_back_is_answered_kindly(
    world: World, barrier: str, answer: str
) -> None:
    ana = world.person("ana")
    await ana.uses("/helpnow")
    await ana.presses(barrier)
    assert answer in ana.sees
    assert lines(ana)
    assert set(labels(ana.card)) & set(BARRIERS) == set(BARRIERS) - {barrier}


async def test_who_cannot_speak_is_shown_lines_to_write_to(world: World) -> None:
    ana = world.person("ana")
    for country in (None, "GB", "UK", "DE", "XX"):
        await lives_in(ana, country)
        await ana.uses("/helpnow")
        await ana.presses("I have no phone, or can't speak")
        assert all(how.startswith(("text ", "chat ", "find ")) for _, how in lines(ana))


async def test_the_lines_fit_the_country(world: World) -> None:
    ana = world.person("ana")
    await lives_in(ana, "GB")
    await ana.uses("/helpnow")
    assert "Samaritans" in ana.sees
    await ana.says("I want to kill myself")
    assert "116 123" in ana.sees


@pytest.mark.parametrize("said", ["Yes", "I'm not sure", "No, I'm safe for now"])
async def test_every_answer_keeps_the_help_in_sight(world: World, said: str) -> None:
    ana = world.person("ana")
    await ana.uses("/helpnow")
    await ana.presses(said)
    assert lines(ana)
    assert "Still here" in ana.sees


async def test_words_of_crisis_are_answered_and_not_kept(world: World) -> None:
    ana = world.person("ana")
    await ana.says("I want to kill myself")
    assert "I keep none of those words." in ana.sees
    person = await me(ana)
    async with world.store.begin() as tx:
        kept = await tx.data.export(person.id)
    assert "kill" not in str(kept)


async def test_taking_it_back_is_acknowledged_and_the_help_stays(world: World) -> None:
    ana = world.person("ana")
    await ana.says("I want to kill myself")
    await ana.presses("It came out wrong")
    assert "Thank you for setting that straight." in ana.sees
    assert lines(ana)
    await ana.presses("Keep my reminders")
    assert (await me(ana)).gentle_until is None


async def test_heavy_words_are_asked_about(world: World) -> None:
    ana = world.person("ana")
    await ana.says("I feel completely hopeless")
    assert "Are you having thoughts of ending your life?" in ana.sees
    await ana.presses("No, it's a bad day")
    assert "Bad days are allowed here" in ana.sees
    assert (await me(ana)).gentle_until is None


async def test_a_yes_to_the_question_brings_everything(world: World) -> None:
    ana = world.person("ana")
    await ana.says("I feel completely hopeless")
    await ana.presses("Yes, I am")
    assert "Thank you for telling me the truth." in ana.sees
    assert lines(ana)
    assert (await me(ana)).gentle_until == MONDAY + timedelta(days=7)


async def test_a_longer_pause_is_never_shortened(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/helpnow")
    await world.passes(days=2)
    await ana.uses("/helpnow")
    assert (await me(ana)).gentle_until == MONDAY + timedelta(days=9)


async def test_how_often_help_was_shown_is_counted_without_a_name(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/helpnow")
    await ana.says("I want to kill myself")
    with closing(sqlite3.connect(world.path)) as store:
        assert store.execute("SELECT name, count FROM tally").fetchall() == [("care", 2)]


async def test_taking_it_back_in_words_is_heard(world: World) -> None:
    ana = world.person("ana")
    await ana.says("I want to kill myself")
    await ana.says("I didn't mean it, I'm ok")
    assert "Thank you for setting that straight." in ana.sees
