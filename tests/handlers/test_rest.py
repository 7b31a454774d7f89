"""A break: some days on which nothing comes, nothing is counted, and one line at the end."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.actions.plan import OpenStep
from bot.actions.rest import EndBreak, SetReturnLine, TakeBreak
from bot.answers import Ask, Correct
from bot.domain.person import Person
from bot.domain.streak import Rest
from bot.ui.form import Value
from tests.talking import Friend, World, labels

THURSDAY = datetime(2026, 12, 3, 8, 0, tzinfo=UTC)
NEXT_MONDAY = datetime(2026, 12, 7, 8, 0, tzinfo=UTC)


async def me(friend: Friend) -> Person:
    async with friend.world.store.begin() as tx:
        return await tx.people.meet(friend.actor, "UTC", friend.world.now())


async def rests(friend: Friend) -> tuple[Rest, ...]:
    key = (await me(friend)).id
    async with friend.world.store.begin() as tx:
        return await tx.rests.of(key)


async def plans_a_step(friend: Friend, day: str) -> None:
    await friend.sends(OpenStep().pack())
    step: dict[str, Value] = {
        "What": "Call Chidi",
        "Day": day,
        "Time": "10:00",
        "Which way": "People",
    }
    await friend.fills(step)


async def test_a_few_days_are_one_tap_away(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/break")
    assert "streak" in ana.sees
    await ana.presses("3 days")
    assert "Thu 3 Dec, 08:00" in ana.sees
    assert (await me(ana)).away_until == THURSDAY


@pytest.mark.parametrize(("label", "days"), [("3 days", 3), ("A week", 7), ("Two weeks", 14)])
async def test_breaks_end_in_the_morning_of_the_day_to_be_back(
    world: World, label: str, days: int
) -> None:
    ana = world.person("ana", zone="Europe/Berlin")
    await ana.uses("/break")
    await ana.presses(label)
    monday = datetime(2026, 11, 30, 7, 0, tzinfo=UTC)
    assert (await me(ana)).away_until == monday + timedelta(days=days)


@pytest.mark.parametrize(
    "said", ["taking a few days off until monday", "I need a break until next monday"]
)
async def test_a_day_named_in_words_is_taken_at_its_word(world: World, said: str) -> None:
    ana = world.person("ana")
    await ana.says(said)
    assert (await me(ana)).away_until == NEXT_MONDAY
    assert "Undo" in labels(ana.card)


@pytest.mark.parametrize("said", ["I need a break", "I need a break today"])
async def test_words_without_a_day_to_be_back_are_offered_some(world: World, said: str) -> None:
    ana = world.person("ana")
    await ana.says(said)
    assert "3 days" in labels(ana.card)
    assert (await me(ana)).away_until is None


async def test_a_day_behind_the_command_is_taken_at_its_word(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/break until monday")
    assert (await me(ana)).away_until == NEXT_MONDAY


async def test_words_behind_the_command_that_name_no_day_lead_to_the_choices(
    world: World,
) -> None:
    ana = world.person("ana")
    await ana.uses("/break for a while")
    assert "Two weeks" in labels(ana.card)


@pytest.mark.parametrize(
    ("day", "why"),
    [("2020-01-01", "has passed"), ("today", "already"), ("2030-01-01", "six months")],
)
async def test_a_day_that_cannot_be_is_put_right(world: World, day: str, why: str) -> None:
    ana = world.person("ana")
    await ana.uses(f"/break until {day}")
    assert why in ana.sees
    await ana.presses("Until a day …")
    answer = await ana.fills({"Back on": day})
    assert isinstance(answer, Correct)
    assert why in ana.errors["day"]
    await ana.fills({"Back on": "monday"})
    assert (await me(ana)).away_until == NEXT_MONDAY


async def test_nothing_comes_during_a_break(world: World) -> None:
    ana = world.person("ana")
    await plans_a_step(ana, "wednesday")
    await ana.uses("/break")
    await ana.presses("A week")
    await world.until(NEXT_MONDAY - timedelta(minutes=1))
    assert ana.letters == []


async def test_one_line_comes_on_the_morning_of_the_return(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/break")
    await ana.presses("3 days")
    assert "one line comes" in ana.sees
    await world.until(THURSDAY)
    assert len(ana.letters) == 1
    assert {"See the plan", "Where things stand", "A few more days"} <= set(labels(ana.letter))
    await ana.presses("A few more days", on=ana.letter)
    assert "3 days" in labels(ana.card)


async def test_the_line_can_be_left_out_and_had_again(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/break")
    await ana.presses("3 days")
    await ana.presses("No line, please")
    assert "No line comes" in ana.sees
    await ana.presses("A line on my return")
    assert "one line comes" in ana.sees
    await ana.presses("No line, please")
    await world.until(THURSDAY + timedelta(days=1))
    assert ana.letters == []


async def test_the_line_is_ticked_from_the_start_and_can_be_unticked(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/break")
    answer = await ana.presses("Until a day …")
    assert isinstance(answer, Ask)
    assert getattr(answer.form.fields[1], "value", None) is True
    await ana.fills({"Back on": "monday", "One line from me that morning": ""})
    await world.until(NEXT_MONDAY + timedelta(days=1))
    assert ana.letters == []


async def test_a_break_can_end_early_and_the_line_does_not_come(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/break")
    await ana.presses("A week")
    await world.passes(days=2)
    await ana.presses("I'm back")
    assert "Good to have you back" in ana.sees
    assert (await me(ana)).away_until is None
    assert [rest.ends_at for rest in await rests(ana)] == [world.now()]
    await world.passes(days=10)
    assert ana.letters == []


async def test_undo_takes_a_break_back_whole(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/break")
    await ana.presses("A week")
    await ana.presses("Undo")
    assert (await me(ana)).away_until is None
    assert await rests(ana) == ()
    await world.passes(days=10)
    assert ana.letters == []


async def test_an_undo_on_which_something_newer_rests_is_refused_kindly(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/break")
    await ana.presses("A week")
    taken = ana.card
    await ana.presses("I'm back")
    await ana.presses("Undo", on=taken)
    assert "nothing of yours I can take back" in ana.sees
    assert (await me(ana)).away_until is None


async def test_undo_said_in_words_takes_a_break_back(world: World) -> None:
    ana = world.person("ana")
    await ana.says("taking a few days off until monday")
    await ana.says("undo")
    assert (await me(ana)).away_until is None


async def test_undo_of_coming_back_early_is_the_break_again(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/break")
    await ana.presses("A week")
    await world.passes(days=1)
    await ana.presses("I'm back")
    await ana.presses("Undo")
    assert (await me(ana)).away_until == NEXT_MONDAY
    assert [rest.ends_at for rest in await rests(ana)] == [NEXT_MONDAY]
    await world.until(NEXT_MONDAY)
    assert len(ana.letters) == 1


async def test_a_break_can_be_made_longer(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/break")
    await ana.presses("3 days")
    await ana.uses("/break")
    assert "You are on a break" in ana.sees
    answer = await ana.presses("Another day")
    assert isinstance(answer, Ask)
    assert getattr(answer.form.fields[0], "value", "") == "2026-12-03"
    await ana.fills({"Back on": "monday"})
    assert [rest.ends_at for rest in await rests(ana)] == [NEXT_MONDAY]
    await world.until(NEXT_MONDAY)
    assert len(ana.letters) == 1


async def test_ending_a_break_twice_is_no_harm(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/break")
    await ana.presses("3 days")
    await ana.presses("I'm back")
    await ana.sends(EndBreak().pack())
    assert "not on a break" in ana.sees
    await ana.sends(SetReturnLine(True).pack())
    assert "not on a break" in ana.sees
    await world.passes(days=5)
    assert ana.letters == []


async def test_somebody_who_stopped_all_reminders_gets_no_line(world: World) -> None:
    ana = world.person("ana")
    await ana.says("stop all reminders")
    await ana.uses("/break")
    await ana.presses("3 days")
    assert "No line comes" in ana.sees


async def test_a_forged_number_of_days_ends_in_a_kind_sentence(world: World) -> None:
    ana = world.person("ana")
    await ana.sends(TakeBreak(100_000).pack())
    assert "had its day" in ana.sees
    assert (await me(ana)).away_until is None


async def test_taking_a_break_counts_as_resting(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/break")
    await ana.presses("3 days")
    key = (await me(ana)).id
    async with world.store.begin() as tx:
        assert "rest" in await tx.practices.last(key)


async def test_nobody_else_is_away(world: World) -> None:
    ana, ben = world.person("ana"), world.person("ben")
    await plans_a_step(ben, "tomorrow")
    await ana.uses("/break")
    await ana.presses("A week")
    await world.passes(days=2)
    assert len(ben.letters) == 1
