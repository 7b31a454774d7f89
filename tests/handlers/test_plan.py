"""A plan: steps one at a time, two ways in, sentences said back, reminders that keep their word."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.actions.commitment import Shift, ShowCommitment, Tick
from bot.actions.plan import FinishStep, KeepStep, OpenStep, Rehearse, ShowIdeas, ShowPlan, TakeIdea
from bot.answers import Ask, Correct, Replace
from bot.domain import plan
from bot.domain.circle import Circle, Member, Seat
from bot.domain.nudge import Nudge, NudgeKind, NudgeState
from bot.domain.person import Person
from bot.domain.plan import Channel, Commitment, Kept, Plan, Source
from bot.ui.card import Card, Menu
from bot.ui.form import Value
from bot.views import plan as plan_view
from bot.views.plan import Page
from tests.talking import MONDAY, WORDS, Friend, NotThere, World, buttons, labels

STEP: dict[str, Value] = {
    "What": "Call Chidi",
    "Day": "tomorrow",
    "Time": "10:00",
    "Where": "Kitchen table",
    "Which way": "People",
}
SECOND: dict[str, Value] = {
    "What": "Apply to Acme",
    "Day": "2 Dec",
    "Time": "9:30",
    "Which way": "Applying",
}
GONE = "I can't find that any more"


async def me(friend: Friend) -> Person:
    async with friend.world.store.begin() as tx:
        return await tx.people.meet(friend.actor, "UTC", friend.world.now())


async def steps(friend: Friend) -> tuple[Commitment, ...]:
    key = (await me(friend)).id
    async with friend.world.store.begin() as tx:
        return (await tx.commitments.of(key))[::-1]


async def plans(friend: Friend) -> tuple[Plan, ...]:
    key = (await me(friend)).id
    async with friend.world.store.begin() as tx:
        return (await tx.plans.of(key))[::-1]


async def promised(friend: Friend, kind: NudgeKind = NudgeKind.COMMITMENT) -> list[Nudge]:
    key = (await me(friend)).id
    async with friend.world.store.begin() as tx:
        active = await tx.nudges.active(key)
    return [nudge for nudge in active if nudge.kind is kind]


async def adds(friend: Friend, *forms: dict[str, Value]) -> None:
    for each in forms:
        await friend.sends(OpenStep().pack())
        await friend.fills(each)


async def has_plan(friend: Friend) -> None:
    await adds(friend, dict(STEP), dict(SECOND))


# Beginning


async def test_somebody_without_a_plan_is_told_what_it_is(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/plan")
    assert "A plan for two weeks" in ana.sees
    assert "tested" in ana.sees
    assert await plans(ana) == ()


async def test_plain_words_open_the_plan(world: World) -> None:
    ana = world.person("ana")
    await ana.says("help me plan")
    assert "A plan for two weeks" in ana.sees


async def test_the_first_step_begins_two_weeks(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/plan")
    await ana.presses("Write the first step")
    await ana.fills(dict(STEP))
    (begun,) = await plans(ana)
    assert (begun.starts_on, begun.ends_on) == (date(2026, 11, 30), date(2026, 12, 13))
    assert "1. Call Chidi · Tue 1 Dec, 10:00 · Kitchen table · People" in ana.sees
    assert "sturdier" in ana.sees


async def test_two_ways_in_make_a_plan_ready(world: World) -> None:
    ana = world.person("ana")
    await has_plan(ana)
    assert "The plan is ready" in ana.sees
    key = (await me(ana)).id
    async with world.store.begin() as tx:
        assert "plan" in await tx.practices.last(key)


async def test_two_steps_of_one_way_are_not_called_ready(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP), {**STEP, "What": "Call Dara"})
    assert "sturdier" in ana.sees
    key = (await me(ana)).id
    async with world.store.begin() as tx:
        assert "plan" not in await tx.practices.last(key)


async def test_words_behind_the_command_begin_a_step(world: World) -> None:
    ana = world.person("ana")
    answer = await ana.uses("/plan call Chidi on thursday at 10")
    assert isinstance(answer, Ask)
    filled = {field.name: getattr(field, "value", "") for field in answer.form.fields}
    assert filled["what"] == "call Chidi on thursday at 10"
    assert (filled["day"], filled["time"]) == ("2026-12-03", "10:00")


async def test_words_without_a_time_begin_a_step_without_one(world: World) -> None:
    ana = world.person("ana")
    answer = await ana.uses("/plan call Chidi")
    assert isinstance(answer, Ask)
    filled = {field.name: getattr(field, "value", "") for field in answer.form.fields}
    assert (filled["what"], filled["day"], filled["time"]) == ("call Chidi", "", "")


# Days and times


async def test_a_day_that_has_passed_is_asked_about_and_nothing_typed_is_lost(
    world: World,
) -> None:
    ana = world.person("ana")
    await ana.sends(OpenStep().pack())
    answer = await ana.fills({**STEP, "Day": "yesterday"})
    assert isinstance(answer, Correct)
    assert "has passed" in ana.errors["day"]
    again = await ana.sends(OpenStep().pack())
    assert isinstance(again, Ask)
    assert getattr(again.form.fields[0], "value", "") == "Call Chidi"


async def test_a_day_beyond_two_weeks_is_told_the_last_one(world: World) -> None:
    ana = world.person("ana")
    await ana.sends(OpenStep().pack())
    await ana.fills({**STEP, "Day": "2027-01-20"})
    assert "Sun 13 Dec" in ana.errors["day"]


@pytest.mark.parametrize("typed", ["30 Feb", "32 Dec", "soonish", "31/02/2027"])
async def test_an_impossible_day_is_given_back(world: World, typed: str) -> None:
    ana = world.person("ana")
    await ana.sends(OpenStep().pack())
    await ana.fills({**STEP, "Day": typed})
    assert "could not read that as a day" in ana.errors["day"]
    assert await steps(ana) == ()


async def test_a_time_without_a_day_is_the_next_such_time(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, {**STEP, "Day": "", "Time": "8:00"})
    assert "Tue 1 Dec, 08:00" in ana.sees


async def test_today_is_kept_even_when_its_time_has_passed_but_brings_no_reminder(
    world: World,
) -> None:
    ana = world.person("ana")
    await adds(ana, {**STEP, "Day": "today", "Time": "8:00"})
    assert "no reminder comes" in ana.sees
    assert "was for Mon 30 Nov, 08:00" in ana.sees
    assert await promised(ana) == []


async def test_a_step_may_have_no_time_at_all(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, {"What": "Call Chidi", "Which way": "People"})
    assert "without a day so far" in ana.sees
    assert await promised(ana) == []
    await ana.picks("Look at one", "1. Call Chidi")
    assert "no day yet" in ana.sees
    await ana.presses("Change")
    await ana.fills({"Day": "tomorrow"})
    assert "Tue 1 Dec, 09:00" in ana.sees
    assert len(await promised(ana)) == 1


async def test_times_are_those_of_the_persons_own_clock(world: World) -> None:
    ana = world.person("ana", zone="America/New_York")
    await adds(ana, dict(STEP))
    (nudge,) = await promised(ana)
    assert nudge.due_at == datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
    assert "Tue 1 Dec, 10:00" in ana.sees


# Reminders


async def test_a_step_is_brought_up_at_its_time(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    await world.until(datetime(2026, 12, 1, 10, 0, tzinfo=UTC))
    assert "Call Chidi" in ana.letter.summary()
    assert {"Done", "Partly", "Not yet", "Move"} <= set(labels(ana.letter))
    await ana.presses("Done", on=ana.letter)
    assert isinstance(ana.answer, Replace)
    assert ana.card.title == "Done"
    assert (await steps(ana))[0].kept is Kept.DONE


async def test_a_step_done_before_its_time_is_not_brought_up(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    await ana.presses("1 is done")
    assert "Steps done" in ana.sees
    await world.passes(days=2)
    assert ana.letters == []


async def test_a_step_let_go_is_not_brought_up(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    await ana.picks("Look at one", "1. Call Chidi")
    assert "I remind you at that time" in ana.sees
    await ana.presses("Let it go")
    assert "Let go" in ana.sees
    await world.passes(days=2)
    assert ana.letters == []


async def test_undo_brings_the_step_and_its_reminder_back(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    await ana.presses("1 is done")
    await ana.presses("Undo")
    await world.until(datetime(2026, 12, 1, 10, 0, tzinfo=UTC))
    assert "Call Chidi" in ana.letter.summary()


async def test_undo_takes_a_new_step_away_with_its_reminder(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    await ana.presses("Undo")
    assert await steps(ana) == ()
    await world.passes(days=2)
    assert ana.letters == []


async def test_not_yet_is_fine_and_can_move_with_one_tap(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    await world.until(datetime(2026, 12, 1, 10, 0, tzinfo=UTC))
    await ana.presses("Not yet", on=ana.letter)
    assert ana.card.title == "Not yet"
    await ana.presses("Move")
    assert "Wed 2 Dec, 10:00" in ana.sees
    await ana.presses("One day later")
    assert "Wed 2 Dec, 10:00" in ana.sees
    await world.until(datetime(2026, 12, 2, 10, 0, tzinfo=UTC))
    assert len(ana.letters) == 2
    (it,) = await steps(ana)
    assert (it.kept, it.due_at) == (Kept.OPEN, datetime(2026, 12, 2, 10, 0, tzinfo=UTC))


async def test_partly_keeps_what_is_done_and_lets_the_rest_move(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    await world.until(datetime(2026, 12, 1, 10, 0, tzinfo=UTC))
    await ana.presses("Partly", on=ana.letter)
    assert {"Move", "See the plan", "Undo"} == set(labels(ana.card))
    await ana.presses("See the plan")
    assert "partly done" in ana.sees


async def test_a_snoozed_step_comes_again_although_it_was_answered_not_yet(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    await world.until(datetime(2026, 12, 1, 10, 0, tzinfo=UTC))
    letter = ana.letter
    menu = next(block for block in letter.blocks if isinstance(block, Menu))
    await ana.picks(menu.label, menu.choices[0].label, on=letter)
    await ana.presses("Not yet", on=letter)
    await world.passes(hours=2)
    assert len(ana.letters) == 2


async def test_another_day_keeps_the_time_of_day(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    await ana.picks("Look at one", "1. Call Chidi")
    await ana.presses("Move")
    await ana.presses("Another day or time")
    await ana.fills({"Day": "friday", "Time": ""})
    assert "Fri 4 Dec, 10:00" in ana.sees
    (nudge,) = await promised(ana)
    assert nudge.due_at == datetime(2026, 12, 4, 10, 0, tzinfo=UTC)


async def test_another_time_needs_a_day_or_a_time(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    await ana.picks("Look at one", "1. Call Chidi")
    await ana.presses("Move")
    await ana.presses("Another day or time")
    answer = await ana.fills({"Day": "", "Time": ""})
    assert isinstance(answer, Correct)
    assert "either is enough" in ana.errors["day"]


async def test_moving_to_a_time_that_has_passed_today_says_that_no_reminder_comes(
    world: World,
) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    await ana.picks("Look at one", "1. Call Chidi")
    await ana.presses("Move")
    await ana.presses("Another day or time")
    await ana.fills({"Day": "today", "Time": "8:00"})
    assert "No reminder comes" in ana.sees


async def test_after_all_reminders_were_stopped_a_new_step_brings_none(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    await ana.says("stop all reminders")
    await adds(ana, dict(SECOND))
    assert "You have stopped reminders" in ana.sees
    assert await promised(ana) == []


async def test_a_step_in_quiet_hours_is_said_to_come_at_their_end(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, {**STEP, "Day": "today", "Time": "22:00"})
    assert "quiet hours" in ana.sees
    assert "Tue 1 Dec, 08:00" in ana.sees
    await ana.picks("Look at one", "1. Call Chidi")
    assert "when your quiet hours end: Tue 1 Dec, 08:00" in ana.sees
    await ana.presses("Move")
    await ana.presses("One day later")
    assert "Tue 1 Dec, 22:00" in ana.sees
    assert "Wed 2 Dec, 08:00" in ana.sees
    await world.until(datetime(2026, 12, 2, 8, 0, tzinfo=UTC))
    assert "Call Chidi" in ana.letter.summary()


async def test_a_step_within_a_break_is_said_to_bring_no_reminder(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/break 3 days")
    await adds(ana, dict(STEP))
    assert "within your break" in ana.sees
    await ana.says("undo")
    await ana.uses("/break")
    await ana.presses("I'm back")
    await adds(ana, dict(STEP))
    await world.until(datetime(2026, 12, 1, 10, 0, tzinfo=UTC))
    assert len(ana.letters) == 1


async def test_a_plan_in_which_everything_is_done_says_so(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    await ana.presses("1 is done")
    assert "Everything in it is done" in ana.sees


async def test_what_is_gone_by_its_time_brings_nothing(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    (step,), (running,) = await steps(ana), await plans(ana)
    async with world.store.begin() as tx:
        await tx.commitments.remove(step.id)
        await tx.plans.remove(running.id)
    await world.passes(days=15)
    assert ana.letters == []


async def test_a_plan_ended_elsewhere_is_not_looked_back_on(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, {**STEP, "Day": "", "Time": ""})
    (running,) = await plans(ana)
    async with world.store.begin() as tx:
        await tx.plans.put(replace(running, ended_at=world.now()))
    await world.passes(days=15)
    assert ana.letters == []


async def test_a_step_made_undone_is_open_again(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    await ana.presses("1 is done")
    await ana.picks("Look at one", "1. Call Chidi")
    await ana.presses("Open it again")
    assert "as before" in ana.sees
    assert len(await promised(ana)) == 1


async def test_a_commitment_from_a_check_in_can_be_ticked_and_moved_but_is_no_step(
    world: World,
) -> None:
    ana = world.person("ana")
    person = await me(ana)
    made = Commitment(person.id, Source.CHECKIN, 7, "Call Dara", world.now(), trigger="it rains")
    async with world.store.begin() as tx:
        made = await tx.commitments.add(made)
    await ana.sends(ShowCommitment(made.id).pack())
    assert "If it rains, then I will Call Dara." in ana.sees
    assert "Change" not in labels(ana.card)
    await ana.sends(Tick(made.id, Kept.DONE).pack())
    assert (await steps(ana))[0].kept is Kept.DONE
    await ana.sends(FinishStep(made.id).pack())
    assert GONE in ana.sees


# Changing


async def test_a_step_can_be_changed_after_its_time_has_passed(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    await world.passes(days=3)
    await ana.uses("/plan")
    await ana.picks("Look at one", "1. Call Chidi")
    await ana.presses("Change")
    await ana.fills({"Where": "Library"})
    assert "was for Tue 1 Dec, 10:00 · Library" in ana.sees
    assert await promised(ana) == []


async def test_changing_the_time_moves_the_one_reminder(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    await ana.picks("Look at one", "1. Call Chidi")
    await ana.presses("Change")
    await ana.fills({"Time": "15:00"})
    (nudge,) = await promised(ana)
    assert nudge.due_at == datetime(2026, 12, 1, 15, 0, tzinfo=UTC)


async def test_a_plan_is_taken_up_again_after_days_and_a_restart(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    await world.passes(days=4)
    await world.restart()
    await ana.uses("/plan")
    assert "Call Chidi" in ana.sees
    await adds(ana, {**SECOND, "Day": "monday"})
    assert "The plan is ready" in ana.sees
    assert len(await plans(ana)) == 1


async def test_ten_steps_are_plenty_and_what_was_typed_is_kept(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, *({**STEP, "What": f"Call {n}"} for n in range(plan.MOST_STEPS)))
    assert "Add a step" not in labels(ana.card)
    await ana.sends(OpenStep().pack())
    await ana.fills({**STEP, "What": "One more"})
    assert "plenty for two weeks" in ana.sees
    again = await ana.sends(OpenStep().pack())
    assert isinstance(again, Ask)
    assert getattr(again.form.fields[0], "value", "") == "One more"


# Ideas


async def test_ideas_are_of_ways_the_plan_does_not_use_yet(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    await ana.presses("Ideas")
    assert "People: " not in ana.sees
    assert "Applying: " in ana.sees


async def test_an_idea_can_be_taken_and_changed(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/plan")
    await ana.presses("Ideas")
    await ana.picks("Which way", "An agency")
    answer = await ana.presses("Take 2")
    assert isinstance(answer, Ask)
    assert "job centre" in getattr(answer.form.fields[0], "value", "")
    await ana.fills({"Day": "tomorrow"})
    assert (await steps(ana))[0].channel is Channel.AGENCY


async def test_when_every_way_is_used_ideas_of_each_are_offered(world: World) -> None:
    ana = world.person("ana")
    ways = ("Applying", "People", "An agency", "An event", "Learning", "Another way")
    await adds(ana, *({**STEP, "Which way": way} for way in ways))
    await ana.sends(ShowIdeas().pack())
    assert "People: " in ana.sees


async def test_the_same_ideas_are_not_offered_twice_in_a_row(world: World) -> None:
    ana = world.person("ana")
    await ana.sends(ShowIdeas().pack())
    first = ana.card.summary()
    await ana.sends(ShowIdeas().pack())
    assert ana.card.summary() != first


# If-then sentences


async def test_a_sentence_is_kept_and_said_back(world: World) -> None:
    ana = world.person("ana")
    await has_plan(ana)
    await ana.presses("Add an if-then")
    await ana.fills({"If": "If no answer comes by Friday,", "then I will": "I will write to Dara"})
    assert "If no answer comes by Friday, then I will write to Dara." in ana.sees
    await ana.presses("Say it back")
    await ana.fills({"In your own words": "no answer on friday: I write to dara"})
    assert (await plans(ana))[0].rehearsed_at == world.now()
    assert "Say it back" not in labels(ana.card)


async def test_saying_it_back_differently_is_met_kindly_and_counts(world: World) -> None:
    ana = world.person("ana")
    await has_plan(ana)
    await ana.presses("Add an if-then")
    await ana.fills({"If": "no answer comes", "then I will": "write to Dara"})
    await ana.presses("Say it back")
    await ana.fills({"In your own words": "something about rain"})
    assert "write to Dara" in ana.sees
    assert (await plans(ana))[0].rehearsed_at is not None


async def test_an_if_alone_is_asked_for_its_words(world: World) -> None:
    ana = world.person("ana")
    await has_plan(ana)
    await ana.presses("Add an if-then")
    answer = await ana.fills({"If": "If", "then I will": "then I will"})
    assert isinstance(answer, Correct)
    assert set(ana.errors) == {"trigger", "response"}


async def test_three_sentences_are_as_many_as_one_can_keep_in_mind(world: World) -> None:
    ana = world.person("ana")
    await has_plan(ana)
    await ana.presses("Add an if-then")
    opened = ana.form
    for n in range(plan.MOST_SENTENCES):
        ana.form = opened
        await ana.fills({"If": f"case {n}", "then I will": "call Dara"})
    assert "Add an if-then" not in labels(ana.card)
    ana.form = opened
    await ana.fills({"If": "case 4", "then I will": "call Dara"})
    assert "as many as anybody can keep in mind" in ana.sees


async def test_a_sentence_can_be_changed_and_is_then_said_back_anew(world: World) -> None:
    ana = world.person("ana")
    await has_plan(ana)
    await ana.presses("Add an if-then")
    await ana.fills({"If": "it rains", "then I will": "write to Dara"})
    await ana.presses("Say it back")
    await ana.fills({"In your own words": "when it rains, write to Dara"})
    await ana.picks("Look at one", "If it rains …")
    assert "Move" not in labels(ana.card)
    await ana.presses("Change")
    await ana.fills({"then I will": "ring Eli"})
    assert "If it rains, then I will ring Eli." in ana.sees
    assert (await plans(ana))[0].rehearsed_at is None


async def test_a_step_is_no_sentence(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    (it,) = await steps(ana)
    await ana.sends(Rehearse(it.id).pack())
    assert GONE in ana.sees


# The end of the two weeks, and the plan after it


async def test_the_last_day_puts_the_next_two_weeks_first(world: World) -> None:
    ana = world.person("ana")
    await has_plan(ana)
    await ana.presses("1 is done")
    await world.until(datetime(2026, 12, 13, 17, 0, tzinfo=UTC))
    said = ana.letter.summary()
    assert said.index("next two weeks") < said.index("Call Chidi · done")
    assert labels(ana.letter)[:2] == ["New, with what is open", "New, from scratch"]


async def test_what_is_open_comes_along_into_the_next_plan(world: World) -> None:
    ana = world.person("ana")
    await has_plan(ana)
    await ana.presses("1 is done")
    await world.until(datetime(2026, 12, 13, 17, 0, tzinfo=UTC))
    await ana.presses("New, with what is open", on=ana.letter)
    old, new = await plans(ana)
    assert old.ended_at == world.now()
    assert new.starts_on == date(2026, 12, 13)
    assert "Apply to Acme" in ana.sees
    assert "Call Chidi" not in ana.sees


async def test_a_plan_without_anything_in_it_is_not_looked_back_on(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    key = (await steps(ana))[0].id
    async with world.store.begin() as tx:
        await tx.commitments.remove(key)
    await world.passes(days=15)
    assert ana.letters == []


async def test_a_running_plan_is_gone_on_with_or_left_as_the_person_chooses(world: World) -> None:
    ana = world.person("ana")
    await has_plan(ana)
    await ana.presses("Next plan")
    assert "Still open in it: 2." in ana.sees
    await ana.presses("Go on with this one")
    assert len(await plans(ana)) == 1
    await ana.presses("Next plan")
    await ana.presses("New, from scratch")
    assert "Call Chidi" not in ana.sees
    assert await promised(ana) == []
    assert [nudge.state for nudge in await promised(ana, NudgeKind.PLAN)] == [NudgeState.ACTIVE]


async def test_undo_takes_the_running_plan_up_again(world: World) -> None:
    ana = world.person("ana")
    await has_plan(ana)
    await ana.presses("Next plan")
    await ana.presses("New, from scratch")
    await ana.presses("Undo")
    await ana.uses("/plan")
    assert "Call Chidi" in ana.sees
    assert len(await promised(ana)) == 2


async def test_a_plan_with_nothing_open_is_simply_followed_by_another(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    await ana.presses("1 is done")
    await ana.presses("Next plan")
    assert "nothing in it is open" in ana.sees
    assert "New, with what is open" not in labels(ana.card)


async def test_a_plan_whose_weeks_have_passed_asks_for_the_next_one(world: World) -> None:
    ana = world.person("ana")
    await has_plan(ana)
    await world.passes(days=20)
    await ana.uses("/plan")
    assert "Two weeks have passed" in ana.sees
    await ana.presses("New, with what is open")
    assert "Call Chidi · People" not in ana.sees
    assert "1. Call Chidi · Kitchen table · People" in ana.sees


async def test_a_step_written_after_the_weeks_have_passed_takes_the_open_ones_along(
    world: World,
) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    await world.passes(days=20)
    await adds(ana, {**SECOND, "Day": "tomorrow"})
    assert "Call Chidi" in ana.sees
    assert len(await plans(ana)) == 2


async def test_an_ended_plan_can_be_read_again(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    (old,) = await plans(ana)
    await ana.presses("Next plan")
    await ana.presses("New, from scratch")
    await ana.sends(ShowPlan(old.id).pack())
    assert "An earlier plan" in ana.sees
    assert "Add a step" not in labels(ana.card)


async def test_without_a_plan_the_next_one_is_the_first(world: World) -> None:
    ana = world.person("ana")
    await ana.sends("1.plan.next")
    assert "A plan for two weeks" in ana.sees


# Others


async def test_only_somebody_in_a_circle_is_offered_to_show_it(world: World) -> None:
    ana = world.person("ana")
    await has_plan(ana)
    assert "Show my circle" not in labels(ana.card)
    person = await me(ana)
    async with world.store.begin() as tx:
        space = await tx.spaces.meet("test", "lobby", "UTC", world.now())
        circle = Circle(space.id, None, "Larks", "larks", 0, 600, "UTC", date(2026, 12, 7), MONDAY)
        circle = await tx.circles.add(circle)
        await tx.circles.members.add(Member(circle.id, person.id, Seat.MEMBER, MONDAY))
    await ana.uses("/plan")
    assert "Show my circle" in labels(ana.card)


async def test_nobody_reaches_what_is_somebody_elses(world: World) -> None:
    ana, ben = world.person("ana"), world.person("ben")
    await has_plan(ana)
    (it, _), (hers,) = await steps(ana), await plans(ana)
    forged = (ShowCommitment(it.id), Tick(it.id, Kept.DONE), Shift(it.id, 1), FinishStep(it.id),
              ShowPlan(hers.id), OpenStep(it.id), Rehearse(it.id))  # fmt: skip
    for act in forged:
        await ben.sends(act.pack())
        assert GONE in ben.sees
    await ben.sends(ShowCommitment().pack(), str(it.id))
    assert GONE in ben.sees
    assert (await steps(ana))[0].kept is Kept.OPEN


@pytest.mark.parametrize("picked", [(), ("",), ("x",), ("9" * 60,), ("²",), ("-1",)])
async def test_a_forged_choice_ends_in_a_kind_sentence(
    world: World, picked: tuple[str, ...]
) -> None:
    ana = world.person("ana")
    await ana.sends(ShowCommitment().pack(), *picked)
    assert GONE in ana.sees


async def test_forged_numbers_end_in_a_kind_sentence(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    (it,) = await steps(ana)
    for packed, picked in (
        (Shift(it.id, 300).pack(), ()),
        (TakeIdea(Channel.PEOPLE, 99).pack(), ()),
        (TakeIdea(Channel.PEOPLE, -1).pack(), ()),
        (ShowIdeas().pack(), ("nonsense",)),
        ("1.plan.take:nonsense:1", ()),
    ):
        await ana.sends(packed, *picked)
        assert "had its day" in ana.sees


async def test_a_step_that_is_gone_is_not_kept_anew(world: World) -> None:
    ana = world.person("ana")
    await ana.sends(OpenStep().pack())
    assert ana.form is not None
    await ana.sends(KeepStep(999).pack())
    assert GONE in ana.sees


async def test_a_second_press_changes_nothing(world: World) -> None:
    ana = world.person("ana")
    await adds(ana, dict(STEP))
    card = ana.card
    await ana.presses("1 is done", on=card)
    await ana.presses("1 is done", on=card)
    assert isinstance(ana.answer, Replace)
    assert len(await steps(ana)) == 1


@pytest.mark.parametrize(
    "what",
    ["@everyone <!channel> **x**", "'; DROP TABLE commitment; --", "\u202eevil\u0007 {what}"],
)
async def test_whatever_is_typed_is_only_words(world: World, what: str) -> None:
    ana = world.person("ana")
    await adds(ana, {**STEP, "What": what})
    assert "\u202e" not in ana.sees
    await ana.picks("Look at one", str((await steps(ana))[0].id))
    assert "One thing you meant to do" in ana.sees


async def test_text_without_end_is_asked_to_be_shorter(world: World) -> None:
    ana = world.person("ana")
    await ana.sends(OpenStep().pack())
    answer = await ana.fills({**STEP, "What": "x" * 100_000})
    assert isinstance(answer, Correct)
    assert await steps(ana) == ()


async def test_blank_words_are_no_step(world: World) -> None:
    ana = world.person("ana")
    await ana.sends(OpenStep().pack())
    answer = await ana.fills({**STEP, "What": " \n \t"})
    assert isinstance(answer, Correct)


def fullest(kept: Kept = Kept.OPEN) -> Card:
    """Show a plan in which everything is as long as it may be."""
    zone = "America/Argentina/ComodRivadavia"
    whole = Plan(1, date(2026, 11, 30), date(2026, 12, 13), MONDAY, 1)
    long, place = "long word " * 20, "place " * 12
    due = MONDAY - timedelta(hours=3)
    made = [
        Commitment(1, Source.PLAN, 1, long[: plan.LONGEST], MONDAY, n, "", place,
                   Channel.OTHER, due, kept)
        for n in range(1, plan.MOST_STEPS + 1)
    ]  # fmt: skip
    ifs = [
        Commitment(1, Source.PLAN, 1, long[: plan.LONGEST], MONDAY, 20 + n, long[: plan.LONGEST])
        for n in range(plan.MOST_SENTENCES)
    ]
    page = Page(whole, (*made, *ifs), zone, MONDAY, in_circle=True)
    ready = WORDS.texts(plan_view.STANDING[plan.Readiness.ONE_WAY], turn=2)
    said = WORDS.texts(plan_view.CARRIED)
    plan_view.over(WORDS.texts, page)
    return plan_view.card(WORDS.texts, page, ready, said)


@pytest.mark.parametrize("kept", [Kept.OPEN, Kept.PARTLY, Kept.NOT_YET, Kept.DONE])
def test_the_fullest_plan_still_fits_a_card(kept: Kept) -> None:
    shown = fullest(kept)
    assert len(buttons(shown)) > 2


async def test_no_button_stands_where_there_is_nothing_to_press(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/plan")
    with pytest.raises(NotThere):
        await ana.presses("Next plan")
